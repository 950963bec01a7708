import { placedIn } from '../../../importers/report-geojson.ts';
import { CHECKS, SEVERITIES } from '../../../importers/report-texts.ts';
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
	/** A check (`geometry`), one of its rules (`geometry 2.2.1.1 gap`), or '' for all. */
	kind: string;
	text: string;
}

/** A check with the rules that it found broken, as the filter offers them. */
export interface FindingKind {
	check: Check;
	count: number;
	/** In the order of their numbers. */
	rules: { rule: string; count: number }[];
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
export function filterFindings(list: readonly ListedFinding[], { severities, kind, text }: FindingFilter): ListedFinding[] {
	const words = text.toLocaleLowerCase('de').split(/\s+/).filter(Boolean);
	return list.filter(({ finding }) => {
		if (!severities.has(finding.severity)) return false;
		if (kind !== '' && kind !== finding.check && kind !== kindOf(finding)) return false;
		if (words.length === 0) return true;
		const { message, rule, class: className, gmlId, line } = finding;
		const searched = [message, rule, className, gmlId, line === undefined ? '' : `zeile ${line}`].join(' ').toLocaleLowerCase('de');
		return words.every((word) => searched.includes(word));
	});
}

export const kindOf = ({ check, rule }: Pick<Finding, 'check' | 'rule'>): string => `${check} ${rule}`;

/** The checks that found something, each with its rules. */
export function kindsOf(findings: readonly Finding[]): FindingKind[] {
	const byCheck = Map.groupBy(findings, ({ check }) => check);
	return CHECKS.flatMap((check) => {
		const ofCheck = byCheck.get(check);
		if (!ofCheck) return [];
		const rules = [...Map.groupBy(ofCheck, ({ rule }) => rule)].map(([rule, { length }]) => ({ rule, count: length }));
		return [{ check, count: ofCheck.length, rules: rules.sort((a, b) => byRule.compare(a.rule, b.rule)) }];
	});
}

export interface FindingGroup {
	key: string;
	check: Check;
	severity: Severity;
	rule: string;
	findings: ListedFinding[];
}

/** Neighbours of one check, severity and rule together; for one page of the list. */
export function groupFindings(list: readonly ListedFinding[]): FindingGroup[] {
	const groups: FindingGroup[] = [];
	for (const listed of list) {
		const { check, severity, rule } = listed.finding;
		const key = `${severity} ${kindOf(listed.finding)}`;
		const last = groups.at(-1);
		if (last?.key === key) last.findings.push(listed);
		else groups.push({ key, check, severity, rule, findings: [listed] });
	}
	return groups;
}

/** Counts per severity, for filters and summaries. */
export function countSeverities(findings: readonly Finding[]): Record<Severity, number> {
	const counts = { error: 0, warning: 0, info: 0 };
	for (const { severity } of findings) counts[severity]++;
	return counts;
}
