/**
 * Text of legal pages: what an administrator types into a plain text field. Lines starting with `## ` are headings, `### ` smaller
 * ones, `- ` list items; everything else is a paragraph; an empty line separates. There is no HTML, so nothing needs to be cleaned:
 * pages print the strings.
 */
export type Block =
	| { type: 'heading'; level: 2 | 3; text: string }
	| { type: 'paragraph'; parts: Part[][] }
	| { type: 'list'; items: Part[][] };

/** Piece of a line: plain, or a link (web address, e-mail address). */
export interface Part {
	text: string;
	href?: string;
}

/**
 * Addresses end before a full stop or bracket that belongs to the sentence. An e-mail address begins where its signs begin: tried at every
 * sign, a long line of letters would take forever.
 */
const ADDRESS = /(https?:\/\/[^\s<>"]+[^\s<>".,;:!?)\]])|((?<![\w.+-])[\w.+-]+@[\w-]+(?:\.[\w-]+)+)/g;

export function readBlocksFromPlainText(text: string): Block[] {
	const blocks: Block[] = [];
	let open: Extract<Block, { type: 'paragraph' | 'list' }> | null = null;
	for (const line of text.replace(/\r\n?/g, '\n').split('\n')) {
		const heading = /^(##|###) +(.+)$/.exec(line.trim());
		const item = /^[-*] +(.+)$/.exec(line.trim());
		if (heading) {
			blocks.push({ type: 'heading', level: heading[1] === '##' ? 2 : 3, text: heading[2]! });
			open = null;
		} else if (item) {
			if (open?.type !== 'list') blocks.push((open = { type: 'list', items: [] }));
			open.items.push(readPartsFromLine(item[1]!));
		} else if (line.trim() === '') {
			open = null;
		} else {
			if (open?.type !== 'paragraph') blocks.push((open = { type: 'paragraph', parts: [] }));
			open.parts.push(readPartsFromLine(line.trim()));
		}
	}
	return blocks;
}

/** Finds web and e-mail addresses in a text. */
export function readPartsFromLine(line: string): Part[] {
	const parts: Part[] = [];
	let last = 0;
	for (const match of line.matchAll(ADDRESS)) {
		if (match.index > last) parts.push({ text: line.slice(last, match.index) });
		parts.push({ text: match[0], href: match[1] ? match[0] : `mailto:${match[0]}` });
		last = match.index + match[0].length;
	}
	if (last < line.length) parts.push({ text: line.slice(last) });
	return parts;
}
