import { randomUUID } from 'node:crypto';
import sharp from 'sharp';
import { beforeAll, describe, expect, test } from 'vitest';
import { forTenant, type TenantScope } from '../../../gis/db/tenant-scope.ts';
import { members } from '../../../portal/lib/server/accounts/members.ts';
import type { Account } from '../../../portal/lib/server/accounts/types.ts';
import { proofCsv, proofPdf, readProofRequest } from '../../../portal/lib/server/trails/proof.ts';
import { qrSheetPdf } from '../../../portal/lib/server/trails/qr-sheet.ts';
import { listSections, readNetwork } from '../../../portal/lib/server/trails/network.ts';
import { receiveDamage, receiveOrder, receiveRound } from '../../../portal/lib/server/trails/receive.ts';
import { readPublicPost } from '../../../portal/lib/server/trails/public-network.ts';
import { changeTrackDays, cutOldTracks, readTrackDays } from '../../../portal/lib/server/trails/track-retention.ts';
import { selectDamages, selectRounds } from '../../../portal/lib/server/trails/work-queries.ts';
import type { Network } from '../../../portal/lib/server/trails/types.ts';
import type { Services } from '../../../portal/lib/server/services.ts';
import { makeTenant, testServices } from '../../support/database.ts';
import { makeNetwork, trackAlong, wardenAccount } from '../../support/trails.ts';

let services: Services;
let scope: TenantScope;
let wanda: Account;
let willi: Account;
let network: Network;
let clock = new Date('2026-05-10T12:00:00Z');
const DAY = '2026-05-10';

beforeAll(async () => {
	services = await testServices({ now: () => clock });
	const { id } = await makeTenant(services.db, { slug: 'wald' });
	scope = forTenant(services.db.knex, id);
	const make = async (name: string) => wardenAccount((await members.create(scope, { email: `${name}@wald.example`, name, role: 'warden' })).accountId, id, name);
	wanda = await make('Wanda');
	willi = await make('Willi');
	await makeNetwork(scope, clock);
	network = await readNetwork(scope, clock);
	await scope.table('trail_section').whereIn('ref', ['A1', 'A2']).update({ warden_id: wanda.id, deputy_id: willi.id });
});

const sectionId = (ref: string) => network.sections.find((section) => section.ref === ref)!.id;
const postOf = (number: string) => network.posts.find((post) => post.number === number)!;
const photo = () => sharp({ create: { width: 60, height: 40, channels: 3, background: '#a33' } }).jpeg().toBuffer();
const round = (values: Record<string, unknown> = {}) => ({
	startedAt: `${DAY}T08:00:00Z`,
	endedAt: `${DAY}T09:00:00Z`,
	sections: [{ id: sectionId('A1'), result: 'ohne-befund' }],
	visits: [{ postId: postOf('P1').id, at: `${DAY}T08:05:00Z`, result: 'ok' }],
	track: [trackAlong(13.4, 13.41, Date.parse(`${DAY}T08:00:00Z`) / 1000)],
	note: '',
	...values
});

test('the network is what was read: lengths on the ground, routes of sections, blades', () => {
	expect(network.sections.map(({ ref }) => ref)).toEqual(['A1', 'A2', 'A3']);
	expect(network.sections[0]!.length).toBeGreaterThan(690);
	expect(network.sections[0]!.length).toBeLessThan(705);
	expect(network.sections[1]!.routeIds).toHaveLength(2);
	expect(network.posts[0]!.signs).toHaveLength(2);
	expect(network.posts[0]!.signs[0]!.routeIds).toEqual([network.routes.find(({ ref }) => ref === 'R1')!.id]);
	expect(network.sections.every(({ late, dueOn }) => late && dueOn === null)).toBe(true);
});

