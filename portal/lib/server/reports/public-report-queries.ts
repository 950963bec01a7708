import type { TenantScope } from '../../../../gis/db/tenant-scope.ts';
import type { ReportState } from './types.ts';

export interface PublicReportRow {
	id: string;
	public_ref: string;
	state: string;
	open: boolean;
	/** EPSG:3857. */
	x: number;
	y: number;
	title: string | null;
	body: string | null;
	body_pending: boolean;
	photos_pending: number;
	address: string;
	received_at: Date;
	changed_at: Date;
	closed_at: Date | null;
	due_at: Date | null;
	support_count: number;
	category_id: string;
	category_name: string;
	category_icon: string;
	group_name: string;
	kind: 'problem' | 'idea' | 'praise';
	support_threshold: number;
	reporter_slug: string;
	reporter_name: string;
	workflow: ReportState[];
	body_name: string | null;
}

const COLUMNS = `r.id, r.public_ref, r.state, r.open, st_x(r.point) as x, st_y(r.point) as y, r.title, r.body, r.body_pending, r.photos_pending, r.address,
	r.received_at, r.changed_at, r.closed_at, r.due_at, r.support_count, r.category_id, c.name as category_name, c.icon as category_icon,
	c.group_name, c.kind, c.support_threshold, d.slug as reporter_slug, d.name as reporter_name, d.workflow, b.name as body_name`;
const JOINS = `join report_category c on c.tenant_id = :tenant and c.id = r.category_id
	join defect_reporter d on d.tenant_id = :tenant and d.id = r.reporter_id
	left join responsible_body b on b.tenant_id = :tenant and b.id = r.body_id`;

export async function selectPublicReport(scope: TenantScope, publicRef: string): Promise<PublicReportRow | null> {
	const rows = await scope.query<PublicReportRow>(`select ${COLUMNS} from public_report r ${JOINS} where r.tenant_id = :tenant and r.public_ref = :publicRef`, {
		publicRef
	});
	return rows[0] ?? null;
}

/** @returns reference of the public report of which this one is a duplicate */
export async function selectMergedInto(scope: TenantScope, publicRef: string): Promise<string | null> {
	return (await scope.table('public_report_merged').where({ public_ref: publicRef }).first('into_ref'))?.into_ref ?? null;
}

export interface PublicPhotoRow {
	id: string;
	report_id: string;
	width: number;
	height: number;
}

export function selectPublicPhotos(scope: TenantScope, reportIds: string[]): Promise<PublicPhotoRow[]> {
	return scope.table('public_report_photo').whereIn('report_id', reportIds).orderBy(['report_id', 'position', 'id']).select('id', 'report_id', 'width', 'height');
}

/** @returns key in the file store of one released photo of that report */
export async function selectPublicPhotoKey(scope: TenantScope, publicRef: string, photoId: string, small: boolean): Promise<string | null> {
	const [row] = await scope.query<{ key: string }>(
		`select f.key from public_report_photo p join public_report r on r.id = p.report_id
			join file f on f.id = case when :small then p.thumbnail_file_id else p.file_id end
		where p.tenant_id = :tenant and r.public_ref = :publicRef and p.id = :photoId`,
		{ publicRef, photoId, small }
	);
	return row?.key ?? null;
}

export interface PublicEventRow {
	id: number;
	kind: string;
	state: string | null;
	public_text: string;
	at: Date;
}

/** Entries with words for everybody; a report that is not public has none. */
export function selectPublicEvents(scope: TenantScope, reportId: string): Promise<PublicEventRow[]> {
	return scope.query<PublicEventRow>(
		`select e.id, e.kind, e.state, e.public_text, e.at from report_event e
		where e.tenant_id = :tenant and e.report_id = :reportId and e.public_text is not null
			and exists (select from public_report r where r.id = e.report_id)
		order by e.id`,
		{ reportId }
	);
}

/**
 * Open public reports of the category's group within its distance, nearest first. Web Mercator stretches by 1/cos(latitude): `stretch` makes
 * metres on the ground metres of the map.
 */
export function selectDuplicates(
	scope: TenantScope,
	near: { categoryId: string; x: number; y: number; stretch: number; limit: number }
): Promise<(PublicReportRow & { distance: number })[]> {
	return scope.query<PublicReportRow & { distance: number }>(
		`with asked as (
			select id, reporter_id, group_name, duplicate_distance, st_setsrid(st_makepoint(:x, :y), 3857) as point
			from report_category where tenant_id = :tenant and id = :categoryId
		)
		select ${COLUMNS}, st_distance(r.point, asked.point) / cast(:stretch as double precision) as distance
		from asked cross join public_report r ${JOINS}
		where r.tenant_id = :tenant and r.open and asked.duplicate_distance > 0
			and st_dwithin(r.point, asked.point, asked.duplicate_distance * cast(:stretch as double precision))
			and c.reporter_id = asked.reporter_id and (c.id = asked.id or (c.group_name <> '' and c.group_name = asked.group_name))
		order by r.point <-> asked.point, r.id limit :limit`,
		near
	);
}
