import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { forTenant } from '../../../gis/db/tenant-scope.ts';
import { fetchPublic, demandPublicAddress } from '../../../portal/lib/server/fetch-public.ts';
import { changeLayer, createLayer, readLayer, refreshLayers, removeLayer, renewLayer } from '../../../portal/lib/server/reports/assets/layers.ts';
import { offeredAssets } from '../../../portal/lib/server/reports/assets/offered-assets.ts';
import { getFeatureAddress } from '../../../portal/lib/server/reports/assets/wfs.ts';
import { publicLookup } from '../../../portal/lib/server/exchange/addresses.ts';
import type { Services } from '../../../portal/lib/server/services.ts';
import { testServices } from '../../support/database.ts';
import { away, HERE, makeReport, makeReporter, type TestReporter } from '../../support/report.ts';

let services: Services;
let here: TestReporter;
let server: Server;
let answer: (url: URL) => { status?: number; headers?: Record<string, string>; body: string };
let asked: URL[] = [];
const clock = new Date('2027-03-10T09:00:00Z');

beforeAll(async () => {
	services = await testServices({ now: () => clock });
	here = await makeReporter(services.db);
	server = createServer((request, response) => {
		const url = new URL(request.url!, 'http://service.example');
		asked.push(url);
		const { status = 200, headers = {}, body } = answer(url);
		response.writeHead(status, headers).end(body);
	}).listen(0, '127.0.0.1');
	await once(server, 'listening');
});
afterAll(async () => {
	server.close();
	await services.close();
});

