import type { TenantScope } from '../../../../../gis/db/tenant-scope.ts';
import { deleteFileRows, type PhotoBytes } from '../photos/photo-queries.ts';
import type { PhotoRow } from '../release/release-queries.ts';

export async function keyOfFile(scope: TenantScope, id: string): Promise<string> {
	return (await scope.table('file').where({ id }).first('key')).key;
}

/**
 * A photo with other files and another id in the place of an old one, whose row and files' rows go.
 * @returns keys that the store must lose once the transaction has ended
 */
export async function replacePhoto(
	scope: TenantScope,
	old: PhotoRow,
	by: { full: PhotoBytes; thumbnail: PhotoBytes; width: number; height: number; redactedAt: Date | null }
): Promise<{ photoId: string; dropped: string[] }> {
	const file = async (bytes: PhotoBytes, name: string): Promise<string> =>
		(await scope.insert('file', { ...bytes, name, media_type: 'image/jpeg' }).returning('id'))[0].id;
	const { id, tenant_id: _, ...rest } = old as PhotoRow & { tenant_id: string };
	const files = { file_id: await file(by.full, 'foto.jpg'), thumbnail_file_id: await file(by.thumbnail, 'vorschau.jpg') };
	const [{ id: photoId }] = await scope.insert('report_photo', { ...rest, ...files, width: by.width, height: by.height, redacted_at: by.redactedAt }).returning('id');
	await scope.table('report_flag').where({ photo_id: id }).update({ photo_id: photoId });
	await scope.table('report_photo').where({ id }).delete();
	return { photoId, dropped: await deleteFileRows(scope, [old.file_id, old.thumbnail_file_id]) };
}
