import type { TenantScope } from '../../../../../gis/db/tenant-scope.ts';
import { DomainError, isDomainError } from '../../../../../gis/errors.ts';
import { MAX_ATTACHMENTS } from '../../../forms/statement.ts';
import type { StatementFormState } from '../../../forms/statement-steps.ts';
import { contactLine } from '../../../texts/participations.ts';
import { readPublicParticipation } from '../../participations/service.ts';
import type { Participation } from '../../participations/types.ts';
import type { Contact } from '../../accounts/types.ts';
import type { Services } from '../../services.ts';
import type { Source } from '../../uploads/attachments.ts';
import { receiveStatement } from '../service.ts';
import { takeFrom } from '../../throttle.ts';
import { passSpamGate } from '../spam-gate.ts';
import { listStaged, stageAttachments } from '../staged-files.ts';
import type { Receipt, ReceiveOptions } from '../types.ts';
import type { PostedForm } from './read-form.ts';
import { meaningOf, takeStep } from './take-step.ts';

/** Files per hour and address that wait for a statement. */
export const STAGED_PER_HOUR = 60;
const HOUR_SECONDS = 3600;

export interface FormSender {
	/** Address of the connection. */
	address: string;
	/** Files of the form; throws where one was too large. */
	uploads: () => Source[];
	/** Contact of the tenant, for what the participation does not name. */
	contact: Contact;
	/** An invited public body: its participation is not public, its statement has more parts and its own period. */
	invited?: {
		participation: Participation;
		open: boolean;
		/** @throws DomainError when the period is over */
		receiveAs: () => NonNullable<ReceiveOptions['invitation']>;
		/** Text and author as they are stored. */
		compose: (text: string, name: string) => { text: string; name: string };
	};
}

export type FormOutcome = { sent: Receipt; state: null } | { sent: null; state: StatementFormState };

/**
 * Handles one POST of the form. `posted.state.staged` is filled as files are taken in, so that after a refusal the page still has them.
 * @param uploads read only when needed: a file that was too large throws here, after the rest of the form was read
 * @throws DomainError as `receiveStatement` and `stageAttachments`; `participation_closed` also for a step before or after the period
 */
export async function submitStatementForm(
	services: Services,
	scope: TenantScope,
	participationId: string,
	posted: PostedForm,
	sender: FormSender
): Promise<FormOutcome> {
	const now = services.now();
	const participation = sender.invited?.participation ?? (await readPublicParticipation(scope, participationId, now));
	const { step } = meaningOf(posted);
	posted.state.staged = await listStaged(scope, posted.stagedIds, now);
	if (posted.placesUnreadable) throw new DomainError('statement_place_invalid');
	if (step === 'absenden') return send(services, scope, participation, posted, sender);
	if (!(sender.invited?.open ?? participation.state === 'running')) throw new DomainError('participation_closed');
	await stage(services, scope, posted.state, sender, sender.uploads(), now);
	return { sent: null, state: await takeStep(services, scope, participation, posted, sender.address) };
}

/** Takes files in for a statement that may never be sent: within limits, or one sender could fill the disk. */
async function stage(
	services: Services,
	scope: TenantScope,
	state: StatementFormState,
	sender: Pick<FormSender, 'address'>,
	uploads: Source[],
	now: Date
): Promise<void> {
	if (uploads.length + state.staged.length > MAX_ATTACHMENTS) throw new DomainError('attachments_too_many', { limit: MAX_ATTACHMENTS });
	for (const _upload of uploads) {
		const { allowed } = await takeFrom(services, `staged-file:${sender.address}`, STAGED_PER_HOUR, HOUR_SECONDS);
		if (!allowed) throw new DomainError('attachments_throttled');
	}
	if (uploads.length > 0) state.staged = [...state.staged, ...(await stageAttachments(services, scope, uploads, state.staged.length, now))];
}

async function send(
	services: Services,
	scope: TenantScope,
	participation: Participation,
	posted: PostedForm,
	sender: FormSender
): Promise<FormOutcome> {
	const { state } = posted;
	const { key, text, places, name, address, email } = state;
	const gate = { address: sender.address, proof: posted.proof, honeypot: posted.honeypot };
	const attachments = sender.uploads();
	const composed = sender.invited?.compose(text, name) ?? { text, name };
	const invitation = sender.invited?.receiveAs();
	try {
		const sent = await receiveStatement(
			services,
			scope,
			participation.id,
			{ key, ...composed, places, address, email, attachments, staged: posted.stagedIds },
			{ origin: 'web', now: services.now(), invitation, admit: () => passSpamGate(services, gate, contactLine({ ...sender.contact, ...participation.contact })) }
		);
		return { sent, state: null };
	} catch (error) {
		// A browser forgets chosen files when the page comes back: what was fine is kept for the next try.
		if (isDomainError(error) && !/^(attachment|scanner|work)/.test(error.code))
			await stage(services, scope, state, sender, attachments, services.now()).catch(ignoreThrottled);
		throw error;
	}
}

/** What made the statement fail is said, and not that its files have to be chosen again. */
function ignoreThrottled(error: unknown): void {
	if (!isDomainError(error) || error.code !== 'attachments_throttled') throw error;
}
