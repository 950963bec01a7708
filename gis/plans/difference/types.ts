import type { GeoJson } from '../types.ts';

/** The difference between two versions of a plan. "Before" is the version given first, "after" the second. */

export type ChangeKind = 'added' | 'removed' | 'changed';
/** What an entry is about: the plan itself, a Bereich, an object, a text or a document. */
export type Subject = 'plan' | 'bereich' | 'object' | 'text' | 'document';

/** A run of words of a text. */
export interface WordPart {
	change: 'same' | 'added' | 'removed';
	text: string;
}

/** One property that differs, for people: German label, values with units. */
export interface AttributeChange {
	/** Names in the file, joined by a dot for parts of data types: `dachgestaltung.dachform`. */
	name: string;
	/** Labels of the same. */
	labels: string[];
	/** Null: there was none, there is none now. Parts of a data type stand one per line. */
	before: string | null;
	after: string | null;
	/** The same values in another order. */
	reordered?: true;
	/** For long texts. */
	words?: WordPart[];
}

/** Measured in the plan's own CRS: square metres and metres. */
export interface GeometryChange {
	kind: 'area' | 'line' | 'point';
	/** Areas: m²; lines: length in m. Null where there is none. */
	before: number | null;
	after: number | null;
	/** Areas only: m² that came to it and went from it. */
	gained?: number;
	lost?: number;
	/** Greatest distance between the old and the new outline, metres (Hausdorff). */
	moved?: number;
}

export interface EntryDetail {
	attributes: AttributeChange[];
	/** Of a changed entry: null where the place is the same within 2 mm. Of others: the size only. */
	geometry: GeometryChange | null;
	/** Body of a text. */
	words: WordPart[] | null;
	/** How both sides were found to be the same thing. */
	matchedBy: 'id' | 'place' | 'content' | null;
}

export interface DifferenceEntry extends EntryDetail {
	/** Number within the difference, from 1. */
	position: number;
	subject: Subject;
	kind: ChangeKind;
	/** Class after the change, of removed ones before. */
	class: string;
	fromGmlId: string | null;
	toGmlId: string | null;
	title: string;
	label: string | null;
}

export interface KindCounts {
	added: number;
	removed: number;
	changed: number;
	unchanged: number;
}

export interface DifferenceSummary {
	counts: Record<Exclude<Subject, 'plan'>, KindCounts>;
	/** Properties of the plan that differ, its Geltungsbereich counted as one. */
	planChanges: number;
	/** Of the changed objects: how many at another place, how many with other properties. */
	objectGeometry: number;
	objectAttributes: number;
	/** On the ground, m²; null where nothing has an area. */
	changedSquareMetres: number | null;
	/** Versions of XPlanGML of both sides. */
	xplanVersions: [string, string];
	/** Where they differ: `converted` — the older was converted by the tables first; `as-is` — there is no way, names were compared as they are. */
	conversion: 'none' | 'converted' | 'as-is';
	/** Values of the older version that have no place in the newer standard. */
	conversionLost: number;
	/** CRS in which was measured, EPSG number. */
	srid: number;
	/** Metres: what is nearer counts as the same place. */
	tolerance: number;
}

/** What a renewed participation (§ 4a (3) BauGB) is limited to. */
export interface PlanDifference {
	added: DifferenceEntry[];
	removed: DifferenceEntry[];
	/** Objects and Bereiche. */
	changed: DifferenceEntry[];
	texts: DifferenceEntry[];
	documents: DifferenceEntry[];
	/** The plan's own properties and Geltungsbereich; null where they are the same. */
	metadata: DifferenceEntry | null;
	summary: DifferenceSummary;
	/** MultiPolygon, EPSG:3857; lines and points count with 2 m around them. */
	changedArea: GeoJson | null;
}
