import * as v from 'valibot';
import type { Knex } from 'knex';
import type { TenantScope } from '../../../../gis/db/tenant-scope.ts';
import { DomainError } from '../../../../gis/errors.ts';
import { participationForm, type ParticipationForm } from '../../forms/participation.ts';
import { checkForm } from '../check-form.ts';
import { dayOf, endOfDay, isDay, lastDay, startOfDay } from './local-days.ts';
import * as queries from './participation-queries.ts';
import { DEFAULT_SETTINGS, type Participation, type ParticipationState } from './types.ts';

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** @param now the injected clock, `services.now()` */
export function stateAt(period: { startsAt: Date; endsAt: Date }, now: Date): ParticipationState {
	if (now < period.startsAt) return 'planned';
	return now < period.endsAt ? 'running' : 'ended';
}

function fromRow(row: queries.ParticipationRow, now: Date): Participation {
	const period = { startsAt: new Date(row.starts_at), endsAt: new Date(row.ends_at) };
	return {
		id: row.id,
		tenantId: row.tenant_id,
		plan: row.plan_version_id === null ? null : { id: row.plan_id!, versionId: row.plan_version_id, name: row.plan_name!, number: row.version! },
		title: row.title,
		intro: row.intro,
		...period,
		firstDay: dayOf(period.startsAt),
		lastDay: lastDay(period.endsAt),
		state: stateAt(period, now),
		contact: row.contact,
		settings: { ...DEFAULT_SETTINGS, ...row.settings },
		publishedAt: row.published_at,
		audience: row.audience,
		procedure: row.procedure_id ? { id: row.procedure_id, title: row.procedure_title!, stepId: row.step_id!, changesOnly: row.changes_only! } : null,
		bbox: row.west === null ? null : [row.west, row.south!, row.east!, row.north!],
		area: row.area ? JSON.parse(row.area) : null
	};
}

/**
 * Reads a participation of the tenant, published or not (staff).
 * @throws DomainError `not_found`
 */
export async function readParticipation(scope: TenantScope, id: string, now: Date): Promise<Participation> {
	const row = UUID.test(id) ? await queries.findParticipation(scope, id) : undefined;
	if (!row) throw new DomainError('not_found');
	return fromRow(row, now);
}

/**
 * Reads a published participation of the public (everybody).
 * @throws DomainError `not_found`, also for one that is not published or of public bodies
 */
export async function readPublicParticipation(scope: TenantScope, id: string, now: Date): Promise<Participation> {
	const participation = await readParticipation(scope, id, now);
	if (!participation.publishedAt || participation.audience !== 'public') throw new DomainError('not_found');
	return participation;
}

/** Newest first. */
export async function listParticipations(
	scope: TenantScope,
	now: Date,
	options: { onlyPublished?: boolean; planId?: string } = {}
): Promise<Participation[]> {
	const rows = options.planId
		? await queries.listParticipationsOfPlan(scope, options.planId)
		: await queries.listParticipations(scope, options.onlyPublished ?? false);
	return rows.map((row) => fromRow(row, now));
}

/** What can be commented now anywhere in the Land: published rows only, those that end first come first. */
export async function listRunningParticipationsAcrossTenants(
	db: Knex,
	now: Date,
	limit = 50
): Promise<(Participation & { slug: string; tenantName: string })[]> {
	const rows = await queries.listRunningAcrossTenants(db, now, limit);
	return rows.map((row) => ({ ...fromRow(row, now), slug: row.slug, tenantName: row.tenant_name }));
}

/**
 * @param values raw form values; days are local days, both inclusive
 * @returns the new id; nothing is public before `publishParticipation`
 * @throws DomainError `form_invalid` (with `fields`), `participation_dates_invalid`, `not_found` for a version of somebody else
 */
export async function createParticipation(scope: TenantScope, values: unknown, createdBy: string | null = null): Promise<string> {
	const row = await rowFrom(scope, checkForm(participationForm, values));
	const [created] = await scope.insert('participation', { ...row, created_by: createdBy }).returning('id');
	return created.id;
}

/**
 * Changes a participation. Once statements may come in, or one was entered, plan version and beginning stay as announced; the end may
 * be moved later, and the end of an announced one never before now, so that nobody is shut out by surprise.
 * One of a procedure's step is changed there (`procedures/service.ts`): the date has one home.
 * @throws DomainError as `createParticipation`, `participation_change_refused`, `participation_of_step`, `plan_not_published`
 */
export async function changeParticipation(scope: TenantScope, id: string, values: unknown, now: Date): Promise<void> {
	const old = await readParticipation(scope, id, now);
	if (old.procedure) throw new DomainError('participation_of_step');
	const row = await rowFrom(scope, checkForm(participationForm, values));
	if (old.publishedAt && old.state !== 'planned') {
		const moved = row.plan_version_id !== old.plan?.versionId || row.starts_at.getTime() !== old.startsAt.getTime();
		const shortened = row.ends_at < old.endsAt;
		if (moved || shortened) throw new DomainError('participation_change_refused');
	}
	// Statements hold copies of the version's objects, and their receipts name the participation's version.
	if (row.plan_version_id !== old.plan?.versionId && (await queries.countStatements(scope)).get(id)) throw new DomainError('participation_change_refused');
	if (old.publishedAt && !(await queries.isVersionPublished(scope, row.plan_version_id))) throw new DomainError('plan_not_published');
	if (old.publishedAt && row.ends_at <= now) throw new DomainError('participation_dates_invalid');
	await scope.table('participation').where({ id }).update(row);
}

/**
 * Which of name and address the form asks for: of any participation, at any time.
 * @throws DomainError `not_found`, `form_invalid`
 */
export async function changeAsked(scope: TenantScope, id: string, values: unknown, now: Date): Promise<void> {
	await readParticipation(scope, id, now);
	const { name, address } = checkForm(v.pick(participationForm, ['name', 'address']), values);
	await scope.table('participation').where({ id }).update({ settings: JSON.stringify({ name, address }) });
}

/**
 * Makes a participation public.
 * @throws DomainError `plan_not_published` when people could not see the plan, `participation_dates_invalid` when it is over already
 */
export async function publishParticipation(scope: TenantScope, id: string, now: Date): Promise<void> {
	const participation = await readParticipation(scope, id, now);
	if (participation.publishedAt) return;
	if (participation.state === 'ended') throw new DomainError('participation_dates_invalid');
	if (participation.plan && !(await queries.isVersionPublished(scope, participation.plan.versionId))) throw new DomainError('plan_not_published');
	await scope.table('participation').where({ id }).update({ published_at: now });
}

async function rowFrom(scope: TenantScope, form: ParticipationForm) {
	if (!isDay(form.firstDay) || !isDay(form.lastDay) || form.lastDay < form.firstDay) throw new DomainError('participation_dates_invalid');
	if ((await queries.isVersionPublished(scope, form.planVersionId)) === undefined) throw new DomainError('not_found');
	const { organisation, person, street, postcode, city, phone, email, openingHours } = form;
	const contact = { organisation, person, street, postcode, city, phone, email, openingHours };
	return {
		plan_version_id: form.planVersionId,
		title: form.title,
		intro: form.intro,
		starts_at: startOfDay(form.firstDay),
		ends_at: endOfDay(form.lastDay),
		contact: JSON.stringify(Object.fromEntries(Object.entries(contact).filter(([, value]) => value !== ''))),
		settings: JSON.stringify({ name: form.name, address: form.address })
	};
}

export { listPlanVersions, countStatements } from './participation-queries.ts';
export type ParticipationInput = v.InferInput<typeof participationForm>;
