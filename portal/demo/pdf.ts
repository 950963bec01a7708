import { dirname, join } from 'node:path';
import { createRequire } from 'node:module';
import pdfMake from 'pdfmake';
import type { Content, TDocumentDefinitions } from 'pdfmake/interfaces.js';

const fontFolder = join(dirname(createRequire(import.meta.url).resolve('pdfmake/package.json')), 'fonts', 'Roboto');
const font = (name: string): string => join(fontFolder, `Roboto-${name}.ttf`);

/** One chapter of a document: heading, paragraphs, and a table whose first row is its head. */
export interface Chapter {
	heading: string;
	paragraphs: string[];
	table?: string[][];
}

export interface Paper {
	title: string;
	subtitle: string;
	author: string;
	/** `YYYY-MM-DD`; it is also the file's creation date, so that the same input gives the same file. */
	date: string;
	chapters: Chapter[];
}

const longDate = (iso: string): string =>
	new Intl.DateTimeFormat('de-DE', { dateStyle: 'long', timeZone: 'UTC' }).format(new Date(`${iso}T00:00:00Z`));

/** A readable A4 document in German as bytes of a PDF. */
export async function writePdf(paper: Paper): Promise<Uint8Array> {
	pdfMake.setFonts({
		Roboto: { normal: font('Regular'), bold: font('Medium'), italics: font('Italic'), bolditalics: font('MediumItalic') }
	});
	pdfMake.setUrlAccessPolicy(() => false);
	pdfMake.setLocalAccessPolicy((path: string) => path.startsWith(fontFolder));
	const body: Content[] = paper.chapters.flatMap((chapter, i): Content[] => [
		{ text: `${i + 1}  ${chapter.heading}`, style: 'heading', headlineLevel: 1 },
		...chapter.paragraphs.map((text): Content => ({ text, style: 'paragraph' })),
		...(chapter.table
			? [{ table: { headerRows: 1, body: chapter.table }, layout: 'lightHorizontalLines', margin: [0, 2, 0, 8] } satisfies Content]
			: [])
	]);
	const definition: TDocumentDefinitions = {
		pageSize: 'A4',
		pageMargins: [64, 72, 64, 64],
		language: 'de-DE',
		info: { title: paper.title, author: paper.author, subject: paper.subtitle, creationDate: new Date(`${paper.date}T00:00:00Z`) },
		header: { text: `${paper.author} · ${paper.title}`, alignment: 'right', margin: [64, 32, 64, 0], fontSize: 8, color: '#444444' },
		footer: (page: number, pages: number): Content => ({
			text: `Seite ${page} von ${pages}`,
			alignment: 'center',
			fontSize: 8,
			color: '#444444'
		}),
		content: [
			{ text: paper.author, fontSize: 11 },
			{ text: paper.title, fontSize: 20, bold: true, margin: [0, 4, 0, 2] },
			{ text: paper.subtitle, fontSize: 13, margin: [0, 0, 0, 4] },
			{ text: `Stand: ${longDate(paper.date)}`, margin: [0, 0, 0, 18], color: '#444444' },
			...body
		],
		styles: { heading: { fontSize: 13, bold: true, margin: [0, 12, 0, 4] }, paragraph: { margin: [0, 0, 0, 6], lineHeight: 1.25 } },
		defaultStyle: { font: 'Roboto', fontSize: 10 }
	};
	return new Uint8Array(await pdfMake.createPdf(definition).getBuffer());
}
