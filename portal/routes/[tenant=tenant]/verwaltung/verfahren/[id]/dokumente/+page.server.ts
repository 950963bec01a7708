import { forTenant } from '$gis/db/tenant-scope.ts';
import { can, demand } from '$lib/server/accounts/permissions.ts';
import { answer, submit } from '$lib/server/page.ts';
import { readDocumentForm } from '$lib/server/procedures/documents/read-form.ts';
import * as documents from '$lib/server/procedures/documents/service.ts';
import { readProcedure } from '$lib/server/procedures/read.ts';
import { getServices } from '$lib/server/services.ts';
import { uploadsOf } from '$lib/server/uploads/multipart.ts';
import { staffDocumentTexts } from '$lib/texts/documents.ts';
import { DomainError } from '$gis/errors.ts';
import type { Actions, PageServerLoad, RequestEvent } from './$types';

export const load: PageServerLoad = ({ params, locals: { account, tenant } }) =>
	answer(async () => {
		demand(account, tenant.id, 'staff.enter');
		const { config, db, now } = getServices();
		const scope = forTenant(db.knex, tenant.id);
		const { id, title, publishedAt } = await readProcedure(scope, params.id, now());
		return {
			title: `${staffDocumentTexts.title}: ${title}`,
			procedure: { id, title, published: publishedAt !== null },
			documents: await documents.listDocuments(scope, id, now()),
			steps: await documents.listStepRows(scope, id, now()),
			mayManage: can(account, tenant.id, 'procedures.manage'),
			maxBytes: config.maxGmlBytes
		};
	});

/** Form, person and scope of a change; nothing is done before the person may do it. */
function changing(done: string, work: (given: Given) => Promise<unknown>) {
	return async ({ request, params, locals: { account, tenant } }: RequestEvent) => {
		const form = await request.formData();
		const values = readDocumentForm(form);
		return submit(values, async () => {
			const services = getServices();
			const actor = demand(account, tenant.id, 'procedures.manage');
			const given = { services, scope: forTenant(services.db.knex, tenant.id), values, ids: { procedureId: params.id, documentId: values.documentId }, why: { reason: values.reason, account: actor, now: services.now() }, files: () => uploadsOf(form, 'dateien') };
			await work(given);
			return { done, documentId: values.documentId };
		});
	};
}
type Values = ReturnType<typeof readDocumentForm>;
interface Given {
	services: ReturnType<typeof getServices>;
	scope: ReturnType<typeof forTenant>;
	values: Values;
	ids: { procedureId: string; documentId: string };
	why: { reason: string; account: { id: string; name: string }; now: Date };
	files: () => ReturnType<typeof uploadsOf>;
}

export const actions: Actions = {
	upload: changing('uploaded', ({ services, scope, values, ids, why, files }) =>
		documents.addDocuments(services, scope, ids.procedureId, values, files(), values.stepIds, why.account, why.now)
	),
	heading: changing('heading', ({ services, scope, values, ids, why }) => documents.addDocument(services, scope, ids.procedureId, values, null, why.account, why.now)),
	replace: changing('replaced', ({ services, scope, ids, why, files }) => {
		const [file] = files();
		if (!file) throw new DomainError('upload_missing');
		return documents.replaceDocument(services, scope, ids, file, why);
	}),
	change: changing('changed', ({ scope, values, ids, why }) => documents.changeDocument(scope, ids, values, why)),
	choose: changing('chosen', ({ scope, values, ids, why }) => documents.chooseVersion(scope, ids, { stepId: values.stepId, versionId: values.versionId || null }, why)),
	up: changing('moved', ({ scope, ids, why }) => documents.moveDocument(scope, ids, 'up', why.account, why.now)),
	down: changing('moved', ({ scope, ids, why }) => documents.moveDocument(scope, ids, 'down', why.account, why.now)),
	remove: changing('removed', ({ services, scope, ids, why }) => documents.deleteDocument(services, scope, ids, why.account, why.now))
};
