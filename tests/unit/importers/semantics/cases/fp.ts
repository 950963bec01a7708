import { ALL, area, data, f, FROM_5, IN_4, IN_5, IN_6, line, pair, point, UNTIL_5, type RuleCase, type Value } from '../support.ts';
import { contentCases, flaechenschlussCase, geometryCases, planCases, requiresCase } from './base-classes.ts';

const FLAECHE = 'FP_BebauungsFlaeche';
const use = (properties: Record<string, Value>) => f(FLAECHE, properties);
const nutzung = (...codes: number[]) => ({ sondernutzung: codes.map((code) => data('FP_KomplexeSondernutzung', { allgemein: code })) });

const BASE: readonly RuleCase[] = [
	...planCases('FP', { bereich: '5.1.1.1', gehoertZuPlan: '5.1.2.3' }, ALL),
	pair('5.1.1.2', ALL, f('FP_Plan', { planArt: 9999, sonstPlanArt: 'x' }), f('FP_Plan', { planArt: 1000, sonstPlanArt: 'x' })),
	...contentCases('FP', 'inhaltFPlan', 'FP_Gruen', { content: '5.1.2.1', raster: '5.1.2.2', back: '5.1.3.3', both: '5.1.3.4' }),
	...(
		[
			['5.1.3.1', 'wirdAusgeglichenDurchFlaeche', 'FP_AusgleichsFlaeche'],
			['5.1.3.2', 'wirdAusgeglichenDurchSPE', 'FP_SchutzPflegeEntwicklung']
		] as const
	).map(([number, relation, target]) =>
		pair(
			number,
			ALL,
			[f('FP_Gruen', { [relation]: '#t' }), f(target, {}, 't'), f('FP_Gemeinbedarf', { [relation]: '#elsewhere' })],
			[f('FP_Gruen', { [relation]: '#t' }), f('FP_Kennzeichnung', {}, 't')]
		)
	),
	pair(
		'5.1.3.5',
		IN_5,
		[f('FP_Gruen', { refTextInhalt: '#t' }), f('FP_TextAbschnitt', {}, 't')],
		[f('FP_Gruen', { refTextInhalt: '#t' }), f('FP_Gruen', {}, 't')]
	),
	...geometryCases(
		'5.1',
		{ area: 'FP_AusgleichsFlaeche', any: 'FP_Kennzeichnung', line: 'FP_Linienobjekt', point: 'FP_Punktobjekt' },
		{ line: 8, point: 9 }
	),
	pair(
		'5.1.6.1',
		ALL,
		f('FP_Ueberlagerungsobjekt', { position: area, flaechenschluss: false }),
		f('FP_Ueberlagerungsobjekt', { position: area, flaechenschluss: true })
	),
	pair(
		'5.1.7.1',
		ALL,
		[use({ position: area, flaechenschluss: 1 }), use({ position: area, ebene: 2, flaechenschluss: false })],
		use({ position: area, flaechenschluss: false })
	)
];

