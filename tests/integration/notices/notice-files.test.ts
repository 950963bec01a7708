import { beforeAll, describe, expect, it } from 'vitest';
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';
import type { TenantScope } from '../../../gis/db/tenant-scope.ts';
import { admitToNoticeFiles, draftNoticeFile, noticeFormat, NOTICE_FILE_LIMIT, publishedNoticeFile } from '../../../portal/lib/server/notices/notice-files.ts';
import { publishNotice, readDraft } from '../../../portal/lib/server/notices/notice.ts';
import type { Services } from '../../../portal/lib/server/services.ts';
import { testServices } from '../../support/database.ts';
import { readZipParts } from '../../support/open-zip.ts';
import { BEFORE, makeProcedure } from '../../support/procedure.ts';

let services: Services;
let scope: TenantScope;
let procedureId = '';
let stepId = '';
let noticeId = '';

beforeAll(async () => {
	services = await testServices({ now: () => BEFORE });
	({ scope, procedureId, stepId } = await makeProcedure(services.db, { publish: false }));
	const context = { publicUrl: services.config.publicUrl, account: null, now: BEFORE };
	const publication = { publishedIn: 'Amtsblatt Nr. 5', publishedOn: '2027-02-26', reason: 'Die erste hatte keinen vollen Text.' };
	noticeId = await publishNotice(scope, stepId, publication, context);
});

const published = async (format: 'pdf' | 'docx') => publishedNoticeFile(services, scope, { procedureId, noticeId, format }, BEFORE);
const bytes = async (response: Response) => Buffer.from(await response.arrayBuffer());
const squeeze = (text: string) => text.replace(/\s+/g, ' ');

/** Text and tags of a PDF. */
async function readPdf(content: Buffer): Promise<{ text: string; tags: string[]; language: string; title: string }> {
	const task = getDocument({ data: new Uint8Array(content), useSystemFonts: false });
	const pdf = await task.promise;
	const tags: string[] = [];
	let text = '';
	interface Node { role?: string; children?: Node[] }
	const collect = (node: Node) => {
		if (node.role) tags.push(node.role);
		for (const child of node.children ?? []) collect(child);
	};
	for (let number = 1; number <= pdf.numPages; number++) {
		const page = await pdf.getPage(number);
		text += (await page.getTextContent()).items.map((item) => ('str' in item ? item.str : '')).join(' ');
		collect((await page.getStructTree()) as Node);
	}
	const { info } = (await pdf.getMetadata()) as unknown as { info: { Title: string; Language: string } };
	await task.destroy();
	return { text: squeeze(text), tags, language: info.Language, title: info.Title };
}

describe('a notice as a file', () => {
	it('PDF: tagged, with title, language, the hints and the end of the step', async () => {
		const response = await published('pdf');
		expect(response.headers.get('content-type')).toBe('application/pdf');
		expect(response.headers.get('content-disposition')).toContain('inline; filename="bekanntmachung-2027-02-26.pdf"');
		const { text, tags, language, title } = await readPdf(await bytes(response));
		expect(new Set(tags)).toEqual(new Set(['Root', 'Document', 'H1', 'H2', 'P', 'L', 'LI', 'Lbl', 'LBody']));
		expect(language).toBe('de-DE');
		expect(title).toMatch(/^Bekanntmachung über die Veröffentlichung des Entwurfs des Bebauungsplans Nr\. 7/);
		expect(text).toContain('bis einschließlich Mittwoch, 31. März 2027');
		expect(text).toContain('Bekannt gemacht am 26. Februar 2027: Amtsblatt Nr. 5');
		expect(text).not.toContain('ENTWURF');
	});

	it('Word: headings, lists, links, German; the same text as the PDF', async () => {
		const response = await published('docx');
		expect(response.headers.get('content-disposition')).toContain('attachment');
		const parts = await readZipParts(await bytes(response));
		const xml = parts['word/document.xml']!;
		expect(xml).toContain('w:val="Title"');
		expect(xml).toContain('w:val="Heading1"');
		expect(xml).toContain('<w:numPr>');
		expect(parts['word/_rels/document.xml.rels']).toContain(`${services.config.publicUrl}/`);
		expect(parts['word/styles.xml']).toContain('w:val="de-DE"');
		const words = squeeze(xml.replace(/<w:p[ >]/g, ' $&').replace(/<w:br\/>/g, ' ').replace(/<[^>]+>/g, '')).trim();
		const pdf = (await readPdf(await bytes(await published('pdf')))).text.replaceAll('• ', '').trim();
		const letters = (text: string) => text.replaceAll('&quot;', '"').replace(/[^\p{L}\p{N}]/gu, '');
		expect(letters(words)).toBe(letters(pdf));
	});

	it('a draft says that it is one', async () => {
		const { text } = await readPdf(await bytes(await draftNoticeFile(services, scope, { stepId, format: 'pdf' }, BEFORE)));
		expect(text).toContain('ENTWURF');
		expect(text).not.toContain('Bekannt gemacht am');
	});

	it('another format, procedure or tenant is not found', async () => {
		expect(() => noticeFormat('odt')).toThrowError(expect.objectContaining({ code: 'not_found' }));
		const other = await makeProcedure(services.db, { publish: false });
		const wrong = expect.objectContaining({ code: 'not_found' });
		await expect(publishedNoticeFile(services, scope, { procedureId: other.procedureId, noticeId, format: 'pdf' }, BEFORE)).rejects.toThrowError(wrong);
		await expect(publishedNoticeFile(services, other.scope, { procedureId, noticeId, format: 'pdf' }, BEFORE)).rejects.toThrowError(wrong);
	});

	it('one address gets so many', async () => {
		for (let count = 0; count < NOTICE_FILE_LIMIT; count++) await admitToNoticeFiles(services, '192.0.2.1');
		await expect(admitToNoticeFiles(services, '192.0.2.1')).rejects.toThrowError(expect.objectContaining({ code: 'notice_file_throttled' }));
		await admitToNoticeFiles(services, '192.0.2.2');
	});

	it('every text of the blocks is in the file', async () => {
		const { blocks } = await readDraft(scope, stepId, { publicUrl: services.config.publicUrl, now: BEFORE });
		const letters = (text: string) => text.replace(/^- /gm, '').replace(/[^\p{L}\p{N}]/gu, '');
		const pdf = letters((await readPdf(await bytes(await published('pdf')))).text);
		for (const block of blocks) expect(pdf, block.key).toContain(letters(block.text));
	});
});
