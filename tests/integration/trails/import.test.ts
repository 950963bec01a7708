import { stringify } from 'csv-stringify/sync';
import { beforeAll, describe, expect, test } from 'vitest';
import { forTenant, type TenantScope } from '../../../gis/db/tenant-scope.ts';
import { members } from '../../../portal/lib/server/accounts/members.ts';
import { closeSection, liftClosure, removePost, savePost, saveSection, saveSign } from '../../../portal/lib/server/trails/edit.ts';
import { applyImport, applyModel, previewImport, stageImport } from '../../../portal/lib/server/trails/import.ts';
import { networkModel, readNetwork } from '../../../portal/lib/server/trails/network.ts';
import { readPublicNetwork } from '../../../portal/lib/server/trails/public-network.ts';
import { receiveDamage, receiveRound } from '../../../portal/lib/server/trails/receive.ts';
import type { Services } from '../../../portal/lib/server/services.ts';
import { writeTrailsToGeoJson, writeTrailsToGpx, writeTrailsToRows } from '../../../importers/trails/write.ts';
import { makeTenant, testServices } from '../../support/database.ts';
import { makeNetwork, SMALL_NETWORK, wardenAccount } from '../../support/trails.ts';

const now = new Date('2026-05-10T12:00:00Z');
let services: Services;
let scope: TenantScope;
const bytes = (text: string) => new TextEncoder().encode(text);
const changed = () => structuredClone(SMALL_NETWORK);

beforeAll(async () => {
	services = await testServices({ now: () => now });
});
async function fresh(): Promise<void> {
	scope = forTenant(services.db.knex, (await makeTenant(services.db)).id);
	await makeNetwork(scope, now);
}

