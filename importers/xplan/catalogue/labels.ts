/** German labels of classes and properties for people. Independent of the version: names mean the same wherever they exist. */

import { CLASS_LABELS } from './labels-of-classes.ts';
import { OBJECT_PROPERTY_LABELS } from './labels-of-objects.ts';
import { OTHER_PROPERTY_LABELS } from './labels-of-other-plans.ts';
import { PLAN_PROPERTY_LABELS } from './labels-of-plans.ts';
import { humanize } from './words.ts';

export { unitLabel } from './units.ts';

// Maps, because names come from files: "constructor" must find nothing.
const CLASSES = new Map(Object.entries(CLASS_LABELS));
const PROPERTIES = new Map(Object.entries({ ...OBJECT_PROPERTY_LABELS, ...PLAN_PROPERTY_LABELS, ...OTHER_PROPERTY_LABELS }));

/** `BP_BaugebietsTeilFlaeche` → `Baugebiet (Teilfläche)`; for any name, also of classes that are not known. */
export function labelOfClass(name: string): string {
	const bare = name.replace(/^[A-Z]{2}_/, '');
	return CLASSES.get(name) ?? CLASSES.get(bare) ?? humanize(bare);
}

/** `GRZ` → `Grundflächenzahl (GRZ)`; for any name, also of properties that are not known. */
export function labelOfProperty(name: string): string {
	const known = PROPERTIES.get(name);
	if (known) return known;
	// Numbered repetitions of 4.0 and 4.1: weitereZweckbestimmung1 …
	const numbered = /^(\w*?[a-z])(\d)$/.exec(name);
	const base = numbered && PROPERTIES.get(numbered[1]);
	return base ? `${base} (${numbered[2]})` : humanize(name);
}
