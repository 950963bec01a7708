import { readFile } from 'node:fs/promises';
import { forTenant } from '$gis/db/tenant-scope.ts';
import { can, demand } from '$lib/server/accounts/permissions.ts';
import { DomainError } from '$gis/errors.ts';
import { listPartners } from '$lib/server/exchange/exchange-queries.ts';
import { textsOf } from '$lib/server/form-values.ts';
import { importBodies, listBodies, removeBody, saveBody } from '$lib/server/invitations/bodies.ts';
import { answer, submit } from '$lib/server/page.ts';
import { getServices } from '$lib/server/services.ts';
import { uploadsOf } from '$lib/server/uploads/multipart.ts';
import { bodyTexts } from '$lib/texts/invitations.ts';
import type { Actions, PageServerLoad } from './$types';

const scopeOf = (locals: App.Locals) => forTenant(getServices().db.knex, locals.tenant.id);
function openScope(locals: App.Locals) {
	demand(locals.account, locals.tenant.id, 'procedures.manage');
	return scopeOf(locals);
}

export const load: PageServerLoad = ({ locals }) =>
	answer(async () => {
		demand(locals.account, locals.tenant.id, 'staff.enter');
		const scope = scopeOf(locals);
		const partners = (await listPartners(scope)).filter(({ receives }) => receives.includes('invitation')).map(({ id, name }) => ({ id, name }));
		return { title: bodyTexts.title, bodies: await listBodies(scope), partners, mayManage: can(locals.account, locals.tenant.id, 'procedures.manage') };
	});

const FIELDS = ['bodyId', 'name', 'department', 'email', 'topics', 'partnerId'] as const;
const MAX_CSV_BYTES = 2 * 1024 * 1024;

export const actions: Actions = {
	save: async ({ locals, request }) => {
		const values = textsOf(await request.formData(), FIELDS);
		return submit(values, async () => {
			await saveBody(openScope(locals), values.bodyId || null, values);
			return { done: values.bodyId ? ('saved' as const) : ('added' as const) };
		});
	},
	remove: async ({ locals, request }) => {
		const { bodyId } = textsOf(await request.formData(), ['bodyId']);
		return submit({ bodyId }, async () => {
			await removeBody(openScope(locals), bodyId);
			return { done: 'removed' as const };
		});
	},
	import: async ({ locals, request }) => {
		const form = await request.formData();
		return submit({}, async () => {
			const scope = openScope(locals);
			const [file] = uploadsOf(form, 'datei');
			if (!file) throw new DomainError('upload_missing');
			if (file.size > MAX_CSV_BYTES) throw new DomainError('upload_too_large', { limit: '2 MB' });
			const counts = await importBodies(scope, await readFile(file.path, 'utf8'));
			return { done: 'imported' as const, counts };
		});
	}
};
