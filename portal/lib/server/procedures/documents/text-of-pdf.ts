import { readFile } from 'node:fs/promises';
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { MAX_PAGES, MAX_TEXT, tidy, type DocumentText } from './document-text.ts';

/** Larger files are plans and scans. */
const MAX_BYTES = 200e6;

/**
 * Text of a PDF page by page. Scripts, forms and pictures are not touched; reading stops at `deadline`, and what was read until then counts.
 * A file that is damaged or locked has no text.
 * @param deadline instant, milliseconds
 */
export async function textOfPdf(path: string, size: number, deadline: number, clock: () => number): Promise<DocumentText> {
	if (size > MAX_BYTES) return { pages: null, texts: [] };
	const task = getDocument({
		data: new Uint8Array(await readFile(path)),
		verbosity: 0,
		enableXfa: false,
		disableFontFace: true,
		useSystemFonts: false,
		stopAtErrors: false,
		isOffscreenCanvasSupported: false,
		isImageDecoderSupported: false,
		useWasm: false,
		useWorkerFetch: false
	});
	try {
		const pdf = await task.promise;
		const texts: string[] = [];
		let length = 0;
		for (let number = 1; number <= Math.min(pdf.numPages, MAX_PAGES) && length < MAX_TEXT && clock() < deadline; number++) {
			const text = await textOfPage(pdf, number);
			texts.push(text);
			length += text.length;
		}
		return { pages: pdf.numPages, texts };
	} catch (error) {
		if (isUnreadable(error)) return { pages: null, texts: [] };
		throw error;
	} finally {
		await task.destroy();
	}
}

async function textOfPage(pdf: Awaited<ReturnType<typeof getDocument>['promise']>, number: number): Promise<string> {
	try {
		const page = await pdf.getPage(number);
		const { items } = await page.getTextContent();
		const text = items.map((item) => ('str' in item ? item.str + (item.hasEOL ? '\n' : '') : '')).join('');
		page.cleanup();
		return tidy(text);
	} catch {
		// One bad page hides no other.
		return '';
	}
}

const isUnreadable = (error: unknown): boolean =>
	error instanceof Error && /^(PasswordException|InvalidPDFException|FormatError|UnknownErrorException|MissingPDFException)$/.test(error.name);
