import { writeFileSync } from 'node:fs';
import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { REPORT_FIELD as FIELD, searchCategories, type ReportFormState } from '../../../portal/lib/forms/report-steps.ts';
import { emptyReport, reporterView, startOfForm } from '../../../portal/lib/server/reports/form/form-view.ts';
import { readReportForm } from '../../../portal/lib/server/reports/form/read-form.ts';
import { submitFromOutbox, submitReportForm, type ReportOutcome } from '../../../portal/lib/server/reports/form/submit-form.ts';
import { findReporters } from '../../../portal/lib/server/reports/find-reporters.ts';
import type { StepContext } from '../../../portal/lib/server/reports/form/take-step.ts';
import { readPublicReport } from '../../../portal/lib/server/reports/public-report.ts';
import type { Services } from '../../../portal/lib/server/services.ts';
import { testFolder, testServices } from '../../support/database.ts';
import { HERE, makeReport, makeReporter, photoWithPlace, RECEIVED, type TestReporter } from '../../support/report.ts';

const FIELDS = [
	{ code: 'wo', label: 'Wo?', type: 'multivaluelist', required: false, help: '', values: [{ key: 'a', name: 'A' }, { key: 'b', name: 'B' }] },
	{ code: 'gefahr', label: 'Gefahr?', type: 'singlevaluelist', required: true, help: '', values: [{ key: 'nein', name: 'Nein' }, { key: 'ja', name: 'Ja', stop: 'Notfall: 112' }] }
];

