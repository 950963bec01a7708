import type { TenantScope } from '../../../../gis/db/tenant-scope.ts';
import { DomainError } from '../../../../gis/errors.ts';
import { transformBetween } from '../../../../importers/xplan/crs.ts';
import * as queries from './public-report-queries.ts';
import { readPublicRef } from './report-code.ts';
import type { LonLat } from './types.ts';
import { stateOf } from './workflow.ts';

const toDegrees = transformBetween('EPSG:3857', 'EPSG:4326');

export interface PublicPhoto {
	id: string;
	width: number;
	height: number;
}

/** All that everybody may know of a report. What no editor has released is not in it. */
export interface PublicReport {
	/** Never shown; for further questions about this report. */
	id: string;
	publicRef: string;
	reporter: { slug: string; name: string };
	category: { id: string; name: string; icon: string; group: string; kind: 'problem' | 'idea' | 'praise'; supportThreshold: number };
	state: { key: string; label: string };
	open: boolean;
	point: LonLat;
	address: string;
	/** null: there is none, or it waits for an editor (`bodyPending`). */
	title: string | null;
	body: string | null;
	bodyPending: boolean;
	photos: PublicPhoto[];
	photosPending: number;
	/** Name of the office or administration. */
	responsible: string | null;
	supportCount: number;
	receivedAt: Date;
	changedAt: Date;
	closedAt: Date | null;
	dueAt: Date | null;
}

export interface PublicEvent {
	id: number;
	kind: string;
	/** Public label of the state that it led to. */
	state: string | null;
	text: string;
	at: Date;
}

/** @throws DomainError `not_found`: missing, private, hidden, unconfirmed, merged or another tenant's, all alike */
export async function readPublicReport(scope: TenantScope, typedRef: string): Promise<PublicReport> {
	const publicRef = readPublicRef(typedRef);
	const row = publicRef && (await queries.selectPublicReport(scope, publicRef));
	if (!row) throw new DomainError('not_found');
	const photos = await queries.selectPublicPhotos(scope, [row.id]);
	return publicReportOf(row, photos);
}

/** @param photos of any reports; those of this one are taken */
export function publicReportOf(row: queries.PublicReportRow, photos: queries.PublicPhotoRow[]): PublicReport {
	const [lon, lat] = toDegrees(row.x, row.y);
	return {
		id: row.id,
		publicRef: row.public_ref,
		reporter: { slug: row.reporter_slug, name: row.reporter_name },
		category: {
			id: row.category_id, name: row.category_name, icon: row.category_icon, group: row.group_name, kind: row.kind, supportThreshold: row.support_threshold
		},
		state: { key: row.state, label: stateOf(row.workflow, row.state).publicLabel },
		open: row.open,
		point: { lon, lat },
		address: row.address,
		title: row.title || null,
		body: row.body || null,
		bodyPending: row.body_pending,
		photos: photos.filter((photo) => photo.report_id === row.id).map(({ id, width, height }) => ({ id, width, height })),
		photosPending: row.photos_pending,
		responsible: row.body_name,
		supportCount: row.support_count,
		receivedAt: row.received_at,
		changedAt: row.changed_at,
		closedAt: row.closed_at,
		dueAt: row.due_at
	};
}

/** Reference of the report with which this one was put together; null where it was not, or where either is not for everybody. */
export async function publicMergedInto(scope: TenantScope, typedRef: string): Promise<string | null> {
	const publicRef = readPublicRef(typedRef);
	return publicRef && (await queries.selectMergedInto(scope, publicRef));
}

/** What happened to it, oldest first; empty where the report is not public. */
export async function publicTimeline(scope: TenantScope, report: Pick<PublicReport, 'id' | 'publicRef'>): Promise<PublicEvent[]> {
	const [events, row] = [await queries.selectPublicEvents(scope, report.id), await queries.selectPublicReport(scope, report.publicRef)];
	return events.map((event) => ({
		id: Number(event.id),
		kind: event.kind,
		state: event.state && row ? (row.workflow.find((state) => state.key === event.state)?.publicLabel ?? null) : null,
		text: event.public_text,
		at: event.at
	}));
}

/** @throws DomainError `not_found`, for a photo that waits for an editor, too */
export async function publicPhotoKey(scope: TenantScope, typedRef: string, photoId: string, small: boolean): Promise<string> {
	const publicRef = readPublicRef(typedRef);
	const isId = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(photoId);
	const key = publicRef && isId ? await queries.selectPublicPhotoKey(scope, publicRef, photoId, small) : null;
	if (!key) throw new DomainError('not_found');
	return key;
}
