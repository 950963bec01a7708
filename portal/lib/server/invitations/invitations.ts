import { randomUUID } from 'node:crypto';
import * as v from 'valibot';
import type { TenantScope } from '../../../../gis/db/tenant-scope.ts';
import { DomainError } from '../../../../gis/errors.ts';
import { invitationMail, invitationTexts, type InvitationOccasion } from '../../texts/invitations.ts';
import { checkForm, FormError } from '../check-form.ts';
import { recordEvent } from '../evidence/record-event.ts';
import type { Actor } from '../evidence/types.ts';
import { hasMessage } from '../../../../importers/xbeteiligung/versions.ts';
import { dropWaiting, findPartner, insertMessage } from '../exchange/exchange-queries.ts';
import { invitationUuid, revokedMessage } from '../exchange/invitation.ts';
import { queueMail } from '../mail/queue-mail.ts';
import { dayOf } from '../participations/local-days.ts';
import { readStep } from '../procedures/service.ts';
import type { Procedure, ProcedureStep } from '../procedures/types.ts';
import type { Services } from '../services.ts';
import { slugOf } from '../statements/statement-queries.ts';
import { ownPeriod } from './deadline.ts';
import * as queries from './invitation-queries.ts';
import { invitationHash, invitationToken } from './token.ts';

type Needs = Pick<Services, 'config' | 'queue' | 'now' | 'secret'>;
export type TellingServices = Needs;
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
const day = v.pipe(v.string(), v.trim(), v.isoDate());
export const receiptForm = v.object({ receivedOn: day });
export const extensionForm = v.object({ endsOn: day, reason: v.pipe(v.string(), v.trim(), v.minLength(10), v.maxLength(1000)) });

/** What the list of a step shows. */
export type InvitationState = 'sent' | 'opened' | 'answered' | 'over';
export function stateOf(row: queries.InvitationRow, now: Date): InvitationState {
	if (row.statements > 0) return 'answered';
	if (row.endsAt && new Date(row.endsAt) <= now) return 'over';
	return row.openedAt ? 'opened' : 'sent';
}

/** A step whose bodies can be invited: published, of their track, with a participation. @throws DomainError `not_found`, `procedure_step_unpublished` */
export async function readInvitingStep(scope: TenantScope, stepId: string, now: Date): Promise<{ procedure: Procedure; step: ProcedureStep }> {
	const found = await readStep(scope, stepId, now);
	if (found.step.track !== 'toeb') throw new DomainError('not_found');
	return found;
}

/**
 * Invites bodies to a published step (§ 4 (1), (2) BauGB): by e-mail, by 0750 where their system is a partner, or both. The day of receipt is the
 * day of sending until somebody corrects it. Who is invited already is passed over.
 * @returns number of new invitations
 * @throws DomainError `procedure_step_unpublished`, `procedure_period_over`, `invitation_unsendable`, `not_found`
 */
export async function inviteBodies(services: Needs, scope: TenantScope, stepId: string, bodyIds: string[], account: Actor | null): Promise<number> {
	const now = services.now();
	return scope.transaction(async (inside) => {
		const { procedure, step } = await readInvitingStep(inside, stepId, now);
		if (!step.publishedAt || !step.participationId) throw new DomainError('procedure_step_unpublished');
		const bodies = await queries.listBodies(inside);
		const receivedOn = dayOf(now);
		const invited: { name: string; endsOn: string }[] = [];
		for (const bodyId of new Set(bodyIds)) {
			const body = bodies.find(({ id }) => id === bodyId);
			if (!body) throw new DomainError('not_found');
			if (!body.email && !body.partnerId) throw new DomainError('invitation_unsendable', { name: body.name });
			const period = await ownPeriod(inside, step, receivedOn);
			if (period.endsAt <= now) throw new DomainError('procedure_period_over');
			const id = randomUUID();
			const token = invitationToken(services.secret, id);
			const row = { id, step_id: stepId, body_id: bodyId, token_hash: invitationHash(token), sent_at: now, received_on: receivedOn, ends_on: period.endsOn, ends_at: period.endsAt, created_at: now };
			if (!(await queries.insertInvitation(inside, row))) continue;
			await tell(services, inside, procedure, step, (await queries.findInvitation(inside, id))!, 'invitation');
			invited.push({ name: nameOf(body), endsOn: period.endsOn });
		}
		// Last: the chain's lock is held until the transaction ends.
		for (const { name, endsOn } of invited)
			await recordEvent(inside, { procedureId: procedure.id, stepId, kind: 'body-invited', detail: { title: name, endsOn }, account }, now);
		return invited.length;
	});
}