describe('import', () => {
	beforeAll(fresh);
	test('what comes out goes in unchanged', async () => {
		const id = await stageImport(services, scope, { name: 'netz.geojson', bytes: bytes(writeTrailsToGeoJson(await networkModel(scope, now))) });
		const { difference, findings } = await previewImport(services, scope, id);
		expect(findings).toEqual([]);
		for (const each of Object.values(difference)) expect(each).toMatchObject({ added: [], changed: [], missing: [] });
	});
	test('the preview names what is new, changed and missing, and changes nothing', async () => {
		const file = changed();
		file.posts[0]!.name = 'Neue Mühle';
		file.posts[1]!.signs.pop();
		file.posts.splice(3, 1, { ...file.posts[3]!, number: 'P5', point: [13.43, 51.301] });
		file.sections[0]!.line[1] = [13.405, 51.3005];
		const id = await stageImport(services, scope, { name: 'neu.geojson', bytes: bytes(writeTrailsToGeoJson(file)) });
		const before = await networkModel(scope, now);
		const { difference } = await previewImport(services, scope, id);
		expect(difference.posts).toMatchObject({ added: [{ ref: 'P5' }], changed: [{ ref: 'P1', aspects: ['name'] }, { ref: 'P2', aspects: ['signs'] }], missing: [{ ref: 'P4' }], same: 1 });
		expect(difference.sections).toMatchObject({ changed: [{ ref: 'A1', aspects: ['line'] }], same: 2 });
		expect(await networkModel(scope, now)).toEqual(before);

		const signs = (await readNetwork(scope, now)).posts[1]!.signs.map((sign) => sign.id);
		expect(await applyImport(services, scope, id, ['posts'])).toEqual({ added: 1, changed: 3, removed: 1 });
		const { posts } = await readNetwork(scope, now);
		expect(posts.map(({ number }) => number)).toEqual(['P1', 'P2', 'P3', 'P5']);
		expect(posts[1]!.signs.map((sign) => sign.id)).toEqual(signs.slice(0, 1));
		// The citizens' form offers the same posts.
		expect((await scope.table('asset').orderBy('ref').select('ref')).map(({ ref }) => ref)).toEqual(['P1', 'P2', 'P3', 'P5']);
	});
	test('a table of posts says nothing about sections, and routes that it mentions stay', async () => {
		const id = await stageImport(services, scope, { name: 'x.csv', bytes: bytes('Nummer;Länge;Breite;Schild;Routen\nP1;13,4;51,3;Wegweiser;R1\n') });
		const { difference, findings } = await previewImport(services, scope, id);
		// Nothing is made and no colour is taken: R1 is there.
		expect(findings).toEqual([]);
		expect(difference.sections.missing).toEqual([]);
		expect(difference.routes).toMatchObject({ added: [], changed: [] });
		await applyImport(services, scope, id, []);
		expect((await readNetwork(scope, now)).posts[0]).toMatchObject({ elevation: 100, owner: 'Stadt', carrier: 'pfosten-holz' });
	});
	test('a table of signs without places hangs them on the posts that are there', async () => {
		await fresh();
		const before = await readNetwork(scope, now);
		const csv = 'Nummer;Schild;Ziele;Richtung;Routen\nP1;Wegweiser;Höhe 2,5 km;45;Bachweg\nP1;Pfeil;;180;\nP9;Wegweiser;Nirgends;;\n';
		const id = await stageImport(services, scope, { name: 'schilder.csv', bytes: bytes(csv) });
		const { difference, findings } = await previewImport(services, scope, id);
		expect(difference.posts).toMatchObject({ added: [], changed: [{ ref: 'P1', aspects: ['signs'] }] });
		expect(findings).toEqual([{ code: 'geometry-missing', severity: 'error', place: { unit: 'row', number: 4 }, value: 'P9' }]);
		await applyImport(services, scope, id, []);
		const after = await readNetwork(scope, now);
		expect(after.posts.map(({ number, point }) => [number, point])).toEqual(before.posts.map(({ number, point }) => [number, point]));
		expect(after.posts[0]!.name).toBe('Punkt 1');
		expect(after.posts[0]!.signs).toMatchObject([{ kind: 'zielwegweiser', azimuth: 45, routeIds: [before.routes.find(({ ref }) => ref === 'R1')!.id] }, { kind: 'richtungspfeil', azimuth: 180 }]);
	});
	test('the own GPX and CSV come back without a difference, signs and names included', async () => {
		await fresh();
		await scope.transaction((inner) => applyModel(inner, { routes: [], sections: [{ ref: 'A4', name: 'Stichweg', line: [[13.43, 51.3], [13.43, 51.305]] }], posts: [], equipment: [] }, [], now));
		const before = await networkModel(scope, now);
		for (const text of [writeTrailsToGpx(before), stringify(writeTrailsToRows(before), { delimiter: ';' })]) {
			const id = await stageImport(services, scope, { name: 'netz', bytes: bytes(text) });
			const { difference } = await previewImport(services, scope, id);
			for (const each of Object.values(difference)) expect(each).toMatchObject({ added: [], changed: [] });
			await applyImport(services, scope, id, []);
			expect(await networkModel(scope, now)).toEqual(before);
		}
	});
	test('what is there is known by its place: a post that got another number keeps its code and its reports, a section its warden', async () => {
		await fresh();
		const { accountId } = await members.create(scope, { email: `${crypto.randomUUID()}@wald.example`, name: 'W', role: 'warden' });
		const before = await readNetwork(scope, now);
		await saveSection(scope, before.sections[0]!.id, { name: 'Mühle – Furt', wardenId: accountId, intervalDays: '90' });
		const damage = { target: { kind: 'post', id: before.posts[0]!.id }, kinds: ['pfosten'], foundAt: '2026-05-10T08:00:00Z' };
		const { publicRef } = await receiveDamage(services, scope, wardenAccount(accountId, scope.tenantId), crypto.randomUUID(), damage);
		const file = changed();
		file.posts[0] = { ...file.posts[0]!, number: 'MUL1', point: [13.40003, 51.30002] };
		file.sections[0] = { ref: 'S-17', name: 'Mühle – Furt', line: [[13.41, 51.30003], [13.4, 51.3]] };
		file.routes[0]!.sections[0] = { ref: 'S-17', reversed: true };
		const id = await stageImport(services, scope, { name: 'neu.geojson', bytes: bytes(writeTrailsToGeoJson(file)) });
		const { difference, recognised } = await previewImport(services, scope, id);
		expect(recognised).toEqual([
			{ kind: 'sections', ref: 'A1', inFile: 'S-17', renamed: true },
			{ kind: 'posts', ref: 'P1', inFile: 'MUL1', renamed: true }
		]);
		expect(difference.posts).toMatchObject({ added: [], missing: [], changed: [{ ref: 'P1', aspects: ['ref', 'point'] }] });
		expect(difference.sections).toMatchObject({ added: [], missing: [], changed: [{ ref: 'A1', aspects: ['ref', 'line'] }] });
		expect(difference.routes).toMatchObject({ added: [], changed: [], missing: [] });
		await applyImport(services, scope, id, []);
		const after = await readNetwork(scope, now);
		expect(after.posts.find(({ number }) => number === 'MUL1')).toMatchObject({ id: before.posts[0]!.id, token: before.posts[0]!.token, assetId: before.posts[0]!.assetId });
		expect(after.sections.find(({ ref }) => ref === 'S-17')).toMatchObject({ id: before.sections[0]!.id, warden: 'W', intervalDays: 90 });
		expect([after.posts.length, after.sections.length]).toEqual([before.posts.length, before.sections.length]);
		const [asset] = await scope.query<{ ref: string }>('select a.ref from report r join asset a on a.id = r.asset_id where r.tenant_id = :tenant and r.public_ref = :publicRef', { publicRef });
		expect(asset).toEqual({ ref: 'MUL1' });
		// The same file again changes nothing.
		const again = await previewImport(services, scope, await stageImport(services, scope, { name: 'neu.geojson', bytes: bytes(writeTrailsToGeoJson(file)) }));
		expect(again.recognised).toEqual([]);
		for (const each of Object.values(again.difference)) expect(each).toMatchObject({ added: [], changed: [], missing: [] });
		await fresh();
	});
	test('what a round names is not removed', async () => {
		const { accountId } = await members.create(scope, { email: 'w@wald.example', name: 'W', role: 'warden' });
		const { sections, posts } = await readNetwork(scope, now);
		const at = '2026-05-10T08:00:00Z';
		const walked = { startedAt: at, endedAt: at, sections: [{ id: sections[0]!.id, result: 'ohne-befund' }], visits: [{ postId: posts[0]!.id, at, result: 'ok' }], track: [] };
		await receiveRound(services, scope, wardenAccount(accountId, scope.tenantId), crypto.randomUUID(), walked);
		const file = { ...changed(), sections: changed().sections.slice(2), posts: changed().posts.slice(2) };
		const id = await stageImport(services, scope, { name: 'x.geojson', bytes: bytes(writeTrailsToGeoJson(file)) });
		await applyImport(services, scope, id, ['posts', 'sections']);
		const after = await readNetwork(scope, now);
		expect(after.sections.map(({ ref }) => ref)).toEqual(['A1', 'A3']);
		expect(after.posts.map(({ number }) => number)).toEqual(['P1', 'P3', 'P4']);
	});
	test('a file that is none is refused before it is kept', async () => {
		await expect(stageImport(services, scope, { name: 'x', bytes: bytes('<kml/>') })).rejects.toMatchObject({ code: 'trail_file_unreadable' });
		await expect(previewImport(services, scope, crypto.randomUUID())).rejects.toMatchObject({ code: 'not_found' });
	});
});

