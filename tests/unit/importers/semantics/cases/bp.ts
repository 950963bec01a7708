import { ALL, arc, area, data, f, FROM_5, IN_4, IN_5, IN_6, line, pair, point, UNTIL_5, type RuleCase, type Value } from '../support.ts';
import { flaechenschlussCase, geometryCases, requiresCase } from './base-classes.ts';
import { detailsOf5, purposes } from './fp.ts';

const AREA = 'BP_BaugebietsTeilFlaeche';
const UEBERBAUBAR = 'BP_UeberbaubareGrundstuecksFlaeche';
const use = (properties: Record<string, Value>) => f(AREA, properties);
const nutzung = (...codes: number[]) => ({ sondernutzung: codes.map((code) => data('BP_KomplexeSondernutzung', { allgemein: code })) });
const plan = f('BP_Plan', { bereich: '#b' }, 'p');
const bereich = f('BP_Bereich', { gehoertZuPlan: '#p' }, 'b');

/** A relation that leads to one class only. */
const relation = (number: string, documents: typeof ALL, className: string, name: string, target: string): RuleCase =>
	pair(
		number,
		documents,
		[f(className, { [name]: ['#t', '#elsewhere'] }), f(target, {}, 't')],
		[f(className, { [name]: '#t' }), f('BP_HoehenMass', {}, 't')]
	);

const BASE: readonly RuleCase[] = [
	pair('4.1.1.1', ALL, [plan, bereich], [plan, f('FP_Bereich', { gehoertZuPlan: '#p' }, 'b')]),
	pair('4.1.2.3', ALL, [plan, bereich], [f('BP_Plan', { bereich: '#c' }, 'p'), bereich]),
	pair('4.1.2.3', ALL, [bereich], [f('FP_Plan', { bereich: '#b' }, 'p'), bereich]),
	pair(
		'4.1.2.1',
		IN_4,
		[f('BP_Bereich', { inhaltBPlan: '#o' }), f(AREA, {}, 'o')],
		[f('BP_Bereich', { inhaltBPlan: '#o' }), f('SO_Denkmalschutzrecht', {}, 'o')]
	),
	relation('4.1.2.2', IN_4, 'BP_Bereich', 'rasterAenderung', 'BP_RasterplanAenderung'),
	pair(
		'4.1.3.5',
		IN_4,
		[f('BP_Bereich', { inhaltBPlan: '#o' }, 'b'), f(AREA, { gehoertZuBP_Bereich: '#b' }, 'o')],
		[f('BP_Bereich', { inhaltBPlan: '#o' }, 'b'), f(AREA, { gehoertZuBP_Bereich: '#c' }, 'o')]
	),
	pair(
		'4.1.3.6',
		IN_4,
		[use({ gehoertZuBP_Bereich: '#b' }), use({ gehoertNachrichtlichZuBereich: '#b' })],
		use({ gehoertZuBP_Bereich: '#b', gehoertNachrichtlichZuBereich: '#c' })
	),
	relation('4.1.3.1', ALL, AREA, 'wirdAusgeglichenDurchFlaeche', 'BP_AusgleichsFlaeche'),
	relation('4.1.3.2', ALL, AREA, 'wirdAusgeglichenDurchMassnahme', 'BP_AusgleichsMassnahme'),
	relation('4.1.3.3', ALL, AREA, 'wirdAusgeglichenDurchSPEMassnahme', 'BP_SchutzPflegeEntwicklungsMassnahme'),
	relation('4.1.3.4', ALL, AREA, 'wirdAusgeglichenDurchSPEFlaeche', 'BP_SchutzPflegeEntwicklungsFlaeche'),
	relation('4.1.3.7', ALL, AREA, 'wirdAusgeglichenDurchABE', 'BP_AnpflanzungBindungErhaltung'),
	relation('4.1.3.8', IN_5, AREA, 'refTextInhalt', 'SO_TextAbschnitt'),
	pair(
		'4.1.3.9',
		FROM_5,
		[use({ laermkontingent: data('BP_EmissionskontingentLaerm', { ekwertTag: 60 }) }), use({})],
		use({
			laermkontingent: data('BP_EmissionskontingentLaerm', { ekwertTag: 60 }),
			laermkontingentGebiet: data('BP_EmissionskontingentLaermGebiet', { ekwertTag: 60 })
		})
	),
	...geometryCases(
		'4.1',
		{ area: 'BP_AbgrabungsFlaeche', any: 'BP_Wegerecht', line: 'BP_BauLinie', point: 'BP_EinfahrtPunkt' },
		{ line: 8, point: 9 }
	),
	pair('4.1.6.1', ALL, f(UEBERBAUBAR, { flaechenschluss: false }), f(UEBERBAUBAR, { flaechenschluss: true })),
	pair('4.1.4.1', ALL, use({ ebene: 'unten', flaechenschluss: true }), use({ ebene: 1, flaechenschluss: true })),
	pair(
		'4.1.7.1',
		ALL,
		[use({ flaechenschluss: true }), use({ ebene: 1, flaechenschluss: false })],
		use({ ebene: 0, flaechenschluss: false })
	)
];