export const nameOf = ({ name, bodyName, department }: { name?: string; bodyName?: string; department: string }): string =>
	[name ?? bodyName, department].filter(Boolean).join(', ');

/** @throws DomainError `not_found` */
export async function readInvitation(scope: TenantScope, stepId: string, id: string): Promise<queries.InvitationRow> {
	const row = UUID.test(id) ? await queries.findInvitation(scope, id) : undefined;
	if (!row || row.stepId !== stepId) throw new DomainError('not_found');
	return row;
}

/** Sends the same link once more: by mail, or by another message where that is the only way. @throws DomainError `not_found`, `invitation_unsendable`, `procedure_period_over` */
export async function remindBody(services: Needs, scope: TenantScope, stepId: string, id: string): Promise<void> {
	const now = services.now();
	await scope.transaction(async (inside) => {
		const { procedure, step } = await readInvitingStep(inside, stepId, now);
		const row = await readInvitation(inside, stepId, id);
		if (row.endsAt && new Date(row.endsAt) <= now) throw new DomainError('procedure_period_over');
		await tell(services, inside, procedure, step, row.email ? { ...row, partnerId: null } : row, 'reminder');
	});
}

/**
 * Corrects the day of receipt, from which the body's period counts; an extension that is later stays.
 * @throws FormError `receivedOn`; DomainError `not_found`
 */
export async function changeReceipt(scope: TenantScope, stepId: string, id: string, values: unknown, account: Actor, now: Date): Promise<void> {
	const form = checkForm(receiptForm, values);
	await changing(scope, stepId, id, now, async (inside, procedure, step, row) => {
		if (form.receivedOn > dayOf(now) || (row.sentAt && form.receivedOn < dayOf(new Date(row.sentAt)))) throw new FormError({ receivedOn: 'invalid' });
		const period = await ownPeriod(inside, step, form.receivedOn);
		const extended = row.extensionReason !== '' && row.endsOn! > period.endsOn;
		const next = extended ? { received_on: form.receivedOn } : { received_on: form.receivedOn, ends_on: period.endsOn, ends_at: period.endsAt };
		await queries.updateInvitation(inside, id, next);
		const changes = [
			{ field: 'receivedOn', from: row.receivedOn, to: form.receivedOn },
			{ field: 'endsOn', from: row.endsOn, to: extended ? row.endsOn : period.endsOn }
		].filter(({ from, to }) => from !== to);
		if (changes.length > 0)
			await recordEvent(inside, { procedureId: procedure.id, stepId, kind: 'body-invited', detail: { title: nameOf(row), changes }, account }, now);
	});
}

/**
 * Extends a body's period for an important reason (§ 4 (2) S. 3 BauGB) and tells it. Only later, never earlier.
 * @throws FormError; DomainError `procedure_end_earlier`, `not_found`; LawError
 */
export async function extendInvitation(services: Needs, scope: TenantScope, stepId: string, id: string, values: unknown, account: Actor): Promise<void> {
	const now = services.now();
	const form = checkForm(extensionForm, values);
	await changing(scope, stepId, id, now, async (inside, procedure, step, row) => {
		if (row.endsOn && form.endsOn <= row.endsOn) throw new DomainError('procedure_end_earlier', { end: row.endsOn.split('-').reverse().join('.') });
		const period = await ownPeriod(inside, step, row.receivedOn ?? dayOf(now), form.endsOn);
		const request = { requested_at: null, requested_until: null, request_reason: '' };
		await queries.updateInvitation(inside, id, { ends_on: period.endsOn, ends_at: period.endsAt, extension_reason: form.reason, ...request });
		await tell(services, inside, procedure, step, { ...row, endsOn: period.endsOn }, 'extension');
		const changes = [{ field: 'endsOn', from: row.endsOn, to: period.endsOn }];
		await recordEvent(inside, { procedureId: procedure.id, stepId, kind: 'body-invited', detail: { title: nameOf(row), reason: form.reason, changes }, account }, now);
	});
}

/**
 * Withdraws an invitation that was not answered and tells the body: its link is worthless from then on. What waits to be sent about the
 * invitation is not sent any more.
 * @throws DomainError `invitation_answered`, `not_found`
 */
