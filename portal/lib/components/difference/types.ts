import type { AttributeChange, ChangeKind, DifferenceSummary, Subject, WordPart } from '../../../../gis/plans/difference/types.ts';
import type { Extent, MapGeometry } from '../../map/types.ts';
import type { AttributeRow } from '../plans/types.ts';

/** What the page of a difference shows. Made on the server (`lib/server/plans/difference/`). */

export interface EntryView {
	position: number;
	subject: Subject;
	kind: ChangeKind;
	title: string;
	label: string | null;
	/** Kind of object in words, where the title says something else. */
	className: string | null;
	/** One line each, the most telling first. */
	facts: string[];
	changes: AttributeChange[];
	/** Size and shift in words. */
	place: string[];
	words: WordPart[] | null;
	/** All properties of what came or went. */
	rows: AttributeRow[];
	beforeHref: string | null;
	afterHref: string | null;
	onMap: boolean;
	matchedByPlace: boolean;
}

export interface VersionChoice {
	number: number;
	label: string;
}

export interface DifferenceFilter {
	kind: ChangeKind | null;
	subject: Subject | null;
	class: string | null;
	text: string;
}

export interface DifferenceResult {
	summary: DifferenceSummary;
	/** Plan, EPSG:3857. */
	extent: Extent | null;
	/** Ids of the versions, for their tiles. */
	fromId: string;
	toId: string;
	planClass: string;
	filter: DifferenceFilter;
	classes: { class: string; label: string; count: number }[];
	total: number;
	all: number;
	first: number;
	entries: EntryView[];
	previous: string | null;
	next: string | null;
	/** Addresses with both versions: `…/karte.json?von=1&nach=2`. */
	mapHref: string;
	entryHref: string;
	pdfHref: string;
	geojsonHref: string;
}

export interface DifferenceView {
	plan: { name: string; href: string };
	/** `…/unterschied` */
	base: string;
	choices: VersionChoice[];
	from: number | null;
	to: number | null;
	state: 'single' | 'same' | 'waiting' | 'failed' | 'done';
	progress: number;
	stage: string;
	error: string | null;
	result: DifferenceResult | null;
}

/** A change on the map, EPSG:3857. `after` is null where the place is the same. */
export interface MapChange {
	position: number;
	kind: ChangeKind;
	subject: Subject;
	moved: boolean;
	before: MapGeometry | null;
	after: MapGeometry | null;
}
