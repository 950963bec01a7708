/** States of a plan on the map of the Land: one colour, one outline and one word each, for the map and its legend. */
import type { Variant } from './types.ts';
import { table } from './table.ts';

export type PerimeterState = 'participation' | 'preparation' | 'valid' | 'ended' | 'unknown';

interface StateLook {
	title: string;
	colours: Readonly<Record<Variant, string>>;
	/** Outline pattern in pixels; solid where absent. */
	dash?: readonly number[];
	/** Of the area. */
	opacity: number;
}

export const PERIMETER_STATES: Readonly<Record<PerimeterState, StateLook>> = {
	participation: { title: 'Beteiligung läuft', colours: { colour: '#b3261e', grey: '#1a1a1a', cvd: '#b84a00' }, opacity: 0.3 },
	preparation: { title: 'in Aufstellung', colours: { colour: '#7a4b00', grey: '#4d4d4d', cvd: '#7a5200' }, dash: [8, 4], opacity: 0.16 },
	valid: { title: 'in Kraft', colours: { colour: '#1b5fa8', grey: '#6b6b6b', cvd: '#0065a3' }, opacity: 0.14 },
	ended: { title: 'außer Kraft', colours: { colour: '#5f5f5f', grey: '#757575', cvd: '#5f6570' }, dash: [2, 4], opacity: 0.05 },
	unknown: {
		title: 'ohne Angabe zum Stand',
		colours: { colour: '#3f3f3f', grey: '#3f3f3f', cvd: '#3f3f3f' },
		dash: [6, 3, 2, 3],
		opacity: 0.08
	}
};

/**
 * What the Land's tiles say of a participation, and codes of BP_, FP_ and LP_Rechtsstand. Whether people can take part is a fact of the
 * portal, never of the code alone: a plan keeps „Öffentliche Auslegung“ (2400) long after the last day.
 */
const BY_CODE = table<PerimeterState>({
	running: 'participation',
	planned: 'preparation',
	1000: 'preparation',
	2000: 'preparation',
	2100: 'preparation',
	2200: 'preparation',
	2250: 'preparation',
	2300: 'preparation',
	2400: 'preparation',
	3000: 'preparation',
	4000: 'valid',
	4500: 'valid',
	45000: 'valid',
	45001: 'valid',
	5000: 'ended',
	50000: 'ended',
	50001: 'ended'
});

/** The state by its own name or by a rechtsstand code; anything else is `unknown`. */
export function perimeterStateOf(status: string): PerimeterState {
	if (Object.hasOwn(PERIMETER_STATES, status)) return status as PerimeterState;
	return BY_CODE[status] ?? 'unknown';
}
