import type { Knex } from 'knex';
import type { TenantScope } from '../../../../gis/db/tenant-scope.ts';
import type { MailRow, NewMail, StoredAttachment } from './types.ts';

export async function insertMail(db: Knex, mail: NewMail, now: Date): Promise<string> {
	const attachments: StoredAttachment[] = (mail.attachments ?? []).map(({ name, mediaType, content }) => ({
		name,
		mediaType,
		base64: Buffer.from(content).toString('base64')
	}));
	const [row] = await db('mail')
		.insert({
			tenant_id: mail.tenantId,
			recipient: mail.recipient,
			subject: mail.subject,
			body_text: mail.text,
			attachments: JSON.stringify(attachments),
			headers: JSON.stringify(mail.headers ?? {}),
			created_at: now
		})
		.returning('id');
	return row.id;
}

/**
 * Takes a waiting mail for this process until `until`. Two processes, or two jobs of one, never hold the same mail.
 * @returns null when it is sent, failed, not yet due or held by somebody else
 */
export async function claimMail(db: Knex, id: string, now: Date, until: Date): Promise<MailRow | null> {
	const { rows } = await db.raw(
		`update mail set claimed_until = :until
		 where id = :id and state = 'queued' and (claimed_until is null or claimed_until <= :now) and (next_try_at is null or next_try_at <= :now)
		 returning *`,
		{ id, now, until }
	);
	return rows[0] ?? null;
}

export async function markSent(db: Knex, id: string, now: Date): Promise<void> {
	await db('mail').where({ id }).update({ state: 'sent', sent_at: now, claimed_until: null, next_try_at: null, last_error: null });
}

export async function markFailed(db: Knex, id: string, error: string): Promise<void> {
	await db('mail').where({ id }).update({ state: 'failed', claimed_until: null, next_try_at: null, last_error: error, tries: db.raw('tries + 1') });
}

export async function markForRetry(db: Knex, id: string, error: string, nextTryAt: Date): Promise<void> {
	await db('mail').where({ id }).update({ claimed_until: null, next_try_at: nextTryAt, last_error: error, tries: db.raw('tries + 1') });
}

/** Mails that are due and held by nobody, oldest first. */
export async function listDueMails(db: Knex, now: Date, limit: number): Promise<string[]> {
	const { rows } = await db.raw(
		`select id from mail
		 where state = 'queued' and (claimed_until is null or claimed_until <= :now) and (next_try_at is null or next_try_at <= :now)
		 order by created_at, id limit :limit`,
		{ now, limit }
	);
	return rows.map((row: { id: string }) => row.id);
}

export interface OutboxMail {
	id: string;
	recipient: string;
	subject: string;
	text: string;
	state: MailRow['state'];
	createdAt: Date;
	sentAt: Date | null;
	attachments: { name: string; bytes: number }[];
}

/** Mails of the tenants that somebody works for, newest first. @param tenantIds null: all, for the operator */
export async function listMails(db: Knex, tenantIds: string[] | null, limit: number): Promise<OutboxMail[]> {
	const query = db<MailRow>('mail').orderBy([{ column: 'created_at', order: 'desc' }, { column: 'id' }]).limit(limit);
	const rows: MailRow[] = await (tenantIds ? query.whereIn('tenant_id', tenantIds) : query);
	return rows.map((row) => ({
		id: row.id,
		recipient: row.recipient,
		subject: row.subject,
		text: row.body_text,
		state: row.state,
		createdAt: row.created_at,
		sentAt: row.sent_at,
		attachments: row.attachments.map(({ name, base64 }) => ({ name, bytes: Buffer.byteLength(base64, 'base64') }))
	}));
}

export async function findMail(db: Knex, id: string): Promise<MailRow | null> {
	return (await db<MailRow>('mail').where({ id }).first()) ?? null;
}

/** Mails of the tenant that hold a text (a receipt code), sent or not: recipient and link go with them. */
export async function deleteMailsNaming(scope: TenantScope, text: string): Promise<void> {
	await scope.query('delete from mail where tenant_id = :tenant and position(cast(:text as text) in body_text) > 0', { text });
}

/** Mails to an address that hold a text (a link of its own), sent or not. */
export async function deleteMailsTo(db: Knex, recipient: string, text: string): Promise<void> {
	await db.raw('delete from mail where recipient = :recipient and position(cast(:text as text) in body_text) > 0', { recipient, text });
}

/** Nobody needs a mail that was delivered long ago; its recipient is personal data. */
export async function deleteSentMails(db: Knex, before: Date): Promise<void> {
	await db('mail').where({ state: 'sent' }).where('sent_at', '<', before).delete();
}
