import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import { findDuplicates } from '../../../portal/lib/server/reports/duplicates.ts';
import { storePhoto } from '../../../portal/lib/server/reports/photos/store-photo.ts';
import { publicTimeline, readPublicReport } from '../../../portal/lib/server/reports/public-report.ts';
import { submitReport } from '../../../portal/lib/server/reports/intake.ts';
import type { Services } from '../../../portal/lib/server/services.ts';
import { testServices } from '../../support/database.ts';
import { away, HERE, makeReport, makeReporter, newReport, photoWithPlace, RECEIVED, type TestReporter } from '../../support/report.ts';

const STOP = { code: 'gefahr', label: 'Besteht Gefahr?', type: 'singlevaluelist', required: true, help: '', values: [{ key: 'nein', name: 'Nein' }, { key: 'ja', name: 'Ja', stop: 'Notfall: 112' }] };

describe('taking in a report', () => {
	let services: Services;
	let test: TestReporter;
	beforeAll(async () => {
		services = await testServices({ now: () => RECEIVED });
		test = await makeReporter(services.db, {
			categories: {
				AMPEL: { name: 'Ampel', fields: [STOP, { code: 'zahl', label: 'Zahl', type: 'number', required: false, help: '', values: [] }] },
				GEHEIM: { name: 'Vertraulich', visibility: 'private' },
				WARTET: { name: 'Wartet', moderation: 'hidden' },
				OFFEN: { name: 'Offen', moderation: 'open' },
				FOTO: { name: 'Mit Foto', photo: 'required' },
				KONTAKT: { name: 'Mit Adresse', contact: 'email' }
			}
		});
	});

	it('gives a reference, a code, a first entry, a date and a responsible body', async () => {
		const sent = await makeReport(services, test);
		expect(sent).toMatchObject({ again: false, publicRef: expect.stringMatching(/^M-[2-9A-Z]{6}$/), code: expect.stringMatching(/^(.{4}-){5}.{4}$/) });
		const row = await test.scope.table('report').where({ id: sent.id }).first();
		expect(row).toMatchObject({ state: 'eingegangen', open: true, is_public: true, body_release: 'pending', body_id: test.bodyId, receipt_seq: expect.any(Number) });
		expect(row.due_at).toEqual(new Date('2027-03-24T09:00:00Z'));
		const shown = await readPublicReport(test.scope, sent.publicRef);
		expect(shown).toMatchObject({ title: null, body: null, bodyPending: true, category: { name: 'Laterne defekt' }, state: { label: 'Eingegangen' } });
		expect(shown.point.lon).toBeCloseTo(HERE.lon, 7);
		expect(shown.point.lat).toBeCloseTo(HERE.lat, 7);
		expect(await publicTimeline(test.scope, shown)).toMatchObject([{ kind: 'received', state: 'Eingegangen' }]);
	});

	it('asks for what the category asks for', async () => {
		await expect(makeReport(services, test, { category: 'AMPEL' })).rejects.toMatchObject({ fields: { 'answers.gefahr': 'required' } });
		await expect(makeReport(services, test, { category: 'AMPEL', answers: { gefahr: 'vielleicht', zahl: 'viele' } })).rejects.toMatchObject({
			fields: { 'answers.gefahr': 'invalid', 'answers.zahl': 'number' }
		});
		await expect(makeReport(services, test, { category: 'AMPEL', answers: { gefahr: 'ja' } })).rejects.toMatchObject({ code: 'report_stopped', values: { message: 'Notfall: 112' } });
		await expect(makeReport(services, test, { category: 'FOTO' })).rejects.toMatchObject({ fields: { photos: 'required' } });
		await expect(makeReport(services, test, { category: 'KONTAKT' })).rejects.toMatchObject({ fields: { 'author.email': 'required' } });
		await expect(makeReport(services, test, { body: ' ' })).rejects.toMatchObject({ fields: { body: 'required' } });
		await expect(makeReport(services, test, { point: { lon: 12, lat: 51.25 } })).rejects.toMatchObject({ code: 'report_outside_area' });
		await expect(makeReport(services, test, { categoryId: randomUUID() })).rejects.toMatchObject({ code: 'not_found' });
		const sent = await makeReport(services, test, { category: 'AMPEL', answers: { gefahr: 'nein', zahl: '2,5', fremd: 'weg' } });
		expect((await test.scope.table('report').where({ id: sent.id }).first('answers')).answers).toEqual({ gefahr: 'nein', zahl: '2,5' });
	});

	it('shows at once what its category lets be shown', async () => {
		const [secret, waits, open] = [await makeReport(services, test, { category: 'GEHEIM' }), await makeReport(services, test, { category: 'WARTET' }), await makeReport(services, test, { category: 'OFFEN' })];
		await expect(readPublicReport(test.scope, secret.publicRef)).rejects.toMatchObject({ code: 'not_found' });
		await expect(readPublicReport(test.scope, waits.publicRef)).rejects.toMatchObject({ code: 'not_found' });
		expect(await readPublicReport(test.scope, open.publicRef)).toMatchObject({ body: 'Die Laterne flackert.', bodyPending: false });
	});

	it('§ 5.1 row 16: the same report sent ten times at once is one report', async () => {
		const input = newReport(test, { author: { email: 'zehn@example.org' } });
		const sent = await Promise.all(Array.from({ length: 10 }, () => submitReport(services, test.scope, input, { origin: 'web', now: RECEIVED })));
		expect(new Set(sent.map(({ id }) => id)).size).toBe(1);
		expect(new Set(sent.map(({ code }) => code)).size).toBe(1);
		expect(sent.filter(({ again }) => !again)).toHaveLength(1);
		expect(await test.scope.table('report_event').where({ report_id: sent[0]!.id })).toHaveLength(1);
		expect(await services.db.knex('mail').where({ recipient: 'zehn@example.org' })).toHaveLength(1);
	});

	it('§ 5.1 row 16: a transaction that was cut off leaves nothing, and sending again makes it', async () => {
		const photo = await storePhoto(services, test.scope, await photoWithPlace());
		const input = newReport(test, { photos: [photo] });
		const killed = { ...services, queue: { ...services.queue, send: () => Promise.reject(new Error('killed')) } };
		await expect(submitReport(killed, test.scope, { ...input, author: { email: 'a@example.org' } }, { origin: 'web', now: RECEIVED })).rejects.toThrow('killed');
		expect(await test.scope.table('report').where({ idempotency_key: input.idempotencyKey })).toEqual([]);
		const sent = await submitReport(services, test.scope, { ...input, author: { email: 'a@example.org' } }, { origin: 'web', now: RECEIVED });
		expect(sent.again).toBe(false);
		expect(await test.scope.table('report_photo').where({ report_id: sent.id })).toHaveLength(1);
	});

	it('proposes open reports of the same group nearby, nearest first, without what is not released', async () => {
		const there = away(3000, 3000);
		const at = (east: number, north: number) => ({ ...there, lon: there.lon + away(east, 0).lon - HERE.lon, lat: there.lat + away(0, north).lat - HERE.lat });
		const far = await makeReport(services, test, { point: at(200, 0), category: 'MUELL' });
		const near = await makeReport(services, test, { point: at(0, 20), body: 'MARKE' });
		await makeReport(services, test, { point: at(260, 0) });
		await makeReport(services, test, { point: at(5, 0), category: 'OFFEN' });
		await makeReport(services, test, { point: at(5, 0), category: 'GEHEIM' });
		const found = await findDuplicates(test.scope, { categoryId: test.categories.LATERNE!, point: there });
		expect(found.map(({ publicRef }) => publicRef)).toEqual([near.publicRef, far.publicRef]);
		expect(found[0]!.distance).toBeCloseTo(20, 0);
		expect(JSON.stringify(found)).not.toContain('MARKE');
	});
});