describe('a round', () => {
	test('counts once, however often it is sent; its due date moves', async () => {
		const key = randomUUID();
		const first = await receiveRound(services, scope, wanda, key, round());
		const answers = await Promise.all(Array.from({ length: 5 }, () => receiveRound(services, scope, wanda, key, round())));
		expect(first).toMatchObject({ again: false, hints: [] });
		expect(answers.every(({ id, again }) => id === first.id && again)).toBe(true);
		const [section] = await listSections(scope, clock);
		expect(section).toMatchObject({ late: false, lastAt: `${DAY}T09:00:00.000Z`, dueOn: '2026-11-08' });
	});
	test('the part near the track is told per section', async () => {
		const half = round({ sections: [{ id: sectionId('A1'), result: 'ohne-befund' }, { id: sectionId('A2'), result: 'befund' }], track: [trackAlong(13.4, 13.415, 1_778_400_000)] });
		const { id } = await receiveRound(services, scope, wanda, randomUUID(), half);
		const [row] = await selectRounds(scope, { id });
		const [whole, part] = row!.sections;
		expect(whole!.covered).toBeGreaterThan(0.99);
		expect(part!.covered).toBeGreaterThan(0.5);
		expect(part!.covered).toBeLessThan(0.6);
		expect(row!.walked).toBeGreaterThan(1000);
	});
	test('a track elsewhere covers nothing; by hand there is no share at all', async () => {
		const away = await receiveRound(services, scope, wanda, randomUUID(), round({ track: [trackAlong(13.4, 13.41, 1_778_400_000, 51.305)] }));
		const byHand = await receiveRound(services, scope, wanda, randomUUID(), round({ track: [] }));
		expect((await selectRounds(scope, { id: away.id }))[0]!.sections[0]!.covered).toBe(0);
		expect((await selectRounds(scope, { id: byHand.id }))[0]).toMatchObject({ by_hand: true, walked: null, sections: [{ covered: null }] });
	});
	test('another content under the same key is refused', async () => {
		const key = randomUUID();
		await receiveRound(services, scope, wanda, key, round());
		await expect(receiveRound(services, scope, wanda, key, round({ note: 'anders' }))).rejects.toMatchObject({ code: 'trail_key_taken' });
	});
	test('days later: what is gone is told and kept in the note, other rounds meanwhile are named', async () => {
		const key = randomUUID();
		const late = round({
			sections: [{ id: sectionId('A3'), result: 'ohne-befund' }, { id: randomUUID(), result: 'befund' }],
			visits: [{ postId: randomUUID(), at: `${DAY}T08:05:00Z`, result: 'ok' }],
			track: []
		});
		await receiveRound(services, scope, willi, randomUUID(), round({ sections: [{ id: sectionId('A3'), result: 'ohne-befund' }], endedAt: `${DAY}T11:00:00Z`, track: [] }));
		clock = new Date('2026-05-14T12:00:00Z');
		const { id, hints } = await receiveRound(services, scope, wanda, key, late);
		expect(hints).toHaveLength(4);
		expect(hints.join(' ')).toContain('Willi');
		expect((await selectRounds(scope, { id }))[0]!.note).toContain('gehört nicht mehr zum Netz');
	});
	test.each([
		['ends before it began', { endedAt: `${DAY}T07:00:00Z` }, 'trail_round_times'],
		['in the future', { startedAt: '2027-01-01T08:00:00Z', endedAt: '2027-01-01T09:00:00Z' }, 'trail_round_times'],
		['no section', { sections: [] }, 'form_invalid'],
		['only unknown sections', { sections: [{ id: '00000000-0000-4000-8000-000000000000', result: 'befund' }] }, 'trail_thing_gone'],
		['a track off the earth', { track: [[[500, 91, 1]]] }, 'form_invalid']
	])('%s is refused', async (_name, values, code) => {
		await expect(receiveRound(services, scope, wanda, randomUUID(), round(values))).rejects.toMatchObject({ code });
	});
});

