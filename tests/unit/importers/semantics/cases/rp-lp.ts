import type { PlanGeometry, Position } from '../../../../../importers/xplan/model.ts';
import { area, data, f, FROM_5, IN_5, IN_6, line, pair, point, type RuleCase, type Value } from '../support.ts';
import { planCases, requiresCase } from './base-classes.ts';

const RP: readonly RuleCase[] = [
	...planCases('RP', { bereich: '7.1.1.1', gehoertZuPlan: '7.1.2.2' }, FROM_5),
	pair(
		'7.1.4.1',
		IN_5,
		[f('RP_Freiraum', { refTextInhalt: '#t' }), f('RP_TextAbschnitt', {}, 't')],
		[f('RP_Freiraum', { refTextInhalt: '#t' }), f('RP_Siedlung', {}, 't')]
	),
	pair(
		'7.1.5.1',
		FROM_5,
		[
			f('RP_Freiraum', { position: area, ebene: 1, flaechenschluss: false }),
			f('RP_Freiraum', { position: point, ebene: 1 }),
			f('RP_Freiraum', { position: area, flaechenschluss: true })
		],
		f('RP_Freiraum', { position: area, ebene: -1, flaechenschluss: true })
	)
];

const withText = (number: string, className: string, coded: string, text: string): RuleCase =>
	pair(
		number,
		IN_6,
		[memberWith(className, { [coded]: 9999, [text]: 'x' }), memberWith(className, { [coded]: 1000 })],
		memberWith(className, { [coded]: 9999 })
	);

/** The class itself, or a member that holds the data type. */
const memberWith = (className: string, properties: Record<string, Value>) =>
	/Komplex$/.test(className) ? f('LP_ZieleErfordernisseMassnahmen', { inhalt: data(className, properties) }) : f(className, properties);

const SCHUTZ = 'LP_SchutzBestimmterTeileVonNaturUndLandschaft';

const rectangle = (width: number): PlanGeometry => {
	const points: Position[] = [
		[382_000, 5_656_000],
		[382_000 + width, 5_656_000],
		[382_000 + width, 5_656_010],
		[382_000, 5_656_010],
		[382_000, 5_656_000]
	];
	return { type: 'Surface', surfaces: [[{ exterior: [{ type: 'line', points }], interiors: [] }]] };
};
const withHole = (width: number): PlanGeometry => {
	const { exterior } = (rectangle(width) as Extract<PlanGeometry, { type: 'Surface' }>).surfaces[0][0]!;
	const shrunk = ([x, y]: Position): Position => [x - (x - 382_005) / 2, y - (y - 5_656_005) / 2];
	const hole = exterior.map(({ type, points }) => ({ type, points: points.map(shrunk) }));
	return { type: 'Surface', surfaces: [[{ exterior, interiors: [hole] }]] };
};
const turned: PlanGeometry = {
	type: 'MultiSurface',
	surfaces: [[{ exterior: [{ type: 'line', points: [...cornersOf(rectangle(10))].reverse() }], interiors: [] }]]
};
function cornersOf(geometry: PlanGeometry): Position[] {
	return geometry.type === 'Surface' ? geometry.surfaces[0][0]!.exterior[0]!.points : [];
}
const wholePlan = (position: PlanGeometry, raumkonkretisierung = 5000) => [
	f('LP_Plan', { bereich: '#b', raeumlicherGeltungsbereich: rectangle(10), plangeber: 'x' }, 'p'),
	f('LP_Bereich', { gehoertZuPlan: '#p', planinhalt: '#o' }, 'b'),
	f('LP_GenerischesObjekt', { raumkonkretisierung, position, gehoertZuBereich: '#b' }, 'o')
];

