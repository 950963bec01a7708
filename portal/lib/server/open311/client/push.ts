import type { TenantScope } from '../../../../../gis/db/tenant-scope.ts';
import { recordReportEvent } from '../../reports/record-report-event.ts';
import type { Services } from '../../services.ts';
import { w3cDate } from '../format.ts';
import { addressOf, askAll, demandOk, ForeignRefusal, keyOf } from './ask.ts';
import * as queries from './client-queries.ts';
import type { Endpoint, LinkRow, PushedReport } from './client-queries.ts';
import { readForeignRequest, readForeignUpdate } from './foreign-request.ts';
import { call } from './http.ts';
import { say } from './pull.ts';
import { readRecords } from './read-answer.ts';

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
const LONGEST_WAIT = 6 * 60 * MINUTE;
/** About a week. */
export const MOST_TRIES = 36;
const AT_ONCE = 100;
const IDS_AT_ONCE = 50;

export interface Pushed {
	queued: number;
	/** The other side has them now. */
	linked: number;
	changed: number;
}

/**
 * Sends reports to a contractor's end point and takes its states and answers over.
 *
 * The protocol knows no repeated POST. A report therefore carries its reference in its text (`[M-7K3F9Q]`), and is marked as sent before it is: where
 * no answer came, the other side's requests are searched for that reference before it is sent again. The header `Idempotency-Key` says the same to
 * servers that know it, like this portal. What remains: a server without both, or one that shows no descriptions, may get a report twice.
 */
export async function push(services: Services, scope: TenantScope, endpoint: Endpoint, signal?: AbortSignal): Promise<Pushed> {
	const queued = await queries.queueReports(scope, endpoint, services.now());
	let linked = 0;
	for (const link of await queries.dueLinks(scope, endpoint.id, services.now(), AT_ONCE)) {
		if (signal?.aborted) break;
		if (await advance(services, scope, endpoint, link)) linked++;
	}
	return { queued, linked, changed: await takeAnswers(services, scope, endpoint, signal) };
}

/** One step of one report. @returns whether both sides know it now; failures are kept with the report */
async function advance(services: Services, scope: TenantScope, endpoint: Endpoint, link: LinkRow): Promise<boolean> {
	const now = services.now();
	const tries = link.tries + 1;
	const wait = Math.min(MINUTE * 2 ** Math.min(link.tries, 20), LONGEST_WAIT);
	await queries.updateLink(scope, link.id, { state: link.state === 'waiting' ? 'waiting' : 'sent', tries, next_try_at: new Date(now.getTime() + wait) });
	try {
		const answer = link.state === 'waiting' ? await askToken(services, endpoint, link.token!) : await deliver(services, scope, endpoint, link);
		if (answer.id === null && answer.token !== null) {
			await queries.updateLink(scope, link.id, { state: 'waiting', token: answer.token, error: null });
			return false;
		}
		await scope.transaction(async (inner) => {
			await queries.updateLink(inner, link.id, { state: 'linked', foreign_id: answer.id, token: null, next_try_at: null, done_at: now, error: null });
			await recordReportEvent(inner, { reportId: link.reportId, kind: 'forwarded', detail: { endpoint: endpoint.name, id: answer.id } }, now);
		});
		return true;
	} catch (error) {
		await keepError(services, scope, link, tries, error);
		return false;
	}
}

interface Told {
	id: string | null;
	token: string | null;
}

async function deliver(services: Services, scope: TenantScope, endpoint: Endpoint, link: LinkRow): Promise<Told> {
	const report = (await queries.reportToPush(scope, link.reportId))!;
	const code = endpoint.rule.services?.[report.categoryId] ?? endpoint.rule.code ?? report.code;
	// Sent before, and no answer came.
	if (link.state === 'sent') {
		const found = await findAgain(services, endpoint, report);
		if (found) return { id: found, token: null };
	}
	const form = formOf(services, endpoint, report, code);
	const key = keyOf(services, endpoint);
	if (key) form.set('api_key', key);
	const { internal } = services.config.open311;
	const answer = demandOk(await call(addressOf(endpoint, 'requests'), { form, internal, headers: { 'Idempotency-Key': link.id } }));
	const [told] = readRecords(answer.body, 'request');
	const text = (value: unknown) => (value === null || value === undefined || value === '' ? null : String(value));
	return { id: text(told?.service_request_id), token: text(told?.token) };
}

const markOf = (ref: string): string => `[${ref}]`;

function formOf({ config }: Services, endpoint: Endpoint, report: PushedReport, code: string): URLSearchParams {
	const mark = `\n\n${markOf(report.publicRef)}`;
	const form = new URLSearchParams({
		service_code: code,
		lat: report.lat.toFixed(7),
		long: report.lon.toFixed(7),
		description: [report.title, report.body].filter(Boolean).join('\n').slice(0, 4_000 - mark.length) + mark
	});
	if (endpoint.jurisdictionId) form.set('jurisdiction_id', endpoint.jurisdictionId);
	if (report.address) form.set('address_string', report.address);
	if (report.photo) form.set('media_url', `${config.publicUrl}/${report.slug}/meldungen/${encodeURIComponent(report.publicRef)}/fotos/${report.photo}`);
	for (const [name, value] of Object.entries(report.answers))
		if (Array.isArray(value)) for (const each of value) form.append(`attribute[${name}][]`, each);
		else form.set(`attribute[${name}]`, value);
	return form;
}

