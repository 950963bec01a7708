import PDFDocument from 'pdfkit';
import { projectPath } from '../../../../gis/project-path.ts';
import { noticeFileTexts as texts } from '../../texts/notices.ts';
import { writer } from '../statements/receipt-pdf.ts';
import { readBlocksFromPlainText, type Part } from '../tenants/plain-text.ts';
import { partsOf, type NoticeFile } from './file-types.ts';

const FONTS = 'node_modules/@kern-ux/native/dist/fonts/noto-sans/NotoSans';
const MARGIN = 56;
const line = (parts: Part[]): string => parts.map(({ text }) => text).join('');

/** A notice as a tagged PDF (PDF/UA-1: title, headings, paragraphs and lists, language). */
export function writeNoticePdf({ publisher, blocks, publication, now }: NoticeFile): Promise<Buffer> {
	const { title, parts } = partsOf(blocks);
	const doc = new PDFDocument({
		size: 'A4',
		margin: MARGIN,
		font: projectPath(`${FONTS}-Regular.woff`),
		pdfVersion: '1.7',
		subset: 'PDF/UA' as never,
		tagged: true,
		lang: 'de-DE',
		displayTitle: true,
		info: { Title: title, Author: publisher, CreationDate: now, ModDate: now }
	});
	const chunks: Buffer[] = [];
	const done = new Promise<Buffer>((resolve, reject) => {
		doc.on('data', (chunk: Buffer) => chunks.push(chunk));
		doc.on('end', () => resolve(Buffer.concat(chunks)));
		doc.on('error', reject);
	});
	doc.registerFont('regular', projectPath(`${FONTS}-Regular.woff`));
	doc.registerFont('bold', projectPath(`${FONTS}-Bold.woff`));
	const root = doc.struct('Document');
	doc.addStructure(root);
	const page = writer(doc, root);

	if (!publication) page.paragraph(texts.draft);
	else if (publication.replaced) page.paragraph(texts.replaced);
	page.heading('H1', title);
	for (const { heading, text } of parts) {
		if (heading) page.heading('H2', heading);
		for (const each of readBlocksFromPlainText(text)) {
			if (each.type === 'list') page.list(each.items.map(line), () => '•');
			else page.paragraph(each.type === 'heading' ? each.text : each.parts.map(line).join('\n'));
		}
	}
	if (publication) page.paragraph(texts.published(publication.publishedIn, publication.publishedOn, publication.address), 9);
	root.end();
	doc.end();
	return done;
}
