import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Services } from '../../../portal/lib/server/services.ts';
import { LIMITS, search } from '../../../portal/lib/server/search/search.ts';
import { makeTenant, testServices } from '../../support/database.ts';

/** EPSG:3857 */
const [X, Y] = [1_480_000, 6_670_000];

describe('search', () => {
	let services: Services;
	let clients = 0;
	const find = async (text: string, more = {}) => search(services, { text, client: `client-${++clients}`, ...more });
	const titles = async (text: string, more = {}) => (await find(text, more)).results.map((hit) => `${hit.kind}: ${hit.title}`);

	beforeAll(async () => {
		services = await testServices();
		const knex = services.db.knex;
		const area = (x: number, y: number, size: number) =>
			knex.raw('ST_Multi(ST_MakeEnvelope(?, ?, ?, ?, 3857))', [X + x, Y + y, X + x + size, Y + y + size]);
		await makeTenant(services.db, { slug: 'land', name: 'Freies Land', kind: 'land', area: area(0, 0, 100_000) });
		const linden = await makeTenant(services.db, { slug: 'linden', name: 'Stadt Großlinden', area: area(0, 0, 10_000) });
		const au = await makeTenant(services.db, { slug: 'au', name: 'Gemeinde Süßau', area: area(20_000, 0, 10_000) });
		const address = (tenant: string, street: string, number: string, postcode: string, place: string, x: number) => ({
			tenant_id: tenant,
			street,
			house_number: number,
			postcode,
			place,
			geom: knex.raw('ST_SetSRID(ST_MakePoint(?, ?), 3857)', [X + x, Y + 100])
		});
		const lime = ['1', '2', '12', '12a', '120'].map((number, index) => address(linden.id, 'Lindenallee', number, '01990', 'Großlinden', index * 20));
		await knex('address').insert([
			...lime,
			address(linden.id, 'Straße der Grünen Brücke', '5 b', '01990', 'Großlinden', 500),
			address(linden.id, 'Mühlenstraße', '7', '01990', 'Großlinden', 600),
			address(linden.id, 'Am Markt', '1', '01990', 'Großlinden', 700),
			address(au.id, 'Am Markt', '1', '01992', 'Süßau', 20_100),
			address(au.id, 'Lindenallee', '12', '01992', 'Süßau', 20_200)
		]);
		const plan = async (tenant: string, name: string, number: string | null, x: number, published = true) => {
			const owner = { tenant_id: tenant };
			const [file] = await knex('file').insert({ ...owner, key: randomUUID(), name: 'a.gml', media_type: 'text/xml', size: 1, sha256: Buffer.alloc(32) }).returning('id');
			const [row] = await knex('plan').insert({ ...owner, class: 'BP_Plan', name, number }).returning('id');
			await knex('plan_version').insert({
				...owner,
				plan_id: row.id,
				number: 1,
				xplan_version: '6.0',
				gml_id: 'p',
				file_id: file.id,
				name,
				plan_number: number,
				srid: 25833,
				attributes: '[]',
				area: area(x, 0, 500),
				published_at: published ? new Date('2026-01-01') : null
			});
		};
		await plan(linden.id, 'Bebauungsplan Nr. 7 „Am Lindenpark“', '7', 0);
		await plan(linden.id, 'Bebauungsplan Nr. 17 „Mühlenviertel“', '17', 2000);
		await plan(au.id, 'Flächennutzungsplan Süßau', null, 20_000);
		await plan(au.id, 'Geheimer Lindenplan', '99', 20_000, false);
	});

	it('finds a house by street and number, that number first', async () => {
		expect(await titles('Lindenallee 12')).toEqual([
			'address: Lindenallee 12',
			'address: Lindenallee 12',
			'address: Lindenallee 12a',
			'address: Lindenallee 120'
		]);
		const { results, partial } = await find('lindenallee 12 A');
		expect(results).toEqual([
			{ id: expect.stringMatching(/^address-\d+$/), kind: 'address', title: 'Lindenallee 12a', subtitle: '01990 Großlinden', extent: [X + 60, Y + 100, X + 60, Y + 100] }
		]);
		expect(partial).toBe(false);
	});

	it('takes place and postcode into account, in any order', async () => {
		for (const text of ['Lindenallee 12, Süßau', 'Lindenallee 12 suessau', '01992 Lindenallee 12', 'Süßau, Lindenallee 12', 'Süßau Lindenallee 12'])
			expect((await find(text)).results.filter((hit) => hit.kind === 'address').map((hit) => hit.subtitle), text).toEqual(['01992 Süßau']);
	});

	it.each(['Mühlenstr. 7', 'muehlenstrasse 7', 'MUHLENSTRAßE 7', 'Mühlenstr 7', 'Mühlenstraße 7'])('does not mind how it is written: %s', async (text) => {
		expect(await titles(text)).toContain('address: Mühlenstraße 7');
	});

	it.each(['Mühlens', 'Mühlenst', 'Mühlenstr', 'Mühlenstra', 'Mühlenstras', 'Mühlenstrass', 'Mühlenstraß'])('finds the street while it is typed: %s', async (text) => {
		expect(await titles(text)).toContain('street: Mühlenstraße');
	});

	it('finds a street by a word inside its name, with its extent', async () => {
		expect(await titles('brücke')).toContain('street: Straße der Grünen Brücke');
		expect(await titles('Straße der Grünen Brücke 5b')).toContain('address: Straße der Grünen Brücke 5 b');
		const street = (await find('Lindenallee, Großlinden')).results.find((hit) => hit.kind === 'street')!;
		expect(street).toMatchObject({ title: 'Lindenallee', subtitle: '01990 Großlinden', extent: [X, Y + 100, X + 80, Y + 100] });
	});

	it('shows the street where the number is unknown', async () => {
		expect(await titles('Mühlenstraße 99')).toEqual(['street: Mühlenstraße']);
	});

	it('puts what is near the map first', async () => {
		const subtitle = async (bbox: [number, number, number, number]) =>
			(await find('Am Markt 1', { near: bbox })).results.filter((hit) => hit.kind === 'address')[0]!.subtitle;
		expect(await subtitle([13.29, 51.24, 13.3, 51.25])).toBe('01990 Großlinden');
		expect(await subtitle([13.47, 51.24, 13.49, 51.25])).toBe('01992 Süßau');
	});

	it('finds published plans only, by number first', async () => {
		expect(await titles('7')).toEqual([]);
		expect((await titles('17'))[0]).toBe('plan: Bebauungsplan Nr. 17 „Mühlenviertel“');
		expect(await titles('Bebauungsplan 7')).toContain('plan: Bebauungsplan Nr. 7 „Am Lindenpark“');
		expect((await titles('lindenpark'))[0]).toBe('plan: Bebauungsplan Nr. 7 „Am Lindenpark“');
		expect(await titles('Lindenplan')).toEqual([]);
		expect(await titles('flaechennutzungsplan suessau')).toEqual(['plan: Flächennutzungsplan Süßau']);
		const [hit] = (await find('Flächennutzungsplan')).results;
		expect(hit).toMatchObject({ subtitle: 'Gemeinde Süßau', extent: [X + 20_000, Y, X + 20_500, Y + 500] });
		expect(hit!.href).toMatch(/^\/au\/plaene\/[0-9a-f-]{36}$/);
	});

	it('finds tenants and places once, and places by postcode', async () => {
		expect((await titles('Großlinden')).filter((title) => title.startsWith('place'))).toEqual(['place: Stadt Großlinden']);
		expect(await titles('01992')).toContain('place: Süßau');
		const [hit] = (await find('Süssau')).results;
		expect(hit).toMatchObject({ kind: 'place', extent: expect.any(Array) });
	});

	it('takes signs of SQL and LIKE literally', async () => {
		for (const text of ['%%', '__', "' or 1=1 --", '\\\\', 'a'.repeat(5000), '100 % 12', '?? :tenant', '\u0000ab']) expect((await find(text)).results, text).toEqual([]);
	});

	it('limits how often one address asks', async () => {
		const asked = { text: 'Am Markt', client: 'eager' };
		await search(services, asked);
		await services.db.knex('throttle').update({ used: LIMITS.search });
		await expect(search(services, asked)).rejects.toMatchObject({ code: 'search_throttled' });
		expect((await search(services, { ...asked, client: 'other' })).results.length).toBeGreaterThan(0);
	});

	it('asks the gazetteer for a place or a postcode by an index', async () => {
		const plan = (condition: string) =>
			services.db.knex.transaction(async (trx) => {
				await trx.raw('set local enable_seqscan = off');
				const { rows } = await trx.raw(`explain select a.place from address a where ${condition}`);
				return JSON.stringify(rows);
			});
		expect(await plan("search_fold(a.place) like search_fold('Großl') || '%'")).toContain('address_place');
		expect(await plan("a.postcode = '01990'")).toContain('address_postcode');
	});
});
