import { addDays } from '../law/calendar.ts';
import { isWorkingDay, type LocalHolidays } from '../law/working-days.ts';
import { dayOf, endOfDay } from '../participations/local-days.ts';

/** Where it is counted: code of the Land, and holidays of the community alone. */
export interface WorkCalendar {
	land: string;
	holidays: LocalHolidays;
}

const DAY = 86_400_000;

/** The working day that is so many after (negative: before) a day, which itself does not count (§ 187 BGB). */
function workingDaysFrom(day: string, days: number, { land, holidays }: WorkCalendar): string {
	const step = Math.sign(days);
	let found = day;
	for (let left = Math.abs(days); left > 0; ) {
		found = addDays(found, step);
		if (isWorkingDay(found, land, holidays)) left--;
	}
	return found;
}

/**
 * When a report shall be done.
 * @param days of the category: to the minute so many days later; in working days the end of the last one (neither Saturday nor Sunday nor
 * a holiday, and the day of receipt does not count)
 * @param calendar null: every day counts
 */
export function dueDate(receivedAt: Date, days: number, calendar: WorkCalendar | null): Date {
	if (!calendar) return new Date(receivedAt.getTime() + days * DAY);
	// The last second: at midnight it would be a day later in every list.
	return new Date(endOfDay(workingDaysFrom(dayOf(receivedAt), days, calendar)).getTime() - 1000);
}

/** The same time of day, so many working days ago. */
export function workingDaysAgo(now: Date, days: number, calendar: WorkCalendar): Date {
	const today = dayOf(now);
	const then = workingDaysFrom(today, -days, calendar);
	return new Date(now.getTime() - (endOfDay(today).getTime() - endOfDay(then).getTime()));
}
