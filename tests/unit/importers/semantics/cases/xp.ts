import { ALL, area, data, f, FROM_5, IN_4, IN_5, IN_6, line, pair, point, UNTIL_5, type RuleCase, type Value } from '../support.ts';
import { requiresCase } from './base-classes.ts';

const text = (version: string, id = 't') => f(version < '5' || version >= '6' ? 'XP_TextAbschnitt' : 'BP_TextAbschnitt', { text: 'x' }, id);
const wrong = f('BP_Plan', {}, 't');
const AREA = 'BP_BaugebietsTeilFlaeche';
const reason = f('XP_BegruendungAbschnitt', { text: 'x' }, 't');

const PLANS: readonly RuleCase[] = [
	pair('3.1.1.1', ALL, (version) => [f('BP_Plan', { texte: '#t' }), text(version)], [f('BP_Plan', { texte: '#t' }), f(AREA, {}, 't')]),
	pair('3.1.1.2', ALL, [f('BP_Plan', { begruendungsTexte: '#t' }), reason], [f('BP_Plan', { begruendungsTexte: '#t' }), f(AREA, {}, 't')]),
	pair(
		'3.1.2.1',
		ALL,
		[f('BP_Bereich', { praesentationsobjekt: ['#t', '#u'] }), f('XP_PPO', {}, 't'), f('XP_Nutzungsschablone', {}, 'u')],
		[f('BP_Bereich', { praesentationsobjekt: '#t' }), wrong]
	),
	pair(
		'3.1.2.2',
		IN_4,
		[f('BP_Bereich', { nachrichtlich: '#t' }), f('SO_Denkmalschutzrecht', {}, 't')],
		[f('BP_Bereich', { nachrichtlich: '#t' }), wrong]
	),
	pair(
		'3.1.2.2',
		FROM_5,
		[f('BP_Bereich', { planinhalt: ['#t', '#elsewhere', '#ext'] }), f(AREA, {}, 't'), f('LAND_Objekt', {}, 'ext')],
		[f('BP_Bereich', { planinhalt: '#t' }), wrong]
	),
	pair(
		'3.1.2.3',
		IN_4,
		[f('BP_Bereich', { rasterBasis: '#t' }), f('XP_RasterplanBasis', {}, 't')],
		[f('BP_Bereich', { rasterBasis: '#t' }), wrong]
	),
	pair(
		'3.1.2.3',
		IN_5,
		[f('BP_Bereich', { rasterBasis: '#t' }), f('XP_Rasterdarstellung', {}, 't')],
		[f('BP_Bereich', { rasterBasis: '#t' }), wrong]
	),
	requiresCase('3.1.2.4', FROM_5, 'BP_Bereich', 'detaillierteBedeutung', 'bedeutung')
];

const back = (number: string, documents: typeof ALL, incoming: string, answer: string) => [
	pair(
		number,
		documents,
		[f('BP_Bereich', { [incoming]: '#o' }, 'b'), f(AREA, { [answer]: '#b' }, 'o'), f('BP_Bereich', {}, 'c')],
		[f('BP_Bereich', { [incoming]: '#o' }, 'b'), f(AREA, {}, 'o')]
	),
	pair(number, documents, f(AREA, { [answer]: '#b' }), [f('BP_Bereich', { [incoming]: '#o' }, 'b'), f(AREA, { [answer]: '#c' }, 'o')]),
	pair(number, documents, [], [f('BP_Bereich', { [incoming]: '#o' }, 'b'), f(AREA, { [answer]: ['#b', '#b'] }, 'o')])
];

const OBJECTS: readonly RuleCase[] = [
	pair('3.1.3.1', IN_4, [f(AREA, { refTextInhalt: '#t' }), text('4.1')], [f(AREA, { refTextInhalt: '#t' }), wrong]),
	pair('3.1.3.5', IN_6, [f(AREA, { refTextInhalt: '#t' }), text('6.0')], [f(AREA, { refTextInhalt: '#t' }), wrong]),
	pair('3.1.3.2', ALL, [f(AREA, { refBegruendungInhalt: '#t' }), reason], [f(AREA, { refBegruendungInhalt: '#t' }), wrong]),
	...back('3.1.3.3', IN_4, 'nachrichtlich', 'gehoertNachrichtlichZuBereich'),
	...back('3.1.3.3', IN_5, 'planinhalt', 'gehoertZuBereich'),
	pair(
		'3.1.3.4',
		UNTIL_5,
		[
			f('XP_PPO', { dientZurDarstellungVon: '#o' }, 'p'),
			f('XP_PTO', { dientZurDarstellungVon: '#o' }, 'q'),
			f(AREA, { wirdDargestelltDurch: ['#q', '#p'] }, 'o')
		],
		[f('XP_PPO', { dientZurDarstellungVon: '#o' }, 'p'), f(AREA, { wirdDargestelltDurch: '#q' }, 'o')]
	)
];