/** A range: both ends, or one value; `compulsory` is a further name that stands alone. */
const range = (number: string, documents: typeof ALL, name: string, compulsory?: string): RuleCase[] => [
	pair(
		number,
		documents,
		[
			use({ [name]: 1 }),
			use({ [`${name}min`]: 1, [`${name}max`]: 2 }),
			use({}),
			...(compulsory === undefined ? [] : [use({ [compulsory]: 1 })])
		],
		use({ [name]: 1, [`${name}max`]: 2 })
	),
	pair(number, documents, f(UEBERBAUBAR, { [name]: 1 }), f(UEBERBAUBAR, { [`${name}max`]: 1 })),
	...(compulsory === undefined ? [] : [pair(number, documents, [], use({ [name]: 1, [compulsory]: 2 }))])
];
const group = (number: string, documents: typeof ALL, one: Record<string, Value>, other: Record<string, Value>): RuleCase =>
	pair(number, documents, [use(one), use(other), f('BP_GruenFlaeche', one)], f('BP_GruenFlaeche', { ...one, ...other }));
const slopes = (
	number: string,
	documents: typeof ALL,
	compulsory: string,
	make: (properties: Record<string, Value>) => ReturnType<typeof f>
): RuleCase[] => [
	pair(
		number,
		documents,
		[make({ DNmin: 10 }), make({ DNmin: 10, DNmax: 20 }), make({ DN: 10 }), make({ [compulsory]: 10 }), make({})],
		make({ DNmax: 20 })
	),
	pair(number, documents, [], make({ DN: 10, [compulsory]: 10 }))
];
const roof = (properties: Record<string, Value>) => use({ dachgestaltung: data('BP_Dachgestaltung', properties) });

const MEASURES: readonly RuleCase[] = [
	...range('4.2.1', ALL, 'GFZ'),
	...range('4.2.2', ALL, 'GF'),
	...range('4.2.4', IN_4, 'BMZ'),
	...range('4.2.5', IN_4, 'BM'),
	...range('4.2.7', ALL, 'GRZ'),
	...range('4.2.8', ALL, 'GR'),
	...range('4.2.10', ALL, 'Z', 'Zzwingend'),
	...range('4.2.11', ALL, 'ZU', 'ZUzwingend'),
	pair('4.2.1', IN_6, f('SO_Strassenverkehr', { GFZ: 1 }), f('SO_Strassenverkehr', { GFZmin: 1 })),
	group('4.2.3', ALL, { GFZ: 1 }, { GFmin: 100, GFmax: 200 }),
	group('4.2.6', ALL, { BMZ: 1 }, { BM: 100 }),
	group('4.2.6', IN_4, { BMZmin: 1, BMZmax: 2 }, { BM: 100 }),
	group('4.2.9', ALL, { GRZ: 1 }, { GR: 100 }),
	...slopes('4.3.1', UNTIL_5, 'DNZwingend', use),
	...slopes('4.3.1.1', FROM_5, 'DNzwingend', roof),
	requiresCase('4.3.2', IN_4, AREA, 'detaillierteDachform', 'dachform'),
	pair(
		'4.3.2',
		IN_5,
		use({ dachform: [1000, 2100], detaillierteDachform: 'x' }),
		use({ dachform: 1000, detaillierteDachform: ['x', 'y'] })
	),
	pair('4.3.1.2', FROM_5, roof({ dachform: 1000, detaillierteDachform: 'x' }), roof({ detaillierteDachform: 'x' }))
];

