import { booleanOf, level, targetIs } from '../predicates.ts';
import type { SemanticRule } from '../rule.ts';
import { planRules } from './base-classes.ts';

/** Chapter 7, Regionalplan; the document of 4.1 has none. */
export const RP_RULES: readonly SemanticRule[] = [
	...planRules('RP', { bereich: { '5.4': '7.1.1.1', '6.0': '7.1.1.1' }, gehoertZuPlan: { '5.4': '7.1.2.2', '6.0': '7.1.2.2' } }),
	{ number: { '5.4': '7.1.4.1' }, classes: ['RP_Objekt'], ...targetIs('refTextInhalt', ['XP_TextAbschnitt']) },
	{
		number: { '5.4': '7.1.5.1', '6.0': '7.1.5.1' },
		classes: ['RP_Geometrieobjekt'],
		uses: ['flaechenschluss'],
		// Points and lines need not say anything here, so only a wrong value counts.
		holds: (subject) => level(subject) === 0 || booleanOf(subject, 'flaechenschluss') !== true,
		message: (subject) =>
			`Das Objekt liegt auf Ebene ${level(subject)} und gehört deshalb nicht zum Flächenschluss. Bitte setzen Sie flaechenschluss auf false.`
	}
];
