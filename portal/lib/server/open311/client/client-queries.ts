import type { Knex } from 'knex';
import type { TenantScope } from '../../../../../gis/db/tenant-scope.ts';
import type { ReportState } from '../../reports/types.ts';

export interface EndpointRule {
	/** pull: who takes them in, and as what; `otherwise`: category for all other codes, null leaves them out. */
	reporterId?: string;
	categories?: Record<string, string>;
	otherwise?: string | null;
	/** push: which reports; an empty list means all. */
	categoryIds?: string[];
	bodyIds?: string[];
	/** push: category → code of the other side; `code` for all others. */
	services?: Record<string, string>;
	code?: string;
}

export interface Endpoint {
	id: string;
	tenantId: string;
	name: string;
	direction: 'pull' | 'push';
	url: string;
	jurisdictionId: string;
	format: 'json' | 'xml';
	apiKey: Buffer | null;
	rule: EndpointRule;
	states: Record<string, string>;
	minutes: number;
	requestsUntil: Date | null;
	updatesUntil: Date | null;
	nextRunAt: Date | null;
	lastRunAt: Date | null;
	lastSuccessAt: Date | null;
	tries: number;
	error: { code: string; message: string } | null;
	disabledAt: Date | null;
	createdAt: Date;
}

const COLUMNS = `id, tenant_id as "tenantId", name, direction, url, jurisdiction_id as "jurisdictionId", format, api_key as "apiKey", rule, states, minutes,
	requests_until as "requestsUntil", updates_until as "updatesUntil", next_run_at as "nextRunAt", last_run_at as "lastRunAt", last_success_at as "lastSuccessAt",
	tries, error, disabled_at as "disabledAt", created_at as "createdAt"`;

/** Takes the end point that is due longest; another process finds the next one. */
export async function claimEndpointAcrossTenants(db: Knex, now: Date, until: Date): Promise<Endpoint | null> {
	const { rows } = await db.raw(
		`update open311_endpoint set next_run_at = :until, last_run_at = :now where id = (
			select id from open311_endpoint where disabled_at is null and next_run_at <= :now order by next_run_at limit 1 for update skip locked
		) returning ${COLUMNS}`,
		{ now, until }
	);
	return rows[0] ?? null;
}

export function selectEndpoints(scope: TenantScope): Promise<Endpoint[]> {
	return scope.query<Endpoint>(`select ${COLUMNS} from open311_endpoint where tenant_id = :tenant order by direction, name`);
}

export async function findEndpoint(scope: TenantScope, id: string): Promise<Endpoint | undefined> {
	return (await scope.query<Endpoint>(`select ${COLUMNS} from open311_endpoint where tenant_id = :tenant and id = :id`, { id }))[0];
}

export async function insertEndpoint(scope: TenantScope, row: Record<string, unknown>): Promise<string> {
	return (await scope.insert('open311_endpoint', row).returning('id'))[0].id;
}

export async function updateEndpoint(scope: TenantScope, id: string, row: Record<string, unknown>): Promise<void> {
	await scope.table('open311_endpoint').where({ id }).update(row);
}

export async function nameTaken(scope: TenantScope, name: string, except: string | null): Promise<boolean> {
	const rows = await scope.table('open311_endpoint').where({ name }).select('id');
	return rows.some((row: { id: string }) => row.id !== except);
}

export interface LinkRow {
	id: string;
	reportId: string;
	publicRef: string;
	state: 'linked' | 'queued' | 'sent' | 'waiting' | 'failed';
	foreignId: string | null;
	token: string | null;
	tries: number;
	/** Bytes as the engine gives them. */
	seen: Uint8Array | null;
	/** Of the report here. */
	reportState: string;
	workflow: ReportState[];
}

const LINK = `l.id, l.report_id as "reportId", r.public_ref as "publicRef", l.state, l.foreign_id as "foreignId", l.token, l.tries, l.seen,
	r.state as "reportState", d.workflow
	from open311_link l join report r on r.tenant_id = l.tenant_id and r.id = l.report_id join defect_reporter d on d.tenant_id = r.tenant_id and d.id = r.reporter_id
	where l.tenant_id = :tenant and l.endpoint_id = :endpointId`;

export async function findLink(scope: TenantScope, endpointId: string, foreignId: string): Promise<LinkRow | undefined> {
	return (await scope.query<LinkRow>(`select ${LINK} and l.foreign_id = :foreignId`, { endpointId, foreignId }))[0];
}

/** Pushed ones that are open on either side: their state may still change. */
export function openLinks(scope: TenantScope, endpointId: string): Promise<LinkRow[]> {
	return scope.query<LinkRow>(`select ${LINK} and l.foreign_id is not null and (r.open or l.foreign_status is distinct from 'closed') order by l.created_at, l.id`, { endpointId });
}

export function dueLinks(scope: TenantScope, endpointId: string, now: Date, limit: number): Promise<LinkRow[]> {
	return scope.query<LinkRow>(
		`select ${LINK} and l.state in ('queued', 'sent', 'waiting') and l.next_try_at <= :now order by l.next_try_at, l.id limit :limit`,
		{ endpointId, now, limit }
	);
}

export async function insertLink(scope: TenantScope, row: Record<string, unknown>): Promise<void> {
	await scope.insert('open311_link', row).onConflict().ignore();
}

