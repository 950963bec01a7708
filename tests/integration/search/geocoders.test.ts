import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Services } from '../../../portal/lib/server/services.ts';
import { LIMITS, search } from '../../../portal/lib/server/search/search.ts';
import { makeTenant, testServices } from '../../support/database.ts';

/** Answers in the shape of each service; `Eck` lies outside of the Land. */
const ANSWERS: Record<string, unknown> = {
	'/nominatim/search': [
		{
			place_id: 1,
			osm_type: 'way',
			lat: '51.25',
			lon: '13.30',
			category: 'building',
			type: 'yes',
			addresstype: 'building',
			name: '',
			display_name: '12a, Fliederweg, Neudorf, 01999, Deutschland',
			boundingbox: ['51.2499', '51.2501', '13.2999', '13.3001'],
			address: { house_number: '12a', road: 'Fliederweg', village: 'Neudorf', postcode: '01999', country: 'Deutschland', country_code: 'de' }
		},
		{
			place_id: 2,
			lat: '51.26',
			lon: '13.31',
			name: 'Fliederweg',
			display_name: 'Fliederweg, Neudorf, 01999, Deutschland',
			boundingbox: ['51.255', '51.265', '13.305', '13.315'],
			address: { road: 'Fliederweg', village: 'Neudorf', postcode: '01999' }
		},
		{ place_id: 3, lat: '48.1', lon: '11.5', name: 'Eck', display_name: 'Eck, Anderswo', address: { city: 'Anderswo' } }
	],
	'/photon/api': {
		type: 'FeatureCollection',
		features: [
			{
				type: 'Feature',
				geometry: { type: 'Point', coordinates: [13.3, 51.25] },
				properties: { osm_type: 'W', osm_id: 7, osm_key: 'building', type: 'house', street: 'Fliederweg', housenumber: '12a', postcode: '01999', city: 'Neudorf' }
			},
			{
				type: 'Feature',
				geometry: { type: 'Point', coordinates: [13.31, 51.26] },
				properties: { osm_type: 'W', osm_id: 8, type: 'street', name: 'Fliederweg', postcode: '01999', city: 'Neudorf', extent: [13.305, 51.265, 13.315, 51.255] }
			},
			{ type: 'Feature', geometry: { type: 'Point', coordinates: [11.5, 48.1] }, properties: { osm_type: 'N', osm_id: 9, type: 'city', name: 'Eck' } }
		]
	},
	'/gdz_geokodierung__key/geosearch': {
		type: 'FeatureCollection',
		features: [
			{
				type: 'Feature',
				geometry: { type: 'Point', coordinates: [13.3, 51.25] },
				properties: { text: '01999 Neudorf - Neudorf, Fliederweg 12a', typ: 'Haus', score: 9.1, strasse: 'Fliederweg', haus: '12a', plz: '01999', ort: 'Neudorf', bbox: { type: 'Point', coordinates: [13.3, 51.25] } }
			},
			{
				type: 'Feature',
				geometry: { type: 'Point', coordinates: [13.31, 51.26] },
				properties: {
					text: '01999 Neudorf, Fliederweg',
					typ: 'Strasse',
					strasse: 'Fliederweg',
					haus: null,
					plz: '01999',
					ort: 'Neudorf',
					bbox: { type: 'Polygon', coordinates: [[[13.305, 51.255], [13.315, 51.255], [13.315, 51.265], [13.305, 51.265], [13.305, 51.255]]] }
				}
			},
			{ type: 'Feature', geometry: { type: 'Point', coordinates: [11.5, 48.1] }, properties: { text: 'Eck', typ: 'Ort' } }
		]
	}
};

/** Radius of EPSG:3857 in metres. */
const EARTH = 6_378_137;

