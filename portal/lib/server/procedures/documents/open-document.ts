import { createReadStream } from 'node:fs';
import { Readable } from 'node:stream';
import type { TenantScope } from '../../../../../gis/db/tenant-scope.ts';
import { DomainError } from '../../../../../gis/errors.ts';
import { demandId } from '../../../../../gis/plans/plans.ts';
import type { FileStore } from '../../files/store.ts';
import { disposition } from '../../plans/documents.ts';
import { findShown, type ShownFile } from './public-queries.ts';
import { goneError } from './replaced.ts';
import { findAnyVersion } from './staff-queries.ts';
import type { Audience } from './types.ts';

const PDF = 'application/pdf';
/** Only these are shown in the browser; everything else is saved. */
const INLINE = new Set([PDF, 'image/png', 'image/jpeg', 'image/webp', 'text/plain']);
const IDS = (ids: { procedureId: string; versionId: string }) => ({ procedureId: demandId(ids.procedureId), versionId: demandId(ids.versionId) });

/** What of a request matters for the answer. */
export interface Asked {
	headers: Headers;
	/** `?herunterladen`: saved even where the browser could show it. */
	save?: boolean;
}

/**
 * A version of a document that a published step shows to the audience, for anybody who asks.
 * @param base path of the documents for the audience
 * @throws DomainError `not_found`, and those of `goneError` for one that was shown once
 */
export async function openShown(
	scope: TenantScope,
	files: FileStore,
	ids: { procedureId: string; versionId: string },
	now: Date,
	asked: Asked,
	base: string,
	audience: Audience = { kind: 'public' }
): Promise<Response> {
	const file = await findShown(scope, IDS(ids), audience, now);
	if (!file) throw await goneError(scope, ids, audience, now, base);
	return fileResponse(files, file, asked, audience.kind === 'public' ? 'public, max-age=300, no-transform' : 'private, no-store, no-transform');
}

/** Any version, for staff; kept out of every cache. @throws DomainError `not_found` */
export async function openForStaff(scope: TenantScope, files: FileStore, ids: { procedureId: string; versionId: string }, asked: Asked): Promise<Response> {
	const { procedureId, versionId } = IDS(ids);
	const file = await findAnyVersion(scope, procedureId, versionId);
	if (!file) throw new DomainError('not_found');
	return fileResponse(files, file, asked, 'no-store, no-transform');
}

/** Page of a viewer's address (`?seite=`). */
export const startPage = (url: URL): number => Number(/^\d{1,5}$/.exec(url.searchParams.get('seite') ?? '')?.[0] ?? 1);

/** A PDF for the page that shows it. @throws as `openShown`; `not_found` also for what is no PDF */
export async function readShownPdf(
	scope: TenantScope,
	ids: { procedureId: string; versionId: string },
	now: Date,
	base: string,
	audience: Audience = { kind: 'public' }
): Promise<ShownFile> {
	const file = await findShown(scope, IDS(ids), audience, now);
	if (!file) throw await goneError(scope, ids, audience, now, base);
	if (file.mediaType !== PDF) throw new DomainError('not_found');
	return file;
}

type Stored = Pick<ShownFile, 'key' | 'name' | 'mediaType' | 'size' | 'sha256'>;

/**
 * A stored file as an answer: type as found by content, never guessed by the browser, nothing in it may run. Its ETag is the SHA-256 of the
 * bytes; parts of a file on this machine's disk are given where asked for (RFC 9110, 14).
 */
export async function fileResponse(files: FileStore, file: Stored, { headers: asked, save }: Asked, cacheControl: string): Promise<Response> {
	const etag = `"${Buffer.from(file.sha256).toString('hex')}"`;
	const path = files.pathOf(file.key);
	const headers = new Headers({
		'Content-Type': file.mediaType.startsWith('text/') ? `${file.mediaType}; charset=utf-8` : file.mediaType,
		'Content-Length': String(file.size),
		'Content-Disposition': disposition(!save && INLINE.has(file.mediaType) ? 'inline' : 'attachment', file.name),
		// A sandbox would also switch off the browsers' own PDF viewers; without sources nothing inside can run or load.
		'Content-Security-Policy': "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'",
		'X-Content-Type-Options': 'nosniff',
		'Cache-Control': cacheControl,
		ETag: etag
	});
	if (path) headers.set('Accept-Ranges', 'bytes');
	if (namesTag(asked.get('if-none-match'), etag)) {
		headers.delete('Content-Length');
		return new Response(null, { status: 304, headers });
	}
	const range = path && rangeOf(asked, etag, file.size);
	if (range === 'outside') {
		headers.set('Content-Range', `bytes */${file.size}`);
		headers.set('Content-Length', '0');
		return new Response(null, { status: 416, headers });
	}
	if (range) {
		headers.set('Content-Range', `bytes ${range.start}-${range.end}/${file.size}`);
		headers.set('Content-Length', String(range.end - range.start + 1));
		return new Response(Readable.toWeb(createReadStream(path, range)) as ReadableStream, { status: 206, headers });
	}
	return new Response(Readable.toWeb(await files.getStream(file.key)) as ReadableStream, { headers });
}

function namesTag(header: string | null, etag: string): boolean {
	return header !== null && (header.trim() === '*' || header.split(',').some((each) => each.trim().replace(/^W\//, '') === etag));
}

/** One range; several, or one of another version of the file, are answered with the whole. */
function rangeOf(asked: Headers, etag: string, size: number): { start: number; end: number } | 'outside' | null {
	const match = /^bytes=(\d*)-(\d*)$/.exec(asked.get('range')?.trim() ?? '');
	const condition = asked.get('if-range');
	if (!match || (match[1] === '' && match[2] === '') || (condition && condition !== etag)) return null;
	const [first, last] = [match[1]!, match[2]!];
	const start = first === '' ? Math.max(0, size - Number(last)) : Number(first);
	const end = first === '' || last === '' ? size - 1 : Math.min(Number(last), size - 1);
	if (first !== '' && last !== '' && Number(last) < Number(first)) return null;
	return start > end || start >= size ? 'outside' : { start, end };
}
