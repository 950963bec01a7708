import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { stringify } from 'csv-stringify/sync';
import type { ConversionResult } from '../../../../importers/xplan/conversion/types.ts';
import type { Repair } from '../../../../importers/xplan/writer/repair-document.ts';
import { planExportTexts } from '../../texts/plan-exports.ts';
import { neutraliseFormula, withoutControls } from './neutralise.ts';
import type { PlanExportReport } from './plan-kinds.ts';

/** Rows that a page shows; the ZIP has all of them. */
const SHOWN = 200;

export function repairReport(repairs: Repair[]): PlanExportReport {
	const lines = repairs.map(({ message, count }) => ({ text: message, count }));
	return { lines, lost: [], lostCount: 0, missing: [], missingCount: 0 };
}

export function conversionReport({ lost, missing, changed }: ConversionResult): PlanExportReport {
	const lines = changed
		.toSorted((a, b) => b.count - a.count)
		.slice(0, SHOWN)
		.map((each) => ({ text: `${each.class}${each.property === undefined ? '' : `.${each.property}`}: ${each.message}`, count: each.count }));
	return {
		lines,
		lost: lost.slice(0, SHOWN).map((each) => ({ ...each, property: each.property ?? '' })),
		lostCount: lost.length,
		missing: missing.slice(0, SHOWN),
		missingCount: missing.length
	};
}

/** Tables that lie beside the converted plan in its ZIP. */
export async function conversionTexts(
	{ lost, missing, changed }: ConversionResult,
	from: string,
	to: string,
	folder: string
): Promise<{ path: string; name: string }[]> {
	const { files } = planExportTexts;
	return Promise.all([
		table(folder, files.lost, [files.columns.lost, ...lost.map((each) => [each.gmlId, each.class, each.property ?? '', each.value, each.reason])]),
		table(folder, files.missing, [files.columns.missing, ...missing.map((each) => [each.gmlId, each.class, each.property, each.reason])]),
		table(folder, files.changed, [
			files.columns.changed,
			...changed.map((each) => [each.class, each.property ?? '', each.message, String(each.count)])
		]),
		text(folder, files.readme, planExportTexts.conversionReadme(from, to, lost.length, missing.length))
	]);
}

/** What a Shapefile cannot say, beside it. */
export async function shapeNotes(
	shortNames: { layer: string; long: string; short: string }[],
	shortened: number,
	folder: string
): Promise<{ path: string; name: string }[]> {
	const { files } = planExportTexts;
	const rows = shortNames.map(({ layer, short, long }) => [layer, short, long]);
	return Promise.all([
		table(folder, files.names, [files.columns.names, ...rows]),
		text(folder, files.readme, planExportTexts.shapeReadme(shortNames.length, shortened))
	]);
}

async function table(folder: string, name: string, rows: readonly (readonly string[])[]): Promise<{ path: string; name: string }> {
	const safe = rows.map((row) => row.map((cell) => neutraliseFormula(withoutControls(cell))));
	return text(folder, name, '\ufeff' + stringify(safe, { delimiter: ';', record_delimiter: '\r\n', quoted_string: true }));
}

async function text(folder: string, name: string, content: string): Promise<{ path: string; name: string }> {
	const path = join(folder, name);
	await writeFile(path, content);
	return { path, name };
}
