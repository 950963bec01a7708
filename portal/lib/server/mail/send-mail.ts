import { createTransport, type Transporter } from 'nodemailer';
import type { Services } from '../services.ts';
import { claimMail, deleteSentMails, listDueMails, markFailed, markForRetry, markSent } from './mail-queries.ts';
import type { MailRow } from './types.ts';

const MINUTE = 60_000;
/** Longer than any SMTP dialogue below: a claim ends by itself only when its process died. */
const CLAIM_MS = 15 * MINUTE;
/** With the waits below about four days, as mail servers do it. */
const MAX_TRIES = 30;
const LONGEST_WAIT_MS = 4 * 60 * MINUTE;
const SWEEP_SIZE = 200;
/** Sent mails are kept for questions about their delivery. */
const KEPT_DAYS = 30;

export interface Mailer {
	/** Job `mail-send`. Does nothing for a mail that is sent, held elsewhere or not due. */
	send(mailId: string): Promise<void>;
	/** Job `mail-sweep`: everything that is due, also what waited for SMTP_URL. */
	sweep(): Promise<void>;
	close(): void;
}

type Needs = Pick<Services, 'db' | 'config' | 'queue' | 'now' | 'log'>;

/**
 * Sends the outbox over SMTP. What the server acknowledged is never handed over again by this process, even when writing that
 * down fails at first; after a crash in between, the same Message-ID lets mail servers drop the second copy.
 */
export function openMailer(services: Needs): Mailer {
	const transport = services.config.smtpUrl ? openTransport(services.config.smtpUrl) : null;
	const acknowledged = new Set<string>();

	async function send(mailId: string): Promise<void> {
		if (!transport) return;
		const { db } = services;
		if (acknowledged.has(mailId)) return settle(mailId);
		const now = services.now();
		const mail = await claimMail(db.knex, mailId, now, new Date(now.getTime() + CLAIM_MS));
		if (!mail) return;
		try {
			await transport.sendMail(messageOf(mail, services.config));
		} catch (error) {
			await noteFailure(services, mail, error);
			return;
		}
		acknowledged.add(mailId);
		await settle(mailId);
	}

	/** When this fails the job fails and comes again, and finds the mail acknowledged. */
	async function settle(mailId: string): Promise<void> {
		await markSent(services.db.knex, mailId, services.now());
		acknowledged.delete(mailId);
	}

	async function sweep(): Promise<void> {
		await deleteSentMails(services.db.knex, new Date(services.now().getTime() - KEPT_DAYS * 24 * 60 * MINUTE));
		if (!transport) return;
		for (const id of await listDueMails(services.db.knex, services.now(), SWEEP_SIZE)) await send(id);
	}

	return { send, sweep, close: () => transport?.close() };
}

function openTransport(url: string): Transporter {
	const options = { url, disableFileAccess: true, disableUrlAccess: true };
	return createTransport({ ...options, connectionTimeout: 15_000, greetingTimeout: 15_000, socketTimeout: 2 * MINUTE } as never);
}

function messageOf(mail: MailRow, config: Services['config']) {
	return {
		from: config.mailFrom,
		to: { name: '', address: mail.recipient },
		subject: mail.subject,
		text: mail.body_text,
		messageId: `<${mail.id}@${new URL(config.publicUrl).hostname}>`,
		// Nobody answers a machine with an out-of-office note (RFC 3834).
		headers: { ...mail.headers, 'Auto-Submitted': 'auto-generated' },
		attachments: mail.attachments.map(({ name, mediaType, base64 }) => ({
			filename: name,
			contentType: mediaType,
			content: Buffer.from(base64, 'base64')
		}))
	};
}

/** A refusal for good (SMTP 5xx of the recipient or content) ends the mail; everything else is tried again, later and later. */
async function noteFailure(services: Needs, mail: MailRow, error: unknown): Promise<void> {
	const { responseCode, code } = error as { responseCode?: number; code?: string };
	const reason = [responseCode, code].filter(Boolean).join(' ') || 'error';
	// The server's words may hold the recipient's address, so only the codes go into the log.
	services.log.warn({ mailId: mail.id, reason, tries: mail.tries + 1 }, 'mail not sent');
	const refusedForGood = responseCode !== undefined && responseCode >= 500 && code !== 'EAUTH';
	if (refusedForGood || mail.tries + 1 >= MAX_TRIES) return markFailed(services.db.knex, mail.id, reason);
	const wait = Math.min(LONGEST_WAIT_MS, 30_000 * 2 ** mail.tries);
	await markForRetry(services.db.knex, mail.id, reason, new Date(services.now().getTime() + wait));
	await services.queue.send('mail-send', { mailId: mail.id }, { delaySeconds: Math.ceil(wait / 1000) + 1 });
}