const abweichend = (number: string, documents: typeof ALL, className: string): RuleCase =>
	pair(
		number,
		documents,
		[
			f(className, { abweichendeBauweise: 'x', bauweise: 3000 }),
			f(className, { abweichendeBauweise: 'x' }),
			f(className, { bauweise: 1000 })
		],
		f(className, { abweichendeBauweise: 'x', bauweise: 1000 })
	);

const WOHNEN = 'BP_WohngebaeudeFlaeche';

const BUILDING: readonly RuleCase[] = [
	relation('4.5.1.1', [...IN_4, ...IN_6], AREA, 'abweichungText', 'XP_TextAbschnitt'),
	relation('4.5.1.1', IN_5, AREA, 'abweichungText', 'BP_TextAbschnitt'),
	pair(
		'4.5.1.2',
		ALL,
		[
			use({ besondereArtDerBaulNutzung: 1200, allgArtDerBaulNutzung: 1000 }),
			use({ besondereArtDerBaulNutzung: 1500, allgArtDerBaulNutzung: 2000 }),
			use({ besondereArtDerBaulNutzung: 1200 })
		],
		use({ besondereArtDerBaulNutzung: 1200, allgArtDerBaulNutzung: 2000 })
	),
	pair(
		'4.5.1.3',
		IN_4,
		[use({ sondernutzung: 1000, besondereArtDerBaulNutzung: 3000 }), use({ sondernutzung: 1500, besondereArtDerBaulNutzung: 2100 })],
		use({ sondernutzung: 1500, besondereArtDerBaulNutzung: 2000 })
	),
	pair(
		'4.5.1.3',
		IN_5,
		[use({ sondernutzung: [1000, 1100], besondereArtDerBaulNutzung: 2000 }), use({ sondernutzung: 1500 })],
		use({ sondernutzung: 1500, besondereArtDerBaulNutzung: 2000 })
	),
	pair(
		'4.5.1.3',
		IN_5,
		use({ sondernutzung: 1000, besondereArtDerBaulNutzung: 3000 }),
		use({ sondernutzung: 9999, besondereArtDerBaulNutzung: 2000 }),
		'5.1'
	),
	pair(
		'4.5.1.3',
		IN_6,
		use({ ...nutzung(1500, 1650), besondereArtDerBaulNutzung: 2100 }),
		use({ ...nutzung(1500), besondereArtDerBaulNutzung: 2000 })
	),
	abweichend('4.5.1.4', ALL, AREA),
	pair(
		'4.5.1.5',
		UNTIL_5,
		[
			use({ detaillierteArtDerBaulNutzung: 'x', sondernutzung: 1500 }),
			use({ detaillierteArtDerBaulNutzung: 'x', allgArtDerBaulNutzung: 1000 })
		],
		use({ detaillierteArtDerBaulNutzung: 'x' })
	),
	pair(
		'4.5.1.5',
		IN_6,
		use({ detaillierteArtDerBaulNutzung: 'x', besondereArtDerBaulNutzung: 1000 }),
		use({ detaillierteArtDerBaulNutzung: 'x', ...nutzung(1500) })
	),
	requiresCase('4.5.1.6', IN_5, AREA, 'detaillierteSondernutzung', 'sondernutzung'),
	pair('4.5.1.7', IN_6, [use(nutzung(1000, 1400)), use(nutzung(1500, 9999))], use(nutzung(1000, 1500))),
	relation('4.5.2.1', ALL, UEBERBAUBAR, 'baugrenze', 'BP_BauGrenze'),
	relation('4.5.2.2', ALL, UEBERBAUBAR, 'baulinie', 'BP_BauLinie'),
	abweichend('4.5.2.3', FROM_5, UEBERBAUBAR),
	abweichend('4.5.3.1', FROM_5, 'BP_BesondererNutzungszweckFlaeche'),
	abweichend('4.7.1.7', FROM_5, 'BP_GemeinbedarfsFlaeche'),
	pair(
		'4.5.10.1',
		ALL,
		[f('BP_SpezielleBauweise', { typ: 9999, sonstTyp: 'x' }), f('BP_SpezielleBauweise', { sonstTyp: 'x' })],
		f('BP_SpezielleBauweise', { typ: 1000, sonstTyp: 'x' })
	),
	relation('4.5.10.2', FROM_5, 'BP_SpezielleBauweise', 'wegerecht', 'BP_Wegerecht'),
	relation('4.5.14.3', ALL, 'BP_GemeinschaftsanlagenFlaeche', 'eigentuemer', AREA),
	relation('4.5.20.1', IN_5, WOHNEN, 'abweichungText', 'BP_TextAbschnitt'),
	relation('4.5.20.1', IN_6, WOHNEN, 'abweichungText', 'XP_TextAbschnitt'),
	abweichend('4.5.20.2', FROM_5, WOHNEN),
	pair(
		'4.5.20.3',
		FROM_5,
		[f('BP_Plan', { planArt: [1000, 10002] }), f(WOHNEN)],
		[f('BP_Plan', { planArt: 1000, bereich: '#b' }, 'p'), bereich, f(WOHNEN, { gehoertZuBereich: '#b' })]
	),
	pair('4.5.20.3', FROM_5, f(WOHNEN), [f('BP_Plan'), f(WOHNEN)])
];

