import { LONGEST_IN_MESSAGE, shortened } from '../findings.ts';
import { assignToPlans, type Assignment } from '../assignment.ts';
import type { Feature, Severity } from '../model.ts';
import { firstValue, kindOf, type IndexEntry } from '../plans.ts';
import type { CheckedDocument, CheckRun } from './checked-document.ts';
import type { Link } from './references-link-list.ts';

/** Relations that lead to another plan by their nature: what is changed, and what changed it. */
const BETWEEN_PLANS = /verbundenerPlan|aendert|Geaendert|geaendert/;

/** What belongs to which plan: objects without any link, links between plans of one file, numbers of Bereiche. */
export function checkPlans(document: CheckedDocument, links: readonly Link[], run: CheckRun): void {
	const plans = document.features.filter((feature) => kindOf(feature.class) === 'plan');
	const bereiche = document.features.filter((feature) => kindOf(feature.class) === 'bereich');
	const several = plans.length > 1;
	const assigned = several || bereiche.length > 1 ? assignToPlans(indexOf(document.features, links)) : undefined;
	if (several) {
		acrossPlans(links, assigned!, run);
		homeless(document.features, assigned!, plans.length, run);
	} else alone(document.features, links, run);
	bereichNumbers(bereiche, assigned, run);
}

function indexOf(features: readonly Feature[], links: readonly Link[]): IndexEntry[] {
	const entries = new Map<Feature, IndexEntry>();
	for (const feature of features) entries.set(feature, { gmlId: feature.gmlId, class: feature.class, relations: [] });
	for (const { from, name, target } of links) entries.get(from)!.relations.push({ name, target: target.gmlId });
	return [...entries.values()];
}

function acrossPlans(links: readonly Link[], assigned: ReadonlyMap<string, Assignment>, run: CheckRun): void {
	for (const { from, name, target } of links) {
		const own = assigned.get(from.gmlId)?.plan;
		const other = assigned.get(target.gmlId)?.plan;
		if (!own || !other || own === other) continue;
		const where = `Der Verweis ${name} verbindet zwei Pläne dieser Datei („${shortened(own, LONGEST_IN_MESSAGE)}“ und „${shortened(other, LONGEST_IN_MESSAGE)}“)`;
		if (BETWEEN_PLANS.test(name)) {
			const message = `${where}. Manche Systeme nehmen das nicht an: Bitte nennen Sie den anderen Plan mit planName und nummer statt mit verbundenerPlan.`;
			add(run, from, 'plans-linked', 'warning', message);
		} else {
			add(run, from, 'link-across-plans', 'error', `${where}. Bitte verweisen Sie nur auf Objekte des eigenen Plans.`);
		}
	}
}

function homeless(features: readonly Feature[], assigned: ReadonlyMap<string, Assignment>, plans: number, run: CheckRun): void {
	for (const feature of features) {
		if (assigned.get(feature.gmlId)?.plan) continue;
		const message =
			`Das Objekt gehört zu keinem der ${plans} Pläne der Datei: Es nennt keinen Bereich und nichts verweist darauf. ` +
			'Bitte ordnen Sie es einem Bereich zu oder entfernen Sie es.';
		add(run, feature, 'object-without-plan', 'error', message);
	}
}

/** With one plan everything belongs to it; an object without any link is odd all the same. */
function alone(features: readonly Feature[], links: readonly Link[], run: CheckRun): void {
	if (features.length < 2) return;
	const linked = new Set<Feature>();
	for (const { from, target } of links) linked.add(from).add(target);
	for (const feature of features) {
		if (linked.has(feature) || kindOf(feature.class) === 'plan') continue;
		const message = 'Das Objekt verweist auf keines und keines verweist darauf. Bitte ordnen Sie es einem Bereich zu oder entfernen Sie es.';
		add(run, feature, 'object-unreferenced', 'warning', message);
	}
}

function bereichNumbers(bereiche: readonly Feature[], assigned: ReadonlyMap<string, Assignment> | undefined, run: CheckRun): void {
	const seen = new Map<string, Feature>();
	for (const bereich of bereiche) {
		const number = firstValue(bereich, 'nummer');
		if (number === null) continue;
		const key = JSON.stringify([assigned?.get(bereich.gmlId)?.plan ?? null, bereich.class, number]);
		const before = seen.get(key);
		if (before === undefined) seen.set(key, bereich);
		else {
			const message = `Die Nummer ${number.slice(0, 40)} trägt schon der Bereich in Zeile ${before.line}. Bitte geben Sie jedem Bereich eines Plans eine eigene.`;
			add(run, bereich, 'bereich-number-repeated', 'error', message);
		}
	}
}

function add(run: CheckRun, { gmlId, class: className, line }: Feature, rule: string, severity: Severity, message: string): void {
	run.findings.add({ check: 'references', rule, severity, gmlId, class: className, message, line });
}
