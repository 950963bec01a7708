import type { TenantScope } from '../../../../../gis/db/tenant-scope.ts';
import { filesOf } from './public-documents.ts';
import { searchPages, unreadVersions } from './public-queries.ts';
import type { DocumentNode } from './types.ts';

const MAX_WORDS = 8;
const MAX_QUERY = 200;
/** Pages shown of one document. */
const PAGES = 3;
const [START, STOP] = ['\ue000', '\ue001'];

export interface FoundDocument {
	title: string;
	/** Of the version; of a plan's document its own id. */
	versionId: string;
	href: string;
	/** Null: the format has no pages. */
	pages: { page: number | null; href: string; excerpt: { text: string; hit: boolean }[] }[];
}
export interface DocumentSearch {
	query: string;
	found: FoundDocument[];
	/** Documents whose text is still being read. */
	unread: number;
}

/**
 * Looks for words inside the documents of a tree (`publicDocuments`), so that nobody finds what they may not see. German stems; umlauts as
 * ä or ae; the last letters may be missing.
 * @param query as typed
 * @returns null when it holds no word
 */
export async function searchDocuments(scope: TenantScope, tree: readonly DocumentNode[], query: string): Promise<DocumentSearch | null> {
	const typed = query.slice(0, MAX_QUERY);
	const words = (typed.normalize('NFC').match(/[\p{L}\p{N}]+/gu) ?? []).slice(0, MAX_WORDS);
	if (words.length === 0) return null;
	const files = new Map(filesOf(tree).map((each) => [each.file.versionId ?? each.node.id, each]));
	const ids = [...files.keys()];
	const rows = ids.length === 0 ? [] : await searchPages(scope, ids, words, PAGES);
	const found = new Map<string, FoundDocument>();
	for (const row of rows) {
		const { node, file } = files.get(row.versionId)!;
		const document = found.get(row.versionId) ?? { title: node.title, versionId: row.versionId, href: file.viewHref ?? file.href!, pages: [] };
		found.set(row.versionId, document);
		const page = file.viewHref ? row.page : null;
		document.pages.push({ page, href: page === null ? document.href : `${document.href}?seite=${page}`, excerpt: splitExcerpt(row.excerpt) });
	}
	return { query: typed, found: [...found.values()], unread: ids.length === 0 ? 0 : await unreadVersions(scope, ids) };
}

function splitExcerpt(excerpt: string): { text: string; hit: boolean }[] {
	const pattern = new RegExp(`${START}([^${STOP}]*)${STOP}`);
	return excerpt
		.replace(/\s+/g, ' ')
		.split(pattern)
		.map((text, index) => ({ text, hit: index % 2 === 1 }))
		.filter(({ text }) => text !== '');
}
