import { beforeAll, describe, expect, it } from 'vitest';
import type { TenantScope } from '../../../gis/db/tenant-scope.ts';
import type { Services } from '../../../portal/lib/server/services.ts';
import { testServices } from '../../support/database.ts';
import { seed, serve, type Wire } from '../../support/open311.ts';

const NOW = new Date('2026-11-20T12:00:00Z');
const DAY = 86_400_000;
let services: Services;
let address = '';
let scope: TenantScope;

const ago = (days: number) => new Date(NOW.getTime() - days * DAY).toISOString();
const request = (id: string, days: number, values: Record<string, unknown> = {}) => ({
	service_request_id: id, service_code: '002', description: id, requested_datetime: ago(days), lat: 51, long: 13, ...values
});

beforeAll(async () => {
	services = await testServices({ now: () => NOW });
	address = await serve(services);
	({ scope } = await seed(services, {
		requests: [
			request('a', 1), request('b', 30, { status: 'closed', updated_datetime: ago(2), service_code: '001', description: 'Laterne flackert' }),
			request('c', 89, { lat: 51.01 }), request('d', 91), request('e', 150, { updated_datetime: ago(3), lat: 51.5, long: 13.5 })
		]
	}));
});

const ask = (query: string) => fetch(`${address}/open311/v2/requests.json?${query}`);
const ids = async (query: string) => {
	const answer = await ask(query);
	const body = (await answer.json()) as Wire;
	if (answer.status !== 200) throw new Error(`${answer.status} ${JSON.stringify(body)}`);
	return body.map((each) => each.service_request_id);
};

