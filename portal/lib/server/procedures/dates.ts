import { DomainError } from '../../../../gis/errors.ts';
import { computeDeadline, type Deadline } from '../law/deadlines.ts';
import { judgeEnd } from '../law/judge-end.ts';
import { endOfDay, isDay, startOfDay } from '../participations/local-days.ts';
import { daysBetween } from './days.ts';
import type { StepRule, Track } from './types.ts';

/** Reasons are read in court: a word is none. */
export const SHORTEST_REASON = 10;

export interface DatesInput {
	rule: StepRule;
	track: Track;
	/** Local days, inclusive; empty: not set yet. */
	startsOn: string;
	endsOn: string;
	/** Length of a shortened period; the typed end counts where there is one. */
	days?: number | null;
	extensionReason: string;
	shorteningReason: string;
	/** Code of the Land, and holidays of the municipality. */
	land: string;
	holidays: readonly string[];
}

export interface StepDates {
	startsOn: string | null;
	endsOn: string | null;
	startsAt: Date | null;
	/** Exclusive. */
	endsAt: Date | null;
	deadline: Deadline | null;
}

const NO_DATES: StepDates = { startsOn: null, endsOn: null, startsAt: null, endsAt: null, deadline: null };

/**
 * The dates of a step. Without an end the lawful one is taken; a typed end before it is refused with the explanation, a later one needs an
 * important reason (§ 3 (2) S. 1, § 4 (2) S. 3 BauGB), a shortened period a reason too (§ 4a (3) S. 3).
 * @throws DomainError `procedure_dates_invalid`, `procedure_end_too_early`, `procedure_extension_reason`, `procedure_shortening_reason`,
 *   `procedure_end_missing`
 */
export function datesOf(input: DatesInput): StepDates {
	const { rule, startsOn, endsOn } = input;
	if (startsOn === '') {
		if (endsOn !== '') throw new DomainError('procedure_dates_invalid');
		return NO_DATES;
	}
	if (!isDay(startsOn) || (endsOn !== '' && (!isDay(endsOn) || endsOn < startsOn))) throw new DomainError('procedure_dates_invalid');
	const startsAt = startOfDay(startsOn);
	if (rule === 'day') return { startsOn, endsOn: null, startsAt, endsAt: null, deadline: null };
	if (rule === 'free') {
		return { startsOn, endsOn: endsOn || null, startsAt, endsAt: endsOn ? endOfDay(endsOn) : null, deadline: null };
	}
	const deadline = rule === 'shortened' ? shortened(input) : statutory(input, rule);
	return { startsOn, endsOn: deadline.end, startsAt, endsAt: endOfDay(deadline.end), deadline };
}

function statutory({ land, holidays, startsOn, endsOn, extensionReason }: DatesInput, kind: 'publication' | 'toeb'): Deadline {
	const input = { kind, land, start: startsOn, holidays };
	const lawful = computeDeadline(input);
	if (endsOn === '' || endsOn === lawful.end) return lawful;
	if (endsOn < lawful.end) throw tooEarly(input, endsOn, lawful);
	if (extensionReason.length < SHORTEST_REASON) throw new DomainError('procedure_extension_reason', { lawful: german(lawful.end) });
	return computeDeadline({ ...input, extendedTo: endsOn });
}

function shortened({ land, holidays, track, startsOn, endsOn, days, shorteningReason }: DatesInput): Deadline {
	if (shorteningReason.length < SHORTEST_REASON) throw new DomainError('procedure_shortening_reason');
	// The public's first day counts (§ 187 (2) BGB), a body's day of receipt does not (§ 187 (1)).
	const countsFirstDay = track !== 'toeb';
	const typed = endsOn ? daysBetween(startsOn, endsOn) + (countsFirstDay ? 1 : 0) : 0;
	const length = typed || days || 0;
	if (length < 1) throw new DomainError('procedure_end_missing');
	return computeDeadline({ kind: 'shortened', land, start: startsOn, days: length, countsFirstDay, holidays });
}

/** The end that the law gives, for the form: nothing is decided. Null where the rule knows none. */
export function proposedEnd(input: Pick<DatesInput, 'rule' | 'startsOn' | 'land' | 'holidays'>): Deadline | null {
	const { rule, startsOn, land, holidays } = input;
	if ((rule !== 'publication' && rule !== 'toeb') || !isDay(startsOn)) return null;
	return computeDeadline({ kind: rule, land, start: startsOn, holidays });
}

/** Refusal that explains how the right end is found. */
function tooEarly(input: Parameters<typeof computeDeadline>[0], end: string, lawful: Deadline): DomainError {
	const { remarks } = judgeEnd({ ...input, kind: input.kind as 'publication' | 'toeb', end });
	const explanation = remarks.map(({ text, law }) => `${text} (${law})`).join(' ');
	return new DomainError('procedure_end_too_early', { lawful: german(lawful.end), explanation });
}

const german = (day: string): string => day.split('-').reverse().join('.');
