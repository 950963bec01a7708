import type { Knex } from 'knex';
import { forTenant, type TenantScope } from '../../../../gis/db/tenant-scope.ts';
import type { ExchangeMessage, MessageState, Partner } from './types.ts';

const PARTNER = `p.id, p.tenant_id as "tenantId", p.name, p.url, p.folder, p.version, p.receives, p.token_hash is not null as "hasToken",
	p.secret is not null as "hasSecret", p.disabled_at as "disabledAt", p.created_at as "createdAt"`;

export function listPartners(scope: TenantScope): Promise<Partner[]> {
	return scope.query<Partner>(`select ${PARTNER} from exchange_partner p where p.tenant_id = :tenant order by lower(p.name), p.id`);
}

export async function findPartner(scope: TenantScope, id: string): Promise<Partner | undefined> {
	return (await scope.query<Partner>(`select ${PARTNER} from exchange_partner p where p.tenant_id = :tenant and p.id = :id`, { id }))[0];
}

/** The token alone says whose partner comes; disabled ones are not found. */
export async function findPartnerByTokenAcrossTenants(db: Knex, hash: Buffer): Promise<Partner | undefined> {
	const sql = `select ${PARTNER} from exchange_partner p where p.token_hash = :hash and p.disabled_at is null`;
	return (await db.raw(sql, { hash })).rows[0];
}

/** All partners in use, for the job that works for every tenant. */
export async function listPartnersAcrossTenants(db: Knex): Promise<Partner[]> {
	return (await db.raw(`select ${PARTNER} from exchange_partner p where p.disabled_at is null order by p.tenant_id, p.id`)).rows;
}

export async function insertPartner(scope: TenantScope, row: Record<string, unknown>): Promise<string> {
	const [made] = await scope.insert('exchange_partner', row).returning('id');
	return made.id;
}

export async function updatePartner(scope: TenantScope, id: string, row: Record<string, unknown>): Promise<boolean> {
	return (await scope.table('exchange_partner').where({ id }).update(row)) > 0;
}

export async function nameTaken(scope: TenantScope, name: string, exceptId: string | null): Promise<boolean> {
	const found = scope.table('exchange_partner').where({ name });
	return Boolean(await (exceptId ? found.whereNot({ id: exceptId }) : found).first('id'));
}

/** Two partners in one folder would answer each other. The folder is the installation's, so names are unique across tenants. */
export async function folderTakenAcrossTenants(db: Knex, folder: string, exceptId: string | null): Promise<boolean> {
	const found = db('exchange_partner').where({ folder });
	return Boolean(await (exceptId ? found.whereNot({ id: exceptId }) : found).first('id'));
}

export async function secretOf(scope: TenantScope, id: string): Promise<Uint8Array | null> {
	return (await scope.table('exchange_partner').where({ id }).first('secret'))?.secret ?? null;
}

const MESSAGE = `m.id, m.partner_id as "partnerId", p.name as "partnerName", m.direction, m.code, m.version, m.message_uuid as uuid,
	m.answers_uuid as "answersUuid", m.procedure_id as "procedureId", r.title as "procedureTitle", m.subject, m.state, m.error, m.tries,
	m.next_try_at as "nextTryAt", m.at, m.done_at as "doneAt"`;
const MESSAGES = `from exchange_message m join exchange_partner p on p.tenant_id = m.tenant_id and p.id = m.partner_id
	left join procedure r on r.tenant_id = m.tenant_id and r.id = m.procedure_id where m.tenant_id = :tenant`;

export interface MessageFilter {
	partnerId?: string;
	state?: MessageState;
	/** Show what is before this message. */
	before?: { at: Date; id: string };
}

/** Newest first. */
export function listMessages(scope: TenantScope, filter: MessageFilter, limit: number): Promise<ExchangeMessage[]> {
	const where = [
		filter.partnerId && 'and m.partner_id = :partnerId',
		filter.state && 'and m.state = :state',
		filter.before && 'and (m.at, m.id) < (cast(:at as timestamptz), cast(:id as uuid))'
	].filter(Boolean);
	return scope.query<ExchangeMessage>(`select ${MESSAGE} ${MESSAGES} ${where.join(' ')} order by m.at desc, m.id desc limit :limit`, {
		partnerId: filter.partnerId ?? null,
		state: filter.state ?? null,
		at: filter.before?.at ?? null,
		id: filter.before?.id ?? null,
		limit
	});
}

