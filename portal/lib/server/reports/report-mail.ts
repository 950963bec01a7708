import type { TenantScope } from '../../../../gis/db/tenant-scope.ts';
import { foldAddress } from '../../forms/report.ts';
import { reportMail } from '../../texts/reporting.ts';
import { queueMail } from '../mail/queue-mail.ts';
import type { Services } from '../services.ts';
import { takeFrom } from '../throttle.ts';
import { slugAndName } from './intake-queries.ts';

/** Mails per day about reports to one mailbox that nobody confirmed yet, whatever letters, `+words` or dots its address is written with. */
export const MAILS_PER_MAILBOX = 8;
const DAY = 24 * 3600;

type Needs = Pick<Services, 'config' | 'db' | 'now' | 'queue' | 'secret'>;

/**
 * Whether one more mail may go to an address that anybody can type into a form. Counted in the transaction of what the mail is about.
 * @param scope an open transaction
 */
export async function mayMail(services: Needs, scope: TenantScope, email: string, points = MAILS_PER_MAILBOX): Promise<boolean> {
	const inside = { ...services, db: { ...services.db, knex: scope.db } };
	return (await takeFrom(inside, `report-mail:${foldAddress(email)}`, points, DAY)).allowed;
}

export interface ReceiptMail {
	publicRef: string;
	code: string;
	category: string;
	receivedAt: Date;
	recipient: string;
	/** For the link that confirms the address; null where it is confirmed. */
	token: string | null;
	/** The report counts only once the address is confirmed. */
	needed: boolean;
}

/** The receipt, with no word of the report: nobody shall send texts to others through the portal. */
export async function queueReceiptMail(services: Needs, scope: TenantScope, receipt: ReceiptMail): Promise<void> {
	const { slug, name } = await slugAndName(scope);
	const statusUrl = `${services.config.publicUrl}/${slug}/meldung/${receipt.code}`;
	const { subject, text } = reportMail({
		...receipt,
		municipality: name,
		statusUrl,
		confirmUrl: receipt.token && `${statusUrl}?bestaetigung=${receipt.token}`
	});
	await queueMail(services, scope.db, { tenantId: scope.tenantId, recipient: receipt.recipient, subject, text });
}
