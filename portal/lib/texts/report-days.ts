const ZONE = 'Europe/Berlin';
const short = new Intl.DateTimeFormat('de-DE', { timeZone: ZONE, day: '2-digit', month: '2-digit', year: 'numeric' });

/** „03.05.2027“: the local day of an instant. */
export const formatShortDay = (instant: Date | string): string => short.format(new Date(instant));
