import { timingSafeEqual } from 'node:crypto';
import type { TenantScope } from '../../../../gis/db/tenant-scope.ts';
import { DomainError } from '../../../../gis/errors.ts';
import { foldAddress, MAX_PHOTOS } from '../../forms/report.ts';
import type { Services } from '../services.ts';
import { codeHash, normaliseCode } from '../statements/receipt-code.ts';
import { takeFrom } from '../throttle.ts';
import * as queries from './author-queries.ts';
import { isBanned } from './intake-queries.ts';
import { insertReportPhotos, deleteDrafts } from './photos/photo-queries.ts';
import { storePhoto } from './photos/store-photo.ts';
import { recordReportEvent } from './record-report-event.ts';
import { authorToken, tokenHash } from './report-code.ts';
import { mayMail, queueReceiptMail } from './report-mail.ts';
import { isUuid } from './states/work-on.ts';
import { initialState } from './workflow.ts';

const HOUR = 3600;

/** The report of a receipt code. @throws DomainError `receipt_unknown` */
export async function readByCode(scope: TenantScope, typedCode: string, lock = false): Promise<queries.AuthorRow> {
	const code = normaliseCode(typedCode);
	const row = code ? await queries.selectByCode(scope, codeHash(code), lock) : null;
	if (!row) throw new DomainError('receipt_unknown');
	return row;
}

/** Whether the code is a report's: people type it where they type those of statements. */
export async function isReportCode(scope: TenantScope, typedCode: string): Promise<boolean> {
	const code = normaliseCode(typedCode);
	return code !== null && (await queries.selectByCode(scope, codeHash(code))) !== null;
}

/**
 * Confirms the address by the token of the mail; from then on the report counts, where that was the rule. Doing it twice changes nothing.
 * @throws DomainError `receipt_unknown`, `email_token_invalid`
 */
export async function confirmAuthor(scope: TenantScope, typedCode: string, token: string, now: Date): Promise<void> {
	await scope.transaction(async (inner) => {
		const row = await readByCode(inner, typedCode, true);
		const [given, stored] = [tokenHash(token), row.email_token_hash && Buffer.from(row.email_token_hash)];
		if (!stored || stored.length !== given.length || !timingSafeEqual(stored, given)) throw new DomainError('email_token_invalid');
		if (row.email_confirmed_at) return;
		const folded = foldAddress(row.author_email ?? '');
		const counts = row.accepted_at === null && !(await isBanned(inner, [folded, folded.slice(folded.lastIndexOf('@'))]));
		await queries.updateOwn(inner, row.id, { email_confirmed_at: now, ...(counts ? { accepted_at: now, changed_at: now } : {}) });
		await recordReportEvent(inner, { reportId: row.id, kind: 'confirmed', actor: 'author' }, now);
	});
}

/**
 * The mail with the link once more, to the address that the report names.
 * @param client address of the connection, for the limit
 * @throws DomainError `receipt_unknown`, `receipt_without_email`, `report_mail_throttled`
 */
export async function resendAuthorMail(services: Services, scope: TenantScope, typedCode: string, client: string): Promise<void> {
	const now = services.now();
	const { allowed } = await takeFrom(services, `report-resend:${client}`, 20, HOUR);
	if (!allowed) throw new DomainError('report_mail_throttled');
	const own = await readByCode(scope, typedCode);
	const perReport = await takeFrom(services, `report-resend-of:${own.id}`, 3, 24 * HOUR);
	if (!perReport.allowed) throw new DomainError('report_mail_throttled');
	await scope.transaction(async (inner) => {
		const row = await readByCode(inner, typedCode, true);
		if (!row.author_email) throw new DomainError('receipt_without_email');
		if (!(await mayMail(services, inner, row.author_email))) throw new DomainError('report_mail_throttled');
		const token = row.email_confirmed_at ? null : authorToken(services.secret, row.id, row.author_email);
		await queueReceiptMail(services, inner, {
			publicRef: row.public_ref,
			code: normaliseCode(typedCode)!,
			category: row.category_name,
			receivedAt: row.received_at,
			recipient: row.author_email,
			token,
			needed: row.accepted_at === null
		});
		await recordReportEvent(inner, { reportId: row.id, kind: 'mail-resent', actor: 'author' }, now);
	});
}

/** Whether the author may still take it back: nobody has begun to work on it. */
export async function mayWithdraw(scope: TenantScope, row: queries.AuthorRow): Promise<boolean> {
	const fresh = row.open && row.state === initialState(row.workflow).key && row.assigned_to === null && row.merged_into === null && row.hidden_at === null;
	return fresh && !(await queries.isTouched(scope, row.id));
}

/**
 * The author takes it back before anybody worked on it: it is public nowhere, and the personal data are gone.
 * @throws DomainError `receipt_unknown`, `report_not_yours_any_more`
 */
export async function withdrawReport(scope: TenantScope, typedCode: string, now: Date): Promise<void> {
	await scope.transaction(async (inner) => {
		const row = await readByCode(inner, typedCode, true);
		if (!(await mayWithdraw(inner, row))) throw new DomainError('report_not_yours_any_more');
		const closed = row.workflow.find((state) => state.role === 'rejected') ?? row.workflow.find((state) => state.open311 === 'closed') ?? initialState(row.workflow);
		const nobody = { author_name: null, author_email: null, author_phone: null, email_token_hash: null };
		await queries.updateOwn(inner, row.id, { ...nobody, hidden_at: now, state: closed.key, open: closed.open311 === 'open', closed_at: now, changed_at: now });
		await recordReportEvent(inner, { reportId: row.id, kind: 'withdrawn', state: closed.key, actor: 'author' }, now);
	});
}

/**
 * A further photo of the author; an editor releases it like the others.
 * @throws DomainError `receipt_unknown`, `attachments_too_many`, `report_not_yours_any_more` for a closed report, and those of `storePhoto`
 */
export async function addAuthorPhoto(services: Services, scope: TenantScope, typedCode: string, bytes: Uint8Array, client: string): Promise<void> {
	const now = services.now();
	await readByCode(scope, typedCode);
	const { allowed } = await takeFrom(services, `report-photo:${client}`, 900, HOUR);
	if (!allowed) throw new DomainError('attachments_throttled');
	const photo = await storePhoto(services, scope, bytes);
	await scope.transaction(async (inner) => {
		const row = await readByCode(inner, typedCode, true);
		if (!row.open || row.photo === 'none') throw new DomainError('report_not_yours_any_more');
		const there = await queries.selectPhotosOf(inner, row.id);
		if (there.length >= MAX_PHOTOS) throw new DomainError('attachments_too_many', { limit: MAX_PHOTOS });
		await deleteDrafts(inner, [photo.id]);
		await insertReportPhotos(inner, row.id, [photo], { origin: 'author', release: row.moderation === 'open' ? 'released' : 'pending', position: there.length, at: now });
		await queries.updateOwn(inner, row.id, { changed_at: now });
		await recordReportEvent(inner, { reportId: row.id, kind: 'photo-added', actor: 'author' }, now);
	});
}


/** @returns key in the file store. @throws DomainError `receipt_unknown`, `not_found` */
export async function authorThumbnail(scope: TenantScope, typedCode: string, photoId: string): Promise<string> {
	const { id } = await readByCode(scope, typedCode);
	const key = isUuid(photoId) ? await queries.selectThumbnailKey(scope, id, photoId) : null;
	if (!key) throw new DomainError('not_found');
	return key;
}
