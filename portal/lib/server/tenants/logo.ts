import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import sharp from 'sharp';
import { DomainError } from '../../../../gis/errors.ts';
import type { Services } from '../services.ts';
import type { Upload } from '../uploads/multipart.ts';
import { updateSettings, updateTenant } from './tenants-queries.ts';
import { tenantDetails } from './tenants.ts';

/** A logo is drawn 48 px high; three times that is enough for dense screens and print. */
const MAX_WIDTH = 480;
const MAX_HEIGHT = 240;
const MAX_BYTES = 5 * 1024 * 1024;
/** A small file can unpack to an image that fills the memory. */
const MAX_PIXELS = 25_000_000;
const FORMATS = ['png', 'jpeg', 'webp'];

/**
 * Sets a tenant's logo. The image is decoded and written anew as PNG: nothing of the uploaded bytes (metadata, scripts, a second
 * format hidden in the file) is ever sent to a browser. SVG is not taken, because it may carry scripts.
 * @throws DomainError `logo_unreadable`, `upload_too_large`
 */
export async function changeLogo(services: Pick<Services, 'db' | 'files'>, tenantId: string, upload: Pick<Upload, 'path' | 'name' | 'size'>): Promise<void> {
	if (upload.size > MAX_BYTES) throw new DomainError('upload_too_large', { limit: '5 MB' });
	const png = await asPng(await readFile(upload.path), upload.name);
	const before = (await tenantDetails(services.db.knex, tenantId)).settings.logo;
	const key = await services.files.put(tenantId, png);
	const hash = createHash('sha256').update(png).digest('hex').slice(0, 16);
	await updateSettings(services.db.knex, tenantId, { logo: { key, mediaType: 'image/png', hash } });
	if (before) await services.files.remove(before.key);
}

export async function removeLogo(services: Pick<Services, 'db' | 'files'>, tenantId: string): Promise<void> {
	const before = (await tenantDetails(services.db.knex, tenantId)).settings.logo;
	await updateSettings(services.db.knex, tenantId, { logo: null });
	await updateTenant(services.db.knex, tenantId, { logoSvg: null });
	if (before) await services.files.remove(before.key);
}

/** @returns the logo as it is sent. @throws DomainError `not_found` */
export async function readLogo(
	services: Pick<Services, 'db' | 'files'>,
	tenantId: string
): Promise<{ content: Uint8Array; mediaType: string; etag: string }> {
	const { settings, logoSvg } = await tenantDetails(services.db.knex, tenantId);
	if (settings.logo) {
		const { key, mediaType, hash } = settings.logo;
		return { content: await services.files.getBytes(key), mediaType, etag: `"${hash}"` };
	}
	if (!logoSvg) throw new DomainError('not_found');
	const content = new TextEncoder().encode(logoSvg);
	return { content, mediaType: 'image/svg+xml', etag: `"${createHash('sha256').update(content).digest('hex').slice(0, 16)}"` };
}

async function asPng(content: Buffer, name: string): Promise<Buffer> {
	try {
		const image = sharp(content, { limitInputPixels: MAX_PIXELS, failOn: 'error' });
		const { format } = await image.metadata();
		if (!FORMATS.includes(format)) throw new DomainError('logo_unreadable', { name });
		return await image.rotate().resize(MAX_WIDTH, MAX_HEIGHT, { fit: 'inside', withoutEnlargement: true }).timeout({ seconds: 10 }).png().toBuffer();
	} catch (cause) {
		throw new DomainError('logo_unreadable', { name }, { cause });
	}
}