const THREE = (section: string) => ({
	general: `${section}.1`,
	special: `${section}.2`,
	detail: `${section}.3`,
	pairs: [`${section}.4`, `${section}.5`] as const,
	beside: `${section}.6`
});
const TWO = (section: string, beside: string) => ({ general: `${section}.1`, detail: `${section}.2`, beside });

const measures = (section: string, className: string): RuleCase[] => {
	const one = data('XP_SPEMassnahmenDaten', { klassifizMassnahme: 1000 });
	return [
		pair(
			`${section}.1`,
			IN_4,
			[f(className, { massnahme: one, weitereMassnahme1: one }), f(className, { massnahme: [one, one] })],
			f(className, { weitereMassnahme1: one })
		),
		pair(
			`${section}.2`,
			IN_4,
			f(className, { massnahme: one, weitereMassnahme1: one, weitereMassnahme2: one }),
			f(className, { massnahme: one, weitereMassnahme2: one })
		),
		pair(`${section}.3`, IN_4, f(className, { massnahme: [one, one] }), f(className, { massnahme: [one, one], weitereMassnahme2: one }))
	];
};

const PURPOSES: readonly RuleCase[] = [
	...purposes('BP_NebenanlagenFlaeche', TWO('4.5.13', '4.5.13.3'), 4),
	...purposes('BP_GemeinschaftsanlagenFlaeche', TWO('4.5.14', '4.5.14.4'), 4),
	...purposes('BP_GemeinbedarfsFlaeche', THREE('4.7.1'), 4),
	...purposes('BP_SpielSportanlagenFlaeche', TWO('4.7.2', '4.7.2.3'), 1),
	...purposes('BP_WaldFlaeche', TWO('4.8.1', '4.8.1.3'), 2),
	...purposes('BP_Landwirtschaft', TWO('4.8.2', '4.8.2.3'), 3),
	...purposes('BP_GruenFlaeche', THREE('4.8.3'), 4),
	...purposes('BP_VerEntsorgung', THREE('4.11.1'), 3),
	...purposes('BP_GenerischesObjekt', { general: '4.14.1.1' }, 4),
	...(
		[
			['4.5.13.3', 'BP_NebenanlagenFlaeche'],
			['4.5.14.4', 'BP_GemeinschaftsanlagenFlaeche'],
			['4.7.1.6', 'BP_GemeinbedarfsFlaeche'],
			['4.7.2.3', 'BP_SpielSportanlagenFlaeche'],
			['4.8.1.3', 'BP_WaldFlaeche'],
			['4.8.2.3', 'BP_Landwirtschaft'],
			['4.8.3.6', 'BP_GruenFlaeche'],
			['4.8.4.1', 'BP_LandwirtschaftsFlaeche'],
			['4.11.1.6', 'BP_VerEntsorgung'],
			['4.12.2.2', 'BP_VerkehrsflaecheBesondererZweckbestimmung']
		] as const
	).map(([number, className]) => detailsOf5(number, className)),
	requiresCase('4.12.2.2', IN_4, 'BP_VerkehrsflaecheBesondererZweckbestimmung', 'detaillierteZweckbestimmung', 'zweckbestimmung'),
	requiresCase('4.13.1.1', UNTIL_5, 'BP_GewaesserFlaeche', 'detaillierteZweckbestimmung', 'zweckbestimmung'),
	requiresCase('4.13.2.1', UNTIL_5, 'BP_WasserwirtschaftsFlaeche', 'detaillierteZweckbestimmung', 'zweckbestimmung'),
	...measures('4.9.2', 'BP_SchutzPflegeEntwicklungsMassnahme'),
	...measures('4.9.3', 'BP_SchutzPflegeEntwicklungsFlaeche'),
	...measures('4.9.3', 'BP_AusgleichsFlaeche'),
	...measures('4.9.5', 'BP_AusgleichsMassnahme'),
	pair(
		'4.14.4.1',
		IN_4,
		[
			f('BP_KennzeichnungsFlaeche', { zweckbestimmung: [1000, 2000] }),
			f('BP_KennzeichnungsFlaeche', { zweckbestimmung: 1000, weitereZweckbestimmung: 2000 })
		],
		f('BP_KennzeichnungsFlaeche', { weitereZweckbestimmung: 2000 })
	)
];

