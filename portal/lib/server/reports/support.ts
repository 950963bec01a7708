import { randomBytes } from 'node:crypto';
import * as v from 'valibot';
import type { TenantScope } from '../../../../gis/db/tenant-scope.ts';
import { DomainError } from '../../../../gis/errors.ts';
import { supportMail, thresholdNote } from '../../texts/report-public.ts';
import { checkForm } from '../check-form.ts';
import { queueMail } from '../mail/queue-mail.ts';
import type { Services } from '../services.ts';
import { takeFrom } from '../throttle.ts';
import { slugAndName } from './intake-queries.ts';
import { readPublicReport, type PublicReport } from './public-report.ts';
import { recordReportEvent } from './record-report-event.ts';
import { tokenHash } from './report-code.ts';
import { mayMail } from './report-mail.ts';
import { passReportGate, type ReportSender } from './spam-gate.ts';
import * as queries from './support-queries.ts';
import { personHash } from './supporter.ts';

const supportForm = v.object({ email: v.pipe(v.string(), v.trim(), v.email(), v.maxLength(254)) });
const flagForm = v.object({ reason: v.pipe(v.string(), v.trim(), v.minLength(3), v.maxLength(1000)) });
const HOUR = 3600;
const DAY_MS = 24 * HOUR * 1000;
/** Mails that one network may cause about one report in a day. */
const MAILS_PER_REPORT = 30;
const FLAGS_PER_HOUR = 20;

/**
 * "I see this too": sends a mail with a link; the vote counts when its owner presses the button behind it. The answer is the same whether the
 * address voted before, wrote the report or gets too many mails: nobody learns anything about an address.
 * @throws FormError `email`; DomainError `not_found`, `report_throttled`
 */
export async function askToSupport(services: Services, scope: TenantScope, typedRef: string, posted: { email: string }, sender: ReportSender): Promise<void> {
	const { email } = checkForm(supportForm, posted);
	const report = await readPublicReport(scope, typedRef);
	await passReportGate(services, sender);
	const now = services.now();
	const perReport = await takeFrom(services, `report-support:${report.id}:${sender.address}`, MAILS_PER_REPORT, 24 * HOUR);
	const token = randomBytes(24).toString('base64url');
	const person = personHash(services.secret, email);
	await scope.transaction(async (inner) => {
		const author = await queries.authorEmailOf(inner, report.id);
		if (!perReport.allowed || (author && personHash(services.secret, author).equals(person))) return;
		const vote = { reportId: report.id, person, tokenHash: tokenHash(token), now, askAgainBefore: new Date(now.getTime() - DAY_MS) };
		const { ask } = await queries.upsertSupport(inner, vote);
		if (!ask || !(await mayMail(services, inner, email))) return;
		const { slug, name } = await slugAndName(inner);
		const url = `${services.config.publicUrl}/${slug}/meldungen/${report.publicRef}/mitmachen/${token}`;
		const { subject, text } = supportMail({ municipality: name, category: report.category.name, publicRef: report.publicRef, url });
		await queueMail(services, inner.db, { tenantId: scope.tenantId, recipient: email, subject, text });
	});
}

const isToken = (text: string): boolean => /^[A-Za-z0-9_-]{32}$/.test(text);

/** Looks a vote up by the link of its mail; looking counts nothing, because programs open links too. @throws DomainError `not_found` */
export async function voteToConfirm(scope: TenantScope, typedRef: string, token: string): Promise<{ report: PublicReport; confirmed: boolean; id: string }> {
	const report = await readPublicReport(scope, typedRef);
	const row = isToken(token) ? await queries.selectSupport(scope, report.id, tokenHash(token)) : null;
	if (!row) throw new DomainError('not_found');
	return { report, confirmed: row.confirmed_at !== null, id: row.id };
}

/** Counts the vote, once. @throws DomainError `not_found` */
export async function confirmVote(scope: TenantScope, typedRef: string, token: string, now: Date): Promise<void> {
	await scope.transaction(async (inner) => {
		const { id, report } = await voteToConfirm(inner, typedRef, token);
		if (!(await queries.confirmSupportRow(inner, id, now))) return;
		const { count, threshold } = await queries.countSupport(inner, report.id);
		if (threshold > 0 && count === threshold) await recordReportEvent(inner, { reportId: report.id, kind: 'supported', publicText: thresholdNote(threshold) }, now);
	});
}

/**
 * "Missbrauch melden": an editor looks at it. It hides nothing by itself, or one stranger could silence everybody.
 * @throws FormError `reason`; DomainError `not_found`, `report_throttled`
 */
export async function flagReport(
	services: Services,
	scope: TenantScope,
	typedRef: string,
	posted: { reason: string; photoId?: string },
	client: string
): Promise<void> {
	const { reason } = checkForm(flagForm, posted);
	const report = await readPublicReport(scope, typedRef);
	const { allowed } = await takeFrom(services, `report-flag:${client}`, FLAGS_PER_HOUR, HOUR);
	if (!allowed) throw new DomainError('report_throttled');
	const photoId = report.photos.find(({ id }) => id === posted.photoId)?.id ?? null;
	await queries.insertFlag(scope, { reportId: report.id, photoId, reason, at: services.now() });
}
