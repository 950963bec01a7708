import { areaIsFlaechenschluss, combinations, requires, requiresAsOften, requiresCode, shapeIs, targetIs } from '../predicates.ts';
import type { SemanticRule } from '../rule.ts';
import { contentRulesOf4, coverageRules, geometryRules, needsText, planRules } from './base-classes.ts';
import { buildingUseRules } from './building-use.ts';
import { measureRules, purposeRules, specialIn } from './purposes-of-4.ts';

const DETAIL = 'detaillierteZweckbestimmung';
const FLAECHENSCHLUSS = areaIsFlaechenschluss(true, true);
const UEBERLAGERUNG = areaIsFlaechenschluss(false);

/** 5.x: purposes are repeated, details at most as often. */
const detailsOf5 = (number: string, className: string): SemanticRule => ({
	number: { '5.4': number },
	classes: [className],
	...requiresAsOften(DETAIL, 'zweckbestimmung')
});

/** 5.1 Basisschema. */
const BASE: readonly SemanticRule[] = [
	...planRules('FP', { bereich: '5.1.1.1', gehoertZuPlan: '5.1.2.3' }),
	{ number: '5.1.1.2', classes: ['FP_Plan'], ...requiresCode('sonstPlanArt', 'planArt', ['9999'], 'Sonstiges') },
	...contentRulesOf4('FP', 'inhaltFPlan', { content: '5.1.2.1', raster: '5.1.2.2', back: '5.1.3.3', both: '5.1.3.4' }),
	{ number: '5.1.3.1', classes: ['FP_Objekt'], ...targetIs('wirdAusgeglichenDurchFlaeche', ['FP_AusgleichsFlaeche']) },
	{ number: '5.1.3.2', classes: ['FP_Objekt'], ...targetIs('wirdAusgeglichenDurchSPE', ['FP_SchutzPflegeEntwicklung']) },
	{ number: { '5.4': '5.1.3.5' }, classes: ['FP_Objekt'], ...targetIs('refTextInhalt', ['XP_TextAbschnitt']) },
	...geometryRules('FP', '5.1', { line: 8, point: 9 }),
	...coverageRules('FP', '5.1')
];

/** 5.3 Bebauung. */
const BUILDING_USE: readonly SemanticRule[] = [
	...buildingUseRules(['FP_BebauungsFlaeche'], 'sonderNutzung', {
		special: '5.3.1.1',
		use: '5.3.1.2',
		detail: '5.3.1.3',
		detailedUse: '5.3.1.5',
		mixed: '5.3.1.6'
	}),
	{ number: '5.3.1.4', classes: ['FP_BebauungsFlaeche'], ...combinations(['GFZmin', 'GFZmax', 'GFZ'], [['GFZmin', 'GFZmax'], ['GFZ']]) }
];

/** 5.4 Gemeinbedarf, Spiel und Sport. */
const COMMUNITY: readonly SemanticRule[] = [
	...purposeRules('FP_Gemeinbedarf', 5, {
		general: '5.4.1.1',
		special: '5.4.1.2',
		detail: '5.4.1.3',
		specialOfGeneral: '5.4.1.4',
		specialOfGeneralNumbered: '5.4.1.5',
		detailBeside: '5.4.1.6'
	}),
	detailsOf5('5.4.1.6', 'FP_Gemeinbedarf'),
	{ number: '5.4.1.7', classes: ['FP_Gemeinbedarf'], ...shapeIs(['point', 'area']) },
	{ number: '5.4.1.8', since: '4.1', classes: ['FP_Gemeinbedarf'], ...FLAECHENSCHLUSS },
	...purposeRules('FP_SpielSportanlage', 1, { general: '5.4.2.1', detail: '5.4.2.2', detailBeside: '5.4.2.3' }),
	detailsOf5('5.4.2.3', 'FP_SpielSportanlage'),
	{ number: '5.4.2.4', classes: ['FP_SpielSportanlage'], ...shapeIs(['point', 'area']) },
	{ number: '5.4.2.5', since: '4.1', classes: ['FP_SpielSportanlage'], ...FLAECHENSCHLUSS }
];

