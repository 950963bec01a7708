import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { SMTPServer } from 'smtp-server';
import { listMails } from '../../../portal/lib/server/mail/mail-queries.ts';
import { queueMail } from '../../../portal/lib/server/mail/queue-mail.ts';
import { openMailer, type Mailer } from '../../../portal/lib/server/mail/send-mail.ts';
import type { Services } from '../../../portal/lib/server/services.ts';
import type { NewMail } from '../../../portal/lib/server/mail/types.ts';
import { makeTenant, testServices } from '../../support/database.ts';

let services: Services;
let tenantId: string;
let clock = new Date('2026-03-02T08:00:00Z').getTime();
let received: { to: string[]; source: string }[] = [];
let server: SMTPServer | null = null;
let mailer: Mailer;
let port = 0;

beforeAll(async () => {
	services = await testServices({ now: () => new Date(clock) });
	tenantId = (await makeTenant(services.db)).id;
	port = await startServer(0);
});
beforeEach(async () => {
	received = [];
	await services.db.knex('mail').delete();
	if (!server) await startServer(port);
	mailer = openMailer(withSmtp());
});
afterEach(() => mailer.close());
afterAll(() => stopServer());

/** A real SMTP server on the loopback address: refuses recipients that begin with "unbekannt", is busy for "voll". */
async function startServer(at: number): Promise<number> {
	server = new SMTPServer({
		authOptional: true,
		disabledCommands: ['STARTTLS'],
		onRcptTo({ address }, _session, done) {
			if (address.startsWith('unbekannt')) return done(Object.assign(new Error(`no such user ${address}`), { responseCode: 550 }));
			if (address.startsWith('voll')) return done(Object.assign(new Error('mailbox busy'), { responseCode: 450 }));
			done();
		},
		onData(stream, session, done) {
			const chunks: Buffer[] = [];
			stream.on('data', (chunk: Buffer) => chunks.push(chunk));
			stream.on('end', () => {
				received.push({ to: session.envelope.rcptTo.map((each) => each.address), source: Buffer.concat(chunks).toString() });
				done();
			});
		}
	});
	server.listen(at, '127.0.0.1');
	await once(server.server, 'listening');
	return (server.server.address() as AddressInfo).port;
}
async function stopServer(): Promise<void> {
	const running = server;
	server = null;
	if (running) await new Promise<void>((resolve) => running.close(resolve));
}

const withSmtp = (more: Partial<Services> = {}): Services => ({
	...services,
	config: { ...services.config, smtpUrl: `smtp://127.0.0.1:${port}`, publicUrl: 'https://portal.example' },
	...more
});
const queue = (recipient: string, more: Partial<NewMail> = {}) =>
	services.db.knex.transaction((trx) =>
		queueMail(services, trx, { tenantId, recipient, subject: 'Eingang Ihrer Stellungnahme', text: 'Grüße aus Musterlinden', ...more })
	);
const row = (id: string) => services.db.knex('mail').where({ id }).first();

test('a mail arrives with its text and attachment', async () => {
	const id = await queue('frida@ort.example', { attachments: [{ name: 'Bestätigung.pdf', mediaType: 'application/pdf', content: Buffer.from('%PDF-1.7') }] });
	await mailer.send(id);
	expect(received).toHaveLength(1);
	expect(received[0]!.to).toEqual(['frida@ort.example']);
	expect(received[0]!.source).toContain('Subject: Eingang Ihrer Stellungnahme');
	expect(received[0]!.source).toContain(`Message-ID: <${id}@portal.example>`);
	expect(received[0]!.source).toContain('Auto-Submitted: auto-generated');
	expect(received[0]!.source).toContain(Buffer.from('%PDF-1.7').toString('base64'));
	expect(await row(id)).toMatchObject({ state: 'sent', sent_at: new Date(clock), claimed_until: null, last_error: null });
});

test('a mail whose transaction fails does not exist', async () => {
	await expect(
		services.db.knex.transaction(async (trx) => {
			await queueMail(services, trx, { tenantId, recipient: 'frida@ort.example', subject: 's', text: 't' });
			throw new Error('no statement after all');
		})
	).rejects.toThrow('no statement after all');
	expect(await listMails(services.db.knex, [tenantId], 10)).toEqual([]);
	await expect(queue('kein empfänger')).rejects.toMatchObject({ code: 'mail_address_invalid' });
});

test('a recipient that the server refuses ends the mail and the log holds no address', async () => {
	const logged: unknown[] = [];
	const log = { ...services.log, warn: (entry: unknown) => logged.push(entry) } as unknown as Services['log'];
	const other = openMailer(withSmtp({ log }));
	const id = await queue('unbekannt@ort.example');
	await other.send(id);
	await other.sweep();
	other.close();
	expect(received).toEqual([]);
	expect(await row(id)).toMatchObject({ state: 'failed', tries: 1, last_error: expect.stringContaining('550') });
	expect(logged).toHaveLength(1);
	expect(JSON.stringify(logged)).not.toContain('ort.example');
});

