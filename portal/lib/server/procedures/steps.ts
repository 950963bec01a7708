import type { TenantScope } from '../../../../gis/db/tenant-scope.ts';
import { DomainError } from '../../../../gis/errors.ts';
import { CONTACT_FIELDS, extendForm, iterationForm, newStepForm, skipForm, stepForm, type StepForm } from '../../forms/procedure.ts';
import { noticesOfStep } from '../notices/notice-queries.ts';
import { notePublicationEvent } from '../alerts/publication-events.ts';
import { checkForm } from '../check-form.ts';
import { recordEvent } from '../evidence/record-event.ts';
import type { Actor } from '../evidence/types.ts';
import { endOfDay } from '../participations/local-days.ts';
import { changesBetween } from './changes.ts';
import { datesOf, type StepDates } from './dates.ts';
import { kindStep } from './kinds/kind.ts';
import * as queries from './procedures-queries.ts';
import { demandLock, positionOf, readProcedure, readStep, stepDefaults } from './read.ts';
import { storeStatus } from './store-status.ts';
import type { Procedure, ProcedureStep } from './types.ts';

/** Fields that a published step may still get: they help people and bind nobody. */
const OPEN_FIELDS = ['contact', 'note'] as const;

/**
 * Saves a step that is not published yet; of a published one only contact and note. Dates are proposed and checked by the deadline engine.
 * @param stepId null adds a step that the kind offers: `values.key`
 * @returns the step's id
 * @throws DomainError `form_invalid` with fields, `not_found`, `procedure_step_published`, and those of `datesOf`
 */
export async function saveStep(
	scope: TenantScope,
	procedureId: string,
	stepId: string | null,
	values: Record<string, unknown>,
	account: Actor | null,
	now: Date
): Promise<string> {
	return scope.transaction(async (inside) => {
		await demandLock(inside, procedureId);
		const procedure = await readProcedure(inside, procedureId, now);
		const id = stepId ?? (await insertStep(inside, procedure, checkForm(newStepForm, values).key, account, now));
		const step = stepId ? stepOf(procedure, stepId) : (await readStep(inside, id, now)).step;
		const form = checkForm(stepForm, { title: step.title, rule: step.rule, ...values });
		demandRule(procedure, step, form.rule);
		const next = await fieldsFrom(inside, procedure, step, form);
		const changes = changesBetween(step, next);
		if (changes.length === 0) return id;
		// Statements wait in it that staff entered before it was taken back.
		if (step.participationId && !next.startsAt) throw new DomainError('procedure_dates_invalid');
		if (step.publishedAt && changes.some(({ field }) => !OPEN_FIELDS.includes(field as never))) throw new DomainError('procedure_step_published');
		await queries.updateStep(inside, id, columnsOf(next), now);
		if (step.participationId) await queries.followProcedure(inside, procedureId);
		await storeStatus(inside, procedureId);
		await recordEvent(inside, { procedureId, stepId: id, kind: 'step-changed', detail: { title: form.title, changes }, account }, now);
		return id;
	});
}

/**
 * Adds a step that the kind offers and the procedure does not have (Erörterung, Genehmigung, Einstellung …).
 * @throws DomainError `not_found`, `procedure_step_exists`
 */
export function addStep(scope: TenantScope, procedureId: string, values: unknown, account: Actor | null, now: Date): Promise<string> {
	const { key } = checkForm(newStepForm, values);
	return scope.transaction(async (inside) => {
		await demandLock(inside, procedureId);
		return insertStep(inside, await readProcedure(inside, procedureId, now), key, account, now);
	});
}

async function insertStep(scope: TenantScope, procedure: Procedure, key: string, account: Actor | null, now: Date, iteration = 1, given = {}): Promise<string> {
	const step = kindStep(procedure.kind, key);
	if (!step) throw new DomainError('not_found');
	if (procedure.steps.some((each) => each.key === key && each.iteration === iteration)) throw new DomainError('procedure_step_exists');
	const row = stepDefaults(procedure.kind, step, procedure.id, positionOf(procedure.kind, key, iteration), iteration);
	const [id] = await queries.insertSteps(scope, [{ ...row, ...given }]);
	const kind = iteration > 1 ? 'iteration-added' : 'step-added';
	await recordEvent(scope, { procedureId: procedure.id, stepId: id, kind, detail: { title: step.title, iteration }, account }, now);
	return id!;
}

/**
 * Adds a renewed participation (§ 4a (3) BauGB): the next Durchgang, limited to what was changed unless told otherwise, compared with the
 * version before. It has no dates yet.
 * @param values fields of `iterationForm`
 * @returns ids of the new steps (public, bodies, or both)
 * @throws DomainError `form_invalid` with fields, `procedure_nothing_to_renew`, `not_found`
 */
