import { redirect } from '@sveltejs/kit';
import { forTenant } from '$gis/db/tenant-scope.ts';
import { DomainError } from '$gis/errors.ts';
import { demand } from '$lib/server/accounts/permissions.ts';
import { answer, submit } from '$lib/server/page.ts';
import { listImports, startImport } from '$lib/server/plans/import-service.ts';
import { readLibrary } from '$lib/server/plans/library.ts';
import { getServices } from '$lib/server/services.ts';
import { uploadsOf } from '$lib/server/uploads/multipart.ts';
import { listOpenUploads } from '$lib/server/uploads/resumable.ts';
import { adminPlanTexts } from '$lib/texts/admin-plans.ts';
import type { Actions, PageServerLoad } from './$types';

const IMPORTS_SHOWN = 5;

export const load: PageServerLoad = ({ locals: { account, tenant }, url }) =>
	answer(async () => {
		const { id } = demand(account, tenant.id, 'staff.enter');
		const services = getServices();
		const scope = forTenant(services.db.knex, tenant.id);
		const imports = (await listImports(scope, undefined, IMPORTS_SHOWN)).map(({ id, fileName, state, createdAt }) => ({ id, fileName, state, createdAt }));
		return {
			title: adminPlanTexts.title,
			found: await readLibrary(scope, url.searchParams, `/${tenant.slug}/verwaltung/plaene`, false),
			imports,
			openUploads: await listOpenUploads(services, scope, id),
			maxBytes: services.config.maxGmlBytes
		};
	});

export const actions: Actions = {
	default: async ({ locals: { account, tenant }, request }) => {
		const form = await request.formData();
		return submit({}, async () => {
			const { id } = demand(account, tenant.id, 'plans.manage');
			const [upload] = uploadsOf(form, 'datei');
			if (!upload) throw new DomainError('upload_missing');
			const services = getServices();
			const planId = form.get('planId');
			const options = { createdBy: id, planId: typeof planId === 'string' && planId ? planId : undefined };
			const importId = await startImport(services, forTenant(services.db.knex, tenant.id), upload, options);
			redirect(303, `/${tenant.slug}/verwaltung/plaene/importe/${importId}`);
		});
	}
};
