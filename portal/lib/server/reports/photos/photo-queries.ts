import type { Knex } from 'knex';
import type { TenantScope } from '../../../../../gis/db/tenant-scope.ts';
import type { StoredPhoto } from './store-photo.ts';

export interface PhotoBytes {
	key: string;
	size: number;
	sha256: Buffer;
}

/** Rows of both files and of the draft. @returns the draft */
export async function insertPhoto(
	scope: TenantScope,
	photo: { full: PhotoBytes; thumbnail: PhotoBytes; width: number; height: number; lon: number | null; lat: number | null; expiresAt: Date }
): Promise<StoredPhoto> {
	return scope.transaction(async (inner) => {
		const file = async (bytes: PhotoBytes, name: string): Promise<string> =>
			(await inner.insert('file', { ...bytes, name, media_type: 'image/jpeg' }).returning('id'))[0].id;
		const row = {
			file_id: await file(photo.full, 'foto.jpg'),
			thumbnail_file_id: await file(photo.thumbnail, 'vorschau.jpg'),
			width: photo.width,
			height: photo.height,
			lon: photo.lon,
			lat: photo.lat,
			expires_at: photo.expiresAt
		};
		const [inserted] = await inner.insert('report_photo_draft', row).returning('*');
		return fromRow(inserted);
	});
}

interface DraftRow {
	id: string;
	file_id: string;
	thumbnail_file_id: string;
	width: number;
	height: number;
	lon: number | null;
	lat: number | null;
}

const fromRow = (row: DraftRow): StoredPhoto => ({
	id: row.id,
	fileId: row.file_id,
	thumbnailFileId: row.thumbnail_file_id,
	width: row.width,
	height: row.height,
	position: row.lon === null || row.lat === null ? null : { lon: row.lon, lat: row.lat }
});

export async function selectDrafts(scope: TenantScope, ids: string[], now: Date): Promise<StoredPhoto[]> {
	const rows: DraftRow[] = await scope.table('report_photo_draft').whereIn('id', ids).where('expires_at', '>', now).select('*');
	return ids.flatMap((id) => rows.filter((row) => row.id === id)).map(fromRow);
}

/** Takes drafts out, in the transaction of the report they belong to. @returns how many there were */
export function deleteDrafts(scope: TenantScope, ids: string[]): Promise<number> {
	return scope.table('report_photo_draft').whereIn('id', ids).delete();
}

export async function insertReportPhotos(
	scope: TenantScope,
	reportId: string,
	photos: readonly StoredPhoto[],
	values: { origin: 'author' | 'public' | 'staff'; release: 'pending' | 'released'; position: number; at: Date }
): Promise<void> {
	if (photos.length === 0) return;
	await scope.insert(
		'report_photo',
		photos.map((photo, index) => ({
			report_id: reportId,
			position: values.position + index,
			file_id: photo.fileId,
			thumbnail_file_id: photo.thumbnailFileId,
			width: photo.width,
			height: photo.height,
			origin: values.origin,
			release: values.release,
			created_at: values.at
		}))
	);
}

export async function sha256OfFiles(scope: TenantScope, fileIds: string[]): Promise<string[]> {
	const rows: { id: string; sha256: Buffer }[] = await scope.table('file').whereIn('id', fileIds).select('id', 'sha256');
	return fileIds.flatMap((id) => rows.filter((row) => row.id === id)).map((row) => Buffer.from(row.sha256).toString('hex'));
}

/** Which tenants have something to sweep; nothing else is read across tenants. */
export async function expiredDraftsAcrossTenants(db: Knex, now: Date): Promise<string[]> {
	return (await db.raw('select distinct tenant_id as id from report_photo_draft where expires_at <= :now', { now })).rows.map((row: { id: string }) => row.id);
}

export function selectExpiredDrafts(scope: TenantScope, now: Date): Promise<{ id: string; file_id: string; thumbnail_file_id: string }[]> {
	return scope.table('report_photo_draft').where('expires_at', '<=', now).select('id', 'file_id', 'thumbnail_file_id').limit(500);
}

/** @returns keys of the files whose rows are gone; throws where something refers to them */
export async function deleteFileRows(scope: TenantScope, ids: string[]): Promise<string[]> {
	return (await scope.table('file').whereIn('id', ids).delete().returning('key')).map((row: { key: string }) => row.key);
}

export async function keyOfFile(scope: TenantScope, id: string): Promise<string | null> {
	return (await scope.table('file').where({ id }).first('key'))?.key ?? null;
}
