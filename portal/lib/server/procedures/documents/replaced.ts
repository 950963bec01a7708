import type { TenantScope } from '../../../../../gis/db/tenant-scope.ts';
import { DomainError, isDomainError } from '../../../../../gis/errors.ts';
import { formatDay } from '../../../texts/dates.ts';
import { dayOf } from '../../participations/local-days.ts';
import { findTakenAway, listShown } from './public-queries.ts';
import type { Audience } from './types.ts';

/**
 * Why the address of a version that was published answers no more: `document_replaced` names day, reason and the version that holds now,
 * `document_withdrawn` the day. What never was published is simply not there.
 * @param base path of the documents for this audience
 */
export async function goneError(scope: TenantScope, ids: { procedureId: string; versionId: string }, audience: Audience, now: Date, base: string): Promise<DomainError> {
	const taken = await findTakenAway(scope, ids, audience, now);
	if (!taken) return new DomainError('not_found');
	const values = { title: taken.title, day: formatDay(dayOf(new Date(taken.at))) };
	const current = (await listShown(scope, ids.procedureId, audience, now)).find(({ documentId }) => documentId === taken.documentId);
	if (!current) return new DomainError('document_withdrawn', { ...values, href: base });
	const href = `${base}/${current.versionId}${current.mediaType === 'application/pdf' ? '/ansehen' : ''}`;
	return new DomainError('document_replaced', { ...values, reason: taken.reason, href });
}

/** The file, or the page that says why it is not there any more: an end point itself could only answer without the way to the new one. */
export async function orPage(event: { fetch: typeof fetch; url: URL }, open: () => Promise<Response>): Promise<Response> {
	try {
		return await open();
	} catch (thrown) {
		if (isDomainError(thrown) && (thrown.code === 'document_replaced' || thrown.code === 'document_withdrawn')) return event.fetch(`${event.url.pathname}/ansehen`);
		throw thrown;
	}
}