describe('the form, step by step, as a browser without script sends it', () => {
	let services: Services;
	let test: TestReporter;
	let context: StepContext;
	let now = RECEIVED;
	beforeAll(async () => {
		services = await testServices({ now: () => now });
		test = await makeReporter(services.db, { categories: { LOCH: { name: 'Schlagloch', group_name: 'Weg', fields: FIELDS, keywords: ['Straßen-Schaden'] } } });
		await services.db.knex('address').insert({
			tenant_id: test.tenantId,
			street: 'Lindenweg',
			house_number: '5',
			postcode: '01990',
			place: 'Musterlinden',
			geom: services.db.knex.raw('st_transform(st_setsrid(st_makepoint(?, ?), 4326), 3857)', [HERE.lon, HERE.lat])
		});
		const reporter = await reporterView(services, test.scope, 'maengelmelder', [1491000, 6650000, 1515000, 6680000]);
		context = { services, scope: test.scope, slug: test.slug, reporter, client: '192.0.2.7' };
	});

	/** Everything that the page would send back, and the pressed button. */
	function post(state: ReportFormState, pressed: string, changed: Record<string, string | string[]> = {}): FormData {
		const form = new FormData();
		const set = (name: string, value: string | string[]) => {
			form.delete(name);
			for (const each of [value].flat()) form.append(name, each);
		};
		for (const [name, value] of Object.entries({
			[FIELD.key]: state.key, [FIELD.mark]: state.mark, [FIELD.here]: state.step, [FIELD.lon]: String(state.point?.lon ?? ''), [FIELD.lat]: String(state.point?.lat ?? ''),
			[FIELD.address]: state.address, [FIELD.category]: state.categoryId, [FIELD.seen]: state.seen, [FIELD.body]: state.body, [FIELD.title]: state.title,
			[FIELD.name]: state.name, [FIELD.email]: state.email, [FIELD.phone]: state.phone, [FIELD.asset]: state.assetId
		})) set(name, value);
		for (const [code, value] of Object.entries(state.answers)) set(FIELD.answer + code, value);
		for (const { id } of state.photos) form.append(FIELD.staged, id);
		for (const [name, value] of Object.entries(changed)) set(name, value);
		form.append(FIELD.step, pressed);
		return form;
	}
	async function press(state: ReportFormState, pressed: string, changed: Record<string, string | string[]> = {}, files: Buffer[] = []): Promise<ReportOutcome> {
		const folder = testFolder();
		const uploads = files.map((bytes, index) => {
			const path = join(folder, String(index));
			writeFileSync(path, bytes);
			return { path, name: 'foto.jpg', size: bytes.length, sha256: createHash('sha256').update(bytes).digest() };
		});
		return submitReportForm(context, readReportForm(services, post(state, pressed, changed)), () => uploads);
	}
	const next = async (...given: Parameters<typeof press>) => {
		const { state } = await press(...given);
		expect(state).not.toBeNull();
		return state!;
	};

	it('leads from an address to the receipt', async () => {
		now = RECEIVED;
		let state = emptyReport(services);
		state = await next(state, 'weiter', { [FIELD.addressText]: 'Lindenweg 5' });
		expect(state.addresses).toMatchObject([{ label: 'Lindenweg 5, 01990 Musterlinden' }]);
		const [hit] = state.addresses!;
		state = await next(state, `ort-nehmen:${hit!.position.join(',')},${hit!.label}`);
		expect(state).toMatchObject({ address: 'Lindenweg 5, 01990 Musterlinden', said: 'place-set', step: 'ort' });
		state = await next(state, 'weiter');
		expect(await next(state, 'weiter')).toMatchObject({ step: 'kategorie', problems: { category: 'required' } });
		state = await next(state, 'weiter', { [FIELD.category]: test.categories.LOCH! });
		// Nothing similar is there: the step is skipped.
		expect(state.step).toBe('angaben');
		expect((await next(state, 'weiter')).problems).toMatchObject({ 'answers.gefahr': 'required', body: 'required' });
		expect(await next(state, 'weiter', { [FIELD.body]: 'Loch', 'antwort-gefahr': 'ja' })).toMatchObject({ step: 'angaben', stop: 'Notfall: 112' });
		state = await next(state, 'weiter', { [FIELD.body]: 'Tief.', 'antwort-gefahr': 'nein', 'antwort-wo': ['a', 'b'] }, [await photoWithPlace(300, 200)]);
		expect(state).toMatchObject({ step: 'senden', body: 'Tief.', answers: { gefahr: 'nein', wo: ['a', 'b'] } });
		expect(state.photos).toHaveLength(1);
		const back = await next(state, 'gehe:ort');
		expect(back).toMatchObject({ step: 'ort', body: 'Tief.', photos: state.photos });
		now = new Date(RECEIVED.getTime() + 60_000);
		const [{ sent }, again] = [await press(state, 'absenden', { [FIELD.email]: 'b@example.org' }), await press(state, 'absenden', { [FIELD.email]: 'b@example.org' })];
		expect(again.sent).toMatchObject({ id: sent!.id, again: true, code: sent!.code });
		const row = await test.scope.table('report').where({ id: sent!.id }).first();
		expect(row).toMatchObject({ body: 'Tief.', answers: { gefahr: 'nein', wo: ['a', 'b'] }, author_email: 'b@example.org', address_found: true });
		expect(await test.scope.table('report_photo').where({ report_id: row.id })).toHaveLength(1);
		// Changed after "back" it is another report: nothing that somebody wrote is lost.
		expect((await press({ ...state, photos: [], body: 'Noch tiefer.' }, 'absenden', { [FIELD.email]: 'b@example.org' })).sent!.id).not.toBe(sent!.id);
	});

	it('begins with a photo that knows its place', async () => {
		const state = await next(emptyReport(services), 'weiter', {}, [await photoWithPlace(300, 200)]);
		expect(state).toMatchObject({ said: 'place-of-photo', step: 'ort', point: { lon: HERE.lon, lat: HERE.lat }, address: 'Lindenweg 5, 01990 Musterlinden' });
	});

	it('reads coordinates, and says what lies elsewhere', async () => {
		expect(await next(emptyReport(services), 'koordinaten', { [FIELD.coordinates]: '51,25 13,5' })).toMatchObject({ point: { lon: 13.5, lat: 51.25 } });
		expect((await next(emptyReport(services), 'koordinaten', { [FIELD.coordinates]: 'hier' })).problems).toEqual({ coordinates: 'invalid' });
		expect((await next(emptyReport(services), 'koordinaten', { [FIELD.coordinates]: '50,0 12,0' })).problems).toEqual({ point: 'outside' });
	});

	it('shows similar reports once, and goes on', async () => {
		const there = await makeReport(services, test, { category: 'LOCH', body: 'GEHEIM', answers: { gefahr: 'nein' } }, { now });
		const start = { ...emptyReport(services), point: { ...HERE }, step: 'kategorie' as const };
		let state = await next(start, 'weiter', { [FIELD.category]: test.categories.LOCH! });
		expect(state.step).toBe('aehnliche');
		expect(state.duplicates!.map(({ publicRef }) => publicRef)).toContain(there.publicRef);
		expect(JSON.stringify(state.duplicates)).not.toContain('GEHEIM');
		state = await next(state, 'weiter');
		expect(state.step).toBe('angaben');
		state = await next(state, 'zurueck');
		expect((await next(state, 'weiter')).step).toBe('angaben');
	});

	it('shows words as an address only where the gazetteer knows them there', async () => {
		const point = { lon: HERE.lon, lat: HERE.lat + 0.02 };
		const state = { ...emptyReport(services), point, address: 'Hier wohnt Erika Muster', categoryId: test.categories.LATERNE!, body: 'x', step: 'senden' as const };
		now = new Date(RECEIVED.getTime() + 120_000);
		const { sent } = await press(state, 'absenden');
		expect((await readPublicReport(test.scope, sent!.publicRef)).address).toBe('');
	});

	it('opens at a place with a category, as a code on a bench says it', async () => {
		const open = (query: string) => startOfForm(services, test.scope, context.reporter, new URLSearchParams(query));
		expect(await open('lat=51.25&lon=13.5&kategorie=loch')).toMatchObject({ point: { lon: 13.5, lat: 51.25 }, categoryId: test.categories.LOCH });
		expect(await open('lat=10&lon=10')).toMatchObject({ point: null, problems: { point: 'outside' } });
		expect(await open('lat=x&lon=<script>&kategorie=%27&objekt=nichts')).toMatchObject({ point: null, categoryId: '', assetId: '' });
	});

	it('§ 5.1 row 16: a report out of an outbox is stored once, ten times sent', async () => {
		now = new Date(RECEIVED.getTime() + 180_000);
		const state = { ...emptyReport(services), point: { ...HERE }, categoryId: test.categories.LATERNE!, body: 'Aus dem Ausgang' };
		const send = async () => submitFromOutbox(context, readReportForm(services, post(state, '')), () => []);
		now = new Date(RECEIVED.getTime() + 240_000);
		const sent = await Promise.all(Array.from({ length: 10 }, send));
		expect(new Set(sent.map(({ publicRef }) => publicRef)).size).toBe(1);
		expect(await test.scope.table('report').where({ body: 'Aus dem Ausgang' })).toHaveLength(1);
	});

	it('finds categories by words with and without hyphens and umlauts', () => {
		const names = (text: string) => searchCategories(context.reporter.categories, text).map(({ name }) => name);
		expect(names('strassenschaden')).toEqual(['Schlagloch']);
		expect(names('MÜLL')).toEqual(['Müll']);
		expect(names('mull')).toEqual(['Müll']);
		expect(names('Nordpol')).toEqual([]);
	});

	it('the Land names the reporters of a place', async () => {
		const found = await findReporters(services, new URLSearchParams('lat=51.25&lon=13.5'), '192.0.2.1');
		expect(found.reporters).toEqual([expect.objectContaining({ href: `/${test.slug}/melden/maengelmelder?lat=51.250000&lon=13.500000` })]);
		expect((await findReporters(services, new URLSearchParams('lat=40&lon=3'), '192.0.2.1')).reporters).toEqual([]);
		expect((await findReporters(services, new URLSearchParams('suche=Lindenweg 5'), '192.0.2.1')).reporters).toHaveLength(1);
	});
});