describe('GET requests', () => {
	it.each<[string, string[]]>([
		['', ['c', 'b', 'a']],
		['start_date=&end_date=&status=&service_code=&page=', ['c', 'b', 'a']],
		['status=open', ['c', 'a']],
		['status=closed', ['b']],
		['status=open,closed', ['c', 'b', 'a']],
		['status=open&status=closed', ['c', 'b', 'a']],
		['service_code=001', ['b']],
		['service_code=001,002', ['c', 'b', 'a']],
		['service_code=nichts', []],
		// Overrides all other arguments, the period, too.
		['service_request_id=d,a,nichts&status=closed&start_date=2026-11-20T00:00:00Z', ['d', 'a']],
		['service_request_id=d&service_request_id=e', ['e', 'd']],
		// Both ends count in.
		[`start_date=${ago(91)}&end_date=${ago(89)}`, ['d', 'c']],
		[`start_date=${ago(91)}&end_date=${ago(1)}`, ['d', 'c', 'b', 'a']],
		// One end alone: 90 days before it, or everything since.
		[`end_date=${ago(70)}`, ['e', 'd', 'c']],
		[`end_date=${ago(1)}`, ['d', 'c', 'b', 'a']],
		[`start_date=${ago(200)}`, ['e', 'd', 'c', 'b', 'a']],
		// Half open: windows that touch each other hold every change once.
		[`updated_after=${ago(3)}&updated_before=${ago(2)}`, ['e']],
		[`updated_after=${ago(2)}&updated_before=${ago(0)}`, ['b', 'a']],
		[`updated_after=${ago(3)}`, ['e', 'b', 'a']],
		['q=flackert', ['b']],
		['q=laternen', ['b']],
		['q=gibtesnicht', []],
		// By the name of the service, too.
		['q=M%C3%BCll', ['e', 'd', 'c', 'a']],
		['bbox=12.9,50.9,13.1,51.005', ['d', 'b', 'a']],
		['lat=51&long=13&radius=500', ['d', 'b', 'a']],
		['lat=51&long=13&radius=1200', ['d', 'c', 'b', 'a']],
		['page=2&page_size=2', ['a']],
		['page=99&page_size=2', []],
		['page=99999999999999999999&page_size=1000', []]
	])('%s', async (query, expected) => {
		expect(await ids(query)).toEqual(expected);
	});

	it.each([
		'start_date=gestern', 'start_date=2026-02-30T00:00:00Z', 'start_date=2026-01-01T00:00:00', 'end_date=2026-13-01T00:00:00Z', 'status=offen', 'page=0', 'page=-1',
		'page=x', 'page_size=0', 'bbox=1,2,3', 'bbox=13,52,12,51', 'bbox=a,b,c,d', 'lat=51', 'long=13', 'radius=5', 'lat=51&long=13&radius=-1', 'lat=91&long=0',
		'extensions=vielleicht', 'cursor=x', 'cursor=W10', `start_date=${ago(1)}&end_date=${ago(2)}`, `start_date=${ago(200)}&end_date=${ago(100)}`,
		`updated_after=${ago(1)}&updated_before=${ago(2)}`, 'service_code=%00', 'q=%00'
	])('refuses %s', async (query) => {
		const answer = await ask(query);
		expect(answer.status).toBe(400);
		expect(await answer.json()).toEqual([{ code: 400, description: expect.stringMatching(/\S/) }]);
	});

	it('takes a zone whose + was not escaped, and a day', async () => {
		expect(await ids('start_date=2026-10-20T00:00:00+02:00')).toEqual(['b', 'a']);
		expect(await ids('start_date=2026-11-19&end_date=2026-11-19')).toEqual(['a']);
	});

	it('an empty list is no error, in both forms', async () => {
		expect(await ids('service_code=003')).toEqual([]);
		const xml = await (await fetch(`${address}/open311/v2/requests.xml?service_code=003`)).text();
		expect(xml).toBe('<?xml version="1.0" encoding="UTF-8"?>\n<service_requests/>\n');
	});

	it('says the totals and the next page in its headers', async () => {
		const answer = await ask('page_size=2&api_key=geheim-123');
		const headers = ['x-total-count', 'x-result-count', 'x-page-count', 'x-page', 'x-page-size'].map((name) => answer.headers.get(name));
		expect(headers).toEqual(['3', '3', '2', '1', '2']);
		const link = answer.headers.get('link')!;
		expect(link).toMatch(/^<http[^>]+\/open311\/v2\/requests\.json\?[^>]*page=2[^>]*>; rel="next"$/);
		expect(link).not.toContain('geheim');
		const next = await fetch(link.slice(1, link.indexOf('>')).replace(/^https?:\/\/[^/]+/, address));
		expect(((await next.json()) as Wire).map((each) => each.service_request_id)).toEqual(['a']);
		expect([next.headers.get('link'), next.headers.get('x-page')]).toEqual([null, '2']);
	});

	it('measures on the ellipsoid, in metres', async () => {
		const list = (await (await ask('lat=51&long=13&radius=1200&service_request_id=')).json()) as Wire;
		const distance = Object.fromEntries(list.map((each) => [each.service_request_id, each.distance]));
		// 0.01° of latitude at 51°: 1112.6 m.
		expect(distance.c).toBeCloseTo(1112.6, 0);
		expect(distance.a).toBe(0);
	});

	it('what has no place is near nothing', async () => {
		const { slug } = await seed(services, {
			jurisdiction_id: 'ortlos.example',
			requests: [request('ort', 1), request('ortlos', 1, { lat: null, long: null, address: 'irgendwo' })]
		});
		const found = async (query: string) => {
			const list = (await (await fetch(`${address}/${slug}/open311/v2/requests.json?${query}`)).json()) as Wire;
			return list.map(({ service_request_id: id, distance }) => [id, distance]);
		};
		expect(await found('lat=51&long=13&radius=5000')).toEqual([['ort', 0]]);
		expect(await found('bbox=12,50,14,52')).toEqual([['ort', undefined]]);
		// Without a radius nothing is left out; it has no distance.
		expect(await found('lat=51&long=13')).toEqual([['ort', 0], ['ortlos', undefined]]);
		await services.db.knex('defect_reporter').whereNot({ tenant_id: scope.tenantId }).update({ active: false });
	});

	it('has the radius to the metre, far in the north, too', async () => {
		const places = { near: 0.00895, far: 0.00902 };
		const { slug } = await seed(services, {
			jurisdiction_id: 'kreis.example',
			requests: Object.entries(places).flatMap(([name, degrees]) => [0, 51, 69].map((lat) => request(`${name}-${lat}`, 1, { lat: lat + degrees, long: 13 })))
		});
		for (const lat of [0, 51, 69]) {
			// A degree of latitude: 110574 m at the equator, 111270 m at 51°, 111560 m at 69°.
			const radius = { 0: 994, 51: 1000, 69: 1003 }[lat];
			const answer = await fetch(`${address}/${slug}/open311/v2/requests.json?lat=${lat}&long=13&radius=${radius}`);
			expect(((await answer.json()) as Wire).map((each) => each.service_request_id)).toEqual([`near-${lat}`]);
		}
		await services.db.knex('defect_reporter').whereNot({ tenant_id: scope.tenantId }).update({ active: false });
	});

	it('goes back from the newest report where nothing came in for 90 days', async () => {
		const { slug } = await seed(services, { jurisdiction_id: 'alt.example', requests: [request('alt-a', 4000), request('alt-b', 4080), request('alt-c', 4100)] });
		const list = (await (await fetch(`${address}/${slug}/open311/v2/requests.json`)).json()) as Wire;
		expect(list.map((each) => each.service_request_id)).toEqual(['alt-b', 'alt-a']);
		await services.db.knex('defect_reporter').whereNot({ tenant_id: scope.tenantId }).update({ active: false });
	});
});
