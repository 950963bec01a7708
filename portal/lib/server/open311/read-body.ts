import type { IncomingMessage, ServerResponse } from 'node:http';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { MAX_PHOTOS } from '../../forms/report.ts';
import type { Services } from '../services.ts';
import { receiveMultipart, uploadsOf, type Upload } from '../uploads/multipart.ts';
import { Open311Error } from './faults.ts';

const MAX_TEXT_BYTES = 256 * 1024;
const MOST_FIELDS = 500;

export interface Body {
	fields: URLSearchParams;
	/** In the order of the form; removed when the answer is sent. */
	media: Upload[];
}

/**
 * Reads the form of a POST. Files come as `media`, `media[]` or `media[0]` …
 * @throws Open311Error `body_type`, `body_too_large`; DomainError of the upload
 */
export async function readBody(services: Pick<Services, 'config'>, request: IncomingMessage, response: ServerResponse): Promise<Body> {
	const type = (request.headers['content-type'] ?? '').split(';')[0]!.trim().toLowerCase();
	if (type === 'multipart/form-data') {
		const passed = await receiveMultipart(request, response, join(services.config.dataDir, 'uploads'), {
			fileBytes: services.config.maxAttachmentBytes,
			files: MAX_PHOTOS,
			textBytes: MAX_TEXT_BYTES,
			fields: MOST_FIELDS
		});
		const fields = new URLSearchParams(await readText(passed));
		const names = [...new Set(fields.keys())].filter((name) => /^media(\[\d*\])?$/.test(name));
		return { fields, media: names.flatMap((name) => uploadsOf(fields as unknown as FormData, name)) };
	}
	const text = await readText(request);
	if (type !== 'application/x-www-form-urlencoded' && !(type === '' && text === '')) throw new Open311Error('body_type');
	return { fields: new URLSearchParams(text), media: [] };
}

async function readText(stream: Readable): Promise<string> {
	const chunks: Buffer[] = [];
	let bytes = 0;
	for await (const chunk of stream) {
		bytes += (chunk as Buffer).length;
		if (bytes > MAX_TEXT_BYTES * 3) throw new Open311Error('body_too_large');
		chunks.push(chunk as Buffer);
	}
	return Buffer.concat(chunks).toString('utf8');
}
