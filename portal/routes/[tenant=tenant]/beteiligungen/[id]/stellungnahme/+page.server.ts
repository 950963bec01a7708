import { redirect } from '@sveltejs/kit';
import { forTenant } from '$gis/db/tenant-scope.ts';
import { basemapOf } from '$lib/map/basemap.ts';
import { FIELD } from '$lib/forms/statement-steps.ts';
import { clientAddress } from '$lib/server/http-guards.ts';
import { answer, submit } from '$lib/server/page.ts';
import { publicParticipation } from '$lib/server/participations/views.ts';
import { getServices } from '$lib/server/services.ts';
import { emptyForm, readStatementForm } from '$lib/server/statements/form/read-form.ts';
import { submitStatementForm } from '$lib/server/statements/form/submit-form.ts';
import { objectPlaces } from '$lib/server/statements/form/take-step.ts';
import { uploadsOf } from '$lib/server/uploads/multipart.ts';
import { statementTexts } from '$lib/texts/statements.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = ({ params, url, locals: { tenant } }) =>
	answer(async () => {
		const { db, config, now } = getServices();
		const scope = forTenant(db.knex, tenant.id);
		const participation = await publicParticipation(scope, tenant.slug, params.id, tenant.contact, now());
		const chosen = await objectPlaces(scope, participation.plan?.versionId ?? null, url.searchParams.getAll('objekt'));
		return { title: statementTexts.title, participation, basemap: basemapOf(config.basemap), start: { ...emptyForm(), places: chosen } };
	});

export const actions: Actions = {
	default: async (event) => {
		const { params, request, locals } = event;
		const services = getServices();
		const scope = forTenant(services.db.knex, locals.tenant.id);
		const form = await request.formData();
		const posted = readStatementForm(form);
		return submit(posted.state, async () => {
			const sender = { address: clientAddress(event), uploads: () => uploadsOf(form, FIELD.files), contact: locals.tenant.contact };
			const { sent, state } = await submitStatementForm(services, scope, params.id, posted, sender);
			if (sent) redirect(303, `/${locals.tenant.slug}/eingang/${sent.code}?neu=1`);
			return { state };
		});
	}
};