/** 5.5 Landwirtschaft, Wald, Grün; 5.6 Naturschutz, where FP_AnpassungKlimawandel has moved in 6.0. */
const GREEN: readonly SemanticRule[] = [
	...purposeRules('FP_WaldFlaeche', 2, { general: '5.5.1.1', detail: '5.5.1.2', detailBeside: '5.5.1.3' }),
	detailsOf5('5.5.1.3', 'FP_WaldFlaeche'),
	...purposeRules('FP_LandwirtschaftsFlaeche', 3, { general: '5.5.2.1', detail: '5.5.2.2', detailBeside: '5.5.2.3' }),
	detailsOf5('5.5.2.3', 'FP_LandwirtschaftsFlaeche'),
	{ number: { '5.4': '5.5.2.4' }, since: '5.1', classes: ['FP_LandwirtschaftsFlaeche'], ...FLAECHENSCHLUSS },
	...purposeRules('FP_Gruen', 5, {
		general: '5.5.3.1',
		special: '5.5.3.2',
		detail: '5.5.3.3',
		specialOfGeneral: '5.5.3.4',
		specialOfGeneralNumbered: '5.5.3.5',
		detailBeside: '5.5.3.6'
	}),
	detailsOf5('5.5.3.6', 'FP_Gruen'),
	{ number: '5.5.3.7', since: '4.1', classes: ['FP_Gruen'], ...FLAECHENSCHLUSS },
	{ ...detailsOf5('5.5.4.1', 'FP_Landwirtschaft'), since: '5.1' },
	{ number: '5.5.4.2', since: '5.1', classes: ['FP_Landwirtschaft'], ...FLAECHENSCHLUSS },
	...measureRules('FP_SchutzPflegeEntwicklung', { order: '5.6.1.1', mixed: '5.6.1.2' }),
	...measureRules('FP_AusgleichsFlaeche', { order: '5.6.2.1', mixed: '5.6.2.2' }),
	{
		number: { '5.4': '5.4.3.1', '6.0': '5.6.3.1' },
		since: '5.3',
		classes: ['FP_AnpassungKlimawandel'],
		...requires('detailMassnahme', 'massnahme')
	}
];

/** 5.7 Ver- und Entsorgung, 5.8 Verkehr, 5.9 Wasser. */
const INFRASTRUCTURE: readonly SemanticRule[] = [
	...purposeRules('FP_VerEntsorgung', 3, {
		general: '5.7.1.1',
		special: '5.7.1.2',
		detail: '5.7.1.3',
		specialOfGeneral: '5.7.1.4',
		specialOfGeneralNumbered: '5.7.1.5',
		detailBeside: '5.7.1.6'
	}),
	detailsOf5('5.7.1.6', 'FP_VerEntsorgung'),
	{ number: '5.7.1.7', since: '4.1', classes: ['FP_VerEntsorgung'], ...FLAECHENSCHLUSS },
	{
		number: { '4.1': '5.8.1.1' },
		classes: ['FP_Strassenverkehr'],
		...specialIn('besondereZweckbestimmung', Array.from({ length: 12 }, (_, i) => String(14_000 + i)), 'zweckbestimmung', '1400')
	},
	{
		number: { '4.1': '5.8.1.2' },
		classes: ['FP_Strassenverkehr'],
		...requires(DETAIL, 'zweckbestimmung', 'besondereZweckbestimmung')
	},
	detailsOf5('5.8.1.2', 'FP_Strassenverkehr'),
	{ number: { '4.1': '5.8.1.3', '5.4': '5.8.1.3' }, since: '4.1', classes: ['FP_Strassenverkehr'], ...FLAECHENSCHLUSS },
	{ number: { '4.1': '5.9.1.1', '5.4': '5.9.1.1' }, classes: ['FP_Gewaesser'], ...requires(DETAIL, 'zweckbestimmung') },
	{ number: { '4.1': '5.9.1.2', '5.4': '5.9.1.2' }, since: '4.1', classes: ['FP_Gewaesser'], ...FLAECHENSCHLUSS },
	{ number: { '4.1': '5.9.2.1', '5.4': '5.9.2.1' }, classes: ['FP_Wasserwirtschaft'], ...requires(DETAIL, 'zweckbestimmung') },
	// The document of 4.1 prints 5.8.1.3 here by mistake; repealed by 5.1.
	{ number: { '4.1': '5.9.2.2', '5.4': '5.9.2.2' }, since: '4.1', until: '5.0', classes: ['FP_Wasserwirtschaft'], ...UEBERLAGERUNG }
];

/** 5.10 Sonstiges. */
const OTHER: readonly SemanticRule[] = [
	...purposeRules('FP_GenerischesObjekt', 3, { general: '5.10.1.1' }),
	...purposeRules('FP_PrivilegiertesVorhaben', 2, {
		general: '5.10.2.1',
		special: '5.10.2.2',
		specialOfGeneral: '5.10.2.3',
		specialOfGeneralNumbered: '5.10.2.4'
	}),
	...purposeRules('FP_Kennzeichnung', 1, { general: '5.10.3.1' }),
	{ number: '5.10.4.1', since: '4.1', classes: ['FP_UnverbindlicheVormerkung'], ...UEBERLAGERUNG },
	{ number: { '4.1': '5.10.6.1', '5.4': '5.10.6.1' }, classes: ['FP_TextlicheDarstellungsFlaeche'], ...needsText() },
	{ number: { '6.0': '5.10.10.1' }, classes: ['FP_TextAbschnittFlaeche'], ...needsText() },
	{ number: { '6.0': '5.10.11.1' }, classes: ['FP_Nutzungsbeschraenkung'], ...requires('detaillierteTechnVorkehrung', 'technVorkehrung') }
];

/** Chapter 5, Flächennutzungsplan. */
export const FP_RULES: readonly SemanticRule[] = [...BASE, ...BUILDING_USE, ...COMMUNITY, ...GREEN, ...INFRASTRUCTURE, ...OTHER];
