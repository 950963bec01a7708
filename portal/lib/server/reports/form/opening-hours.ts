import type { ReporterSettings } from '../types.ts';

const DAYS = ['so', 'mo', 'tu', 'we', 'th', 'fr', 'sa'];
const KEYS = { so: 'su' } as Record<string, string>;
const berlin = new Intl.DateTimeFormat('en-GB', { timeZone: 'Europe/Berlin', weekday: 'short', hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });

/** What is said outside of the opening hours; empty inside, and where there are none. */
export function messageOutside({ openingHours }: ReporterSettings, now: Date): string {
	if (!openingHours) return '';
	const parts = Object.fromEntries(berlin.formatToParts(now).map(({ type, value }) => [type, value]));
	const index = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'].indexOf(parts.weekday!);
	const day = (KEYS[DAYS[index]!] ?? DAYS[index]!) as keyof typeof openingHours.days;
	const time = `${parts.hour}:${parts.minute}`;
	const open = (openingHours.days[day] ?? []).some(({ from, to }) => from <= time && time < to);
	return open ? '' : openingHours.messageOutside;
}
