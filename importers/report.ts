import { CHECK_LABEL, CHECKS, count, SEVERITIES, SEVERITY_LABEL, SKIPPABLE_LABEL, verdict } from './report-texts.ts';
import type { CheckResult, UnreadableResult } from './xplan/check.ts';
import type { Finding, Severity } from './xplan/model.ts';

const SHOWN_PER_RULE = 5;
/** Signs that terminals take for commands or that turn the direction of reading: in a file from outside they may stand in any name. */
const COMMANDS = /[\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069]+/gu;

/** A check result as plain German text for a terminal. */
export function reportOf(result: CheckResult | UnreadableResult): string {
	return `${linesOf(result).map((line) => line.replace(COMMANDS, ' ')).join('\n')}\n\n`;
}

function linesOf(result: CheckResult | UnreadableResult): string[] {
	const lines = [result.file ?? 'Datei'];
	if ('error' in result) {
		lines.push(`  nicht lesbar: ${result.error.message} [${result.error.code}]`);
		return lines;
	}
	const crs = result.crs.length > 0 ? result.crs.join(', ') : 'ohne Koordinatenreferenzsystem';
	lines.push(`  XPlanGML ${result.version}, ${count(result.members, 'Objekt', 'Objekte')}, ${crs}`);
	for (const { class: className, name } of result.plans) lines.push(`  ${className}: ${name ?? 'ohne Namen'}`);
	const verdicts = CHECKS.flatMap((check) => (result[check] ? [`${CHECK_LABEL[check]}: ${verdict(result[check])}`] : []));
	if (verdicts.length > 0) lines.push(`  ${verdicts.join('; ')}`);
	if (result.skipped.length > 0) lines.push(`  Nicht geprüft: ${result.skipped.map((each) => SKIPPABLE_LABEL[each]).join(', ')}`);
	for (const severity of SEVERITIES) {
		const rules = Map.groupBy(
			result.findings.filter((finding) => finding.severity === severity),
			(finding) => finding.rule
		);
		for (const [rule, findings] of rules) lines.push(...ruleLines(severity, rule, findings));
	}
	for (const { what, line } of result.unsupported.slice(0, 20))
		lines.push(`  Nicht übernommen: ${what}${line > 0 ? ` (Zeile ${line})` : ''}`);
	lines.push(result.ok ? '  in Ordnung' : '  fehlerhaft');
	return lines;
}

function ruleLines(severity: Severity, rule: string, findings: Finding[]): string[] {
	const lines = findings.slice(0, SHOWN_PER_RULE).map((finding) => {
		const where = placeOf(finding);
		return `  ${SEVERITY_LABEL[severity]} ${rule}: ${finding.message}${where === '' ? '' : ` (${where})`}`;
	});
	const rest = findings.length - SHOWN_PER_RULE;
	if (rest > 0) lines.push(`  ${SEVERITY_LABEL[severity]} ${rule}: ${rest} weitere dieser Art`);
	return lines;
}

/** „Zeile 12, BP_Plan, GML_1“, empty where nothing is known. */
export function placeOf({ line, class: className, gmlId }: Finding): string {
	return [line === undefined ? '' : `Zeile ${line}`, className ?? '', gmlId ?? ''].filter((part) => part !== '').join(', ');
}
