import { beforeAll, describe, expect, it } from 'vitest';
import type { TenantScope } from '../../../gis/db/tenant-scope.ts';
import type { Services } from '../../../portal/lib/server/services.ts';
import { testServices } from '../../support/database.ts';
import { formOf, seed, SEED_NOW, serve, type Wire } from '../../support/open311.ts';

let services: Services;
let address = '';
let scope: TenantScope;
let now = SEED_NOW;

beforeAll(async () => {
	services = await testServices({ now: () => now });
	address = await serve(services);
	({ scope } = await seed(services));
});

const get = (path: string) => fetch(`${address}/open311${path}`);
const json = async (path: string) => (await get(path)).json() as Promise<Wire>;
const post = (path: string, values: Record<string, string | string[]>, headers: Record<string, string> = {}) =>
	fetch(`${address}/open311${path}`, { method: 'POST', body: formOf(values), headers });
const KEY = { api_key: 'geheim-123', jurisdiction_id: 'stadt.example' };

describe('discovery', () => {
	it('names the end point in both forms', async () => {
		const discovery = await json('/discovery.json');
		expect(discovery).toMatchObject({
			changeset: expect.stringMatching(/Z$/),
			contact: expect.any(String),
			key_service: expect.any(String),
			endpoints: [{ specification: 'http://wiki.open311.org/GeoReport_v2', url: expect.stringMatching(/\/open311\/v2$/), type: 'production', formats: ['text/xml', 'application/json'] }]
		});
		const xml = await (await get('/discovery.xml')).text();
		expect(xml).toContain('<?xml version="1.0" encoding="UTF-8"?>');
		expect(xml).toContain('<formats><format>text/xml</format><format>application/json</format></formats></endpoint></endpoints>');
	});

	it('changes its changeset when a service changes, and only then', async () => {
		const before = (await json('/discovery.json')).changeset;
		now = new Date(SEED_NOW.getTime() + 60_000);
		expect((await json('/discovery.json')).changeset).toBe(before);
		await scope.table('report_category').where({ code: '002' }).update({ name: 'Müll ' });
		expect((await json('/discovery.json')).changeset).toBe('2026-11-20T12:01:00Z');
		await scope.table('report_category').where({ code: '002' }).update({ name: 'Müll' });
		now = SEED_NOW;
	});
});

describe('services', () => {
	it('are listed with every field', async () => {
		const list = await json('/v2/services.json');
		expect(list).toHaveLength(4);
		expect(list[0]).toEqual({
			service_code: '001', service_name: 'Laterne defekt', description: 'Licht & Schatten', metadata: true, type: 'realtime', keywords: 'Licht, dunkel', group: 'Straße'
		});
		expect(list.map((each: Wire[number]) => each.type)).toEqual(['realtime', 'realtime', 'batch', 'blackbox']);
	});

	it('come as XML with declaration, encoding and type', async () => {
		const answer = await get('/v2/services.xml?jurisdiction_id=stadt.example');
		expect(answer.headers.get('content-type')).toBe('text/xml; charset=utf-8');
		expect(answer.headers.get('access-control-allow-origin')).toBe('*');
		const xml = await answer.text();
		expect(xml.startsWith('<?xml version="1.0" encoding="UTF-8"?>')).toBe(true);
		expect(xml).toContain('<services><service><service_code>001</service_code><service_name>Laterne defekt</service_name><description>Licht &amp; Schatten</description>');
		expect((await get('/v2/services.json')).headers.get('content-type')).toBe('application/json; charset=utf-8');
	});

	it('have a definition in the order of their attributes', async () => {
		const definition = await json('/v2/services/001.json');
		expect(definition.service_code).toBe('001');
		expect(definition.attributes.map((each: Wire[number]) => [each.code, each.order, each.variable, each.datatype])).toEqual([
			['INFO', 1, false, 'string'], ['ART', 2, true, 'singlevaluelist'], ['WANN', 7, true, 'multivaluelist']
		]);
		expect(definition.attributes[1].values).toEqual([{ key: '1', name: 'aus' }, { key: '2', name: 'flackert' }]);
		const xml = await (await get('/v2/services/001.xml')).text();
		expect(xml).toContain('<service_definition><service_code>001</service_code><attributes><attribute><variable>false</variable>');
		expect(xml).toContain('<values><value><key>1</key><name>aus</name></value>');
		expect((await get('/v2/services/nein.xml')).status).toBe(404);
	});
});

