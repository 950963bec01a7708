import { forTenant } from '../../../../gis/db/tenant-scope.ts';
import type { TenantSummary } from '../accounts/types.ts';
import { readReportMap, type ReportMapView } from '../report-map/view.ts';
import { listCategories, listReporters } from '../reports/reporters.ts';
import type { Services } from '../services.ts';

/** What a frame with reports shows: what everybody may read, newest first. */
export async function embeddedReports(services: Services, tenant: TenantSummary, client: string): Promise<Pick<ReportMapView, 'items' | 'extent' | 'tileQuery' | 'countText'>> {
	const { items, extent, tileQuery, countText } = await readReportMap(services, { params: new URLSearchParams(), tenant, wholeLand: false, client });
	return { items, extent, tileQuery, countText };
}

const FREQUENT = 8;

/** Ways into the form, with the first categories of each reporter. Reporting itself happens in the portal: no frame takes personal data. */
export async function embeddedReporters(services: Services, tenant: TenantSummary): Promise<{ name: string; intro: string; href: string; categories: { name: string; href: string }[] }[]> {
	const scope = forTenant(services.db.knex, tenant.id);
	const reporters = [];
	for (const { id, slug, name, intro } of await listReporters(scope)) {
		const href = `/${tenant.slug}/melden/${slug}`;
		const categories = (await listCategories(scope, id)).slice(0, FREQUENT);
		reporters.push({ name, intro, href, categories: categories.map((each) => ({ name: each.name, href: `${href}?${new URLSearchParams({ kategorie: each.code })}` })) });
	}
	return reporters;
}
