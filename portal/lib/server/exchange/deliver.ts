import type { TenantScope } from '../../../../gis/db/tenant-scope.ts';
import { DomainError, isDomainError } from '../../../../gis/errors.ts';
import { XBeteiligungError } from '../../../../importers/xbeteiligung/errors.ts';
import { readMessage } from '../../../../importers/xbeteiligung/read.ts';
import { problemOf } from '../errors.ts';
import { recordEvent } from '../evidence/record-event.ts';
import { readProcedure } from '../procedures/service.ts';
import { namesOf } from './apply.ts';
import { compose } from './compose.ts';
import * as queries from './exchange-queries.ts';
import { contentOfInvitation, invitationUuid } from './invitation.ts';
import { putIntoFolder } from './folder.ts';
import { messageTitle } from './message-titles.ts';
import { verdictOf } from './receipts.ts';
import { decryptSecret } from './secret.ts';
import { send } from './send.ts';
import { statementOf } from './statement.ts';
import type { ExchangeMessage, ExchangeServices, Partner } from './types.ts';

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
/** About a week: 1, 2, 4 … minutes, at most six hours apart. */
export const MOST_TRIES = 36;
const CLAIM_MILLISECONDS = 10 * 60_000;
const MINUTE = 60_000;
const LONGEST_WAIT = 6 * 60 * MINUTE;

/** Sends what is due, for all tenants. @returns number of messages that were tried */
export async function deliverMessages(services: ExchangeServices, signal?: AbortSignal): Promise<number> {
	let tried = 0;
	while (!signal?.aborted) {
		const now = services.now();
		const claimed = await queries.claimNextAcrossTenants(services.db.knex, now, new Date(now.getTime() + CLAIM_MILLISECONDS));
		if (!claimed) break;
		tried++;
		await deliver(services, queries.scopeOf(services.db.knex, claimed), claimed.id);
	}
	return tried;
}

async function deliver(services: ExchangeServices, scope: TenantScope, id: string): Promise<void> {
	const message = (await queries.findMessage(scope, id))!;
	const partner = (await queries.findPartner(scope, message.partnerId))!;
	try {
		const outcome = await transmit(services, scope, partner, message, await bodyOf(services, scope, partner, message));
		const now = services.now();
		await scope.transaction(async (inside) => {
			const error = outcome.error && JSON.stringify(outcome.error);
			await queries.changeMessage(inside, id, { ...outcome, error, tries: message.tries + 1, next_try_at: null, done_at: now });
			if (!message.procedureId) return;
			const detail = { title: messageTitle(message.code), partner: partner.name, message: message.uuid, code: message.code };
			await recordEvent(inside, { procedureId: message.procedureId, kind: 'message-sent', detail, account: null }, now);
		});
	} catch (error) {
		await putOff(services, scope, message, error);
	}
}

/** The message itself; statements and invitations are written now. @throws DomainError `not_found` when what it is about is gone */
export async function bodyOf(
	services: ExchangeServices,
	scope: TenantScope,
	partner: Partner,
	message: ExchangeMessage & { body: string }
): Promise<string> {
	if (message.body !== '') return message.body;
	const now = services.now();
	const envelope = { version: partner.version, code: message.code, uuid: message.uuid, reader: { id: partner.id, name: partner.name }, now };
	if (message.code === '0709') {
		const facts = await queries.statementFacts(scope, message.subject);
		const procedure = await readProcedure(scope, facts!.procedureId, now);
		const { planId, processId } = namesOf(procedure, facts!.stepId);
		return (await compose(scope, envelope, { processId, planId, statementId: message.subject })).xml;
	}
	if (message.code === '0750') {
		const again = message.uuid !== invitationUuid(partner.id, message.subject);
		return (await compose(scope, envelope, await contentOfInvitation(services, scope, message.subject, again, now))).xml;
	}
	return (await compose(scope, envelope, await statementOf(services, scope, message.subject, partner.version, now))).xml;
}

type Outcome = { state: 'sent' | 'answered' | 'refused'; error: { code: string; message: string } | null };

async function transmit(
	services: ExchangeServices,
	scope: TenantScope,
	partner: Partner,
	message: ExchangeMessage,
	xml: string
): Promise<Outcome> {
	const { internal, folder } = services.config.xbeteiligung;
	if (!partner.url) {
		await putIntoFolder(folder, partner.folder, `${message.uuid}-${message.code}.xml`, xml);
		return { state: 'sent', error: null };
	}
	const sealed = await queries.secretOf(scope, partner.id);
	const token = sealed && decryptSecret(services.secret, partner.id, sealed);
	const { status, body } = await send(partner.url, xml, { token, internal });
	const receipt = receiptIn(body);
	if (receipt) return receipt;
	if (status >= 200 && status < 300) return { state: 'sent', error: null };
	throw new Error(`The partner answered with HTTP ${status}`);
}

/** A partner may answer at once. What is no receipt says nothing. */
function receiptIn(body: Buffer): Outcome | null {
	if (body.length === 0) return null;
	try {
		const message = readMessage(body);
		if (!/^0[47][1267]/.test(message.code)) return null;
		const { ok, error } = verdictOf(message);
		return { state: ok ? 'answered' : 'refused', error };
	} catch (error) {
		if (error instanceof XBeteiligungError) return null;
		throw error;
	}
}

/** A connection may work later; a message that cannot be written, or an address that is not allowed, needs a person. */
async function putOff(services: ExchangeServices, scope: TenantScope, message: ExchangeMessage, error: unknown): Promise<void> {
	const hopeless = error instanceof XBeteiligungError || isDomainError(error);
	const tries = message.tries + 1;
	const now = services.now();
	const problem = problemOf(error);
	const code = problem?.code ?? (error instanceof XBeteiligungError ? error.code : 'connection');
	const shown = { code, message: problem?.message ?? reasonOf(error) };
	const final = hopeless || tries >= MOST_TRIES;
	const wait = Math.min(MINUTE * 2 ** Math.min(tries - 1, 20), LONGEST_WAIT);
	await queries.changeMessage(scope, message.id, {
		state: final ? 'failed' : 'queued',
		tries,
		error: JSON.stringify(shown),
		next_try_at: final ? null : new Date(now.getTime() + wait),
		done_at: final ? now : null
	});
	services.log.warn({ message: message.id, code: message.code, reason: shown.code, tries }, 'exchange: message not delivered');
}

/** What went wrong, without addresses inside the own network. */
function reasonOf(error: unknown): string {
	if (error instanceof XBeteiligungError) return error.message;
	const detail = error instanceof Error ? ('code' in error ? String(error.code) : error.message) : '';
	return `Der Partner war nicht erreichbar oder hat einen Fehler gemeldet${detail ? ` (${detail})` : ''}.`;
}

/** A message of the list. @throws DomainError `not_found` */
export async function readStoredMessage(scope: TenantScope, id: string): Promise<ExchangeMessage & { body: string }> {
	const message = UUID.test(id) ? await queries.findMessage(scope, id) : undefined;
	if (!message) throw new DomainError('not_found');
	return message;
}

/**
 * Sends a message again, from now on.
 * @returns false where it does not go out or is on its way already
 * @throws DomainError `not_found`
 */
export async function sendAgain(services: Pick<ExchangeServices, 'now'>, scope: TenantScope, id: string): Promise<boolean> {
	const message = await readStoredMessage(scope, id);
	if (message.direction !== 'out' || message.answersUuid !== null || message.state === 'queued') return false;
	await queries.changeMessage(scope, id, { state: 'queued', tries: 0, error: null, next_try_at: services.now(), done_at: null });
	return true;
}
