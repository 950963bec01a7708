import type { TenantScope } from '../../../../../gis/db/tenant-scope.ts';
import { isDomainError } from '../../../../../gis/errors.ts';
import { submitReport } from '../../reports/intake.ts';
import { storePhoto, type StoredPhoto } from '../../reports/photos/store-photo.ts';
import type { Services } from '../../services.ts';
import { fetchMedia } from '../fetch-media.ts';
import { w3cDate } from '../format.ts';
import { takeUpdate } from '../take-update.ts';
import { insertRecord } from '../tokens-queries.ts';
import { askAll, ForeignRefusal } from './ask.ts';
import * as queries from './client-queries.ts';
import type { Endpoint } from './client-queries.ts';
import { readForeignRequest, readForeignUpdate, type ForeignRequest, type ForeignUpdate } from './foreign-request.ts';

export interface Pulled {
	/** Came in as reports. */
	created: number;
	/** State or answer taken over. */
	changed: number;
	/** Left out: no category, no place, or pulled from elsewhere by the other side. */
	skipped: number;
}

const DAY = 86_400_000;
/** Windows overlap: clocks differ, and what was written late is found by the next run. */
const OVERLAP = 15 * 60_000;
/** How far back a first run and a full one go. */
const YEARS_BACK = 2 * 365 * DAY;
const WINDOW = 89 * DAY;

/**
 * Takes over requests and updates of another city. A first run goes through all periods; later ones ask for what changed since the last, and
 * for what came in since, because not every server knows the first question. Records that are known change only where something was said.
 * @throws ForeignRefusal, AnswerError, DomainError, Error of the connection: the next run begins where the last good one ended
 */
export async function pull(services: Services, scope: TenantScope, endpoint: Endpoint, signal?: AbortSignal): Promise<Pulled> {
	const now = services.now();
	const { updates, known } = await readUpdates(services, endpoint, now, signal);
	const counts: Pulled = { created: 0, changed: 0, skipped: 0 };
	const told = new Set(updates.map((update) => update.requestId));
	const states: { request: ForeignRequest; isNew: boolean; notes: boolean }[] = [];
	const windows = windowsOf(endpoint, now);
	let nothing = 0;
	for (const values of windows) {
		const list = askAll(services, endpoint, { resource: 'requests', values, item: 'request', idOf: (record) => String(record.service_request_id) }, signal);
		try {
			for await (const record of list) {
				const request = readForeignRequest(record);
				const link = request && (await queries.findLink(scope, endpoint.id, request.id));
				if (!request || (link?.seen && request.seen.equals(link.seen))) counts.skipped++;
				else if (link) states.push({ request, isNew: false, notes: !known });
				else if (!(await createReport(services, scope, endpoint, request))) counts.skipped++;
				else {
					counts.created++;
					states.push({ request, isNew: true, notes: !told.has(request.id) });
				}
			}
		} catch (error) {
			// Some say 404 where there is nothing in a period; where they say it always, the address is wrong.
			if (!(error instanceof ForeignRefusal) || error.status !== 404 || ++nothing === windows.length) throw error;
		}
	}
	// First what was said, then the state: an answer brings its state along.
	for (const update of updates) if (await takeOver(services, scope, endpoint, update)) counts.changed++;
	for (const { request, isNew, notes } of states) {
		const silent = isNew && request.status === 'open' && !request.notes;
		if (!silent && (await sayState(services, scope, endpoint, request, notes)) && !isNew) counts.changed++;
		await queries.keepSeen(scope, endpoint.id, request.id, { seen: request.seen, foreign_status: request.status });
	}
	await queries.updateEndpoint(scope, endpoint.id, { requests_until: now, ...(known ? { updates_until: now } : {}) });
	return counts;
}

/** Begin with the oldest, so that an interrupted run has not left holes that look done. */
function windowsOf(endpoint: Endpoint, now: Date): Record<string, string>[] {
	const more = { extensions: 'true' };
	if (endpoint.requestsUntil) {
		const since = w3cDate(new Date(endpoint.requestsUntil.getTime() - OVERLAP));
		return [{ updated_after: since, ...more }, { start_date: since, end_date: w3cDate(now), ...more }];
	}
	const windows = [];
	for (let start = now.getTime() - YEARS_BACK; start < now.getTime(); start += WINDOW)
		windows.push({ start_date: w3cDate(new Date(start)), end_date: w3cDate(new Date(Math.min(start + WINDOW, now.getTime() + OVERLAP))), ...more });
	return windows;
}