describe('jurisdiction_id', () => {
	it('may be left out or empty where one tenant takes reports; an unknown one is 404', async () => {
		expect((await get('/v2/services.json?jurisdiction_id=')).status).toBe(200);
		expect((await get('/v2/services.json?jurisdiction_id=stadt-example')).status).toBe(200);
		const wrong = await get('/v2/services.json?jurisdiction_id=nirgends');
		expect(wrong.status).toBe(404);
		expect(await wrong.json()).toEqual([{ code: 404, description: expect.stringContaining('jurisdiction_id') }]);
	});

	it('is needed where several do, but not at the end point of one', async () => {
		await seed(services, { jurisdiction_id: 'zweite.example', requests: [] });
		expect((await get('/v2/services.json')).status).toBe(400);
		const own = (path: string) => fetch(`${address}/zweite-example/open311${path}`);
		expect(await (await own('/v2/services.json')).json()).toHaveLength(4);
		expect((await own('/v2/services.json?jurisdiction_id=stadt.example')).status).toBe(404);
		expect(((await (await own('/discovery.json')).json()) as Wire).endpoints[0].url).toMatch(/\/zweite-example\/open311\/v2$/);
		await services.db.knex('defect_reporter').whereNot({ tenant_id: scope.tenantId }).update({ active: false });
	});
});

describe('errors', () => {
	it.each([
		['/v2/nichts.xml', 404], ['/v2/nichts.json', 404], ['/v2/requests', 404], ['', 404], ['/v2/services/001/x.json', 404], ['/v2/%ZZ.json', 404],
		['/v2/requests/%E0%A4%A.json', 404], ['/v3/services.json', 404], ['/v2/requests.csv', 404], ['/v2/tokens/unbekannt.json', 404]
	])('of %s have the form of the specification', async (path, status) => {
		const answer = await get(path);
		expect(answer.status).toBe(status);
		const body = await answer.text();
		if (path.endsWith('.json')) expect(JSON.parse(body)).toEqual([{ code: status, description: expect.any(String) }]);
		else expect(body).toMatch(/^<\?xml version="1.0" encoding="UTF-8"\?>\n<errors><error><code>404<\/code><description>[^<]+<\/description><\/error><\/errors>/);
	});

	it('other methods are refused', async () => {
		const answer = await fetch(`${address}/open311/v2/services.json`, { method: 'PUT' });
		expect([answer.status, answer.headers.get('allow')]).toEqual([400, 'GET']);
	});
});

