import type { ProcedureStatus } from '../../server/procedures/types.ts';

/** On maps; beside the colour a status is always said in words. */
export const STATUS_COLOURS: Record<ProcedureStatus, string> = {
	active: '#006b4f',
	announced: '#1d5fb4',
	'recently-ended': '#a34700',
	evaluation: '#8a5a00',
	decision: '#6a3d9a',
	'in-force': '#44506b',
	archived: '#6e7480'
};
