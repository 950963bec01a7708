const DAY = 86_400_000;
const timeOf = (day: string): number => Date.parse(`${day}T00:00:00Z`);

/** Whole days from one calendar day to another; negative when the second is earlier. */
export function daysBetween(from: string, to: string): number {
	return Math.round((timeOf(to) - timeOf(from)) / DAY);
}

/** @param day `YYYY-MM-DD` */
export function addDays(day: string, days: number): string {
	return new Date(timeOf(day) + days * DAY).toISOString().slice(0, 10);
}
