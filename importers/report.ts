import type { CheckResult, SkippableCheck, UnreadableResult } from './xplan/check.ts';
import type { Check, Finding, Severity } from './xplan/model.ts';

const SEVERITY: Record<Severity, string> = { error: 'Fehler', warning: 'Warnung', info: 'Hinweis' };
const CHECKS: { check: Check; label: string }[] = [
	{ check: 'structure', label: 'Struktur' },
	{ check: 'references', label: 'Verweise' },
	{ check: 'geometry', label: 'Geometrie' },
	{ check: 'semantics', label: 'Fachregeln' }
];
const SKIPPED: Record<SkippableCheck, string> = {
	structure: 'Struktur',
	references: 'Verweise',
	geometry: 'Geometrie',
	semantics: 'Fachregeln',
	flaechenschluss: 'Flächenschluss (2.2.1.1)',
	geltungsbereich: 'Geltungsbereich (2.2.3.1)',
	doppelbelegung: 'Doppelbelegung (4.5.2.4)',
	laufrichtung: 'Laufrichtung von Ringen (2.2.2.1)'
};
const ORDER: Severity[] = ['error', 'warning', 'info'];
const SHOWN_PER_RULE = 5;

/** A check result as plain German text for a terminal. */
export function reportOf(result: CheckResult | UnreadableResult): string {
	const lines = [result.file ?? 'Datei'];
	if ('error' in result) {
		lines.push(`  nicht lesbar: ${result.error.message} [${result.error.code}]`);
		return `${lines.join('\n')}\n\n`;
	}
	const crs = result.crs.length > 0 ? result.crs.join(', ') : 'ohne Koordinatenreferenzsystem';
	lines.push(`  XPlanGML ${result.version}, ${count(result.members, 'Objekt', 'Objekte')}, ${crs}`);
	for (const { class: className, name } of result.plans) lines.push(`  ${className}: ${name ?? 'ohne Namen'}`);
	const verdicts = CHECKS.flatMap(({ check, label }) => (result[check] ? [`${label}: ${verdict(result[check])}`] : []));
	if (verdicts.length > 0) lines.push(`  ${verdicts.join('; ')}`);
	if (result.skipped.length > 0) lines.push(`  Nicht geprüft: ${result.skipped.map((each) => SKIPPED[each]).join(', ')}`);
	for (const severity of ORDER) {
		const rules = Map.groupBy(
			result.findings.filter((finding) => finding.severity === severity),
			(finding) => finding.rule
		);
		for (const [rule, findings] of rules) lines.push(...ruleLines(severity, rule, findings));
	}
	for (const { what, line } of result.unsupported.slice(0, 20))
		lines.push(`  Nicht übernommen: ${what}${line > 0 ? ` (Zeile ${line})` : ''}`);
	lines.push(result.ok ? '  in Ordnung' : '  fehlerhaft');
	return `${lines.join('\n')}\n\n`;
}

function ruleLines(severity: Severity, rule: string, findings: Finding[]): string[] {
	const lines = findings.slice(0, SHOWN_PER_RULE).map(({ message, line, gmlId, class: className }) => {
		const where = [line === undefined ? '' : `Zeile ${line}`, className ?? '', gmlId ?? ''].filter((part) => part !== '').join(', ');
		return `  ${SEVERITY[severity]} ${rule}: ${message}${where === '' ? '' : ` (${where})`}`;
	});
	const rest = findings.length - SHOWN_PER_RULE;
	if (rest > 0) lines.push(`  ${SEVERITY[severity]} ${rule}: ${rest} weitere dieser Art`);
	return lines;
}

function verdict({ errors, warnings }: { errors: number; warnings: number }): string {
	if (errors === 0 && warnings === 0) return 'ohne Befund';
	return `${count(errors, 'Fehler', 'Fehler')}, ${count(warnings, 'Warnung', 'Warnungen')}`;
}

function count(number: number, one: string, many: string): string {
	return `${number.toLocaleString('de-DE')} ${number === 1 ? one : many}`;
}
