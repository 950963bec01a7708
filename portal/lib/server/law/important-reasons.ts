import { addDays, countDays, laterOf } from './calendar.ts';
import type { DeadlineStep } from './deadlines.ts';
import { dayInWords } from './explanation.ts';
import { holidaysBetween, type LocalHolidays } from './working-days.ts';

export interface ReasonHint extends DeadlineStep {
	code: 'christmas' | 'easter' | 'summer' | 'holidays';
}

/** So many public holidays inside one period are worth a thought. */
const MANY_HOLIDAYS = 3;
/** Days of the summer months that make it a summer period. */
const SUMMER_DAYS = 14;

/**
 * What may be an important reason for a longer period (§ 3 (2) S. 1 BauGB), from the calendar alone; the municipality decides. School holidays
 * are decided per year by the Länder and not in here: July and August stand for them.
 * @param first first day of the period @param last its last day, both `YYYY-MM-DD`
 */
export function importantReasonHints(first: string, last: string, land: string, holidays: LocalHolidays = []): ReasonHint[] {
	if (last < first) return [];
	const law = '§ 3 Abs. 2 Satz 1 BauGB';
	const inside = holidaysBetween(first, last, land, holidays);
	const hints: ReasonHint[] = [];
	const years = [Number(first.slice(0, 4)) - 1, Number(first.slice(0, 4)), Number(last.slice(0, 4))];
	const christmas = years.some((year) => first <= `${year}-12-31` && last >= `${year}-12-24`);
	const easter = inside.find(([, name]) => name === 'Karfreitag' || name === 'Ostermontag');
	const summer = years.some((year) => overlap(first, last, `${year}-07-01`, `${year}-08-31`) >= SUMMER_DAYS);
	if (christmas) hints.push({ code: 'christmas', text: 'In der Frist liegen Weihnachten und der Jahreswechsel. Prüfen Sie eine längere Frist.', law });
	if (easter) hints.push({ code: 'easter', text: `In der Frist liegt Ostern (${easter[1]}, ${dayInWords(easter[0])}). Prüfen Sie eine längere Frist.`, law });
	if (summer)
		hints.push({
			code: 'summer',
			text: 'Die Frist liegt zum großen Teil im Juli und August. Prüfen Sie, ob Schulferien sind und eine längere Frist angemessen ist.',
			law
		});
	if (inside.length >= MANY_HOLIDAYS && !christmas)
		hints.push({
			code: 'holidays',
			text: `In der Frist liegen ${inside.length} Feiertage (${[...new Set(inside.map(([, name]) => name))].join(', ')}). Prüfen Sie eine längere Frist.`,
			law
		});
	return hints;
}

/** Days that two periods have in common. */
function overlap(first: string, last: string, from: string, to: string): number {
	const begin = laterOf(first, from);
	const end = last < to ? last : to;
	return end < begin ? 0 : countDays(begin, end);
}

/** The end that a hint suggests: two weeks more, to be rolled by the engine. */
export const suggestedExtension = (end: string): string => addDays(end, 14);
