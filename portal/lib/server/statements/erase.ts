import * as v from 'valibot';
import type { TenantScope } from '../../../../gis/db/tenant-scope.ts';
import { DomainError } from '../../../../gis/errors.ts';
import { checkForm } from '../check-form.ts';
import { deleteMailsNaming } from '../mail/mail-queries.ts';
import type { Services } from '../services.ts';
import { dropFiles } from '../uploads/attachments.ts';
import { receiptCode } from './receipt-code.ts';
import { readStatement } from './read-statement.ts';
import * as queries from './statement-queries.ts';

export const REASON_LIMITS = { least: 10, most: 500 } as const;
const form = v.object({ reason: v.pipe(v.string(), v.trim(), v.minLength(REASON_LIMITS.least), v.maxLength(REASON_LIMITS.most)) });

/** What the page says before it asks: what there is to erase. */
export interface ErasurePreview {
	number: number;
	erased: boolean;
	/** Characters of the text. */
	characters: number;
	places: number;
	attachments: number;
	/** Name, address or e-mail are there. */
	author: boolean;
}

/** @throws DomainError `not_found`, also when the statement belongs to another participation */
export async function readErasure(scope: TenantScope, participationId: string, statementId: string): Promise<ErasurePreview> {
	const statement = await readStatement(scope, statementId);
	if (statement.participationId !== participationId) throw new DomainError('not_found');
	return {
		number: statement.number,
		erased: statement.erasedAt !== null,
		characters: [...statement.text].length,
		places: statement.places.length,
		attachments: statement.attachments.length,
		author: Object.values(statement.author).some((value) => value !== null)
	};
}

/**
 * Erases text, author, places and attachments of a statement, and the mails about it (Art. 17 DSGVO). Number, times, digest and the
 * chain stay, so that the chain remains valid and shows that a statement was there; so does the protocol: who, when and why.
 * @param options `by`: the person's name at that time, because accounts come and go; `reason`: 10 to 500 characters, no personal data
 * @throws DomainError `form_invalid` (FormError naming `reason`), `not_found`, `statement_erased`
 */
export async function eraseStatement(
	services: Pick<Services, 'files' | 'secret'>,
	scope: TenantScope,
	statementId: string,
	options: { now: Date; accountId: string | null; by: string; reason: string }
): Promise<void> {
	const { reason } = checkForm(form, { reason: options.reason });
	const keys = await scope.transaction(async (inner) => {
		const { id } = await readStatement(inner, statementId);
		const { participation_id, idempotency_key, erased_at } = (await queries.lockStatement(inner, id))!;
		if (erased_at) throw new DomainError('statement_erased');
		await deleteMailsNaming(inner, receiptCode(services.secret, participation_id, idempotency_key));
		await queries.addEvent(inner, id, 'erased', options.now, { reason, by: options.by }, options.accountId);
		return queries.eraseContent(inner, id, options.now);
	});
	await dropFiles(services, keys);
}
