import { formatDay, formatMoment, formatShortMoment } from '../../texts/dates.ts';
import { categoryTexts } from '../../texts/documents.ts';
import { describeFailure, detailLines, eventTexts, protocolTexts as texts } from '../../texts/evidence.ts';
import { trackTexts } from '../../texts/procedures.ts';
import { openTaggedPdf, PDF_WIDTH, type TaggedPage } from '../tagged-pdf.ts';
import type { Protocol, ProtocolStep } from './protocol.ts';
import { daysOf, type HourState, type Uptime } from './uptime.ts';

/** Points. */
const ROW = 9;
const LABEL = 62;
/** Rows of days that fit onto a page. */
const ROWS = 60;
/** Failed hours that are written out; the rest is in the attached file. */
const MOST_FAILURES = 100;
export const PROOF_FILE = 'protokoll.json';

export interface ProtocolPdfInput {
	protocol: Protocol;
	/** `writeProtocolJson` */
	proof: string;
}

const COLOURS: Record<HourState, string> = { passed: '#2f7d4f', own: '#8fbf6b', failed: '#b3261e', gap: '#ffffff', future: '#e3e5ec' };

/** The protocol of a procedure as a tagged PDF (PDF/UA-1), with what its digests are made of attached. */
export function writeProtocolPdf({ protocol, proof }: ProtocolPdfInput): Promise<Buffer> {
	const { procedure, tenant, madeAt, chain } = protocol;
	const title = texts.pdfTitle(procedure.title);
	const { doc, page, finish } = openTaggedPdf({
		title,
		author: tenant.name,
		subject: procedure.title,
		now: madeAt,
		pageLine: (number, count) => texts.pageOf(title, number, count)
	});

	page.heading('H1', title);
	page.facts(
		filled([
			[texts.tenant, tenant.name],
			[texts.number, procedure.number],
			[texts.kind, procedure.kind],
			[texts.municipality, procedure.municipality],
			[texts.publishedAt, procedure.publishedAt && formatMoment(procedure.publishedAt)],
			[texts.madeAt, formatMoment(madeAt)],
			[texts.chainHead, chain && `${chain.seq}:${chain.link}`]
		])
	);
	const undated = protocol.steps.filter((step) => !step.startsOn && !step.skippedReason);
	for (const step of protocol.steps) if (!undated.includes(step)) writeStep(page, doc, step);
	if (undated.length > 0) page.paragraph(texts.openSteps(undated.map((step) => texts.step(step.title, step.iteration))));
	writeDocuments(page, protocol);
	page.heading('H2', texts.events);
	if (protocol.events.length === 0) page.paragraph(texts.noEvents);
	for (const event of protocol.events) {
		const who = [formatShortMoment(event.at), event.account || texts.portal, event.stepTitle].filter(Boolean).join(' · ');
		const lines = [`${eventTexts[event.kind] ?? event.kind} – ${who}`, ...detailLines(event.detail), texts.entry(event.seq, event.digest)];
		page.paragraph(lines.join('\n'), 9);
	}
	page.heading('H2', texts.proofHeading);
	page.paragraph(texts.proof(PROOF_FILE));
	if (chain) page.paragraph(texts.proofCommand(`${chain.seq}:${chain.link}`));
	doc.file(Buffer.from(proof, 'utf8'), { name: PROOF_FILE, type: 'application/json', description: texts.proofDescription, creationDate: madeAt, modifiedDate: madeAt });
	return finish();
}

const filled = (rows: [string, string | null | undefined | false][]) => rows.filter((row): row is [string, string] => Boolean(row[1]));

function writeStep(page: TaggedPage, doc: PDFKit.PDFDocument, step: ProtocolStep): void {
	page.heading('H2', texts.step(step.title, step.iteration));
	page.facts(
		filled([
			[texts.track, trackTexts[step.track]],
			[texts.period, texts.dates(step.startsOn && formatDay(step.startsOn), step.endsOn && formatDay(step.endsOn))],
			[texts.law, step.law],
			[texts.publishedAt, step.publishedAt ? [formatMoment(step.publishedAt), step.publishedBy].filter(Boolean).join(', ') : texts.unpublished],
			[texts.plan, step.plan && texts.planVersion(step.plan.name, step.plan.version)],
			[texts.skipped, step.skippedReason],
			[texts.extension, step.extensionReason],
			[texts.shortening, step.shorteningReason]
		])
	);
	if (step.notices.length > 0) page.list(step.notices.map((notice) => texts.notice(formatMoment(notice.publishedAt), notice.publishedIn, notice.publishedOn && formatDay(notice.publishedOn), notice.reason)));
	if (step.documents.length > 0) page.list(step.documents.map((each) => texts.document(each.title, each.number, each.sha256)));
	if (step.uptime) writeUptime(page, doc, step.uptime);
}

function writeUptime(page: TaggedPage, doc: PDFKit.PDFDocument, uptime: Uptime): void {
	page.paragraph(texts.uptime(uptime));
	if (uptime.extraDays > 0) page.paragraph(texts.extend(uptime.extraDays, uptime.failed));
	if (uptime.share === null) return;
	const days = daysOf(uptime.cells).filter((day) => day.cells.some((cell) => cell.state !== 'future'));
	for (let start = 0; start < days.length; start += ROWS) {
		const rows = days.slice(start, start + ROWS);
		page.figure(rows.length * ROW, texts.pictureAlt(formatDay(rows[0]!.day), formatDay(rows.at(-1)!.day), uptime), (x, y) => drawGrid(doc, rows, x, y));
	}
	if (days.length > 0) page.paragraph(texts.legendPdf, 8.5);
	const failed = uptime.cells.filter((cell) => cell.state === 'failed');
	if (failed.length > 0) page.list(failed.slice(0, MOST_FAILURES).map((cell) => texts.failedHour(formatShortMoment(cell.hour), cell.failures.map(describeFailure))));
	if (failed.length > MOST_FAILURES) page.paragraph(texts.moreFailures(failed.length - MOST_FAILURES));
}

function drawGrid(doc: PDFKit.PDFDocument, rows: ReturnType<typeof daysOf>, x: number, y: number): void {
	// 25 hours: the day on which clocks are put back.
	const width = (PDF_WIDTH - LABEL) / 25;
	for (const [index, { day, cells }] of rows.entries()) {
		const top = y + index * ROW;
		doc.font('regular').fontSize(6.5).fillColor('#333333').text(formatDay(day), x, top, { width: LABEL, lineBreak: false });
		for (const [hour, cell] of cells.entries()) {
			const left = x + LABEL + hour * width;
			doc.rect(left, top + 1, width - 1, ROW - 2).fillAndStroke(COLOURS[cell.state], cell.state === 'gap' ? '#777777' : COLOURS[cell.state]);
			// Not by colour alone.
			if (cell.state === 'failed') doc.moveTo(left + 2, top + 2).lineTo(left + width - 3, top + ROW - 2).moveTo(left + width - 3, top + 2).lineTo(left + 2, top + ROW - 2).stroke('#ffffff');
		}
	}
	doc.fillColor('#111111');
}

function writeDocuments(page: TaggedPage, { documents }: Protocol): void {
	page.heading('H2', texts.documents);
	if (documents.length === 0) page.paragraph(texts.noDocuments);
	for (const document of documents) {
		page.paragraph(`${document.title} (${categoryTexts[document.category]})`);
		page.list(document.versions.map((version) => texts.version(version.number, formatMoment(version.uploadedAt), version.uploadedBy, version.name, version.sha256, version.reason)));
	}
}
