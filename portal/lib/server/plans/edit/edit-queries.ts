import { DomainError } from '../../../../../gis/errors.ts';
import type { TenantScope } from '../../../../../gis/db/tenant-scope.ts';

/**
 * The newest version of a plan, and whether another is being made.
 * @throws DomainError `not_found`
 */
export async function editState(scope: TenantScope, planId: string): Promise<{ newest: number; underWay: boolean }> {
	const [row] = await scope.query<{ newest: number | null; underWay: boolean }>(
		`select (select max(v.number) from plan_version v where v.tenant_id = :tenant and v.plan_id = :planId) as newest,
			exists (select from plan_import i where i.tenant_id = :tenant and i.plan_id = :planId and i.state in ('queued', 'running')) as "underWay"`,
		{ planId }
	);
	if (!row || row.newest === null) throw new DomainError('not_found');
	return { newest: row.newest, underWay: row.underWay };
}

/** Stored documents that a version names, with the feature that does. */
export interface VersionFile {
	key: string;
	name: string;
	ownerGmlId: string;
	url: string | null;
	title: string;
}

export async function filesOfVersion(scope: TenantScope, versionId: string): Promise<VersionFile[]> {
	return scope.query<VersionFile & Record<string, unknown>>(
		`select f.key, f.name, d.owner_gml_id as "ownerGmlId", d.url, d.name as title
		from plan_document d join file f on f.tenant_id = d.tenant_id and f.id = d.file_id
		where d.tenant_id = :tenant and d.plan_version_id = :versionId and d.owner_gml_id is not null order by d.position, d.id`,
		{ versionId }
	);
}
