import { redirect } from '@sveltejs/kit';
import { forTenant } from '$gis/db/tenant-scope.ts';
import { submit } from '$lib/server/page.ts';
import { isReportCode } from '$lib/server/reports/author.ts';
import { getServices } from '$lib/server/services.ts';
import { readStatementByCode } from '$lib/server/statements/read-statement.ts';
import { normaliseCode } from '$lib/server/statements/receipt-code.ts';
import { statusTexts } from '$lib/texts/statements.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = () => ({ title: statusTexts.entryTitle });

export const actions: Actions = {
	default: async ({ request, locals: { tenant } }) => {
		const code = String((await request.formData()).get('code') ?? '');
		return submit({ code }, async () => {
			const scope = forTenant(getServices().db.knex, tenant.id);
			if (await isReportCode(scope, code)) redirect(303, `/${tenant.slug}/meldung/${normaliseCode(code)}`);
			await readStatementByCode(scope, code);
			redirect(303, `/${tenant.slug}/eingang/${normaliseCode(code)}`);
		});
	}
};
