import { and, combinations, has, requires, requiresAsOften, requiresCode, someCodeIn, targetIs } from '../predicates.ts';
import type { Demand, SemanticRule } from '../rule.ts';
import { buildingUseRules } from './building-use.ts';

/** Classes with the measures of building (GFZ, GRZ, Z …). Roads have moved to SO_Strassenverkehr in 6.0. */
const MEASURED = [
	'BP_Baugebiet',
	'BP_BaugebietsTeilFlaeche',
	'BP_BesondererNutzungszweckFlaeche',
	'BP_GemeinbedarfsFlaeche',
	'BP_GruenFlaeche',
	'BP_SpielSportanlagenFlaeche',
	'BP_StrassenVerkehrsFlaeche',
	'BP_UeberbaubareGrundstuecksFlaeche',
	'BP_VerEntsorgung',
	'BP_VerkehrsflaecheBesondererZweckbestimmung',
	'BP_WohngebaeudeFlaeche',
	'SO_Strassenverkehr'
];
/** Classes with roofs of their own; from 5.1 on in BP_Dachgestaltung too, in 6.0 there only. */
const ROOFED = [
	'BP_Baugebiet',
	'BP_BaugebietsTeilFlaeche',
	'BP_BesondererNutzungszweckFlaeche',
	'BP_GemeinbedarfsFlaeche',
	'BP_UeberbaubareGrundstuecksFlaeche',
	'BP_WohngebaeudeFlaeche'
];

/** A single value, or the smallest and the largest, or a compulsory one. */
function range(name: string, compulsory?: string): Demand {
	const [min, max] = [`${name}min`, `${name}max`];
	const single = compulsory === undefined ? [[name]] : [[name], [compulsory]];
	return combinations([name, min, max, ...(compulsory === undefined ? [] : [compulsory])], [[min, max], ...single]);
}

/** Of two groups of properties only one is used. */
function oneGroup(first: readonly string[], second: readonly string[]): Demand {
	return {
		holds: (subject) => !first.some((name) => has(subject, name)) || !second.some((name) => has(subject, name)),
		message: (subject) => {
			const found = [...first, ...second].filter((name) => has(subject, name));
			return (
				`${and(found)} sind gleichzeitig angegeben; zulässig ist nur ${first[0]!} oder nur ${second[0]!}. ` +
				'Bitte entfernen Sie eine der Angaben.'
			);
		}
	};
}

const group = (name: string): string[] => [name, `${name}min`, `${name}max`];
const slopes = (compulsory: string): Demand =>
	combinations(['DNmin', 'DNmax', 'DN', compulsory], [['DNmin'], ['DNmin', 'DNmax'], ['DN'], [compulsory]]);

const ABWEICHENDE_BAUWEISE = requiresCode('abweichendeBauweise', 'bauweise', ['3000'], 'abweichende Bauweise');
const DEVIATION_OF_5 = targetIs('abweichungText', ['BP_TextAbschnitt']);
const DEVIATION = targetIs('abweichungText', ['XP_TextAbschnitt']);
const AREAS = ['BP_Baugebiet', 'BP_BaugebietsTeilFlaeche'];

/** 4.2: measures of building. */
const MEASURES: readonly SemanticRule[] = [
	{ number: '4.2.1', classes: MEASURED, ...range('GFZ') },
	{ number: '4.2.2', classes: MEASURED, ...range('GF') },
	{ number: '4.2.3', classes: MEASURED, ...oneGroup(group('GFZ'), group('GF')) },
	{ number: { '4.1': '4.2.4' }, classes: MEASURED, ...range('BMZ') },
	{ number: { '4.1': '4.2.5' }, classes: MEASURED, ...range('BM') },
	{ number: '4.2.6', classes: MEASURED, ...oneGroup(group('BMZ'), group('BM')) },
	{ number: '4.2.7', classes: MEASURED, ...range('GRZ') },
	{ number: '4.2.8', classes: MEASURED, ...range('GR') },
	{ number: '4.2.9', classes: MEASURED, ...oneGroup(group('GRZ'), group('GR')) },
	{ number: '4.2.10', classes: MEASURED, ...range('Z', 'Zzwingend') },
	{ number: '4.2.11', classes: MEASURED, ...range('ZU', 'ZUzwingend') }
];

