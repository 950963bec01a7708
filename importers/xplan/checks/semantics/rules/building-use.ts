import { absentOr, all, requires, shown, valuesOf } from '../predicates.ts';
import type { Demand, SemanticRule, Subject } from '../rule.ts';

/** Codes of the finer property, and those of the coarser one that fit to them. */
interface Fit {
	fine: readonly string[];
	coarse: readonly string[];
}

const codes = (text: string): string[] => text.split(' ');

/** The coarser property is left out or fits to every value of the finer one. */
function fits(fineName: string, coarse: string, table: readonly Fit[], fineValues: (subject: Subject) => string[]): Demand {
	const wrong = (subject: Subject): { value: string; fit: Fit } | undefined => {
		for (const value of new Set(fineValues(subject))) {
			const fit = table.find(({ fine }) => fine.includes(value));
			if (fit !== undefined && !absentOr(subject, coarse, fit.coarse)) return { value, fit };
		}
		return undefined;
	};
	return {
		uses: [coarse],
		holds: (subject) => wrong(subject) === undefined,
		message: (subject) => {
			const { value, fit } = wrong(subject)!;
			const expected = fit.coarse.join(' oder ');
			return (
				`${fineName} ${value} gehört zu ${coarse} ${expected}, angegeben ist aber ${shown(valuesOf(subject, coarse))}. ` +
				`Bitte berichtigen Sie eine der Angaben oder lassen Sie ${coarse} weg.`
			);
		}
	};
}

const GENERAL_OF_SPECIAL: readonly Fit[] = [
	{ fine: codes('1000 1100 1200 1300'), coarse: ['1000'] },
	{ fine: codes('1400 1450 1500 1550 1600'), coarse: ['2000'] },
	{ fine: codes('1700 1800'), coarse: ['3000'] },
	{ fine: codes('2000 2100 3000 4000'), coarse: ['4000'] }
];

/** Sondergebiete for recreation (§ 10 BauNVO) and the others (§ 11 BauNVO). */
const RECREATION = codes('1000 1100 1200 1300 1400');
const OTHER = codes(
	'1500 1600 16000 16001 16002 1650 1700 1800 1900 2000 2100 2200 2300 23000 2400 2500 2600 2700 2720 2800 2900 9999'
);
const sondergebiete = (weekendHouses: readonly string[]): readonly Fit[] => [
	{ fine: ['1000'], coarse: weekendHouses },
	{ fine: RECREATION, coarse: ['2000'] },
	{ fine: OTHER, coarse: ['2100'] }
];

/** From 6.0 on the use is a data type. */
const usesOf6 = (subject: Subject): string[] =>
	all(subject, 'sondernutzung').flatMap(({ attributes }) => (attributes ? valuesOf({ attributes }, 'allgemein') : []));

export interface BuildingUseNumbers {
	/** General and special kind of use. */
	special: string;
	/** Special kind and Sondernutzung. */
	use: string;
	/** Detailed kind beside a general or special one. */
	detail: string;
	/** Detailed Sondernutzung beside the Sondernutzung. */
	detailedUse: string;
	/** Several Sondernutzungen. */
	mixed: string;
}

/** Rules of the kind of use (§§ 1 to 11 BauNVO) for areas of a BPlan or FPlan; `useOf5` is how `sondernutzung` was written before 6.0. */
export function buildingUseRules(classes: readonly string[], useOf5: string, numbers: BuildingUseNumbers): SemanticRule[] {
	const special = 'besondereArtDerBaulNutzung';
	const useFits = (weekendHouses: readonly string[]): Demand =>
		fits(useOf5, special, sondergebiete(weekendHouses), (subject) => valuesOf(subject, useOf5));
	return [
		{
			number: numbers.special,
			classes,
			...fits(special, 'allgArtDerBaulNutzung', GENERAL_OF_SPECIAL, (subject) => valuesOf(subject, special))
		},
		{ number: { '4.1': numbers.use }, classes, ...useFits(['3000']) },
		// The code of weekend houses has moved between 4.1 and 5.2; in between either is accepted.
		{ number: { '5.4': numbers.use }, until: '5.1', classes, ...useFits(['2000', '3000']) },
		{ number: { '5.4': numbers.use }, since: '5.2', classes, ...useFits(['2000']) },
		{ number: { '6.0': numbers.use }, classes, ...fits('sondernutzung', special, sondergebiete(['2000']), usesOf6) },
		{
			number: { '4.1': numbers.detail, '5.4': numbers.detail },
			classes,
			...requires('detaillierteArtDerBaulNutzung', 'allgArtDerBaulNutzung', special, useOf5)
		},
		{ number: { '6.0': numbers.detail }, classes, ...requires('detaillierteArtDerBaulNutzung', 'allgArtDerBaulNutzung', special) },
		{ number: { '5.4': numbers.detailedUse }, since: '5.3', classes, ...requires('detaillierteSondernutzung', useOf5) },
		{
			number: { '6.0': numbers.mixed },
			classes,
			uses: ['sondernutzung'],
			holds: (subject) => {
				const values = usesOf6(subject);
				return !values.some((value) => RECREATION.includes(value)) || !values.some((value) => OTHER.includes(value));
			},
			message: (subject) =>
				`sondernutzung nennt mit ${shown(usesOf6(subject))} sowohl Erholung (1000 bis 1400) als auch sonstige Sondergebiete. ` +
				'Bitte geben Sie nur Werte einer der beiden Gruppen an.'
		}
	];
}
