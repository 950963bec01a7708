import type { Position } from '../xplan/model.ts';

/**
 * What files tell about a network of marked trails. Positions are EPSG:4326, longitude first, degrees. Things are known by what people
 * call them (`ref`, `number`), never by ids of a database.
 */
export interface TrailModel {
	routes: TrailRoute[];
	sections: TrailSection[];
	posts: TrailPost[];
	equipment: TrailEquipment[];
	/** Posts of a table that says no places: of use where they are known already. `row` is where each begins. */
	unplaced: (Omit<TrailPost, 'point'> & { row: number })[];
	/** What is wrong or was assumed; `error`: that thing is left out. */
	findings: TrailFinding[];
	/** Properties and elements that were read and have no place here, with how often. */
	unsupported: { name: string; count: number }[];
}

export interface TrailRoute {
	ref: string;
	name: string;
	/** `#rrggbb` */
	colour: string;
	/** Mark in words, or osmc:symbol. */
	symbol: string;
	/** Sections in order of the way. */
	sections: { ref: string; reversed: boolean }[];
	/** The file only mentions it: nothing but its ref is known. */
	implied?: true;
	/** The file names no colour; one was taken. */
	colourChosen?: true;
}

export interface TrailSection {
	ref: string;
	name: string;
	line: Position[];
	/** What is not the file's own: its ref was made up (`ref`), or all but its place comes from a track or waypoint and is a hint at most (`all`). */
	loose?: 'ref' | 'all';
}

export interface TrailPost {
	number: string;
	name: string;
	/** Metres above sea level. */
	elevation: number | null;
	carrier: Carrier;
	owner: string;
	point: Position;
	signs: TrailSign[];
	/** As of a section. */
	loose?: 'ref' | 'all';
}

export interface TrailSign {
	kind: SignKind;
	lines: SignLine[];
	/** Degrees from north, clockwise; null: it points nowhere. */
	azimuth: number | null;
	/** Refs of routes. */
	routes: string[];
	material: string;
	year: number | null;
}

export interface SignLine {
	text: string;
	km: number | null;
	minutes: number | null;
}

export interface TrailEquipment {
	ref: string;
	kind: EquipmentKind;
	name: string;
	point: Position;
	/** As of a section. */
	loose?: 'ref' | 'all';
}

export const CARRIERS = ['pfosten-holz', 'pfosten-metall', 'mast', 'baum', 'wand', 'fels', 'unbekannt'] as const;
export type Carrier = (typeof CARRIERS)[number];

export const SIGN_KINDS = [
	'zielwegweiser',
	'vorwegweiser',
	'richtungspfeil',
	'markierung',
	'standortschild',
	'routenlogo',
	'infotafel',
	'rettungspunkt',
	'sperrschild'
] as const;
export type SignKind = (typeof SIGN_KINDS)[number];

export const EQUIPMENT_KINDS = ['bank', 'tisch', 'huette', 'bruecke', 'gelaender', 'treppe', 'drehkreuz', 'sonstiges'] as const;
export type EquipmentKind = (typeof EQUIPMENT_KINDS)[number];

/** In GPX: type of a track that is no route but a section alone. */
export const SECTION_TYPE = 'Abschnitt';

export type FindingCode =
	| 'geometry-missing'
	| 'geometry-unfit'
	| 'position-invalid'
	| 'crs-unknown'
	| 'crs-missing'
	| 'outside-germany'
	| 'number-missing'
	| 'number-twice'
	| 'ref-made'
	| 'ref-twice'
	| 'line-split'
	| 'route-made'
	| 'route-empty'
	| 'route-unknown'
	| 'section-unknown'
	| 'colour-unknown'
	| 'colour-chosen'
	| 'carrier-unknown'
	| 'sign-kind-unknown'
	| 'sign-kind-assumed'
	| 'sign-without-post'
	| 'azimuth-invalid'
	| 'number-unreadable'
	| 'post-assumed'
	| 'post-differs'
	| 'text-shortened'
	| 'row-broken';

export interface TrailFinding {
	code: FindingCode;
	severity: 'error' | 'warning' | 'note';
	/** "Zeile 12", "Objekt 3", "wpt 4": where in the file, counted from 1. */
	place: { unit: 'row' | 'feature' | 'wpt' | 'trk'; number: number } | null;
	/** What was found, as it stands in the file (shortened). */
	value: string;
}

/** Why a file cannot be read at all. The portal has a German sentence for each code. */
export class TrailFileError extends Error {
	readonly code: 'trail_file_unreadable' | 'trail_file_empty' | 'trail_file_too_large';
	/** Where, if known. */
	readonly detail: string;

	constructor(code: TrailFileError['code'], detail = '', options?: ErrorOptions) {
		super(`${code} ${detail}`, options);
		this.name = 'TrailFileError';
		this.code = code;
		this.detail = detail;
	}
}