export async function addIteration(scope: TenantScope, procedureId: string, values: unknown, account: Actor | null, now: Date): Promise<string[]> {
	const form = checkForm(iterationForm, values);
	return scope.transaction(async (inside) => {
		await demandLock(inside, procedureId);
		const procedure = await readProcedure(inside, procedureId, now);
		const tracks = form.track === 'both' ? (['public', 'toeb'] as const) : [form.track];
		const ids: string[] = [];
		for (const track of tracks) {
			const renewal = procedure.kind.steps.find((step) => step.repeats !== null && step.track === track);
			if (!renewal) throw new DomainError('procedure_nothing_to_renew');
			const before = procedure.steps.filter(({ key }) => key === renewal.repeats || key === renewal.key);
			const last = before.reduce<ProcedureStep | null>((best, step) => (step.publishedAt && (!best || step.iteration > best.iteration) ? step : best), null);
			if (!last) throw new DomainError('procedure_nothing_to_renew');
			const iteration = Math.max(...before.map((step) => step.iteration)) + 1;
			const compare = form.compareVersionId || last.planVersionId;
			for (const version of [form.planVersionId, compare]) await demandVersion(inside, version || null);
			ids.push(
				await insertStep(inside, procedure, renewal.key, account, now, iteration, {
					rule: form.shortened ? 'shortened' : renewal.track === 'toeb' ? 'toeb' : 'publication',
					changes_only: form.changesOnly,
					restricted: form.restricted,
					shortening_reason: form.shortened ? form.shorteningReason : '',
					plan_version_id: form.planVersionId || null,
					compare_version_id: compare,
					contact: JSON.stringify(last.contact),
					places: JSON.stringify(last.places),
					environment: JSON.stringify(last.environment)
				})
			);
		}
		return ids;
	});
}

/**
 * Leaves a step out, with the reason that the law knows or one's own words; an empty reason takes it back.
 * @param values fields of `skipForm`
 * @throws DomainError `procedure_step_published`, `procedure_step_needed`, `procedure_skip_reason`, `not_found`
 */
export async function skipStep(scope: TenantScope, stepId: string, values: unknown, account: Actor | null, now: Date): Promise<void> {
	const form = checkForm(skipForm, values);
	await changing(scope, stepId, now, async (inside, procedure, step) => {
		if (step.publishedAt) throw new DomainError('procedure_step_published');
		const known = kindStep(procedure.kind, step.key);
		const reason = known?.skipReasons.find(({ code }) => code === form.reason);
		if (!reason && known?.need === 'required') throw new DomainError(known.skipReasons.length > 0 ? 'procedure_skip_reason' : 'procedure_step_needed');
		if (!reason && form.reason !== '' && form.reason !== 'eigener') throw new DomainError('procedure_skip_reason');
		if (form.reason === 'eigener' && form.ownReason.length < 10) throw new DomainError('procedure_skip_reason');
		const text = reason ? `${reason.text} (${reason.law})${form.ownReason ? ` ${form.ownReason}` : ''}` : form.ownReason;
		await queries.updateStep(inside, stepId, { skipped_reason: text }, now);
		await storeStatus(inside, procedure.id);
		await recordEvent(inside, { procedureId: procedure.id, stepId, kind: 'step-skipped', detail: { title: step.title, reason: text }, account }, now);
	});
}

/** Takes back that a step was left out. @throws DomainError `not_found` */
export async function unskipStep(scope: TenantScope, stepId: string, account: Actor | null, now: Date): Promise<void> {
	await changing(scope, stepId, now, async (inside, procedure, step) => {
		if (step.skippedReason === '') return;
		await queries.updateStep(inside, stepId, { skipped_reason: '' }, now);
		const changes = [{ field: 'skippedReason', from: step.skippedReason, to: '' }];
		await recordEvent(inside, { procedureId: procedure.id, stepId, kind: 'step-changed', detail: { title: step.title, changes }, account }, now);
	});
}

/**
 * Removes a step that is not published and that the procedure can do without.
 * @throws DomainError `procedure_step_published`, `procedure_step_needed`, `not_found`
 */
export async function removeStep(scope: TenantScope, stepId: string, account: Actor | null, now: Date): Promise<void> {
	await changing(scope, stepId, now, async (inside, procedure, step) => {
		if (step.publishedAt) throw new DomainError('procedure_step_published');
		if (step.withdrawnAt) throw new DomainError('procedure_step_published');
		if (kindStep(procedure.kind, step.key)?.need === 'required' && step.iteration === 1) throw new DomainError('procedure_step_needed');
		// Its notice stays for good.
		if ((await noticesOfStep(inside, stepId)).some(({ publishedAt }) => publishedAt !== null)) throw new DomainError('procedure_step_published');
		// Before: the entry of the protocol refers to the procedure only, the step is gone.
		await queries.deleteStep(inside, stepId);
		await recordEvent(inside, { procedureId: procedure.id, kind: 'step-removed', detail: { title: step.title, iteration: step.iteration }, account }, now);
	});
}

/**
 * Moves the end of a published participation later. Earlier is refused: people rely on it. Pages call `extendStep`, which publishes the
 * renewed notice too.
 * @param values fields of `extendForm`
 * @throws DomainError `procedure_end_earlier`, `procedure_extension_reason`, `procedure_step_unpublished`, `procedure_period_over`, `not_found`
 */
