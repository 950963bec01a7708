import ical, { ICalAlarmRelatesTo, ICalAlarmType, ICalCalendarMethod, ICalEventTransparency } from 'ical-generator';
import { DomainError } from '../../../../gis/errors.ts';
import { calendarTexts } from '../../texts/procedure-page.ts';
import { nextDay } from '../participations/local-days.ts';
import type { Procedure } from '../procedures/types.ts';
import { mainStep } from './steps.ts';

/**
 * The period of a participation as a calendar file (RFC 5545): whole local days, the end exclusive as the standard wants it. Importing it
 * again after a change replaces the old entry (same UID, higher SEQUENCE).
 * @param stepId another step than the one that matters now
 * @param changes when each step was changed last
 * @throws DomainError `not_found` where there is no period
 */
export function calendarFile(procedure: Procedure, url: string, now: Date, stepId: string | null, changes: ReadonlyMap<string, Date>): string {
	const periods = procedure.steps.filter((each) => each.track === 'public' && each.startsOn && each.endsOn && !each.skippedReason);
	const step = stepId ? periods.find(({ id }) => id === stepId) : mainStep(periods, now);
	if (!step) throw new DomainError('not_found');
	// The library writes a line break of a name as it is: the rest would be a line of its own.
	const title = procedure.title.replace(/\s+/g, ' ').trim();
	const calendar = ical({ name: title, prodId: { company: 'Bauleitportal', product: 'Verfahren', language: 'DE' }, method: ICalCalendarMethod.PUBLISH });
	const event = calendar.createEvent({
		id: `${step.id}@${new URL(url).hostname}`,
		// Noon keeps the calendar day whatever zone the library formats in.
		start: atNoon(step.startsOn!),
		end: atNoon(nextDay(step.endsOn!)),
		allDay: true,
		summary: calendarTexts.summary(title),
		description: calendarTexts.description(step.title, step.endsOn!, url),
		url,
		stamp: now,
		sequence: Math.floor((changes.get(step.id) ?? procedure.changedAt).getTime() / 1000),
		transparency: ICalEventTransparency.TRANSPARENT
	});
	const days = lengthInDays(step.startsOn!, step.endsOn!);
	// At the beginning of the day on which three days are left.
	if (days > 3) event.createAlarm({ type: ICalAlarmType.display, trigger: 3 * 86_400, relatesTo: ICalAlarmRelatesTo.end, description: calendarTexts.alarm });
	return calendar.toString();
}

const atNoon = (day: string) => new Date(`${day}T12:00:00Z`);
const lengthInDays = (first: string, last: string) => Math.round((Date.parse(`${last}T00:00:00Z`) - Date.parse(`${first}T00:00:00Z`)) / 86_400_000) + 1;
