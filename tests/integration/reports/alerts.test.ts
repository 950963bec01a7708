import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { foldAddress } from '../../../portal/lib/forms/report.ts';
import type { PostedReportAlert } from '../../../portal/lib/forms/report-alert.ts';
import { recordReportEvent } from '../../../portal/lib/server/reports/record-report-event.ts';
import { sweepReportAlerts, tellReportNews } from '../../../portal/lib/server/reports/alerts/tell-news.ts';
import * as alerts from '../../../portal/lib/server/reports/alerts/subscribe.ts';
import type { Services } from '../../../portal/lib/server/services.ts';
import { testServices } from '../../support/database.ts';
import { away, makeReport, makeReporter, type TestReporter } from '../../support/report.ts';

let services: Services;
let here: TestReporter;
let tenant: { slug: string; name: string };
let clock = 0;
let senders = 0;

beforeAll(async () => {
	services = await testServices({ now: () => new Date(clock), env: { PUBLIC_URL: 'https://portal.example' } });
	here = await makeReporter(services.db);
	tenant = { slug: here.slug, name: 'Musterlinden' };
});
afterAll(() => services.close());
beforeEach(async () => {
	for (const table of ['report_alert_delivery', 'report_alert_queue', 'report_alert', 'mail', 'throttle']) await services.db.knex(table).delete();
	clock = new Date('2027-03-10T09:00:00Z').getTime();
});

const MINUTE = 60_000;
const later = (minutes: number) => (clock += minutes * MINUTE);
const EMAIL = 'frida@ort.example';
const posted = (values: Partial<PostedReportAlert> = {}): PostedReportAlert => ({
	where: 'alles', address: '', radius: '1000', district: '', area: '', categories: [], email: EMAIL, ...values
});
const sender = () => ({ address: `192.0.2.${++senders % 250}`, proof: '', honeypot: '' });
const allMails = async (recipient = EMAIL) => services.db.knex('mail').where({ recipient }).orderBy('created_at').orderBy('id');
const news = async (recipient = EMAIL) => (await allMails(recipient)).filter((mail) => !mail.subject.startsWith('Bitte bestätigen'));
const order = (values: Partial<PostedReportAlert> = {}) => alerts.orderReportAlert(services, here.scope, tenant, posted(values), sender());
const follow = (ref: string, email = EMAIL) => alerts.followReport(services, here.scope, tenant, ref, { email }, sender());

async function confirmLatest(recipient = EMAIL): Promise<{ confirm: string; manage: string }> {
	const mail = (await allMails(recipient)).findLast((each) => each.subject.startsWith('Bitte bestätigen: Nachrichten'));
	const confirm = /bestaetigen\/([\w-]+)/.exec(mail.body_text)![1]!;
	return { confirm, manage: await alerts.confirmReportAlert(services, here.scope, confirm) };
}
async function subscribe(values: Partial<PostedReportAlert> = {}) {
	await order(values);
	const tokens = await confirmLatest(values.email);
	later(1);
	return tokens;
}
const report = (values: Parameters<typeof makeReport>[2] = {}) => makeReport(services, here, values, { now: services.now() });
const say = (id: string, text: string | null) => recordReportEvent(here.scope, { reportId: id, kind: 'state', state: 'in-arbeit', publicText: text }, services.now());
const update = (id: string, values: Record<string, unknown>) => here.scope.table('report').where({ id }).update({ ...values, changed_at: services.now() });

