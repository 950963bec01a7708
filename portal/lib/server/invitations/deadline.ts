import type { TenantScope } from '../../../../gis/db/tenant-scope.ts';
import { computeDeadline, type Deadline } from '../law/deadlines.ts';
import { endOfDay } from '../participations/local-days.ts';
import { calendarOf } from '../procedures/procedures-queries.ts';
import type { ProcedureStep } from '../procedures/types.ts';

/** A body's own period: it counts from its receipt (§ 187 (1) BGB) and never ends before that of the step. */
export interface OwnPeriod {
	endsOn: string;
	endsAt: Date;
	/** Null where the step's period is free. */
	deadline: Deadline | null;
}

/**
 * @param receivedOn local day of receipt
 * @param extendedTo later end for an important reason (§ 4 (2) S. 3 BauGB)
 * @throws LawError for an extension before the lawful end
 */
export async function ownPeriod(scope: TenantScope, step: ProcedureStep, receivedOn: string, extendedTo?: string): Promise<OwnPeriod> {
	const { land, holidays } = await calendarOf(scope);
	const extension = extendedTo === undefined ? {} : { extendedTo };
	const deadline =
		step.rule === 'toeb'
			? computeDeadline({ kind: 'toeb', land, start: receivedOn, holidays, ...extension })
			: step.rule === 'shortened' && step.deadline
				? computeDeadline({ kind: 'shortened', land, start: receivedOn, days: step.deadline.days, countsFirstDay: false, holidays, ...extension })
				: null;
	const ends = [deadline?.end, step.endsOn, extendedTo].filter((day) => day !== undefined && day !== null).toSorted();
	const endsOn = ends.at(-1) ?? receivedOn;
	return { endsOn, endsAt: endOfDay(endsOn), deadline };
}
