import { redirect } from '@sveltejs/kit';
import { forTenant } from '$gis/db/tenant-scope.ts';
import { demand } from '$lib/server/accounts/permissions.ts';
import { answer, submit } from '$lib/server/page.ts';
import { getServices } from '$lib/server/services.ts';
import { demandUpload, dropUpload, finishUpload, receivedBytes } from '$lib/server/uploads/resumable.ts';
import { adminPlanTexts } from '$lib/texts/admin-plans.ts';
import type { Actions, PageServerLoad } from './$types';

/** Where an upload ends: its import, or how much is missing. */
export const load: PageServerLoad = ({ locals: { account, tenant }, params }) =>
	answer(async () => {
		const { id } = demand(account, tenant.id, 'plans.manage');
		const services = getServices();
		const scope = forTenant(services.db.knex, tenant.id);
		const upload = await demandUpload(scope, params.uploadId, id);
		const received = await receivedBytes(services, upload.id);
		if (upload.importId || received === upload.size)
			redirect(303, `/${tenant.slug}/verwaltung/plaene/importe/${await finishUpload(services, scope, upload.id)}`);
		return { title: adminPlanTexts.uploadTitle, upload: { fileName: upload.fileName, size: upload.size, received, planId: upload.planId } };
	});

export const actions: Actions = {
	default: ({ locals: { account, tenant }, params }) =>
		submit({}, async () => {
			const { id } = demand(account, tenant.id, 'plans.manage');
			const services = getServices();
			const scope = forTenant(services.db.knex, tenant.id);
			const upload = await demandUpload(scope, params.uploadId, id);
			if (!upload.importId) await dropUpload(services, scope, upload.id);
			redirect(303, `/${tenant.slug}/verwaltung/plaene`);
		})
};
