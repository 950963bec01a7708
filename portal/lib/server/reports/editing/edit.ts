import * as v from 'valibot';
import type { TenantScope } from '../../../../../gis/db/tenant-scope.ts';
import { DomainError } from '../../../../../gis/errors.ts';
import { lonLatSchema } from '../../../forms/report.ts';
import { isRealDay } from '../../../forms/real-day.ts';
import { movedNote, recategorisedNote } from '../../../texts/report-work.ts';
import { checkForm, FormError } from '../../check-form.ts';
import { dayOf, endOfDay } from '../../participations/local-days.ts';
import { calendarOf } from '../../procedures/procedures-queries.ts';
import { dueDate } from '../due-date.ts';
import { recordReportEvent } from '../record-report-event.ts';
import { selectCategory } from '../reporter-queries.ts';
import { routeAgain } from '../responsibility/choose.ts';
import { updateReport, type WorkRow } from '../states/state-queries.ts';
import { isUuid, workOn, type By } from '../states/work-on.ts';
import { reporterSettings } from '../workflow.ts';
import * as queries from './edit-queries.ts';

const number = v.pipe(v.union([v.string(), v.number()]), v.transform((value) => (value === '' ? NaN : Number(String(value).replace(',', '.')))));
const placeForm = v.object({
	lon: v.pipe(number, lonLatSchema.entries.lon),
	lat: v.pipe(number, lonLatSchema.entries.lat),
	address: v.optional(v.pipe(v.string(), v.trim(), v.maxLength(300)), '')
});

/**
 * Moves the pin, or writes the address anew; who is responsible is asked again where the place is another.
 * @param values `lon`, `lat` in degrees (EPSG:4326), `address`
 * @throws FormError; DomainError `not_found`, `report_outdated`, `report_outside_area`
 */
export async function moveReport(scope: TenantScope, reportId: string, values: unknown, by: By, now: Date, seen?: string): Promise<void> {
	const place = checkForm(placeForm, values);
	await scope.transaction(async (inner) => {
		const row = await workOn(inner, reportId, seen);
		// Seven decimals are a centimetre: what the form showed is not a move.
		const moved = Math.abs(place.lon - row.lon) > 1e-6 || Math.abs(place.lat - row.lat) > 1e-6;
		if (!(await queries.setPlace(inner, reportId, moved ? place : null, place.address))) throw new DomainError('report_outside_area');
		await updateReport(inner, reportId, {}, now);
		if (!moved) return;
		const detail = { from: [row.lon, row.lat], to: [place.lon, place.lat] };
		await recordReportEvent(inner, { reportId, kind: 'moved', publicText: movedNote, detail, ...by }, now);
		await routeAgain(inner, reportId, by, now);
	});
}

/**
 * Another category of the same reporter; responsibility is asked again, and its target counts from the day of receipt, as if the report had come
 * in so. @throws DomainError `not_found`, `report_outdated`
 */
export async function changeCategory(scope: TenantScope, reportId: string, categoryId: string, by: By, now: Date, seen?: string): Promise<void> {
	await scope.transaction(async (inner) => {
		const row = await workOn(inner, reportId, seen);
		if (row.category_id === categoryId) return;
		const category = isUuid(categoryId) ? await selectCategory(inner, categoryId) : null;
		if (!category || category.reporter_id !== row.reporter_id) throw new DomainError('not_found');
		const before = await selectCategory(inner, row.category_id);
		// What the new category keeps from the public stays from it; nothing becomes public by a change of category alone.
		const due = await dueOfCategory(inner, row, category.response_days, now);
		await updateReport(inner, reportId, { category_id: categoryId, private: row.private || category.visibility === 'private', ...due?.values }, now);
		const detail = { from: before?.name, to: category.name, ...(due ? { due: due.told } : {}) };
		await recordReportEvent(inner, { reportId, kind: 'category', publicText: recategorisedNote(category.name), detail, ...by }, now);
		await routeAgain(inner, reportId, by, now);
	});
}

const dueForm = v.object({ due: v.pipe(v.string(), v.isoDate(), v.check(isRealDay)) });

/**
 * Another day until which an open report shall be done; from now on no target changes it.
 * @param values `due`, `YYYY-MM-DD`, today at the earliest: the end of that day counts
 * @throws FormError (`due`: `past`, or no day at all); DomainError `not_found`, `report_outdated`
 */
