import { signOf } from '../../../../styles/signs/catalogue.ts';
import { formatMoment } from '../../texts/dates.ts';
import { describePlace, receiptPdfTexts as texts } from '../../texts/receipts.ts';
import type { Participation } from '../participations/types.ts';
import { openTaggedPdf, PDF_WIDTH } from '../tagged-pdf.ts';
import { canonicalForm } from './digest.ts';
import { drawPicture } from './pdf-map.ts';
import type { MapPicture } from './map-picture.ts';
import type { Statement } from './types.ts';

const titleOf = (sign: string) => signOf(sign).title;
/** Size of the map picture in the receipt. */
export const PICTURE_SIZE = { width: PDF_WIDTH, height: 260 };
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
	const { doc, page, finish } = openTaggedPdf({ title, author: input.municipality, subject: participation.title, now: input.now });

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
	return finish();
}
