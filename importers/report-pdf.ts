import { placeOf } from './report.ts';
import { CHECK_LABEL, CHECKS, count, DOCUMENT_STATUS_LABEL, SEVERITIES, SEVERITIES_LABEL, SKIPPABLE_LABEL, verdict } from './report-texts.ts';
import { ruleTitle } from './rule-names.ts';
import { PdfPage, type PdfFonts, type PdfMaker } from './report-pdf-page.ts';
import type { FileResult } from './xplan/check-archive.ts';
import type { CheckResult } from './xplan/check.ts';
import type { Finding, Severity } from './xplan/model.ts';

export interface ReportPdfOptions {
	/** The class `PDFDocument` of pdfkit: of the package in Node, of its standalone build in the browser. */
	pdfkit: PdfMaker;
	fonts: PdfFonts;
	now: Date;
}

/** A report of ten thousand findings helps nobody on paper; the JSON has them all. */
const SHOWN_PER_RULE = 50;
const SHOWN_IN_ALL = { findings: 2_000, rules: 200, files: 100, names: 300 } as const;
type Room = { findings: number; rules: number };
const TITLE = 'Prüfbericht XPlanGML';

/** The report as a tagged PDF (PDF/UA-1), the same from the command line, the server and the browser. */
export async function writeReportPdf(results: readonly FileResult[], { pdfkit, fonts, now }: ReportPdfOptions): Promise<Uint8Array> {
	const page = new PdfPage(pdfkit, fonts, { title: TITLE, now });
	page.heading('H1', TITLE);
	page.paragraph(`Geprüft am ${now.toLocaleString('de-DE', { dateStyle: 'long', timeStyle: 'short', timeZone: 'Europe/Berlin' })} Uhr.`);
	const room: Room = { ...SHOWN_IN_ALL };
	const briefly: FileResult[] = [];
	for (const [index, result] of results.entries()) {
		if (index >= SHOWN_IN_ALL.files || isFull(room)) briefly.push(result);
		else file(page, result, room);
	}
	if (briefly.length > 0) {
		page.heading('H2', 'Weitere Dateien');
		page.paragraph('Ihre Befunde sind hier nur gezählt. Einzeln stehen sie im Bericht als JSON.');
		page.list(briefly.slice(0, SHOWN_IN_ALL.names).map((result) => `${result.file ?? 'Datei'}: ${'error' in result ? 'nicht lesbar' : count(result.findings.length, 'Befund', 'Befunde')}`));
		const rest = briefly.length - SHOWN_IN_ALL.names;
		if (rest > 0) page.paragraph(`${count(rest, 'weitere Datei steht', 'weitere Dateien stehen')} im Bericht als JSON.`);
	}
	return page.end();
}

const isFull = ({ findings, rules }: Room): boolean => findings === 0 || rules === 0;

function file(page: PdfPage, result: FileResult, room: Room): void {
	page.heading('H2', result.file ?? 'Datei');
	if ('error' in result) page.paragraph(`Die Datei ist nicht lesbar. ${result.error.message}`);
	else document(page, result, room);
}

function document(page: PdfPage, result: CheckResult, room: Room): void {
	page.facts([
		['Ergebnis', result.ok ? 'in Ordnung, keine Fehler' : 'fehlerhaft'],
		['Version', `XPlanGML ${result.version}`],
		...result.plans.slice(0, 20).map(({ class: className, name }): [string, string] => ['Plan', `${name ?? 'ohne Namen'} (${className})`]),
		['Objekte', result.members.toLocaleString('de-DE')],
		['Koordinatenreferenzsystem', result.crs.join(', ') || 'keines'],
		...CHECKS.map((check): [string, string] => [CHECK_LABEL[check], result[check] ? verdict(result[check]) : 'nicht geprüft']),
		...singleRules(result)
	]);
	for (const severity of SEVERITIES) {
		const findings = result.findings.filter((finding) => finding.severity === severity);
		if (findings.length > 0) findingsOf(page, severity, findings, room);
	}
	if (result.documents?.length) {
		page.heading('H3', 'Genannte Dokumente');
		page.list(result.documents.slice(0, 200).map(({ name, url, status }) => `${name} (${url}): ${DOCUMENT_STATUS_LABEL[status]}`));
	}
	if (result.unsupported.length > 0) {
		page.heading('H3', 'Nicht verstanden');
		page.list(result.unsupported.slice(0, 100).map(({ what, line }) => (line > 0 ? `Zeile ${line}: ${what}` : what)));
	}
}

function singleRules({ skipped }: CheckResult): [string, string][] {
	const rules = skipped.filter((each) => !(CHECKS as readonly string[]).includes(each));
	return rules.length === 0 ? [] : [['Abgeschaltet', rules.map((each) => SKIPPABLE_LABEL[each]).join(', ')]];
}

/** The gravest come first, so that warnings by the hundred leave room for every error. */
function findingsOf(page: PdfPage, severity: Severity, findings: readonly Finding[], room: Room): void {
	page.heading('H3', SEVERITIES_LABEL[severity]);
	let left = 0;
	for (const check of CHECKS) {
		const rules = Map.groupBy(
			findings.filter((finding) => finding.check === check),
			(finding) => finding.rule
		);
		for (const [rule, ofRule] of rules) {
			if (isFull(room)) {
				left += ofRule.length;
				continue;
			}
			page.heading('H4', `${CHECK_LABEL[check]} · ${ruleTitle(rule)} · ${count(ofRule.length, 'Befund', 'Befunde')}`);
			const shown = ofRule.slice(0, Math.min(SHOWN_PER_RULE, room.findings));
			room.findings -= shown.length;
			room.rules--;
			page.list(shown.map(lineOf));
			const rest = ofRule.length - shown.length;
			if (rest > 0) page.paragraph(`${count(rest, 'weiterer Befund dieser Art steht', 'weitere Befunde dieser Art stehen')} im Bericht als JSON.`);
		}
	}
	if (left > 0) page.paragraph(`${count(left, 'weiterer Befund steht', 'weitere Befunde stehen')} nicht in diesem PDF, sondern im Bericht als JSON.`);
}

function lineOf(finding: Finding): string {
	const where = placeOf(finding);
	return where === '' ? finding.message : `${finding.message} (${where})`;
}
