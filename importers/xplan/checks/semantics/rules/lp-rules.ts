import { has, hasAny, requires, requiresAsOften, shapeIs, shown, someCodeIn, targetIs, valuesOf } from '../predicates.ts';
import type { Demand, SemanticRule } from '../rule.ts';
import { planRules } from './base-classes.ts';
import { COVERS_PLAN } from './lp-whole-plan.ts';

/** Sonstiges: the code that needs a text beside it. */
const OTHER_CODE = '9999';

function needsWhenCode(code: string, coded: string, needed: string): Demand {
	return {
		uses: [coded, needed],
		holds: (subject) => !someCodeIn(subject, coded, [code]) || has(subject, needed),
		message: `${coded} hat den Wert ${code}, ${needed} fehlt aber. Bitte ergänzen Sie ${needed}.`
	};
}

/** In 6.0: code and text of what the code 9999 leaves open. */
const TEXTS: readonly (readonly [string, string, string, string])[] = [
	['8.6.1.2', 'LP_SchutzBestimmterTeileVonNaturUndLandschaft', 'rechtsstandSchG', 'rechtsstandSchGText'],
	['8.6.1.3', 'LP_SchutzBestimmterTeileVonNaturUndLandschaft', 'gesetzlGeschBiotop', 'gesetzlGeschBiotopText'],
	['8.6.1.4', 'LP_SchutzBestimmterTeileVonNaturUndLandschaft', 'schutzzone', 'schutzzonenText'],
	['8.7.1.1', 'LP_BiotopverbundBiotopvernetzung', 'rechtlicheSicherung', 'rechtlicheSicherungText'],
	['8.7.2.1.1', 'LP_EingriffsregelungKomplex', 'eRFlaechenArt', 'eRFlaechenArtText'],
	['8.8.1.1.1', 'LP_AdressatKomplex', 'adressatArt', 'adressatText'],
	['8.8.1.2.1', 'LP_BioVfPflanzenArtKomplex', 'bioVfPflanzenSystematik', 'bioVfPflanzenSystematikText'],
	['8.8.1.2.2', 'LP_BioVfPflanzenArtKomplex', 'bioVfPflanzenRechtlicherSchutz', 'bioVfPflanzenRechtlicherSchutzText'],
	['8.8.1.2.4', 'LP_BioVfTiereArtKomplex', 'bioVfTiereSystematik', 'bioVfTiereSystematikText'],
	['8.8.1.2.5', 'LP_BioVfTiereArtKomplex', 'bioVfTierArtHabitatanforderung', 'bioVfTierArtHabitatanforderungText'],
	['8.8.1.3.1', 'LP_BodenKomplex', 'bodenAuspraegung', 'bodenText'],
	['8.8.1.4.1', 'LP_ErholungKomplex', 'erholungFunktionArt', 'erholungFunktionText'],
	['8.8.1.5.1', 'LP_KlimaKomplex', 'klimaArt', 'klimaText'],
	['8.8.1.6.1', 'LP_LandschaftsbildKomplex', 'landschaftsbildArt', 'landschaftsbildText'],
	['8.8.1.7.1', 'LP_LuftKomplex', 'luftArt', 'luftText'],
	['8.8.1.8.1', 'LP_SchutzgutKomplex', 'schutzgutArt', 'schutzgutText'],
	['8.8.1.9.1', 'LP_SPEKomplex', 'schutzPflegeEntwicklungTyp', 'schutzPflegeEntwicklungText'],
	['8.8.1.10.1', 'LP_WasserKomplex', 'wasserAuspraegung', 'wasserText'],
	['8.8.1.11.1', 'LP_ZielDimNatSchLaPflKomplex', 'zielDimensionTyp', 'zielDimensionText']
];

/** In 5.x: classes whose detailTyp needs typ. */
const DETAILS: readonly (readonly [string, string])[] = [
	['8.4.2.1', 'LP_Bodenschutzrecht'],
	['8.4.4.1', 'LP_Forstrecht'],
	['8.4.8.1', 'LP_SonstigesRecht'],
	['8.4.10.1', 'LP_WasserrechtWirtschaftAbflussHochwSchutz'],
	['8.4.11.1', 'LP_WasserrechtSchutzgebiet']
];

