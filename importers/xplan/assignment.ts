import { kindOf, type IndexEntry } from './plans.ts';

export interface Assignment {
	/** `gml:id` of the plan, null where nothing in the document says which. */
	plan: string | null;
	/** `gml:id` of the Bereich, null for plans, and for what belongs to a plan as a whole. */
	bereich: string | null;
}

/** Bereich → plan. */
const TO_PLAN = 'gehoertZuPlan';
/** Object → Bereich: `gehoertZuBereich` from 5.0 on, `gehoertZuBP_Bereich` … and `gehoertNachrichtlichZuBereich` in 4.x. */
const TO_BEREICH = /^gehoert(Nachrichtlich)?Zu([A-Z]{2}_)?Bereich$/;
/** Plan → Bereich. */
const TO_BEREICHE = 'bereich';
/** Relations from one feature to another that belong to other plans: they never say what belongs together. */
const BETWEEN_PLANS = /verbundenerPlan|aendert|Geaendert|geaendert/;

/**
 * Says for every feature which plan and which Bereich of the document it belongs to, for documents of several plans.
 * First what features say of themselves (`gehoertZuPlan`, `gehoertZuBereich`), then what Bereiche and plans list (`planinhalt`, in 4.x
 * `inhaltBPlan` and `nachrichtlich`, `texte`, …), then what other features refer to (texts, presentation objects), until nothing
 * changes. With a single plan the rest belongs to it; with several it stays unassigned, which is for the caller to report.
 * @param index one entry per feature, in any order
 */
export function assignToPlans(index: readonly IndexEntry[]): Map<string, Assignment> {
	const byId = new Map(index.map((entry) => [entry.gmlId, entry]));
	const assigned = new Map<string, Assignment>();
	const kindById = (id: string): string | undefined => {
		const entry = byId.get(id);
		return entry === undefined ? undefined : kindOf(entry.class);
	};
	const plans = index.filter((entry) => kindOf(entry.class) === 'plan');
	const bereiche = index.filter((entry) => kindOf(entry.class) === 'bereich');
	for (const plan of plans) assigned.set(plan.gmlId, { plan: plan.gmlId, bereich: null });

	const onlyPlan = plans.length === 1 ? plans[0]!.gmlId : null;
	const listing = new Map<string, string>();
	for (const plan of plans) {
		for (const { name, target } of plan.relations)
			if (name === TO_BEREICHE && kindById(target) === 'bereich') listing.set(target, plan.gmlId);
	}
	for (const bereich of bereiche) {
		const own = bereich.relations.find(({ name, target }) => name === TO_PLAN && kindById(target) === 'plan');
		const plan = own?.target ?? listing.get(bereich.gmlId) ?? onlyPlan;
		assigned.set(bereich.gmlId, { plan, bereich: bereich.gmlId });
	}
	const ofBereich = (id: string): Assignment => ({ plan: assigned.get(id)?.plan ?? null, bereich: id });
	for (const entry of index) {
		const own = entry.relations.find(({ name, target }) => TO_BEREICH.test(name) && kindById(target) === 'bereich');
		if (own !== undefined && !assigned.has(entry.gmlId)) assigned.set(entry.gmlId, ofBereich(own.target));
	}
	spread(byId, assigned, [...bereiche, ...plans], index);
	for (const { gmlId } of index) if (!assigned.has(gmlId)) assigned.set(gmlId, { plan: onlyPlan, bereich: null });
	return assigned;
}

/** Gives targets the assignment of what refers to them, and features without one that of what they refer to; Bereiche go first. */
function spread(
	byId: Map<string, IndexEntry>,
	assigned: Map<string, Assignment>,
	first: readonly IndexEntry[],
	index: readonly IndexEntry[]
): void {
	const queue: IndexEntry[] = [...first];
	const waitingFor = new Map<string, IndexEntry[]>();
	const inFirst = new Set(first);
	for (const entry of index) {
		if (inFirst.has(entry)) continue;
		if (assigned.has(entry.gmlId)) queue.push(entry);
		else {
			for (const { name, target } of entry.relations) {
				if (BETWEEN_PLANS.test(name)) continue;
				const waiting = waitingFor.get(target);
				if (waiting === undefined) waitingFor.set(target, [entry]);
				else waiting.push(entry);
			}
		}
	}
	const assign = (entry: IndexEntry | undefined, assignment: Assignment): void => {
		if (entry === undefined || assigned.has(entry.gmlId)) return;
		assigned.set(entry.gmlId, assignment);
		queue.push(entry);
	};
	for (let i = 0; i < queue.length; i++) {
		const entry = queue[i]!;
		const assignment = assigned.get(entry.gmlId)!;
		for (const { name, target } of entry.relations) if (!BETWEEN_PLANS.test(name)) assign(byId.get(target), assignment);
		for (const waiting of waitingFor.get(entry.gmlId) ?? []) assign(waiting, assignment);
	}
}
