import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { SMTPServer } from 'smtp-server';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { forTenant } from '../../../gis/db/tenant-scope.ts';
import { notePublicationEvent } from '../../../portal/lib/server/alerts/publication-events.ts';
import { runAlerts, sweepAlerts } from '../../../portal/lib/server/alerts/run-alerts.ts';
import { describeAlert } from '../../../portal/lib/server/alerts/describe.ts';
import { alertToConfirm, changeAlert, confirmAlert, endAlert, orderAlert, readAlert } from '../../../portal/lib/server/alerts/subscribe.ts';
import { openMailer } from '../../../portal/lib/server/mail/send-mail.ts';
import { endOfDay, startOfDay } from '../../../portal/lib/server/participations/local-days.ts';
import type { Services } from '../../../portal/lib/server/services.ts';
import type { PostedAlert } from '../../../portal/lib/forms/alert.ts';
import { makeTenant, testServices } from '../../support/database.ts';

let services: Services;
let tenant: { id: string; slug: string };
let clock = new Date('2027-02-01T09:00:00Z').getTime();
let senders = 0;
const set = (instant: string) => (clock = new Date(instant).getTime());

beforeAll(async () => {
	services = await testServices({ now: () => new Date(clock), env: { PUBLIC_URL: 'https://portal.example' } });
	tenant = await makeTenant(services.db, { name: 'Musterlinden' });
});
beforeEach(async () => {
	const { knex } = services.db;
	for (const table of ['alert_delivery', 'alert', 'publication_event', 'procedure_step', 'procedure', 'mail', 'throttle']) {
		if (await knex.schema.hasTable(table)) await knex(table).delete();
	}
	await knex('setting').where({ name: 'alerts-looked-until' }).delete();
	set('2027-02-01T09:00:00Z');
});

const mails = async (recipient = 'frida@ort.example') =>
	(await services.db.knex('mail').where({ recipient }).orderBy('created_at').orderBy('id')).filter((mail) => !mail.subject.startsWith('Bitte bestätigen'));
const posted = (values: Partial<PostedAlert> = {}): PostedAlert => ({
	where: 'alles', address: '', radius: '2000', municipality: '', area: '', planTypes: [], kinds: [], topics: [], frequency: 'instant', email: 'frida@ort.example', ...values
});
const sender = (address = `192.0.2.${++senders}`) => ({ address, proof: '', honeypot: '' });

/** Ordered and confirmed; the token as it stands in the mail. */
async function subscribe(values: Partial<PostedAlert> = {}, of: { id: string; name: string } | null = null): Promise<{ confirm: string; manage: string }> {
	await orderAlert(services, of, posted(values), sender());
	const { body_text } = await services.db.knex('mail').where({ recipient: values.email ?? 'frida@ort.example' }).orderBy('created_at', 'desc').first();
	const confirm = /bestaetigen\/([\w-]+)/.exec(body_text)![1]!;
	return { confirm, manage: await confirmAlert(services, confirm) };
}

const drawn = (...points: [number, number][]) => ({ kind: 'polygon', geometry: { type: 'Polygon', coordinates: [[...points, points[0]]] }, crs: 'EPSG:4326' });
const square = (x: number, y: number, size: number) => `POLYGON((${x} ${y},${x + size} ${y},${x + size} ${y + size},${x} ${y + size},${x} ${y}))`;

/** A procedure with one public step, published as of now. */
async function makeProcedure(values: Record<string, unknown> = {}, step: Record<string, unknown> = {}): Promise<{ id: string; stepId: string }> {
	const scope = forTenant(services.db.knex, tenant.id);
	const area = services.db.knex.raw('ST_Multi(ST_GeomFromText(?, 3857))', [square(1480000, 6670000, 500)]);
	const [{ id }] = await scope
		.insert('procedure', { kind_key: 'bebauungsplan', kind: '{"name":"Bebauungsplan","group":"bebauungsplan"}', title: 'Nr. 7 „Am Bach“', municipality: 'Musterlinden', topics: ['Wohnen'], area, published_at: services.now(), ...values })
		.returning('id');
	const [{ id: stepId }] = await scope
		.insert('procedure_step', {
			procedure_id: id, key: 'veroeffentlichung', title: 'Veröffentlichung im Internet', track: 'public', position: 1, rule: 'publication',
			...period('2027-03-01', '2027-03-31'), published_at: services.now(), ...step
		})
		.returning('id');
	return { id, stepId };
}
const period = (first: string, last: string) => ({ starts_on: first, ends_on: last, starts_at: startOfDay(first), ends_at: endOfDay(last) });
const note = (procedureId: string, kind: 'published' | 'dates-changed', occasion: string = randomUUID(), stepId: string | null = null) =>
	notePublicationEvent(forTenant(services.db.knex, tenant.id), { procedureId, stepId, kind, occasion, at: services.now() });

