import type { Knex } from 'knex';
import type { Extent } from '../../../../gis/plans/types.ts';

/** Municipalities with the number of their published plans and of open participations; the Land itself only if it has plans. */
export async function listMunicipalitiesAcrossTenants(
	db: Knex,
	now: Date
): Promise<{ slug: string; name: string; hasLogo: boolean; plans: number; running: number }[]> {
	const { rows } = await db.raw(
		`select * from (
			select t.slug, t.name, t.kind, (t.logo_svg is not null or t.settings->'logo' is not null) as "hasLogo",
				(select count(distinct v.plan_id)::int from plan_version v where v.tenant_id = t.id and v.published_at is not null) as plans,
				(select count(*)::int from participation p where p.tenant_id = t.id and p.published_at is not null and p.audience = 'public'
					and p.starts_at <= :now and p.ends_at > :now) as running
			from tenant t
		) counted
		where kind <> 'land' or plans > 0
		order by lower(name), slug`,
		{ now }
	);
	return rows.map(({ kind: _kind, ...row }: { kind: string }) => row);
}

/** Area of a tenant, else of its published plans; null where neither is known. EPSG:3857. */
export async function readTenantExtent(db: Knex, tenantId: string): Promise<Extent | null> {
	const { rows } = await db.raw(
		`select ST_XMin(box) as west, ST_YMin(box) as south, ST_XMax(box) as east, ST_YMax(box) as north
		from (
			select coalesce(
				(select ST_Extent(t.area) from tenant t where t.id = :tenantId),
				(select ST_Extent(v.area) from plan_version v where v.tenant_id = :tenantId and v.published_at is not null)
			) as box
		) found`,
		{ tenantId }
	);
	const row = rows[0];
	return row && row.west !== null ? [row.west, row.south, row.east, row.north] : null;
}
