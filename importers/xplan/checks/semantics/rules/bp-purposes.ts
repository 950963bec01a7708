import { count, has, requires, requiresAsOften } from '../predicates.ts';
import type { SemanticRule } from '../rule.ts';
import { purposeRules } from './purposes-of-4.ts';

const DETAIL = 'detaillierteZweckbestimmung';

/** 5.x: purposes are repeated, details at most as often. */
const detailsOf5 = (number: string, className: string): SemanticRule => ({
	number: { '5.4': number },
	classes: [className],
	...requiresAsOften(DETAIL, 'zweckbestimmung')
});

/** In 4.x and 5.x a detail may be given only beside a purpose. */
const detailBeside = (number: string, className: string): SemanticRule => ({
	number: { '4.1': number, '5.4': number },
	classes: [className],
	...requires(DETAIL, 'zweckbestimmung')
});

/** 4.x: numbers `<section>.1` … of the classes that have special purposes too. */
const threeSeries = (section: string, className: string, further: number): SemanticRule[] => [
	...purposeRules(className, further, {
		general: `${section}.1`,
		special: `${section}.2`,
		detail: `${section}.3`,
		specialOfGeneral: `${section}.4`,
		specialOfGeneralNumbered: `${section}.5`,
		detailBeside: `${section}.6`
	}),
	detailsOf5(`${section}.6`, className)
];

const twoSeries = (section: string, className: string, further: number, details: string): SemanticRule[] => [
	...purposeRules(className, further, { general: `${section}.1`, detail: `${section}.2`, detailBeside: details }),
	detailsOf5(details, className)
];

/** What measures there are (XP_SPEMassnahmenDaten) in 4.x: repeated, or numbered in order. */
const measures = (section: string, classes: readonly string[]): SemanticRule[] => [
	{
		number: { '4.1': `${section}.1` },
		classes,
		uses: ['massnahme', 'weitereMassnahme1'],
		holds: (subject) => !has(subject, 'weitereMassnahme1') || count(subject, 'massnahme') === 1,
		message: 'weitereMassnahme1 ist angegeben, massnahme aber nicht genau einmal. Bitte geben Sie die erste Maßnahme in massnahme an.'
	},
	{ number: { '4.1': `${section}.2` }, classes, ...requires('weitereMassnahme2', 'weitereMassnahme1') },
	{
		number: { '4.1': `${section}.3` },
		since: '4.1',
		classes,
		uses: ['massnahme', 'weitereMassnahme1'],
		holds: (subject) => count(subject, 'massnahme') < 2 || (!has(subject, 'weitereMassnahme1') && !has(subject, 'weitereMassnahme2')),
		message: 'massnahme ist mehrfach angegeben, zugleich wird weitereMassnahme verwendet. Bitte geben Sie alle Maßnahmen in massnahme an.'
	}
];

/** Purposes and measures of the areas of a BPlan (4.5, 4.7 to 4.14); repealed in 6.0, where they are data types. */
export const BP_PURPOSE_RULES: readonly SemanticRule[] = [
	...twoSeries('4.5.13', 'BP_NebenanlagenFlaeche', 4, '4.5.13.3'),
	...twoSeries('4.5.14', 'BP_GemeinschaftsanlagenFlaeche', 4, '4.5.14.4'),
	...threeSeries('4.7.1', 'BP_GemeinbedarfsFlaeche', 4),
	...twoSeries('4.7.2', 'BP_SpielSportanlagenFlaeche', 1, '4.7.2.3'),
	...twoSeries('4.8.1', 'BP_WaldFlaeche', 2, '4.8.1.3'),
	...twoSeries('4.8.2', 'BP_Landwirtschaft', 3, '4.8.2.3'),
	...threeSeries('4.8.3', 'BP_GruenFlaeche', 4),
	{ ...detailsOf5('4.8.4.1', 'BP_LandwirtschaftsFlaeche'), since: '5.1' },
	...measures('4.9.2', ['BP_SchutzPflegeEntwicklungsMassnahme']),
	...measures('4.9.3', ['BP_SchutzPflegeEntwicklungsFlaeche', 'BP_AusgleichsFlaeche']),
	...measures('4.9.5', ['BP_AusgleichsMassnahme']),
	...threeSeries('4.11.1', 'BP_VerEntsorgung', 3),
	{ number: { '4.1': '4.12.2.2' }, classes: ['BP_VerkehrsflaecheBesondererZweckbestimmung'], ...requires(DETAIL, 'zweckbestimmung') },
	detailsOf5('4.12.2.2', 'BP_VerkehrsflaecheBesondererZweckbestimmung'),
	detailBeside('4.13.1.1', 'BP_GewaesserFlaeche'),
	detailBeside('4.13.2.1', 'BP_WasserwirtschaftsFlaeche'),
	...purposeRules('BP_GenerischesObjekt', 4, { general: '4.14.1.1' }),
	{
		number: { '4.1': '4.14.4.1' },
		classes: ['BP_KennzeichnungsFlaeche'],
		uses: ['zweckbestimmung', 'weitereZweckbestimmung'],
		holds: (subject) => !has(subject, 'weitereZweckbestimmung') || count(subject, 'zweckbestimmung') === 1,
		message:
			'weitereZweckbestimmung ist angegeben, zweckbestimmung aber nicht genau einmal. ' +
			'Bitte geben Sie die Zweckbestimmungen nur in zweckbestimmung an.'
	}
];
