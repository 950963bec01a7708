/** Whether the calendar has this day, `YYYY-MM-DD`. */
export function isRealDay(value: string): boolean {
	const time = Date.parse(`${value}T00:00:00Z`);
	return !Number.isNaN(time) && new Date(time).toISOString().startsWith(value);
}
