import { ALL, f, pair, type RuleCase } from '../support.ts';

export const GENERAL_CASES: readonly RuleCase[] = [
	pair(
		'3.1.1.1',
		ALL,
		(version) => [f('BP_Plan', { texte: '#t' }), f(version === '6.0' ? 'XP_TextAbschnitt' : 'BP_TextAbschnitt', { text: 'x' }, 't')],
		[f('BP_Plan', { texte: '#t' }), f('BP_BauLinie', {}, 't')]
	)
];