const BUILDING_USE: readonly RuleCase[] = [
	pair(
		'5.3.1.1',
		ALL,
		[
			use({ besondereArtDerBaulNutzung: 1300, allgArtDerBaulNutzung: 1000 }),
			use({ besondereArtDerBaulNutzung: 1600, allgArtDerBaulNutzung: 2000 }),
			use({ besondereArtDerBaulNutzung: 1800, allgArtDerBaulNutzung: 3000 }),
			use({ besondereArtDerBaulNutzung: 4000, allgArtDerBaulNutzung: 4000 }),
			use({ besondereArtDerBaulNutzung: 1600 }),
			use({ allgArtDerBaulNutzung: 9999, besondereArtDerBaulNutzung: 9999 })
		],
		use({ besondereArtDerBaulNutzung: 1700, allgArtDerBaulNutzung: 1000 })
	),
	pair(
		'5.3.1.2',
		IN_4,
		[use({ sonderNutzung: 1000, besondereArtDerBaulNutzung: 3000 }), use({ sonderNutzung: 1100, besondereArtDerBaulNutzung: 2000 })],
		use({ sonderNutzung: 1000, besondereArtDerBaulNutzung: 2000 })
	),
	pair(
		'5.3.1.2',
		IN_5,
		[use({ sonderNutzung: 1000, besondereArtDerBaulNutzung: 2000 }), use({ sonderNutzung: [23000, 9999], besondereArtDerBaulNutzung: 2100 })],
		use({ sonderNutzung: 1000, besondereArtDerBaulNutzung: 3000 })
	),
	pair(
		'5.3.1.2',
		IN_5,
		[use({ sonderNutzung: 1000, besondereArtDerBaulNutzung: 3000 }), use({ sonderNutzung: 1000, besondereArtDerBaulNutzung: 2000 })],
		use({ sonderNutzung: 2000, besondereArtDerBaulNutzung: 2000 }),
		'5.1'
	),
	pair(
		'5.3.1.2',
		IN_6,
		[use({ ...nutzung(1650), besondereArtDerBaulNutzung: 2100 }), use(nutzung(1000))],
		use({ ...nutzung(1400), besondereArtDerBaulNutzung: 2100 })
	),
	pair(
		'5.3.1.3',
		UNTIL_5,
		[
			use({ detaillierteArtDerBaulNutzung: 'x', sonderNutzung: 1500 }),
			use({ detaillierteArtDerBaulNutzung: 'x', allgArtDerBaulNutzung: 1000 })
		],
		use({ detaillierteArtDerBaulNutzung: 'x' })
	),
	pair(
		'5.3.1.3',
		IN_6,
		use({ detaillierteArtDerBaulNutzung: 'x', besondereArtDerBaulNutzung: 1000 }),
		use({ detaillierteArtDerBaulNutzung: 'x', ...nutzung(1500) })
	),
	pair('5.3.1.4', ALL, [use({ GFZ: 1 }), use({ GFZmin: 1, GFZmax: 2 }), use({})], use({ GFZ: 1, GFZmin: 1 })),
	requiresCase('5.3.1.5', IN_5, FLAECHE, 'detaillierteSondernutzung', 'sonderNutzung'),
	pair('5.3.1.6', IN_6, [use(nutzung(1000, 1400)), use(nutzung(1500, 9999))], use(nutzung(1000, 1500)))
];

interface Purposes {
	general?: string;
	special?: string;
	detail?: string;
	pairs?: readonly [string, string];
	beside?: string;
}

/** Numbered purposes of 4.x; the class has at least `…1`. */
export const purposes = (className: string, { general, special, detail, pairs, beside }: Purposes, second: number): RuleCase[] => [
	...(general
		? [
				pair(
					general,
					IN_4,
					[
						f(className, { zweckbestimmung: 1000, weitereZweckbestimmung1: 1200 }),
						f(className, { zweckbestimmung: [1000, 1200] }),
						...(special ? [f(className, { besondereZweckbestimmung: 10000, weitereZweckbestimmung1: 1200 })] : [])
					],
					f(className, { weitereZweckbestimmung1: 1200 })
				),
				pair(general, IN_4, [], f(className, { zweckbestimmung: [1000, 1200], weitereZweckbestimmung1: 1400 })),
				...(second > 1 ? [pair(general, IN_4, [], f(className, { zweckbestimmung: 1000, weitereZweckbestimmung2: 1200 }))] : [])
			]
		: []),
	...(special
		? [
				pair(
					special,
					IN_4,
					f(className, { besondereZweckbestimmung: 10000, weitereBesondZweckbestimmung1: 12000 }),
					f(className, { weitereBesondZweckbestimmung1: 12000 })
				)
			]
		: []),
	...(detail
		? [
				pair(
					detail,
					IN_4,
					f(className, { zweckbestimmung: 1000, weitereDetailZweckbestimmung1: 'b', detaillierteZweckbestimmung: 'a' }),
					f(className, { detaillierteZweckbestimmung: ['a', 'b'], weitereDetailZweckbestimmung1: 'c' })
				)
			]
		: []),
	...(pairs
		? [
				pair(
					pairs[0],
					IN_4,
					[
						f(className, { zweckbestimmung: 1200, besondereZweckbestimmung: 12000 }),
						f(className, { besondereZweckbestimmung: [10000, 12000] }),
						f(className, { zweckbestimmung: [1000, 1200], besondereZweckbestimmung: 12000 })
					],
					f(className, { zweckbestimmung: 1000, besondereZweckbestimmung: 12000 })
				),
				pair(pairs[0], IN_4, [], f(className, { zweckbestimmung: 1000, besondereZweckbestimmung: [10000, 10001] })),
				pair(
					pairs[1],
					IN_4,
					f(className, { weitereZweckbestimmung1: 1200, weitereBesondZweckbestimmung1: 12000 }),
					f(className, { weitereZweckbestimmung1: 1000, weitereBesondZweckbestimmung1: 12000 })
				)
			]
		: []),
	...(beside
		? [
				pair(
					beside,
					IN_4,
					[
						f(className, { zweckbestimmung: 1000, detaillierteZweckbestimmung: 'x' }),
						f(className, { zweckbestimmung: 1000, weitereZweckbestimmung1: 1200, weitereDetailZweckbestimmung1: 'x' })
					],
					f(className, { detaillierteZweckbestimmung: 'x' })
				),
				pair(beside, IN_4, [], f(className, { zweckbestimmung: 1000, weitereDetailZweckbestimmung1: 'x' }))
			]
		: [])
];

