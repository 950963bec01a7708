import { randomBytes } from 'node:crypto';
import type { TenantScope } from '../../../../gis/db/tenant-scope.ts';
import { DomainError } from '../../../../gis/errors.ts';
import { transformBetween } from '../../../../importers/xplan/crs.ts';
import { foldAddress, type ReportContent, type ReportInput } from '../../forms/report.ts';
import { receivedText } from '../../texts/reporting.ts';
import { FormError } from '../check-form.ts';
import type { Services } from '../services.ts';
import { codeHash } from '../statements/receipt-code.ts';
import { appendToChain } from '../statements/receipt-chain.ts';
import { calendarOf } from '../procedures/procedures-queries.ts';
import { checkDemands, readContent } from './check-report.ts';
import { dueDate } from './due-date.ts';
import * as queries from './intake-queries.ts';
import { deleteDrafts, insertReportPhotos, sha256OfFiles } from './photos/photo-queries.ts';
import type { StoredPhoto } from './photos/store-photo.ts';
import { recordReportEvent } from './record-report-event.ts';
import { authorToken, codeOfReport, newPublicRef, REPORT_SUBJECT, reportDigest, tokenHash } from './report-code.ts';
import { mayMail, queueReceiptMail } from './report-mail.ts';
import { readReporter, type Category, type Reporter } from './reporters.ts';
import { selectCategory } from './reporter-queries.ts';
import { findResponsible } from './responsibility/find.ts';
import type { Answers, ReportOrigin } from './types.ts';
import { initialState } from './workflow.ts';

export interface NewReport extends ReportInput {
	photos?: StoredPhoto[];
	/** {"open311": {endpoint, id}, "forwardedFrom": {tenantId, reportId}, …} */
	external?: Record<string, unknown>;
}

export interface SubmitOptions {
	origin: ReportOrigin;
	/** Id of the account that enters it. */
	account?: string | null;
	now: Date;
	/** Asked before anything is stored, and not for a repeated POST; it refuses by throwing. */
	admit?: () => Promise<void>;
}

export interface SubmittedReport {
	id: string;
	publicRef: string;
	/** Opens `/<tenant>/meldung/<code>`; null where nobody gets it. */
	code: string | null;
	/** The same report had come in before: nothing new was stored. */
	again: boolean;
}

type Needs = Pick<Services, 'config' | 'db' | 'now' | 'queue' | 'secret'>;
type Kinds = { reporter: Reporter; category: Category };

const toMap = transformBetween('EPSG:4326', 'EPSG:3857');
/** These come with the word of another administration, wherever they lie. */
const FOREIGN: readonly ReportOrigin[] = ['pulled', 'forwarded'];

/**
 * Takes in a report: row, photos, who is responsible, history, entry in the chain of receipts and mail come to be in one transaction, or
 * nothing does. The same key again gives the same report.
 * @throws DomainError `form_invalid` (FormError with `fields`), `not_found` (reporter or category), `report_outside_area`, `report_stopped`,
 * `attachments_too_many`, `attachment_expired` (a photo was used or removed meanwhile)
 */
export async function submitReport(services: Needs, scope: TenantScope, input: NewReport, options: SubmitOptions): Promise<SubmittedReport> {
	const { photos = [], external = {}, ...form } = input;
	const content = readContent(form);
	const before = await queries.findByKey(scope, content.idempotencyKey);
	if (before) return submitted(services, scope, content, options, before, true);
	const kinds = await readKinds(scope, content, options.origin);
	const answers = checkDemands(kinds, content, photos.length, options.origin);
	const { lon, lat } = content.point;
	const point = toMap(lon, lat).map((each) => Math.round(each * 1000) / 1000) as [number, number];
	if (!FOREIGN.includes(options.origin) && !(await queries.isInside(scope, point))) throw new DomainError('report_outside_area');
	const { asset_layer_id: layer } = kinds.category;
	if (content.assetId && !(layer && (await queries.assetExists(scope, content.assetId, layer)))) throw new FormError({ assetId: 'invalid' });
	await options.admit?.();
	const stored = await storeWithFreeRef(services, scope, kinds, { content, answers, point, photos, external }, options);
	// Without: somebody else's transaction with this key has just ended.
	const row = stored ?? (await queries.findByKey(scope, content.idempotencyKey))!;
	return submitted(services, scope, content, options, row, stored === null);
}

/** Among a million reports one random reference in a thousand is taken. */
async function storeWithFreeRef(...[services, scope, ...rest]: Parameters<typeof store>): ReturnType<typeof store> {
	for (let tries = 5; ; tries--) {
		try {
			return await scope.transaction((inner) => store(services, inner, ...rest));
		} catch (error) {
			if (tries === 0 || !queries.isRefTaken(error)) throw error;
		}
	}
}

function submitted(
	services: Needs,
	scope: TenantScope,
	content: ReportContent,
	{ origin }: SubmitOptions,
	row: queries.KnownReport,
	again: boolean
): SubmittedReport {
	const code = FOREIGN.includes(origin) ? null : codeOfReport(services.secret, scope.tenantId, content.idempotencyKey);
	return { id: row.id, publicRef: row.public_ref, code, again };
}

