import type { TenantScope } from '../../../../gis/db/tenant-scope.ts';
import type { Release, ReportState, ReporterSettings } from './types.ts';

export interface AuthorRow {
	id: string;
	public_ref: string;
	idempotency_key: string;
	state: string;
	open: boolean;
	x: number;
	y: number;
	address: string;
	title: string;
	body: string;
	public_body: string | null;
	body_release: Release;
	author_email: string | null;
	email_token_hash: Buffer | null;
	email_confirmed_at: Date | null;
	accepted_at: Date | null;
	is_public: boolean;
	private: boolean;
	hidden_at: Date | null;
	assigned_to: string | null;
	merged_into: string | null;
	anonymised_at: Date | null;
	received_at: Date;
	closed_at: Date | null;
	due_at: Date | null;
	support_count: number;
	digest: Buffer | null;
	receipt_seq: number | null;
	reporter_id: string;
	reporter_slug: string;
	reporter_name: string;
	settings: Partial<ReporterSettings>;
	workflow: ReportState[];
	category_id: string;
	category_name: string;
	photo: 'none' | 'optional' | 'required';
	moderation: 'hidden' | 'pin' | 'open';
	merged_ref: string | null;
}

/** The report of a code. @param lock until the transaction ends */
export async function selectByCode(scope: TenantScope, hash: Buffer, lock = false): Promise<AuthorRow | null> {
	const [row] = await scope.query<AuthorRow>(
		`select r.id, r.public_ref, r.idempotency_key, r.state, r.open, st_x(r.point) as x, st_y(r.point) as y, r.address, r.title, r.body, r.public_body, r.body_release,
			r.author_email, r.email_token_hash, r.email_confirmed_at, r.accepted_at, r.is_public, r.private, r.hidden_at, r.assigned_to, r.merged_into,
			r.anonymised_at, r.received_at, r.closed_at, r.due_at, r.support_count, r.digest, r.receipt_seq, r.reporter_id, d.slug as reporter_slug,
			d.name as reporter_name, d.settings, d.workflow, r.category_id, c.name as category_name, c.photo, c.moderation,
			(select m.public_ref from public_report m where m.tenant_id = :tenant and m.id = r.merged_into) as merged_ref
		from report r join defect_reporter d on d.tenant_id = :tenant and d.id = r.reporter_id
			join report_category c on c.tenant_id = :tenant and c.id = r.category_id
		where r.tenant_id = :tenant and r.code_hash = :hash ${lock ? 'for update of r' : ''}`,
		{ hash }
	);
	return row ?? null;
}

export interface AuthorPhotoRow {
	id: string;
	release: Release;
	origin: string;
}

export function selectPhotosOf(scope: TenantScope, reportId: string): Promise<AuthorPhotoRow[]> {
	return scope.table('report_photo').where({ report_id: reportId }).orderBy(['position', 'id']).select('id', 'release', 'origin');
}

/** @returns key of the thumbnail of one photo of that report */
export async function selectThumbnailKey(scope: TenantScope, reportId: string, photoId: string): Promise<string | null> {
	const [row] = await scope.query<{ key: string }>(
		`select f.key from report_photo p join file f on f.tenant_id = :tenant and f.id = p.thumbnail_file_id
		where p.tenant_id = :tenant and p.report_id = :reportId and p.id = :photoId`,
		{ reportId, photoId }
	);
	return row?.key ?? null;
}

/** What the author may read of the history: words for everybody, and what the author did. */
export function selectAuthorEvents(scope: TenantScope, reportId: string): Promise<{ kind: string; state: string | null; public_text: string | null; at: Date }[]> {
	return scope.table('report_event').where({ report_id: reportId }).where((either) => either.whereNotNull('public_text').orWhere('actor', 'author')).orderBy('id').select('kind', 'state', 'public_text', 'at');
}

/** Whether somebody of staff has touched it. */
export async function isTouched(scope: TenantScope, reportId: string): Promise<boolean> {
	return (await scope.table('report_event').where({ report_id: reportId }).whereNotIn('kind', ['received', 'confirmed', 'mail-resent', 'photo-added']).first('id')) !== undefined;
}

export async function updateOwn(scope: TenantScope, id: string, values: Record<string, unknown>): Promise<void> {
	await scope.table('report').where({ id }).update(values);
}
