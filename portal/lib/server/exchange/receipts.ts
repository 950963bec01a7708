import type { TenantScope } from '../../../../gis/db/tenant-scope.ts';
import type { Message } from '../../../../importers/xbeteiligung/model.ts';
import * as queries from './exchange-queries.ts';
import type { Partner } from './types.ts';

/** What a receipt says of the message that it answers. */
export function verdictOf(message: Message): { ok: boolean; error: { code: string; message: string } | null } {
	const ok = /^0[47][16]/.test(message.code);
	if (ok) return { ok, error: null };
	const { errors = [], faultyDocuments = [] } = message.content;
	const texts = [...errors, ...faultyDocuments].map(({ text }) => text.trim()).filter(Boolean);
	return { ok, error: { code: message.code, message: (texts.join(' ') || 'Ohne Begründung abgelehnt.').slice(0, 2000) } };
}

/** 0711 → 0701, 0461 → 0451, 0770 → 0750: the code of the message that a receipt answers. */
export function answeredCode(code: string): string {
	const tens = Number(code[2]);
	const base = code.startsWith('07') ? (tens >= 6 ? 5 : 0) : tens >= 6 ? 5 : 0;
	return `${code.slice(0, 2)}${base}${code[3]}`;
}

/** Finds the message of ours that the receipt answers, and notes its verdict. Receipts name what they are about, not the message. */
export async function takeReceipt(scope: TenantScope, partner: Partner, message: Message, now: Date): Promise<void> {
	const { statementId, processId } = message.content;
	const subject = statementId ?? processId;
	const code = answeredCode(message.code);
	const last = await queries.lastMessages(scope, partner.id, subject, [code], 5);
	const sent = last.find(({ state }) => state === 'sent' || state === 'queued' || state === 'failed');
	if (!sent) return;
	const { ok, error } = verdictOf(message);
	await queries.changeMessage(scope, sent.id, { state: ok ? 'answered' : 'refused', error: error && JSON.stringify(error), done_at: now });
}