describe('a damage', () => {
	const damage = (values: Record<string, unknown> = {}) => ({
		target: { kind: 'sign', id: postOf('P2').signs[0]!.id },
		kinds: ['verwachsen', 'lose'],
		note: 'Ast davor',
		foundAt: `${DAY}T08:30:00Z`,
		...values
	});
	test('becomes a report of the wardens with its photos, once', async () => {
		const key = randomUUID();
		const bytes = [await photo(), await photo()];
		const first = await receiveDamage(services, scope, wanda, key, damage(), bytes);
		const again = await receiveDamage(services, scope, wanda, key, damage(), bytes);
		expect(first.publicRef).toMatch(/^M-/);
		expect(again).toMatchObject({ id: first.id, again: true });
		const reports = await scope.table('report').where({ public_ref: first.publicRef });
		expect(reports).toHaveLength(1);
		expect(reports[0]).toMatchObject({ origin: 'warden', title: 'Schild am Standort P2 Punkt 2', author_name: 'Wanda', asset_id: postOf('P2').assetId });
		expect(reports[0].body).toContain('verwachsen, verdeckt; lose oder schief');
		expect(await scope.table('report_photo').where({ report_id: reports[0].id })).toHaveLength(2);
	});
	test('ten times at once is one report', async () => {
		const key = randomUUID();
		const all = await Promise.all(Array.from({ length: 10 }, () => receiveDamage(services, scope, wanda, key, damage({ note: 'zehnmal' }))));
		expect(new Set(all.map(({ id }) => id)).size).toBe(1);
		expect(await scope.table('report').where('body', 'like', '%zehnmal%')).toHaveLength(1);
	});
	test('fixed on the spot is no report, but keeps its photo', async () => {
		const before = (await scope.table('report')).length;
		const { id, publicRef } = await receiveDamage(services, scope, wanda, randomUUID(), damage({ fixed: 'freigeschnitten' }), [await photo()]);
		expect(publicRef).toBeUndefined();
		expect(await scope.table('report')).toHaveLength(before);
		expect(await scope.table('trail_damage_photo').where({ damage_id: id })).toHaveLength(1);
		expect(await scope.table('report_photo_draft')).toHaveLength(0);
	});
	test('on a section it lies on its line, by linear reference', async () => {
		const { id } = await receiveDamage(services, scope, wanda, randomUUID(), damage({ target: { kind: 'section', id: sectionId('A1') }, kinds: ['unpassierbar'], point: { lon: 13.4025, lat: 51.3004 } }));
		const row = await scope.table('trail_damage').where({ id }).first();
		expect(row.measure).toBeCloseTo(0.25, 2);
	});
	test('a second one on the same sign is told of the first', async () => {
		const { hints } = await receiveDamage(services, scope, willi, randomUUID(), damage({ note: 'noch einmal' }));
		expect(hints.join()).toContain('schon eine offene Meldung');
	});
	test('of a thing that is gone is refused, and nothing is stored', async () => {
		const target = { kind: 'sign', id: randomUUID() };
		await expect(receiveDamage(services, scope, wanda, randomUUID(), damage({ target }))).rejects.toMatchObject({ code: 'trail_thing_gone' });
	});
	test('it may arrive before its round', async () => {
		const roundKey = randomUUID();
		await receiveDamage(services, scope, wanda, randomUUID(), damage({ roundKey, target: { kind: 'post', id: postOf('P3').id }, kinds: ['pfosten'] }));
		const { id } = await receiveRound(services, scope, wanda, roundKey, round({ visits: [{ postId: postOf('P3').id, at: `${DAY}T08:40:00Z`, result: 'damage' }] }));
		expect((await selectRounds(scope, { id }))[0]).toMatchObject({ damages: 1, fixed: 0, posts: 1 });
		expect(await selectDamages(scope, { kind: 'open', roundKey, limit: 10 })).toMatchObject([{ post: 'P3 Punkt 3', state: 'Eingegangen' }]);
	});
	test('everybody sees the open report at its post', async () => {
		const { token } = postOf('P2');
		const page = await readPublicPost(scope, 'wald', token);
		expect(page.reports.length).toBeGreaterThan(0);
		expect(page.reportHref).toMatch(/^\/wald\/melden\/wegewarte\?lat=51\.3\d*&lon=13\.41\d*&kategorie=WEGE-STANDORT&objekt=/);
		expect(page.reportHref.endsWith(postOf('P2').assetId!)).toBe(true);
		expect((await readPublicPost(scope, 'wald', 'p2')).post.number).toBe('P2');
		await expect(readPublicPost(scope, 'wald', 'P99')).rejects.toMatchObject({ code: 'not_found' });
	});
});

