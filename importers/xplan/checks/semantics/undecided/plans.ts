import type { UndecidedRule } from '../undecidable.ts';

/** Chapters 5 (FPlan), 6 (SOPlan), 7 (Regionalplan) and 8 (Landschaftsplan). */
export const UNDECIDED_PLANS: readonly UndecidedRule[] = [
	{
		number: '8.1.2.1',
		documents: ['5.4'],
		where: 'structure',
		reason: 'The schemas from 5.0 on have neither rasterAenderung nor LP_RasterplanAenderung; the structure check reports both as unknown.'
	}
];
