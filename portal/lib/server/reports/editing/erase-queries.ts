import type { TenantScope } from '../../../../../gis/db/tenant-scope.ts';
import { deleteFileRows } from '../photos/photo-queries.ts';
import type { PhotoRow } from '../release/release-queries.ts';

/** The history is append-only; of what authors wrote the words alone may go. */
export async function eraseAuthorsWords(scope: TenantScope, reportId: string): Promise<void> {
	await scope
		.table('report_event')
		.where({ report_id: reportId, actor: 'author' })
		.whereIn('kind', ['feedback', 'reopened'])
		.update({ public_text: null, detail: JSON.stringify({ erased: true }) });
}

export async function deleteAlertsOf(scope: TenantScope, reportId: string, email: string): Promise<void> {
	await scope.table('report_alert').where({ report_id: reportId }).whereRaw('lower(email) = lower(?)', [email]).delete();
}

/** @returns keys that the store must lose once the transaction has ended */
export async function deletePhotos(scope: TenantScope, photos: PhotoRow[]): Promise<string[]> {
	await scope.table('report_photo').whereIn('id', photos.map(({ id }) => id)).delete();
	return deleteFileRows(scope, photos.flatMap((photo) => [photo.file_id, photo.thumbnail_file_id]));
}
