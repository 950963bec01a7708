/** The one catalogue of signs. Map, legend and stored rows refer to a sign by its id. */
import type { Sign } from '../types.ts';
import { BUILDING } from './building.ts';
import { DEFAULTS } from './defaults.ts';
import { MORE } from './more.ts';
import { NATURE } from './nature.ts';
import { OTHER } from './other.ts';
import { PUBLIC } from './public.ts';
import { REGION } from './region.ts';
import { SUPPLY } from './supply.ts';
import { TRAFFIC } from './traffic.ts';

/** Raise it when an id, a rule of `signFor`, a label or a draw order changes: stored rows are signed again then. */
export const CATALOGUE_VERSION = 3;

/** All signs, in the order of the Anlage to the PlanZV. */
export const SIGNS: readonly Sign[] = [...BUILDING, ...PUBLIC, ...TRAFFIC, ...SUPPLY, ...NATURE, ...OTHER, ...MORE, ...REGION, ...DEFAULTS];

const BY_ID = new Map(SIGNS.map((sign) => [sign.id, sign]));

/** The sign of that id, or undefined. */
export const findSign = (id: string): Sign | undefined => BY_ID.get(id);

/** The sign of that id; a row signed by a newer catalogue falls back to the neutral sign instead of failing. */
export function signOf(id: string): Sign {
	return BY_ID.get(id) ?? (BY_ID.get('xp-flaeche') as Sign);
}
