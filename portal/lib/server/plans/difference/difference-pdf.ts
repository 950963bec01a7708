import type { DifferenceSummary } from '../../../../../gis/plans/difference/types.ts';
import type { EntryView } from '../../../components/difference/types.ts';
import type { AttributeRow } from '../../../components/plans/types.ts';
import { formatMoment } from '../../../texts/dates.ts';
import { changeLabel, countsText, differenceTexts, KIND_NAMES, pdfTexts as texts, squareMetres, SUBJECT_NAMES } from '../../../texts/difference.ts';
import { objectTitle } from '../../../texts/plans.ts';
import type { MapPicture } from '../../statements/map-picture.ts';
import { drawPicture } from '../../statements/pdf-map.ts';
import { openTaggedPdf, PDF_WIDTH } from '../../tagged-pdf.ts';

export const PICTURE_SIZE = { width: PDF_WIDTH, height: 360 };

export interface DifferencePdfInput {
	municipality: string;
	plan: string;
	from: number;
	to: number;
	summary: DifferenceSummary;
	entries: EntryView[];
	/** So many of more entries are shown; null: all. */
	cut: number | null;
	picture: MapPicture | null;
	address: string;
	now: Date;
}

/** The difference as a tagged PDF (PDF/UA-1): overview in numbers, map, every change with before and after. */
export function writeDifferencePdf(input: DifferencePdfInput): Promise<Buffer> {
	const title = texts.title(input.plan);
	const { doc, page, finish } = openTaggedPdf({ title, author: input.municipality, subject: input.plan, now: input.now });

	page.heading('H1', title);
	page.paragraph(texts.lead(input.from, input.to));
	page.facts([
		[texts.municipality, input.municipality],
		[texts.plan, input.plan],
		[texts.made, formatMoment(input.now)],
		[texts.address, input.address]
	]);
	page.heading('H2', texts.overview);
	page.facts(overview(input.summary));
	if (input.picture) {
		page.figure(PICTURE_SIZE.height, texts.mapAlt, (x, y) => drawPicture(doc, input.picture!, x, y));
		page.paragraph(texts.mapLegend, 8.5);
	}
	let subject: EntryView['subject'] | null = null;
	for (const entry of input.entries) {
		if (entry.subject !== subject) page.heading('H2', SUBJECT_NAMES[(subject = entry.subject)]);
		page.facts([[objectTitle(entry.title, entry.label), KIND_NAMES[entry.kind]]]);
		const lines = linesOf(entry);
		if (lines.length > 0) page.paragraph(lines.join('\n'), 9);
	}
	if (input.cut !== null) page.paragraph(texts.cut(input.cut));
	page.heading('H2', differenceTexts.method);
	page.paragraph(differenceTexts.methodText(input.summary.tolerance, input.summary.srid));
	const { conversion, conversionLost, xplanVersions } = input.summary;
	if (conversion === 'converted') page.paragraph(differenceTexts.converted(...xplanVersions, conversionLost));
	if (conversion === 'as-is') page.paragraph(differenceTexts.asIs(...xplanVersions));
	return finish();
}

function overview({ counts, changedSquareMetres }: DifferenceSummary): [string, string][] {
	const groups = (['object', 'text', 'document', 'bereich'] as const).map((group): [string, string] => [SUBJECT_NAMES[group], countsText(counts[group])]);
	return changedSquareMetres === null ? groups : [...groups, [differenceTexts.area, `${squareMetres(changedSquareMetres)}. ${differenceTexts.areaHint}`]];
}

/** What the page's tables say, as lines; struck words in brackets, because a line through them is not read aloud. */
function linesOf(entry: EntryView): string[] {
	const words = (parts: NonNullable<EntryView['words']>) =>
		parts.map(({ change, text }) => (change === 'removed' ? `[gestrichen: ${text}]` : change === 'added' ? `[neu: ${text}]` : text)).join('');
	return [
		...(entry.className ? [entry.className] : []),
		...entry.changes.map((each) => `${changeLabel(each)}: ${each.words ? words(each.words) : texts.beforeAfter(each.before, each.after)}`),
		...entry.place.map((line) => line.replaceAll(' → ', texts.now)),
		...(entry.words ? [entry.kind === 'changed' ? words(entry.words) : entry.words.map((part) => part.text).join('')] : []),
		...entry.rows.map((row) => rowText(row))
	];
}

const rowText = (row: AttributeRow): string => `${row.label}: ${row.rows ? row.rows.map(rowText).join('; ') : (row.value ?? '')}`;
