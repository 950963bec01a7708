import { createHash, randomUUID } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { Busboy } from '@fastify/busboy';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { DomainError } from '../../../../gis/errors.ts';

/** A file of a form, streamed to disk before the page's code runs. It is removed when the answer is sent. */
export interface Upload {
	path: string;
	/** As the browser said it; shown, never used as a path or type. */
	name: string;
	size: number;
	sha256: Buffer;
}

export interface MultipartLimits {
	fileBytes: number;
	files: number;
	/** Bytes of all text fields together. */
	textBytes: number;
	fields: number;
}

const slot = Symbol.for('bauleitportal.uploads');
type Holder = { [slot]?: Map<string, Upload | DomainError> };
/** Shared between the server and the pages' bundle, like the services. */
const uploads = ((globalThis as Holder)[slot] ??= new Map<string, Upload | DomainError>());

const PREFIX = 'upload:';

/**
 * Replaces a multipart body by a urlencoded one in which every file is an unguessable handle, so that pages read small forms and
 * a 200 MB plan never lies in memory. Pages get the file back with `uploadsOf`.
 * @returns the request to pass on
 * @throws DomainError `upload_interrupted`, `attachments_too_many`, `form_invalid`
 */
export async function receiveMultipart(
	request: IncomingMessage,
	response: ServerResponse,
	folder: string,
	limits: MultipartLimits
): Promise<IncomingMessage> {
	const received: string[] = [];
	let left = false;
	response.once('close', () => {
		left = true;
		void discard(received);
	});
	const form = new URLSearchParams();
	await mkdir(folder, { recursive: true });
	try {
		await readParts(request, folder, limits, form, received);
		if (left) throw new DomainError('upload_interrupted');
	} catch (error) {
		await discard(received);
		throw error;
	}
	return withBody(request, form.toString());
}

/** Rejects only when nothing writes any more, so that what was written can be removed. */
function readParts(request: IncomingMessage, folder: string, limits: MultipartLimits, form: URLSearchParams, received: string[]): Promise<void> {
	return new Promise((resolve, reject) => {
		const pending: Promise<{ field: string; id: string } | null>[] = [];
		const open = new Set<Readable>();
		let failed = false;
		let textBytes = 0;
		const parser = parserOf(request, limits);
		function fail(error: Error): void {
			if (failed) return;
			failed = true;
			request.unpipe(parser);
			request.resume();
			for (const stream of open) stream.destroy(error);
			void Promise.allSettled(pending).then(() => reject(error));
		}
		parser.on('field', (name, value, _nameTruncated, valueTruncated) => {
			textBytes += name.length + Buffer.byteLength(value);
			if (valueTruncated || textBytes > limits.textBytes) fail(new DomainError('form_invalid'));
			else form.append(name, value);
		});
		parser.on('filesLimit', () => fail(new DomainError('attachments_too_many', { limit: limits.files })));
		parser.on('fieldsLimit', () => fail(new DomainError('form_invalid')));
		parser.on('file', (field, stream, name) => {
			// After a failure nobody reads the stream; its own failure is no news.
			stream.on('error', () => {});
			if (failed) return stream.destroy();
			open.add(stream);
			const kept = keepFile(stream, folder, name ?? '', limits.fileBytes).then((upload) => {
				open.delete(stream);
				if (!upload) return null;
				const id = randomUUID();
				uploads.set(id, upload);
				received.push(id);
				return { field, id };
			});
			pending.push(kept);
			kept.catch(fail);
		});
		parser.on('error', (cause) => fail(new DomainError('upload_interrupted', {}, { cause })));
		// In the order of the form, whichever was written first: the same form sent twice must read the same.
		parser.on('finish', () =>
			Promise.all(pending).then((kept) => {
				for (const each of kept) if (each) form.append(each.field, PREFIX + each.id);
				if (!failed) resolve();
			}, fail)
		);
		request.once('close', () => request.complete || fail(new DomainError('upload_interrupted')));
		if (request.destroyed && !request.complete) fail(new DomainError('upload_interrupted'));
		else request.pipe(parser);
	});
}

/** @throws DomainError `form_invalid` for a head that no browser sends */
function parserOf(request: IncomingMessage, limits: MultipartLimits): InstanceType<typeof Busboy> {
	const { fileBytes: fileSize, textBytes: fieldSize, files, fields } = limits;
	try {
		return new Busboy({ headers: request.headers as never, limits: { fileSize, files, fieldSize, fields, fieldNameSize: 200 } });
	} catch (cause) {
		throw new DomainError('form_invalid', {}, { cause });
	}
}

async function keepFile(stream: Readable & { truncated?: boolean }, folder: string, name: string, limit: number): Promise<Upload | DomainError | null> {
	const path = join(folder, randomUUID());
	const hash = createHash('sha256');
	let size = 0;
	const measure = new Transform({
		transform(chunk: Buffer, _encoding, done) {
			size += chunk.length;
			hash.update(chunk);
			done(null, chunk);
		}
	});
	try {
		await pipeline(stream, measure, createWriteStream(path));
	} catch (error) {
		await rm(path, { force: true });
		throw error;
	}
	if (stream.truncated) {
		await rm(path, { force: true });
		return new DomainError('attachment_too_large', { name, limit: `${Math.round(limit / 1024 / 1024)} MB` });
	}
	// An empty file field is what a browser sends when nothing was chosen.
	if (size === 0 && name === '') {
		await rm(path, { force: true });
		return null;
	}
	return { path, name, size, sha256: hash.digest() };
}

/**
 * The files of a form field, in order. A handle that this process did not give out is ignored.
 * @throws DomainError `attachment_too_large`: told here and not while receiving, so that the page still has what was typed
 */
export function uploadsOf(form: FormData, field: string): Upload[] {
	const found = form
		.getAll(field)
		.filter((value) => typeof value === 'string' && value.startsWith(PREFIX))
		.map((value) => uploads.get((value as string).slice(PREFIX.length)))
		.filter((upload) => upload !== undefined);
	const refused = found.find((upload) => upload instanceof Error);
	if (refused) throw refused;
	return found as Upload[];
}

async function discard(ids: string[]): Promise<void> {
	for (const id of ids) {
		const upload = uploads.get(id);
		uploads.delete(id);
		if (upload && !(upload instanceof Error)) await rm(upload.path, { force: true });
	}
}

/** A request with the same head and another body. */
function withBody(request: IncomingMessage, body: string): IncomingMessage {
	const replaced = Readable.from([Buffer.from(body)], { objectMode: false }) as unknown as IncomingMessage;
	const headers = {
		...request.headers,
		'content-type': 'application/x-www-form-urlencoded',
		'content-length': String(Buffer.byteLength(body))
	};
	delete (headers as Record<string, unknown>)['transfer-encoding'];
	const passed = ['method', 'url', 'originalUrl', 'httpVersion', 'httpVersionMajor', 'httpVersionMinor', 'socket', 'connection', 'app', 'res', 'ip'];
	for (const name of passed) {
		Object.defineProperty(replaced, name, { value: (request as unknown as Record<string, unknown>)[name], configurable: true, writable: true });
	}
	Object.defineProperty(replaced, 'headers', { value: headers });
	return replaced;
}
