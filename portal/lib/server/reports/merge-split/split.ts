import { randomUUID } from 'node:crypto';
import * as v from 'valibot';
import type { TenantScope } from '../../../../../gis/db/tenant-scope.ts';
import { DomainError } from '../../../../../gis/errors.ts';
import { splitMail } from '../../../texts/report-mails.ts';
import { splitNote } from '../../../texts/report-work.ts';
import { checkForm } from '../../check-form.ts';
import type { Services } from '../../services.ts';
import { copyPhotos } from '../copy-photos.ts';
import { submitReport } from '../intake.ts';
import { recordReportEvent } from '../record-report-event.ts';
import { selectCategory } from '../reporter-queries.ts';
import { updateReport } from '../states/state-queries.ts';
import { tellAuthor } from '../states/tell-author.ts';
import { isUuid, workOn, type By } from '../states/work-on.ts';
import { authorOf } from './split-queries.ts';

export const splitForm = v.object({
	categoryId: v.pipe(v.string(), v.uuid()),
	body: v.pipe(v.string(), v.trim(), v.minLength(3), v.maxLength(4000)),
	/** Photos that go along as copies. */
	photos: v.optional(v.pipe(v.array(v.pipe(v.string(), v.uuid())), v.maxLength(6)), [])
});

type Needs = Pick<Services, 'config' | 'db' | 'files' | 'now' | 'queue' | 'secret' | 'work'>;

/**
 * A report about several things: one of them becomes a report of its own, at the same place, with its own category, responsibility and state. Its
 * author stays the author of both.
 * @param values `splitForm`
 * @returns id and reference of the new report
 * @throws FormError; DomainError `not_found`, `report_outdated`
 */
export async function splitReport(services: Needs, scope: TenantScope, reportId: string, values: unknown, by: By, now: Date): Promise<{ id: string; publicRef: string }> {
	const form = checkForm(splitForm, values);
	const category = await selectCategory(scope, form.categoryId);
	if (!category || !isUuid(reportId)) throw new DomainError('not_found');
	const photos = await copyPhotos(services, scope, reportId, scope, form.photos);
	return scope.transaction(async (inner) => {
		const row = await workOn(inner, reportId);
		const author = await authorOf(inner, reportId);
		const made = await submitReport(
			services,
			inner,
			{
				reporterId: category.reporter_id,
				categoryId: category.id,
				point: { lon: row.lon, lat: row.lat },
				address: author.address,
				addressFound: author.address_found,
				body: form.body,
				author: { name: author.author_name ?? '', email: author.author_email ?? '', phone: author.author_phone ?? '' },
				photos,
				idempotencyKey: `split:${randomUUID()}`
			},
			// As what comes from another administration: nothing is asked for and nobody is mailed a receipt.
			{ origin: 'forwarded', account: by.account, now }
		);
		await updateReport(
			inner,
			made.id,
			{ split_from: reportId, origin: row.origin, email_confirmed_at: row.email_confirmed_at, accepted_at: row.accepted_at, private: row.private || category.visibility === 'private' },
			now
		);
		await updateReport(inner, reportId, {}, now);
		const detail = { ref: row.public_ref, into: made.publicRef };
		await recordReportEvent(inner, { reportId, kind: 'split', publicText: splitNote, detail, ...by }, now);
		await recordReportEvent(inner, { reportId: made.id, kind: 'split', detail, ...by }, now);
		await tellAuthor(services, inner, row, (links) => splitMail({ ...links, newRef: made.publicRef }));
		return { id: made.id, publicRef: made.publicRef };
	});
}
