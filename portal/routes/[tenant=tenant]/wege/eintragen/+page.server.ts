import { randomUUID } from 'node:crypto';
import { redirect } from '@sveltejs/kit';
import { textsOf } from '$lib/server/form-values.ts';
import { answer, submit } from '$lib/server/page.ts';
import { dayOf } from '$lib/server/participations/local-days.ts';
import { getServices } from '$lib/server/services.ts';
import { listSections } from '$lib/server/trails/network.ts';
import { handRound } from '$lib/server/trails/plain-forms.ts';
import { receiveRound } from '$lib/server/trails/receive.ts';
import { trailWarden } from '$lib/server/trails/warden.ts';
import { trailFieldTexts } from '$lib/texts/trail-field.ts';
import type { Actions, PageServerLoad } from './$types';

/** A round without any recording; works without JavaScript. */
export const load: PageServerLoad = ({ locals, url }) =>
	answer(async () => {
		const services = getServices();
		const { scope, account } = trailWarden(services, locals, url.pathname);
		const sections = (await listSections(scope, services.now())).map(({ id, name, wardenId, deputyId }) => ({ id, name, own: wardenId === account.id || deputyId === account.id }));
		return { title: trailFieldTexts.handTitle, sections: sections.sort((a, b) => Number(b.own) - Number(a.own)), today: dayOf(services.now()), key: randomUUID() };
	});

export const actions: Actions = {
	default: async ({ locals, request, url }) => {
		const form = await request.formData();
		const values = textsOf(form, ['key', 'day', 'from', 'to', 'note']);
		const results = Object.fromEntries([...form].filter(([name, value]) => name.startsWith('abschnitt-') && typeof value === 'string')) as Record<string, string>;
		return submit({ ...values, ...results }, async () => {
			const services = getServices();
			const { scope, account } = trailWarden(services, locals, url.pathname);
			await receiveRound(services, scope, account, values.key, handRound(values, results));
			redirect(303, `/${locals.tenant.slug}/wege?fertig=round`);
		});
	}
};