export async function updateLink(scope: TenantScope, id: string, row: Record<string, unknown>): Promise<void> {
	await scope.table('open311_link').where({ id }).update(row);
}

/** What the other side said last of a request. */
export async function keepSeen(scope: TenantScope, endpointId: string, foreignId: string, row: { seen: Buffer; foreign_status: string }): Promise<void> {
	await scope.table('open311_link').where({ endpoint_id: endpointId, foreign_id: foreignId }).update(row);
}

/**
 * Puts reports that the rule means into the queue, each once. Only what counts and whose text an editor has looked at goes out, from the day the
 * end point came to be; private ones only where their category is named.
 */
export async function queueReports(scope: TenantScope, endpoint: Endpoint, now: Date): Promise<number> {
	const { categoryIds = [], bodyIds = [] } = endpoint.rule;
	const rows = await scope.query(
		`insert into open311_link (tenant_id, endpoint_id, report_id, state, next_try_at, created_at)
		select r.tenant_id, :endpointId, r.id, 'queued', :now, :now from report r
		where r.tenant_id = :tenant and r.open and r.accepted_at is not null and r.merged_into is null and r.hidden_at is null and not r.awaits_release
			and r.origin <> 'pulled' and r.received_at >= :since and (r.body_release <> 'pending' or (r.body = '' and r.title = ''))
			and (cardinality(cast(:categoryIds as uuid[])) = 0 or r.category_id = any(cast(:categoryIds as uuid[])))
			and (not r.private or r.category_id = any(cast(:categoryIds as uuid[])))
			and (cardinality(cast(:bodyIds as uuid[])) = 0 or r.body_id = any(cast(:bodyIds as uuid[])))
			and not exists (select from open311_link l where l.endpoint_id = :endpointId and l.report_id = r.id)
		order by r.received_at, r.id limit 500
		on conflict do nothing returning id`,
		{ endpointId: endpoint.id, now, since: endpoint.createdAt, categoryIds, bodyIds }
	);
	return rows.length;
}

export interface PushedReport {
	publicRef: string;
	categoryId: string;
	code: string;
	title: string;
	body: string;
	address: string;
	answers: Record<string, string | string[]>;
	lon: number;
	lat: number;
	receivedAt: Date;
	/** Id of the first released photo of a public report. */
	photo: string | null;
	slug: string;
}

/** What goes to the other side: nothing about who reported it, and no text that is withheld. */
export async function reportToPush(scope: TenantScope, id: string): Promise<PushedReport | undefined> {
	const [row] = await scope.query<PushedReport>(
		`select r.public_ref as "publicRef", r.category_id as "categoryId", c.code,
			case when r.body_release = 'released' then coalesce(r.public_title, r.title) else '' end as title,
			case when r.body_release = 'released' then coalesce(r.public_body, r.body) else '' end as body,
			case when r.address_found or r.body_release = 'released' then r.address else '' end as address,
			case when r.body_release = 'released' then r.answers else '{}' end as answers,
			st_x(st_transform(r.point, 4326)) as lon, st_y(st_transform(r.point, 4326)) as lat, r.received_at as "receivedAt",
			(select p.id from public_report_photo p where p.tenant_id = :tenant and p.report_id = r.id order by p.position limit 1) as photo, t.slug
		from report r join report_category c on c.tenant_id = r.tenant_id and c.id = r.category_id join tenant t on t.id = r.tenant_id
		where r.tenant_id = :tenant and r.id = :id`,
		{ id }
	);
	return row;
}

export interface LinkCount {
	endpointId: string;
	state: LinkRow['state'];
	count: number;
}

export function countLinks(scope: TenantScope): Promise<LinkCount[]> {
	return scope.query<LinkCount>(
		`select endpoint_id as "endpointId", state, cast(count(*) as integer) as count from open311_link where tenant_id = :tenant group by endpoint_id, state`
	);
}

export interface TroubleRow {
	id: string;
	endpointId: string;
	endpoint: string;
	reportId: string;
	publicRef: string;
	state: LinkRow['state'];
	tries: number;
	nextTryAt: Date | null;
	error: { code: string; message: string } | null;
}

/** Reports that are not where they shall be yet, the newest first. */
export function selectTroubles(scope: TenantScope, limit: number): Promise<TroubleRow[]> {
	return scope.query<TroubleRow>(
		`select l.id, l.endpoint_id as "endpointId", e.name as endpoint, l.report_id as "reportId", r.public_ref as "publicRef", l.state, l.tries,
			l.next_try_at as "nextTryAt", l.error
		from open311_link l join open311_endpoint e on e.tenant_id = l.tenant_id and e.id = l.endpoint_id join report r on r.tenant_id = l.tenant_id and r.id = l.report_id
		where l.tenant_id = :tenant and (l.state = 'failed' or l.error is not null) order by l.created_at desc, l.id limit :limit`,
		{ limit }
	);
}

export async function findLinkById(scope: TenantScope, id: string): Promise<{ endpointId: string } | undefined> {
	return scope.table('open311_link').where({ id }).first('endpoint_id as endpointId');
}

/** @returns false where there is nothing to send again */
export async function queueAgain(scope: TenantScope, id: string, now: Date): Promise<boolean> {
	// Where no id was told, the answer may have been lost: it is looked for before it is sent once more.
	return (await scope.table('open311_link').where({ id, state: 'failed' }).update({ state: 'sent', tries: 1, next_try_at: now, error: null })) > 0;
}
