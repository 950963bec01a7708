import { DomainError } from '$gis/errors.ts';
import { forTenant } from '$gis/db/tenant-scope.ts';
import { demand } from '$lib/server/accounts/permissions.ts';
import { textsOf } from '$lib/server/form-values.ts';
import { answer, submit } from '$lib/server/page.ts';
import { getServices } from '$lib/server/services.ts';
import { changeLegalPage, legalPageSource } from '$lib/server/tenants/legal-pages.ts';
import { LEGAL_PAGES, type LegalPageKind } from '$lib/server/tenants/types.ts';
import { legalTexts } from '$lib/texts/legal.ts';
import type { Actions, PageServerLoad } from './$types';

function pageOf({ account, tenant }: App.Locals, kind: string): LegalPageKind {
	demand(account, tenant.id, 'settings.change');
	if (!(LEGAL_PAGES as readonly string[]).includes(kind)) throw new DomainError('not_found');
	return kind as LegalPageKind;
}

export const load: PageServerLoad = ({ locals, params }) =>
	answer(async () => {
		const kind = pageOf(locals, params.kind);
		return { title: legalTexts[kind], kind, ...(await legalPageSource(getServices(), locals.tenant.id, kind)) };
	});

async function change(locals: App.Locals, kind: string, body: string) {
	const { db, now } = getServices();
	await changeLegalPage(forTenant(db.knex, locals.tenant.id), pageOf(locals, kind), body, now());
}

export const actions: Actions = {
	save: async ({ locals, params, request }) => {
		const values = textsOf(await request.formData(), ['body']);
		return submit(values, async () => {
			await change(locals, params.kind, values.body);
			return { done: 'saved' as const };
		});
	},
	reset: ({ locals, params }) =>
		submit({}, async () => {
			await change(locals, params.kind, '');
			return { done: 'reset' as const };
		})
};
