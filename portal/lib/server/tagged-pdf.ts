import PDFDocument from 'pdfkit';
import { projectPath } from '../../../gis/project-path.ts';
import { unpackWoff } from '../../../importers/woff.ts';

const FONTS = 'node_modules/@kern-ux/native/dist/fonts/noto-sans/NotoSans';
/** Points; A4 is 595 × 842. */
const MARGIN = 56;
/** Of a line of text, in points. */
export const PDF_WIDTH = 595.28 - 2 * MARGIN;

export interface TaggedPdfOptions {
	title: string;
	author: string;
	subject?: string;
	/** When the PDF is made. */
	now: Date;
	/** Line at the foot of every page. */
	pageLine?: (page: number, count: number) => string;
}

export interface TaggedPdf {
	doc: PDFKit.PDFDocument;
	page: TaggedPage;
	/** Ends the document. */
	finish(): Promise<Buffer>;
}

/** Opens an A4 document that is tagged (PDF/UA-1: structure, language, title), with the fonts `regular` and `bold`. */
export function openTaggedPdf({ title, author, subject, now, pageLine }: TaggedPdfOptions): TaggedPdf {
	const regular = unpackWoff(projectPath(`${FONTS}-Regular.woff`));
	const doc = new PDFDocument({
		size: 'A4',
		margin: MARGIN,
		bufferPages: pageLine !== undefined,
		// Its types know only names of fonts and files; bytes are read as well.
		font: regular as never,
		pdfVersion: '1.7',
		subset: 'PDF/UA' as never,
		tagged: true,
		lang: 'de-DE',
		displayTitle: true,
		info: { Title: title, Author: author, ...(subject === undefined ? {} : { Subject: subject }), CreationDate: now, ModDate: now }
	});
	const chunks: Buffer[] = [];
	const done = new Promise<Buffer>((resolve, reject) => {
		doc.on('data', (chunk: Buffer) => chunks.push(chunk));
		doc.on('end', () => resolve(Buffer.concat(chunks)));
		doc.on('error', reject);
	});
	doc.registerFont('regular', regular);
	doc.registerFont('bold', unpackWoff(projectPath(`${FONTS}-Bold.woff`)));
	const root = doc.struct('Document');
	doc.addStructure(root);
	return {
		doc,
		page: taggedPage(doc, root),
		finish() {
			root.end();
			if (pageLine) writePageLines(doc, pageLine);
			doc.end();
			return done;
		}
	};
}

export type TaggedPage = ReturnType<typeof taggedPage>;

/** Writes structure elements one below the other; pdfkit breaks pages inside them and continues the element. */
function taggedPage(doc: PDFKit.PDFDocument, root: PDFKit.PDFStructureElement) {
	const bottom = () => doc.page.height - MARGIN;
	const element = (tag: string, draw: () => void) => root.add(doc.struct(tag, draw as never));
	return {
		heading(tag: 'H1' | 'H2', text: string) {
			const size = tag === 'H1' ? 20 : 13;
			if (doc.y + size * 4 > bottom()) doc.addPage();
			if (tag === 'H2') doc.y += 10;
			element(tag, () => doc.font('bold').fontSize(size).fillColor('#10206b').text(text, MARGIN, doc.y, { width: PDF_WIDTH }));
			doc.y += 4;
		},
		paragraph(text: string, size = 10.5) {
			element('P', () => doc.font('regular').fontSize(size).fillColor('#111111').text(text, MARGIN, doc.y, { width: PDF_WIDTH, lineGap: 2 }));
			doc.y += 6;
		},
		facts(rows: [string, string][]) {
			for (const [label, value] of rows)
				element('P', () => {
					doc.font('bold').fontSize(10.5).fillColor('#111111');
					doc.text(`${label}: `, MARGIN, doc.y, { width: PDF_WIDTH, lineGap: 2, continued: true });
					doc.font('regular').text(value);
				});
			doc.y += 6;
		},
		/** @param marker of an item; by default its number */
		list(items: string[], marker = (index: number) => `${index + 1}.`) {
			const list = doc.struct('L');
			root.add(list);
			for (const [index, item] of items.entries()) {
				const entry = doc.struct('LI');
				list.add(entry);
				const top = doc.y + 30 > bottom() ? (doc.addPage(), doc.y) : doc.y;
				const label = () => void doc.font('regular').fontSize(10.5).fillColor('#111111').text(marker(index), MARGIN, top);
				const body = () => void doc.text(item, MARGIN + 20, top, { width: PDF_WIDTH - 20, lineGap: 2 });
				entry.add(doc.struct('Lbl', label as never));
				entry.add(doc.struct('LBody', body as never));
				entry.end();
			}
			list.end();
			doc.y += 6;
		},
		figure(height: number, alt: string, draw: (x: number, y: number) => void) {
			if (doc.y + height > bottom()) doc.addPage();
			const top = doc.y;
			root.add(
				doc.struct('Figure', { alt, bbox: [MARGIN, top, MARGIN + PDF_WIDTH, top + height] } as never, () => {
					draw(MARGIN, top);
				})
			);
			doc.x = MARGIN;
			doc.y = top + height + 8;
		}
	};
}

/** Page numbers are no content: readers tell them by themselves. */
function writePageLines(doc: PDFKit.PDFDocument, pageLine: (page: number, count: number) => string): void {
	const { start, count } = doc.bufferedPageRange();
	for (let index = 0; index < count; index++) {
		doc.switchToPage(start + index);
		const bottom = doc.page.margins.bottom;
		doc.page.margins.bottom = 0;
		doc.markContent('Artifact', { type: 'Pagination' } as never);
		doc.font('regular').fontSize(7.5).fillColor('#555555');
		doc.text(pageLine(index + 1, count), MARGIN, doc.page.height - 36, { width: PDF_WIDTH, lineBreak: false, ellipsis: true });
		doc.endMarkedContent();
		doc.page.margins.bottom = bottom;
	}
}
