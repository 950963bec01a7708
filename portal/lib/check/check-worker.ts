import { writeReportPdf } from '../../../importers/report-pdf.ts';
import type { PdfFonts, PdfMaker } from '../../../importers/report-pdf-page.ts';
import { openArchiveInBrowser } from '../../../importers/xplan/archive-browser.ts';
import { isZip } from '../../../importers/xplan/archive-listing.ts';
import { loadCatalogue } from '../../../importers/xplan/catalogue/catalogue.ts';
import { checkArchive, checkOne, type FileResult } from '../../../importers/xplan/check-archive.ts';
import { unreadable, type CheckOptions, type SkippableCheck } from '../../../importers/xplan/check.ts';
import { XPLAN_VERSIONS, type Feature } from '../../../importers/xplan/model.ts';
import { drawingOf, type Drawing } from './drawing.ts';
import type { Answer, Ask, CheckedFile } from './messages.ts';

/** Checks a file in the browser, beside the page. Everything it needs is loaded by `prepare`; nothing is sent. */

let stop = new AbortController();
let pdf: { maker: PdfMaker; fonts: PdfFonts } | undefined;
let fontAddresses: { regular: string; bold: string } | undefined;

const tell = (answer: Answer): void => postMessage(answer);

onmessage = async ({ data }: MessageEvent<Ask>) => {
	try {
		if (data.ask === 'prepare') {
			fontAddresses = data.fonts;
			await prepare();
			tell({ answer: 'ready' });
		} else if (data.ask === 'cancel') stop.abort();
		else if (data.ask === 'pdf') tell({ answer: 'pdf', bytes: await makePdf(data.results) });
		else tell({ answer: 'checked', files: await check(data.file, new Set(data.skip)) });
	} catch (error) {
		if (data.ask === 'check' && stop.signal.aborted) tell({ answer: 'cancelled' });
		else tell({ answer: 'failed', ask: data.ask, message: error instanceof Error ? error.message : String(error) });
	}
};

async function prepare(): Promise<void> {
	const geometry = import('../../../importers/xplan/checks/geometry/geos.ts').then(({ loadGeos }) => loadGeos());
	await Promise.all([geometry, loadPdf(), ...XPLAN_VERSIONS.map(loadCatalogue)]);
	await import('../../../importers/xplan/checks/geometry/check-geometry.ts');
}

async function loadPdf(): Promise<{ maker: PdfMaker; fonts: PdfFonts }> {
	if (pdf) return pdf;
	if (!fontAddresses) throw new Error('prepare comes first');
	const font = async (address: string): Promise<Uint8Array> => new Uint8Array(await (await fetch(address)).arrayBuffer());
	const [{ default: maker }, regular, bold] = await Promise.all([
		import('pdfkit/js/pdfkit.standalone.js'),
		font(fontAddresses.regular),
		font(fontAddresses.bold)
	]);
	pdf = { maker: maker as unknown as PdfMaker, fonts: { regular, bold } };
	return pdf;
}

async function makePdf(results: FileResult[]): Promise<Uint8Array> {
	const { maker, fonts } = await loadPdf();
	return writeReportPdf(results, { pdfkit: maker, fonts, now: new Date() });
}

async function check(file: File, skip: ReadonlySet<SkippableCheck>): Promise<CheckedFile[]> {
	stop = new AbortController();
	let features: Feature[] = [];
	const options: CheckOptions = {
		skip,
		signal: stop.signal,
		bytes: file.size,
		onProgress: (progress) => tell({ answer: 'progress', ...progress }),
		onFeatures: (batch) => features.push(...batch)
	};
	const checked: CheckedFile[] = [];
	for await (const result of results(file, options)) {
		checked.push({ result, drawing: await draw(result, features) });
		features = [];
	}
	return checked;
}

async function* results(file: File, options: CheckOptions): AsyncGenerator<FileResult> {
	if (!isZip(new Uint8Array(await file.slice(0, 4).arrayBuffer()))) {
		yield { file: file.name, ...(await checkOne(() => piecesOf(file), options)) };
		return;
	}
	let archive;
	try {
		archive = await openArchiveInBrowser(file);
	} catch (error) {
		yield { file: file.name, ...unreadable(error) };
		return;
	}
	try {
		yield* checkArchive(file.name, archive, options);
	} finally {
		archive.close();
	}
}

/** Not `file.stream()`: Safari cannot iterate it, and small pieces would cost time. */
async function* piecesOf(file: File): AsyncGenerator<Uint8Array> {
	const size = 256 * 1024;
	for (let at = 0; at < file.size; at += size) yield new Uint8Array(await file.slice(at, at + size).arrayBuffer());
}

async function draw(result: FileResult, features: readonly Feature[]): Promise<Drawing> {
	if ('error' in result) return { objects: [], extent: null };
	return drawingOf(features, result.version as (typeof XPLAN_VERSIONS)[number]);
}