export async function withdrawInvitation(services: Needs, scope: TenantScope, stepId: string, id: string, account: Actor): Promise<void> {
	const now = services.now();
	await changing(scope, stepId, id, now, async (inside, procedure, step, row) => {
		if (row.statements > 0) throw new DomainError('invitation_answered');
		await dropWaiting(inside, id);
		await tell(services, inside, procedure, step, row, 'revoked');
		await queries.deleteInvitation(inside, id);
		const detail = { title: nameOf(row), reason: invitationTexts.withdrawn };
		await recordEvent(inside, { procedureId: procedure.id, stepId, kind: 'body-invited', detail, account }, now);
	});
}

async function changing(
	scope: TenantScope,
	stepId: string,
	id: string,
	now: Date,
	work: (inside: TenantScope, procedure: Procedure, step: ProcedureStep, row: queries.InvitationRow) => Promise<void>
): Promise<void> {
	await scope.transaction(async (inside) => {
		const { procedure, step } = await readInvitingStep(inside, stepId, now);
		if (!UUID.test(id) || !(await queries.lockInvitation(inside, id))) throw new DomainError('not_found');
		await work(inside, procedure, step, await readInvitation(inside, stepId, id));
	});
}

/**
 * Tells the invited bodies of a step that its days were moved or that it was taken back, those who have answered too: by mail, by another
 * message to their system, or both.
 */
export async function tellBodies(services: Needs, scope: TenantScope, stepId: string, occasion: 'moved' | 'withdrawn', reason: string): Promise<void> {
	const { procedure, step } = await readStep(scope, stepId, services.now());
	if (step.track !== 'toeb') return;
	for (const row of await queries.listInvitations(scope, stepId)) await tell(services, scope, procedure, step, row, occasion, reason);
}

/** Invites the bodies of a step anew that was taken back and is published again, as they were told: with a receipt of today and its period. */
export async function inviteAgain(services: Needs, scope: TenantScope, stepId: string): Promise<void> {
	const now = services.now();
	const { procedure, step } = await readStep(scope, stepId, now);
	if (step.track !== 'toeb') return;
	for (const { id } of await queries.listInvitations(scope, stepId)) {
		const receivedOn = dayOf(now);
		const { endsOn, endsAt } = await ownPeriod(scope, step, receivedOn);
		await queries.updateInvitation(scope, id, { sent_at: now, received_on: receivedOn, ends_on: endsOn, ends_at: endsAt, extension_reason: '' });
		await tell(services, scope, procedure, step, (await queries.findInvitation(scope, id))!, 'announced-again');
	}
}

/** Mail and message of an invitation, in the transaction that makes it. */
async function tell(
	services: Needs,
	scope: TenantScope,
	procedure: Procedure,
	step: ProcedureStep,
	row: queries.InvitationRow,
	occasion: InvitationOccasion,
	reason = ''
): Promise<void> {
	const now = services.now();
	const partner = row.partnerId ? await findPartner(scope, row.partnerId) : undefined;
	const byMessage = partner && !partner.disabledAt && partner.receives.includes('invitation') && hasMessage(partner.version, '0750');
	if (byMessage) {
		const uuid = occasion === 'invitation' ? invitationUuid(partner.id, row.id) : randomUUID();
		const message = { partnerId: partner.id, direction: 'out' as const, code: '0750', version: partner.version, uuid, procedureId: procedure.id, subject: row.id };
		// Written when it is sent: it holds the link. What says that there is no invitation any more is written while there is one.
		const body = occasion === 'revoked' ? await revokedMessage(services, scope, partner, uuid, procedure, step, row.id) : '';
		await insertMessage(scope, { ...message, body, state: 'queued', nextTryAt: now, at: now });
	}
	if (!row.email) {
		// News of something that cannot reach a body any more must not stop what they are about.
		if (!byMessage && (occasion === 'invitation' || occasion === 'reminder')) throw new DomainError('invitation_unsendable', { name: row.bodyName });
		return;
	}
	const { slug, name } = await slugOf(scope);
	const link = `${services.config.publicUrl}/${slug}/einladung/${invitationToken(services.secret, row.id)}`;
	const { subject, text } = invitationMail({ occasion, municipality: name, body: nameOf(row), procedure: procedure.title, step: step.title, law: step.law ?? '', endsOn: row.endsOn!, link, reason });
	await queueMail(services, scope.db, { tenantId: scope.tenantId, recipient: row.email, subject, text });
}
