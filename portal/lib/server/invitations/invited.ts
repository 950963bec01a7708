import type { TenantScope } from '../../../../gis/db/tenant-scope.ts';
import { DomainError } from '../../../../gis/errors.ts';
import * as v from 'valibot';
import { answerText } from '../../texts/invitations.ts';
import { checkForm } from '../check-form.ts';
import { dayOf } from '../participations/local-days.ts';
import { readParticipation } from '../participations/service.ts';
import type { Participation } from '../participations/types.ts';
import { readStep } from '../procedures/service.ts';
import type { Procedure, ProcedureStep } from '../procedures/types.ts';
import type { Services } from '../services.ts';
import { takeFrom } from '../throttle.ts';
import * as queries from './invitation-queries.ts';
import { nameOf } from './invitations.ts';
import { invitationHash, isToken } from './token.ts';

type Needs = Pick<Services, 'db' | 'now' | 'secret'>;
/** Wrong links per address and hour. */
const WRONG_PER_HOUR = 30;

/** An invitation as its body sees it. */
export interface Invited {
	row: queries.InvitationRow;
	procedure: Procedure;
	step: ProcedureStep;
	participation: Participation;
	body: string;
	/** Whether the body can answer now. */
	open: boolean;
}

/**
 * Opens an invitation by its link.
 * @param client address of the connection: wrong links are limited
 * @throws DomainError `invitation_unknown`, `invitation_throttled`
 */
export async function openInvitation(services: Needs, scope: TenantScope, token: string, client: string): Promise<Invited> {
	const now = services.now();
	const row = isToken(token) ? await queries.findByToken(scope, invitationHash(token)) : undefined;
	if (!row) {
		const { allowed } = await takeFrom(services, `invitation:${client}`, WRONG_PER_HOUR, 3600);
		throw new DomainError(allowed ? 'invitation_unknown' : 'invitation_throttled');
	}
	const { procedure, step } = await readStep(scope, row.stepId, now);
	if (step.withdrawnAt) throw new DomainError('invitation_withdrawn');
	if (!step.participationId || !step.publishedAt || procedure.discardedAt) throw new DomainError('invitation_unknown');
	if (!row.openedAt) await queries.updateInvitation(scope, row.id, { opened_at: now });
	const participation = await readParticipation(scope, step.participationId, now);
	return { row, procedure, step, participation, body: nameOf(row), open: row.endsAt !== null && now < new Date(row.endsAt) };
}

/** § 4 (2) S. 4 and (3) BauGB: what bodies are to tell beside their objections. */
export const answerForm = v.object({
	plans: v.optional(v.pipe(v.string(), v.trim(), v.maxLength(10_000)), ''),
	monitoring: v.optional(v.pipe(v.string(), v.trim(), v.maxLength(10_000)), '')
});
export type AnswerFields = v.InferOutput<typeof answerForm>;

/** Text of the statement: what was written, with the two other blocks under their headings. */
export const composedText = (text: string, fields: AnswerFields): string => answerText(text.trim(), fields);

/** How the statement of a body is received: within its own period, in its name. @throws DomainError `invitation_over` */
export function receiveAs({ row, open }: Invited): { id: string; startsAt: Date; endsAt: Date } {
	if (!open) throw new DomainError('invitation_over');
	return { id: row.id, startsAt: new Date(row.sentAt ?? 0), endsAt: new Date(row.endsAt!) };
}

export const requestForm = v.object({
	until: v.pipe(v.string(), v.trim(), v.isoDate()),
	reason: v.pipe(v.string(), v.trim(), v.minLength(10), v.maxLength(1000))
});

/**
 * The body asks for a later end; the municipality decides (§ 4 (2) S. 3 BauGB).
 * @throws FormError; DomainError `invitation_over`, `invitation_request_late`
 */
export async function requestExtension(scope: TenantScope, invited: Invited, values: unknown, now: Date): Promise<void> {
	const form = checkForm(requestForm, values);
	if (!invited.open) throw new DomainError('invitation_over');
	if (form.until <= invited.row.endsOn! || form.until <= dayOf(now)) throw new DomainError('invitation_request_late');
	await queries.updateInvitation(scope, invited.row.id, { requested_at: now, requested_until: form.until, request_reason: form.reason });
}
