import { latestNoticeDay } from '../law/notice-day.ts';

/**
 * The latest day of a notice: before the period (§ 3 (2) S. 4 BauGB), and so many whole days more as the statute of the municipality asks.
 * @param startsOn first day of the period
 */
export function latestDayOfNotice(startsOn: string, leadDays: number): string {
	let latest = latestNoticeDay(startsOn);
	for (let day = 0; day < leadDays; day++) latest = latestNoticeDay(latest);
	return latest;
}
