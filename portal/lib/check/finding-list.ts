import { placedIn } from '../../../importers/report-geojson.ts';
import { CHECKS, ruleNumber, SEVERITIES } from '../../../importers/report-texts.ts';
import type { Check, Finding, Severity } from '../../../importers/xplan/model.ts';
import type { MapGeometry } from '../map/types.ts';

/** A finding of the list and of the map, in the order in which they are shown. */
export interface ListedFinding {
	/** From 0; the same for list and map. */
	id: number;
	finding: Finding;
	/** EPSG:3857: its own place, else that of its object; null without either. */
	place: MapGeometry | null;
}

export interface FindingFilter {
	severities: ReadonlySet<Severity>;
	check: Check | '';
	text: string;
}

/** By severity, check, rule and line: what stands in the way of publication comes first. */
export function orderFindings(findings: readonly Finding[]): Finding[] {
	// Where they compare as equal, the order of the file stays.
	return [...findings].sort(compare);
}

/** Findings in this order, with ids and places. @param placeOfObject geometry of an object in EPSG:3857, by its gml:id */
export function listFindings(findings: readonly Finding[], placeOfObject: (gmlId: string) => MapGeometry | null = () => null): ListedFinding[] {
	return orderFindings(findings).map((finding, id) => {
		const own = placedIn(finding, 'EPSG:3857') as MapGeometry | null;
		return { id, finding, place: own ?? (finding.gmlId === undefined ? null : placeOfObject(finding.gmlId)) };
	});
}

const byRule = new Intl.Collator('de', { numeric: true });

function compare(a: Finding, b: Finding): number {
	return (
		SEVERITIES.indexOf(a.severity) - SEVERITIES.indexOf(b.severity) ||
		CHECKS.indexOf(a.check) - CHECKS.indexOf(b.check) ||
		byRule.compare(a.rule, b.rule) ||
		(a.line ?? 0) - (b.line ?? 0)
	);
}

/** What fits all parts of the filter; words of the text in any order, in message, rule, class, gml:id or line. */
export function filterFindings(list: readonly ListedFinding[], { severities, check, text }: FindingFilter): ListedFinding[] {
	const words = text.toLocaleLowerCase('de').split(/\s+/).filter(Boolean);
	return list.filter(({ finding }) => {
		if (!severities.has(finding.severity) || (check !== '' && finding.check !== check)) return false;
		if (words.length === 0) return true;
		const { message, rule, class: className, gmlId, line } = finding;
		const searched = [message, rule, className, gmlId, line === undefined ? '' : `zeile ${line}`].join(' ').toLocaleLowerCase('de');
		return words.every((word) => searched.includes(word));
	});
}

export interface FindingGroup {
	key: string;
	check: Check;
	severity: Severity;
	/** `2.2.2.1`; null for rules without a number. */
	number: string | null;
	findings: ListedFinding[];
}

/** Neighbours of one check, severity and rule (by its number, where it has one) together; for one page of the list. */
export function groupFindings(list: readonly ListedFinding[]): FindingGroup[] {
	const groups: FindingGroup[] = [];
	for (const listed of list) {
		const { check, severity, rule } = listed.finding;
		const number = ruleNumber(rule);
		const key = `${check} ${severity} ${number ?? rule}`;
		const last = groups.at(-1);
		if (last?.key === key) last.findings.push(listed);
		else groups.push({ key, check, severity, number, findings: [listed] });
	}
	return groups;
}

/** Counts per severity, for filters and summaries. */
export function countSeverities(findings: readonly Finding[]): Record<Severity, number> {
	const counts = { error: 0, warning: 0, info: 0 };
	for (const { severity } of findings) counts[severity]++;
	return counts;
}