const LP: readonly RuleCase[] = [
	...planCases('LP', { bereich: '8.1.1.1', gehoertZuPlan: '8.1.2.2' }, FROM_5),
	pair(
		'8.1.1.2',
		FROM_5,
		[f('LP_Plan', { planArt: [1000, 9999], sonstPlanArt: 'x' }), f('LP_Plan', { planArt: 1000 })],
		f('LP_Plan', { planArt: [1000, 2000], sonstPlanArt: 'x' })
	),
	pair('8.1.1.3', IN_6, f('LP_Plan', { gemeinde: data('XP_Gemeinde', { ags: '14000000' }) }), f('LP_Plan', { planArt: 1000 })),
	requiresCase('8.1.1.4', IN_6, 'LP_Plan', 'sonstVerfahrensDatum', 'sonstVerfahrenText'),
	pair(
		'8.1.3.1',
		IN_5,
		[f('LP_Forstrecht', { refTextInhalt: '#t' }), f('LP_TextAbschnitt', {}, 't')],
		[f('LP_Forstrecht', { refTextInhalt: '#t' }), f('LP_Ausgleich', {}, 't')]
	),
	pair('8.1.4.1', IN_5, f('LP_AllgGruenflaeche', { position: area }), f('LP_AllgGruenflaeche', { position: point })),
	pair('8.1.6.1', IN_5, f('LP_Abgrenzung', { position: line }), f('LP_Abgrenzung', { position: area })),
	pair('8.1.7.1', IN_5, f('LP_Punktobjekt', { position: point }), f('LP_Punktobjekt', { position: line })),
	pair('8.1.5.2', IN_6, [...wholePlan(rectangle(10.001))], wholePlan(rectangle(11))),
	pair('8.1.5.2', IN_6, wholePlan(turned), wholePlan(withHole(10))),
	pair('8.1.5.2', IN_6, wholePlan(rectangle(3), 1000), wholePlan(line)),
	pair(
		'8.2.2.1',
		IN_5,
		f('LP_ErholungFreizeit', { funktion: [1000, 1030], detaillierteFunktion: 'x' }),
		f('LP_ErholungFreizeit', { funktion: 1000, detaillierteFunktion: ['x', 'y'] })
	),
	requiresCase('8.4.2.1', IN_5, 'LP_Bodenschutzrecht', 'detailTyp', 'typ'),
	requiresCase('8.4.4.1', IN_5, 'LP_Forstrecht', 'detailTyp', 'typ'),
	requiresCase('8.4.8.1', IN_5, 'LP_SonstigesRecht', 'detailTyp', 'typ'),
	requiresCase('8.4.10.1', IN_5, 'LP_WasserrechtWirtschaftAbflussHochwSchutz', 'detailTyp', 'typ'),
	requiresCase('8.4.11.1', IN_5, 'LP_WasserrechtSchutzgebiet', 'detailTyp', 'typ'),
	pair(
		'8.4.6.1',
		IN_5,
		f('LP_SchutzobjektInternatRecht', { sonstTyp: 'x', typ: 9999 }),
		f('LP_SchutzobjektInternatRecht', { sonstTyp: 'x' })
	),
	pair(
		'8.6.1.1',
		IN_6,
		[f(SCHUTZ, { artDerFestlegung: 1700, gesetzlGeschBiotop: 1000 }), f(SCHUTZ, { artDerFestlegung: 1000 })],
		f(SCHUTZ, { artDerFestlegung: 1700 })
	),
	withText('8.6.1.2', SCHUTZ, 'rechtsstandSchG', 'rechtsstandSchGText'),
	withText('8.6.1.3', SCHUTZ, 'gesetzlGeschBiotop', 'gesetzlGeschBiotopText'),
	withText('8.6.1.4', SCHUTZ, 'schutzzone', 'schutzzonenText'),
	withText('8.7.1.1', 'LP_BiotopverbundBiotopvernetzung', 'rechtlicheSicherung', 'rechtlicheSicherungText'),
	withText('8.7.2.1.1', 'LP_EingriffsregelungKomplex', 'eRFlaechenArt', 'eRFlaechenArtText'),
	withText('8.8.1.1.1', 'LP_AdressatKomplex', 'adressatArt', 'adressatText'),
	withText('8.8.1.2.1', 'LP_BioVfPflanzenArtKomplex', 'bioVfPflanzenSystematik', 'bioVfPflanzenSystematikText'),
	withText('8.8.1.2.2', 'LP_BioVfPflanzenArtKomplex', 'bioVfPflanzenRechtlicherSchutz', 'bioVfPflanzenRechtlicherSchutzText'),
	pair(
		'8.8.1.2.3',
		IN_6,
		memberWith('LP_BioVfTiereArtKomplex', { bioVfTierArtName: 'Feldhamster' }),
		memberWith('LP_BioVfTiereArtKomplex', { bioVfTierArtRechtlicherSchutz: 1000 })
	),
	withText('8.8.1.2.4', 'LP_BioVfTiereArtKomplex', 'bioVfTiereSystematik', 'bioVfTiereSystematikText'),
	withText('8.8.1.2.5', 'LP_BioVfTiereArtKomplex', 'bioVfTierArtHabitatanforderung', 'bioVfTierArtHabitatanforderungText'),
	withText('8.8.1.3.1', 'LP_BodenKomplex', 'bodenAuspraegung', 'bodenText'),
	withText('8.8.1.4.1', 'LP_ErholungKomplex', 'erholungFunktionArt', 'erholungFunktionText'),
	withText('8.8.1.5.1', 'LP_KlimaKomplex', 'klimaArt', 'klimaText'),
	withText('8.8.1.6.1', 'LP_LandschaftsbildKomplex', 'landschaftsbildArt', 'landschaftsbildText'),
	withText('8.8.1.7.1', 'LP_LuftKomplex', 'luftArt', 'luftText'),
	withText('8.8.1.8.1', 'LP_SchutzgutKomplex', 'schutzgutArt', 'schutzgutText'),
	withText('8.8.1.9.1', 'LP_SPEKomplex', 'schutzPflegeEntwicklungTyp', 'schutzPflegeEntwicklungText'),
	withText('8.8.1.10.1', 'LP_WasserKomplex', 'wasserAuspraegung', 'wasserText'),
	withText('8.8.1.11.1', 'LP_ZielDimNatSchLaPflKomplex', 'zielDimensionTyp', 'zielDimensionText')
];

export const RP_LP_CASES: readonly RuleCase[] = [...RP, ...LP];