describe('by hand', () => {
	beforeAll(fresh);
	test('posts, with numbers given once', async () => {
		const post = { number: 'P9', name: 'Neu', elevation: '210,5', carrier: 'baum', owner: '', place: '51.3010 13.4010' };
		const id = await savePost(scope, null, post);
		expect((await readNetwork(scope, now)).posts.find((each) => each.id === id)).toMatchObject({ number: 'P9', elevation: 210.5 });
		await expect(savePost(scope, null, post)).rejects.toMatchObject({ code: 'trail_number_taken' });
		await expect(savePost(scope, null, { ...post, number: 'P10', place: 'dort' })).rejects.toMatchObject({ fields: { place: 'invalid' } });
		await saveSign(scope, id, null, { kind: 'zielwegweiser', lines: 'Höhe 2,5 km 0:40 h', azimuth: '45', material: '', year: '' }, []);
		expect((await readNetwork(scope, now)).posts.find((each) => each.id === id)!.signs[0]!.lines).toEqual([{ text: 'Höhe', km: 2.5, minutes: 40 }]);
	});
	test('a removed post leaves its damages and their reports', async () => {
		const { accountId } = await members.create(scope, { email: 'v@wald.example', name: 'V', role: 'warden' });
		const [post] = (await readNetwork(scope, now)).posts;
		const damage = { target: { kind: 'post', id: post!.id }, kinds: ['pfosten'], foundAt: '2026-05-10T08:00:00Z' };
		const { publicRef } = await receiveDamage(services, scope, wardenAccount(accountId, scope.tenantId), crypto.randomUUID(), damage);
		await removePost(scope, post!.id);
		expect(await scope.table('trail_damage').first('post_id')).toEqual({ post_id: null });
		expect(await scope.table('report').where({ public_ref: publicRef })).toHaveLength(1);
	});
	test('only members look after sections; who leaves looks after none', async () => {
		const [section] = (await readNetwork(scope, now)).sections;
		const { accountId } = await members.create(scope, { email: 'u@wald.example', name: 'Ute', role: 'warden' });
		await expect(saveSection(scope, section!.id, { name: 'X', wardenId: crypto.randomUUID(), intervalDays: '90' })).rejects.toMatchObject({ fields: { wardenId: 'invalid' } });
		await saveSection(scope, section!.id, { name: 'X', wardenId: accountId, deputyId: '', intervalDays: '90' });
		expect((await readNetwork(scope, now)).sections[0]).toMatchObject({ name: 'X', warden: 'Ute', intervalDays: 90 });
		await scope.table('membership').where({ account_id: accountId }).delete();
		expect((await readNetwork(scope, now)).sections[0]).toMatchObject({ wardenId: null });
	});
	test('a closure is public from its first day to its last, and nothing about wardens is', async () => {
		const [section] = (await readNetwork(scope, now)).sections;
		await closeSection(scope, { sectionId: section!.id, from: '2026-05-10', until: '2026-05-20', reason: 'Hangrutsch', diversion: 'Straße' }, now);
		const shown = await readPublicNetwork(scope, 'wald', now);
		expect(shown.closures).toMatchObject([{ reason: 'Hangrutsch', section: 'X' }]);
		expect(JSON.stringify(shown)).not.toMatch(/warden|deputy|interval|token|assetId/);
		expect((await readPublicNetwork(scope, 'wald', new Date('2026-05-21T12:00:00Z'))).closures).toEqual([]);
		expect((await readPublicNetwork(scope, 'wald', new Date('2026-05-09T12:00:00Z'))).sections.every(({ closure }) => closure === null)).toBe(true);
		await liftClosure(scope, shown.closures[0]!.id, now);
		expect((await readPublicNetwork(scope, 'wald', now)).closures).toEqual([]);
	});
});
