import { redirect } from '@sveltejs/kit';
import { forTenant } from '$gis/db/tenant-scope.ts';
import { answer } from '$lib/server/page.ts';
import { listReporters } from '$lib/server/reports/reporters.ts';
import { getServices } from '$lib/server/services.ts';
import { reportFormTexts } from '$lib/texts/report-form.ts';
import type { PageServerLoad } from './$types';

/** One reporter needs no choice. */
export const load: PageServerLoad = ({ url, locals: { tenant } }) =>
	answer(async () => {
		const { db } = getServices();
		const reporters = await listReporters(forTenant(db.knex, tenant.id));
		if (reporters.length === 1) redirect(307, `/${tenant.slug}/melden/${reporters[0]!.slug}${url.search}`);
		return { title: reportFormTexts.choose, search: url.search, reporters: reporters.map(({ slug, name, intro }) => ({ slug, name, intro })) };
	});
