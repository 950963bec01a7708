import type { TenantScope } from '../../../../gis/db/tenant-scope.ts';
import { DomainError } from '../../../../gis/errors.ts';
import { CONTACT_FIELDS, newProcedureForm, procedureForm, type ProcedureFields } from '../../forms/procedure.ts';
import { checkForm, FormError } from '../check-form.ts';
import { recordEvent } from '../evidence/record-event.ts';
import type { Actor } from '../evidence/types.ts';
import { dayOf } from '../participations/local-days.ts';
import { changesBetween } from './changes.ts';
import type { InnerDevelopment } from './inner-development.ts';
import type { KindStep } from './kinds/kind.ts';
import { readKind } from './kinds/kinds.ts';
import * as queries from './procedures-queries.ts';
import { demandLock, positionOf, readProcedure, stepDefaults } from './read.ts';
import type { Procedure } from './types.ts';

export { listProcedures, readProcedure, readPublicProcedure, readStep } from './read.ts';
export { addIteration, addStep, changeEndDate, removeStep, saveStep, skipStep, unskipStep } from './steps.ts';
export { announceProcedure } from './announce.ts';
export { publishStep } from './publish-step.ts';

/**
 * Starts a procedure with the steps of its kind; nothing of it is public before a step is published.
 * @param values fields of `newProcedureForm`; title, number and municipality come from the plan where they are empty
 * @param account who does it; null for another system
 * @returns the new id
 * @throws DomainError `form_invalid` with fields, `not_found` for a kind or plan that the tenant does not have
 */
export async function createProcedure(scope: TenantScope, values: unknown, account: Actor | null, now: Date): Promise<string> {
	const form = checkForm(newProcedureForm, values);
	return scope.transaction(async (inside) => {
		const { own: _own, builtIn: _builtIn, retired, ...kind } = await readKind(inside, form.kindKey);
		if (retired) throw new DomainError('not_found');
		const plan = form.planId ? await queries.planFacts(inside, form.planId) : undefined;
		if (form.planId && !plan) throw new DomainError('not_found');
		const title = form.title || plan?.name || '';
		if (title.length < 3) throw new FormError({ title: 'min_length' });
		const id = await queries.insertProcedure(inside, {
			kind_key: kind.key,
			kind: JSON.stringify(kind),
			plan_id: form.planId || null,
			title: title.slice(0, 200),
			number: form.number || plan?.number || null,
			municipality: form.municipality || plan?.gemeinde || '',
			summary: kind.defaults.summary,
			topics: kind.defaults.topics,
			contact: JSON.stringify(kind.defaults.contact),
			created_by: account?.id ?? null,
			created_at: now
		});
		const rows = kind.steps.filter(({ need }) => need !== 'demand').map((step) => stepDefaults(kind, step, id, positionOf(kind, step.key, 1)));
		if (rows.length > 0) await queries.insertSteps(inside, rows);
		if (form.planId) await queries.areaFromPlan(inside, id, { planId: form.planId });
		await queries.updateProcedure(inside, id, {}, now);
		await recordEvent(inside, { procedureId: id, kind: 'procedure-created', detail: { title, kind: kind.name, law: kind.lawVersion }, account }, now);
		return id;
	});
}

/**
 * Changes what a procedure is about. Words may change after publication too; they stay in the protocol.
 * @throws DomainError `form_invalid` with fields, `not_found`
 */
