import PDFDocument from 'pdfkit';
import { projectPath } from '../../../../gis/project-path.ts';
import { signOf } from '../../../../styles/signs/catalogue.ts';
import { formatMoment } from '../../texts/dates.ts';
import { describePlace, receiptPdfTexts as texts } from '../../texts/receipts.ts';
import type { Participation } from '../participations/types.ts';
import { canonicalForm } from './digest.ts';
import { drawPicture } from './pdf-map.ts';
import type { MapPicture } from './map-picture.ts';
import type { Statement } from './types.ts';

const FONT = 'node_modules/@kern-ux/native/dist/fonts/noto-sans/NotoSans-Regular.woff';
const BOLD = 'node_modules/@kern-ux/native/dist/fonts/noto-sans/NotoSans-Bold.woff';
const titleOf = (sign: string) => signOf(sign).title;
/** Points; A4 is 595 × 842. */
const MARGIN = 56;
const WIDTH = 595.28 - 2 * MARGIN;
/** Size of the map picture in the receipt. */
export const PICTURE_SIZE = { width: WIDTH, height: 260 };
/** Name of the file in the PDF that the digest is made of. */
export const CANONICAL_FILE = 'stellungnahme.json';

export interface ReceiptPdfInput {
	municipality: string;
	participation: Participation;
	statement: Statement;
	/** As typed or linked; it opens the status page. */
	code: string;
	statusUrl: string;
	picture: MapPicture | null;
	/** When the PDF is made. */
	now: Date;
}

/**
 * The receipt as a tagged PDF (PDF/UA-1: headings, paragraphs, lists, a figure with its description, language and title), with the
 * canonical form attached, so that the digest can be checked with this file alone.
 */
export function writeReceiptPdf(input: ReceiptPdfInput): Promise<Buffer> {
	const { statement, participation } = input;
	const title = texts.title(statement.number);
	const doc = new PDFDocument({
		size: 'A4',
		margin: MARGIN,
		font: projectPath(FONT),
		pdfVersion: '1.7',
		subset: 'PDF/UA' as never,
		tagged: true,
		lang: 'de-DE',
		displayTitle: true,
		info: { Title: title, Author: input.municipality, Subject: participation.title, CreationDate: input.now, ModDate: input.now }
	});
	const chunks: Buffer[] = [];
	const done = new Promise<Buffer>((resolve, reject) => {
		doc.on('data', (chunk: Buffer) => chunks.push(chunk));
		doc.on('end', () => resolve(Buffer.concat(chunks)));
		doc.on('error', reject);
	});
	doc.registerFont('regular', projectPath(FONT));
	doc.registerFont('bold', projectPath(BOLD));
	const root = doc.struct('Document');
	doc.addStructure(root);
	const page = writer(doc, root);

	page.heading('H1', title);
	page.paragraph(texts.lead);
	page.facts([
		[texts.municipality, input.municipality],
		[texts.procedure, participation.title],
		[texts.plan, participation.plan ? texts.planVersion(participation.plan.name, participation.plan.number) : texts.withoutPlan],
		[texts.number, String(statement.number)],
		[texts.received, formatMoment(statement.receivedAt)],
		...(statement.late ? ([[texts.note, texts.late]] as [string, string][]) : []),
		[texts.code, input.code],
		[texts.status, input.statusUrl]
	]);
	page.heading('H2', texts.textHeading);
	if (statement.erasedAt) page.paragraph(texts.erased(formatMoment(statement.erasedAt)));
	else for (const part of statement.text.split(/\n{2,}/)) page.paragraph(part);
	const author = [statement.author.name, statement.author.address, statement.author.email].filter((each) => each !== null);
	if (author.length > 0) {
		page.heading('H2', texts.authorHeading);
		page.paragraph(author.join('\n'));
	}
	if (statement.places.length > 0) {
		page.heading('H2', texts.placesHeading);
		page.list(statement.places.map((place) => describePlace(place, titleOf)));
	}
	if (input.picture && statement.places.length > 0) {
		page.figure(PICTURE_SIZE.height, texts.pictureAlt(statement.places.map((place) => describePlace(place, titleOf))), (x, y) =>
			drawPicture(doc, input.picture!, x, y)
		);
		page.paragraph(texts.pictureLegend, 8.5);
	}
	if (statement.attachments.length > 0) {
		page.heading('H2', texts.attachmentsHeading);
		page.list(statement.attachments.map((each) => texts.attachment(each.name, each.size, each.sha256)));
	}
	page.heading('H2', texts.proofHeading);
	page.paragraph(texts.proof);
	page.facts([
		[texts.digest, statement.digest.toString('hex')],
		[texts.salt, statement.salt.toString('hex') || '–'],
		[texts.chainNumber, String(statement.receiptSeq)]
	]);
	if (!statement.erasedAt) {
		doc.file(Buffer.from(canonicalForm(statement), 'utf8'), {
			name: CANONICAL_FILE,
			type: 'application/json',
			description: texts.canonicalDescription,
			creationDate: input.now,
			modifiedDate: input.now
		});
		page.paragraph(texts.verify(CANONICAL_FILE, statement.salt.toString('hex')));
	}
	page.heading('H2', texts.nextHeading);
	page.paragraph(texts.next);
	root.end();
	doc.end();
	return done;
}

/** Writes structure elements one below the other; pdfkit breaks pages inside them and continues the element. */
export function writer(doc: PDFKit.PDFDocument, root: PDFKit.PDFStructureElement) {
	const bottom = () => doc.page.height - MARGIN;
	const element = (tag: string, draw: () => void) => root.add(doc.struct(tag, draw as never));
	return {
		heading(tag: 'H1' | 'H2', text: string) {
			const size = tag === 'H1' ? 20 : 13;
			if (doc.y + size * 4 > bottom()) doc.addPage();
			if (tag === 'H2') doc.y += 10;
			element(tag, () => doc.font('bold').fontSize(size).fillColor('#10206b').text(text, MARGIN, doc.y, { width: WIDTH }));
			doc.y += 4;
		},
		paragraph(text: string, size = 10.5) {
			element('P', () => doc.font('regular').fontSize(size).fillColor('#111111').text(text, MARGIN, doc.y, { width: WIDTH, lineGap: 2 }));
			doc.y += 6;
		},
		facts(rows: [string, string][]) {
			for (const [label, value] of rows)
				element('P', () => {
					doc.font('bold').fontSize(10.5).fillColor('#111111').text(`${label}: `, MARGIN, doc.y, { width: WIDTH, lineGap: 2, continued: true });
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
				const body = () => void doc.text(item, MARGIN + 20, top, { width: WIDTH - 20, lineGap: 2 });
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
				doc.struct('Figure', { alt, bbox: [MARGIN, top, MARGIN + WIDTH, top + height] } as never, () => {
					draw(MARGIN, top);
				})
			);
			doc.x = MARGIN;
			doc.y = top + height + 8;
		}
	};
}
