import type { Knex } from 'knex';
import type { TenantScope } from '../../../../../gis/db/tenant-scope.ts';

/** Tenant by the name it chose, by its slug, or by the slug that follows from the name while it has chosen none. */
export async function findTenant(db: Knex, jurisdictionId: string, slug: string): Promise<{ id: string; slug: string } | null> {
	const { rows } = await db.raw(
		`select t.id, t.slug from tenant t left join open311_jurisdiction j on j.tenant_id = t.id
		where j.jurisdiction_id = :jurisdictionId or t.slug = :jurisdictionId or (t.slug = :slug and j.jurisdiction_id is null)
		order by (j.jurisdiction_id = :jurisdictionId) desc nulls last, (t.slug = :jurisdictionId) desc limit 1`,
		{ jurisdictionId, slug }
	);
	return rows[0] ?? null;
}

export async function nameJurisdiction(scope: TenantScope, jurisdictionId: string): Promise<void> {
	await scope.insert('open311_jurisdiction', { jurisdiction_id: jurisdictionId }).onConflict('tenant_id').merge(['jurisdiction_id']);
}

export async function findReporter(scope: TenantScope, slug: string): Promise<string | null> {
	return (await scope.table('defect_reporter').where({ slug }).first('id'))?.id ?? null;
}

export async function insertReporter(scope: TenantScope, row: Record<string, unknown>): Promise<string> {
	return (await scope.insert('defect_reporter', row).returning('id'))[0].id;
}

export async function upsertCategory(scope: TenantScope, row: Record<string, unknown>): Promise<string> {
	const { reporter_id: _, ...changed } = row;
	return (await scope.insert('report_category', row).onConflict(['tenant_id', 'code']).merge(Object.keys(changed)).returning('id'))[0].id;
}

export async function upsertService(scope: TenantScope, row: Record<string, unknown>): Promise<void> {
	await scope.insert('open311_service', row).onConflict('category_id').merge(['type', 'metadata', 'attributes']);
}

export async function categoriesByCode(scope: TenantScope): Promise<Map<string, { id: string; reporterId: string }>> {
	const rows = await scope.table('report_category').select('id', 'code', 'reporter_id as reporterId');
	return new Map(rows.map((row: { id: string; code: string; reporterId: string }) => [row.code, row]));
}

export interface SeededRow {
	id: string;
	ref: string;
	tenantId: string;
	sign: string | null;
}

/** Reports that have one of these references, of any tenant: references are unique in the whole portal. */
export async function seededAcrossTenants(db: Knex, refs: string[]): Promise<SeededRow[]> {
	const { rows } = await db.raw(
		`select id, public_ref as ref, tenant_id as "tenantId", external ->> 'seed' as sign from report where public_ref = any(cast(:refs as text[]))`,
		{ refs }
	);
	return rows;
}

const place = (scope: TenantScope, [lon, lat]: [number, number]) => scope.db.raw('st_transform(st_setsrid(st_makepoint(?, ?), 4326), 3857)', [lon, lat]);

export async function insertSeeded(scope: TenantScope, row: Record<string, unknown>, point: [number, number]): Promise<string> {
	return (await scope.insert('report', { ...row, point: place(scope, point) }).returning('id'))[0].id;
}

export async function updateSeeded(scope: TenantScope, id: string, row: Record<string, unknown>, point: [number, number]): Promise<void> {
	await scope.table('report').where({ id }).update({ ...row, point: place(scope, point) });
}

export async function upsertRecord(scope: TenantScope, reportId: string, fields: object): Promise<void> {
	await scope.insert('open311_record', { report_id: reportId, fields: JSON.stringify(fields) }).onConflict('report_id').merge(['fields']);
}
