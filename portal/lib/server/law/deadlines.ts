import { checkDay, countDays, laterOf } from './calendar.ts';
import { explain } from './explanation.ts';
import { LawError } from './law-error.ts';
import { endOfMonths, firstCounted, nthDay } from './periods.ts';
import { DEADLINE_KINDS, DEADLINE_RULES, type DeadlineKind } from './rules.ts';
import { checkLand, checkLocalHolidays, workingDayFrom } from './working-days.ts';

export interface DeadlineInput {
	kind: DeadlineKind;
	/** Code of the Land whose holidays count, e.g. `SN`. */
	land: string;
	/** `YYYY-MM-DD`: first day of the publication; day of receipt for `toeb`; day of the notice for `ruege215`. */
	start: string;
	/** Length of a shortened period. */
	days?: number;
	/** A shortened period of public bodies begins with the receipt, which does not count; of the public with the day, which does. */
	countsFirstDay?: boolean;
	/** The end that the municipality wants for an important reason; never before the legal end. */
	extendedTo?: string;
	/** Holidays of the community, `YYYY-MM-DD` or `MM-DD`. */
	holidays?: readonly string[];
}

/** One sentence of the explanation and the paragraph it rests on. */
export interface DeadlineStep {
	text: string;
	law: string;
}

/** A period with the reason of its end. Days are `YYYY-MM-DD` and inclusive; the instant of the end is `endOfDay(end)`. */
export interface Deadline {
	kind: DeadlineKind;
	land: string;
	start: string;
	/** End of one month; null where the rule has no such length. */
	monthEnd: string | null;
	/** The thirtieth day; null where the rule has no such minimum. */
	min30End: string | null;
	/** What the statute says, before weekends and holidays. */
	legalEnd: string;
	/** The last day, rolled to a working day and extended where asked. */
	end: string;
	/** From the first counted day to the end, both counted. */
	days: number;
	steps: DeadlineStep[];
}

/**
 * The end of a statutory period and how it is found (§§ 187, 188, 193 BGB, § 31 VwVfG; § 3 (2), § 4 (2), § 4a (3), § 215 BauGB).
 * @throws LawError with code and German sentence for input that is no day, Land, kind, length or lawful extension
 */
export function computeDeadline(input: DeadlineInput): Deadline {
	if (!DEADLINE_KINDS.includes(input.kind))
		throw new LawError('law_kind_unknown', `„${input.kind}“ ist keine Frist. Möglich sind: ${DEADLINE_KINDS.join(', ')}.`);
	const land = checkLand(input.land);
	const start = checkDay(input.start, 'Der Beginn');
	const holidays = checkLocalHolidays(input.holidays ?? []);
	const rule = { ...DEADLINE_RULES[input.kind], ...(input.kind === 'shortened' ? { countsFirstDay: input.countsFirstDay ?? true } : {}) };

	const months = endOfMonths(start, rule);
	const monthEnd = rule.months === 1 ? months!.day : null;
	const min30End = rule.minimumDays === null ? null : nthDay(start, rule.minimumDays, rule.countsFirstDay);
	const legalEnd = months ? laterOf(months.day, min30End ?? months.day) : nthDay(start, lengthInDays(input.days), rule.countsFirstDay);
	const extendedTo = input.extendedTo === undefined ? null : checkExtension(input.extendedTo, legalEnd, rule.extensionLaw);
	const lastDay = extendedTo ?? legalEnd;
	const end = workingDayFrom(lastDay, land, holidays);
	return {
		kind: input.kind,
		land,
		start,
		monthEnd,
		min30End,
		legalEnd,
		end,
		days: countDays(firstCounted(start, rule.countsFirstDay), end),
		steps: explain({ rule, land, start, months, min30End, legalEnd, extendedTo, lastDay, end, days: input.days ?? null, holidays })
	};
}

function lengthInDays(days: number | undefined): number {
	if (days !== undefined && Number.isInteger(days) && days >= 1 && days <= 366) return days;
	throw new LawError('law_days_invalid', 'Die Dauer der verkürzten Frist fehlt. Bitte geben Sie eine Zahl von 1 bis 366 Tagen an.');
}

function checkExtension(extendedTo: string, legalEnd: string, law: string | null): string {
	const day = checkDay(extendedTo, 'Das verlängerte Ende');
	if (law === null) throw new LawError('law_extension_invalid', 'Diese Frist lässt sich nicht verlängern. Bitte lassen Sie das verlängerte Ende weg.');
	if (day >= legalEnd) return day;
	throw new LawError(
		'law_extension_invalid',
		`Das verlängerte Ende ${day} liegt vor dem gesetzlichen Ende ${legalEnd}. Bitte wählen Sie einen Tag, der nicht früher ist.`
	);
}