async function readKinds(scope: TenantScope, content: ReportContent, origin: ReportOrigin): Promise<Kinds> {
	const [reporter, category] = [await readReporter(scope, content.reporterId), await selectCategory(scope, content.categoryId)];
	if (!category || category.reporter_id !== reporter.id) throw new DomainError('not_found');
	if (!FOREIGN.includes(origin) && !(reporter.active && category.active)) throw new DomainError('not_found');
	return { reporter, category };
}

interface Incoming {
	content: ReportContent;
	answers: Answers;
	/** EPSG:3857, millimetres. */
	point: [number, number];
	photos: StoredPhoto[];
	external: Record<string, unknown>;
}

/** @returns null when the key is taken */
async function store(
	services: Needs,
	scope: TenantScope,
	{ reporter, category }: Kinds,
	{ content, answers, point, photos, external }: Incoming,
	{ origin, account = null, now }: SubmitOptions
): Promise<queries.KnownReport | null> {
	const author = { name: content.author.name || null, email: content.author.email || null, phone: content.author.phone || null };
	const code = codeOfReport(services.secret, scope.tenantId, content.idempotencyKey);
	const responsible = await findResponsible(scope, { categoryId: category.id, point: content.point });
	const state = initialState(reporter.workflow);
	const accepted = await isAccepted(scope, reporter, author.email, origin);
	const released = category.moderation === 'open' ? 'released' : 'pending';
	const salt = randomBytes(16);
	const publicRef = newPublicRef();
	const id = await queries.insertReport(
		scope,
		{
			reporter_id: reporter.id,
			category_id: category.id,
			public_ref: publicRef,
			code_hash: codeHash(code),
			idempotency_key: content.idempotencyKey,
			origin,
			state: state.key,
			open: state.open311 === 'open',
			address: content.address,
			address_found: content.addressFound && content.address !== '',
			asset_id: content.assetId,
			title: content.title,
			body: content.body,
			body_release: released,
			answers: JSON.stringify(answers),
			author_name: author.name,
			author_email: author.email,
			author_phone: author.phone,
			accepted_at: accepted ? now : null,
			private: category.visibility === 'private',
			awaits_release: category.moderation === 'hidden',
			body_id: responsible.bodyId,
			body_reason: JSON.stringify(responsible.reason),
			due_at: dueDate(now, category.response_days, reporter.settings.targetInWorkingDays ? await calendarOf(scope) : null),
			received_at: now,
			changed_at: now,
			external: JSON.stringify(external),
			salt
		},
		point
	);
	if (!id) return null;
	await keepPhotos(scope, id, photos, released, origin, now);
	const hashes = await sha256OfFiles(scope, photos.map((photo) => photo.fileId));
	const detail = { category: category.code, point, photos: hashes };
	await recordReportEvent(scope, { reportId: id, kind: 'received', state: state.key, publicText: receivedText, detail, account, actor: account ? undefined : 'author' }, now);
	const token = author.email && !FOREIGN.includes(origin) ? authorToken(services.secret, id, author.email) : null;
	if (token && (await mayMail(services, scope, author.email!)))
		await queueReceiptMail(services, scope, {
			publicRef, code, category: category.name, receivedAt: now, recipient: author.email!, token, needed: !accepted
		});
	const digest = reportDigest(salt, { publicRef, receivedAt: now, ...detail, title: content.title, body: content.body, answers, author });
	// Last: everybody else waits for the chain's lock until this transaction ends.
	const seq = await appendToChain(scope.db, REPORT_SUBJECT, digest, now);
	await queries.setReceipt(scope, id, { digest, seq, emailTokenHash: token ? tokenHash(token) : null });
	return { id, public_ref: publicRef };
}

/**
 * The reporter's rule; reports of banned senders wait for an editor, whatever it says. By Open311 an address that is named has to be confirmed
 * like any other: it may be somebody else's. Where none is named nobody could, and the holder of the key answers for the report.
 */
async function isAccepted(scope: TenantScope, reporter: Reporter, email: string | null, origin: ReportOrigin): Promise<boolean> {
	if (origin !== 'web' && origin !== 'open311') return true;
	if (origin === 'open311' && !email) return true;
	const folded = email && foldAddress(email);
	if (folded && (await queries.isBanned(scope, [folded, folded.slice(folded.lastIndexOf('@'))]))) return false;
	return reporter.settings.acceptance === 'atOnce';
}

async function keepPhotos(scope: TenantScope, reportId: string, photos: StoredPhoto[], release: 'pending' | 'released', origin: ReportOrigin, at: Date): Promise<void> {
	if (photos.length === 0) return;
	const taken = await deleteDrafts(scope, photos.map((photo) => photo.id));
	if (taken < photos.length) throw new DomainError('attachment_expired');
	await insertReportPhotos(scope, reportId, photos, { origin: origin === 'staff' ? 'staff' : 'author', release, position: 0, at });
}
