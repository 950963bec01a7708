import type { TenantScope } from '../../../../gis/db/tenant-scope.ts';
import { DomainError } from '../../../../gis/errors.ts';
import type { KindStep, ProcedureKind } from './kinds/kind.ts';
import * as queries from './procedures-queries.ts';
import { procedureFrom, stepFrom } from './rows.ts';
import type { Procedure, ProcedureStep } from './types.ts';

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** Row of a step as its kind provides it. */
export function stepDefaults(kind: ProcedureKind, step: KindStep, procedureId: string, position: number, iteration = 1): Record<string, unknown> {
	const participation = step.rule !== 'day';
	return {
		procedure_id: procedureId,
		key: step.key,
		title: step.title,
		track: step.track,
		iteration,
		position,
		rule: step.rule,
		law: [step.law, kind.lawVersion].filter(Boolean).join(' · '),
		changes_only: step.repeats !== null,
		places: JSON.stringify(participation && step.track === 'public' ? kind.defaults.places : []),
		environment: JSON.stringify(participation && step.track === 'public' ? kind.defaults.environment : [])
	};
}

/** Steps stand in the order of their kind; every Durchgang of a repeated one behind the one before. */
export function positionOf(kind: ProcedureKind, key: string, iteration: number): number {
	const at = kind.steps.findIndex((step) => step.key === key);
	return (at < 0 ? kind.steps.length : at) * 100 + iteration;
}

/**
 * A procedure of the tenant with all steps, for its staff.
 * @throws DomainError `not_found`
 */
export async function readProcedure(scope: TenantScope, id: string, now: Date): Promise<Procedure> {
	const row = UUID.test(id) ? await queries.findProcedure(scope, id, now) : undefined;
	if (!row) throw new DomainError('not_found');
	return procedureFrom(row, (await queries.stepRows(scope, [id])).map(stepFrom));
}

/**
 * What everybody may see: a published procedure with its published steps. Those of the public bodies' track are among them, with their
 * dates; their participation is not open to the public.
 * @throws DomainError `not_found`, also for one that is not published
 */
export async function readPublicProcedure(scope: TenantScope, id: string, now: Date): Promise<Procedure> {
	const procedure = await readProcedure(scope, id, now);
	if (!procedure.publishedAt) throw new DomainError('not_found');
	return { ...procedure, steps: procedure.steps.filter(({ publishedAt }) => publishedAt !== null) };
}

/** Announced steps of a published procedure that were taken back before they began: everybody may see that, and why. */
export async function readWithdrawnSteps(scope: TenantScope, procedureId: string): Promise<ProcedureStep[]> {
	return (await queries.stepRows(scope, [procedureId])).map(stepFrom).filter(({ withdrawnAt }) => withdrawnAt !== null);
}

/** Last changed first, each with all its steps (or only the published ones). */
export async function listProcedures(
	scope: TenantScope,
	now: Date,
	filter: queries.ListFilter = {},
	page: { limit: number; offset: number } = { limit: 200, offset: 0 }
): Promise<Procedure[]> {
	const rows = await queries.findProcedures(scope, now, filter, page);
	const steps = rows.length > 0 ? (await queries.stepRows(scope, rows.map(({ id }) => id))).map(stepFrom) : [];
	const shown = filter.onlyPublished ? steps.filter(({ publishedAt, withdrawnAt }) => publishedAt !== null || (filter.withdrawn && withdrawnAt !== null)) : steps;
	return rows.map((row) => procedureFrom(row, shown.filter(({ procedureId }) => procedureId === row.id)));
}

/** A step and its procedure. @throws DomainError `not_found` */
export async function readStep(scope: TenantScope, stepId: string, now: Date): Promise<{ procedure: Procedure; step: ProcedureStep }> {
	const row = UUID.test(stepId) ? await queries.stepRow(scope, stepId) : undefined;
	if (!row) throw new DomainError('not_found');
	const procedure = await readProcedure(scope, row.procedure_id, now);
	return { procedure, step: procedure.steps.find(({ id }) => id === stepId)! };
}

/** @throws DomainError `not_found` */
export async function demandLock(scope: TenantScope, id: string): Promise<void> {
	if (!UUID.test(id) || !(await queries.lockProcedure(scope, id))) throw new DomainError('not_found');
}
