/** What a Meldung is made of: the shapes that are stored as JSON and the ones that pages and interfaces share. */

/** Key of a state in a reporter's workflow; the tenant may add own ones. */
export type StateKey = string;

/** One state of a reporter's workflow (`defect_reporter.workflow`). */
export interface ReportState {
	key: StateKey;
	/** For staff. */
	label: string;
	/** For everybody; several states may look the same from outside. */
	publicLabel: string;
	/** Open311 knows these two only. */
	open311: 'open' | 'closed';
	/** A public answer must be written when a report gets this state. */
	answerRequired: boolean;
	/** Keys of the states that may follow. */
	next: StateKey[];
	/** What the portal itself does with the state: where reports begin, reopened ones come back, merged ones end … */
	role?: 'initial' | 'done' | 'duplicate' | 'notResponsible' | 'rejected';
}

/** `defect_reporter.settings`. Everything has a value once read by `reporterSettings`. */
export interface ReporterSettings {
	/** Whether a report counts before its address was confirmed; `afterConfirmation` needs an address. */
	acceptance: 'atOnce' | 'afterConfirmation';
	/** Unconfirmed reports: staff sees them in a list of their own; after so many days they are deleted with a protocol entry, null: kept. */
	deleteUnconfirmedAfterDays: number | null;
	/** Text and photos are released by themselves after so many days; null: never. */
	releaseAfterDays: number | null;
	/** Opening hours of the office, and what is said outside of them. */
	openingHours: { days: Record<'mo' | 'tu' | 'we' | 'th' | 'fr' | 'sa' | 'su', { from: string; to: string }[]>; messageOutside: string } | null;
	/** Shown above the form: "Notfall: 112". */
	emergencyNote: string;
	/** Personal data go so many days after a report is closed. */
	anonymiseAfterDays: number;
	/** Days after closing in which the author may open it again. */
	reopenWithinDays: number;
	/** Authors are asked so many days after closing whether it helped; null: never. */
	feedbackAfterDays: number | null;
	/** The days of the categories' targets are working days of the tenant's Land. */
	targetInWorkingDays: boolean;
	/** Statistics are shown to everybody. */
	publicDashboard: boolean;
}

/** A question of a category (`report_category.fields`), in order. Open311: attribute. */
export interface CategoryField {
	/** Letters, digits, `_`, `-`; unique in the category. */
	code: string;
	label: string;
	/** Open311 `datatype`; `notice` (variable = false) is text without an answer. */
	type: 'string' | 'text' | 'number' | 'datetime' | 'singlevaluelist' | 'multivaluelist' | 'notice';
	required: boolean;
	help: string;
	/** Of the two lists. An answer with `stop` ends the form with that message. */
	values: { key: string; name: string; stop?: string }[];
	/** The answer says nothing about a person and outlives the retention; never of what is written freely. */
	keep?: boolean;
}

/** Answers by code; several for `multivaluelist`. */
export type Answers = Record<string, string | string[]>;

export type ReportOrigin = 'web' | 'staff' | 'open311' | 'pulled' | 'forwarded' | 'warden';
export type Release = 'pending' | 'released' | 'withheld';
export type BodyLevel = 'amt' | 'gemeinde' | 'kreis' | 'land';

/** Why a body is responsible, for "because …". */
export interface ReasonOfResponsibility {
	/** category-area: both fit; category; area; level: a rule for everything; default; manual; forwarded. */
	rule: 'category-area' | 'category' | 'area' | 'level' | 'default' | 'manual' | 'forwarded' | 'none';
	category?: string;
	area?: string;
	level?: BodyLevel;
	/** Bodies that were asked before and refused, with their reason. */
	rejected?: { bodyId: string; name: string; reason: string }[];
}

/** A point in EPSG:4326: degrees, longitude first in arrays, names where it is an object. */
export interface LonLat {
	lon: number;
	lat: number;
}