/** Repeated purposes of 5.x. */
export const detailsOf5 = (number: string, className: string): RuleCase =>
	pair(
		number,
		IN_5,
		f(className, { zweckbestimmung: [1000, 1200], detaillierteZweckbestimmung: 'x' }),
		f(className, { zweckbestimmung: 1000, detaillierteZweckbestimmung: ['x', 'y'] })
	);

const withPoints = (number: string, className: string): RuleCase =>
	pair(number, ALL, [f(className, { position: point }), f(className, { position: area })], f(className, { position: line }));

const measures = (className: string, order: string, mixed: string): RuleCase[] => {
	const one = data('XP_SPEMassnahmenDaten', { klassifizMassnahme: 1000 });
	return [
		pair(order, IN_4, f(className, { massnahme: one, weitereMassnahme1: one }), f(className, { weitereMassnahme1: one })),
		pair(order, IN_4, [], f(className, { massnahme: one, weitereMassnahme2: one })),
		pair(mixed, IN_4, f(className, { massnahme: [one, one] }), f(className, { massnahme: [one, one], weitereMassnahme1: one }))
	];
};

const PURPOSES: readonly RuleCase[] = [
	...purposes(
		'FP_Gemeinbedarf',
		{ general: '5.4.1.1', special: '5.4.1.2', detail: '5.4.1.3', pairs: ['5.4.1.4', '5.4.1.5'], beside: '5.4.1.6' },
		5
	),
	...purposes('FP_SpielSportanlage', { general: '5.4.2.1', detail: '5.4.2.2', beside: '5.4.2.3' }, 1),
	...purposes('FP_WaldFlaeche', { general: '5.5.1.1', detail: '5.5.1.2', beside: '5.5.1.3' }, 2),
	...purposes('FP_LandwirtschaftsFlaeche', { general: '5.5.2.1', detail: '5.5.2.2', beside: '5.5.2.3' }, 3),
	...purposes(
		'FP_Gruen',
		{ general: '5.5.3.1', special: '5.5.3.2', detail: '5.5.3.3', pairs: ['5.5.3.4', '5.5.3.5'], beside: '5.5.3.6' },
		5
	),
	...purposes(
		'FP_VerEntsorgung',
		{ general: '5.7.1.1', special: '5.7.1.2', detail: '5.7.1.3', pairs: ['5.7.1.4', '5.7.1.5'], beside: '5.7.1.6' },
		3
	),
	pair(
		'5.7.1.4',
		IN_4,
		f('FP_VerEntsorgung', { zweckbestimmung: 1000, besondereZweckbestimmung: 10010 }),
		f('FP_VerEntsorgung', { zweckbestimmung: 1200, besondereZweckbestimmung: 10010 })
	),
	...purposes('FP_GenerischesObjekt', { general: '5.10.1.1' }, 3),
	...purposes('FP_PrivilegiertesVorhaben', { general: '5.10.2.1', special: '5.10.2.2', pairs: ['5.10.2.3', '5.10.2.4'] }, 2),
	...purposes('FP_Kennzeichnung', { general: '5.10.3.1' }, 1),
	detailsOf5('5.4.1.6', 'FP_Gemeinbedarf'),
	detailsOf5('5.4.2.3', 'FP_SpielSportanlage'),
	detailsOf5('5.5.1.3', 'FP_WaldFlaeche'),
	detailsOf5('5.5.2.3', 'FP_LandwirtschaftsFlaeche'),
	detailsOf5('5.5.3.6', 'FP_Gruen'),
	detailsOf5('5.5.4.1', 'FP_Landwirtschaft'),
	detailsOf5('5.7.1.6', 'FP_VerEntsorgung'),
	detailsOf5('5.8.1.2', 'FP_Strassenverkehr')
];

