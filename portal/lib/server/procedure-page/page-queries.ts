import type { TenantScope } from '../../../../gis/db/tenant-scope.ts';

export interface PageFacts {
	/** GeoJSON, EPSG:3857; the area, else the point. */
	geometry: { type: string; coordinates: unknown } | null;
	/** Published versions of plans that its steps name. */
	versions: { id: string; planId: string; number: number }[];
	/** The newest published notice of each step. */
	notices: { id: string; stepId: string; publishedIn: string; publishedOn: string | null }[];
	changedAt: Date;
}

/** What the page shows beside the procedure and its steps. */
export async function readPageFacts(scope: TenantScope, procedureId: string, versionIds: string[], now: Date): Promise<PageFacts> {
	const [row] = await scope.query<{ geometry: string | null; changed_at: Date }>(
		`select ST_AsGeoJSON(coalesce(p.area, p.point), 2) as geometry, p.changed_at from procedure p where p.tenant_id = :tenant and p.id = :procedureId`,
		{ procedureId }
	);
	const versions = await scope.query<PageFacts['versions'][number] & Record<string, unknown>>(
		`select v.id, v.plan_id as "planId", v.number from plan_version v
		where v.tenant_id = :tenant and v.published_at is not null and v.id = any(cast(:versionIds as uuid[]))`,
		{ versionIds }
	);
	const notices = await scope.query<PageFacts['notices'][number] & Record<string, unknown>>(
		`select distinct on (n.step_id) n.id, n.step_id as "stepId", n.published_in as "publishedIn", n.published_on as "publishedOn"
		from notice n where n.tenant_id = :tenant and n.procedure_id = :procedureId and n.published_at <= :now
		order by n.step_id, n.published_at desc, n.created_at desc`,
		{ procedureId, now }
	);
	return { geometry: row?.geometry ? JSON.parse(row.geometry) : null, versions, notices, changedAt: row ? new Date(row.changed_at) : now };
}

/** Published procedures that a plan belongs to, the newest first. */
export function listProceduresOfPlan(scope: TenantScope, planId: string, now: Date): Promise<{ id: string; title: string }[]> {
	return scope.query<{ id: string; title: string }>(
		`select p.id, p.title from procedure p
		where p.tenant_id = :tenant and p.published_at <= :now and p.discarded_at is null
			and (p.plan_id = :planId or exists (
				select from procedure_step s join plan_version v on v.tenant_id = s.tenant_id and v.id = s.plan_version_id
				where s.tenant_id = p.tenant_id and s.procedure_id = p.id and s.published_at <= :now and v.plan_id = :planId))
		order by p.published_at desc, p.id`,
		{ planId, now }
	);
}

/** When each step of a procedure was changed last. */
export async function stepChanges(scope: TenantScope, procedureId: string): Promise<Map<string, Date>> {
	const rows = await scope.table('procedure_step').where({ procedure_id: procedureId }).select('id', 'changed_at');
	return new Map(rows.map((row: { id: string; changed_at: Date }) => [row.id, new Date(row.changed_at)]));
}