const height = (properties: Record<string, Value>, className = AREA) => f(className, { hoehenangabe: data('XP_Hoehenangabe', properties) });
const AS_MARK = 'BP_HoehenMass';

const HEIGHTS: readonly RuleCase[] = [
	pair(
		'3.2.3.1',
		ALL,
		[
			height({ h: 1, bezugspunkt: 1000 }),
			height({ hMin: 1, hMax: 2, bezugspunkt: 1000 }),
			height({ hZwingend: 1, bezugspunkt: 1000 }),
			height({ hMax: 2 }),
			height({ h: 1 }, AS_MARK)
		],
		height({ h: 1 })
	),
	pair('3.2.3.1', ALL, [], height({ h: 1, hMax: 2, bezugspunkt: 1000 })),
	pair('3.2.3.1', ALL, [], height({ hMax: 1, bezugspunkt: 1000 })),
	pair('3.2.3.1', ALL, [], height({ hMax: 1 }, AS_MARK)),
	pair('3.2.3.1', IN_4, height({ hoehenbezug: 1000 }), height({ hZwingend: 1 })),
	pair('3.2.3.1', FROM_5, height({ h: 1, abweichenderBezugspunkt: 'First' }), height({ hoehenbezug: 1000 })),
	pair(
		'3.2.3.2',
		ALL,
		[f('BP_Plan', { bezugshoehe: 110 }), height({ hoehenbezug: 3000 })],
		[f('BP_Plan'), height({ hoehenbezug: 3000 }), height({ hoehenbezug: 1000 })]
	),
	pair('3.2.3.2', ALL, height({ hoehenbezug: 3000 }), [f('BP_Plan'), height({ hoehenbezug: 3000 })]),
	pair(
		'3.2.3.3',
		ALL,
		[height({ hoehenbezug: 1000 }), height({ abweichenderHoehenbezug: 'Gehweg' })],
		height({ hoehenbezug: 1000, abweichenderHoehenbezug: 'Gehweg' })
	),
	pair('3.2.3.3', ALL, [], height({ h: 1 })),
	pair(
		'3.2.3.4',
		FROM_5,
		[height({ bezugspunkt: 1000 }), height({ abweichenderBezugspunkt: 'x' }), height({})],
		height({ bezugspunkt: 1000, abweichenderBezugspunkt: 'x' })
	),
	pair('3.2.3.5', IN_6, height({ bezugspunkt: 1000, bezugspunktText: 'x' }), height({ bezugspunktText: 'x' }))
];

const reference = (properties: Record<string, Value>) => f('BP_Plan', { refScan: data('XP_ExterneReferenz', properties) });
const special = (properties: Record<string, Value>) => f('BP_Plan', { externeReferenz: data('XP_SpezExterneReferenz', properties) });
const community = (properties: Record<string, Value>) => f('BP_Plan', { gemeinde: data('XP_Gemeinde', properties) });
const linked = (properties: Record<string, Value>) => f('BP_Plan', { aendertPlan: data('XP_VerbundenerPlan', properties) }, 'own');
const extra = (name: string) => f(AREA, { hatGenerAttribut: data('XP_StringAttribut', { name, wert: 'x' }) });
const oneText = (number: string, className: string, documents: typeof ALL) => [
	pair(
		number,
		documents,
		[f(className, { text: 'x' }), f(className, { refText: data('XP_ExterneReferenz', { referenzURL: 'x.pdf' }) })],
		f(className, { schluessel: '1' })
	),
	pair(number, documents, [], f(className, { text: 'x', refText: data('XP_ExterneReferenz', { referenzURL: 'x.pdf' }) })),
	pair(number, documents, [], f(className, { text: '', refText: data('XP_ExterneReferenz') }))
];