const OTHER: readonly RuleCase[] = [
	withPoints('5.4.1.7', 'FP_Gemeinbedarf'),
	withPoints('5.4.2.4', 'FP_SpielSportanlage'),
	flaechenschlussCase('5.4.1.8', ALL, 'FP_Gemeinbedarf', true),
	flaechenschlussCase('5.4.2.5', ALL, 'FP_SpielSportanlage', true),
	flaechenschlussCase('5.5.2.4', IN_5, 'FP_LandwirtschaftsFlaeche', true),
	flaechenschlussCase('5.5.3.7', ALL, 'FP_Gruen', true),
	flaechenschlussCase('5.5.4.2', FROM_5, 'FP_Landwirtschaft', true),
	flaechenschlussCase('5.7.1.7', ALL, 'FP_VerEntsorgung', true),
	flaechenschlussCase('5.8.1.3', UNTIL_5, 'FP_Strassenverkehr', true),
	flaechenschlussCase('5.9.1.2', UNTIL_5, 'FP_Gewaesser', true),
	flaechenschlussCase('5.9.2.2', IN_4, 'FP_Wasserwirtschaft', false),
	{ ...flaechenschlussCase('5.9.2.2', IN_5, 'FP_Wasserwirtschaft', false), version: '5.0' },
	flaechenschlussCase('5.10.4.1', ALL, 'FP_UnverbindlicheVormerkung', false),
	...measures('FP_SchutzPflegeEntwicklung', '5.6.1.1', '5.6.1.2'),
	...measures('FP_AusgleichsFlaeche', '5.6.2.1', '5.6.2.2'),
	requiresCase('5.4.3.1', IN_5, 'FP_AnpassungKlimawandel', 'detailMassnahme', 'massnahme'),
	requiresCase('5.6.3.1', IN_6, 'FP_AnpassungKlimawandel', 'detailMassnahme', 'massnahme'),
	requiresCase('5.9.1.1', UNTIL_5, 'FP_Gewaesser', 'detaillierteZweckbestimmung', 'zweckbestimmung'),
	requiresCase('5.9.2.1', UNTIL_5, 'FP_Wasserwirtschaft', 'detaillierteZweckbestimmung', 'zweckbestimmung'),
	requiresCase('5.10.11.1', IN_6, 'FP_Nutzungsbeschraenkung', 'detaillierteTechnVorkehrung', 'technVorkehrung'),
	requiresCase('5.8.1.2', IN_4, 'FP_Strassenverkehr', 'detaillierteZweckbestimmung', 'besondereZweckbestimmung'),
	pair(
		'5.8.1.1',
		IN_4,
		[
			f('FP_Strassenverkehr', { besondereZweckbestimmung: 14011, zweckbestimmung: 1400 }),
			f('FP_Strassenverkehr', { besondereZweckbestimmung: 14000 })
		],
		f('FP_Strassenverkehr', { besondereZweckbestimmung: 14005, zweckbestimmung: 1200 })
	),
	pair(
		'5.10.6.1',
		UNTIL_5,
		f('FP_TextlicheDarstellungsFlaeche', { refTextInhalt: '#t' }),
		f('FP_TextlicheDarstellungsFlaeche', { position: area })
	),
	pair('5.10.10.1', IN_6, f('FP_TextAbschnittFlaeche', { refTextInhalt: '#t' }), f('FP_TextAbschnittFlaeche', { position: area }))
];

export const FP_CASES: readonly RuleCase[] = [...BASE, ...BUILDING_USE, ...PURPOSES, ...OTHER];
