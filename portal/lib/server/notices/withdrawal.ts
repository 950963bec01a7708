import type { TenantScope } from '../../../../gis/db/tenant-scope.ts';
import { DomainError } from '../../../../gis/errors.ts';
import { recordEvent } from '../evidence/record-event.ts';
import { isDay } from '../participations/local-days.ts';
import { composeWithdrawal } from './compose.ts';
import { isWithdrawal } from './draft.ts';
import type { NoticeContext, Publication } from './notice.ts';
import { readNoticeFacts } from './notice-facts.ts';
import * as queries from './notice-queries.ts';

/**
 * Publishes that an announced step does not take place, in place of its published notice; without one there is nothing to take back. What
 * staff were editing for a renewed notice stays.
 * @returns id of the notice, or null
 * @throws DomainError `notice_publication_missing`, `not_found`
 */
export async function publishWithdrawal(scope: TenantScope, stepId: string, publication: Required<Pick<Publication, 'publishedIn' | 'publishedOn' | 'reason'>>, context: NoticeContext): Promise<string | null> {
	const { now, account, publicUrl } = context;
	const replaced = (await queries.noticesOfStep(scope, stepId)).find(({ publishedAt }) => publishedAt !== null);
	if (!replaced || isWithdrawal(replaced.blocks)) return null;
	const { publishedOn, reason } = publication;
	const publishedIn = publication.publishedIn.trim();
	if (publishedIn === '' || !isDay(publishedOn)) throw new DomainError('notice_publication_missing');
	const { procedure, step, facts } = await readNoticeFacts(scope, stepId, publicUrl, now);
	const id = await queries.insertPublished(scope, {
		procedure_id: procedure.id,
		step_id: stepId,
		blocks: JSON.stringify(composeWithdrawal(facts, reason)),
		published_in: publishedIn,
		published_on: publishedOn,
		published_at: now,
		published_by: account?.id ?? null,
		replaces_id: replaced.id,
		reason,
		created_at: now,
		changed_at: now
	});
	const detail = { title: step.title, noticeId: id, publishedIn, publishedOn, reason, replaces: replaced.id };
	await recordEvent(scope, { procedureId: procedure.id, stepId, kind: 'notice-renewed', detail, account }, now);
	return id;
}