/** The request that carries the reference of a report, among those of the days since it came in. */
async function findAgain(services: Services, endpoint: Endpoint, report: PushedReport): Promise<string | null> {
	const now = services.now().getTime();
	const since = Math.max(report.receivedAt.getTime() - DAY, now - 89 * DAY);
	const values = { start_date: w3cDate(new Date(since)), end_date: w3cDate(new Date(now + 15 * MINUTE)) };
	const list = askAll(services, endpoint, { resource: 'requests', values, item: 'request', idOf: (record) => String(record.service_request_id) });
	for await (const record of list) {
		const request = readForeignRequest(record);
		if (request?.description.includes(markOf(report.publicRef))) return request.id;
	}
	return null;
}

async function askToken(services: Services, endpoint: Endpoint, token: string): Promise<Told> {
	const address = addressOf(endpoint, `tokens/${encodeURIComponent(token)}`);
	const answer = demandOk(await call(address, { internal: services.config.open311.internal }));
	const id = readRecords(answer.body, 'request')[0]?.service_request_id;
	return { id: id === null || id === undefined || id === '' ? null : String(id), token };
}

/** A connection may work later. What the other side refuses as it is needs a person. */
async function keepError({ log, now }: Services, scope: TenantScope, link: LinkRow, tries: number, error: unknown): Promise<void> {
	const refused = error instanceof ForeignRefusal && error.status < 500 && error.status !== 408 && error.status !== 429;
	const final = refused || tries >= MOST_TRIES;
	const shown = problemOfClient(error);
	await queries.updateLink(scope, link.id, { error: JSON.stringify(shown), ...(final ? { state: 'failed', next_try_at: null, done_at: now() } : {}) });
	log.warn({ link: link.id, reason: shown.code, tries }, 'open311: report not pushed');
}

/** Code and sentence of what went wrong, without addresses of the own network. */
export function problemOfClient(error: unknown): { code: string; message: string } {
	if (error instanceof ForeignRefusal) return { code: `http_${error.status}`, message: `Die Gegenstelle antwortet mit ${error.status}. ${error.message}`.trim() };
	if (error instanceof Error && error.name === 'AnswerError') return { code: 'answer', message: error.message };
	const code = error instanceof Error && 'code' in error ? String(error.code) : '';
	// The log has the error itself.
	if (!code) return { code: 'unexpected', message: 'Die Antwort der Gegenstelle ließ sich nicht verarbeiten.' };
	return { code, message: `Die Gegenstelle war nicht erreichbar (${code}).` };
}

/** States of what the other side has: by its updates, or by its requests where it has none. */
async function takeAnswers(services: Services, scope: TenantScope, endpoint: Endpoint, signal?: AbortSignal): Promise<number> {
	const links = await queries.openLinks(scope, endpoint.id);
	if (links.length === 0) return 0;
	const byId = new Map(links.map((link) => [link.foreignId!, link]));
	let changed = 0;
	let hasUpdates = true;
	const now = services.now();
	const since = new Date((endpoint.updatesUntil ?? endpoint.createdAt).getTime() - 15 * MINUTE);
	const values = { start_date: w3cDate(since), end_date: w3cDate(new Date(now.getTime() + 15 * MINUTE)) };
	try {
		const list = askAll(services, endpoint, { resource: 'servicerequestupdates', values, item: 'request_update', idOf: (record) => String(record.update_id) }, signal);
		for await (const record of list) {
			const update = readForeignUpdate(record);
			if (!update || !byId.has(update.requestId)) continue;
			if (await say(services, scope, endpoint, { requestId: update.requestId, updateId: `update:${update.id}`, words: [update.code, update.status], text: update.text })) changed++;
		}
		await queries.updateEndpoint(scope, endpoint.id, { updates_until: now });
	} catch (error) {
		if (!(error instanceof ForeignRefusal) || error.status >= 500 || error.status === 429) throw error;
		hasUpdates = false;
	}
	for (let index = 0; index < links.length; index += IDS_AT_ONCE) {
		const ids = links.slice(index, index + IDS_AT_ONCE).map((link) => link.foreignId!);
		const answer = demandOk(await call(addressOf(endpoint, 'requests', { service_request_id: ids.join(','), extensions: 'true' }), { internal: services.config.open311.internal }));
		for (const record of readRecords(answer.body, 'request')) {
			const request = readForeignRequest(record);
			const link = request && byId.get(request.id);
			if (!request || !link || (link.seen && request.seen.equals(link.seen))) continue;
			// The first look only tells what we have sent ourselves.
			const first = link.seen === null && request.status === 'open' && !request.notes;
			const update = { requestId: request.id, updateId: `state:${request.id}:${request.seen.toString('hex')}`, words: [request.detail, request.status], text: hasUpdates ? '' : request.notes };
			if (!first && (await say(services, scope, endpoint, update))) changed++;
			await queries.updateLink(scope, link.id, { seen: request.seen, foreign_status: request.status });
		}
	}
	return changed;
}
