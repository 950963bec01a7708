import type { TenantScope } from '../../../../../gis/db/tenant-scope.ts';
import type { Release } from '../types.ts';

export interface PhotoRow {
	id: string;
	report_id: string;
	file_id: string;
	thumbnail_file_id: string;
	width: number;
	height: number;
	position: number;
	origin: 'author' | 'public' | 'staff';
	release: Release;
	redacted_at: Date | null;
}

/** A photo of the report, locked until the transaction ends. */
export async function lockPhoto(scope: TenantScope, reportId: string, photoId: string): Promise<PhotoRow | undefined> {
	return scope.table('report_photo').where({ id: photoId, report_id: reportId }).forUpdate().first('*');
}

export function photosOf(scope: TenantScope, reportId: string): Promise<PhotoRow[]> {
	return scope.table('report_photo').where({ report_id: reportId }).orderBy('position').orderBy('id').select('*');
}

export async function updatePhoto(scope: TenantScope, photoId: string, values: Record<string, unknown>): Promise<void> {
	await scope.table('report_photo').where({ id: photoId }).update(values);
}

export interface DueRelease {
	tenant_id: string;
	report_id: string;
	text: boolean;
	photo_ids: string[];
}

/**
 * Reports of all tenants whose text or photos wait longer than their reporter's rule, oldest first. Nothing that is private, hidden, unconfirmed
 * or part of another report, and nothing that somebody complained about.
 */
export async function selectDueReleasesAcrossTenants(db: TenantScope['db'], now: Date, limit: number): Promise<DueRelease[]> {
	const { rows } = await db.raw(
		`with rule as (
			select id, tenant_id, make_interval(days => cast(settings ->> 'releaseAfterDays' as integer)) as after
			from defect_reporter where settings ->> 'releaseAfterDays' is not null
		)
		select r.tenant_id, r.id as report_id, r.body_release = 'pending' as text,
			coalesce((select array_agg(p.id order by p.position) from report_photo p
				where p.report_id = r.id and p.release = 'pending' and p.created_at <= cast(:now as timestamptz) - rule.after), '{}') as photo_ids
		from rule join report r on r.reporter_id = rule.id and r.tenant_id = rule.tenant_id
		where (r.body_release = 'pending' or exists (select from report_photo p where p.report_id = r.id and p.release = 'pending'))
			and r.accepted_at <= cast(:now as timestamptz) - rule.after
			and not r.private and r.hidden_at is null and r.merged_into is null and r.anonymised_at is null
			and (r.body_release = 'pending' or exists (select from report_photo p
				where p.report_id = r.id and p.release = 'pending' and p.created_at <= cast(:now as timestamptz) - rule.after))
			and not exists (select from report_flag f where f.report_id = r.id and f.settled_at is null)
		order by r.accepted_at limit :limit`,
		{ now, limit }
	);
	return rows;
}
