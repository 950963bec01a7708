import type { Place } from './statement.ts';

/** Names of the form's fields and buttons, shared by page and action. */
export const FIELD = {
	key: 'vorgang',
	text: 'text',
	places: 'orte',
	name: 'name',
	address: 'anschrift',
	email: 'email',
	files: 'anlagen',
	staged: 'anlage',
	step: 'schritt',
	objectText: 'objekt-text',
	objectTextDone: 'objekt-text-gesucht',
	addressText: 'adresse-text',
	addressTextDone: 'adresse-text-gesucht',
	coordinates: 'koordinaten',
	proof: 'altcha',
	/** Not shown to people. */
	honeypot: 'webseite'
} as const;

/** Values of the buttons; some carry an argument after a colon. `standard` is what Enter in a field means. */
export type Step =
	| 'standard'
	| 'objekt-suchen'
	| 'objekt-hinzufuegen'
	| 'adresse-suchen'
	| 'adresse-hinzufuegen'
	| 'koordinaten-hinzufuegen'
	| 'ort-entfernen'
	| 'anlage-entfernen'
	| 'pruefen'
	| 'zurueck'
	| 'absenden';

const STEPS: readonly string[] = [
	'standard',
	'objekt-suchen',
	'objekt-hinzufuegen',
	'adresse-suchen',
	'adresse-hinzufuegen',
	'koordinaten-hinzufuegen',
	'ort-entfernen',
	'anlage-entfernen',
	'pruefen',
	'zurueck',
	'absenden'
] satisfies Step[];

/** An unknown button counts as Enter. */
export function readStep(value: string): { step: Step; argument: string } {
	const colon = value.indexOf(':');
	const name = colon < 0 ? value : value.slice(0, colon);
	if (!STEPS.includes(name)) return { step: 'standard', argument: '' };
	return { step: name as Step, argument: colon < 0 ? '' : value.slice(colon + 1) };
}

export interface ObjectChoice {
	gmlId: string;
	title: string;
	label: string | null;
}

export interface AddressChoice {
	label: string;
	/** Longitude, latitude in degrees (EPSG:4326). */
	position: [number, number];
}

/** Everything the page shows: made on the server, so that the form is complete without JavaScript. */
export interface StatementFormState {
	key: string;
	text: string;
	places: Place[];
	name: string;
	address: string;
	email: string;
	staged: { id: string; name: string; size: number }[];
	objectText: string;
	/** null: nothing was searched. */
	objects: ObjectChoice[] | null;
	addressText: string;
	addresses: AddressChoice[] | null;
	coordinates: string;
	/** Coordinates were not readable. */
	coordinatesWrong: boolean;
	/** Shows everything for checking, before it is sent. */
	review: boolean;
	/** What the last step did, for the status line; texts in `lib/texts/statements.ts`. */
	said: 'object-added' | 'place-added' | 'place-removed' | 'file-removed' | 'too-many-places' | null;
}