export async function findMessage(scope: TenantScope, id: string): Promise<(ExchangeMessage & { body: string }) | undefined> {
	return (await scope.query<ExchangeMessage & { body: string }>(`select ${MESSAGE}, m.body ${MESSAGES} and m.id = :id`, { id }))[0];
}

export interface NewMessage {
	partnerId: string;
	direction: 'in' | 'out';
	code: string;
	version: string;
	uuid: string;
	answersUuid?: string | null;
	procedureId?: string | null;
	subject?: string;
	body: string;
	state: MessageState;
	error?: { code: string; message: string } | null;
	nextTryAt?: Date | null;
	at: Date;
	doneAt?: Date | null;
}

/** @returns id; null when this message exists already */
export async function insertMessage(scope: TenantScope, message: NewMessage): Promise<string | null> {
	const [row] = await scope
		.insert('exchange_message', {
			partner_id: message.partnerId,
			direction: message.direction,
			code: message.code,
			version: message.version,
			message_uuid: message.uuid,
			answers_uuid: message.answersUuid ?? null,
			procedure_id: message.procedureId ?? null,
			subject: message.subject ?? '',
			// PostgreSQL's text holds no NUL.
			body: message.body.replaceAll('\0', ''),
			state: message.state,
			error: message.error ? JSON.stringify(message.error) : null,
			next_try_at: message.nextTryAt ?? null,
			at: message.at,
			done_at: message.doneAt ?? null
		})
		.onConflict(['partner_id', 'direction', 'message_uuid'])
		.ignore()
		.returning('id');
	return row?.id ?? null;
}

/** Messages about something that are not sent yet are not sent any more. */
export async function dropWaiting(scope: TenantScope, subject: string): Promise<void> {
	await scope.table('exchange_message').where({ direction: 'out', state: 'queued', subject }).delete();
}

export async function changeMessage(scope: TenantScope, id: string, row: Record<string, unknown>): Promise<void> {
	await scope.table('exchange_message').where({ id }).update(row);
}

/** Our answer to a message. */
export async function answerTo(
	scope: TenantScope,
	partnerId: string,
	uuid: string
): Promise<{ body: string; state: MessageState } | undefined> {
	return scope.table('exchange_message').where({ partner_id: partnerId, direction: 'out', answers_uuid: uuid }).first('body', 'state');
}

export async function hasReceived(scope: TenantScope, partnerId: string, uuid: string): Promise<boolean> {
	return Boolean(await scope.table('exchange_message').where({ partner_id: partnerId, direction: 'in', message_uuid: uuid }).first('id'));
}

/** The last messages to a partner about something, newest first. */
export function lastMessages(
	scope: TenantScope,
	partnerId: string,
	subject: string,
	codes: string[],
	limit: number
): Promise<{ id: string; uuid: string; code: string; state: MessageState }[]> {
	return scope.query(
		`select id, message_uuid as uuid, code, state from exchange_message
		 where tenant_id = :tenant and partner_id = :partnerId and direction = 'out' and subject = :subject
			and code = any (cast(:codes as text[]))
		 order by at desc, id desc limit :limit`,
		{ partnerId, subject, codes, limit }
	);
}

/** Takes the next message whose time has come, for ten minutes: several processes share the work. */
export async function claimNextAcrossTenants(db: Knex, now: Date, until: Date): Promise<{ id: string; tenantId: string } | undefined> {
	const sql = `update exchange_message set next_try_at = :until
		where id = (select m.id from exchange_message m join exchange_partner p on p.tenant_id = m.tenant_id and p.id = m.partner_id
			where m.state = 'queued' and m.next_try_at <= :now and p.disabled_at is null
			order by m.next_try_at, m.id limit 1 for update of m skip locked)
		returning id, tenant_id as "tenantId"`;
	return (await db.raw(sql, { now, until })).rows[0];
}

/** Steps that are published and open to the public, in published procedures, with what holds now. */
export async function stepsToTell(scope: TenantScope): Promise<{ procedureId: string; stepId: string }[]> {
	return scope.query(
		`select s.procedure_id as "procedureId", s.id as "stepId" from procedure_step s
		 join procedure p on p.tenant_id = s.tenant_id and p.id = s.procedure_id
		 where s.tenant_id = :tenant and p.published_at is not null and s.published_at is not null
			and s.track <> 'toeb' and s.starts_on is not null
		 order by s.procedure_id, s.position`
	);
}