test('server down, then up: the mail waits longer each time and arrives once', async () => {
	const id = await queue('frida@ort.example');
	await stopServer();
	await mailer.send(id);
	expect(await row(id)).toMatchObject({ state: 'queued', tries: 1, next_try_at: new Date(clock + 30_000) });
	await startServer(port);
	await mailer.sweep();
	expect(received).toHaveLength(0);
	await stopServer();
	clock += 30_000;
	await mailer.sweep();
	expect(await row(id)).toMatchObject({ state: 'queued', tries: 2, next_try_at: new Date(clock + 60_000) });
	await startServer(port);
	clock += 60_000;
	await mailer.sweep();
	await mailer.sweep();
	await mailer.send(id);
	expect(received).toHaveLength(1);
	expect(await row(id)).toMatchObject({ state: 'sent' });
});

test('a busy mailbox is tried again', async () => {
	const id = await queue('voll@ort.example');
	await mailer.send(id);
	expect(await row(id)).toMatchObject({ state: 'queued', tries: 1, last_error: expect.stringContaining('450') });
});

test('two processes and repeated jobs send one mail once', async () => {
	const id = await queue('frida@ort.example');
	const other = openMailer(withSmtp());
	await Promise.all([mailer.send(id), other.send(id), mailer.sweep(), other.sweep()]);
	await Promise.all([mailer.send(id), other.send(id)]);
	other.close();
	expect(received).toHaveLength(1);
});

test('an acknowledged mail is not sent again when writing that down fails', async () => {
	const id = await queue('frida@ort.example');
	let broken = true;
	const knex = new Proxy(services.db.knex, {
		apply(target, self, args) {
			if (broken && received.length > 0) throw new Error('database gone');
			return Reflect.apply(target as never, self, args);
		}
	});
	const other = openMailer(withSmtp({ db: { ...services.db, knex } }));
	await expect(other.send(id)).rejects.toThrow('database gone');
	expect(await row(id)).toMatchObject({ state: 'queued' });
	broken = false;
	clock += 3_600_000;
	await other.send(id);
	other.close();
	expect(received).toHaveLength(1);
	expect(await row(id)).toMatchObject({ state: 'sent' });
});

test('the claim of a process that died ends by itself', async () => {
	const id = await queue('frida@ort.example');
	await services.db.knex('mail').where({ id }).update({ claimed_until: new Date(clock + 60_000) });
	await mailer.send(id);
	expect(received).toHaveLength(0);
	clock += 60_000;
	await mailer.sweep();
	expect(received).toHaveLength(1);
});

test('without SMTP_URL mails wait, and go out when it is set later', async () => {
	const id = await queue('frida@ort.example');
	const without = openMailer(services);
	await without.send(id);
	await without.sweep();
	expect(await row(id)).toMatchObject({ state: 'queued', tries: 0, claimed_until: null });
	await mailer.sweep();
	expect(received).toHaveLength(1);
});

test('a subject cannot bring headers of its own', async () => {
	await mailer.send(await queue('frida@ort.example', { subject: 'Hallo\r\nBcc: alle@ort.example' }));
	expect(received[0]!.to).toEqual(['frida@ort.example']);
	expect(received[0]!.source).toContain('Subject: Hallo Bcc: alle@ort.example');
});

test('the outbox shows mails of the given tenants only', async () => {
	const other = await makeTenant(services.db);
	await queue('eins@ort.example');
	await queue('zwei@ort.example', { tenantId: other.id });
	expect((await listMails(services.db.knex, [tenantId], 10)).map((mail) => mail.recipient)).toEqual(['eins@ort.example']);
	expect(await listMails(services.db.knex, [], 10)).toEqual([]);
	expect(await listMails(services.db.knex, null, 10)).toHaveLength(2);
});

test('a mail that was delivered is forgotten after a month; one that was not stays', async () => {
	const before = clock;
	const [sent, failed] = [await queue('frida@ort.example'), await queue('unbekannt@ort.example')];
	for (const id of [sent, failed]) await mailer.send(id);
	clock = before + 29 * 86_400_000;
	await mailer.sweep();
	expect(await row(sent)).toMatchObject({ state: 'sent' });
	clock = before + 31 * 86_400_000;
	await mailer.sweep();
	expect(await row(sent)).toBeUndefined();
	expect(await row(failed)).toMatchObject({ state: 'failed' });
	clock = before;
});
