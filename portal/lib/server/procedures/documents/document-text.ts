/** Text inside a document, page by page; formats without pages have one text. */
export interface DocumentText {
	/** As the file says; null where it has none or cannot be read. */
	pages: number | null;
	texts: string[];
}

export const MAX_PAGES = 5_000;
/** Characters of one document; the Bible has four million. */
export const MAX_TEXT = 4_000_000;
/** Separates pages in the stored text. */
export const PAGE_BREAK = '\f';

/** Words as they are read: hyphens at line ends go, and so do signs that no text has or that the excerpts use. */
export function tidy(text: string): string {
	return text
		.normalize('NFC')
		.replace(/\u00ad/g, '')
		.replace(/(\p{Ll})[-\u2010]\s*\n\s*(\p{Ll})/gu, '$1$2')
		.replace(/[\p{Cc}\p{Co}\p{Cs}\p{Cn}]/gu, (sign) => (/\s/.test(sign) && sign !== PAGE_BREAK ? sign : ' '))
		.replace(/[^\S\n]+/g, ' ')
		.replace(/ ?\n ?/g, '\n')
		.replace(/\n{3,}/g, '\n\n')
		.trim();
}

/** One text for the database. */
export function joinPages({ texts }: DocumentText): string {
	return texts.join(PAGE_BREAK).slice(0, MAX_TEXT);
}
