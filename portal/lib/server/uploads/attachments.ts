import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { DomainError } from '../../../../gis/errors.ts';
import { MAX_ATTACHMENTS } from '../../forms/statement.ts';
import type { Services } from '../services.ts';
import { scanFile } from './clamav.ts';
import type { CleanedImage } from './clean-image-worker.ts';
import { contentType, IMAGE_TYPES } from './content-type.ts';

/** A file of a form on disk, see `uploadsOf`. */
export interface Source {
	path: string;
	name: string;
	size: number;
	sha256: Buffer;
}

/** Bytes in the file store, checked and cleaned, without a row in the database yet. */
export interface KeptFile {
	key: string;
	name: string;
	mediaType: string;
	size: number;
	sha256: Buffer;
}

type Needs = Pick<Services, 'config' | 'files' | 'work'>;

/**
 * Checks attachments and puts them into the file store: type by content, scanned where a scanner is configured, images drawn anew.
 * All or nothing: when one is refused, none is kept.
 * @param already attachments the form has taken in before
 * @throws DomainError `attachments_too_many`, `attachment_too_large`, `attachment_empty`, `attachment_type_unsupported`,
 * `attachment_unreadable`, `attachment_infected`, `scanner_unavailable`
 */
export async function keepAttachments(services: Needs, tenantId: string, sources: Source[], already = 0): Promise<KeptFile[]> {
	if (sources.length + already > MAX_ATTACHMENTS) throw new DomainError('attachments_too_many', { limit: MAX_ATTACHMENTS });
	const kept: KeptFile[] = [];
	try {
		for (const source of sources) kept.push(await keepOne(services, tenantId, source));
		return kept;
	} catch (error) {
		await dropFiles(services, kept.map((each) => each.key));
		throw error;
	}
}

/** Removes bytes whose row never came to be, or is gone. */
export async function dropFiles(services: Pick<Services, 'files'>, keys: string[]): Promise<void> {
	for (const key of keys) await services.files.remove(key);
}

async function keepOne(services: Needs, tenantId: string, source: Source): Promise<KeptFile> {
	const name = safeName(source.name);
	const limit = services.config.maxAttachmentBytes;
	if (source.size > limit) throw new DomainError('attachment_too_large', { name, limit: `${Math.round(limit / 1024 / 1024)} MB` });
	if (source.size === 0) throw new DomainError('attachment_empty', { name });
	const type = await contentType(source.path);
	if (!type) throw new DomainError('attachment_type_unsupported', { name });
	if (services.config.clamav) await scanFile(services.config.clamav, source.path, name);
	if ((IMAGE_TYPES as readonly string[]).includes(type)) return keepImage(services, tenantId, source, name, type);
	const key = await services.files.put(tenantId, { stream: createReadStream(source.path), size: source.size });
	return { key, name, mediaType: type, size: source.size, sha256: source.sha256 };
}

async function keepImage(services: Needs, tenantId: string, source: Source, name: string, type: string): Promise<KeptFile> {
	let image: CleanedImage;
	try {
		image = await services.work.run<CleanedImage>('clean-image', { path: source.path, type }, { seconds: 60, megabytes: 512 });
	} catch (cause) {
		if (cause instanceof DomainError && cause.code === 'attachment_unreadable') throw new DomainError('attachment_unreadable', { name }, { cause });
		throw cause;
	}
	const key = await services.files.put(tenantId, image.content);
	const renamed = type.startsWith('image/hei') ? `${name.replace(/\.[^.]*$/, '')}.${image.extension}` : name;
	return {
		key,
		name: renamed,
		mediaType: image.mediaType,
		size: image.content.length,
		sha256: createHash('sha256').update(image.content).digest()
	};
}

/** A name that can be shown and offered for saving on any system: no folders, no control or bidirectional signs. */
export function safeName(name: string): string {
	const cleaned = (name.split(/[/\\]/).pop() ?? '')
		.normalize('NFC')
		// eslint-disable-next-line no-control-regex -- they are what is removed
		.replace(/[\u0000-\u001f\u007f-\u009f\u200b-\u200f\u202a-\u202e\u2066-\u2069<>:"|?*]/g, '')
		.replace(/^[.\s]+|[.\s]+$/g, '');
	if (cleaned.length <= 120) return cleaned || 'Anlage';
	const dot = cleaned.lastIndexOf('.');
	const extension = dot > cleaned.length - 10 ? cleaned.slice(dot) : '';
	return cleaned.slice(0, 120 - extension.length) + extension;
}
