import { createRequire } from 'node:module';
import { findingsAsGeoJson } from './report-geojson.ts';
import type { PdfMaker } from './report-pdf-page.ts';
import { writeReportPdf } from './report-pdf.ts';
import { unpackWoff } from './woff.ts';
import type { FileResult } from './xplan/check-archive.ts';

/** Forms of a report that are files. */
export const REPORT_KINDS = ['pdf', 'json', 'geojson'] as const;
export type ReportKind = (typeof REPORT_KINDS)[number];

/** Kind by the ending of a file's name, null for others. */
export function reportKindOf(name: string): ReportKind | null {
	return REPORT_KINDS.find((kind) => name.toLowerCase().endsWith(`.${kind}`)) ?? null;
}

/** Content of a report file. Only for Node: the PDF takes its fonts from the installed packages. */
export async function reportAs(kind: ReportKind, results: readonly FileResult[], now = new Date()): Promise<Uint8Array | string> {
	if (kind === 'json') return `${JSON.stringify(results, null, '\t')}\n`;
	if (kind === 'geojson') return `${JSON.stringify(findingsAsGeoJson(results))}\n`;
	const require = createRequire(import.meta.url);
	const font = (name: string) => unpackWoff(require.resolve(`@kern-ux/native/dist/fonts/noto-sans/NotoSans-${name}.woff`));
	const { default: pdfkit } = await import('pdfkit');
	return writeReportPdf(results, { pdfkit: pdfkit as unknown as PdfMaker, fonts: { regular: font('Regular'), bold: font('Bold') }, now });
}
