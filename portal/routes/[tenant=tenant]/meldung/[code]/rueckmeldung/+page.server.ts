import { redirect } from '@sveltejs/kit';
import { forTenant } from '$gis/db/tenant-scope.ts';
import { DomainError } from '$gis/errors.ts';
import { textsOf } from '$lib/server/form-values.ts';
import { clientAddress } from '$lib/server/http-guards.ts';
import { PRIVATE_HEADERS } from '$lib/server/invitations/open-page.ts';
import { answer, submit } from '$lib/server/page.ts';
import { afterClosing, takeFeedback } from '$lib/server/reports/feedback/feedback.ts';
import { getServices } from '$lib/server/services.ts';
import { takeFrom } from '$lib/server/throttle.ts';
import { feedbackTexts } from '$lib/texts/orders.ts';
import type { Actions, PageServerLoad, RequestEvent } from './$types';

/** Per connection and hour: a code has 120 bits, but nobody need try. */
const OPENED_PER_HOUR = 120;

async function opened(event: RequestEvent | Parameters<PageServerLoad>[0]) {
	const services = getServices();
	const { allowed } = await takeFrom(services, `report-feedback:${clientAddress(event)}`, OPENED_PER_HOUR, 3600);
	if (!allowed) throw new DomainError('receipt_throttled');
	const scope = forTenant(services.db.knex, event.locals.tenant.id);
	return { services, scope, report: await afterClosing(scope, event.params.code, services.now()) };
}

export const load: PageServerLoad = (event) =>
	answer(async () => {
		const { report: { reportId: _, ...report } } = await opened(event);
		event.setHeaders(PRIVATE_HEADERS);
		return { title: feedbackTexts.title, report, sent: event.url.searchParams.get('gesendet') };
	});

export const actions: Actions = {
	default: async (event) => {
		const form = await event.request.formData();
		const values = textsOf(form, ['helped', 'text']);
		const reopen = form.has('reopen');
		return submit({ ...values, reopen }, async () => {
			const { services, scope, report } = await opened(event);
			await takeFeedback(services, scope, report.reportId, { ...values, reopen }, services.now());
			redirect(303, `${event.url.pathname}?gesendet=${reopen ? 'offen' : 'ja'}`);
		});
	}
};