describe('what is told', () => {
	test('a new report, once, without words that no editor has released', async () => {
		await subscribe();
		const { publicRef } = await report({ title: 'Geheimer Titel', body: 'Geheimer Text' });
		expect(await tellReportNews(services)).toBe(1);
		expect(await tellReportNews(services)).toBe(0);
		const [mail] = await news();
		expect(mail.subject).toContain(publicRef);
		expect(mail.body_text).toContain(`https://portal.example/${here.slug}/meldungen/${publicRef}`);
		expect(mail.body_text).not.toMatch(/Geheim/);
		expect(mail.headers).toMatchObject({ 'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click' });
	});

	test('what happens to one report, with the public words only', async () => {
		const { id, publicRef } = await report();
		await follow(publicRef);
		await confirmLatest();
		later(1);
		await say(id, 'Die Laterne ist bestellt.');
		await say(id, null);
		await tellReportNews(services);
		const mails = await news();
		expect(mails).toHaveLength(1);
		expect(mails[0].body_text).toContain('Die Laterne ist bestellt.');
		expect(mails[0].subject).toContain(`Neues zur Meldung ${publicRef}`);
	});

	test('nothing of before the confirmation, nothing of other tenants', async () => {
		await report();
		await order();
		later(1);
		await report();
		later(1);
		await confirmLatest();
		const other = await makeReporter(services.db, { slug: 'anderswo' });
		later(1);
		await makeReport(services, other, {}, { now: services.now() });
		await tellReportNews(services);
		expect(await news()).toEqual([]);
	});

	test('by area and category', async () => {
		await here.scope.insert('responsibility', {
			body_id: here.bodyId, area_name: 'Südstadt', area: services.db.knex.raw('st_multi(st_transform(st_makeenvelope(13.49, 51.24, 13.505, 51.26, 4326), 3857))')
		});
		await subscribe({ where: 'bezirk', district: 'b:Südstadt', categories: ['LATERNE'] });
		const inside = await report({ categoryId: here.categories.LATERNE, point: away(0, 0) });
		await report({ categoryId: here.categories.MUELL, point: away(0, 0) });
		await report({ categoryId: here.categories.LATERNE, point: away(3000, 0) });
		await tellReportNews(services);
		const mails = await news();
		expect(mails).toHaveLength(1);
		expect([...mails[0].body_text.matchAll(/M-[0-9A-Z]{6}/g)].map((match) => match[0])[0]).toBe(inside.publicRef);
		expect(mails[0].body_text).toContain('Neue Meldungen: Südstadt');
		await expect(order({ where: 'bezirk', district: 'b:Unbekannt' })).rejects.toMatchObject({ fields: { district: 'district' } });
	});

	test('row 8: what is private, unconfirmed, hidden or merged is not told, and once it is public it is', async () => {
		await subscribe();
		const { id } = await report();
		await update(id, { hidden_at: services.now() });
		await tellReportNews(services);
		expect(await news()).toEqual([]);
		later(60);
		await update(id, { hidden_at: null });
		await tellReportNews(services);
		expect(await news()).toHaveLength(1);
		await update(id, { private: true });
		await update(id, { private: false });
		await tellReportNews(services);
		expect(await news()).toHaveLength(1);
	});

	test('those who follow a duplicate hear of the report it was merged into', async () => {
		const [kept, duplicate] = [await report(), await report()];
		await follow(duplicate.publicRef);
		await confirmLatest();
		later(1);
		await update(duplicate.id, { merged_into: kept.id });
		await say(kept.id, 'Wir arbeiten daran.');
		await tellReportNews(services);
		expect((await news())[0].body_text).toContain(kept.publicRef);
	});

	test('a report that is not public cannot be followed, and nothing tells whether it exists', async () => {
		const { id, publicRef } = await report();
		await update(id, { private: true });
		await expect(follow(publicRef)).rejects.toMatchObject({ code: 'not_found' });
		await expect(follow('M-AAAAAA')).rejects.toMatchObject({ code: 'not_found' });
	});
});

describe('row 17: mails twice or never', () => {
	test('killed between writing the mail and noting it: nothing is lost, nothing is twice', async () => {
		await subscribe();
		await report();
		await report();
		let writes = 0;
		const broken: Services = {
			...services,
			queue: new Proxy(services.queue, {
				get: (queue, name) => (name === 'send' ? () => { writes++; throw new Error('killed'); } : Reflect.get(queue, name))
			})
		};
		await expect(tellReportNews(broken)).rejects.toThrow('killed');
		expect(writes).toBe(1);
		expect(await news()).toEqual([]);
		await tellReportNews(services);
		await tellReportNews(services);
		expect(await news()).toHaveLength(1);
		expect((await news())[0].subject).toBe('Neues zu 2 Meldungen');
	});

	test('an outage of a week: everything is told afterwards, in one mail', async () => {
		await subscribe();
		const refs: string[] = [];
		for (let day = 0; day < 8; day++) {
			refs.push((await report()).publicRef);
			later(24 * 60);
		}
		await tellReportNews(services);
		const mails = await news();
		expect(mails).toHaveLength(1);
		for (const ref of refs) expect(mails[0].body_text).toContain(ref);
	});

	test('two processes at once tell once', async () => {
		await subscribe();
		for (let count = 0; count < 5; count++) await report();
		const told = await Promise.all([tellReportNews(services), tellReportNews(services), tellReportNews(services)]);
		expect(told.reduce((sum, each) => sum + each)).toBe(1);
		expect(await news()).toHaveLength(1);
	});

	test('without anybody who wants to hear, nothing is kept to be told', async () => {
		await report();
		expect(await services.db.knex('report_alert_queue')).toEqual([]);
	});
});