describe('POST requests', () => {
	const attributes = { 'attribute[ART]': '1', 'attribute[WANN][]': ['tag', 'nacht'] };
	const ok = { ...KEY, service_code: '001', lat: '51.05', long: '13.74', description: 'Die Laterne ist <script>aus</script> & kaputt', ...attributes };

	it('give the id at once, with HTTP 200 and in an array', async () => {
		const answer = await post('/v2/requests.json', ok);
		expect(answer.status).toBe(200);
		const [created] = (await answer.json()) as Wire;
		expect(created).toEqual({ service_request_id: expect.stringMatching(/^M-/), service_notice: null, account_id: null });
		const [request] = await json(`/v2/requests/${created.service_request_id}.json`);
		expect(request).toMatchObject({
			status: 'open', service_code: '001', service_name: 'Laterne defekt', description: ok.description, lat: 51.05, long: 13.74, media_url: null, requested_datetime: '2026-11-20T12:00:00Z'
		});
		const xml = await (await get(`/v2/requests/${created.service_request_id}.xml`)).text();
		expect(xml).toContain('&lt;script&gt;aus&lt;/script&gt; &amp; kaputt');
		const row = await scope.table('report').where({ public_ref: created.service_request_id }).first('answers', 'origin');
		expect(row).toEqual({ answers: { ART: '1', WANN: ['tag', 'nacht'] }, origin: 'open311' });
	});

	it('take multipart forms and the key in the address or a header', async () => {
		const form = new FormData();
		for (const [name, value] of Object.entries({ service_code: '002', lat: '51.05', long: '13.74', description: 'Müll' })) form.append(name, value);
		const answer = await fetch(`${address}/open311/v2/requests.xml?api_key=geheim-123&jurisdiction_id=stadt.example`, { method: 'POST', body: form });
		expect(answer.status).toBe(200);
		expect(await answer.text()).toMatch(/<service_requests><request><service_request_id>M-\w{6}<\/service_request_id><service_notice\/><account_id\/><\/request><\/service_requests>/);
		const { api_key: _, ...rest } = ok;
		expect((await post('/v2/requests.json', rest, { 'X-Api-Key': 'geheim-123' })).status).toBe(200);
	});

	it('give a token for a batch service, and nothing for a blackbox', async () => {
		const [batch] = (await (await post('/v2/requests.json', { ...ok, service_code: '003' })).json()) as Wire;
		// Its reports count at once: nothing has to be confirmed.
		expect(batch).toEqual({ token: expect.any(String), service_notice: null, account_id: null });
		expect(await json(`/v2/tokens/${batch.token}.json`)).toEqual([{ service_request_id: expect.stringMatching(/^M-/), token: batch.token }]);
		const [blackbox] = (await (await post('/v2/requests.json', { ...ok, service_code: '004' })).json()) as Wire;
		expect(blackbox).toEqual({ service_notice: null, account_id: null });
	});

	it.each<[string, Record<string, string>, number, string]>([
		['no key', { api_key: '' }, 403, 'api_key'],
		['a wrong key', { api_key: 'falsch' }, 403, 'api_key'],
		['no service', { service_code: '' }, 400, 'service_code'],
		['an unknown service', { service_code: '999' }, 404, 'service_code'],
		['an unknown jurisdiction', { jurisdiction_id: 'nirgends' }, 404, 'jurisdiction_id'],
		['no place', { lat: '', long: '' }, 400, 'lat'],
		['half a place', { long: '' }, 400, 'long'],
		['no number', { lat: 'hier' }, 400, 'lat'],
		['a latitude off the earth', { lat: '91' }, 400, 'lat'],
		['a missing required attribute', { 'attribute[ART]': '' }, 400, 'attribute[ART]'],
		['a value that is not on the list', { 'attribute[ART]': '77' }, 400, 'attribute[ART]'],
		['no mail address', { email: 'keine' }, 400, 'email'],
		['4001 signs', { description: 'x'.repeat(4001) }, 400, 'description'],
		['a file address', { media_url: 'file:///etc/passwd' }, 400, 'media_url'],
		['the cloud itself', { media_url: 'http://169.254.169.254/latest/meta-data/' }, 400, 'media_url'],
		['the own machine', { media_url: 'http://localhost/x.jpg' }, 400, 'media_url']
	])('refuse %s', async (_name, change, status, word) => {
		const answer = await post('/v2/requests.json', { ...ok, ...change });
		expect(answer.status).toBe(status);
		expect(await answer.json()).toEqual([{ code: status, description: expect.stringContaining(word) }]);
	});

	it('name every field that does not fit', async () => {
		const answer = await post('/v2/requests.json', { ...ok, email: 'keine', description: 'x'.repeat(4001) });
		expect(((await answer.json()) as Wire).map((each: Wire[number]) => each.description).join()).toMatch(/description.*email|email.*description/);
	});

	it('accept attributes that the service does not know', async () => {
		expect((await post('/v2/requests.json', { ...ok, 'attribute[FREMD]': 'x' })).status).toBe(200);
	});

	it('need no more than service and place', async () => {
		expect((await post('/v2/requests.json', { ...KEY, service_code: '002', lat: '51.05', long: '13.74' })).status).toBe(200);
	});

	it('with the same Idempotency-Key are one request', async () => {
		const answers = await Promise.all(Array.from({ length: 4 }, () => post('/v2/requests.json', ok, { 'Idempotency-Key': 'einmal' })));
		const ids = await Promise.all(answers.map(async (answer) => ((await answer.json()) as Wire)[0].service_request_id));
		expect(new Set(ids).size).toBe(1);
	});

	it('find an address, or take its words where nobody can', async () => {
		const [created] = (await (await post('/v2/requests.json', { ...KEY, service_code: '002', address_string: 'Lindenweg 3' })).json()) as Wire;
		expect(await json(`/v2/requests/${created.service_request_id}.json`)).toMatchObject([{ address: 'Lindenweg 3', lat: null, long: null }]);
		const [{ id }] = await scope
			.insert('address' as never, { street: 'Lindenweg', house_number: '3', postcode: '01999', place: 'Stadt', geom: services.db.knex.raw('st_transform(st_setsrid(st_makepoint(13.7, 51.0), 4326), 3857)') })
			.returning('id');
		for (const place of [{ address_string: 'Lindenweg 3' }, { address_id: String(id) }] as Record<string, string>[]) {
			const [found] = (await (await post('/v2/requests.json', { ...KEY, service_code: '002', ...place })).json()) as Wire;
			expect(await json(`/v2/requests/${found.service_request_id}.json`)).toMatchObject([{ lat: expect.closeTo(51, 6), long: expect.closeTo(13.7, 6) }]);
		}
		expect((await post('/v2/requests.json', { ...KEY, service_code: '002', address_string: 'Nirgendsallee 99' })).status).toBe(400);
		expect((await post('/v2/requests.json', { ...KEY, service_code: '002', address_id: '999999' })).status).toBe(400);
	});
});

