import Holidays from 'date-holidays';
import { isDay } from '../participations/local-days.ts';
import { addDays, weekdayOf } from './calendar.ts';
import { LAENDER, isLand, type LandCode } from './laender.ts';
import { LawError } from './law-error.ts';

/** Holidays of one community (Friedensfest, Fronleichnam in single municipalities): `YYYY-MM-DD` once, or `MM-DD` every year. */
export type LocalHolidays = readonly string[];

const LOCAL_NAME = 'örtlicher Feiertag';
/** So few that there is always a working day. */
const MOST_LOCAL = 100;
/** One reader of the data per Land, and one table per Land and year: a few hundred small maps at most. */
const readers = new Map<LandCode, Holidays>();
const tables = new Map<string, ReadonlyMap<string, string>>();

/**
 * Public holidays of a whole Land in a year, day → name. Days that are a holiday in single communities only are not among them.
 * Data: date-holidays (CC BY-SA, see README); no day off that is only customary (24 and 31 December) counts.
 */
export function holidaysOfYear(land: LandCode, year: number): ReadonlyMap<string, string> {
	const key = `${land} ${year}`;
	const known = tables.get(key);
	if (known) return known;
	let reader = readers.get(land);
	if (!reader) readers.set(land, (reader = new Holidays({ country: 'DE', state: land }, { languages: ['de'], types: ['public'] })));
	const table = new Map(
		reader
			.getHolidays(year)
			.filter(({ type }) => type === 'public')
			.map(({ date, name }) => [date.slice(0, 10), name])
	);
	tables.set(key, table);
	return table;
}

/** @throws LawError `law_land_unknown` */
export function checkLand(code: string): LandCode {
	if (isLand(code)) return code;
	throw new LawError('law_land_unknown', `„${code}“ ist kein Land. Möglich sind: ${Object.keys(LAENDER).join(', ')}.`);
}

/** @throws LawError `law_holiday_invalid` */
export function checkLocalHolidays(days: LocalHolidays): LocalHolidays {
	if (days.length > MOST_LOCAL)
		throw new LawError('law_holiday_invalid', `Mehr als ${MOST_LOCAL} örtliche Feiertage sind nicht möglich. Bitte entfernen Sie vergangene Tage.`);
	for (const day of days) {
		// A leap year, so that 29 February may be a holiday.
		if (!isDay(day.length === 5 ? `2000-${day}` : day))
			throw new LawError('law_holiday_invalid', `„${day}“ ist kein Tag. Bitte geben Sie örtliche Feiertage in der Form JJJJ-MM-TT oder MM-TT an.`);
	}
	return days;
}

/**
 * Name of the holiday that the day is at this place, or null.
 * @param day `YYYY-MM-DD`
 * @param land code as in LAENDER
 * @param holidays of the community
 * @throws LawError for a wrong Land or day
 */
export function holidayName(day: string, land: string, holidays: LocalHolidays = []): string | null {
	const code = checkLand(land);
	if (!isDay(day)) throw new LawError('law_day_invalid', `„${day}“ ist kein Tag. Bitte geben Sie einen Tag des Kalenders in der Form JJJJ-MM-TT an.`);
	const name = holidaysOfYear(code, Number(day.slice(0, 4))).get(day);
	if (name) return name;
	return holidays.includes(day) || holidays.includes(day.slice(5)) ? LOCAL_NAME : null;
}

/** Why the day is no working day in the sense of § 193 BGB: „Samstag“, „Sonntag“ or the holiday's name; null for a working day. */
export function dayOffName(day: string, land: string, holidays: LocalHolidays = []): string | null {
	const holiday = holidayName(day, land, holidays);
	if (holiday) return holiday;
	const weekday = weekdayOf(day);
	return weekday === 0 ? 'Sonntag' : weekday === 6 ? 'Samstag' : null;
}

/** Neither Saturday nor Sunday nor holiday (§ 193 BGB). */
export const isWorkingDay = (day: string, land: string, holidays: LocalHolidays = []): boolean => dayOffName(day, land, holidays) === null;

/** The day itself if it is a working day, else the next one that is. */
export function workingDayFrom(day: string, land: string, holidays: LocalHolidays = []): string {
	checkLocalHolidays(holidays);
	let candidate = day;
	while (!isWorkingDay(candidate, land, holidays)) candidate = addDays(candidate, 1);
	return candidate;
}

/** The holidays between two days, both included: `[day, name]`. */
export function holidaysBetween(first: string, last: string, land: string, holidays: LocalHolidays = []): [string, string][] {
	const found: [string, string][] = [];
	for (let day = first; day <= last; day = addDays(day, 1)) {
		const name = holidayName(day, land, holidays);
		if (name) found.push([day, name]);
	}
	return found;
}
