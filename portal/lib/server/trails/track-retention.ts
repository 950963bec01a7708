import * as v from 'valibot';
import { forTenant } from '../../../../gis/db/tenant-scope.ts';
import { checkForm } from '../check-form.ts';
import type { Services } from '../services.ts';
import { updateSettings } from '../tenants/tenants-queries.ts';
import { tenantDetails } from '../tenants/tenants.ts';
import { NEAR_TRACK_METRES } from './receive.ts';
import * as queries from './track-retention-queries.ts';

/** Where a tenant says nothing: a year, until the next round of the same season. */
const TRACK_DAYS = 365;
const AT_ONCE = 100;

export const trackRetentionForm = v.object({
	trackDays: v.pipe(v.string(), v.regex(/^\d{1,4}$/), v.transform(Number), v.minValue(1), v.maxValue(3650))
});

/** For how many days after a round its track is kept whole. */
export const readTrackDays = async ({ db }: Pick<Services, 'db'>, tenantId: string): Promise<number> =>
	(await tenantDetails(db.knex, tenantId)).settings.trails?.trackDays ?? TRACK_DAYS;

/** @throws FormError */
export async function changeTrackDays({ db }: Pick<Services, 'db'>, tenantId: string, values: unknown): Promise<void> {
	const { trackDays } = checkForm(trackRetentionForm, values);
	await updateSettings(db.knex, tenantId, { trails: { trackDays } });
}

/**
 * The job of every night: a track says where a volunteer was at every minute, which the proof needs only so long as somebody may doubt it. Then
 * it is cut down to the parts of the sections that were walked, without times; who walked, when, with which result and how much of each section
 * was walked stays as it was.
 * @returns how many tracks
 */
export async function cutOldTracks({ db, now }: Pick<Services, 'db' | 'now'>, signal?: AbortSignal): Promise<number> {
	let done = 0;
	const find = () => queries.selectDueTracksAcrossTenants(db.knex, now(), TRACK_DAYS, AT_ONCE);
	for (let due = await find(); due.length > 0 && !signal?.aborted; due = await find()) {
		for (const { tenant_id: tenantId, id } of due) {
			if (signal?.aborted) break;
			await queries.cutTrack(forTenant(db.knex, tenantId), id, NEAR_TRACK_METRES);
			done++;
		}
	}
	return done;
}
