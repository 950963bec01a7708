import type { Contact } from '../../accounts/types.ts';
import type { EnvironmentalInformation, InspectionPlace, StepRule, Track } from '../types.ts';

/** What a step of one day does to the status of the procedure. */
export const STEP_EFFECTS = ['evaluation', 'decision', 'in-force', 'archived'] as const;
export type StepEffect = (typeof STEP_EFFECTS)[number];

/** `required`: stands in every procedure; `optional`: offered from the beginning; `demand`: only when somebody adds it. */
export const STEP_NEEDS = ['required', 'optional', 'demand'] as const;
export type StepNeed = (typeof STEP_NEEDS)[number];

/** Why a step may be left out. */
export interface SkipReason {
	code: string;
	text: string;
	law: string;
}

/** A step as a kind of procedure provides it. */
export interface KindStep {
	key: string;
	title: string;
	track: Track;
	rule: StepRule;
	/** Other rules that may be chosen for it. */
	otherRules: StepRule[];
	need: StepNeed;
	/** Empty: it cannot be left out. */
	skipReasons: SkipReason[];
	/** Repeats another step (§ 4a (3) BauGB): its key. Durchgänge count on from that one. */
	repeats: string | null;
	effect: StepEffect | null;
	/** Whether a notice must be published before it begins or, for a day, makes it happen. */
	notice: boolean;
	/** Paragraph. */
	law: string;
	/** For everybody: what happens in it. */
	explanation: string;
	/** DCAT-AP.PLU, processStepType. */
	dcat: string;
	/** XBeteiligung, Verfahrensschritt. */
	xbeteiligung: string;
}

/** Group in the list of kinds. */
export const KIND_GROUPS = ['bebauungsplan', 'flaechennutzungsplan', 'satzung', 'andere', 'frei'] as const;
export type KindGroup = (typeof KIND_GROUPS)[number];

/** What a notice says beside the four hints of § 3 (2) S. 4 BauGB. */
export const KIND_HINTS = ['fnp', 'without-environmental-assessment', 'accelerated', 'project', 'repeal', 'change'] as const;
export type KindHint = (typeof KIND_HINTS)[number];

/** A kind of procedure: data, so that a tenant may have its own. */
export interface ProcedureKind {
	key: string;
	name: string;
	group: KindGroup;
	/** When it is the right one. */
	explanation: string;
	/** What the plan becomes. */
	subject: 'bebauungsplan' | 'flaechennutzungsplan' | 'satzung' | 'other';
	/** Class of the XPlanung plan it can be made from; null: any. */
	planClass: string | null;
	/** Paragraph that makes it special. */
	law: string;
	/** Version of the law that its rules follow. */
	lawVersion: string;
	/** Umweltbericht: due, or not (with the paragraph), or as the law of the Land says. */
	environmentalReport: 'due' | 'none' | 'unknown';
	environmentalLaw: string;
	/** Zusammenfassende Erklärung with the plan in force (§§ 6a, 10a BauGB). */
	summaryStatement: boolean;
	/** A procedure under the BauGB; its publications are checked by § 3 (2) and § 214. */
	baugb: boolean;
	/** Whether its plan is a map: asks for a plan version and an area. */
	spatial: boolean;
	hints: KindHint[];
	dcat: { planType: string; procedureType: string };
	/** Verfahrensart of Bauleitplanung: 1000 normal, 1100 § 13, 1200 § 13a; null where the list has none. */
	xbeteiligung: { procedureType: string | null };
	steps: KindStep[];
	/** What a new procedure starts with (template of a tenant). */
	defaults: { summary: string; topics: string[]; contact: Contact; places: InspectionPlace[]; environment: EnvironmentalInformation[] };
}

/** The step of a kind that a step of a procedure was made from. */
export const kindStep = (kind: ProcedureKind, key: string): KindStep | undefined => kind.steps.find((step) => step.key === key);
