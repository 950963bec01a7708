import { createHash } from 'node:crypto';
import { forTenant, type TenantScope } from '../../../../../gis/db/tenant-scope.ts';
import { DomainError } from '../../../../../gis/errors.ts';
import type { Services } from '../../services.ts';
import { dropFiles } from '../../uploads/attachments.ts';
import type { LonLat } from '../types.ts';
import * as queries from './photo-queries.ts';
import type { MadePhoto } from './photo-worker.ts';

/** A photo that belongs to nothing yet. Whoever refers to its files keeps them; after a day the others are removed. */
export interface StoredPhoto {
	/** Unguessable; names the photo in a form of several steps. */
	id: string;
	fileId: string;
	thumbnailFileId: string;
	/** Of the larger one. */
	width: number;
	height: number;
	/** Where it was taken, by its EXIF, which is not kept. */
	position: LonLat | null;
}

const HOURS = 24;
const FOREIGN_KEY_VIOLATION = '23503';

/**
 * Takes in a photo as JPEG of at most 2048 px and a thumbnail of at most 400 px, both upright and without any metadata. What cannot be
 * drawn anew is refused; the bytes that came in are never kept.
 * @param bytes JPEG, PNG, WebP, GIF (its first picture), TIFF, HEIC or AVIF, told by content
 * @throws DomainError `photo_unreadable`, `photo_too_large`, and those of the work pool
 */
export async function storePhoto(
	services: Pick<Services, 'config' | 'files' | 'work' | 'now'>,
	scope: TenantScope,
	bytes: Uint8Array
): Promise<StoredPhoto> {
	const limit = services.config.maxAttachmentBytes;
	if (bytes.length > limit) throw new DomainError('photo_too_large', { limit: `${Math.round(limit / 1024 / 1024)} MB` });
	const own = new Uint8Array(bytes);
	const made = await services.work.run<MadePhoto>('report-photo', { bytes: own }, { seconds: 60, megabytes: 512, transfer: [own.buffer] });
	const keys: string[] = [];
	try {
		const put = async (content: Uint8Array) => {
			const key = await services.files.put(scope.tenantId, content);
			keys.push(key);
			return { key, size: content.length, sha256: createHash('sha256').update(content).digest() };
		};
		return await queries.insertPhoto(scope, {
			full: await put(made.photo),
			thumbnail: await put(made.thumbnail),
			width: made.width,
			height: made.height,
			lon: made.position?.lon ?? null,
			lat: made.position?.lat ?? null,
			expiresAt: new Date(services.now().getTime() + HOURS * 3_600_000)
		});
	} catch (error) {
		await dropFiles(services, keys);
		throw error;
	}
}

/** Photos that wait for their report, in the order of `ids`; unknown and expired ones are left out. */
export function draftPhotos(scope: TenantScope, ids: string[], now: Date): Promise<StoredPhoto[]> {
	const known = ids.filter((id) => /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(id));
	return known.length > 0 ? queries.selectDrafts(scope, known, now) : Promise.resolve([]);
}

/** Removes photos that nobody sent, of all tenants. */
export async function sweepPhotoDrafts(services: Pick<Services, 'db' | 'files'>, now: Date): Promise<void> {
	for (const tenantId of await queries.expiredDraftsAcrossTenants(services.db.knex, now)) {
		const scope = forTenant(services.db.knex, tenantId);
		for (const draft of await queries.selectExpiredDrafts(scope, now)) await dropFiles(services, await forget(scope, draft));
	}
}

/** The database knows whether something refers to the files: then only the draft goes. */
async function forget(scope: TenantScope, draft: { id: string; file_id: string; thumbnail_file_id: string }): Promise<string[]> {
	await queries.deleteDrafts(scope, [draft.id]);
	try {
		return await scope.transaction((inner) => queries.deleteFileRows(inner, [draft.file_id, draft.thumbnail_file_id]));
	} catch (error) {
		if ((error as { code?: string }).code === FOREIGN_KEY_VIOLATION) return [];
		throw error;
	}
}
