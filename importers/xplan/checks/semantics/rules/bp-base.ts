import { atMostOne, targetIs } from '../predicates.ts';
import type { SemanticRule } from '../rule.ts';
import { contentRulesOf4, coverageRules, geometryRules, planRules } from './base-classes.ts';

/** What makes up for an intervention is of the class that the relation's name says. */
const compensatedBy = (number: string, relation: string, target: string): SemanticRule => ({
	number,
	classes: ['BP_Objekt'],
	...targetIs(`wirdAusgeglichenDurch${relation}`, [target])
});

/** 4.1: plan, Bereich and the abstract classes of a BPlan. */
export const BP_BASE_RULES: readonly SemanticRule[] = [
	...planRules('BP', { bereich: '4.1.1.1', gehoertZuPlan: '4.1.2.3' }),
	...contentRulesOf4('BP', 'inhaltBPlan', { content: '4.1.2.1', raster: '4.1.2.2', back: '4.1.3.5', both: '4.1.3.6' }),
	compensatedBy('4.1.3.1', 'Flaeche', 'BP_AusgleichsFlaeche'),
	compensatedBy('4.1.3.2', 'Massnahme', 'BP_AusgleichsMassnahme'),
	compensatedBy('4.1.3.3', 'SPEMassnahme', 'BP_SchutzPflegeEntwicklungsMassnahme'),
	compensatedBy('4.1.3.4', 'SPEFlaeche', 'BP_SchutzPflegeEntwicklungsFlaeche'),
	compensatedBy('4.1.3.7', 'ABE', 'BP_AnpflanzungBindungErhaltung'),
	{ number: { '5.4': '4.1.3.8' }, classes: ['BP_Objekt'], ...targetIs('refTextInhalt', ['XP_TextAbschnitt']) },
	{
		number: { '5.4': '4.1.3.9', '6.0': '4.1.3.9' },
		since: '5.2',
		classes: ['BP_Objekt'],
		...atMostOne('laermkontingent', 'laermkontingentGebiet')
	},
	...geometryRules('BP', '4.1', { line: 8, point: 9 }),
	...coverageRules('BP', '4.1')
];