describe('what is told', () => {
	test('a participation is announced, begins, ends soon and ends: one mail each, with the dates of the step', async () => {
		await subscribe();
		await runAlerts(services);
		await makeProcedure();
		await runAlerts(services);
		expect((await mails()).at(-1).body_text).toContain('beginnt am Montag, 1. März 2027. Sie können dann bis einschließlich Mittwoch, 31. März 2027 (24 Uhr)');
		set('2027-02-28T22:59:00Z');
		expect(await runAlerts(services)).toBe(0);
		set('2027-02-28T23:00:00Z');
		expect(await runAlerts(services)).toBe(1);
		expect((await mails()).at(-1).body_text).toContain('hat am Montag, 1. März 2027 begonnen');
		// Three days before: local midnight of summer time.
		set('2027-03-27T22:59:00Z');
		expect(await runAlerts(services)).toBe(0);
		set('2027-03-27T23:00:00Z');
		expect(await runAlerts(services)).toBe(1);
		expect((await mails()).at(-1).body_text).toContain('endet bald. Sie können noch bis einschließlich Mittwoch, 31. März 2027 (24 Uhr)');
		set('2027-03-31T22:00:00Z');
		expect(await runAlerts(services)).toBe(1);
		expect((await mails()).at(-1).body_text).toContain('ist seit Mittwoch, 31. März 2027, 24 Uhr, beendet');
		set('2027-06-01T08:00:00Z');
		expect(await runAlerts(services)).toBe(0);
		expect(await mails()).toHaveLength(4);
	});

	test('a mail names the procedure, its page, the way out, and can be unsubscribed by one click', async () => {
		const { manage } = await subscribe();
		const { id } = await makeProcedure({ title: 'Nr. 7\r\nBcc: alle@ort.example <b>„Am Bach“</b>' });
		await note(id, 'published');
		await runAlerts(services);
		const [mail] = await mails();
		expect(mail.subject).toBe('Neues zum Verfahren: Nr. 7 Bcc: alle@ort.example <b>„Am Bach“</b>');
		expect(mail.body_text).toContain(`https://portal.example/${tenant.slug}/verfahren/${id}`);
		expect(mail.body_text).toContain(`https://portal.example/benachrichtigungen/${manage}`);
		expect(mail.headers).toMatchObject({
			'List-Unsubscribe': `<https://portal.example/benachrichtigungen/abmelden/${manage}>`,
			'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click'
		});
	});

	test('place, kind, topic, municipality and tenant are conditions', async () => {
		const drawn = (x: number) => JSON.stringify([{ kind: 'polygon', crs: 'EPSG:3857', geometry: { type: 'Polygon', coordinates: [[[x, 6670100], [x + 50, 6670100], [x + 50, 6670200], [x, 6670100]]] } }]);
		const other = await makeTenant(services.db, { name: 'Anderswo' });
		const wanted: Partial<PostedAlert>[] = [
			{ where: 'gebiet', area: drawn(1480100) }, { kinds: ['bebauungsplan', 'satzung'] }, { topics: ['Wohnen'] }, { planTypes: ['bebauungsplan'] }, { where: 'gemeinde', municipality: 'Musterlinden' }
		];
		const unwanted: Partial<PostedAlert>[] = [
			{ where: 'gebiet', area: drawn(1490000) }, { kinds: ['satzung'] }, { topics: ['Verkehr'] }, { planTypes: ['flaechennutzungsplan'] }, { where: 'gemeinde', municipality: 'Anderswo' }
		];
		for (const [index, values] of wanted.entries()) await subscribe({ ...values, email: `ja${index}@ort.example` });
		for (const [index, values] of unwanted.entries()) await subscribe({ ...values, email: `nein${index}@ort.example` });
		await subscribe({ email: 'nein-mandant@ort.example' }, { id: other.id, name: 'Anderswo' });
		await subscribe({ email: 'ja-mandant@ort.example' }, { id: tenant.id, name: 'Musterlinden' });
		const { id } = await makeProcedure();
		await note(id, 'published');
		await runAlerts(services);
		const told = await services.db.knex('mail').where('subject', 'like', 'Neues%').orderBy('recipient').pluck('recipient');
		expect(told).toEqual(['ja-mandant@ort.example', 'ja0@ort.example', 'ja1@ort.example', 'ja2@ort.example', 'ja3@ort.example', 'ja4@ort.example']);
	});

	test('nothing of steps for public bodies, of those only for some people, of steps left out or not published', async () => {
		await subscribe();
		await makeProcedure({}, { track: 'toeb', key: 'toeb' });
		await makeProcedure({}, { restricted: true });
		await makeProcedure({}, { skipped_reason: '§ 13' });
		await makeProcedure({}, { published_at: null });
		await makeProcedure({ published_at: null });
		const toeb = await makeProcedure({}, { track: 'toeb', key: 'toeb' });
		await note(toeb.id, 'dates-changed', 'end', toeb.stepId);
		set('2027-03-02T09:00:00Z');
		expect(await runAlerts(services)).toBe(0);
	});

	test('who subscribes later hears nothing of before; unpublished procedures are not told of', async () => {
		const { id } = await makeProcedure();
		await note(id, 'published');
		await runAlerts(services);
		set('2027-02-01T10:00:00Z');
		await subscribe();
		expect(await runAlerts(services)).toBe(0);
		const hidden = await makeProcedure();
		await note(hidden.id, 'published');
		await services.db.knex.transaction(async (trx) => {
			await trx('procedure').where({ id: hidden.id }).update({ published_at: null });
		});
		expect(await runAlerts(services)).toBe(0);
	});
});