/** Statements of procedures that a partner was not told yet; those before it came are not its. */
export function statementsToTell(
	scope: TenantScope,
	partner: Pick<Partner, 'id' | 'createdAt'>,
	limit: number
): Promise<{ id: string; procedureId: string }[]> {
	return scope.query(
		`select st.id, s.procedure_id as "procedureId" from statement st
		 join participation a on a.tenant_id = st.tenant_id and a.id = st.participation_id
		 join procedure_step s on s.tenant_id = a.tenant_id and s.id = a.step_id
		 join procedure p on p.tenant_id = s.tenant_id and p.id = s.procedure_id
		 where st.tenant_id = :tenant and st.received_at >= :createdAt and st.erased_at is null
			and coalesce(p.external ->> 'xbeteiligungPartner', cast(:partnerId as text)) = cast(:partnerId as text)
			and not exists (select from exchange_message m where m.tenant_id = st.tenant_id and m.partner_id = cast(:partnerId as uuid)
				and m.subject = cast(st.id as text) and m.code = '0701')
		 order by st.received_at, st.id limit :limit`,
		{ partnerId: partner.id, createdAt: partner.createdAt, limit }
	);
}

/** Statements that a partner was told and that were erased since. */
export function erasuresToTell(scope: TenantScope, partnerId: string): Promise<{ id: string; procedureId: string | null }[]> {
	return scope.query(
		`select st.id, m.procedure_id as "procedureId" from exchange_message m
		 join statement st on st.tenant_id = m.tenant_id and cast(st.id as text) = m.subject
		 where m.tenant_id = :tenant and m.partner_id = :partnerId and m.code = '0701'
			and m.state in ('sent', 'answered', 'refused') and st.erased_at is not null
			and not exists (select from exchange_message d where d.tenant_id = m.tenant_id and d.partner_id = m.partner_id
				and d.subject = m.subject and d.code = '0709')`,
		{ partnerId }
	);
}

/** Step, participation and Durchgang of a statement. */
export async function statementFacts(
	scope: TenantScope,
	statementId: string
): Promise<{ stepId: string; procedureId: string; bodyName: string | null } | undefined> {
	return (
		await scope.query<{ stepId: string; procedureId: string; bodyName: string | null }>(
			`select s.id as "stepId", s.procedure_id as "procedureId", b.name as "bodyName" from statement st
			 join participation a on a.tenant_id = st.tenant_id and a.id = st.participation_id
			 join procedure_step s on s.tenant_id = a.tenant_id and s.id = a.step_id
			 left join invitation i on i.tenant_id = st.tenant_id and i.id = st.invitation_id
			 left join public_body b on b.tenant_id = i.tenant_id and b.id = i.body_id
			 where st.tenant_id = :tenant and st.id = :statementId`,
			{ statementId }
		)
	)[0];
}

/** Geltungsbereich in EPSG:4326, longitude first. */
export async function areaOf(
	scope: TenantScope,
	procedureId: string
): Promise<{ type: 'MultiPolygon'; coordinates: [number, number][][][] } | null> {
	const [row] = await scope.query<{ json: string | null }>(
		`select ST_AsGeoJSON(ST_Transform(area, 4326), 7) as json from procedure where tenant_id = :tenant and id = :procedureId`,
		{ procedureId }
	);
	return row?.json ? JSON.parse(row.json) : null;
}

/** Day of the notice of a step, where one was published. */
export async function noticeDay(scope: TenantScope, stepId: string): Promise<string | null> {
	const [row] = await scope.query<{ day: string | null }>(
		`select min(published_on) as day from notice where tenant_id = :tenant and step_id = :stepId and published_at is not null`,
		{ stepId }
	);
	return row?.day ?? null;
}

export async function setExternal(scope: TenantScope, procedureId: string, external: Record<string, string>): Promise<void> {
	await scope.table('procedure').where({ id: procedureId }).update({ external: JSON.stringify(external) });
}

/** Procedure of a plan of another system. */
export async function procedureOfPlan(
	scope: TenantScope,
	planId: string
): Promise<{ id: string; external: Record<string, string> } | undefined> {
	return scope.table('procedure').whereRaw("external ->> 'xbeteiligung' = ?", [planId]).first('id', 'external');
}

export const scopeOf = (db: Knex, partner: Pick<Partner, 'tenantId'>): TenantScope => forTenant(db, partner.tenantId);
