import type { TenantScope } from '../../../../gis/db/tenant-scope.ts';
import { DomainError } from '../../../../gis/errors.ts';
import { procedureTexts } from '../../texts/procedures.ts';
import { notePublicationEvent } from '../alerts/publication-events.ts';
import { recordEvent } from '../evidence/record-event.ts';
import type { Actor } from '../evidence/types.ts';
import { announceProcedure } from './announce.ts';
import { voidDefects } from './checklist.ts';
import { kindStep } from './kinds/kind.ts';
import { insertParticipationOfStep, reopenParticipation, updateStep } from './procedures-queries.ts';
import { demandLock, readStep } from './read.ts';
import { readinessOf } from './readiness.ts';
import type { Procedure, ProcedureStep } from './types.ts';

/**
 * Makes a step public and, where people may comment, opens its participation. From now on its dates are locked (`changeEndDate`).
 * @throws DomainError `procedure_not_ready` with the reasons where a defect would void the plan (§ 214 BauGB), `procedure_step_skipped`,
 *   `procedure_discarded`, `not_found`
 */
export async function publishStep(scope: TenantScope, stepId: string, account: Actor | null, now: Date): Promise<void> {
	await scope.transaction(async (inside) => {
		const { procedure: seen } = await readStep(inside, stepId, now);
		await demandLock(inside, seen.id);
		const { procedure, step } = await readStep(inside, stepId, now);
		if (step.publishedAt) return;
		if (procedure.discardedAt) throw new DomainError('procedure_discarded');
		if (step.skippedReason) throw new DomainError('procedure_step_skipped');
		const checks = await readinessOf(inside, procedure, step, now);
		const defects = voidDefects(checks);
		if (defects.length > 0) throw new DomainError('procedure_not_ready', { reasons: defects.map(({ text, law }) => `${text} (${law})`).join(' ') });

		const published = { published_at: now, published_by: account?.id ?? null, withdrawn_at: null, withdrawal_reason: '' };
		await updateStep(inside, stepId, published, now);
		await openParticipation(inside, procedure, step, account, now);
		await announceProcedure(inside, procedure.id, stepId, now);
		await tell(inside, procedure, step, now);
		const left = checks.filter(({ passed }) => !passed).map(({ code, grade }) => ({ code, grade }));
		const detail = { title: step.title, iteration: step.iteration, startsOn: step.startsOn, endsOn: step.endsOn, law: step.law, openChecks: left };
		await recordEvent(inside, { procedureId: procedure.id, stepId, kind: 'step-published', detail, account }, now);
	});
}

/** Statements are about a version of a plan, or about the procedure's area where there is none yet; its period is the step's, by foreign key. */
async function openParticipation(scope: TenantScope, procedure: Procedure, step: ProcedureStep, account: Actor | null, now: Date): Promise<void> {
	if (step.track === 'internal' || !step.endsAt) return;
	if (step.participationId) {
		if (await reopenParticipation(scope, step.participationId, { plan_version_id: step.planVersionId, published_at: now })) return;
		throw new DomainError('participation_change_refused');
	}
	await insertParticipationOfStep(scope, {
		step_id: step.id,
		audience: step.track,
		plan_version_id: step.planVersionId,
		title: procedureTexts.participationTitle(step.title, procedure.title),
		intro: procedure.summary,
		starts_at: step.startsAt,
		ends_at: step.endsAt,
		contact: JSON.stringify({ ...procedure.contact, ...step.contact }),
		settings: JSON.stringify({}),
		published_at: now,
		created_by: account?.id ?? null
	});
}

/** What alerts and feeds hear; what begins and ends by the clock is noted by their own job. */
async function tell(scope: TenantScope, procedure: Procedure, step: ProcedureStep, now: Date): Promise<void> {
	// One that was taken back and comes again is news again.
	const occasion = step.withdrawnAt ? `${step.id}:${now.toISOString()}` : step.id;
	if (step.track === 'public' && step.endsAt && step.startsAt! > now)
		await notePublicationEvent(scope, { procedureId: procedure.id, stepId: step.id, kind: 'participation-announced', occasion, at: now });
	await noteCalendarEvents(scope, procedure, step, now);
}

/** What is told on the day of a step that decides something. */
export async function noteCalendarEvents(scope: TenantScope, procedure: Procedure, step: ProcedureStep, now: Date): Promise<void> {
	const effect = kindStep(procedure.kind, step.key)?.effect;
	if (!step.startsAt || (effect !== 'decision' && effect !== 'in-force')) return;
	const kind = effect === 'decision' ? 'decided' : 'in-force';
	await notePublicationEvent(scope, { procedureId: procedure.id, stepId: step.id, kind, occasion: step.id, at: step.startsAt > now ? step.startsAt : now });
}
