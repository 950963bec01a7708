import { createHash } from 'node:crypto';
import type { TenantScope } from '../../../../../gis/db/tenant-scope.ts';
import { DomainError } from '../../../../../gis/errors.ts';
import { redactionForm } from '../../../forms/redaction.ts';
import { checkForm } from '../../check-form.ts';
import type { Services } from '../../services.ts';
import { dropFiles } from '../../uploads/attachments.ts';
import { recordReportEvent } from '../record-report-event.ts';
import { photoOf } from '../release/release.ts';
import { updateReport } from '../states/state-queries.ts';
import { workOn, type By } from '../states/work-on.ts';
import * as queries from './redaction-queries.ts';
import type { RedactedPhoto } from './redact-worker.ts';

type Needs = Pick<Services, 'files' | 'work'>;

/**
 * Blackens and turns a photo for good: new files and a new id take the place of the old ones, so that no address that was ever known shows what lay
 * under the black, and the old bytes leave the store.
 * @param values `redactionForm`
 * @returns id of the new photo
 * @throws FormError; DomainError `not_found`, `redaction_empty`, `photo_unreadable`, those of the work pool; `report_outdated` when somebody
 * else redacts the same photo
 */
export async function redactPhoto(services: Needs, scope: TenantScope, reportId: string, photoId: string, values: unknown, by: By, now: Date): Promise<string> {
	const { rectangles, rotation } = checkForm(redactionForm, values);
	if (rectangles.length === 0 && rotation === 0) throw new DomainError('redaction_empty');
	const before = await photoOf(scope, reportId, photoId);
	const key = await queries.keyOfFile(scope, before.file_id);
	const bytes = new Uint8Array(await services.files.getBytes(key));
	const made = await services.work.run<RedactedPhoto>('redact-photo', { bytes, rectangles, rotation }, { seconds: 60, megabytes: 512, transfer: [bytes.buffer] });
	const keys: string[] = [];
	let outcome: { photoId: string; dropped: string[] };
	try {
		const put = async (content: Uint8Array) => {
			const at = await services.files.put(scope.tenantId, content);
			keys.push(at);
			return { key: at, size: content.length, sha256: createHash('sha256').update(content).digest() };
		};
		const files = { full: await put(made.photo), thumbnail: await put(made.thumbnail) };
		outcome = await scope.transaction(async (inner) => {
			await workOn(inner, reportId);
			const present = await photoOf(inner, reportId, photoId);
			if (present.file_id !== before.file_id) throw new DomainError('report_outdated');
			const redactedAt = rectangles.length > 0 ? now : present.redacted_at;
			const replaced = await queries.replacePhoto(inner, present, { ...files, width: made.width, height: made.height, redactedAt });
			await updateReport(inner, reportId, {}, now);
			const detail = { photoId: replaced.photoId, instead: photoId, rectangles: rectangles.length, rotation };
			await recordReportEvent(inner, { reportId, kind: 'redacted', detail, ...by }, now);
			return replaced;
		});
	} catch (error) {
		await dropFiles(services, keys);
		throw error;
	}
	await dropFiles(services, outcome.dropped);
	return outcome.photoId;
}
