import { formatMoment, formatShortMoment } from '../../texts/dates.ts';
import { trailProofTexts as texts } from '../../texts/trail-staff.ts';
import { kilometres, percent } from '../../texts/trails.ts';
import { drawPicture } from '../statements/pdf-map.ts';
import type { MapPicture } from '../statements/map-picture.ts';
import { openTaggedPdf, PDF_WIDTH, type TaggedPage } from '../tagged-pdf.ts';
import type { ProofRequest } from './proof.ts';
import { wayText, withOrWithout } from './round-words.ts';
import type { RoundRow } from './work-queries.ts';

export const PROOF_PICTURE = { width: PDF_WIDTH, height: 210 };

export interface ProofRound {
	row: RoundRow;
	visits: { post: string; at: Date; result: string }[];
	damages: string[];
	picture: MapPicture | null;
}

export interface ProofInput {
	tenant: string;
	request: ProofRequest;
	/** Names of what the proof is narrowed to; null: all. */
	warden: string | null;
	section: string | null;
	rounds: ProofRound[];
	now: Date;
}

/** The proof that sections were looked at, as a tagged PDF (PDF/UA-1): every round with result per section, track, posts and findings. */
export function writeProofPdf({ tenant, request, warden, section, rounds, now }: ProofInput): Promise<Buffer> {
	const { doc, page, finish } = openTaggedPdf({ title: texts.title, author: tenant, subject: texts.periodOf(request.from, request.to), now, pageLine: texts.pageOf });
	page.heading('H1', texts.title);
	page.facts([
		[texts.tenant, tenant],
		[texts.period, texts.periodOf(request.from, request.to)],
		[texts.warden, warden ?? texts.all],
		[texts.section, section ?? texts.all],
		[texts.count, String(rounds.length)],
		[texts.madeAt, formatMoment(now)]
	]);
	if (rounds.length === 0) page.paragraph(texts.none);
	const without = rounds.filter(({ picture }) => !picture).length;
	if (without > 0 && without < rounds.length) page.paragraph(texts.moreRounds(without), 9);
	for (const round of rounds) writeRound(page, doc, round);
	return finish();
}

function writeRound(page: TaggedPage, doc: PDFKit.PDFDocument, { row, visits, damages, picture }: ProofRound): void {
	const at = formatShortMoment(row.ended_at);
	page.heading('H2', texts.round(at, row.warden));
	page.facts([
		[texts.begin, formatShortMoment(row.started_at)],
		[texts.end, at],
		[texts.received, formatShortMoment(row.received_at)],
		[texts.way, wayText(row)],
		...(row.walked === null ? [] : ([[texts.walked, kilometres(row.walked)]] as [string, string][]))
	]);
	page.list(row.sections.map(({ name, result, covered }) => texts.result(name, withOrWithout(result), covered === null ? '' : ` (${percent(covered)})`)));
	if (picture) {
		page.figure(PROOF_PICTURE.height, texts.pictureAlt(row.warden, at, row.sections.map(({ name }) => name)), (x, y) => drawPicture(doc, picture, x, y));
		page.paragraph(texts.legend, 8.5);
	}
	if (visits.length > 0) {
		page.paragraph(`${texts.posts}:`);
		page.list(visits.map((visit) => `${visit.post}: ${texts.visit[visit.result] ?? visit.result} (${formatShortMoment(visit.at)})`));
	}
	if (damages.length > 0) {
		page.paragraph(`${texts.damages}:`);
		page.list(damages);
	}
	if (row.note) page.paragraph(`${texts.note}: ${row.note}`);
}
