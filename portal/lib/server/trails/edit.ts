import * as v from 'valibot';
import type { TenantScope } from '../../../../gis/db/tenant-scope.ts';
import { DomainError } from '../../../../gis/errors.ts';
import { readSignLines } from '../../../../importers/trails/values.ts';
import { readCoordinates } from '../../forms/coordinates.ts';
import { closureForm, ORDER_STATES, postForm, routeForm, sectionForm, signForm } from '../../forms/trails.ts';
import { checkForm, FormError } from '../check-form.ts';
import * as queries from './edit-queries.ts';
import { newToken } from './import.ts';
import { syncPosts } from './reporter.ts';

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** @throws DomainError `not_found` */
function demandId(id: string): string {
	if (!UUID.test(id)) throw new DomainError('not_found');
	return id;
}

async function found(changed: Promise<boolean>): Promise<void> {
	if (!(await changed)) throw new DomainError('not_found');
}

/** @throws FormError, DomainError `not_found`, `trail_ref_taken` */
export async function saveRoute(scope: TenantScope, id: string | null, values: unknown): Promise<void> {
	const form = checkForm(routeForm, values);
	if (id !== null) demandId(id);
	if (await queries.isTaken(scope, 'trail_route', 'ref', form.ref, id)) throw new DomainError('trail_ref_taken', { ref: form.ref });
	if (id === null) await queries.insertRow(scope, 'trail_route', form);
	else await found(queries.updateRow(scope, 'trail_route', id, form));
}

/** The sections stay. @throws DomainError `not_found` */
export const removeRoute = (scope: TenantScope, id: string): Promise<void> => found(queries.deleteRow(scope, 'trail_route', demandId(id)));

/** Name, who looks after it, how often. @throws FormError, DomainError `not_found` */
export async function saveSection(scope: TenantScope, id: string, values: unknown): Promise<void> {
	const { name, wardenId, deputyId, intervalDays } = checkForm(sectionForm, values);
	await demandMembers(scope, { wardenId, deputyId });
	if (wardenId && wardenId === deputyId) throw new FormError({ deputyId: 'same' });
	await found(queries.updateRow(scope, 'trail_section', demandId(id), { name, warden_id: wardenId, deputy_id: deputyId, interval_days: intervalDays }));
}

const assignment = v.object({
	wardenId: v.optional(v.string(), ''),
	deputyId: v.optional(v.string(), ''),
	sections: v.pipe(v.array(v.pipe(v.string(), v.uuid())), v.minLength(1))
});

/** Several sections at once; an empty choice leaves what is. @throws FormError */
export async function assign(scope: TenantScope, values: unknown): Promise<number> {
	const { wardenId, deputyId, sections } = checkForm(assignment, values);
	await demandMembers(scope, { wardenId: wardenId || null, deputyId: deputyId || null });
	if (wardenId && wardenId === deputyId) throw new FormError({ deputyId: 'same' });
	const row = { ...(wardenId ? { warden_id: wardenId } : {}), ...(deputyId ? { deputy_id: deputyId } : {}) };
	if (Object.keys(row).length === 0) throw new FormError({ wardenId: 'required' });
	return queries.assignSections(scope, sections, row);
}

async function demandMembers(scope: TenantScope, ids: Record<string, string | null>): Promise<void> {
	for (const [field, id] of Object.entries(ids)) if (id && !(UUID.test(id) && (await queries.isMember(scope, id)))) throw new FormError({ [field]: 'invalid' });
}

/**
 * Adds a post at typed coordinates, or changes one; without coordinates it stays where it is.
 * @throws FormError, DomainError `not_found`, `trail_number_taken`
 */
export async function savePost(scope: TenantScope, id: string | null, values: Record<string, string>): Promise<string> {
	const form = checkForm(postForm, values);
	if (id !== null) demandId(id);
	const typed = values.place?.trim() ?? '';
	const place = typed === '' ? null : readCoordinates(typed);
	if ((typed !== '' || id === null) && !place) throw new FormError({ place: 'invalid' });
	return scope.transaction(async (inner) => {
		if (await queries.isTaken(inner, 'trail_post', 'number', form.number, id)) throw new DomainError('trail_number_taken', { number: form.number });
		const row = { ...form, ...(place ? { point: queries.pointOf(inner, place) } : {}) };
		if (id !== null) await found(queries.updateRow(inner, 'trail_post', id, row));
		const saved = id ?? (await queries.insertRow(inner, 'trail_post', { ...row, token: newToken() }));
		await syncPosts(inner);
		return saved;
	});
}

/** With its signs; damages keep their place. @throws DomainError `not_found` */
export async function removePost(scope: TenantScope, id: string): Promise<void> {
	await scope.transaction(async (inner) => {
		await found(queries.deleteRow(inner, 'trail_post', demandId(id)));
		await syncPosts(inner);
	});
}

/** @param routes ids of the routes shown; @throws FormError, DomainError `not_found` */
export async function saveSign(scope: TenantScope, postId: string, id: string | null, values: unknown, routes: string[]): Promise<void> {
	const { kind, lines, azimuth, material, year } = checkForm(signForm, values);
	const route_ids = await queries.routeIdsOf(scope, routes.filter((each) => UUID.test(each)));
	const row = { kind, lines: JSON.stringify(readSignLines(lines)), azimuth, material, year, route_ids };
	if (id !== null) return found(queries.updateRow(scope, 'trail_sign', demandId(id), row));
	if (!(await queries.exists(scope, 'trail_post', demandId(postId)))) throw new DomainError('not_found');
	await queries.insertRow(scope, 'trail_sign', { ...row, post_id: postId, position: await queries.nextPosition(scope, postId) });
}

/** @throws DomainError `not_found` */
export const removeSign = (scope: TenantScope, id: string): Promise<void> => found(queries.deleteRow(scope, 'trail_sign', demandId(id)));

/** Closes a section from a day on. @throws FormError, DomainError `not_found` */
export async function closeSection(scope: TenantScope, values: unknown, now: Date): Promise<void> {
	const { sectionId, from, until, reason, diversion } = checkForm(closureForm, values);
	if (until && until < from) throw new FormError({ until: 'early' });
	if (!(await queries.exists(scope, 'trail_section', sectionId))) throw new DomainError('not_found');
	await queries.insertRow(scope, 'trail_closure', { section_id: sectionId, from_day: from, until_day: until, reason, diversion, created_at: now });
}

/** @throws DomainError `not_found` */
export const liftClosure = (scope: TenantScope, id: string, now: Date): Promise<void> =>
	found(queries.updateRow(scope, 'trail_closure', demandId(id), { lifted_at: now }));

/** @throws FormError, DomainError `not_found` */
export async function moveOrder(scope: TenantScope, id: string, state: string, now: Date): Promise<void> {
	if (!(ORDER_STATES as readonly string[]).includes(state)) throw new FormError({ state: 'invalid' });
	await found(queries.updateRow(scope, 'material_order', demandId(id), { state, changed_at: now }));
}
