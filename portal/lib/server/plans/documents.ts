import { Readable } from 'node:stream';
import type { TenantScope } from '../../../../gis/db/tenant-scope.ts';
import { DomainError } from '../../../../gis/errors.ts';
import { demandId } from '../../../../gis/plans/plans.ts';
import type { Catalogue } from '../../../../importers/xplan/catalogue/catalogue.ts';
import type { DocumentView } from '../../components/plans/types.ts';
import type { FileStore } from '../files/store.ts';
import { documentTypeLabel } from './describe-plan.ts';
import { isWorldFileName } from '../rasters/world-file-names.ts';
import { findPublicDocument, type DocumentFile, type PublicFile } from './documents-queries.ts';

export { listDocumentFiles } from './documents-queries.ts';

const PDF = 'application/pdf';
/** Only these are shown in the browser; everything else is downloaded. */
const INLINE = new Set([PDF, 'image/png', 'image/jpeg']);

/** @param plan `/<tenant>/plaene/<planId>` */
export function documentViews(catalogue: Catalogue, files: DocumentFile[], plan: string): DocumentView[] {
	return files.filter((file) => !isWorldFileName(file.name)).map((file) => ({
		id: file.id,
		name: file.name,
		type: documentTypeLabel(catalogue, file.type),
		href: file.hasFile ? `${plan}/dokumente/${file.id}` : isWebAddress(file.url) ? file.url : null,
		external: !file.hasFile && isWebAddress(file.url),
		viewHref: file.hasFile && file.mediaType === PDF ? `${plan}/dokumente/${file.id}/ansehen` : null,
		mediaType: file.mediaType,
		size: file.size
	}));
}

/** Addresses come from uploaded files: nothing but the web is linked. */
function isWebAddress(url: string | null): boolean {
	return url !== null && /^https?:\/\//i.test(url) && URL.canParse(url);
}

/**
 * A document of a published version as an answer: type as stored by content, never guessed by the browser, nothing in it may run.
 * @param known `If-None-Match` of the request
 * @param staff documents of any version, kept out of every cache
 * @throws DomainError `not_found`
 */
export async function openPublicDocument(
	scope: TenantScope,
	files: FileStore,
	ids: { planId: string; documentId: string },
	known: string | null,
	staff = false
): Promise<Response> {
	const file = await findPublicDocument(scope, demandId(ids.planId), demandId(ids.documentId), staff);
	if (!file) throw new DomainError('not_found');
	const etag = `"${Buffer.from(file.sha256).toString('base64url')}"`;
	const headers = new Headers({
		'Content-Type': file.mediaType,
		'Content-Length': String(file.size),
		'Content-Disposition': disposition(INLINE.has(file.mediaType) ? 'inline' : 'attachment', file.name),
		// A sandbox would also switch off the browsers' own PDF viewers; without sources nothing inside can run or load.
		'Content-Security-Policy': "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'",
		'X-Content-Type-Options': 'nosniff',
		'Cache-Control': staff ? 'no-store' : 'public, max-age=300',
		ETag: etag
	});
	if (known === etag) {
		headers.delete('Content-Length');
		return new Response(null, { status: 304, headers });
	}
	return new Response(Readable.toWeb(await files.getStream(file.key)) as ReadableStream, { headers });
}

/** A PDF of a published version, for the page that shows it. @throws DomainError `not_found`, also for what is no PDF */
export async function readPublicPdf(scope: TenantScope, ids: { planId: string; documentId: string }): Promise<PublicFile> {
	const file = await findPublicDocument(scope, demandId(ids.planId), demandId(ids.documentId));
	if (file?.mediaType !== PDF) throw new DomainError('not_found');
	return file;
}

/** RFC 6266: an ASCII name for old programs, the real one in UTF-8. */
export function disposition(kind: 'inline' | 'attachment', name: string): string {
	const plain = name.normalize('NFKD').replace(/[^\x20-\x7e]/g, '').replace(/["\\/]/g, '_') || 'dokument';
	const encoded = encodeURIComponent(name).replace(/['()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`);
	return `${kind}; filename="${plain}"; filename*=UTF-8''${encoded}`;
}
