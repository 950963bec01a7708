/** From a plan object to the id of its sign. Total: every class of every version, and every unknown one, gets a sign. */
import type { Family, StyledObject } from './types.ts';
import { numberOf } from './attributes.ts';
import { BUILDING_RULES } from './rules/building-rules.ts';
import { OTHER_RULES } from './rules/other-rules.ts';
import { REGION_RULES } from './rules/region-rules.ts';
import { SPACE_RULES } from './rules/space-rules.ts';
import type { Rule } from './rules/rule.ts';
import { Z } from './signs/build.ts';
import { signOf } from './signs/catalogue.ts';
import { defaultId } from './signs/defaults.ts';

const RULES = new Map<string, Rule>(Object.entries({ ...BUILDING_RULES, ...SPACE_RULES, ...OTHER_RULES, ...REGION_RULES }));

/** Id of the sign (see `signs/catalogue.ts`). Runs for every object of an import: one look-up, no allocation. */
export function signFor(object: StyledObject): string {
	const rule = RULES.get(object.class);
	if (rule === undefined) return defaultId(familyOf(object.class), object.geometry);
	return typeof rule === 'string' ? rule : rule(object);
}

/** Family by the prefix of the class name. */
export function familyOf(className: string): Family {
	switch (className.slice(0, 3)) {
		case 'BP_':
			return 'BP';
		case 'FP_':
			return 'FP';
		case 'RP_':
			return 'RP';
		case 'LP_':
			return 'LP';
		case 'SO_':
			return 'SO';
		default:
			return 'XP';
	}
}

/**
 * Place in the drawing order, 0 … 9,999, greater = nearer to the reader: height of the sign, within it areas below lines below points,
 * then the vertical level (`ebene`: −1 is under ground) or, for presentation objects, `darstellungsprioritaet`.
 */
export function drawOrder(object: StyledObject): number {
	const kind = object.geometry === 'area' ? 0 : object.geometry === 'line' ? 200 : 400;
	const level = Math.max(-99, Math.min(99, Math.round(numberOf(object, 'ebene') ?? numberOf(object, 'darstellungsprioritaet') ?? 0)));
	return Math.max(0, Math.min(9_999, signOf(signFor(object)).zIndex * 12 + 100 + kind + level));
}

/** Place of a presentation object: above everything but the scope of the plan, whatever sign it shows; then `darstellungsprioritaet`. */
export function presentationOrder(object: StyledObject): number {
	const level = Math.max(-99, Math.min(99, Math.round((numberOf(object, 'darstellungsprioritaet') ?? 0) / 100)));
	return Z.presentation * 12 + 300 + level;
}