describe('row 6: mail bombing', () => {
	test('a hundred orders with one address, in all its spellings, are few mails', async () => {
		const { publicRef } = await report();
		const spellings = ['opfer@ort.example', 'OPFER@ort.example', 'Opfer+1@ort.example', 'opfer+xy@ORT.example'];
		for (let count = 0; count < 100; count++) {
			const email = spellings[count % 4]!;
			await (count % 2 ? follow(publicRef, email) : order({ email, categories: count % 3 ? ['LATERNE'] : [] }));
		}
		const mails = (await services.db.knex('mail')).filter((mail) => foldAddress(mail.recipient) === 'opfer@ort.example');
		expect(mails.length).toBeLessThanOrEqual(8);
		expect(mails.length).toBeGreaterThan(0);
	});

	test('the same order again within a day asks once; its answer is the same', async () => {
		expect(await order()).toBe(await order());
		expect(await allMails()).toHaveLength(1);
	});

	test('one connection orders so often an hour', async () => {
		const one = { address: '198.51.100.7', proof: '', honeypot: '' };
		const results = await Promise.allSettled(
			Array.from({ length: 12 }, (_, index) => alerts.orderReportAlert(services, here.scope, tenant, posted({ email: `n${index}@ort.example` }), one))
		);
		expect(results.filter(({ status }) => status === 'rejected')).toHaveLength(4);
	});

	test('the mail that asks holds no words of whoever ordered', async () => {
		const { publicRef } = await report({ title: 'Kaufen Sie hier: böse.example' });
		await follow(publicRef);
		expect((await allMails())[0].body_text).not.toContain('böse');
	});
});

describe('row 4: tokens', () => {
	test('looking confirms nothing; they are stored hashed and serve one purpose', async () => {
		await order();
		const confirm = /bestaetigen\/([\w-]+)/.exec((await allMails())[0].body_text)![1]!;
		expect((await alerts.reportAlertToConfirm(here.scope, confirm)).confirmed).toBe(false);
		const row = await services.db.knex('report_alert').first();
		expect(row.confirmed_at).toBeNull();
		expect(JSON.stringify(row)).not.toContain(confirm);
		await expect(alerts.readReportAlert(here.scope, confirm)).rejects.toMatchObject({ code: 'alert_unknown' });
		const manage = await alerts.confirmReportAlert(services, here.scope, confirm);
		await expect(alerts.reportAlertToConfirm(here.scope, manage)).rejects.toMatchObject({ code: 'alert_unknown' });
		expect((await alerts.readReportAlert(here.scope, manage)).confirmed).toBe(true);
	});

	test('ending forgets the address and every mail to it; again is no error', async () => {
		const { manage } = await subscribe();
		await report();
		await tellReportNews(services);
		await alerts.endReportAlert(services, manage);
		await alerts.endReportAlert(services, manage);
		expect(await services.db.knex('report_alert')).toEqual([]);
		expect(await allMails()).toEqual([]);
		await report();
		expect(await tellReportNews(services)).toBe(0);
	});

	test('categories can be changed', async () => {
		const { manage } = await subscribe();
		await alerts.changeReportAlert(here.scope, manage, { categories: ['MUELL'] });
		expect((await alerts.readReportAlert(here.scope, manage)).categories!.filter(({ chosen }) => chosen).map(({ code }) => code)).toEqual(['MUELL']);
		await expect(alerts.changeReportAlert(here.scope, manage, { categories: ['GIBTSNICHT'] })).rejects.toMatchObject({ fields: { categories: 'invalid' } });
	});

	test('without confirmation it is gone after a week', async () => {
		await order();
		later(7 * 24 * 60 - 5);
		expect(await sweepReportAlerts(services)).toBe(0);
		later(10);
		expect(await sweepReportAlerts(services)).toBe(1);
		expect(await services.db.knex('report_alert')).toEqual([]);
	});
});
