import { isDay } from '../participations/local-days.ts';
import { LawError } from './law-error.ts';

/** Arithmetic with days of the calendar, `YYYY-MM-DD`. No clock and no time zone is in here: a day is a day. */

const DAY = 86_400_000;
/** Before and after, nobody knows the holidays. */
const FIRST_YEAR = 1995;
const LAST_YEAR = 2199;

const timeOf = (day: string): number => Date.parse(`${day}T00:00:00Z`);
const dayAt = (time: number): string => new Date(time).toISOString().slice(0, 10);

export const addDays = (day: string, days: number): string => dayAt(timeOf(day) + days * DAY);

/** Days from the first to the last, both counted. */
export const countDays = (first: string, last: string): number => Math.round((timeOf(last) - timeOf(first)) / DAY) + 1;

/** 0 Sunday … 6 Saturday. */
export const weekdayOf = (day: string): number => new Date(timeOf(day)).getUTCDay();

/**
 * The day with the same number a month or more later; null where that month has no such day (31 January → February).
 * @param months may be 12 for a year
 */
export function sameNumberAfter(day: string, months: number): string | null {
	const [year, month, number] = day.split('-').map(Number) as [number, number, number];
	const candidate = new Date(Date.UTC(year, month - 1 + months, number));
	return candidate.getUTCDate() === number ? dayAt(candidate.getTime()) : null;
}

/** The last day of the month that is so many months later. */
export function lastOfMonthAfter(day: string, months: number): string {
	const [year, month] = day.split('-').map(Number) as [number, number];
	return dayAt(Date.UTC(year, month + months, 0));
}

export const laterOf = (one: string, other: string): string => (one > other ? one : other);

/** @throws LawError `law_day_invalid` */
export function checkDay(text: string, what: string): string {
	if (!isDay(text)) throw new LawError('law_day_invalid', `${what} „${text}“ ist kein Tag. Bitte geben Sie einen Tag des Kalenders in der Form JJJJ-MM-TT an.`);
	const year = Number(text.slice(0, 4));
	if (year < FIRST_YEAR || year > LAST_YEAR)
		throw new LawError('law_day_invalid', `${what} „${text}“ liegt außerhalb der Jahre ${FIRST_YEAR} bis ${LAST_YEAR}. Bitte geben Sie einen anderen Tag an.`);
	return text;
}
