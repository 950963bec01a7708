import { Document, ExternalHyperlink, HeadingLevel, Packer, Paragraph, TextRun } from 'docx';
import { noticeFileTexts as texts } from '../../texts/notices.ts';
import { readBlocksFromPlainText, type Part } from '../tenants/plain-text.ts';
import { partsOf, type NoticeFile } from './file-types.ts';

/** Half points, and twentieths of a point. */
const BODY_SIZE = 22;
const SPACE = 120;

/** A notice for the word processor, with real headings, lists and links, in German. */
export async function writeNoticeDocx({ publisher, blocks, publication }: NoticeFile): Promise<Buffer> {
	const { title, parts } = partsOf(blocks);
	const children: Paragraph[] = [];
	if (!publication) children.push(plain(texts.draft, true));
	else if (publication.replaced) children.push(plain(texts.replaced, true));
	children.push(new Paragraph({ heading: HeadingLevel.TITLE, children: [new TextRun(title)] }));
	for (const { heading, text } of parts) {
		if (heading) children.push(new Paragraph({ heading: HeadingLevel.HEADING_1, children: [new TextRun(heading)] }));
		for (const each of readBlocksFromPlainText(text)) {
			if (each.type === 'list') children.push(...each.items.map((item) => new Paragraph({ bullet: { level: 0 }, children: runs(item) })));
			else if (each.type === 'heading') children.push(plain(each.text, true));
			else children.push(new Paragraph({ spacing: { after: SPACE }, children: each.parts.flatMap((line, index) => [...(index > 0 ? [LINE_BREAK()] : []), ...runs(line)]) }));
		}
	}
	if (publication) children.push(plain(texts.published(publication.publishedIn, publication.publishedOn, publication.address), false));
	const document = new Document({
		title,
		creator: publisher,
		lastModifiedBy: publisher,
		styles: {
			default: {
				document: { run: { font: 'Arial', size: BODY_SIZE, language: { value: 'de-DE' } } },
				title: { run: { size: 32, bold: true }, paragraph: { spacing: { after: 2 * SPACE } } },
				heading1: { run: { size: 26, bold: true }, paragraph: { spacing: { before: 2 * SPACE, after: SPACE }, keepNext: true } }
			}
		},
		sections: [{ properties: { page: { size: { width: 11906, height: 16838 } } }, children }]
	});
	return Packer.toBuffer(document);
}

const LINE_BREAK = (): TextRun => new TextRun({ break: 1 });
const plain = (text: string, bold: boolean): Paragraph => new Paragraph({ spacing: { after: SPACE }, children: [new TextRun({ text, bold })] });

const runs = (parts: Part[]) =>
	parts.map(({ text, href }) => (href ? new ExternalHyperlink({ link: href, children: [new TextRun({ text, style: 'Hyperlink' })] }) : new TextRun(text)));