test('material is ordered once', async () => {
	const key = randomUUID();
	const order = { postId: postOf('P1').id, items: [{ item: 'pfosten', count: 2, text: '' }], orderedAt: `${DAY}T09:00:00Z` };
	const [first, second] = [await receiveOrder(services, scope, wanda, key, order), await receiveOrder(services, scope, wanda, key, order)];
	expect([first.again, second.again]).toEqual([false, true]);
	expect(await scope.table('material_order')).toHaveLength(1);
});

describe('the proof', () => {
	const request = () => readProofRequest(new URLSearchParams({ von: '2026-05-01', bis: '2026-05-31' }), clock);
	test('as CSV: a row per round and section, formulas disarmed', async () => {
		await receiveRound(services, scope, wanda, randomUUID(), round({ note: '=HYPERLINK("x")' }));
		const csv = await proofCsv(scope, request());
		expect(csv.split('\r\n').length).toBeGreaterThan(8);
		expect(csv).toContain('"ohne Befund"');
		expect(csv).toContain(`"'=HYPERLINK(""x"")"`);
	});
	test('narrowed to a warden, a section, a period', async () => {
		expect(await proofCsv(scope, { ...request(), wardenId: willi.id })).not.toContain('Wanda');
		expect(await proofCsv(scope, { ...request(), sectionId: sectionId('A3') })).not.toContain('Mühle – Furt');
		expect((await proofCsv(scope, { ...request(), from: '2020-01-01', to: '2020-12-31' })).trim().split('\r\n')).toHaveLength(1);
	});
	test('as tagged PDF with the track on a map', async () => {
		const bytes = Buffer.from(await proofPdf(services, scope, { name: 'Wald' }, request()));
		expect(bytes.subarray(0, 5).toString()).toBe('%PDF-');
		expect(bytes.toString('latin1')).toMatch(/\/StructTreeRoot/);
		expect(bytes.toString('latin1')).toMatch(/\/S \/Figure/);
	});
	test('sheet with the QR code of a post', async () => {
		const bytes = Buffer.from(await qrSheetPdf(services, scope, { name: 'Wald', slug: 'wald' }, postOf('P1').id));
		expect(bytes.toString('latin1')).toContain(postOf('P1').token);
	});
});

