import { checkDay, countDays, weekdayOf } from './calendar.ts';
import { computeDeadline, type Deadline, type DeadlineInput } from './deadlines.ts';
import { dayInWords } from './explanation.ts';
import { inLand, type LandCode } from './laender.ts';
import { DEADLINE_RULES, SHORTENED_ADVICE_DAYS } from './rules.ts';
import { dayOffName, holidayName, workingDayFrom } from './working-days.ts';

/** What a defect does to the plan (§ 214 BauGB): it would void it, it can be healed, or it is only advice. */
export type Grade = 'void' | 'curable' | 'advice';

export interface EndInput extends Omit<DeadlineInput, 'days' | 'extendedTo' | 'kind'> {
	kind: 'publication' | 'toeb' | 'shortened';
	/** The day that somebody typed. */
	end: string;
	/** Why the period is longer, or shortened. */
	reason?: string;
}

export interface EndRemark {
	code: 'before-start' | 'too-early' | 'day-off' | 'long-without-reason' | 'short' | 'short-without-reason' | 'not-shortened';
	grade: Grade;
	/** What is wrong, what is right and why, in one or two sentences. */
	text: string;
	law: string;
}

export interface EndVerdict {
	/** False: a step with this end must not be published. */
	lawful: boolean;
	/** The end that would be right: the typed one where it is, else the earliest lawful one that is not before it. */
	rightEnd: string;
	/** How the lawful end is found; null for a shortened period that ends before it starts. */
	deadline: Deadline | null;
	remarks: EndRemark[];
}

/**
 * Judges an end that somebody typed. A period that ends too early, or on a day off (§ 193 BGB: such a day is the end of no period), is
 * refused; a longer one needs an important reason, a shortened one a reason, and fourteen days are advised.
 * @throws LawError for input that is no day or Land
 */
export function judgeEnd(input: EndInput): EndVerdict {
	const end = checkDay(input.end, 'Das Ende');
	return input.kind === 'shortened' ? judgeShortened(input, end) : judgeMonth(input, end);
}

function judgeMonth(input: EndInput, end: string): EndVerdict {
	const deadline = computeDeadline({ ...input, days: undefined, extendedTo: undefined } as DeadlineInput);
	const rule = DEADLINE_RULES[deadline.kind];
	const remarks: EndRemark[] = [];
	if (end < deadline.end) {
		remarks.push({
			code: end < input.start ? 'before-start' : 'too-early',
			grade: 'void',
			text:
				`Das Ende am ${dayInWords(end)} ist zu früh. Die Frist endet frühestens am ${dayInWords(deadline.end)}. ` +
				deadline.steps
					.slice(1, -1)
					.map(({ text }) => text)
					.join(' '),
			law: `${rule.lengthLaw}, §§ 187, 188, 193 BGB`
		});
		return { lawful: false, rightEnd: deadline.end, deadline, remarks };
	}
	const off = dayOffRemark(input, end);
	if (off) remarks.push(off);
	if (end > deadline.end && !input.reason?.trim())
		remarks.push({
			code: 'long-without-reason',
			grade: 'advice',
			text: `Die Frist ist länger als nötig (bis ${dayInWords(deadline.end)}). Bitte geben Sie den wichtigen Grund dafür an.`,
			law: rule.extensionLaw!
		});
	return { lawful: off === null, rightEnd: workingDayFrom(end, input.land, input.holidays), deadline, remarks };
}

function judgeShortened(input: EndInput, end: string): EndVerdict {
	const start = checkDay(input.start, 'Der Beginn');
	const first = (input.countsFirstDay ?? true) ? 0 : 1;
	const days = countDays(start, end) - first;
	const law = DEADLINE_RULES.shortened.lengthLaw;
	if (days < 1) {
		const rightEnd = computeDeadline({ ...input, kind: 'shortened', days: SHORTENED_ADVICE_DAYS }).end;
		const text = `Das Ende am ${dayInWords(end)} liegt vor dem Beginn der Frist. Angemessen wäre zum Beispiel ${dayInWords(rightEnd)}.`;
		return { lawful: false, rightEnd, deadline: null, remarks: [{ code: 'before-start', grade: 'void', text, law }] };
	}
	const remarks: EndRemark[] = [];
	const off = dayOffRemark(input, end);
	if (off) remarks.push(off);
	const full = computeDeadline({ ...input, kind: (input.countsFirstDay ?? true) ? 'publication' : 'toeb' });
	if (days < SHORTENED_ADVICE_DAYS)
		remarks.push({
			code: 'short',
			grade: 'advice',
			text:
				`Die verkürzte Frist dauert nur ${days} ${days === 1 ? 'Tag' : 'Tage'}. Ein Gericht hat zwölf Tage schon für zu kurz gehalten; ` +
				`wir raten zu mindestens ${SHORTENED_ADVICE_DAYS} Tagen.`,
			law: `${law}; VGH Baden-Württemberg`
		});
	if (end >= full.end)
		remarks.push({ code: 'not-shortened', grade: 'advice', text: `Die Frist ist nicht verkürzt: Die volle Frist endete am ${dayInWords(full.end)}.`, law });
	else if (!input.reason?.trim())
		remarks.push({ code: 'short-without-reason', grade: 'curable', text: 'Bitte begründen Sie, warum die verkürzte Frist angemessen ist.', law });
	// The engine counts to at most a year; a period of that length is not shortened anyway.
	const deadline = days <= 366 ? computeDeadline({ ...input, kind: 'shortened', days }) : null;
	return { lawful: off === null, rightEnd: workingDayFrom(end, input.land, input.holidays), deadline, remarks };
}

function dayOffRemark({ land, holidays = [] }: EndInput, end: string): EndRemark | null {
	const off = dayOffName(end, land, holidays);
	if (off === null) return null;
	const what = holidayName(end, land, holidays) ? `ein Feiertag ${inLand(land as LandCode)} (${off})` : `ein ${weekdayOf(end) === 0 ? 'Sonntag' : 'Samstag'}`;
	const next = dayInWords(workingDayFrom(end, land, holidays));
	return {
		code: 'day-off',
		grade: 'void',
		text:
			`${dayInWords(end)} ist ${what}. Eine Frist endet nie an einem solchen Tag, sondern am nächsten Werktag: ${next}. ` +
			'Ein falsches Ende in der Bekanntmachung kann den Plan unwirksam machen.',
		law: '§ 193 BGB, § 31 Abs. 3 VwVfG'
	};
}
