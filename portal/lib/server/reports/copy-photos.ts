import type { TenantScope } from '../../../../gis/db/tenant-scope.ts';
import type { Services } from '../services.ts';
import { storePhoto, type StoredPhoto } from './photos/store-photo.ts';
import { keyOfFile } from './redaction/redaction-queries.ts';
import { photosOf } from './release/release-queries.ts';

/**
 * Copies of a report's photos for another report, with files of their own: blackening one of them leaves no other behind unseen.
 * @param only ids of the wanted ones; all without it. What an editor withheld is never copied.
 */
export async function copyPhotos(
	services: Pick<Services, 'config' | 'files' | 'work' | 'now'>,
	from: TenantScope,
	reportId: string,
	to: TenantScope,
	only?: readonly string[]
): Promise<StoredPhoto[]> {
	const copies: StoredPhoto[] = [];
	for (const photo of await photosOf(from, reportId)) {
		if (photo.release === 'withheld' || (only && !only.includes(photo.id))) continue;
		copies.push(await storePhoto(services, to, await services.files.getBytes(await keyOfFile(from, photo.file_id))));
	}
	return copies;
}
