import { posix } from 'node:path';
import { openArchive } from '../../../../importers/xplan/archive.ts';
import type { ArchiveFile } from '../../../../importers/xplan/archive-model.ts';
import type { TenantScope } from '../../../../gis/db/tenant-scope.ts';
import type { Services } from '../services.ts';
import { insertFile, type NewPlanParts } from './import-queries.ts';
import type { SentPlan, ReadReference } from './import-types.ts';
import { keepFile } from './keep-file.ts';

type Document = NewPlanParts['documents'][number];

/**
 * Documents of the plans of a ZIP: what the plans refer to, then, with the first of them, what none of them names. A file is stored
 * once, even if several plans name it.
 * @param kept gets the key of every stored file, also when this fails half-way
 * @returns documents by version
 */
export async function documentsOfArchive(
	services: Pick<Services, 'files'>,
	scope: TenantScope,
	path: string,
	plans: SentPlan[],
	kept: string[]
): Promise<Map<string, Document[]>> {
	const archive = await openArchive(path);
	const stored = new Map<ArchiveFile, { id: string; mediaType: string }>();
	const store = async (file: ArchiveFile) => {
		let known = stored.get(file);
		if (!known) {
			const written = await keepFile(services, scope.tenantId, { ...file, name: posix.basename(file.name) });
			kept.push(written.key);
			known = { id: await insertFile(scope, written), mediaType: written.mediaType };
			stored.set(file, known);
		}
		return known;
	};
	try {
		const result = new Map<string, Document[]>();
		for (const plan of plans) {
			const documents: Document[] = [];
			for (const reference of plan.references) {
				const file = attachmentOf(reference, plan.gmlPath, archive.attachments);
				const written = file && (await store(file));
				documents.push({ ...documentOf(reference), ...(written && { fileId: written.id, mediaType: written.mediaType }) });
			}
			result.set(plan.versionId, documents);
		}
		for (const file of archive.attachments.filter((each) => !stored.has(each))) {
			const written = await store(file);
			result.get(plans[0]!.versionId)!.push({
				name: posix.basename(file.name),
				type: null,
				url: null,
				mediaType: written.mediaType,
				fileId: written.id,
				ownerGmlId: null
			});
		}
		return result;
	} finally {
		archive.close();
	}
}

export function documentOf(reference: ReadReference): Document {
	const { name, type, url, mimeType, ownerGmlId, raster } = reference;
	return { name, type, url, mediaType: mimeType, fileId: null, ownerGmlId, raster };
}

/**
 * The file of the archive that a reference names, relative to its GML, else by the file's own name alone. References are written by
 * many programs: case, percent signs, backslashes and composed umlauts differ from the archive's.
 */
export function attachmentOf(reference: ReadReference, gmlPath: string | null, attachments: ArchiveFile[]): ArchiveFile | undefined {
	const folder = posix.dirname(gmlPath ?? '');
	for (const given of [reference.url, reference.name]) {
		if (!given || /^[a-z][a-z0-9+.-]+:\/\//i.test(given)) continue;
		const path = plain(given);
		const whole = plain(posix.join(folder, path));
		const found =
			attachments.find((each) => plain(each.name) === whole) ??
			attachments.find((each) => plain(each.name) === path) ??
			attachments.find((each) => posix.basename(plain(each.name)) === posix.basename(path));
		if (found) return found;
	}
	return undefined;
}

function plain(path: string): string {
	return decoded(path).replaceAll('\\', '/').replace(/^\.\//, '').normalize('NFC').toLowerCase();
}

/** A name with a bare percent sign stands for itself. */
function decoded(path: string): string {
	return /%(?![0-9a-f]{2})/i.test(path) ? path : path.replace(/(%[0-9a-f]{2})+/gi, (bytes) => Buffer.from(bytes.replaceAll('%', ''), 'hex').toString('utf8'));
}