const base = () => `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
/** The test's own server stands in for one on the internet. */
const reach = { demand: (text: string, from?: URL) => new URL(text, from) };
const lamp = (nr: string, east: number, more: object = {}) => {
	const { lon, lat } = away(east, 0);
	return { type: 'Feature', properties: { nr, typ: 'LED', ...more }, geometry: { type: 'Point', coordinates: [lon, lat] } };
};
const geojson = (...features: object[]) => JSON.stringify({ type: 'FeatureCollection', features });
const file = (...features: object[]) => ({ file: { name: 'lampen.geojson', bytes: new TextEncoder().encode(geojson(...features)) } });
const names = { name: 'Straßenbeleuchtung', itemName: 'Laterne' };
const numbers = (list: { ref: string }[]) => list.map(({ ref }) => ref);

describe('from a file', () => {
	let id: string;
	test('is read, numbered and offered by distance, by number, in a view', async () => {
		id = await createLayer(services, here.scope, names, file(lamp('A1', 0), lamp('A2', 30), lamp('B1', 200), lamp('B2', 9000), { type: 'Feature', properties: {}, geometry: null }));
		const layer = await readLayer(here.scope, id);
		expect(layer).toMatchObject({ count: 4, ref_attribute: 'nr', categories: [] });
		expect(layer.source).toMatchObject({ labelAttribute: 'typ', problems: [{ problem: 'geometry-missing', count: 1, first: 5 }] });
		const near = await offeredAssets(here.scope, id, { near: HERE });
		expect(numbers(near)).toEqual(['A1', 'A2', 'B1']);
		expect(near.map(({ distance }) => distance)).toEqual([0, 30, 200]);
		expect(Object.keys(near[0]!).sort()).toEqual(['distance', 'id', 'label', 'lat', 'lon', 'ref']);
		expect(numbers(await offeredAssets(here.scope, id, { near: HERE, number: 'b' }))).toEqual(['B1', 'B2']);
		const { lon, lat } = away(100, -100);
		expect(numbers(await offeredAssets(here.scope, id, { bbox: [lon, lat, lon + 0.01, lat + 0.01] }))).toEqual(['B1']);
		expect(await offeredAssets(here.scope, id, { all: true })).toHaveLength(4);
	});

	test('read again: what has the same number stays the same thing; what reports name is kept out of sight', async () => {
		const [a1, a2, b1] = await offeredAssets(here.scope, id, { near: HERE });
		await here.scope.table('report_category').where({ code: 'LATERNE' }).update({ asset_layer_id: id });
		await makeReport(services, here, { assetId: a2!.id });
		const counts = await renewLayer(services, here.scope, id, file(lamp('A1', 0), lamp('B1', 210), lamp('C1', 40)));
		expect(counts).toEqual({ added: 1, changed: 1, removed: 2 });
		const now = await offeredAssets(here.scope, id, { near: HERE });
		expect(numbers(now)).toEqual(['A1', 'C1', 'B1']);
		expect([now[0]!.id, now[2]!.id]).toEqual([a1!.id, b1!.id]);
		expect(await readLayer(here.scope, id)).toMatchObject({ count: 3, removed: 1, categories: ['Laterne defekt'] });
		expect(await renewLayer(services, here.scope, id, file(lamp('A1', 0), lamp('B1', 210), lamp('C1', 40)))).toEqual({ added: 0, changed: 0, removed: 0 });
	});

	test('an empty file leaves everything as it is', async () => {
		await expect(renewLayer(services, here.scope, id, file())).rejects.toMatchObject({ code: 'asset_file_empty' });
		expect((await readLayer(here.scope, id)).count).toBe(3);
	});

	test('number and label can be chosen; a number that does not tell apart is refused', async () => {
		const [first] = await offeredAssets(here.scope, id, { near: HERE });
		await expect(changeLayer(here.scope, id, { ...names, refAttribute: 'typ', labelAttribute: '' })).rejects.toMatchObject({ code: 'asset_numbers_missing' });
		await changeLayer(here.scope, id, { name: 'Lampen', itemName: 'Lampe', refAttribute: 'nr', labelAttribute: 'nr' });
		const [renamed] = await offeredAssets(here.scope, id, { near: HERE });
		expect(renamed).toMatchObject({ id: first!.id, ref: 'A1', label: 'A1' });
	});

	test('in use it cannot be removed; another tenant neither sees nor removes it', async () => {
		await expect(removeLayer(here.scope, id)).rejects.toMatchObject({ code: 'asset_layer_in_use' });
		const other = await makeReporter(services.db, { slug: 'anderswo' });
		await expect(readLayer(other.scope, id)).rejects.toMatchObject({ code: 'not_found' });
		await expect(removeLayer(other.scope, id)).rejects.toMatchObject({ code: 'not_found' });
		expect(await offeredAssets(forTenant(services.db.knex, other.tenantId), id, { near: HERE })).toEqual([]);
	});
});

describe('from a WFS', () => {
	test('as GeoJSON, else as GML, refreshed every night; a failure keeps what is there and says why', async () => {
		asked = [];
		answer = (url) => (url.searchParams.get('outputFormat') ? { body: '<ows:ExceptionReport xmlns:ows="o"><ows:ExceptionText>no json</ows:ExceptionText></ows:ExceptionReport>' } : { body: gml });
		const gml = `<wfs:FeatureCollection xmlns:wfs="http://www.opengis.net/wfs/2.0" xmlns:gml="http://www.opengis.net/gml/3.2" xmlns:a="urn:a"><wfs:member><a:bank gml:id="bank.1"><a:nr>1</a:nr><a:g><gml:Point srsName="EPSG:4326"><gml:pos>${HERE.lon} ${HERE.lat}</gml:pos></gml:Point></a:g></a:bank></wfs:member></wfs:FeatureCollection>`;
		const id = await createLayer(services, here.scope, { name: 'Bänke', itemName: 'Bank' }, { url: `${base()}/wfs?REQUEST=GetCapabilities&map=x`, typeName: 'app:bank' }, reach);
		expect(asked.map((url) => url.searchParams.get('outputFormat'))).toEqual(['application/json', null]);
		expect(Object.fromEntries(asked[0]!.searchParams)).toMatchObject({ map: 'x', service: 'WFS', request: 'GetFeature', typeNames: 'app:bank' });
		answer = () => ({ body: geojson(lamp('1', 0), lamp('2', 50)) });
		expect(await refreshLayers(services, undefined, reach)).toBe(1);
		expect((await readLayer(here.scope, id)).count).toBe(2);
		answer = () => ({ status: 500, body: 'Fehler' });
		expect(await refreshLayers(services, undefined, reach)).toBe(0);
		const layer = await readLayer(here.scope, id);
		expect([layer.count, layer.source.lastError]).toEqual([2, expect.stringContaining('HTTP 500')]);
		await removeLayer(here.scope, id);
	});

	test.each(['1 or 1=1', 'a b', 'x&request=Transaction', ''])('type name %s is refused', (typeName) => {
		expect(() => getFeatureAddress('https://service.example/wfs', typeName, true)).toThrowError(expect.objectContaining({ code: 'form_invalid' }));
	});
});

describe('row 14: addresses that the portal fetches', () => {
	const limits = { maxBytes: 1000, milliseconds: 2000, accept: '*/*' };
	test.each([
		'http://169.254.169.254/latest/meta-data', 'http://localhost/wfs', 'http://127.0.0.1/', 'http://[::1]/', 'http://10.1.2.3/', 'http://[fd00::1]/', 'file:///etc/passwd',
		'ftp://service.example/', 'https://user:pass@service.example/', 'https://service.example:8443/', 'http://intranet/wfs', 'http://2130706433/', 'http://0x7f.1/', 'gopher://x.example/'
	])('%s is refused', async (address) => {
		expect(() => demandPublicAddress(address)).toThrowError(expect.objectContaining({ code: 'address_not_public' }));
		await expect(createLayer(services, here.scope, names, { url: address, typeName: 'a' })).rejects.toMatchObject({ code: 'address_not_public' });
	});

	test('a name that points inside is refused when it is resolved', async () => {
		// What a hostile name server answers: the own machine.
		const lookup: typeof publicLookup = (_name, options, callback) => publicLookup('localhost', options, callback);
		await expect(fetchPublic('http://rebind.example/', { ...limits, lookup })).rejects.toMatchObject({ code: 'address_not_public' });
	});

	test('a redirect into the own network or to a file is refused', async () => {
		const demand = (text: string, from?: URL) => (text.startsWith(base()) ? new URL(text) : demandPublicAddress(text, from));
		for (const target of ['http://169.254.169.254/', 'http://127.0.0.1/', 'file:///etc/passwd']) {
			answer = () => ({ status: 302, headers: { Location: target }, body: '' });
			await expect(fetchPublic(`${base()}/`, { ...limits, demand })).rejects.toMatchObject({ code: 'address_not_public' });
		}
	});

	test('too much, too slow, in circles: given up', async () => {
		answer = () => ({ body: 'x'.repeat(2000) });
		await expect(fetchPublic(`${base()}/`, { ...limits, ...reach })).rejects.toMatchObject({ values: { reason: 'zu groß' } });
		answer = (url) => ({ status: 302, headers: { Location: `${base()}${url.pathname}x` }, body: '' });
		await expect(fetchPublic(`${base()}/`, { ...limits, ...reach })).rejects.toMatchObject({ values: { reason: 'Weiterleitungen' } });
	});
});
