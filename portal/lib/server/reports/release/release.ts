import type { TenantScope } from '../../../../../gis/db/tenant-scope.ts';
import { DomainError } from '../../../../../gis/errors.ts';
import { shortenedNote } from '../../../texts/report-work.ts';
import { recordReportEvent } from '../record-report-event.ts';
import { updateReport } from '../states/state-queries.ts';
import { isUuid, workOn, type By } from '../states/work-on.ts';
import { lockPhoto, updatePhoto, type PhotoRow } from './release-queries.ts';

/** Text as the public shall read it, where it differs from what the author wrote; then with a reason, which everybody may read. */
export interface PublicText {
	title?: string;
	body?: string;
	reason?: string;
	/** `changed_at` as the form showed it. */
	seen?: string;
}

/**
 * Releases the text; of a category that shows nothing before, the place with it. What the author wrote is kept beside a shortened text.
 * @throws DomainError `not_found`, `report_outdated`, `report_reason_missing` when the text differs and no reason is given
 */
export async function releaseText(scope: TenantScope, reportId: string, text: PublicText, by: By, now: Date): Promise<void> {
	await scope.transaction(async (inner) => {
		const row = await workOn(inner, reportId, text.seen);
		const differing = (given: string | undefined, own: string) => (given === undefined || given.trim() === own.trim() ? null : given.trim());
		const values = { public_title: differing(text.title, row.title), public_body: differing(text.body, row.body) };
		const shortened = values.public_title !== null || values.public_body !== null;
		const reason = text.reason?.trim() ?? '';
		if (shortened && !reason) throw new DomainError('report_reason_missing');
		await updateReport(inner, reportId, { ...values, body_release: 'released', awaits_release: false }, now);
		const publicText = shortened ? shortenedNote(reason) : null;
		await recordReportEvent(inner, { reportId, kind: 'released', publicText, detail: { what: 'text', shortened, ...(shortened ? { reason } : {}) }, ...by }, now);
	});
}

/** Takes the text back, or keeps it from being shown at all. @throws DomainError `not_found` */
export async function withholdText(scope: TenantScope, reportId: string, reason: string, by: By, now: Date): Promise<void> {
	await scope.transaction(async (inner) => {
		await workOn(inner, reportId);
		await updateReport(inner, reportId, { body_release: 'withheld' }, now);
		await recordReportEvent(inner, { reportId, kind: 'withheld', detail: { what: 'text', reason: reason.trim() }, ...by }, now);
	});
}

/** Shows the place and the category of a report that waits, whatever becomes of text and photos. @throws DomainError `not_found`, `report_nothing_to_release` */
export async function releasePlace(scope: TenantScope, reportId: string, by: By, now: Date): Promise<void> {
	await scope.transaction(async (inner) => {
		const row = await workOn(inner, reportId);
		if (!row.awaits_release) throw new DomainError('report_nothing_to_release');
		await updateReport(inner, reportId, { awaits_release: false }, now);
		await recordReportEvent(inner, { reportId, kind: 'released', detail: { what: 'place' }, ...by }, now);
	});
}

/** @throws DomainError `not_found` */
export async function releasePhoto(scope: TenantScope, reportId: string, photoId: string, by: By, now: Date): Promise<void> {
	await setPhoto(scope, reportId, photoId, 'released', by, now);
}

/** @throws DomainError `not_found` */
export async function withholdPhoto(scope: TenantScope, reportId: string, photoId: string, by: By, now: Date): Promise<void> {
	await setPhoto(scope, reportId, photoId, 'withheld', by, now);
}

async function setPhoto(scope: TenantScope, reportId: string, photoId: string, release: 'released' | 'withheld', by: By, now: Date): Promise<void> {
	await scope.transaction(async (inner) => {
		await workOn(inner, reportId);
		await photoOf(inner, reportId, photoId);
		await updatePhoto(inner, photoId, { release });
		await updateReport(inner, reportId, release === 'released' ? { awaits_release: false } : {}, now);
		await recordReportEvent(inner, { reportId, kind: release, detail: { what: 'photo', photoId }, ...by }, now);
	});
}

/** @throws DomainError `not_found` */
export async function photoOf(scope: TenantScope, reportId: string, photoId: string): Promise<PhotoRow> {
	const photo = isUuid(photoId) ? await lockPhoto(scope, reportId, photoId) : undefined;
	if (!photo) throw new DomainError('not_found');
	return photo;
}
