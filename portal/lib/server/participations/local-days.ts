/** Calendar days of the municipality. All of Germany keeps one time. */
export const TIME_ZONE = 'Europe/Berlin';

const parts = new Intl.DateTimeFormat('en-CA', {
	timeZone: TIME_ZONE,
	year: 'numeric',
	month: '2-digit',
	day: '2-digit',
	hour: '2-digit',
	minute: '2-digit',
	second: '2-digit',
	hourCycle: 'h23'
});

const DAY = 86_400_000;

/** Difference between local time and UTC at an instant, in milliseconds. */
function offsetAt(instant: number): number {
	const values = Object.fromEntries(parts.formatToParts(instant).map((part) => [part.type, Number(part.value)]));
	const local = Date.UTC(values.year!, values.month! - 1, values.day!, values.hour!, values.minute!, values.second!);
	return local - Math.floor(instant / 1000) * 1000;
}

/** True for a day of the calendar written `YYYY-MM-DD`. */
export function isDay(text: string): boolean {
	if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
	const time = Date.parse(`${text}T00:00:00Z`);
	return !Number.isNaN(time) && new Date(time).toISOString().startsWith(text);
}

/**
 * The instant at which a local day begins. German clocks change between 2 and 3 o'clock, never at midnight, so it is unique.
 * @param day `YYYY-MM-DD`
 */
export function startOfDay(day: string): Date {
	const utc = Date.parse(`${day}T00:00:00Z`);
	return new Date(utc - offsetAt(utc - offsetAt(utc)));
}

/** @returns the day after, `YYYY-MM-DD` */
export function nextDay(day: string): string {
	return new Date(Date.parse(`${day}T00:00:00Z`) + DAY).toISOString().slice(0, 10);
}

/** The instant at which a local day is over: 24:00, the next local midnight (§ 188 BGB; exclusive). */
export function endOfDay(day: string): Date {
	return startOfDay(nextDay(day));
}

/** The local day of an instant, `YYYY-MM-DD`. */
export function dayOf(instant: Date): string {
	return new Date(instant.getTime() + offsetAt(instant.getTime())).toISOString().slice(0, 10);
}

/** The last local day of a period whose end is exclusive. */
export function lastDay(endsAt: Date): string {
	return dayOf(new Date(endsAt.getTime() - 1));
}
