import { createHash, randomUUID } from 'node:crypto';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { TenantScope } from '../../../../gis/db/tenant-scope.ts';
import type { Attachment, Round } from '../../../../importers/xbeteiligung/model.ts';
import { addDocument, chooseVersion, listDocuments } from '../procedures/documents/service.ts';
import type { DocumentCategory } from '../procedures/types.ts';
import { safeName } from '../uploads/attachments.ts';
import type { ExchangeServices } from './types.ts';

/** Documents of a message that are not what it says of them. */
export class DamagedDocuments extends Error {
	readonly documents: { id: string; text: string }[];
	constructor(documents: { id: string; text: string }[]) {
		super(documents.map(({ text }) => text).join(' '));
		this.name = 'DamagedDocuments';
		this.documents = documents;
	}
}

export interface ReceivedDocument {
	/** Of the sender. */
	id: string;
	title: string;
	name: string;
	category: DocumentCategory;
	content: Buffer;
	sha256: string;
}

const CATEGORIES: [RegExp, DocumentCategory][] = [
	[/planzeichnung|planurkunde|planteil a/i, 'planzeichnung'],
	[/umweltbericht/i, 'umweltbericht'],
	[/textliche|festsetzung/i, 'textliche-festsetzungen'],
	[/zusammenfassende/i, 'zusammenfassende-erklaerung'],
	[/begr(ü|ue)ndung/i, 'begruendung'],
	[/bekanntmachung/i, 'bekanntmachung'],
	[/gutachten|untersuchung|prognose/i, 'gutachten'],
	[/stellungnahme/i, 'stellungnahme'],
	[/abw(ä|ae)gung/i, 'abwaegung']
];

/**
 * Documents that came inside a message, and links that it names instead. Size and SHA-256 are held against what the message says.
 * @throws DamagedDocuments
 */
export function documentsOf(round: Round): { documents: ReceivedDocument[]; links: { title: string; link: string }[] } {
	const items = (round.attachments ?? []).flatMap((list) => list.items);
	const damaged: { id: string; text: string }[] = [];
	const documents: ReceivedDocument[] = [];
	const links: { title: string; link: string }[] = [];
	for (const item of items) {
		const base64 = item.document ?? item.source?.inline;
		const title = titleOf(item);
		if (item.source?.link) links.push({ title, link: item.source.link });
		if (base64 === undefined) {
			// Only described: it would come in the transport envelope, which an HTTPS message does not have.
			const text = `Die Unterlage „${title}“ ist angekündigt, steht aber nicht in der Nachricht.`;
			if (item.source?.file) damaged.push({ id: item.source.file.id, text });
			continue;
		}
		const content = Buffer.from(base64, 'base64');
		const sha256 = createHash('sha256').update(content).digest('hex');
		const file = item.source?.file;
		const id = file?.id ?? sha256.slice(0, 16);
		if (file?.size !== undefined && Number(file.size) !== content.length)
			damaged.push({ id, text: `Die Unterlage „${title}“ hat ${content.length} Bytes, angekündigt sind ${file.size}.` });
		else if (file?.hash && /^[0-9a-f]{64}$/i.test(file.hash) && file.hash.toLowerCase() !== sha256)
			damaged.push({ id, text: `Die Prüfsumme (SHA-256) der Unterlage „${title}“ stimmt nicht.` });
		else
			documents.push({ id, title, name: safeName(file?.name ?? nameFor(item, title)), category: categoryOf(item, title), content, sha256 });
	}
	if (damaged.length > 0) throw new DamagedDocuments(damaged);
	return { documents, links };
}

const titleOf = (item: Attachment) =>
	(item.title?.trim() || item.source?.file?.name || item.kind?.name || 'Unterlage').replace(/\s+/g, ' ').slice(0, 200);
const nameFor = (item: Attachment, title: string) =>
	item.mediaType.code === 'application/pdf' && !/\.pdf$/i.test(title) ? `${title}.pdf` : title;

function categoryOf(item: Attachment, title: string): DocumentCategory {
	const words = `${item.kind?.name ?? ''} ${title}`;
	return CATEGORIES.find(([pattern]) => pattern.test(words))?.[1] ?? 'sonstiges';
}

/** A document of a message and the tracks that it came with. */
export interface DocumentOfTracks extends ReceivedDocument {
	tracks: Set<'public' | 'toeb'>;
	stepIds: string[];
}

/**
 * Makes them documents of the procedure and shows them in their steps. What is there already with the same content and title stays.
 * Names of files never become paths: every one gets a random name in the portal's own folder.
 */
export async function keepDocuments(
	services: ExchangeServices,
	scope: TenantScope,
	procedureId: string,
	documents: DocumentOfTracks[],
	now: Date
): Promise<void> {
	const folder = join(services.config.dataDir, 'uploads');
	await mkdir(folder, { recursive: true });
	for (const document of documents) {
		const there = flat(await listDocuments(scope, procedureId, now));
		if (there.some(({ title, versions }) => title === document.title && versions[0]?.sha256 === document.sha256)) continue;
		const path = join(folder, randomUUID());
		await writeFile(path, document.content, { flag: 'wx' });
		try {
			const values = {
				title: document.title,
				category: document.category,
				parentId: '',
				forPublic: document.tracks.has('public'),
				forToeb: true
			};
			const source = { path, name: document.name, size: document.content.length, sha256: Buffer.from(document.sha256, 'hex') };
			const documentId = await addDocument(services, scope, procedureId, values, source, null, now);
			const version = flat(await listDocuments(scope, procedureId, now)).find(({ id }) => id === documentId)!.versions[0]!;
			for (const stepId of document.stepIds)
				await chooseVersion(
					scope,
					{ procedureId, documentId },
					{ stepId, versionId: version.id },
					{ reason: 'Übermittelt mit XBeteiligung', account: null, now }
				);
		} finally {
			await rm(path, { force: true });
		}
	}
}

function flat<T extends { children: T[] }>(documents: T[]): T[] {
	return documents.flatMap((each) => [each, ...flat(each.children)]);
}
