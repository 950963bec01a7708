import { createHash, timingSafeEqual } from 'node:crypto';
import type { TenantScope } from '../../../../gis/db/tenant-scope.ts';
import { DomainError } from '../../../../gis/errors.ts';
import { readParticipation } from '../participations/service.ts';
import { takeFrom } from '../throttle.ts';
import { emailToken, normaliseCode } from './receipt-code.ts';
import { queueReceiptMail } from './receipt-mail.ts';
import { readStatementByCode } from './read-statement.ts';
import * as queries from './statement-queries.ts';
import type { ReceiveServices } from './types.ts';

/**
 * Confirms the e-mail address by the token of the receipt mail. Doing it twice changes nothing.
 * @throws DomainError `receipt_unknown`, `email_token_invalid`
 */
export async function confirmEmail(scope: TenantScope, typedCode: string, token: string, now: Date): Promise<void> {
	const { id } = await readStatementByCode(scope, typedCode);
	await scope.transaction(async (inner) => {
		const [row] = await queries.findStatements(inner, [id]);
		const hash = createHash('sha256').update(token).digest();
		const stored = row?.email_token_hash && Buffer.from(row.email_token_hash);
		if (!stored || stored.length !== hash.length || !timingSafeEqual(stored, hash)) throw new DomainError('email_token_invalid');
		if (row!.email_confirmed_at) return;
		await queries.setEmailConfirmed(inner, id, now);
		await queries.addEvent(inner, id, 'email_confirmed', now);
	});
}

/** Receipt mails that somebody may ask for again, per statement and day: enough for a full mailbox, too few to trouble a stranger. */
const RESENDS_PER_DAY = 3;
/** To one recipient per day, whatever statements name it. */
const RESENDS_PER_RECIPIENT = 6;
/** Per address and hour. */
const RESENDS_PER_ADDRESS = 20;
const HOUR = 3600;
const DAY = 24 * HOUR;

/**
 * Puts the receipt mail into the outbox once more, to the address that the sender gave. The link in it is the same.
 * @param client address of the connection, for the limit
 * @throws DomainError `receipt_unknown`, `receipt_without_email`, `receipt_mail_throttled`
 */
export async function resendReceipt(services: ReceiveServices, scope: TenantScope, typedCode: string, client: string): Promise<void> {
	const now = services.now();
	const { id, participationId, author } = await readStatementByCode(scope, typedCode);
	if (!author.email) throw new DomainError('receipt_without_email');
	const limits = [
		await takeFrom(services, `receipt-mail-address:${client}`, RESENDS_PER_ADDRESS, HOUR),
		await takeFrom(services, `receipt-mail:${id}`, RESENDS_PER_DAY, DAY),
		await takeFrom(services, `receipt-mail-to:${author.email.toLowerCase()}`, RESENDS_PER_RECIPIENT, DAY)
	];
	if (limits.some(({ allowed }) => !allowed)) throw new DomainError('receipt_mail_throttled');
	const participation = await readParticipation(scope, participationId, now);
	await scope.transaction(async (inner) => {
		// Locked: an erasure at the same moment must not be followed by a mail to the erased address.
		const row = await queries.lockStatement(inner, id);
		if (!row?.author_email) throw new DomainError('receipt_without_email');
		await queueReceiptMail(services, inner, {
			participation,
			number: row.number,
			code: normaliseCode(typedCode)!,
			receivedAt: new Date(row.received_at),
			recipient: row.author_email,
			token: row.email_confirmed_at ? null : emailToken(services.secret, id, row.author_email)
		});
		await queries.addEvent(inner, id, 'receipt_resent', now);
	});
}
