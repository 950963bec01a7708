import type { TenantScope } from '../../../../gis/db/tenant-scope.ts';
import { receiptMail } from '../../texts/receipts.ts';
import { queueMail } from '../mail/queue-mail.ts';
import type { Participation } from '../participations/types.ts';
import type { ReceiveServices } from './types.ts';
import { slugOf } from './statement-queries.ts';

/**
 * Puts the receipt mail into the outbox, in the transaction of the statement. It holds no word of the statement: the address is not
 * confirmed yet, and nobody shall send texts to others through the portal.
 * @param receipt `token`: for the link that confirms the address; null where it is confirmed
 */
export async function queueReceiptMail(
	services: ReceiveServices,
	scope: TenantScope,
	receipt: { participation: Participation; number: number; code: string; receivedAt: Date; recipient: string; token: string | null }
): Promise<void> {
	const { slug, name } = await slugOf(scope);
	const statusUrl = `${services.config.publicUrl}/${slug}/eingang/${receipt.code}`;
	const { subject, text } = receiptMail({
		municipality: name,
		title: receipt.participation.title,
		number: receipt.number,
		code: receipt.code,
		receivedAt: receipt.receivedAt,
		statusUrl,
		confirmUrl: receipt.token && `${statusUrl}?bestaetigung=${receipt.token}`
	});
	await queueMail(services, scope.db, { tenantId: scope.tenantId, recipient: receipt.recipient, subject, text });
}