describe('nothing is lost or told twice', () => {
	test('after an outage of eight days there is one mail, worded for the day on which it is read', async () => {
		await subscribe();
		await subscribe({ email: 'taeglich@ort.example', frequency: 'daily' });
		await makeProcedure({}, period('2027-02-10', '2027-02-16'));
		await makeProcedure({ title: 'Nr. 8' }, period('2027-02-12', '2027-03-12'));
		set('2027-02-09T12:00:00Z');
		await runAlerts(services);
		await services.db.knex('mail').delete();
		set('2027-02-17T12:00:00Z');
		expect(await runAlerts(services)).toBe(2);
		expect(await runAlerts(services)).toBe(0);
		for (const recipient of ['frida@ort.example', 'taeglich@ort.example']) {
			const [mail, ...more] = await mails(recipient);
			expect(more).toEqual([]);
			expect(mail.body_text).toContain('hat am Mittwoch, 10. Februar 2027 begonnen und ist seit Dienstag, 16. Februar 2027, 24 Uhr, beendet.');
			expect(mail.body_text).toContain('hat am Freitag, 12. Februar 2027 begonnen. Sie können bis einschließlich Freitag, 12. März 2027 (24 Uhr)');
			expect(mail.subject).toBe('Neues zu 2 Verfahren: alle Orte');
		}
	});

	test('a daily digest comes at seven o’clock local time, in winter and in summer, once a day', async () => {
		await subscribe({ frequency: 'daily' });
		const { id } = await makeProcedure({}, { starts_on: null, starts_at: null, ends_on: null, ends_at: null });
		set('2027-03-27T12:00:00Z');
		await note(id, 'published');
		expect(await runAlerts(services)).toBe(0);
		// The clocks change in the night to Sunday, 28 March: seven o'clock is at 5:00 UTC.
		set('2027-03-28T04:59:00Z');
		expect(await runAlerts(services)).toBe(0);
		set('2027-03-28T05:00:00Z');
		expect(await runAlerts(services)).toBe(1);
		set('2027-03-28T05:01:00Z');
		await note(id, 'dates-changed');
		expect(await runAlerts(services)).toBe(0);
		set('2027-03-29T04:59:59Z');
		expect(await runAlerts(services)).toBe(0);
		set('2027-03-29T05:00:00Z');
		expect(await runAlerts(services)).toBe(1);
		set('2027-12-01T05:59:00Z');
		await note(id, 'dates-changed');
		set('2027-12-01T06:00:00Z');
		expect(await runAlerts(services)).toBe(1);
		expect(await mails()).toHaveLength(3);
	});

	test('two processes at once write one mail', async () => {
		for (let i = 0; i < 6; i++) await subscribe({ email: `person${i}@ort.example` });
		const { id } = await makeProcedure();
		await note(id, 'published');
		const written = await Promise.all([runAlerts(services), runAlerts(services), runAlerts(services)]);
		expect(written.reduce((sum, each) => sum + each)).toBe(6);
		for (let i = 0; i < 6; i++) expect(await mails(`person${i}@ort.example`)).toHaveLength(1);
	});

	test('a crash while the mail is written leaves neither mail nor note; the next run writes it', async () => {
		await subscribe();
		const { id } = await makeProcedure();
		await note(id, 'published');
		const failing = { ...services, queue: { ...services.queue, send: async () => { throw new Error('killed'); } } };
		await expect(runAlerts(failing)).rejects.toThrow('killed');
		expect(await mails()).toHaveLength(0);
		expect(await runAlerts(services)).toBe(1);
		expect(await runAlerts(services)).toBe(0);
		expect(await mails()).toHaveLength(1);
	});

	test('the same occasion is told once, however often it is noted', async () => {
		await subscribe();
		const { id, stepId } = await makeProcedure();
		await runAlerts(services);
		expect(await note(id, 'dates-changed', `${stepId}:2027-04-15`, stepId)).toBe(true);
		expect(await note(id, 'dates-changed', `${stepId}:2027-04-15`, stepId)).toBe(false);
		expect(await runAlerts(services)).toBe(1);
		expect(await note(id, 'dates-changed', `${stepId}:2027-04-20`, stepId)).toBe(true);
		expect(await runAlerts(services)).toBe(1);
	});

	test('an event that was noted in a transaction that took long is found all the same', async () => {
		await subscribe();
		const { id } = await makeProcedure();
		await runAlerts(services);
		const at = services.now();
		set('2027-02-01T09:05:00Z');
		await runAlerts(services);
		await notePublicationEvent(forTenant(services.db.knex, tenant.id), { procedureId: id, kind: 'published', occasion: 'late', at });
		expect(await runAlerts(services)).toBe(1);
	});
});

