import { addDays } from './calendar.ts';

/**
 * The latest day on which the notice may appear. It must be before the period (§ 3 (2) S. 4 BauGB), and the day of the notice does not
 * count (§ 187 (1) BGB): the day before the start.
 */
export const latestNoticeDay = (start: string): string => addDays(start, -1);

/** The earliest day on which a publication may start whose notice appears on a day. */
export const earliestStart = (noticeDay: string): string => addDays(noticeDay, 1);
