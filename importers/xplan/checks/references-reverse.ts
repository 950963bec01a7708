import type { Property } from '../catalogue/types.ts';
import type { Feature, Severity, XplanVersion } from '../model.ts';
import type { CheckedDocument, CheckRun } from './checked-document.ts';
import type { Link } from './references-link-list.ts';

/**
 * Pairs of properties that are two directions of one relation. The schemas of 4.0 and from 5.0 on name them; that of 4.1 does not,
 * so the pairs of 4.0 hold there.
 */
const PAIRS_4_1: Record<string, string> = {
	nachrichtlich: 'gehoertNachrichtlichZuBereich',
	inhaltBPlan: 'gehoertZuBP_Bereich',
	inhaltFPlan: 'gehoertZuFP_Bereich',
	inhaltLPlan: 'gehoertZuLP_Bereich',
	inhaltRPlan: 'gehoertZuRP_Bereich',
	inhaltSoPlan: 'gehoertZuSO_Bereich',
	praesentationsobjekt: 'gehoertZuBereich',
	dientZurDarstellungVon: 'wirdDargestelltDurch',
	bereich: 'gehoertZuPlan'
};
const PAIRS_BACK_4_1 = Object.fromEntries(Object.entries(PAIRS_4_1).map(([there, back]) => [back, there]));

/** The other direction of a relation in a version, undefined where it has none. */
export function reverseOf(property: Property, version: XplanVersion): string | undefined {
	if (version !== '4.1') return property.reverse;
	return PAIRS_4_1[property.name] ?? PAIRS_BACK_4_1[property.name];
}

/**
 * Whether the way back must be there. 3.1.3.3 (object ↔ Bereich), 3.1.3.4 (object ↔ presentation object) and 3.3.1.3 (presentation
 * object ↔ Bereich) hold up to 5.4 and were repealed with 6.0, which demands `gehoertZuBereich` of every object instead. Plan and
 * Bereich must always point at each other (4.1.2.3, 5.1.2.3, 6.1.2.3, 7.1.2.2, 8.1.2.2). The way from part to whole alone is enough.
 */
function severityOf(name: string, version: XplanVersion): Severity | null {
	if (name === 'bereich' || name === 'gehoertZuPlan') return 'error';
	if (/^(planinhalt|nachrichtlich|inhalt\w+)$/.test(name)) return version < '6.0' ? 'error' : 'warning';
	if (name !== 'praesentationsobjekt' && name !== 'dientZurDarstellungVon') return null;
	// New in 4.1.
	if (version === '4.0') return null;
	return version < '6.0' ? 'error' : 'warning';
}

interface ReverseRun extends CheckRun {
	semantics: boolean;
}

/** Links without the way back that the version demands, and ways back that lead elsewhere. What the semantic check reports is left to it. */
export function checkReverse({ header: { version } }: CheckedDocument, links: readonly Link[], run: ReverseRun): void {
	const known = new Map<Feature, Map<string, Set<Feature>>>();
	for (const { from, name, target } of links) {
		let ofFeature = known.get(from);
		if (ofFeature === undefined) known.set(from, (ofFeature = new Map()));
		const targets = ofFeature.get(name);
		if (targets === undefined) ofFeature.set(name, new Set([target]));
		else if (targets.has(target)) repeated(from, name, target, run);
		else targets.add(target);
	}
	for (const { from, name, property, target } of links) {
		const severity = property === undefined ? null : severityOf(name, version);
		if (severity === null || (severity === 'error' && run.semantics)) continue;
		const back = reverseOf(property!, version);
		if (back === undefined) continue;
		const there = known.get(target)?.get(back);
		if (there?.has(from)) continue;
		const other = there === undefined ? undefined : [...there][0]!.gmlId;
		const instead = other === undefined ? `hat aber kein ${back}` : `nennt in ${back} aber „${other.slice(0, 80)}“`;
		const message =
			`„${from.gmlId.slice(0, 80)}“ (${from.class}) nennt dieses Objekt in ${name}; es ${instead}. ` +
			'Bitte lassen Sie beide aufeinander verweisen.';
		const rule = other === undefined ? 'xlink-one-way' : 'xlink-contradiction';
		run.findings.add({ check: 'references', rule, severity, gmlId: target.gmlId, class: target.class, message, line: target.line });
	}
}

function repeated({ gmlId, class: className, line }: Feature, name: string, target: Feature, run: CheckRun): void {
	const message = `Der Verweis ${name} auf „${target.gmlId.slice(0, 80)}“ steht mehrfach da. Bitte lassen Sie nur einen stehen.`;
	run.findings.add({ check: 'references', rule: 'xlink-repeated', severity: 'warning', gmlId, class: className, message, line });
}