/** 4.3: roofs. */
const ROOFS: readonly SemanticRule[] = [
	{ number: { '4.1': '4.3.1', '5.4': '4.3.1' }, classes: ROOFED, ...slopes('DNZwingend') },
	{ number: { '4.1': '4.3.2' }, classes: ROOFED, ...requires('detaillierteDachform', 'dachform') },
	{ number: { '5.4': '4.3.2' }, classes: ROOFED, ...requiresAsOften('detaillierteDachform', 'dachform') },
	{ number: { '5.4': '4.3.1.1', '6.0': '4.3.1.1' }, since: '5.1', classes: ['BP_Dachgestaltung'], ...slopes('DNzwingend') },
	{
		number: { '5.4': '4.3.1.2', '6.0': '4.3.1.2' },
		since: '5.1',
		classes: ['BP_Dachgestaltung'],
		...requires('detaillierteDachform', 'dachform')
	}
];

/** 4.5: areas for building. */
const BUILDING: readonly SemanticRule[] = [
	{ number: { '4.1': '4.5.1.1', '6.0': '4.5.1.1' }, classes: AREAS, ...DEVIATION },
	{ number: { '5.4': '4.5.1.1' }, classes: AREAS, ...DEVIATION_OF_5 },
	...buildingUseRules(AREAS, 'sondernutzung', {
		special: '4.5.1.2',
		use: '4.5.1.3',
		detail: '4.5.1.5',
		detailedUse: '4.5.1.6',
		mixed: '4.5.1.7'
	}),
	{ number: '4.5.1.4', classes: AREAS, ...ABWEICHENDE_BAUWEISE },
	{ number: '4.5.2.1', classes: ['BP_UeberbaubareGrundstuecksFlaeche'], ...targetIs('baugrenze', ['BP_BauGrenze']) },
	{ number: '4.5.2.2', classes: ['BP_UeberbaubareGrundstuecksFlaeche'], ...targetIs('baulinie', ['BP_BauLinie']) },
	{
		number: { '5.4': '4.5.2.3', '6.0': '4.5.2.3' },
		classes: ['BP_UeberbaubareGrundstuecksFlaeche'],
		...ABWEICHENDE_BAUWEISE
	},
	{
		number: { '5.4': '4.5.3.1', '6.0': '4.5.3.1' },
		since: '5.2',
		classes: ['BP_BesondererNutzungszweckFlaeche'],
		...ABWEICHENDE_BAUWEISE
	},
	{ number: '4.5.10.1', classes: ['BP_SpezielleBauweise'], ...requiresCode('sonstTyp', 'typ', ['9999'], 'Sonstiges') },
	{
		number: { '5.4': '4.5.10.2', '6.0': '4.5.10.2' },
		since: '5.1',
		classes: ['BP_SpezielleBauweise'],
		...targetIs('wegerecht', ['BP_Wegerecht'])
	},
	{ number: { '5.4': '4.5.20.1' }, since: '5.4', classes: ['BP_WohngebaeudeFlaeche'], ...DEVIATION_OF_5 },
	{ number: { '6.0': '4.5.20.1' }, classes: ['BP_WohngebaeudeFlaeche'], ...DEVIATION },
	{ number: { '5.4': '4.5.20.2', '6.0': '4.5.20.2' }, since: '5.4', classes: ['BP_WohngebaeudeFlaeche'], ...ABWEICHENDE_BAUWEISE },
	{
		number: { '5.4': '4.5.20.3', '6.0': '4.5.20.3' },
		since: '5.4',
		classes: ['BP_WohngebaeudeFlaeche'],
		holds: (subject, context) => {
			const plan = context.planOf(subject.feature);
			return plan === undefined || !context.isA(plan.class, 'BP_Plan') || someCodeIn(plan, 'planArt', ['10002']);
		},
		message:
			'Flächen für Wohngebäude gibt es nur in Bebauungsplänen zur Wohnraumversorgung. ' +
			'Bitte setzen Sie planArt des Plans auf 10002 oder verwenden Sie eine andere Klasse.'
	},
	{ number: { '5.4': '4.7.1.7', '6.0': '4.7.1.7' }, since: '5.2', classes: ['BP_GemeinbedarfsFlaeche'], ...ABWEICHENDE_BAUWEISE }
];

/** 4.2, 4.3 and 4.5: use and measure of building, roofs, areas for building. */
export const BP_BUILDING_RULES: readonly SemanticRule[] = [...MEASURES, ...ROOFS, ...BUILDING];