describe('seeded requests', () => {
	it('come back as they were', async () => {
		const [request] = await json('/v2/requests/alt-1.json');
		expect(request).toEqual({
			service_request_id: 'alt-1', status: 'open', status_notes: null, service_name: 'Müll', service_code: '002', description: 'Sofa <b>am</b> "Weg" & so\nzweite Zeile',
			agency_responsible: 'Stadtreinigung', service_notice: 'Wird abgeholt', requested_datetime: '2026-10-01T08:00:00Z', updated_datetime: '2026-10-02T10:00:00Z',
			expected_datetime: '2026-10-10T00:00:00Z', address: 'Süße Gasse 1', address_id: '545483', zipcode: '01999', lat: 51.043123456, long: 13.737987654,
			media_url: 'https://bilder.example/1.jpg'
		});
		const [closed] = await json('/v2/requests/alt-2.json?extensions=true');
		expect(closed).toMatchObject({ status: 'closed', status_notes: 'Erledigt durch Bauhof', updated_datetime: '2026-10-20T08:00:00Z', extended_attributes: { detailed_status: 'erledigt' } });
		expect(closed.notes.at(-1)).toEqual({ datetime: '2026-10-20T08:00:00Z', description: 'Erledigt durch Bauhof', type: 'state' });
		const [first] = await json('/v2/requests/alt-1.json?extensions=true');
		expect(first.extended_attributes).toMatchObject({ title: 'Sofa', tasks: [{ id: 1 }], description_public: true });
	});

	it('change nothing when the same file comes again, and what changed when another does', async () => {
		const before = await scope.table('report_event').count('* as n').first();
		await seed(services);
		expect(await scope.table('report_event').count('* as n').first()).toEqual(before);
		await seed(services, { requests: [{ service_request_id: 'alt-2', status: 'open', service_code: '001', description: 'wieder dunkel', requested_datetime: '2026-10-15T08:00:00Z', lat: 51.05, long: 13.74 }] });
		expect(await json('/v2/requests/alt-2.json')).toMatchObject([{ status: 'open', description: 'wieder dunkel' }]);
		await seed(services);
		expect(await json('/v2/requests/alt-2.json')).toMatchObject([{ status: 'closed' }]);
	});
});
