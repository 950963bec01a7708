import type { Knex } from 'knex';
import type { TenantScope } from '../../../../../gis/db/tenant-scope.ts';

export interface ReportAlert {
	id: string;
	tenantId: string;
	email: string;
	title: string;
	/** Of one report: its reference; null when it is an area's. */
	publicRef: string | null;
	reportId: string | null;
	categoryIds: string[];
	confirmedAt: Date | null;
}

export interface NewReportAlert {
	id: string;
	email: string;
	title: string;
	reportId: string | null;
	categoryIds: string[];
	/** GeoJSON, EPSG:3857; null: everywhere. */
	area: object | null;
	confirmHash: Buffer;
	manageHash: Buffer;
}

/** @returns false when the area has no inside (nothing could ever lie in it) */
export async function insertReportAlert(scope: TenantScope, alert: NewReportAlert, now: Date): Promise<boolean> {
	const rows = await scope.query(
		`with given as (
			select ST_CollectionExtract(ST_MakeValid(ST_SetSRID(ST_GeomFromGeoJSON(cast(:area as text)), 3857)), 3) as area
		)
		insert into report_alert (id, tenant_id, email, report_id, title, area, category_ids, confirm_hash, manage_hash, created_at)
		select :id, :tenant, :email, cast(:reportId as uuid), :title, given.area, cast(:categoryIds as uuid[]), :confirmHash, :manageHash, :now
		from given where cast(:area as text) is null or ST_Area(given.area) > 1
		returning id`,
		{ ...alert, area: alert.area && JSON.stringify(alert.area), now }
	);
	return rows.length > 0;
}

/** Whether the address has ordered exactly this before: confirmed, or asked for a confirmation since. */
export async function isOrdered(scope: TenantScope, alert: Pick<NewReportAlert, 'email' | 'reportId' | 'title' | 'categoryIds'>, since: Date): Promise<boolean> {
	const [row] = await scope.query(
		`select 1 from report_alert where tenant_id = :tenant and lower(email) = lower(:email) and report_id is not distinct from cast(:reportId as uuid)
			and title = :title and category_ids = cast(:categoryIds as uuid[]) and (confirmed_at is not null or created_at > :since) limit 1`,
		{ ...alert, since }
	);
	return row !== undefined;
}

const SELECT = `select a.id, a.tenant_id as "tenantId", a.email, a.title, a.report_id as "reportId", a.category_ids as "categoryIds", a.confirmed_at as "confirmedAt",
	r.public_ref as "publicRef" from report_alert a left join report r on r.id = a.report_id`;

export async function findByConfirmHash(scope: TenantScope, hash: Buffer): Promise<ReportAlert | null> {
	return (await scope.query<ReportAlert & Record<string, unknown>>(`${SELECT} where a.tenant_id = :tenant and a.confirm_hash = :hash`, { hash }))[0] ?? null;
}

export async function findByManageHash(scope: TenantScope, hash: Buffer): Promise<ReportAlert | null> {
	return (await scope.query<ReportAlert & Record<string, unknown>>(`${SELECT} where a.tenant_id = :tenant and a.manage_hash = :hash`, { hash }))[0] ?? null;
}

/** For the one address that mail programs call: it names no tenant, and the token is the permission. */
export async function findByManageHashAcrossTenants(db: Knex, hash: Buffer): Promise<{ id: string; email: string } | null> {
	const { rows } = await db.raw('select id, email from report_alert where manage_hash = :hash', { hash });
	return rows[0] ?? null;
}

/** The first confirmation counts: from then on events are told. */
export async function confirmRow(scope: TenantScope, id: string, now: Date): Promise<void> {
	await scope.table('report_alert').where({ id }).whereNull('confirmed_at').update({ confirmed_at: now });
}

export async function updateCategories(scope: TenantScope, id: string, categoryIds: string[]): Promise<void> {
	await scope.table('report_alert').where({ id }).update({ category_ids: categoryIds });
}

export async function deleteReportAlertAcrossTenants(db: Knex, id: string): Promise<void> {
	await db('report_alert').where({ id }).delete();
}

/** Unconfirmed ones from before `before`, and those of reports that are closed and done with since `closed`. */
export async function listOutdatedAcrossTenants(db: Knex, before: Date, closed: Date, limit: number): Promise<{ id: string; email: string }[]> {
	const { rows } = await db.raw(
		`select a.id, a.email from report_alert a left join report r on r.id = a.report_id
		where (a.confirmed_at is null and a.created_at < :before) or (not r.open and r.closed_at < :closed)
		order by a.created_at limit :limit`,
		{ before, closed, limit }
	);
	return rows;
}

export interface AlertChoices {
	categories: { id: string; code: string; name: string; group: string }[];
	/** Municipalities in the tenant's area, and areas that the tenant has drawn. */
	districts: { value: string; name: string }[];
}

export async function listChoices(scope: TenantScope): Promise<AlertChoices> {
	const categories = await scope.query<AlertChoices['categories'][number] & Record<string, unknown>>(
		`select c.id, c.code, c.name, c.group_name as "group" from report_category c join defect_reporter d on d.id = c.reporter_id
		where c.tenant_id = :tenant and c.active and d.active and c.visibility = 'public' order by d.position, c.position, c.name, c.id`
	);
	const districts = await scope.query<{ value: string; name: string }>(
		`select value, name from (
			select 'g:' || m.id as value, m.name from tenant own join tenant m on m.kind = 'gemeinde' and m.id <> own.id and ST_Intersects(own.area, ST_PointOnSurface(m.area))
				where own.id = :tenant and own.kind in ('kreis', 'land', 'verband')
			union select 'b:' || area_name, area_name from responsibility where tenant_id = :tenant and area is not null and area_name <> ''
		) known order by lower(name), value limit 3000`
	);
	return { categories, districts };
}

/** @param value of `listChoices` @returns its name and area (GeoJSON, EPSG:3857); null for one that is not offered */
export async function findDistrict(scope: TenantScope, value: string): Promise<{ name: string; area: object } | null> {
	const { districts } = await listChoices(scope);
	const known = districts.find((each) => each.value === value);
	if (!known) return null;
	const [row] = await scope.query<{ area: string | null }>(
		value.startsWith('g:')
			? 'select ST_AsGeoJSON(m.area, 2) as area from tenant m where cast(:tenant as uuid) is not null and m.id = cast(:key as uuid)'
			: 'select ST_AsGeoJSON(ST_Multi(ST_Union(area)), 2) as area from responsibility where tenant_id = :tenant and area_name = :key',
		{ key: value.slice(2) }
	);
	return row?.area ? { name: known.name, area: JSON.parse(row.area) as object } : null;
}