const TYPES: readonly RuleCase[] = [
	...oneText('3.2.1.1', 'XP_TextAbschnitt', [...IN_4, ...IN_6]),
	...oneText('3.2.1.1', 'FP_TextAbschnitt', IN_5),
	...oneText('3.2.2.1', 'XP_BegruendungAbschnitt', ALL),
	pair(
		'3.2.1.2',
		IN_6,
		[f('BP_Plan', { texte: '#t' }, 'p'), f('BP_Bereich', { texte: '#u' }, 'b'), text('6.0'), text('6.0', 'u')],
		[f('BP_Plan', { texte: '#t' }, 'p'), f('BP_Bereich', { texte: '#t' }, 'b'), text('6.0')]
	),
	pair(
		'3.2.4.1',
		ALL,
		[reference({ art: 'PlanMitGeoreferenz', georefURL: 'x.pgw' }), reference({ art: 'Dokument' }), reference({ georefURL: 'x.pgw' })],
		reference({ art: 'Dokument', georefURL: 'x.pgw' })
	),
	pair('3.2.4.1', UNTIL_5, reference({ georefMimeType: 'text/plain' }), reference({ art: 'Dokument', georefMimeType: 'text/plain' })),
	pair('3.2.4.1', FROM_5, special({ art: 'Dokument' }), special({ art: 'Dokument', georefURL: 'x.pgw' })),
	pair('3.2.4.2', IN_5, [reference({ referenzName: 'x' }), special({ referenzURL: 'x' })], reference({ beschreibung: 'x' })),
	pair('3.2.5.1', ALL, [community({ ags: '14627220' }), community({ rs: '146270220220' })], community({ gemeindeName: 'Riesa' })),
	pair('3.2.6.1', FROM_5, [linked({ planName: 'Am Anger' }), linked({ verbundenerPlan: '#p' })], linked({ planName: ' ' })),
	pair(
		'3.2.6.2',
		FROM_5,
		[linked({ verbundenerPlan: '#p' }), f('FP_Plan', {}, 'p')],
		[linked({ verbundenerPlan: '#p' }), f('BP_Bereich', {}, 'p')]
	),
	pair(
		'3.2.6.3',
		FROM_5,
		[linked({ planName: 'Am Anger' }), linked({ verbundenerPlan: '#p' }), linked({ planName: '' })],
		linked({ planName: 'Am Anger', verbundenerPlan: '#p' })
	),
	pair('3.2.6.3', FROM_5, [], linked({ nummer: '12' })),
	pair('3.2.7.1', FROM_5, extra('Höhe'), extra(''))
];

const shown = (className: string, good: typeof area | typeof line | typeof point, bad: typeof good, number: string) =>
	pair(number, ALL, [f(className, { position: good }), f(className)], f(className, { position: bad }));

const PRESENTATION: readonly RuleCase[] = [
	pair(
		'3.3.1.1',
		IN_4,
		[f('XP_PPO', { dientZurDarstellungVon: '#o', art: 'Z' }), f('XP_PPO')],
		f('XP_PPO', { dientZurDarstellungVon: '#o' })
	),
	pair(
		'3.3.1.2',
		UNTIL_5,
		[f('XP_PPO', { art: ['Z', 'GRZ'], index: [0, 0] }), f('XP_PPO', { art: 'Z' })],
		f('XP_PPO', { art: ['Z', 'GRZ'], index: 0 })
	),
	pair(
		'3.3.1.3',
		UNTIL_5,
		[f('BP_Bereich', { praesentationsobjekt: '#p' }, 'b'), f('XP_PPO', { gehoertZuBereich: '#b' }, 'p')],
		[f('BP_Bereich', { praesentationsobjekt: '#p' }, 'b'), f('XP_PPO', {}, 'p')]
	),
	shown('XP_PPO', point, line, '3.3.2.1'),
	shown('XP_PTO', point, area, '3.3.2.1'),
	shown('XP_Nutzungsschablone', point, area, '3.3.2.1'),
	shown('XP_LPO', line, point, '3.3.3.1'),
	shown('XP_LTO', line, area, '3.3.3.1'),
	shown('XP_FPO', area, line, '3.3.4.1')
];

/** Chapter 3. */
export const XP_CASES: readonly RuleCase[] = [...PLANS, ...OBJECTS, ...HEIGHTS, ...TYPES, ...PRESENTATION];
