import { createHash, timingSafeEqual } from 'node:crypto';
import type { TenantScope } from '../../../../gis/db/tenant-scope.ts';
import { DomainError } from '../../../../gis/errors.ts';
import type { Services } from '../services.ts';
import { dropFiles } from '../uploads/attachments.ts';
import { deleteMailsNaming } from '../mail/mail-queries.ts';
import { receiptCode } from './receipt-code.ts';
import { readStatement, readStatementByCode } from './read-statement.ts';
import * as queries from './statement-queries.ts';

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

/**
 * Erases text, author, places and attachments of a statement, and the mails about it (Art. 17 DSGVO). Number, times, digest and the chain stay, so that the
 * chain remains valid and shows that a statement was there.
 * @throws DomainError `not_found`
 */
export async function eraseStatement(
	services: Pick<Services, 'files' | 'secret'>,
	scope: TenantScope,
	statementId: string,
	options: { now: Date; accountId: string | null }
): Promise<void> {
	const keys = await scope.transaction(async (inner) => {
		const statement = await readStatement(inner, statementId);
		if (statement.erasedAt) return [];
		const { participation_id, idempotency_key } = (await queries.findStatements(inner, [statementId]))[0]!;
		await deleteMailsNaming(inner, receiptCode(services.secret, participation_id, idempotency_key));
		await queries.addEvent(inner, statementId, 'erased', options.now, {}, options.accountId);
		return queries.eraseContent(inner, statementId, options.now);
	});
	await dropFiles(services, keys);
}
