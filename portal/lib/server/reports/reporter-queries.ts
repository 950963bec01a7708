import type { TenantScope } from '../../../../gis/db/tenant-scope.ts';
import type { CategoryField, ReportState, ReporterSettings } from './types.ts';

export interface ReporterRow {
	id: string;
	slug: string;
	name: string;
	intro: string;
	icon: string;
	active: boolean;
	settings: Partial<ReporterSettings>;
	workflow: ReportState[];
}

export interface CategoryRow {
	id: string;
	reporter_id: string;
	code: string;
	name: string;
	group_name: string;
	description: string;
	hint: string;
	keywords: string[];
	icon: string;
	kind: 'problem' | 'idea' | 'praise';
	fields: CategoryField[];
	visibility: 'public' | 'private';
	moderation: 'hidden' | 'pin' | 'open';
	contact: 'optional' | 'email';
	photo: 'none' | 'optional' | 'required';
	duplicate_distance: number;
	response_days: number;
	/** Null: as the reporter says. */
	anonymise_after_days: number | null;
	support_threshold: number;
	asset_layer_id: string | null;
	asset_required: boolean;
	active: boolean;
}

const REPORTER = ['id', 'slug', 'name', 'intro', 'icon', 'active', 'settings', 'workflow'];

export function selectReporters(scope: TenantScope): Promise<ReporterRow[]> {
	return scope.table('defect_reporter').select(REPORTER).orderBy(['position', 'name', 'id']);
}

export async function selectReporter(scope: TenantScope, where: { id: string } | { slug: string }): Promise<ReporterRow | null> {
	return (await scope.table('defect_reporter').where(where).first(REPORTER)) ?? null;
}

export function selectCategories(scope: TenantScope, reporterId: string): Promise<CategoryRow[]> {
	return scope.table('report_category').where({ reporter_id: reporterId }).select('*').orderBy(['position', 'name', 'id']);
}

export async function selectCategory(scope: TenantScope, id: string): Promise<CategoryRow | null> {
	return (await scope.table('report_category').where({ id }).first('*')) ?? null;
}

/** Reporters of the tenants in whose area a point lies, the smallest tenant first. EPSG:3857. Names of offers, nothing of any report. */
export async function selectReportersAtAcrossTenants(
	db: TenantScope['db'],
	[x, y]: readonly [number, number]
): Promise<{ tenant_slug: string; tenant_name: string; slug: string; name: string; intro: string; icon: string }[]> {
	const { rows } = await db.raw(
		`select t.slug as tenant_slug, t.name as tenant_name, d.slug, d.name, d.intro, d.icon
		from tenant t join defect_reporter d on d.tenant_id = t.id
		where d.active and st_intersects(t.area, st_setsrid(st_makepoint(:x, :y), 3857))
		order by st_area(t.area), t.name, d.position, d.name`,
		{ x, y }
	);
	return rows;
}

/** All reporters of the Land, by tenant. */
export async function selectReportersAcrossTenants(
	db: TenantScope['db']
): Promise<{ tenant_slug: string; tenant_name: string; slug: string; name: string; intro: string }[]> {
	const { rows } = await db.raw(
		`select t.slug as tenant_slug, t.name as tenant_name, d.slug, d.name, d.intro
		from tenant t join defect_reporter d on d.tenant_id = t.id
		where d.active order by t.name, d.position, d.name limit 1000`
	);
	return rows;
}

/** Whether somebody takes reports. @param tenantId null: any tenant */
export async function takesReportsAcrossTenants(db: TenantScope['db'], tenantId: string | null): Promise<boolean> {
	const { rows } = await db.raw('select 1 from defect_reporter where active and (cast(:tenantId as uuid) is null or tenant_id = :tenantId) limit 1', { tenantId });
	return rows.length > 0;
}