export async function changeProcedure(scope: TenantScope, id: string, values: unknown, account: Actor | null, now: Date): Promise<void> {
	const form = checkForm(procedureForm, values);
	await scope.transaction(async (inside) => {
		await demandLock(inside, id);
		const old = await readProcedure(inside, id, now);
		if (form.planId && !(await queries.planFacts(inside, form.planId))) throw new DomainError('not_found');
		const contact = Object.fromEntries(CONTACT_FIELDS.map((name) => [name, form[name]]).filter(([, value]) => value !== ''));
		const next = {
			title: form.title,
			number: form.number || null,
			municipality: form.municipality,
			summary: form.summary,
			easyLanguage: form.easyLanguage,
			topics: form.topics,
			neighbourStates: form.neighbourStates ?? old.neighbourStates,
			...innerDevelopmentOf(form, old, now),
			planId: form.planId || null,
			contact
		};
		const changes = changesBetween({ ...old, ...old.innerDevelopment }, next);
		if (changes.length === 0) return;
		const { easyLanguage, neighbourStates, planId, floorArea, examinedOn, examinationReasons, ...same } = next;
		const inner = { inner_development: JSON.stringify({ floorArea, examinedOn, examinationReasons }) };
		await queries.updateProcedure(inside, id, { ...same, ...inner, easy_language: easyLanguage, neighbour_states: neighbourStates, plan_id: planId, contact: JSON.stringify(contact) }, now);
		await queries.followProcedure(inside, id);
		if (planId && planId !== old.planId) await queries.areaFromPlan(inside, id, { planId });
		await recordEvent(inside, { procedureId: id, kind: 'procedure-changed', detail: { title: form.title, changes }, account }, now);
	});
}

/** What a form says of § 13a; a field that it does not have leaves what is there. @throws FormError `examinedOn` in the future */
function innerDevelopmentOf(form: ProcedureFields, { innerDevelopment: old }: Procedure, now: Date): InnerDevelopment {
	if (form.examinedOn && form.examinedOn > dayOf(now)) throw new FormError({ examinedOn: 'future' });
	return {
		floorArea: form.floorArea === undefined ? old.floorArea : form.floorArea,
		examinedOn: form.examinedOn === undefined ? old.examinedOn : form.examinedOn || null,
		examinationReasons: form.examinationReasons ?? old.examinationReasons
	};
}

/**
 * Sets the Geltungsbereich from the plan or from GeoJSON (EPSG:4326).
 * @throws DomainError `not_found`, `procedure_area_invalid`
 */
export async function changeArea(
	scope: TenantScope,
	id: string,
	source: { planVersionId: string } | { geojson: object } | null,
	account: Actor | null,
	now: Date
): Promise<void> {
	await scope.transaction(async (inside) => {
		await demandLock(inside, id);
		if (source === null) await queries.clearArea(inside, id);
		else if ('geojson' in source) {
			if (!(await queries.areaFromGeojson(inside, id, source.geojson))) throw new DomainError('procedure_area_invalid');
		} else {
			const version = await queries.planVersion(inside, source.planVersionId);
			if (!version) throw new DomainError('not_found');
			if (!(await queries.areaFromPlan(inside, id, { planId: version.planId, versionId: version.id }))) throw new DomainError('procedure_area_invalid');
		}
		await queries.updateProcedure(inside, id, {}, now);
		const from = source === null ? 'none' : 'geojson' in source ? 'geojson' : 'plan';
		await recordEvent(inside, { procedureId: id, kind: 'procedure-changed', detail: { changes: [{ field: 'area', from: null, to: from }] }, account }, now);
	});
}

/**
 * Gives up a draft that was never published; its protocol stays.
 * @throws DomainError `procedure_published`, `not_found`
 */
export async function discardProcedure(scope: TenantScope, id: string, account: Actor | null, now: Date): Promise<void> {
	await scope.transaction(async (inside) => {
		await demandLock(inside, id);
		const procedure = await readProcedure(inside, id, now);
		if (procedure.publishedAt) throw new DomainError('procedure_published');
		await queries.updateProcedure(inside, id, { discarded_at: now }, now);
		await recordEvent(inside, { procedureId: id, kind: 'procedure-discarded', detail: { title: procedure.title }, account }, now);
	});
}

/** Which steps somebody may still add: those on demand that are not there, and repeatable ones. */
export function addableSteps(procedure: Procedure): KindStep[] {
	return procedure.kind.steps.filter((step) => step.repeats === null && step.need !== 'required' && !procedure.steps.some(({ key }) => key === step.key));
}
