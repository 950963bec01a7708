import { count, has, shown, someCodeIn, valueOf, valuesOf } from '../predicates.ts';
import type { Demand, SemanticRule, Subject } from '../rule.ts';

/**
 * XPlanGML 4.x gives several purposes by repeating a property (4.1) or by numbered ones: zweckbestimmung, weitereZweckbestimmung1 …
 * General, special and detailed purposes with the same number belong together: they are one slot.
 */
interface Series {
	main: string;
	further: string;
}
const GENERAL: Series = { main: 'zweckbestimmung', further: 'weitereZweckbestimmung' };
const SPECIAL: Series = { main: 'besondereZweckbestimmung', further: 'weitereBesondZweckbestimmung' };
const DETAIL: Series = { main: 'detaillierteZweckbestimmung', further: 'weitereDetailZweckbestimmung' };
const ALL_SERIES = [GENERAL, SPECIAL, DETAIL];

const nameOf = ({ main, further }: Series, slot: number): string => (slot === 0 ? main : `${further}${slot}`);
const slots = (further: number): number[] => Array.from({ length: further }, (_, i) => i + 1);

/** First slot is used first, no slot is left out, and numbered properties are not mixed with a repeated one. */
function inOrder(series: Series, further: number): Demand {
	const gap = (subject: Subject): number | undefined =>
		slots(further).find((slot) => has(subject, nameOf(series, slot)) && !ALL_SERIES.some((one) => has(subject, nameOf(one, slot - 1))));
	const mixed = (subject: Subject): boolean =>
		count(subject, series.main) > 1 && slots(further).some((slot) => has(subject, nameOf(series, slot)));
	return {
		uses: [series.main, nameOf(series, 1)],
		holds: (subject) => !mixed(subject) && gap(subject) === undefined,
		message: (subject) => {
			const slot = gap(subject);
			if (slot === undefined) {
				return (
					`${series.main} ist mehrfach angegeben, zugleich wird ${series.further} verwendet. ` +
					`Bitte geben Sie alle Werte in ${series.main} an.`
				);
			}
			return (
				`${nameOf(series, slot)} ist angegeben, ${nameOf(series, slot - 1)} aber nicht. ` +
				`Bitte belegen Sie die Angaben der Reihe nach, beginnend mit ${series.main}.`
			);
		}
	};
}

/** Code of the general purpose that a special one belongs to: 12005 → 1200, 14010 → 1400. */
const parentCode = (code: string): string => (code.startsWith('9999') ? '9999' : `${code.slice(0, 2)}00`);

/** The special purpose refines a given general one of the same slot. */
export function refines(general: string, special: string): Demand {
	const orphans = (subject: Subject): string[] => {
		const codes = new Set(valuesOf(subject, general));
		return codes.size === 0 ? [] : valuesOf(subject, special).filter((code) => !codes.has(parentCode(code)));
	};
	const uneven = (subject: Subject): boolean =>
		count(subject, special) > 1 && has(subject, general) && count(subject, general) !== count(subject, special);
	return {
		uses: [general, special],
		holds: (subject) => orphans(subject).length === 0 && !uneven(subject),
		message: (subject) => {
			const [code] = orphans(subject);
			return code === undefined
				? `${special} ist ${count(subject, special)}-mal angegeben, ${general} ${count(subject, general)}-mal. ` +
					`Bitte geben Sie beide gleich oft an oder lassen Sie ${general} weg.`
				: `${special} ${shown([code])} gehört zu ${general} ${parentCode(code)}, angegeben ist aber ${shown(valuesOf(subject, general))}. ` +
					`Bitte berichtigen Sie eine der Angaben oder lassen Sie ${general} weg.`;
		}
	};
}

function refinesNumbered(further: number): Demand {
	const demands = slots(further).map((slot) => refines(nameOf(GENERAL, slot), nameOf(SPECIAL, slot)));
	return {
		uses: [nameOf(GENERAL, 1), nameOf(SPECIAL, 1)],
		holds: (subject, context) => demands.every((demand) => demand.holds(subject, context)),
		message: (subject, context) => {
			const { message } = demands.find((demand) => !demand.holds(subject, context))!;
			return typeof message === 'string' ? message : message(subject, context);
		}
	};
}

