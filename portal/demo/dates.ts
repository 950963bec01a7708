import { computeDeadline } from '../lib/server/law/deadlines.ts';

/** Dates of the demo move with the day on which it is loaded, so that something is always running. All are `YYYY-MM-DD`. */
export interface DemoDates {
	/** Frühzeitige Beteiligung for the Vorentwurf of the Lindenpark, over. */
	early: { start: string; end: string };
	/** Veröffentlichung of the Entwurf: since ten days, for about 25 more. */
	running: { start: string; end: string };
	/** Ergänzungssatzung: begins in three weeks. */
	coming: { start: string; end: string };
	initiative: string;
}

/** `days` after the day of `date` (negative: before), in UTC so that no summer time shifts it. */
export function dayAfter(date: Date, days: number): string {
	return new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth(), date.getUTCDate() + days)).toISOString().slice(0, 10);
}

export function demoDates(today: Date): DemoDates {
	const span = (start: number, length: number): { start: string; end: string } => ({
		start: dayAfter(today, start),
		end: dayAfter(today, start + length)
	});
	// Some days more than the law asks for, and never on a day off: what the deadline engine would make of it too.
	const lawful = (start: number): { start: string; end: string } => {
		const extendedTo = dayAfter(today, start + 35);
		return { start: dayAfter(today, start), end: computeDeadline({ kind: 'publication', land: 'SN', start: dayAfter(today, start), extendedTo }).end };
	};
	return { early: span(-250, 32), running: lawful(-10), coming: lawful(21), initiative: dayAfter(today, -430) };
}