describe('tracks are personal data', () => {
	const shape = (id: string) =>
		scope.query<{ west: number; east: number; north: number; times: number }>(
			`select ST_XMin(g) as west, ST_XMax(g) as east, ST_YMax(g) as north, (select coalesce(max(abs(ST_M(p.geom))), 0) from ST_DumpPoints(i.track) p) as times
			from trail_inspection i, lateral (select ST_Transform(ST_Force2D(i.track), 4326) as g) t where i.tenant_id = :tenant and i.id = :id`,
			{ id }
		);

	test('they are cut down to the walked sections when their time is over; the proof stays, and the same round sent again is still that round', async () => {
		const before = clock;
		await changeTrackDays(services, scope.tenantId, { trackDays: '30' });
		expect(await readTrackDays(services, scope.tenantId)).toBe(30);
		await expect(changeTrackDays(services, scope.tenantId, { trackDays: '0' })).rejects.toMatchObject({ code: 'form_invalid' });
		// Along both sections, with a way home in the north that is nobody's business.
		const start = Date.parse(`${DAY}T08:00:00Z`) / 1000;
		const home = [[13.415, 51.31, start + 4000], [13.415, 51.32, start + 5000]];
		const walked = round({
			sections: [{ id: sectionId('A1'), result: 'befund' }, { id: sectionId('A2'), result: 'ohne-befund' }],
			track: [[...trackAlong(13.4, 13.415, start), ...home]]
		});
		const key = randomUUID();
		const { id } = await receiveRound(services, scope, wanda, key, walked);
		const away = await receiveRound(services, scope, wanda, randomUUID(), round({ track: [trackAlong(13.4, 13.41, start, 51.4)] }));
		const byHand = await receiveRound(services, scope, wanda, randomUUID(), round({ track: [] }));
		const [whole] = await selectRounds(scope, { id });
		const csv = (await proofCsv(scope, readProofRequest(new URLSearchParams({ von: DAY, bis: DAY }), clock))).split('\r\n').filter((line) => line.includes(id));

		clock = new Date(`${DAY}T09:00:00Z`);
		clock = new Date(clock.getTime() + 30 * 86_400_000);
		await cutOldTracks(services);
		expect((await selectRounds(scope, { id }))[0]).toEqual(whole);
		clock = new Date(clock.getTime() + 1000);
		expect(await cutOldTracks(services)).toBeGreaterThanOrEqual(2);
		expect(await cutOldTracks(services)).toBe(0);

		const [row] = await selectRounds(scope, { id });
		expect(row).toEqual({ ...whole, cut: true, walked: expect.closeTo(1045 + 30, -2) });
		const [left] = await shape(id);
		expect(left).toMatchObject({ west: expect.closeTo(13.4, 4), north: expect.closeTo(51.3, 4), times: 0 });
		expect(left!.east).toBeGreaterThan(13.415);
		expect(left!.east).toBeLessThan(13.416);
		expect((await selectRounds(scope, { id: away.id }))[0]).toMatchObject({ by_hand: false, cut: true, walked: 0, sections: [{ covered: 0 }] });
		expect((await selectRounds(scope, { id: byHand.id }))[0]).toMatchObject({ by_hand: true, cut: false, walked: null });
		const request = readProofRequest(new URLSearchParams({ von: DAY, bis: DAY }), clock);
		const after = (await proofCsv(scope, request)).split('\r\n').filter((line) => line.includes(id));
		expect(after.map((line) => line.split(';').filter((_, index) => index < 5 || index > 6))).toEqual(csv.map((line) => line.split(';').filter((_, index) => index < 5 || index > 6)));
		expect(after[0]).toContain('gekürzt auf die Abschnitte');
		expect((await proofPdf(services, scope, { name: 'Wald' }, request)).byteLength).toBeGreaterThan(1000);
		expect((await receiveRound(services, scope, wanda, key, walked)).again).toBe(true);
		clock = before;
	});

	test('where a tenant says nothing they are kept for a year', async () => {
		const { id: other } = await makeTenant(services.db, { slug: 'heide' });
		const inner = forTenant(services.db.knex, other);
		await makeNetwork(inner, clock);
		const { accountId } = await members.create(inner, { email: 'w@heide.example', name: 'W', role: 'warden' });
		const [section] = (await readNetwork(inner, clock)).sections;
		const walked = { ...round({ visits: [] }), sections: [{ id: section!.id, result: 'ohne-befund' }] };
		const { id } = await receiveRound(services, inner, wardenAccount(accountId, other), randomUUID(), walked);
		const before = clock;
		for (const [days, cut] of [[364, false], [366, true]] as const) {
			clock = new Date(Date.parse(`${DAY}T09:00:00Z`) + days * 86_400_000);
			await cutOldTracks(services);
			expect((await selectRounds(inner, { id }))[0]!.cut).toBe(cut);
		}
		clock = before;
	});
});
