import { Readable } from 'node:stream';
import type { TenantScope } from '../../../../../gis/db/tenant-scope.ts';
import { DomainError } from '../../../../../gis/errors.ts';
import type { Services } from '../../services.ts';
import { keyOfFile } from './photo-queries.ts';
import { draftPhotos } from './store-photo.ts';

/** Nothing keeps a copy: what an editor blackens or takes back is gone everywhere with the next look. */
const HEADERS = { 'Content-Type': 'image/jpeg', 'Cache-Control': 'private, no-store', 'X-Robots-Tag': 'noindex, noimageindex' };

/** A JPEG of the file store. */
export async function photoResponse(services: Pick<Services, 'files'>, key: string): Promise<Response> {
	return new Response(Readable.toWeb(await services.files.getStream(key)) as ReadableStream, { headers: HEADERS });
}

/** @throws DomainError `not_found` once it is sent or removed */
export async function draftThumbnail(services: Pick<Services, 'files' | 'now'>, scope: TenantScope, id: string): Promise<Response> {
	const [photo] = await draftPhotos(scope, [id], services.now());
	const key = photo && (await keyOfFile(scope, photo.thumbnailFileId));
	if (!key) throw new DomainError('not_found');
	return photoResponse(services, key);
}
