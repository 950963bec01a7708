const ZONE = 'Europe/Berlin';
const day = new Intl.DateTimeFormat('de-DE', { timeZone: 'UTC', day: 'numeric', month: 'long', year: 'numeric' });
const weekday = new Intl.DateTimeFormat('de-DE', { timeZone: 'UTC', weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' });
const month = new Intl.DateTimeFormat('de-DE', { timeZone: 'UTC', month: 'long', year: 'numeric' });
const moment = new Intl.DateTimeFormat('de-DE', {
	timeZone: ZONE,
	day: 'numeric',
	month: 'long',
	year: 'numeric',
	hour: '2-digit',
	minute: '2-digit',
	second: '2-digit'
});
const shortMoment = new Intl.DateTimeFormat('de-DE', {
	timeZone: ZONE,
	day: '2-digit',
	month: '2-digit',
	year: 'numeric',
	hour: '2-digit',
	minute: '2-digit'
});

/** „3. Mai 2027“ from a calendar day `YYYY-MM-DD`. */
export const formatDay = (text: string) => day.format(new Date(`${text}T00:00:00Z`));
/** „Montag, 3. Mai 2027“ */
export const formatWeekday = (text: string) => weekday.format(new Date(`${text}T00:00:00Z`));
/** „3. Mai 2027 um 14:05:09 Uhr“ in local time. */
export const formatMoment = (instant: Date) => `${moment.format(instant)} Uhr`;
/** „03.05.2027, 14:05“ in local time. */
export const formatShortMoment = (instant: Date) => shortMoment.format(instant);
/** „März 2027“ from `YYYY-MM`. */
export const formatMonth = (text: string) => month.format(new Date(`${text}-01T00:00:00Z`));