export async function changeEndDate(scope: TenantScope, stepId: string, values: unknown, account: Actor | null, now: Date): Promise<void> {
	const form = checkForm(extendForm, values);
	await changing(scope, stepId, now, async (inside, procedure, step) => {
		if (!step.publishedAt || !step.endsOn || !step.startsOn) throw new DomainError('procedure_step_unpublished');
		if (step.endsAt! <= now) throw new DomainError('procedure_period_over');
		if (form.endsOn <= step.endsOn) throw new DomainError('procedure_end_earlier', { end: step.endsOn.split('-').reverse().join('.') });
		const dates = await newDates(inside, step, { startsOn: step.startsOn, endsOn: form.endsOn, extensionReason: form.reason });
		await queries.updateStep(inside, stepId, { ...dateColumns(dates), extension_reason: form.reason }, now);
		await storeStatus(inside, procedure.id);
		const at = now;
		await notePublicationEvent(inside, { procedureId: procedure.id, stepId, kind: 'dates-changed', occasion: `${stepId}:${dates.endsOn}`, at });
		const changes = [{ field: 'endsOn', from: step.endsOn, to: dates.endsOn }];
		await recordEvent(inside, { procedureId: procedure.id, stepId, kind: 'dates-changed', detail: { title: step.title, reason: form.reason, changes }, account }, now);
	});
}

/** Dates after an extension: a free or shortened period just ends later, a statutory one is extended for an important reason. */
async function newDates(scope: TenantScope, step: ProcedureStep, values: { startsOn: string; endsOn: string; extensionReason: string }): Promise<StepDates> {
	const { land, holidays } = await queries.calendarOf(scope);
	const reason = step.shorteningReason || values.extensionReason;
	if (step.rule !== 'free') return datesOf({ ...values, rule: step.rule, track: step.track, shorteningReason: reason, land, holidays });
	return { startsOn: values.startsOn, endsOn: values.endsOn, startsAt: step.startsAt, endsAt: endOfDay(values.endsOn), deadline: null };
}

/** Everything that changes a step comes one after the other, and sees what the one before left. */
export async function changing(
	scope: TenantScope,
	stepId: string,
	now: Date,
	work: (inside: TenantScope, procedure: Procedure, step: ProcedureStep) => Promise<void>
): Promise<void> {
	await scope.transaction(async (inside) => {
		const { procedure } = await readStep(inside, stepId, now);
		await demandLock(inside, procedure.id);
		// Read again: somebody else may have changed it while this one waited.
		const fresh = await readStep(inside, stepId, now);
		await work(inside, fresh.procedure, fresh.step);
	});
}

function stepOf(procedure: Procedure, stepId: string): ProcedureStep {
	const step = procedure.steps.find(({ id }) => id === stepId);
	if (!step) throw new DomainError('not_found');
	return step;
}

function demandRule(procedure: Procedure, step: ProcedureStep, rule: StepForm['rule']): void {
	const known = kindStep(procedure.kind, step.key);
	if (known && rule !== known.rule && rule !== step.rule && !known.otherRules.includes(rule)) throw new DomainError('form_invalid');
}

async function demandVersion(scope: TenantScope, id: string | null): Promise<void> {
	if (id && !(await queries.planVersion(scope, id))) throw new DomainError('not_found');
}

async function fieldsFrom(scope: TenantScope, procedure: Procedure, step: ProcedureStep, form: StepForm) {
	const { land, holidays } = await queries.calendarOf(scope);
	const dates = datesOf({ ...form, days: form.days ? Number(form.days) : null, track: step.track, land, holidays });
	for (const version of [form.planVersionId, form.compareVersionId]) await demandVersion(scope, version || null);
	return {
		title: form.title,
		rule: form.rule,
		...dates,
		extensionReason: form.extensionReason,
		shorteningReason: form.shorteningReason,
		changesOnly: form.changesOnly,
		restricted: form.restricted,
		planVersionId: form.planVersionId || null,
		compareVersionId: form.compareVersionId || null,
		contact: Object.fromEntries(CONTACT_FIELDS.map((name) => [name, form[name]]).filter(([, value]) => value !== '')),
		places: form.places,
		environment: form.environment,
		note: form.note
	};
}

export function dateColumns({ startsOn, endsOn, startsAt, endsAt, deadline }: StepDates): Record<string, unknown> {
	return { starts_on: startsOn, ends_on: endsOn, starts_at: startsAt, ends_at: endsAt, deadline: deadline ? JSON.stringify(deadline) : null };
}

function columnsOf(next: Awaited<ReturnType<typeof fieldsFrom>>): Record<string, unknown> {
	return {
		title: next.title,
		rule: next.rule,
		...dateColumns(next),
		extension_reason: next.extensionReason,
		shortening_reason: next.shorteningReason,
		changes_only: next.changesOnly,
		restricted: next.restricted,
		plan_version_id: next.planVersionId,
		compare_version_id: next.compareVersionId,
		contact: JSON.stringify(next.contact),
		places: JSON.stringify(next.places),
		environment: JSON.stringify(next.environment),
		note: next.note
	};
}
