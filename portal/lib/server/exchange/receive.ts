import { DomainError } from '../../../../gis/errors.ts';
import type { TenantScope } from '../../../../gis/db/tenant-scope.ts';
import { XBeteiligungError } from '../../../../importers/xbeteiligung/errors.ts';
import type { Content, Fault } from '../../../../importers/xbeteiligung/model.ts';
import { peekMessage, type MessagePeek } from '../../../../importers/xbeteiligung/read.ts';
import { receiptCode } from '../../../../importers/xbeteiligung/versions.ts';
import { problemOf } from '../errors.ts';
import { applyMessage, type Applied } from './apply.ts';
import { compose, idFor } from './compose.ts';
import { DamagedDocuments } from './documents.ts';
import * as queries from './exchange-queries.ts';
import { takeReceipt } from './receipts.ts';
import { uuidOf } from './secret.ts';
import { storedBody } from './stored-body.ts';
import type { ExchangeServices, Partner } from './types.ts';

export interface Answer {
	/** Null: a receipt is not answered. */
	xml: string | null;
	ok: boolean;
	/** The same message had come before: nothing was done. */
	repeated: boolean;
}

/** Messages that change procedures. */
const HANDLED = ['0401', '0402', '0409'];
const RECEIPT = /^0[47](?:[1267])[1290]$/;

/**
 * Takes in a message of a partner. What it asks for, its row and the answer come to be in one transaction. The same message (by UUID) again
 * gets the same answer and does nothing. A refusal is an answer too (NOK) and stays in the list.
 * @throws only what nobody foresaw: then nothing is stored and the partner may try again
 */
export async function receiveMessage(services: ExchangeServices, partner: Partner, bytes: Uint8Array): Promise<Answer> {
	const scope = queries.scopeOf(services.db.knex, partner);
	const peek = peekMessage(bytes);
	const readable = peek.uuid && /^[0-9a-f-]{36}$/i.test(peek.uuid) ? peek.uuid : null;
	const uuid = (readable ?? uuidOf('message', Buffer.from(bytes).toString('base64'))).toLowerCase();
	const incoming = { scope, partner, peek, uuid, body: storedBody(bytes) };
	if (peek.message && RECEIPT.test(peek.message.code)) return keepReceipt(services, incoming);
	try {
		return await scope.transaction(async (inside) => {
			const id = await keep(services, { ...incoming, scope: inside }, 'answered', null);
			if (id === null) return repeated(inside, partner, uuid);
			if (peek.error) throw peek.error;
			if (!HANDLED.includes(peek.message!.code)) throw new DomainError('exchange_message_unwanted', { code: peek.message!.code });
			const applied = await applyMessage(services, inside, partner, peek.message!);
			await queries.changeMessage(inside, id, { procedure_id: applied.procedureId });
			return answer(services, { ...incoming, scope: inside }, applied, []);
		});
	} catch (error) {
		const faults = faultsOf(error);
		if (!faults) throw error;
		return scope.transaction(async (inside) => {
			const [first] = faults;
			const id = await keep(services, { ...incoming, scope: inside }, 'refused', first!);
			if (id === null) return repeated(inside, partner, uuid);
			return answer(services, { ...incoming, scope: inside }, null, faults, error instanceof DamagedDocuments ? error : null);
		});
	}
}

interface Incoming {
	scope: TenantScope;
	partner: Partner;
	peek: MessagePeek;
	uuid: string;
	body: string;
}
interface Refused {
	code: string;
	message: string;
}

/** Whether an error is one that the other system is told. */
function faultsOf(error: unknown): Refused[] | null {
	if (error instanceof XBeteiligungError) return [{ code: error.code, message: error.message }];
	if (error instanceof DamagedDocuments) return error.documents.map(({ text }) => ({ code: 'document_damaged', message: text }));
	const problem = problemOf(error);
	if (!problem || problem.status >= 500) return null;
	const fields = (error as { fields?: Record<string, string> }).fields;
	const which = fields ? ` (${Object.keys(fields).join(', ')})` : '';
	return [{ code: problem.code, message: problem.message + which }];
}

function keep(
	services: ExchangeServices,
	{ scope, partner, peek, uuid, body }: Incoming,
	state: 'answered' | 'refused',
	error: Refused | null
): Promise<string | null> {
	const now = services.now();
	const code = peek.code ?? '';
	return queries.insertMessage(scope, {
		partnerId: partner.id,
		direction: 'in',
		code: code.slice(0, 20),
		version: peek.version ?? '',
		uuid,
		body,
		state,
		error,
		at: now,
		doneAt: now
	});
}

async function repeated(scope: TenantScope, partner: Partner, uuid: string): Promise<Answer> {
	const before = await queries.answerTo(scope, partner.id, uuid);
	return { xml: before?.body ?? null, ok: before?.state !== 'refused', repeated: true };
}

async function answer(
	services: ExchangeServices,
	incoming: Incoming,
	applied: Applied | null,
	faults: Refused[],
	damaged: DamagedDocuments | null = null
): Promise<Answer> {
	const { scope, partner, peek, uuid } = incoming;
	const version = peek.version ?? partner.version;
	const asked = peek.code && HANDLED.includes(peek.code) ? peek.code : '0401';
	const code = receiptCode(asked, applied !== null);
	const id = (value: string | undefined) => idFor(version, value);
	const ids = { processId: id(applied?.processId ?? peek.processId), planId: id(applied?.planId ?? peek.planId) };
	const errors: Fault[] = faults.map(({ code: name, message }) => ({ text: `${name}: ${message}`, kind: { code: '3000' } }));
	const content: Content = applied
		? { ...ids, participationId: id(applied.participationId) }
		: {
				...ids,
				errors,
				...(asked === '0401' ? {} : { participationId: id(peek.participationId) }),
				...(damaged && version !== '1.0'
					? { faultyDocuments: damaged.documents.map(({ id: documentId, text }) => ({ text, documentId, kind: { code: '3000' } })) }
					: {})
			};
	const reader = peek.author ?? { id: partner.id, name: partner.name };
	const now = services.now();
	const made = await compose(scope, { version, code, reader, now }, content);
	await queries.insertMessage(scope, {
		partnerId: partner.id,
		direction: 'out',
		code,
		version,
		uuid: made.uuid,
		answersUuid: uuid,
		procedureId: applied?.procedureId ?? null,
		body: made.xml,
		state: applied ? 'sent' : 'refused',
		error: faults[0] ?? null,
		at: now,
		doneAt: now
	});
	return { xml: made.xml, ok: applied !== null, repeated: false };
}

/** A receipt that comes as a message of its own. */
async function keepReceipt(services: ExchangeServices, { scope, partner, peek, uuid, body }: Incoming): Promise<Answer> {
	const message = peek.message!;
	return scope.transaction(async (inside) => {
		const now = services.now();
		const id = await queries.insertMessage(inside, {
			partnerId: partner.id,
			direction: 'in',
			code: message.code,
			version: message.version,
			uuid,
			body,
			state: 'received',
			at: now,
			doneAt: now
		});
		if (id !== null) await takeReceipt(inside, partner, message, now);
		return { xml: null, ok: true, repeated: id === null };
	});
}
