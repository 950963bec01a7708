import type { TenantScope } from '../../../../../gis/db/tenant-scope.ts';
import { queueMail } from '../../mail/queue-mail.ts';
import { codeOfReport } from '../report-code.ts';
import { tenantNames, type WorkRow } from './state-queries.ts';
import type { WorkServices } from './work-on.ts';

/** What the author reads; the links are made here. */
export type AuthorMail = (links: { tenant: string; reporter: string; publicRef: string; statusUrl: string }) => { subject: string; text: string };

/** The page that only the author can open. */
export async function statusUrlOf(services: Pick<WorkServices, 'config' | 'secret'>, scope: TenantScope, row: Pick<WorkRow, 'idempotency_key'>): Promise<string> {
	const { slug } = await tenantNames(scope);
	return `${services.config.publicUrl}/${slug}/meldung/${codeOfReport(services.secret, scope.tenantId, row.idempotency_key)}`;
}

/**
 * Mails the author in the transaction of what is told. Only to an address that its owner confirmed, or that staff wrote down: nobody shall get
 * mails about a report because somebody typed his address.
 * @returns whether there is a mail
 */
export async function tellAuthor(services: WorkServices, scope: TenantScope, row: WorkRow, mail: AuthorMail): Promise<boolean> {
	if (!row.author_email || row.anonymised_at || !(row.email_confirmed_at || row.origin === 'staff')) return false;
	const { name } = await tenantNames(scope);
	const statusUrl = await statusUrlOf(services, scope, row);
	const { subject, text } = mail({ tenant: name, reporter: row.reporter_name, publicRef: row.public_ref, statusUrl });
	await queueMail(services, scope.db, { tenantId: scope.tenantId, recipient: row.author_email, subject, text });
	return true;
}
