import { noticeFileTexts as texts } from '../../texts/notices.ts';
import { openTaggedPdf } from '../tagged-pdf.ts';
import { readBlocksFromPlainText, type Part } from '../tenants/plain-text.ts';
import { partsOf, type NoticeFile } from './file-types.ts';

const line = (parts: Part[]): string => parts.map(({ text }) => text).join('');

/** A notice as a tagged PDF (PDF/UA-1: title, headings, paragraphs and lists, language). */
export function writeNoticePdf({ publisher, blocks, publication, now }: NoticeFile): Promise<Buffer> {
	const { title, parts } = partsOf(blocks);
	const { page, finish } = openTaggedPdf({ title, author: publisher, now });

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
	return finish();
}