describe('ordering', () => {
	test('an order waits for its confirmation; looking at the link confirms nothing; the tokens are not stored', async () => {
		await orderAlert(services, null, posted(), sender());
		const { body_text } = await services.db.knex('mail').first();
		const [confirm, manage] = [/bestaetigen\/([\w-]+)/.exec(body_text)![1]!, /benachrichtigungen\/([\w-]{30,})/.exec(body_text)![1]!];
		const row = await services.db.knex('alert').first();
		expect(JSON.stringify(row)).not.toContain(confirm);
		expect(JSON.stringify(row)).not.toContain(manage);
		expect((await alertToConfirm(services, confirm)).confirmedAt).toBeNull();
		const { id } = await makeProcedure();
		await note(id, 'published');
		expect(await runAlerts(services)).toBe(0);
		await confirmAlert(services, confirm);
		const first = (await readAlert(services, manage)).confirmedAt;
		set('2027-02-02T09:00:00Z');
		await confirmAlert(services, confirm);
		expect((await readAlert(services, manage)).confirmedAt).toEqual(first);
	});

	test('the end deletes address, deliveries and every mail to it', async () => {
		const { manage } = await subscribe();
		await subscribe({ email: 'andere@ort.example' });
		const { id } = await makeProcedure();
		await note(id, 'published');
		await runAlerts(services);
		await endAlert(services, manage);
		expect(await services.db.knex('alert').where({ email: 'frida@ort.example' })).toEqual([]);
		expect(await services.db.knex('mail').where({ recipient: 'frida@ort.example' })).toEqual([]);
		expect(await services.db.knex('mail').where({ recipient: 'andere@ort.example' })).toHaveLength(2);
		await endAlert(services, manage);
		await expect(readAlert(services, manage)).rejects.toMatchObject({ code: 'alert_unknown' });
	});

	test('a change counts for what comes', async () => {
		const { manage } = await subscribe();
		await changeAlert(services, manage, { where: 'alles', planTypes: [], kinds: ['satzung'], topics: [], frequency: 'daily' }, '192.0.2.1');
		const { id } = await makeProcedure();
		await note(id, 'published');
		set('2027-02-02T09:00:00Z');
		expect(await runAlerts(services)).toBe(0);
		expect((await readAlert(services, manage)).frequency).toBe('daily');
	});

	test('its place can be changed; what is left out stays', async () => {
		const { manage } = await subscribe({ where: 'gebiet', area: JSON.stringify([drawn([13.29, 51.2], [13.31, 51.2], [13.31, 51.21])]) });
		const change = (values: object) => changeAlert(services, manage, { where: 'alles', planTypes: [], kinds: [], topics: [], frequency: 'instant', ...values } as never, '192.0.2.1');
		const before = await readAlert(services, manage);
		await change({ where: 'gebiet', topics: ['Wohnen'] });
		expect(await readAlert(services, manage)).toMatchObject({ area: before.area, title: before.title, place: { where: 'gebiet' }, filter: { topics: ['Wohnen'] } });
		// What the page shows is what the form takes: the same area, drawn again.
		const { place } = await describeAlert(services, before);
		await change({ where: 'gebiet', area: place.area });
		expect((await readAlert(services, manage)).area!.type).toBe('MultiPolygon');
		await expect(change({ where: 'gebiet', area: JSON.stringify([drawn([13.29, 51.2], [13.31, 51.2], [13.29, 51.2])]) })).rejects.toMatchObject({ code: 'form_invalid' });
		await expect(change({ where: 'umkreis' })).rejects.toMatchObject({ fields: { address: 'address' } });
		await expect(change({ where: 'gemeinde', municipality: 'Nirgendwo' })).rejects.toMatchObject({ fields: { municipality: 'municipality' } });
		await change({ where: 'gemeinde', municipality: 'Musterlinden' });
		expect(await readAlert(services, manage)).toMatchObject({ area: null, title: 'Gemeinde Musterlinden', filter: { municipality: 'Musterlinden', topics: [] } });
		await change({});
		expect(await readAlert(services, manage)).toMatchObject({ area: null, filter: { municipality: '' }, place: { where: 'alles' } });
	});

	test('a circle gets another radius around the same middle without typing the address again', async () => {
		await services.db.knex('address').insert({ street: 'Am Anger', house_number: '3', postcode: '01234', place: 'Musterlinden', geom: services.db.knex.raw("ST_GeomFromText('POINT(1480250 6670250)', 3857)") });
		const { manage } = await subscribe({ where: 'umkreis', address: 'Am Anger 3, Musterlinden', radius: '500' });
		const box = async () => {
			const xs = ((await readAlert(services, manage)).area!.coordinates as number[][][]).flat().map(([x]) => x!);
			return { middle: (Math.min(...xs) + Math.max(...xs)) / 2, width: Math.max(...xs) - Math.min(...xs) };
		};
		const before = await box();
		await changeAlert(services, manage, { where: 'umkreis', address: '', radius: '1000', planTypes: [], kinds: [], topics: [], frequency: 'instant' }, '192.0.2.1');
		const after = await box();
		expect(after.middle).toBeCloseTo(before.middle, 0);
		expect(after.width / before.width).toBeCloseTo(2, 2);
		expect((await readAlert(services, manage)).title).toMatch(/^Umkreis von 1 km um Am Anger 3/);
	});

	test('unconfirmed orders are forgotten after seven days, with their mail', async () => {
		await orderAlert(services, null, posted({ email: 'nie@ort.example' }), sender());
		await subscribe();
		set('2027-02-08T08:59:00Z');
		expect(await sweepAlerts(services)).toBe(0);
		set('2027-02-08T09:01:00Z');
		expect(await sweepAlerts(services)).toBe(1);
		expect(await services.db.knex('alert').pluck('email')).toEqual(['frida@ort.example']);
		expect(await services.db.knex('mail').where({ recipient: 'nie@ort.example' })).toEqual([]);
	});

	test('guessed, cut and foreign tokens open nothing', async () => {
		const { confirm, manage } = await subscribe();
		for (const token of ['', 'x', manage.slice(0, -1), manage.toUpperCase(), confirm, `${manage}' or true --`, '../..', manage + '\0']) {
			await expect(readAlert(services, token), token).rejects.toMatchObject({ code: 'alert_unknown' });
		}
		await expect(alertToConfirm(services, manage)).rejects.toMatchObject({ code: 'alert_unknown' });
		await endAlert(services, confirm);
		expect((await readAlert(services, manage)).email).toBe('frida@ort.example');
	});

	test('addresses that would add headers or recipients, and other nonsense, are refused', async () => {
		for (const email of ['a@b.example\r\nBcc: c@d.example', 'a@b.example,c@d.example', 'a@b.example c@d.example', 'kein', '', 'a@b', `${'a'.repeat(250)}@b.example`]) {
			await expect(orderAlert(services, null, posted({ email }), sender()), email).rejects.toMatchObject({ code: 'form_invalid' });
		}
		for (const values of [{ where: 'x' }, { where: 'umkreis' }, { where: 'gemeinde', municipality: '<script>' }, { where: 'gebiet', area: '{' }, { where: 'gebiet', area: '[]' }, { frequency: 'hourly' }]) {
			await expect(orderAlert(services, null, posted(values), sender()), JSON.stringify(values)).rejects.toMatchObject({ code: 'form_invalid' });
		}
		const line = JSON.stringify([{ kind: 'polygon', crs: 'EPSG:3857', geometry: { type: 'Polygon', coordinates: [[[1480000, 6670000], [1480100, 6670000], [1480000, 6670000], [1480000, 6670000]]] } }]);
		await expect(orderAlert(services, null, posted({ where: 'gebiet', area: line }), sender())).rejects.toMatchObject({ fields: { area: 'areaInvalid' } });
		expect(await services.db.knex('alert')).toEqual([]);
		expect(await services.db.knex('mail')).toEqual([]);
	});

	test('a mailbox cannot be filled, a sender is limited, and the answer never tells who subscribed', async () => {
		const answers = new Set<string>();
		for (let i = 0; i < 8; i++) answers.add(await orderAlert(services, null, posted(), sender()));
		expect(answers).toEqual(new Set(['alle Orte']));
		expect(await services.db.knex('mail').where({ recipient: 'frida@ort.example' })).toHaveLength(5);
		expect(await services.db.knex('alert')).toHaveLength(5);
		for (let i = 0; i < 8; i++) await orderAlert(services, null, posted({ email: `p${i}@ort.example` }), sender('198.51.100.1'));
		await expect(orderAlert(services, null, posted({ email: 'p9@ort.example' }), sender('198.51.100.1'))).rejects.toMatchObject({ code: 'alert_throttled' });
	});
});

