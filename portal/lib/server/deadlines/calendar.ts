import { addDays, weekdayOf } from '../law/calendar.ts';
import type { Deadline } from '../law/deadlines.ts';
import { DEADLINE_RULES } from '../law/rules.ts';
import { holidayName, type LocalHolidays } from '../law/working-days.ts';

/** One day of the picture. `inside`: it counts; `weekend`, `holiday`: it is a day off. */
export interface CalendarDay {
	day: string;
	number: number;
	inside: boolean;
	weekend: boolean;
	holiday: string | null;
	/** What the day is in the period; most are nothing. */
	marks: DayMark[];
}
export type DayMark = 'start' | 'monthEnd' | 'min30End' | 'legalEnd' | 'end';

export interface CalendarMonth {
	/** `YYYY-MM` */
	month: string;
	/** Monday to Sunday; null outside of the month. */
	weeks: (CalendarDay | null)[][];
}

/** The months of a period as tables of weeks; of a year only the months in which it begins and ends. */
export function calendarOf(deadline: Deadline, holidays: LocalHolidays = []): CalendarMonth[] {
	const months: string[] = [];
	for (let day = deadline.start; day <= deadline.end; day = addDays(day, 1)) if (months.at(-1) !== day.slice(0, 7)) months.push(day.slice(0, 7));
	const last = deadline.legalEnd.slice(0, 7);
	const shown = months.length <= 4 ? months : [months[0]!, ...months.filter((month) => month >= last)];
	return shown.map((month) => ({ month, weeks: weeksOf(month, deadline, holidays) }));
}

function weeksOf(month: string, deadline: Deadline, holidays: LocalHolidays): (CalendarDay | null)[][] {
	const first = `${month}-01`;
	// Monday is the first column.
	const cells: (CalendarDay | null)[] = Array<null>((weekdayOf(first) + 6) % 7).fill(null);
	for (let day = first; day.startsWith(month); day = addDays(day, 1)) cells.push(cell(day, deadline, holidays));
	while (cells.length % 7 > 0) cells.push(null);
	return Array.from({ length: cells.length / 7 }, (_, week) => cells.slice(week * 7, week * 7 + 7));
}

function cell(day: string, deadline: Deadline, holidays: LocalHolidays): CalendarDay {
	const { start, end, kind, land } = deadline;
	return {
		day,
		number: Number(day.slice(8)),
		inside: day <= end && (DEADLINE_RULES[kind].countsFirstDay ? day >= start : day > start),
		weekend: [0, 6].includes(weekdayOf(day)),
		holiday: holidayName(day, land, holidays),
		marks: (['start', 'monthEnd', 'min30End', 'legalEnd', 'end'] as const).filter((mark) => deadline[mark] === day)
	};
}

/** The days of the picture that say something, in their order: its text twin. */
export function markedDays(deadline: Deadline, holidays: LocalHolidays = []): CalendarDay[] {
	const days = new Set([deadline.start, deadline.monthEnd, deadline.min30End, deadline.end]);
	for (let day = deadline.legalEnd; day <= deadline.end; day = addDays(day, 1)) days.add(day);
	return [...days]
		.filter((day) => day !== null)
		.sort()
		.map((day) => cell(day, deadline, holidays));
}
