import { beforeAll, expect, test } from 'vitest';
import { delegate, orderHash, revokeDelegation } from '../../../portal/lib/server/reports/delegation/delegate.ts';
import { answerOrder, openOrder, orderPhotoKey } from '../../../portal/lib/server/reports/delegation/order.ts';
import { storePhoto } from '../../../portal/lib/server/reports/photos/store-photo.ts';
import { releaseText, withholdPhoto } from '../../../portal/lib/server/reports/release/release.ts';
import { readWorkPage } from '../../../portal/lib/server/reports/work-page/work-page.ts';
import type { Services } from '../../../portal/lib/server/services.ts';
import { testServices } from '../../support/database.ts';
import { RECEIVED, makeReport, makeReporter, photoWithPlace, type TestReporter } from '../../support/report.ts';

let services: Services;
let here: TestReporter;
let there: TestReporter;
let now = RECEIVED;
const BY = { actor: 'staff' };
const ORDER = { contractor: 'Licht GmbH', email: 'licht@firma.example', orderText: 'Leuchtmittel tauschen', days: '30' };
const later = (days: number) => new Date(RECEIVED.getTime() + days * 24 * 3_600_000);
const errorOf = (work: Promise<unknown>) => work.then(() => null, (error: { code?: string }) => error.code ?? String(error));

beforeAll(async () => {
	services = await testServices({ now: () => now });
	here = await makeReporter(services.db);
	there = await makeReporter(services.db);
});

async function ordered() {
	const photos = [await storePhoto(services, here.scope, await photoWithPlace()), await storePhoto(services, here.scope, await photoWithPlace())];
	const report = await makeReport(services, here, { body: 'Bei mir, Erika, ist es dunkel.', author: { name: 'Erika Muster', email: 'erika@ort.example', phone: '0123' }, photos });
	const [, withheld] = await here.scope.table('report_photo').where({ report_id: report.id }).orderBy('position').select('id');
	await withholdPhoto(here.scope, report.id, withheld.id, BY, RECEIVED);
	return { report, withheld: withheld.id as string, ...(await delegate(services, here.scope, report.id, ORDER, BY, RECEIVED)) };
}

test('the contractor sees the order and nothing of the author; the link is random and kept as a hash', async () => {
	const { report, withheld, token } = await ordered();
	const order = await openOrder(services, here.scope, token, '192.0.2.1');
	expect(order).toMatchObject({ contractor: 'Licht GmbH', orderText: 'Leuchtmittel tauschen', publicRef: report.publicRef, body: null });
	expect(JSON.stringify(order)).not.toMatch(/Erika|erika@|0123/);
	expect(order.photos).toHaveLength(1);
	expect(await errorOf(orderPhotoKey(here.scope, order, withheld, false))).toBe('not_found');
	expect(await orderPhotoKey(here.scope, order, order.photos[0]!.id, true)).toMatch(/^[0-9a-f-]+\//);
	await releaseText(here.scope, report.id, { title: '', body: 'Es ist dunkel.', reason: 'Namen entfernt' }, BY, RECEIVED);
	expect((await openOrder(services, here.scope, token, '192.0.2.1')).body).toBe('Es ist dunkel.');
	const [row] = await here.scope.table('report_delegation').where({ report_id: report.id }).select('token_hash');
	expect(Buffer.from(row.token_hash)).toEqual(orderHash(token));
	expect(token).toMatch(/^[A-Za-z0-9_-]{43}$/);
	const [mail] = await services.db.knex('mail').where({ recipient: 'licht@firma.example' }).orderBy('created_at', 'desc').select('body_text');
	expect(mail.body_text).toContain(`/${here.slug}/auftrag/${token}`);
	expect(mail.body_text).not.toMatch(/Erika/);
});

test('over, revoked, unknown and another tenant’s: all the same', async () => {
	const { report, id, token } = await ordered();
	expect(await errorOf(openOrder(services, there.scope, token, '192.0.2.2'))).toBe('order_unknown');
	expect(await errorOf(openOrder(services, here.scope, 'x'.repeat(43), '192.0.2.2'))).toBe('order_unknown');
	expect(await errorOf(openOrder(services, here.scope, "' or 1=1", '192.0.2.2'))).toBe('order_unknown');
	now = later(31);
	expect(await errorOf(openOrder(services, here.scope, token, '192.0.2.2'))).toBe('order_unknown');
	now = RECEIVED;
	const order = await openOrder(services, here.scope, token, '192.0.2.2');
	expect(await errorOf(revokeDelegation(there.scope, report.id, id, BY, now))).toBe('not_found');
	await revokeDelegation(here.scope, report.id, id, BY, now);
	expect(await errorOf(openOrder(services, here.scope, token, '192.0.2.2'))).toBe('order_unknown');
	// The page was open when it was revoked.
	expect(await errorOf(answerOrder(here.scope, order, { proposal: 'done', text: '' }, [], now))).toBe('order_unknown');
	expect(await errorOf(revokeDelegation(here.scope, report.id, id, BY, now))).toBe('not_found');
});

test('who tries links is stopped', async () => {
	const outcomes = [];
	for (let i = 0; i < 31; i++) outcomes.push(await errorOf(openOrder(services, here.scope, String(i).padStart(43, 'a'), '192.0.2.77')));
	expect(outcomes.at(-2)).toBe('order_unknown');
	expect(outcomes.at(-1)).toBe('order_throttled');
});

test('an answer is a proposal: staff decides, nothing is public before', async () => {
	const { report, token } = await ordered();
	const order = await openOrder(services, here.scope, token, '192.0.2.1');
	expect(await errorOf(answerOrder(here.scope, order, { proposal: 'impossible', text: '' }, [], now))).toBe('form_invalid');
	expect(await errorOf(answerOrder(here.scope, order, { proposal: 'gekapert', text: 'x' }, [], now))).toBe('form_invalid');
	const photo = await storePhoto(services, here.scope, await photoWithPlace());
	await answerOrder(here.scope, order, { proposal: 'done', text: 'Neue LED' }, [photo], later(2));
	const page = await readWorkPage(here.scope, report.id, later(2));
	expect(page.state.key).toBe('eingegangen');
	expect(page.proposal).toMatchObject({ state: 'erledigt', text: 'Neue LED' });
	expect(page.photos.at(-1)).toMatchObject({ origin: 'staff', release: 'pending' });
	const told = await here.scope.table('report_event').where({ report_id: report.id, kind: 'contractor' }).first('public_text');
	expect(told.public_text).toBeNull();
	// The same draft cannot be sent twice.
	expect(await errorOf(answerOrder(here.scope, order, { proposal: 'done', text: '' }, [photo], later(2)))).toBe('attachment_expired');
});

test('an order to nobody is refused and leaves nothing', async () => {
	const report = await makeReport(services, here);
	for (const wrong of [{ email: 'keine' }, { contractor: '' }, { orderText: '' }, { days: '0' }, { days: 'viele' }])
		expect(await errorOf(delegate(services, here.scope, report.id, { ...ORDER, ...wrong }, BY, now))).toBe('form_invalid');
	expect(await here.scope.table('report_delegation').where({ report_id: report.id })).toEqual([]);
});