describe('over a real SMTP server', () => {
	const received: string[] = [];
	const server = new SMTPServer({
		authOptional: true,
		disabledCommands: ['STARTTLS'],
		onData(stream, _session, done) {
			const chunks: Buffer[] = [];
			stream.on('data', (chunk: Buffer) => chunks.push(chunk));
			stream.on('end', () => {
				received.push(Buffer.concat(chunks).toString());
				done();
			});
		}
	});
	beforeAll(async () => {
		server.listen(0, '127.0.0.1');
		await once(server.server, 'listening');
	});
	afterAll(() => new Promise<void>((resolve) => server.close(resolve)));

	test('the headers of one-click unsubscribe arrive, and nothing else does', async () => {
		const { manage } = await subscribe();
		const { id } = await makeProcedure({ title: 'Nr. 9\nX-Evil: ja' });
		await note(id, 'published');
		await runAlerts(services);
		const port = (server.server.address() as AddressInfo).port;
		const mailer = openMailer({ ...services, config: { ...services.config, smtpUrl: `smtp://127.0.0.1:${port}` } });
		await mailer.sweep();
		mailer.close();
		const news = received.find((each) => each.includes('Neues'))!;
		const [head] = news.split('\r\n\r\n');
		expect(head!.replace(/\r\n\s+/g, ' ')).toContain(`List-Unsubscribe: <https://portal.example/benachrichtigungen/abmelden/${manage}>`);
		expect(head).toContain('List-Unsubscribe-Post: List-Unsubscribe=One-Click');
		expect(head).toContain('Auto-Submitted: auto-generated');
		expect(head).not.toMatch(/^X-Evil/m);
	});
});
