import { readFile } from 'node:fs/promises';
import type { TenantScope } from '../../../../gis/db/tenant-scope.ts';
import { DomainError } from '../../../../gis/errors.ts';
import { transformBetween } from '../../../../importers/xplan/crs.ts';
import type { Services } from '../services.ts';
import * as queries from './field-queries.ts';
import { deleteDrafts, insertReportPhotos } from './photos/photo-queries.ts';
import { storePhoto, type StoredPhoto } from './photos/store-photo.ts';
import { recordReportEvent } from './record-report-event.ts';
import { itemOf, readStaffChoices, type ReportItem } from './staff-list.ts';
import { readReportRows } from './staff-list-queries.ts';
import { changeState } from './states/change-state.ts';
import { updateReport } from './states/state-queries.ts';
import { workOn } from './states/work-on.ts';
import { stateOf } from './workflow.ts';

/** More than a day's work, and no more than a device keeps easily. */
const MAX_FIELD = 100;
const MAX_PHOTOS = 5;
const toDegrees = transformBetween('EPSG:3857', 'EPSG:4326');

export interface FieldItem extends ReportItem {
	lonLat: [number, number];
}

/** What somebody takes outside: the open reports of the shortlist, then the assigned ones. */
export async function readField(services: Pick<Services, 'now'>, scope: TenantScope, accountId: string) {
	const ids = await queries.fieldReportIds(scope, accountId, MAX_FIELD);
	const rows = new Map((await readReportRows(scope, ids, accountId)).map((row) => [row.id, row]));
	const items: FieldItem[] = ids.flatMap((id) => rows.get(id) ?? []).map((row) => ({ ...itemOf(row, services.now()), lonLat: toDegrees(row.x, row.y).slice(0, 2) as [number, number] }));
	const { reporters } = await readStaffChoices(scope);
	return { items, workflows: reporters.map(({ id, workflow }) => ({ id, workflow })), takenAt: services.now(), account: accountId };
}
export type FieldList = Awaited<ReturnType<typeof readField>>;

export interface FieldChange {
	/** Idempotency key of the device. */
	key: string;
	reportId: string;
	/** The state that the person saw when deciding. */
	seenState: string;
	/** The new one; the same as before: only note, answer and photos are added. */
	state: string;
	answer: string;
	note: string;
	/** Whose change it is: nobody else's session sends it. */
	accountId: string;
}

export interface FieldAnswer {
	publicRef: string;
	state: string;
	/** It had come in before: nothing new was stored. */
	again: boolean;
}

/**
 * A change from outside, perhaps hours old: once for each key, all of it or nothing.
 * @param photos paths of files; read only when the change is new
 * @throws DomainError `report_changed_meanwhile` when the report left the state that was seen; `report_field_foreign` when it is somebody else's;
 * `attachments_too_many`, those of `changeState` and `storePhoto`
 */
export async function takeFieldChange(
	services: Pick<Services, 'config' | 'db' | 'files' | 'queue' | 'secret' | 'work' | 'now'>,
	scope: TenantScope,
	account: { id: string },
	change: FieldChange,
	photos: readonly { path: string }[]
): Promise<FieldAnswer> {
	if (change.accountId !== account.id) throw new DomainError('report_field_foreign');
	if (!/^[\w-]{8,100}$/.test(change.key)) throw new DomainError('form_invalid');
	const before = await queries.findChange(scope, change.key);
	if (before) return againOf(before, account.id);
	if (photos.length > MAX_PHOTOS) throw new DomainError('attachments_too_many', { limit: MAX_PHOTOS });
	const stored: StoredPhoto[] = [];
	for (const { path } of photos) stored.push(await storePhoto(services, scope, await readFile(path)));
	const answer = await scope.transaction((inner) => apply(services, inner, account.id, change, stored));
	return answer ?? againOf((await queries.findChange(scope, change.key))!, account.id);
}

function againOf(before: { answer: Record<string, unknown>; account_id: string }, accountId: string): FieldAnswer {
	if (before.account_id !== accountId) throw new DomainError('report_field_foreign');
	return { ...(before.answer as unknown as FieldAnswer), again: true };
}

/** @returns null when another request has taken the key meanwhile */
async function apply(
	services: Pick<Services, 'config' | 'queue' | 'secret' | 'now'>,
	scope: TenantScope,
	account: string,
	change: FieldChange,
	photos: StoredPhoto[]
): Promise<FieldAnswer | null> {
	const now = services.now();
	const { reportId } = change;
	const row = await workOn(scope, reportId);
	if (!(await queries.claimChange(scope, { key: change.key, reportId, accountId: account }, now))) return null;
	const moves = change.state !== change.seenState;
	if (moves && row.state !== change.seenState)
		throw new DomainError('report_changed_meanwhile', { ref: row.public_ref, state: stateOf(row.workflow, row.state).label });
	if (photos.length > 0) {
		await insertReportPhotos(scope, reportId, photos, { origin: 'staff', release: 'pending', position: await queries.nextPhotoPosition(scope, reportId), at: now });
		await deleteDrafts(scope, photos.map(({ id }) => id));
		await updateReport(scope, reportId, {}, now);
		await recordReportEvent(scope, { reportId, kind: 'photo', detail: { photos: photos.length, from: 'field' }, account }, now);
	}
	if (moves || change.answer.trim()) {
		const state = moves ? change.state : row.state;
		await changeState(services, scope, reportId, { state, answer: change.answer, note: change.note }, { account }, now);
	} else if (change.note.trim()) await recordReportEvent(scope, { reportId, kind: 'note', detail: { note: change.note.trim() }, account }, now);
	else if (photos.length === 0) throw new DomainError('form_invalid');
	const answer = { publicRef: row.public_ref, state: moves ? change.state : row.state, again: false };
	await queries.answerChange(scope, change.key, { ...answer });
	return answer;
}

/** Fields as the page and the outbox send them. */
export const readFieldForm = (form: FormData): FieldChange => {
	const text = (name: string) => String(form.get(name) ?? '');
	return {
		key: text('idempotencyKey'),
		reportId: text('meldung'),
		seenState: text('gesehen'),
		state: text('stand') || text('gesehen'),
		answer: text('antwort'),
		note: text('notiz'),
		accountId: text('konto')
	};
};