/** @returns `known`: whether the other side has updates at all; not all servers do */
async function readUpdates(services: Services, endpoint: Endpoint, now: Date, signal?: AbortSignal): Promise<{ updates: ForeignUpdate[]; known: boolean }> {
	const since = endpoint.updatesUntil ? endpoint.updatesUntil.getTime() - OVERLAP : now.getTime() - WINDOW;
	const values = { start_date: w3cDate(new Date(since)), end_date: w3cDate(new Date(now.getTime() + OVERLAP)) };
	const updates: ForeignUpdate[] = [];
	try {
		const list = askAll(services, endpoint, { resource: 'servicerequestupdates', values, item: 'request_update', idOf: (record) => String(record.update_id) }, signal);
		for await (const record of list) {
			const update = readForeignUpdate(record);
			if (update) updates.push(update);
		}
		return { updates, known: true };
	} catch (error) {
		if (error instanceof ForeignRefusal && error.status < 500 && error.status !== 429) return { updates: [], known: false };
		throw error;
	}
}

/** @returns false where it is left out: no category, no place, or pulled from elsewhere by the other side */
async function createReport(services: Services, scope: TenantScope, endpoint: Endpoint, request: ForeignRequest): Promise<boolean> {
	const { rule } = endpoint;
	const categoryId = rule.categories?.[request.code] ?? rule.otherwise;
	if (!categoryId || !rule.reporterId || !request.point || request.pulled) return false;
	const photo = request.mediaUrl ? await fetchPhoto(services, scope, request.mediaUrl) : null;
	const now = services.now();
	const report = await submitReport(
		services,
		scope,
		{
			reporterId: rule.reporterId,
			categoryId,
			point: request.point,
			address: request.address,
			addressFound: true,
			body: request.description,
			photos: photo ? [photo] : [],
			idempotencyKey: `open311-pull:${endpoint.id}:${request.id}`,
			external: { open311: { endpoint: endpoint.id, id: request.id, requestedAt: request.requestedAt?.toISOString() ?? null } }
		},
		{ origin: 'pulled', now }
	);
	await insertRecord(scope, report.id, { pulled: true, point: [request.point.lon, request.point.lat] });
	await queries.insertLink(scope, {
		endpoint_id: endpoint.id, report_id: report.id, foreign_id: request.id, state: 'linked', created_at: now, done_at: now
	});
	return true;
}

/** The state, and the note where no updates tell it. */
function sayState(services: Services, scope: TenantScope, endpoint: Endpoint, request: ForeignRequest, notes: boolean): Promise<boolean> {
	const text = notes ? request.notes : '';
	return say(services, scope, endpoint, { requestId: request.id, updateId: `state:${request.id}:${request.seen.toString('hex')}`, words: [request.detail, request.status], text });
}

const takeOver = (services: Services, scope: TenantScope, endpoint: Endpoint, update: ForeignUpdate): Promise<boolean> =>
	say(services, scope, endpoint, { requestId: update.requestId, updateId: `update:${update.id}`, words: [update.code, update.status], text: update.text });

/**
 * Says in a report here what was said there. The word of the other side counts even where the workflow has no such step: then the answer is
 * taken over alone.
 */
export async function say(
	services: Services,
	scope: TenantScope,
	endpoint: Endpoint,
	{ requestId, updateId, words, text }: { requestId: string; updateId: string; words: (string | null)[]; text: string }
): Promise<boolean> {
	const link = await queries.findLink(scope, endpoint.id, requestId);
	if (!link) return false;
	const target = { id: link.reportId, state: link.reportState, workflow: link.workflow };
	const update = { updateId, source: endpoint.id, words, mapping: endpoint.states, text };
	try {
		return await takeUpdate(services, scope, target, update, services.now());
	} catch (error) {
		if (!isDomainError(error) || error.code !== 'report_state_refused') throw error;
		return text !== '' && takeUpdate(services, scope, target, { ...update, words: [] }, services.now());
	}
}

/** By the rules for addresses from outside; a report without its photo is better than none. */
async function fetchPhoto(services: Services, scope: TenantScope, address: string): Promise<StoredPhoto | null> {
	try {
		return await storePhoto(services, scope, await fetchMedia(address, services.config.maxAttachmentBytes));
	} catch (error) {
		services.log.info({ err: error }, 'open311: photo of a pulled request not taken');
		return null;
	}
}
