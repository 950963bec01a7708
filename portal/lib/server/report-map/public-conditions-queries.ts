import type { Knex } from 'knex';
import type { ReportFilter } from '../../forms/report-filter.ts';
import { reportConditions, type ReportConditions } from '../reports/report-conditions-queries.ts';

/**
 * The filter for everybody, over the view `public_report` as `r`, of one tenant or of the whole Land.
 * Reporters, categories, areas and bodies are a tenant's own: asked of the whole Land they find nothing.
 */
export async function publicReportConditions(
	db: Knex,
	{ tenantId, filter, now }: { tenantId: string | null; filter: ReportFilter; now: Date }
): Promise<ReportConditions> {
	const { sql, bindings } = await reportConditions(filter, { db, tenantId, audience: 'public', now });
	if (tenantId) return { sql, bindings: { ...bindings, tenant: tenantId } };
	return { sql: sql.replace('r.tenant_id = :tenant', 'true'), bindings: { ...bindings, tenant: null } };
}
