import { addDays, lastOfMonthAfter, sameNumberAfter } from './calendar.ts';
import type { DeadlineRule } from './rules.ts';

/** The end of a period as the Civil Code counts it, before § 193. */

export interface MonthEnd {
	day: string;
	/** The month at the end has no such day, so its last day counts (§ 188 (3) BGB). */
	shortMonth: boolean;
	law: string;
}

/**
 * End of a period of months. It ends with the day before the one that has the same number if the first day counts (§ 188 (2) alternative
 * 2 BGB), else with the day that has the same number (alternative 1).
 * @returns null for a rule without months
 */
export function endOfMonths(start: string, rule: DeadlineRule): MonthEnd | null {
	if (rule.months === null) return null;
	const same = sameNumberAfter(start, rule.months);
	if (same === null) return { day: lastOfMonthAfter(start, rule.months), shortMonth: true, law: '§ 188 Abs. 2 und 3 BGB' };
	return { day: rule.countsFirstDay ? addDays(same, -1) : same, shortMonth: false, law: '§ 188 Abs. 2 BGB' };
}

/** The n-th day of a period (§ 188 (1) BGB). */
export const nthDay = (start: string, days: number, countsFirstDay: boolean): string => addDays(start, countsFirstDay ? days - 1 : days);

/** The first day that counts. */
export const firstCounted = (start: string, countsFirstDay: boolean): string => (countsFirstDay ? start : addDays(start, 1));
