import { DomainError } from '../errors.ts';
import type { TenantScope } from '../db/tenant-scope.ts';
import type { Plan, PlanVersion, StaffPlan, VersionSummary } from './types.ts';

/** Extent of a geometry column as an array, EPSG:3857. */
export const extentOf = (geometry: string) =>
	`case when ${geometry} is null then null
	else array[ST_XMin(${geometry}), ST_YMin(${geometry}), ST_XMax(${geometry}), ST_YMax(${geometry})] end`;

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** An id of an address that cannot be one finds nothing, instead of an error of the database. @throws DomainError `not_found` */
export function demandId(id: string): string {
	if (!UUID.test(id)) throw new DomainError('not_found');
	return id;
}

export interface ReadPlanOptions {
	/** Number of the version; without it the newest published one, for staff else the newest. */
	number?: number;
	/** Staff also read what is not published. */
	staff?: boolean;
}

/**
 * A plan with one of its versions.
 * @throws DomainError `not_found` also where the version exists but is not for the public
 */
export async function readPlan(scope: TenantScope, planId: string, options: ReadPlanOptions = {}): Promise<Plan> {
	const plan = await scope.table('plan').where('plan.id', demandId(planId)).first();
	if (!plan) throw new DomainError('not_found');
	const versions = await listVersions(scope, planId, options.staff ?? false);
	const published = versions.filter((each) => each.publishedAt).sort((a, b) => +b.publishedAt! - +a.publishedAt! || b.number - a.number);
	const chosen = options.number === undefined ? (published[0] ?? versions[0]) : versions.find((each) => each.number === options.number);
	if (!chosen) throw new DomainError('not_found');
	const version = await readVersion(scope, chosen.id);
	return { id: plan.id, class: plan.class, name: version.name, number: version.planNumber, version, versions };
}

/** Versions of a plan, newest first. */
export async function listVersions(scope: TenantScope, planId: string, staff: boolean): Promise<VersionSummary[]> {
	const rows = await scope.query<Record<string, never>>(
		`select v.id, v.number, v.rechtsstand, v.object_count, v.published_at, v.created_at,
			(select count(*) from jsonb_array_elements(v.findings) f where f->>'severity' = 'error') as errors,
			(select count(*) from jsonb_array_elements(v.findings) f where f->>'severity' = 'warning') as warnings
		from plan_version v
		where v.tenant_id = :tenant and v.plan_id = :planId and (cast(:staff as boolean) or v.published_at is not null)
		order by v.number desc`,
		{ planId: demandId(planId), staff }
	);
	return rows.map((row) => ({
		id: row.id!,
		number: row.number!,
		rechtsstand: row.rechtsstand!,
		objectCount: row.object_count!,
		publishedAt: row.published_at!,
		createdAt: row.created_at!,
		errors: row.errors!,
		warnings: row.warnings!
	}));
}

/** @throws DomainError `not_found` */
export async function readVersion(scope: TenantScope, versionId: string): Promise<PlanVersion> {
	const [row] = await scope.query<Record<string, never>>(
		`select v.*, v.area is not null as has_area, ${extentOf('v.area')} as extent
		from plan_version v where v.tenant_id = :tenant and v.id = :versionId`,
		{ versionId: demandId(versionId) }
	);
	if (!row) throw new DomainError('not_found');
	return {
		id: row.id!,
		number: row.number!,
		xplanVersion: row.xplan_version!,
		gmlId: row.gml_id!,
		fileId: row.file_id!,
		gmlPath: row.gml_path!,
		name: row.name!,
		planNumber: row.plan_number!,
		planArt: row.plan_art!,
		rechtsstand: row.rechtsstand!,
		gemeinde: row.gemeinde!,
		srid: row.srid!,
		accuracy: row.accuracy!,
		attributes: row.attributes!,
		extent: row.extent!,
		objectCount: row.object_count!,
		findings: row.findings!,
		unsupported: row.unsupported!,
		publishedAt: row.published_at!,
		createdAt: row.created_at!
	};
}

