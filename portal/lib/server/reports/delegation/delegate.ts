import { createHash, randomBytes } from 'node:crypto';
import * as v from 'valibot';
import type { TenantScope } from '../../../../../gis/db/tenant-scope.ts';
import { DomainError } from '../../../../../gis/errors.ts';
import { formatShortMoment } from '../../../texts/dates.ts';
import { orderMail } from '../../../texts/report-mails.ts';
import { checkForm } from '../../check-form.ts';
import { queueMail } from '../../mail/queue-mail.ts';
import { recordReportEvent } from '../record-report-event.ts';
import { tenantNames } from '../states/state-queries.ts';
import { isUuid, workOn, type By, type WorkServices } from '../states/work-on.ts';
import * as queries from './delegation-queries.ts';

export const delegationForm = v.object({
	contractor: v.pipe(v.string(), v.trim(), v.minLength(2), v.maxLength(200)),
	email: v.pipe(v.string(), v.trim(), v.email(), v.maxLength(254)),
	orderText: v.pipe(v.string(), v.trim(), v.minLength(5), v.maxLength(4000)),
	days: v.pipe(v.union([v.string(), v.number()]), v.transform(Number), v.integer(), v.minValue(1), v.maxValue(365))
});

const DAY = 24 * 3_600_000;

/** What is stored of an order's token: who reads the database cannot open the link. */
export const orderHash = (token: string): Buffer => createHash('sha256').update(`report-order:${token}`).digest();

/**
 * Gives a report to a contractor, who answers by a link: random, kept as a hash only, with an end, revocable. The mail and the order come to be together.
 * @param values `delegationForm`
 * @throws FormError; DomainError `not_found`, `mail_address_invalid`
 */
export async function delegate(services: WorkServices, scope: TenantScope, reportId: string, values: unknown, by: By, now: Date): Promise<{ id: string; token: string }> {
	const form = checkForm(delegationForm, values);
	const token = randomBytes(32).toString('base64url');
	const expiresAt = new Date(now.getTime() + form.days * DAY);
	return scope.transaction(async (inner) => {
		const row = await workOn(inner, reportId);
		const id = await queries.insertDelegation(inner, {
			report_id: reportId, contractor: form.contractor, email: form.email, order_text: form.orderText,
			token_hash: orderHash(token), created_by: by.account ?? null, created_at: now, expires_at: expiresAt
		});
		await recordReportEvent(inner, { reportId, kind: 'delegated', detail: { delegationId: id, contractor: form.contractor, order: form.orderText }, ...by }, now);
		const { slug, name } = await tenantNames(inner);
		const mail = orderMail({
			tenant: name, contractor: form.contractor, publicRef: row.public_ref, orderText: form.orderText,
			url: `${services.config.publicUrl}/${slug}/auftrag/${token}`, until: formatShortMoment(expiresAt)
		});
		await queueMail(services, inner.db, { tenantId: inner.tenantId, recipient: form.email, ...mail });
		return { id, token };
	});
}

/** Ends an order: its link shows nothing more. @throws DomainError `not_found` */
export async function revokeDelegation(scope: TenantScope, reportId: string, delegationId: string, by: By, now: Date): Promise<void> {
	await scope.transaction(async (inner) => {
		await workOn(inner, reportId);
		const ended = isUuid(delegationId) ? await queries.updateDelegation(inner, reportId, delegationId, { revoked_at: now }) : 0;
		if (ended === 0) throw new DomainError('not_found');
		await recordReportEvent(inner, { reportId, kind: 'delegated', detail: { delegationId, ended: true }, ...by }, now);
	});
}