/** A detailed purpose stands beside a general (or special) one, as often as it. */
function detailsBeside(further: number, special: boolean): Demand {
	const partners = special ? [GENERAL, SPECIAL] : [GENERAL];
	const lonely = (subject: Subject): string | undefined => {
		const details = count(subject, DETAIL.main);
		if (details > 0 && !partners.some(({ main }) => count(subject, main) === details)) return DETAIL.main;
		const slot = slots(further).find((i) => has(subject, nameOf(DETAIL, i)) && !partners.some((one) => has(subject, nameOf(one, i))));
		return slot === undefined ? undefined : nameOf(DETAIL, slot);
	};
	return {
		uses: [DETAIL.main],
		holds: (subject) => lonely(subject) === undefined,
		message: (subject) => {
			const detail = lonely(subject)!;
			const slot = detail === DETAIL.main ? 0 : Number(detail.slice(DETAIL.further.length));
			const needed = partners.map((one) => nameOf(one, slot)).join(' oder ');
			return `${detail} ist angegeben, ${needed} aber nicht oder nicht gleich oft. Bitte ergänzen Sie ${needed}.`;
		}
	};
}

export interface PurposeNumbers {
	general?: string;
	special?: string;
	detail?: string;
	specialOfGeneral?: string;
	specialOfGeneralNumbered?: string;
	detailBeside?: string;
}

/** Rules for a class of 4.x with numbered purposes; `further` is the highest number. */
export function purposeRules(className: string, further: number, numbers: PurposeNumbers): SemanticRule[] {
	const rule = (number: string | undefined, demand: Demand): SemanticRule[] =>
		number === undefined ? [] : [{ number: { '4.1': number }, classes: [className], ...demand }];
	return [
		...rule(numbers.general, inOrder(GENERAL, further)),
		...rule(numbers.special, inOrder(SPECIAL, further)),
		...rule(numbers.detail, inOrder(DETAIL, further)),
		...rule(numbers.specialOfGeneral, refines(GENERAL.main, SPECIAL.main)),
		...rule(numbers.specialOfGeneralNumbered, refinesNumbered(further)),
		...rule(numbers.detailBeside, detailsBeside(further, numbers.specialOfGeneral !== undefined))
	];
}

/** weitereMassnahme1 and 2 follow upon massnahme, and are not mixed with a repeated one (which 4.1 has brought). */
export function measureRules(className: string, numbers: { order: string; mixed: string }): SemanticRule[] {
	const names = ['massnahme', 'weitereMassnahme1', 'weitereMassnahme2'];
	const gap = (subject: Subject): number => names.findIndex((name, i) => i > 0 && has(subject, name) && !has(subject, names[i - 1]!));
	return [
		{
			number: { '4.1': numbers.order },
			classes: [className],
			uses: names,
			holds: (subject) => gap(subject) < 0,
			message: (subject) =>
				`${names[gap(subject)]!} ist angegeben, ${names[gap(subject) - 1]!} aber nicht. Bitte belegen Sie die Maßnahmen der Reihe nach.`
		},
		{
			number: { '4.1': numbers.mixed },
			since: '4.1',
			classes: [className],
			uses: names,
			holds: (subject) => count(subject, 'massnahme') < 2 || names.slice(1).every((name) => !has(subject, name)),
			message: 'massnahme ist mehrfach angegeben, zugleich wird weitereMassnahme verwendet. Bitte geben Sie alle Maßnahmen in massnahme an.'
		}
	];
}

/** The special code belongs to a given general one; `parents` says to which. */
export function specialIn(special: string, codes: readonly string[], general: string, parent: string): Demand {
	return {
		uses: [special, general],
		holds: (subject) =>
			!has(subject, general) || valueOf(subject, general) === parent || !someCodeIn(subject, special, codes),
		message: (subject) =>
			`${special} ${shown(valuesOf(subject, special))} gehört zu ${general} ${parent}, ` +
			`angegeben ist aber ${shown(valuesOf(subject, general))}. ` +
			`Bitte berichtigen Sie eine der Angaben oder lassen Sie ${general} weg.`
	};
}