/** All plans of the tenant for its staff, newest import first. */
export async function listStaffPlans(scope: TenantScope): Promise<StaffPlan[]> {
	const rows = await scope.query<Record<string, never>>(
		`select p.id, p.class, p.created_at, counted.versions, newest.name, newest.plan_number, newest.number as newest_number,
			newest.id as newest_id, newest.rechtsstand, ${extentOf('newest.area')} as extent, published.number as published_number,
			published.published_at
		from plan p
		join lateral (select count(*) as versions from plan_version v where v.tenant_id = :tenant and v.plan_id = p.id) counted on true
		join lateral (
			select * from plan_version v where v.tenant_id = :tenant and v.plan_id = p.id order by v.number desc limit 1
		) newest on true
		left join lateral (
			select v.number, v.published_at from plan_version v
			where v.tenant_id = :tenant and v.plan_id = p.id and v.published_at is not null
			order by v.published_at desc, v.number desc limit 1
		) published on true
		where p.tenant_id = :tenant
		order by newest.created_at desc, p.id`
	);
	return rows.map((row) => ({
		id: row.id!,
		class: row.class!,
		name: row.name!,
		number: row.plan_number!,
		createdAt: row.created_at!,
		versions: row.versions!,
		newestNumber: row.newest_number!,
		newestVersionId: row.newest_id!,
		rechtsstand: row.rechtsstand!,
		publishedNumber: row.published_number!,
		publishedAt: row.published_at!,
		extent: row.extent!
	}));
}

/**
 * Makes a version public; one that is public already stays so from the day on which it became public. Earlier published ones stay readable by their number; the newest published one is shown.
 * @throws DomainError `not_found`
 */
export async function publishVersion(scope: TenantScope, versionId: string, now: Date): Promise<void> {
	const published_at = scope.db.raw('coalesce(published_at, cast(? as timestamptz))', [now]);
	const changed = await scope.table('plan_version').where('plan_version.id', demandId(versionId)).update({ published_at });
	if (changed === 0) throw new DomainError('not_found');
}

/** Takes a version back. @throws DomainError `not_found`, `plan_in_participation`, `plan_in_procedure` while a published participation or step shows it */
export async function unpublishVersion(scope: TenantScope, versionId: string): Promise<void> {
	await scope.transaction(async (inside) => {
		await refuseWithParticipation(inside, versionId, true);
		const changed = await inside.table('plan_version').where('plan_version.id', versionId).update({ published_at: null });
		if (changed === 0) throw new DomainError('not_found');
	});
}

/**
 * Deletes a version that is not public, and the plan with its last version. Files are left to the caller.
 * @returns ids of the files of which no other version is left
 * @throws DomainError `not_found`, `plan_published`, `plan_in_participation`, `plan_in_procedure`
 */
export async function deleteVersion(scope: TenantScope, versionId: string): Promise<string[]> {
	return scope.transaction(async (inside) => {
		const version = await inside.table('plan_version').where('plan_version.id', demandId(versionId)).first('plan_id', 'published_at', 'file_id');
		if (!version) throw new DomainError('not_found');
		if (version.published_at) throw new DomainError('plan_published');
		await refuseWithParticipation(inside, versionId, false);
		const documents: string[] = await inside.table('plan_document').where({ plan_version_id: versionId }).whereNotNull('file_id').pluck('file_id');
		const rasters: string[] = await inside.table('plan_raster').where({ plan_version_id: versionId }).whereNotNull('file_id').pluck('file_id');
		documents.push(...rasters);
		await inside.table('plan_version').where('plan_version.id', versionId).delete();
		const left = await inside.table('plan_version').where({ plan_id: version.plan_id }).orderBy('number', 'desc').first('name', 'plan_number');
		// The plan carries the name of its newest version.
		if (left) await inside.table('plan').where('plan.id', version.plan_id).update({ name: left.name, number: left.plan_number });
		else {
			if (await inside.table('procedure').where({ plan_id: version.plan_id }).first('id')) throw new DomainError('plan_in_procedure');
			await inside.table('plan_import').where({ plan_id: version.plan_id }).update({ plan_id: null });
			await inside.table('plan').where('plan.id', version.plan_id).delete();
		}
		const original = await inside.table('plan_version').where({ file_id: version.file_id }).first('id');
		return original ? documents : [...documents, version.file_id];
	});
}

async function refuseWithParticipation(scope: TenantScope, versionId: string, publishedOnly: boolean): Promise<void> {
	const query = scope.table('participation').where({ plan_version_id: demandId(versionId) });
	const found = await (publishedOnly ? query.whereNotNull('published_at') : query).first('id');
	if (found) throw new DomainError('plan_in_participation');
	const steps = scope.table('procedure_step').where((where) => where.where({ plan_version_id: versionId }).orWhere({ compare_version_id: versionId }));
	if (await (publishedOnly ? steps.whereNotNull('published_at') : steps).first('id')) throw new DomainError('plan_in_procedure');
}
