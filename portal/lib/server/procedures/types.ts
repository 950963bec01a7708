import type { Contact } from '../accounts/types.ts';
import type { Deadline } from '../law/deadlines.ts';
import type { InnerDevelopment } from './inner-development.ts';
import type { ProcedureKind } from './kinds/kind.ts';

/** A procedure has two tracks that go on side by side (§ 4a (2) BauGB), and steps inside the authority. */
export const TRACKS = ['public', 'toeb', 'internal'] as const;
export type Track = (typeof TRACKS)[number];

/** Steps that the portal knows; an own kind may add others. The paragraph of each is in kinds/steps.ts. */
export const STEP_KEYS = [
	'aufstellungsbeschluss',
	'fruehzeitig-oeffentlichkeit',
	'fruehzeitig-toeb',
	'veroeffentlichung',
	'toeb',
	'erneut-oeffentlichkeit',
	'erneut-toeb',
	'eroerterung',
	'abwaegung',
	'beschluss',
	'genehmigung',
	'inkraft',
	'eingestellt',
	'aufgehoben'
] as const;
export type StepKey = (typeof STEP_KEYS)[number];

/** Computed from steps and clock, never typed: Ankündigung, Aktiv, Kürzlich beendet, Auswertung, Beschluss, In Kraft, Archiv. */
export const STATUSES = ['announced', 'active', 'recently-ended', 'evaluation', 'decision', 'in-force', 'archived'] as const;
export type ProcedureStatus = (typeof STATUSES)[number];

/** How the end of a step is found; `day` is a step of one day without a period. */
export const STEP_RULES = ['publication', 'toeb', 'shortened', 'free', 'day'] as const;
export type StepRule = (typeof STEP_RULES)[number];

export const DOCUMENT_CATEGORIES = [
	'planzeichnung',
	'begruendung',
	'umweltbericht',
	'gutachten',
	'stellungnahme',
	'textliche-festsetzungen',
	'zusammenfassende-erklaerung',
	'bekanntmachung',
	'abwaegung',
	'sonstiges'
] as const;
export type DocumentCategory = (typeof DOCUMENT_CATEGORIES)[number];

/** Another easy way of access (§ 3 (2) S. 2 BauGB). */
export interface InspectionPlace {
	name: string;
	address: string;
	openingHours: string;
	means: 'paper' | 'terminal' | 'other';
}

/** A kind of environmental information that is available (§ 3 (2) S. 4 BauGB). */
export interface EnvironmentalInformation {
	/** mensch, tiere-pflanzen, flaeche, boden, wasser, luft-klima, landschaft, kultur, wechselwirkung, sonstiges */
	kind: string;
	text: string;
}

export interface ProcedureStep {
	id: string;
	procedureId: string;
	key: StepKey | (string & {});
	title: string;
	track: Track;
	/** Durchgang, from 1. */
	iteration: number;
	position: number;
	/** Local days (Europe/Berlin), both inclusive, `YYYY-MM-DD`; a step of one day has no `endsOn`. */
	startsOn: string | null;
	endsOn: string | null;
	/** Local midnights; the end is exclusive. */
	startsAt: Date | null;
	endsAt: Date | null;
	rule: StepRule;
	law: string | null;
	/** As computed when the dates were set; null for steps whose end is free. */
	deadline: Deadline | null;
	extensionReason: string;
	shorteningReason: string;
	changesOnly: boolean;
	restricted: boolean;
	skippedReason: string;
	planVersionId: string | null;
	compareVersionId: string | null;
	contact: Contact;
	places: InspectionPlace[];
	environment: EnvironmentalInformation[];
	note: string;
	publishedAt: Date | null;
	/** Why the announced days were moved before the step began. */
	movedReason: string;
	/** When the announced step was taken back before it began, and why; then it is not published any more. */
	withdrawnAt: Date | null;
	withdrawalReason: string;
	/** The participation that takes the statements of the step. */
	participationId: string | null;
}

export interface Procedure {
	id: string;
	tenantId: string;
	kindKey: string;
	/** As it was when the procedure began. */
	kind: ProcedureKind;
	title: string;
	number: string | null;
	summary: string;
	easyLanguage: string;
	topics: string[];
	municipality: string;
	planId: string | null;
	contact: Contact;
	/** States whose municipalities and authorities are asked too (§ 4a (4) BauGB); empty: none. */
	neighbourStates: string;
	innerDevelopment: InnerDevelopment;
	/** Names in other systems. */
	external: Record<string, string>;
	createdAt: Date;
	changedAt: Date;
	publishedAt: Date | null;
	discardedAt: Date | null;
	/** Null before the first published step. */
	status: ProcedureStatus | null;
	/** The step that makes the status. */
	statusStepId: string | null;
	/** EPSG:3857, west south east north. */
	bbox: [number, number, number, number] | null;
	steps: ProcedureStep[];
}
