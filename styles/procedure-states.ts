/** Status of a procedure on map, in legend and badge: one colour, one shape and one outline pattern each, so that colour alone says nothing. */

export type ProcedureState = 'announced' | 'active' | 'recently-ended' | 'evaluation' | 'decision' | 'in-force' | 'archived';

export interface ProcedureLook {
	/** At least 4.5:1 on white, and white on it. */
	colour: string;
	/** Corners in a square of 16 units, for maps and SVG alike; a disc where empty. */
	shape: readonly (readonly [number, number])[];
	/** Outline of the area in pixels; solid where absent. */
	dash?: readonly number[];
	/** Of the area. */
	opacity: number;
}

export const PROCEDURE_STATES: Readonly<Record<ProcedureState, ProcedureLook>> = {
	active: { colour: '#b3261e', shape: [], opacity: 0.3 },
	announced: { colour: '#6b3fa0', shape: [[8, 0], [16, 8], [8, 16], [0, 8]], dash: [8, 4], opacity: 0.2 },
	'recently-ended': { colour: '#9a4a00', shape: [[0, 1], [16, 1], [8, 15]], dash: [2, 4], opacity: 0.2 },
	evaluation: { colour: '#6b5a00', shape: [[1, 1], [15, 1], [15, 15], [1, 15]], dash: [6, 3, 2, 3], opacity: 0.16 },
	decision: { colour: '#00695c', shape: [[8, 1], [16, 15], [0, 15]], dash: [12, 3], opacity: 0.16 },
	'in-force': { colour: '#1b5fa8', shape: [[4, 1], [12, 1], [16, 8], [12, 15], [4, 15], [0, 8]], opacity: 0.14 },
	archived: { colour: '#5f5f5f', shape: [[2, 0], [8, 6], [14, 0], [16, 2], [10, 8], [16, 14], [14, 16], [8, 10], [2, 16], [0, 14], [6, 8], [0, 2]], dash: [1, 5], opacity: 0.06 }
};

/** Unknown ones are drawn as ended. */
export const lookOf = (status: string): ProcedureLook => PROCEDURE_STATES[status as ProcedureState] ?? PROCEDURE_STATES.archived;