const ABSTAND = 'BP_AbstandsMass';
const mark = (properties: Record<string, Value>) => data('XP_Hoehenangabe', properties);
const laerm = (properties: Record<string, Value>) => f('BP_Immissionsschutz', properties);

const OTHER: readonly RuleCase[] = [
	flaechenschlussCase('4.5.15.1', ALL, 'BP_GemeinschaftsanlagenZuordnung', false),
	flaechenschlussCase('4.6.3.1', IN_4, 'BP_DenkmalschutzEinzelanlage', false),
	flaechenschlussCase('4.8.2.4', UNTIL_5, 'BP_Landwirtschaft', true),
	flaechenschlussCase('4.9.5.4', ALL, 'BP_AusgleichsMassnahme', false),
	flaechenschlussCase('4.9.6.1', IN_4, 'BP_AnpflanzungBindungErhaltung', false),
	{ ...flaechenschlussCase('4.9.6.1', IN_5, 'BP_AnpflanzungBindungErhaltung', false), version: '5.0' },
	flaechenschlussCase('4.10.2.1', UNTIL_5, 'BP_Immissionsschutz', false),
	flaechenschlussCase('4.11.1.7', ALL, 'BP_VerEntsorgung', true),
	flaechenschlussCase('4.12.2.3', IN_5, 'BP_VerkehrsflaecheBesondererZweckbestimmung', true),
	flaechenschlussCase('4.12.3.1', ALL, 'BP_Strassenkoerper', false),
	flaechenschlussCase('4.14.2.1', ALL, 'BP_Wegerecht', false),
	flaechenschlussCase('4.14.2.1', ALL, 'BP_UnverbindlicheVormerkung', false),
	relation('4.12.1.1', UNTIL_5, 'BP_StrassenVerkehrsFlaeche', 'begrenzungslinie', 'BP_StrassenbegrenzungsLinie'),
	relation('4.12.2.1', UNTIL_5, 'BP_VerkehrsflaecheBesondererZweckbestimmung', 'begrenzungslinie', 'BP_StrassenbegrenzungsLinie'),
	requiresCase('4.10.2.2', FROM_5, 'BP_Immissionsschutz', 'detaillierteTechnVorkehrung', 'technVorkehrung'),
	pair(
		'4.10.2.3',
		IN_6,
		[laerm({ laermpegelbereich: 1000 }), laerm({ massgeblAussenLaermpegelTag: 60, massgeblAussenLaermpegelNacht: 50 })],
		laerm({ sonstLaermpegelbereich: 'x', massgeblAussenLaermpegelNacht: 50 })
	),
	pair(
		'4.10.2.4',
		IN_6,
		[laerm({ laermpegelbereich: 1700, sonstLaermpegelbereich: 'x' }), laerm({ sonstLaermpegelbereich: 'x' })],
		laerm({ laermpegelbereich: 1000, sonstLaermpegelbereich: 'x' })
	),
	pair('4.14.3.1', ALL, [f(ABSTAND, { startWinkel: 1, endWinkel: 2 }), f(ABSTAND)], f(ABSTAND, { endWinkel: 2 })),
	pair('4.14.3.2', UNTIL_5, f(ABSTAND, { position: line }), f(ABSTAND, { position: area })),
	pair(
		'4.14.3.3',
		IN_6,
		[f(ABSTAND, { typ: 1000, position: line }), f(ABSTAND, { typ: 2000, position: arc }), f(ABSTAND, { position: arc })],
		f(ABSTAND, { typ: 1000, position: arc })
	),
	pair('4.14.3.4', IN_6, f(ABSTAND, { typ: 2000, position: arc }), f(ABSTAND, { typ: 2000, position: line })),
	pair('4.14.6.1', UNTIL_5, f('BP_TextlicheFestsetzungsFlaeche', { refTextInhalt: '#t' }), f('BP_TextlicheFestsetzungsFlaeche')),
	pair('4.14.12.1', IN_6, f('BP_TextAbschnittFlaeche', { refTextInhalt: '#t' }), f('BP_TextAbschnittFlaeche')),
	pair('4.14.7.1', ALL, f('BP_HoehenMass', { hoehenangabe: mark({ h: 1 }) }), f('BP_HoehenMass', { position: point })),
	pair('4.14.7.1', ALL, [], f('BP_HoehenMass', { hoehenangabe: [mark({ h: 1 }), mark({ h: 2 })] })),
	pair('4.14.7.1', ALL, [], f('BP_HoehenMass', { hoehenangabe: mark({ h: 1, bezugspunkt: 1000 }) })),
	pair('4.14.7.1', ALL, [], f('BP_HoehenMass', { hoehenangabe: mark({ hMax: 1 }) })),
	pair(
		'4.14.7.2',
		ALL,
		[f('BP_HoehenMass', { position: point }), f('BP_HoehenMass', { position: line })],
		f('BP_HoehenMass', { position: area })
	)
];

/** Chapter 4. */
export const BP_CASES: readonly RuleCase[] = [...BASE, ...MEASURES, ...BUILDING, ...PURPOSES, ...OTHER];
