import { absentOr, all, combinations, requires, valueOf, valuesOf } from '../predicates.ts';
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
		for (const value of fineValues(subject)) {
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
			return `${fineName} ${value} gehört zu ${coarse} ${expected}, angegeben ist aber ${valueOf(subject, coarse) ?? ''}. Bitte berichtigen Sie eine der Angaben oder lassen Sie ${coarse} weg.`;
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

const SONDERNUTZUNG_OF_5 = (subject: Subject): string[] => valuesOf(subject, 'sonderNutzung');
const SONDERNUTZUNG_OF_6 = (subject: Subject): string[] =>
	all(subject, 'sondernutzung').flatMap(({ attributes }) => (attributes ? valuesOf({ attributes }, 'allgemein') : []));

const FLAECHE = ['FP_BebauungsFlaeche'];

/** 5.3.1, FP_BebauungsFlaeche. */
export const BUILDING_USE_RULES: readonly SemanticRule[] = [
	{
		number: '5.3.1.1',
		classes: FLAECHE,
		...fits('besondereArtDerBaulNutzung', 'allgArtDerBaulNutzung', GENERAL_OF_SPECIAL, (subject) =>
			valuesOf(subject, 'besondereArtDerBaulNutzung')
		)
	},
	{
		number: { '4.1': '5.3.1.2' },
		classes: FLAECHE,
		...fits('sonderNutzung', 'besondereArtDerBaulNutzung', sondergebiete(['3000']), SONDERNUTZUNG_OF_5)
	},
	{
		// The code of weekend houses has moved between 4.1 and 5.2; in between either is accepted.
		number: { '5.4': '5.3.1.2' },
		until: '5.1',
		classes: FLAECHE,
		...fits('sonderNutzung', 'besondereArtDerBaulNutzung', sondergebiete(['2000', '3000']), SONDERNUTZUNG_OF_5)
	},
	{
		number: { '5.4': '5.3.1.2' },
		since: '5.2',
		classes: FLAECHE,
		...fits('sonderNutzung', 'besondereArtDerBaulNutzung', sondergebiete(['2000']), SONDERNUTZUNG_OF_5)
	},
	{
		number: { '6.0': '5.3.1.2' },
		classes: FLAECHE,
		...fits('sondernutzung', 'besondereArtDerBaulNutzung', sondergebiete(['2000']), SONDERNUTZUNG_OF_6)
	},
	{
		number: { '4.1': '5.3.1.3', '5.4': '5.3.1.3' },
		classes: FLAECHE,
		...requires('detaillierteArtDerBaulNutzung', 'allgArtDerBaulNutzung', 'besondereArtDerBaulNutzung', 'sonderNutzung')
	},
	{
		number: { '6.0': '5.3.1.3' },
		classes: FLAECHE,
		...requires('detaillierteArtDerBaulNutzung', 'allgArtDerBaulNutzung', 'besondereArtDerBaulNutzung')
	},
	{ number: '5.3.1.4', classes: FLAECHE, ...combinations(['GFZmin', 'GFZmax', 'GFZ'], [['GFZmin', 'GFZmax'], ['GFZ']]) },
	{ number: { '5.4': '5.3.1.5' }, since: '5.3', classes: FLAECHE, ...requires('detaillierteSondernutzung', 'sonderNutzung') },
	{
		number: { '6.0': '5.3.1.6' },
		classes: FLAECHE,
		uses: ['sondernutzung'],
		holds: (subject) => {
			const values = SONDERNUTZUNG_OF_6(subject);
			return !values.some((value) => RECREATION.includes(value)) || !values.some((value) => OTHER.includes(value));
		},
		message: (subject) =>
			`sondernutzung nennt mit ${SONDERNUTZUNG_OF_6(subject).join(', ')} sowohl Erholung (1000 bis 1400) als auch sonstige Sondergebiete. Bitte geben Sie nur Werte einer der beiden Gruppen an.`
	}
];
