import type { DeadlineStep } from './deadlines.ts';
import { inLand, type LandCode } from './laender.ts';
import type { MonthEnd } from './periods.ts';
import { firstCounted } from './periods.ts';
import type { DeadlineRule } from './rules.ts';
import { dayOffName, holidayName, type LocalHolidays } from './working-days.ts';

export interface Found {
	rule: DeadlineRule;
	land: LandCode;
	start: string;
	months: MonthEnd | null;
	min30End: string | null;
	legalEnd: string;
	extendedTo: string | null;
	/** The day that is rolled: the legal end or the extended one. */
	lastDay: string;
	end: string;
	/** Length of a shortened period. */
	days: number | null;
	holidays: LocalHolidays;
}

const weekday = new Intl.DateTimeFormat('de-DE', { timeZone: 'UTC', weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' });
/** „Montag, 1. März 2027“ */
export const dayInWords = (day: string): string => weekday.format(new Date(`${day}T00:00:00Z`));

/** The way to the end in plain sentences, each with its paragraph. */
export function explain(found: Found): DeadlineStep[] {
	return [beginning(found), ...length(found), ...extension(found), workingDay(found), ending(found)];
}

function beginning({ rule, start }: Found): DeadlineStep {
	const text = rule.beginning.replace('{day}', dayInWords(start));
	if (rule.countsFirstDay) return { text: `${text} Dieser Tag zählt mit.`, law: '§ 187 Abs. 2 BGB' };
	return { text: `${text} Dieser Tag zählt nicht mit; gezählt wird ab ${dayInWords(firstCounted(start, false))}.`, law: '§ 187 Abs. 1 BGB' };
}

function length({ rule, months, min30End, legalEnd, days }: Found): DeadlineStep[] {
	if (months === null) {
		const text = `Die Gemeinde verkürzt die Frist auf ${days} ${days === 1 ? 'Tag' : 'Tage'}. Der letzte davon ist ${dayInWords(legalEnd)}.`;
		return [{ text, law: `${rule.lengthLaw}, § 188 Abs. 1 BGB` }];
	}
	const unit = rule.months === 12 ? 'ein Jahr' : 'einen Monat';
	const why = months.shortMonth
		? 'Dieser Monat hat keinen Tag mit derselben Zahl, deshalb zählt sein letzter Tag'
		: rule.countsFirstDay
			? 'Sie endet am Tag vor dem, der dieselbe Zahl trägt'
			: 'Sie endet an dem Tag, der dieselbe Zahl trägt';
	const steps = [{ text: `Die Frist dauert ${unit}. ${why}: ${dayInWords(months.day)}.`, law: `${rule.lengthLaw}, ${months.law}` }];
	if (min30End === null) return steps;
	steps.push({ text: `Sie dauert aber mindestens ${rule.minimumDays} Tage. Der ${rule.minimumDays}. Tag ist ${dayInWords(min30End)}.`, law: rule.lengthLaw });
	const later =
		months.day === min30End
			? `Beides führt zum selben Tag: ${dayInWords(legalEnd)}.`
			: `Der spätere der beiden Tage gilt: ${dayInWords(legalEnd)}.`;
	steps.push({ text: later, law: rule.lengthLaw });
	return steps;
}

function extension({ rule, extendedTo }: Found): DeadlineStep[] {
	if (extendedTo === null) return [];
	return [{ text: `Die Gemeinde verlängert die Frist aus einem wichtigen Grund bis ${dayInWords(extendedTo)}.`, law: rule.extensionLaw ?? rule.lengthLaw }];
}

function workingDay({ land, lastDay, end, holidays }: Found): DeadlineStep {
	const law = '§ 193 BGB, § 31 Abs. 3 VwVfG';
	if (lastDay === end) return { text: `${dayInWords(end)} ist ${inLand(land)} ein Werktag und kein Samstag. Es bleibt dabei.`, law };
	const holiday = holidayName(lastDay, land, holidays);
	const off = dayOffName(lastDay, land, holidays)!;
	const what = holiday ? `ein Feiertag ${inLand(land)} (${off})` : `ein ${off}`;
	return { text: `${dayInWords(lastDay)} ist ${what}. Die Frist endet deshalb am nächsten Werktag: ${dayInWords(end)}.`, law };
}

function ending({ rule, end }: Found): DeadlineStep {
	return { text: `Die Frist endet am ${dayInWords(end)} um 24 Uhr. ${rule.meaning}`, law: '§ 188 BGB' };
}
