import type { UndecidedRule } from '../undecidable.ts';

const GEOMETRY = 'Is about the geometries themselves; the check of geometry decides it.';

/** Chapters 2 (general), 3 (basic schema) and 4 (BPlan). */
export const UNDECIDED_GENERAL: readonly UndecidedRule[] = [
	{ number: '2.2.1.1', where: 'geometry', reason: GEOMETRY },
	{ number: '2.2.2.1', where: 'geometry', reason: GEOMETRY },
	{ number: '2.2.3.1', where: 'geometry', reason: GEOMETRY },
	{
		number: '2.2.4.1',
		documents: ['5.4', '6.0'],
		where: 'undecidable',
		reason: 'Whether an object that may be a point, a line or an area has the kind of geometry of the drawn plan shows in the drawn plan only.'
	},
	{ number: '4.5.2.4', documents: ['6.0'], where: 'geometry', reason: GEOMETRY }
];