/** Chapter 8, Landschaftsplan; the document of 4.1 has none, that of 6.0 describes a new model. */
export const LP_RULES: readonly SemanticRule[] = [
	...planRules('LP', { bereich: { '5.4': '8.1.1.1', '6.0': '8.1.1.1' }, gehoertZuPlan: { '5.4': '8.1.2.2', '6.0': '8.1.2.2' } }),
	{
		number: { '5.4': '8.1.1.2', '6.0': '8.1.1.2' },
		classes: ['LP_Plan'],
		uses: ['planArt', 'sonstPlanArt'],
		// planArt may be repeated: one of its values must leave room for the text.
		holds: (subject) => !has(subject, 'sonstPlanArt') || someCodeIn(subject, 'planArt', [OTHER_CODE]),
		message: (subject) =>
			`sonstPlanArt ist angegeben, planArt hat aber nur den Wert ${shown(valuesOf(subject, 'planArt'))}. ` +
			`Bitte geben Sie ${OTHER_CODE} (Sonstiges) an oder lassen Sie sonstPlanArt weg.`
	},
	{
		number: { '6.0': '8.1.1.3' },
		classes: ['LP_Plan'],
		uses: ['gemeinde', 'plangeber'],
		holds: (subject) => hasAny(subject, ['gemeinde', 'plangeber']),
		message: 'Weder gemeinde noch plangeber ist angegeben. Bitte ergänzen Sie mindestens eine der Angaben.'
	},
	{ number: { '6.0': '8.1.1.4' }, classes: ['LP_Plan'], ...requires('sonstVerfahrensDatum', 'sonstVerfahrenText') },
	{ number: { '5.4': '8.1.3.1' }, classes: ['LP_Objekt'], ...targetIs('refTextInhalt', ['XP_TextAbschnitt']) },
	{ number: { '5.4': '8.1.4.1' }, classes: ['LP_Flaechenobjekt'], ...shapeIs(['area']) },
	{ number: { '6.0': '8.1.5.2' }, classes: ['LP_Geometrieobjekt'], ...COVERS_PLAN },
	{ number: { '5.4': '8.1.6.1' }, classes: ['LP_Linienobjekt'], ...shapeIs(['line']) },
	{ number: { '5.4': '8.1.7.1' }, classes: ['LP_Punktobjekt'], ...shapeIs(['point']) },
	{ number: { '5.4': '8.2.2.1' }, classes: ['LP_ErholungFreizeit'], ...requiresAsOften('detaillierteFunktion', 'funktion') },
	...DETAILS.map(([number, name]): SemanticRule => ({ number: { '5.4': number }, classes: [name], ...requires('detailTyp', 'typ') })),
	{
		number: { '5.4': '8.4.6.1' },
		classes: ['LP_SchutzobjektInternatRecht'],
		uses: ['typ', 'sonstTyp'],
		holds: (subject) => !has(subject, 'sonstTyp') || someCodeIn(subject, 'typ', [OTHER_CODE]),
		message:
			`sonstTyp ist angegeben, typ aber nicht auf ${OTHER_CODE} (Sonstiges) gesetzt. ` +
			`Bitte setzen Sie typ auf ${OTHER_CODE} oder lassen Sie sonstTyp weg.`
	},
	{
		number: { '6.0': '8.6.1.1' },
		classes: ['LP_SchutzBestimmterTeileVonNaturUndLandschaft'],
		...needsWhenCode('1700', 'artDerFestlegung', 'gesetzlGeschBiotop')
	},
	...TEXTS.map(
		([number, name, coded, text]): SemanticRule => ({ number: { '6.0': number }, classes: [name], ...needsWhenCode(OTHER_CODE, coded, text) })
	),
	{
		number: { '6.0': '8.8.1.2.3' },
		classes: ['LP_BioVfTiereArtKomplex'],
		holds: (subject) => hasAny(subject, ['bioVfTierArtName', 'bioVfTiereSystematik']),
		message: 'Zur Tierart ist weder bioVfTierArtName noch bioVfTiereSystematik angegeben. Bitte ergänzen Sie mindestens eine der Angaben.'
	}
];