export async function setDue(scope: TenantScope, reportId: string, values: unknown, by: By, now: Date, seen?: string): Promise<void> {
	const { due } = checkForm(dueForm, values);
	if (due < dayOf(now)) throw new FormError({ due: 'past' });
	await scope.transaction(async (inner) => {
		const row = await workOn(inner, reportId, seen);
		if (!row.open) throw new DomainError('report_outdated');
		const before = await queries.dueOf(inner, reportId);
		if (before && dayOf(before) === due) return;
		await updateReport(inner, reportId, { due_at: new Date(endOfDay(due).getTime() - 1000), escalated_at: null }, now);
		await recordReportEvent(inner, { reportId, kind: 'due', detail: { due: { from: before ? dayOf(before) : null, to: due } }, ...by }, now);
	});
}

/** @returns null where the date stays as it is */
async function dueOfCategory(scope: TenantScope, row: WorkRow, days: number, now: Date) {
	const before = await queries.dueByTarget(scope, row.id);
	if (!before) return null;
	const due = dueDate(before.received_at, days, reporterSettings(row.settings).targetInWorkingDays ? await calendarOf(scope) : null);
	if (due.getTime() === before.due_at.getTime()) return null;
	// Who was told that it is late is told again when it is late by the new date.
	return { values: { due_at: due, escalated_at: due > now ? null : before.escalated_at }, told: { from: dayOf(before.due_at), to: dayOf(due) } };
}

/** Takes a report off all public pages, or back onto them. @throws DomainError `not_found`, `report_reason_missing` when it is hidden without reason */
export async function setHidden(scope: TenantScope, reportId: string, hidden: boolean, reason: string, by: By, now: Date): Promise<void> {
	await scope.transaction(async (inner) => {
		const row = await workOn(inner, reportId);
		if (hidden && !reason.trim()) throw new DomainError('report_reason_missing');
		if (hidden === (row.hidden_at !== null)) return;
		await updateReport(inner, reportId, { hidden_at: hidden ? now : null }, now);
		await recordReportEvent(inner, { reportId, kind: hidden ? 'hidden' : 'shown', detail: { reason: reason.trim() }, ...by }, now);
	});
}

/** @throws DomainError `not_found` */
export async function setPrivate(scope: TenantScope, reportId: string, isPrivate: boolean, by: By, now: Date): Promise<void> {
	await scope.transaction(async (inner) => {
		const row = await workOn(inner, reportId);
		if (row.private === isPrivate) return;
		await updateReport(inner, reportId, { private: isPrivate }, now);
		await recordReportEvent(inner, { reportId, kind: isPrivate ? 'private' : 'public', ...by }, now);
	});
}

/** A report that waits for the confirmation of its address counts from now on, because somebody vouches for it. @throws DomainError `not_found` */
export async function acceptUnconfirmed(scope: TenantScope, reportId: string, by: By, now: Date): Promise<void> {
	await scope.transaction(async (inner) => {
		const row = await workOn(inner, reportId);
		if (row.accepted_at) return;
		await updateReport(inner, reportId, { accepted_at: now }, now);
		await recordReportEvent(inner, { reportId, kind: 'accepted', ...by }, now);
	});
}

/** For staff only. @throws DomainError `not_found`, `report_reason_missing` when it is empty */
export async function addNote(scope: TenantScope, reportId: string, note: string, by: By, now: Date): Promise<void> {
	if (!note.trim()) throw new DomainError('report_reason_missing');
	await scope.transaction(async (inner) => {
		await workOn(inner, reportId);
		await recordReportEvent(inner, { reportId, kind: 'note', detail: { note: note.trim().slice(0, 10_000) }, ...by }, now);
	});
}

/** Somebody has looked at the complaints; what follows from them he does himself. @throws DomainError `not_found` */
export async function settleFlags(scope: TenantScope, reportId: string, by: By & { account: string }, now: Date): Promise<void> {
	await scope.transaction(async (inner) => {
		await workOn(inner, reportId);
		const settled = await queries.settleFlags(inner, reportId, by.account, now);
		if (settled > 0) await recordReportEvent(inner, { reportId, kind: 'flags', detail: { settled }, ...by }, now);
	});
}