describe('geocoder', () => {
	let services: Services;
	let server: Server;
	let base: string;
	const asked: URL[] = [];
	const headers: Record<string, unknown>[] = [];
	const logged: unknown[] = [];

	beforeAll(async () => {
		server = createServer((request, response) => {
			const url = new URL(request.url!, 'http://localhost');
			asked.push(url);
			headers.push(request.headers);
			if (url.pathname.startsWith('/silent')) return;
			if (url.pathname.startsWith('/broken')) return response.writeHead(503).end('{}');
			if (url.pathname.startsWith('/html')) return response.end('<html>');
			if (url.pathname.startsWith('/other')) return response.end('{"hits": []}');
			response.setHeader('content-type', 'application/json').end(JSON.stringify(ANSWERS[url.pathname] ?? null));
		});
		await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
		base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
		services = await testServices();
		const area = services.db.knex.raw('ST_Multi(ST_Transform(ST_MakeEnvelope(13, 51, 14, 52, 4326), 3857))');
		const land = await makeTenant(services.db, { kind: 'land', name: 'Freies Land', area });
		const at = (lon: number, lat: number) => services.db.knex.raw('ST_Transform(ST_SetSRID(ST_MakePoint(?, ?), 4326), 3857)', [lon, lat]);
		await services.db.knex('address').insert({ tenant_id: land.id, street: 'Fliederweg', house_number: '12', postcode: '01999', place: 'Neudorf', geom: at(13.3003, 51.25) });
	});
	afterAll(() => {
		server.closeAllConnections();
		server.close();
	});

	let clients = 0;
	const find = (kind: 'nominatim' | 'photon' | 'bkg', path: string, text: string, client = `client-${++clients}`) => {
		const log = { warn: (values: unknown) => logged.push(values) } as never;
		return search({ ...services, log, config: { ...services.config, geocoder: { kind, url: `${base}${path}` } } }, { text, client });
	};

	it.each([
		['nominatim', '/nominatim', { q: 'Fliederweg 12a', format: 'jsonv2', bounded: '1', viewbox: /^13(\.0+\d*)?,5[12][\d.]*,1[34][\d.]*,5[01][\d.]*$/ }],
		['photon', '/photon', { q: 'Fliederweg 12a', bbox: /^1[23][\d.]*,5[01][\d.]*,1[34][\d.]*,5[12][\d.]*$/ }],
		['bkg', '/gdz_geokodierung__key', { query: 'Fliederweg 12a', outputformat: 'json', srsName: 'EPSG:4326', bbox: /^1[23][\d.]*,5[01][\d.]*,1[34][\d.]*,5[12][\d.]*$/ }]
	] as const)('%s is asked in its own words and read', async (kind, path, parameters) => {
		asked.length = headers.length = 0;
		const { results, partial } = await find(kind, path, 'Fliederweg 12a');
		expect(partial).toBe(false);
		expect(asked).toHaveLength(1);
		for (const [name, value] of Object.entries(parameters)) expect(asked[0]!.searchParams.get(name), name).toEqual(typeof value === 'string' ? value : expect.stringMatching(value));
		expect(results.map(({ kind: of, title, subtitle }) => ({ of, title, subtitle }))).toEqual([
			{ of: 'address', title: 'Fliederweg 12a', subtitle: '01999 Neudorf' },
			// The number is not in the gazetteer: its street is. The service's street of that name lies elsewhere.
			{ of: 'street', title: 'Fliederweg', subtitle: '01999 Neudorf' },
			{ of: 'street', title: 'Fliederweg', subtitle: '01999 Neudorf' }
		]);
		const [house, , street] = results;
		expect(house!.extent[0]).toBeCloseTo((13.3 / 180) * Math.PI * EARTH, 1);
		expect(house!.extent[1]).toBeCloseTo(Math.log(Math.tan(Math.PI / 4 + (51.25 / 360) * Math.PI)) * EARTH, 1);
		expect(house!.extent[0]).toBe(house!.extent[2]);
		expect(street!.extent[2] - street!.extent[0]).toBeCloseTo(1113.2, 0);
		expect(new Set(results.map((hit) => hit.id)).size).toBe(3);
	});

	it('learns nothing about the person', () => {
		for (const sent of headers) {
			expect(Object.keys(sent)).not.toContain('cookie');
			expect(JSON.stringify(sent)).not.toMatch(/client-|forwarded|referer/);
		}
	});

	it.each(['/broken', '/html', '/other', '/silent'])('that fails (%s) leaves the own hits, says so and is logged', async (path) => {
		logged.length = 0;
		const { results, partial } = await find('photon', path, 'Fliederweg 12');
		expect(partial).toBe(true);
		expect(results.map((hit) => hit.title)).toEqual(['Fliederweg 12']);
		expect(logged).toEqual([{ geocoder: 'photon', reason: expect.any(String) }]);
		expect(JSON.stringify(logged)).not.toContain('Fliederweg');
	});

	it('that is not there at all leaves the own hits too', async () => {
		const config = { ...services.config, geocoder: { kind: 'bkg' as const, url: 'http://127.0.0.1:1/gdz' } };
		const answer = await search({ ...services, config }, { text: 'Fliederweg 12', client: 'x' });
		expect(answer).toMatchObject({ partial: true, results: [{ title: 'Fliederweg 12' }] });
	});

	it('is not troubled by an eager client', async () => {
		await find('photon', '/photon', 'Fliederweg 12', 'eager');
		await services.db.knex('throttle').update({ used: LIMITS.geocoder });
		asked.length = 0;
		const { results, partial } = await find('photon', '/photon', 'Fliederweg 12', 'eager');
		expect(asked).toEqual([]);
		expect(partial).toBe(true);
		expect(results).toHaveLength(1);
	});
});
