import type { TenantScope } from '../../../../../gis/db/tenant-scope.ts';
import { DomainError } from '../../../../../gis/errors.ts';
import { deleteMailsTo } from '../../mail/mail-queries.ts';
import type { Services } from '../../services.ts';
import { dropFiles } from '../../uploads/attachments.ts';
import { recordReportEvent } from '../record-report-event.ts';
import { photosOf } from '../release/release-queries.ts';
import { updateReport } from '../states/state-queries.ts';
import { workOn, type By } from '../states/work-on.ts';
import * as queries from './erase-queries.ts';

/**
 * Removes the author's personal data for good (Art. 17 DSGVO): name, address, telephone, the order to hear of it, his words in the history and the
 * mails to him; on demand what he wrote and photographed, too. The report itself stays: place, category, states and answers of the administration.
 * @throws DomainError `not_found`, `report_erased`
 */
export async function eraseAuthor(services: Pick<Services, 'files'>, scope: TenantScope, reportId: string, alsoContent: boolean, by: By, now: Date): Promise<void> {
	const keys = await scope.transaction(async (inner) => {
		const row = await workOn(inner, reportId);
		if (row.anonymised_at && !alsoContent) throw new DomainError('report_erased');
		const contact = { author_name: null, author_email: null, author_phone: null, email_token_hash: null, anonymised_at: now };
		const content = { title: '', body: '', public_title: null, public_body: null, answers: '{}', address: '' };
		await updateReport(inner, reportId, { ...contact, ...(alsoContent ? content : {}) }, now);
		await queries.eraseAuthorsWords(inner, reportId);
		if (row.author_email) {
			await queries.deleteAlertsOf(inner, reportId, row.author_email);
			await deleteMailsTo(inner.db, row.author_email, row.public_ref);
		}
		const dropped = alsoContent ? await queries.deletePhotos(inner, (await photosOf(inner, reportId)).filter(({ origin }) => origin !== 'staff')) : [];
		await recordReportEvent(inner, { reportId, kind: 'erased', detail: { content: alsoContent }, ...by }, now);
		return dropped;
	});
	await dropFiles(services, keys);
}
