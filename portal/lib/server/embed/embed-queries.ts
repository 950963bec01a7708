import type { TenantScope } from '../../../../gis/db/tenant-scope.ts';
import type { ProcedureStatus } from '../procedures/types.ts';

export interface EmbedArea {
	id: string;
	title: string;
	status: ProcedureStatus;
	/** GeoJSON, EPSG:3857; the area, else the point. */
	geometry: { type: string; coordinates: unknown };
}

/** Most that one map of a tenant shows; simplified to 2 m. */
const MOST = 500;

/** Where the published procedures of a tenant are, large ones first, so that small ones lie above them. */
export async function listEmbedAreas(scope: TenantScope, now: Date): Promise<EmbedArea[]> {
	const rows = await scope.query<Omit<EmbedArea, 'geometry'> & { geometry: string } & Record<string, unknown>>(
		`select p.id, p.title, s.status, ST_AsGeoJSON(coalesce(ST_SimplifyPreserveTopology(p.area, 2), p.point), 1) as geometry
		from procedure p
		join procedure_status s on s.procedure_id = p.id and s.since <= :now and s.until > :now
		where p.tenant_id = :tenant and p.published_at <= :now and p.discarded_at is null and coalesce(p.area, p.point) is not null
		order by s.status = 'archived' desc, ST_Area(p.area) desc nulls last, p.id limit ${MOST}`,
		{ now }
	);
	return rows.map((row) => ({ ...row, geometry: JSON.parse(row.geometry) }));
}
