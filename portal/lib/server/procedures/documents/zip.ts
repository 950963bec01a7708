import { Readable } from 'node:stream';
import { ZipFile } from 'yazl';
import type { TenantScope } from '../../../../../gis/db/tenant-scope.ts';
import { DomainError } from '../../../../../gis/errors.ts';
import { demandId } from '../../../../../gis/plans/plans.ts';
import { documentTexts } from '../../../texts/documents.ts';
import { fileNameOf } from '../../exports/file-name.ts';
import type { FileStore } from '../../files/store.ts';
import { disposition } from '../../plans/documents.ts';
import { listDocumentKeys } from '../../plans/documents-queries.ts';
import { safeName } from '../../uploads/attachments.ts';
import { listShown, titleOf } from './public-queries.ts';
import { publicDocuments } from './public-documents.ts';
import type { Audience, DocumentNode } from './types.ts';

/** PDF, images and archives do not get smaller; packing them would only keep the processor busy. */
const PACKED = /^(text\/|application\/xml)/;

interface Entry {
	path: string;
	key: string;
	mediaType: string;
	size: number;
	since: Date | null;
}

/**
 * Everything that the published steps of a procedure show, as a ZIP that is made while it is sent; headings are folders.
 * @throws DomainError `not_found` when nothing is shown
 */
export async function documentsZip(
	scope: TenantScope,
	files: FileStore,
	procedureId: string,
	now: Date,
	audience: Audience = { kind: 'public' }
): Promise<Response> {
	const entries = await entriesOf(scope, demandId(procedureId), now, audience);
	if (entries.length === 0) throw new DomainError('not_found');
	const zip = new ZipFile();
	const out = zip.outputStream as Readable;
	zip.on('error', (error: Error) => out.destroy(error));
	for (const { path, key, mediaType, size, since } of entries)
		zip.addReadStreamLazy(path, { compress: PACKED.test(mediaType), size, mtime: since ?? now }, (give) => {
			files.getStream(key).then(
				(stream) => give(null, stream),
				(error) => give(error, undefined as never)
			);
		});
	zip.end();
	return new Response(Readable.toWeb(out) as ReadableStream, {
		headers: {
			'Content-Type': 'application/zip',
			'Content-Disposition': disposition('attachment', `${fileNameOf(documentTexts.zipName(await titleOf(scope, procedureId)))}.zip`),
			'X-Content-Type-Options': 'nosniff',
			'Cache-Control': 'no-store, no-transform'
		}
	});
}

async function entriesOf(scope: TenantScope, procedureId: string, now: Date, audience: Audience): Promise<Entry[]> {
	const keys = new Map((await listShown(scope, procedureId, audience, now)).map((row) => [row.versionId, row.key]));
	const tree = await publicDocuments(scope, procedureId, now, audience);
	const plans = new Map<string, string>();
	for (const node of tree.filter((each) => each.children.some((child) => child.kind === 'plan')))
		for (const { id, key } of await listDocumentKeys(scope, node.id)) plans.set(id, key);
	const entries: Entry[] = [];
	const taken = new Set<string>();
	const walk = (nodes: readonly DocumentNode[], folder: string): void => {
		for (const [index, node] of nodes.entries()) {
			const name = `${String(index + 1).padStart(2, '0')} ${safeName(node.title.replace(/[/\\]/g, '-'))}`;
			for (const [place, file] of node.files.entries()) {
				const key = file.versionId ? keys.get(file.versionId) : plans.get(node.id);
				// Versions that earlier steps showed are told apart by their number.
				const earlier = place > 0 && file.number !== null ? ` (${documentTexts.version(file.number)})` : '';
				if (key) entries.push({ path: unique(taken, `${folder}${name}${earlier}${extensionOf(file.name)}`), key, mediaType: file.mediaType ?? '', size: file.size ?? 0, since: file.since });
			}
			walk(node.children, `${folder}${name}/`);
		}
	};
	walk(tree, '');
	return entries;
}

function extensionOf(name: string): string {
	return /\.[a-z0-9]{1,8}$/i.exec(name)?.[0]?.toLowerCase() ?? '';
}

function unique(taken: Set<string>, path: string): string {
	let candidate = path;
	for (let number = 2; taken.has(candidate.toLowerCase()); number++) candidate = path.replace(/(\.[a-z0-9]+)?$/i, (extension) => ` ${number}${extension}`);
	taken.add(candidate.toLowerCase());
	return candidate;
}
