import type { AddressInfo } from 'node:net';
import { Readable } from 'node:stream';
import type { RequestHandler } from 'express';
import FeedParser from 'feedparser';
import ICAL from 'ical.js';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { EMPTY_FILTER, readProcedureFilter } from '../../../portal/lib/forms/procedure-filter.ts';
import { openApiDocument } from '../../../portal/lib/server/api/openapi.ts';
import { atomFeed, calendarFeed, feedResponse, type FeedRequest } from '../../../portal/lib/server/landportal/feeds.ts';
import { statusSentence } from '../../../portal/lib/texts/landportal.ts';
import { listProceduresAcrossTenants, readFacetsAcrossTenants } from '../../../portal/lib/server/landportal/list.ts';
import { announce, DURING_STEP, makeProcedure, showDocument, type TestProcedure } from '../../support/procedure.ts';
import { changeEndDate } from '../../../portal/lib/server/procedures/service.ts';
import type { Services } from '../../../portal/lib/server/services.ts';
import { createApp, listen } from '../../../portal/server.ts';
import { at } from '../../support/participation.ts';
import { testServices } from '../../support/database.ts';
import { violations } from '../../support/json-schema.ts';
import { decodeTile, tileAt } from '../../support/tiles.ts';

/** Stands in everything that nobody may see. */
const MARKER = 'geheimsache';
const EVIL = '<script>alert(1)</script>"]]>&amp;';

let now = DURING_STEP;
let services: Services;
let address = '';
let running: TestProcedure;
let later: TestProcedure;
let evil: TestProcedure;
let draft: TestProcedure;

beforeAll(async () => {
	services = await testServices({ now: () => now, env: { PUBLIC_URL: 'https://portal.example' } });
	const { db } = services;
	running = await makeProcedure(db, { title: 'Bebauungsplan „Lärmschutz an der Blumenstraße“' });
	later = await makeProcedure(db, { title: 'Bebauungsplan Neue Häuser', startsOn: '2027-05-03' });
	evil = await makeProcedure(db, { title: `Plan ${EVIL}` });
	draft = await makeProcedure(db, { title: `Entwurf ${MARKER}`, publish: false });
	const discarded = await makeProcedure(db, { title: `Verworfen ${MARKER}` });
	await discarded.scope.table('procedure').where({ id: discarded.procedureId }).update({ discarded_at: now });
	const future = await makeProcedure(db, { title: `Zukunft ${MARKER}` });
	await future.scope.table('procedure').where({ id: future.procedureId }).update({ published_at: new Date('2027-12-01T00:00:00Z') });
	const without = await makeProcedure(db, { title: `Ohne Stand ${MARKER}` });
	await without.scope.table('procedure_status').delete();
	await running.scope.table('procedure').where({ id: running.procedureId }).update({ topics: ['Verkehr', 'Grün, Wasser'], summary: 'Eine Wand.' });
	await text(running, await showDocument(running.scope, running.procedureId, running.stepId, 'gutachten'), 'Die Zauneidechse wurde gefunden. Flurstück 12/34');
	// A document that only public bodies may see, one that the public may not, one of a step that has not begun.
	await text(running, await showDocument(running.scope, running.procedureId, running.stepId, 'gutachten', { for_public: false, title: MARKER }), MARKER);
	await text(later, await showDocument(later.scope, later.procedureId, later.stepId, 'gutachten', { title: MARKER }), MARKER);
	const toeb = (await running.scope.table('procedure_step').where({ procedure_id: running.procedureId, key: 'toeb' }).first('id'))!.id;
	await running.scope.table('procedure_step').where({ id: toeb }).update({ published_at: DURING_STEP, note: MARKER });
	await text(running, await showDocument(running.scope, running.procedureId, toeb, 'gutachten', { title: MARKER }), MARKER);
	// Words in the PDF that came with the plan, published and not.
	await planText(running, 'Kaltluftschneise');
	await planText(later, MARKER, { published_at: null });
	const pages: RequestHandler = (_request, response) => void response.status(404).send('page');
	const server = await listen(createApp(services, pages), '127.0.0.1', 0);
	afterAll(() => new Promise((resolve) => server.close(resolve)));
	address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});

async function planText({ scope, planId }: TestProcedure, body: string, version: object = {}): Promise<void> {
	const [{ id: _, ...first }] = await scope.table('plan_version').where({ plan_id: planId }).limit(1);
	const [{ id }] = await scope.insert('plan_version', { ...first, attributes: JSON.stringify(first.attributes), number: 9, ...version }).returning('id');
	await scope.insert('plan_document', { plan_version_id: id, position: 0, name: 'begruendung.pdf', body, owner_gml_id: 'P' });
}

async function text({ scope }: TestProcedure, { versionId }: { versionId: string }, body: string): Promise<void> {
	await scope.table('procedure_document_version').where({ id: versionId }).update({ body });
}

const filterOf = (query: string) => readProcedureFilter(new URLSearchParams(query)).filter;
const list = (query: string, options: object = {}) => listProceduresAcrossTenants(services.db.knex, filterOf(query), { now, ...options });
const titles = async (query: string, options: object = {}) => (await list(query, options)).items.map(({ title }) => title);
const [RUNNING, LATER, EVIL_TITLE] = ['Bebauungsplan „Lärmschutz an der Blumenstraße“', 'Bebauungsplan Neue Häuser', `Plan ${EVIL}`];
const request = (query = '', tenant: TestProcedure | null = null): FeedRequest => ({
	params: new URLSearchParams(query),
	tenant: tenant ? { id: tenant.tenantId, slug: tenant.slug, name: 'Testdorf & Söhne' } : { id: '', slug: 'land', name: 'Land' },
	wholeLand: tenant === null,
	client: '127.0.0.1'
});

describe('list', () => {
	test('shows what is published, what ends soonest first, with its numbers', async () => {
		const page = await list('');
		expect(page.items.map(({ title }) => title)).toEqual(expect.arrayContaining([RUNNING, EVIL_TITLE, LATER]));
		expect(page.items.at(-1)!.title).toBe(LATER);
		expect(page).toMatchObject({ total: 3, counts: { active: 2, announced: 1 }, placeless: 0, next: null });
		const card = page.items.find(({ title }) => title === RUNNING)!;
		expect(card).toMatchObject({ status: 'active', tenant: running.slug, kindKey: 'bebauungsplan', planType: 'bebauungsplan', topics: ['Verkehr', 'Grün, Wasser'] });
		expect(card.step).toMatchObject({ key: 'veroeffentlichung', startsOn: '2027-03-01', endsOn: '2027-03-31' });
		expect(card.href).toBe(`/${running.slug}/verfahren/${running.procedureId}`);
	});

	test('says where only changed parts can be commented, in list, feeds, calendar and API', async () => {
		const step = running.scope.table('procedure_step').where({ id: running.stepId });
		await step.clone().update({ changes_only: true });
		const { items } = await list('thema=Verkehr');
		expect(items[0]!.step!.changesOnly).toBe(true);
		expect(statusSentence('active', items[0]!.step)).toBe('Veröffentlichung im Internet: bis einschließlich 31. März 2027, nur zu den geänderten Teilen');
		expect(await atomFeed(services, request('thema=Verkehr'))).toContain('nur zu den geänderten Teilen');
		expect((await calendarFeed(services, request('thema=Verkehr'))).replace(/\r\n /g, '')).toContain('nur zu den geänderten Teilen');
		const { items: found } = (await (await fetch(`${address}/api/procedures?thema=Verkehr`)).json()) as { items: { step: object }[] };
		expect(found[0]!.step).toMatchObject({ changesOnly: true });
		await step.clone().update({ changes_only: false });
		expect(statusSentence('active', (await list('thema=Verkehr')).items[0]!.step)).toBe('Veröffentlichung im Internet: bis einschließlich 31. März 2027');
	});

	test.each<[string, string[]]>([
		['status=ankuendigung', [LATER]],
		['planart=satzung', []],
		['planart=bebauungsplan&status=aktiv&thema=Verkehr', [RUNNING]],
		['thema=Gr%C3%BCn%2C+Wasser', [RUNNING]],
		['art=flaechennutzungsplan', []],
		['von=2027-05-01&bis=2027-05-31', [LATER]],
		['bis=2027-02-28', []],
		['von=2027-03-31&bis=2027-03-31&thema=Verkehr', [RUNNING]],
		['von=2027-04-01&bis=2027-04-02&thema=Verkehr', []],
		['suche=laermschutz', [RUNNING]],
		['suche=L%C3%A4rm', [RUNNING]],
		['suche=Blumenstr.', [RUNNING]],
		['suche=haus', [LATER]],
		['suche=Zauneidechsen', [RUNNING]],
		['suche=Kaltluftschneisen', [RUNNING]],
		['suche=Flurst%C3%BCck+34', [RUNNING]],
		['suche=Flurst%C3%BCck+35', []],
		// One word in the title, the other in a document.
		['suche=Blumenstra%C3%9Fe+Zauneidechse', [RUNNING]],
		['suche=Zauneidechse+Haus', []],
		[`suche=${MARKER}`, []],
		['suche=%21%21', []],
		['suche=%27+%7C+%28', []],
		["suche=')%3B+drop+table+procedure%3B--", []]
	])('%s', async (query, expected) => {
		expect(await titles(query)).toEqual(expected);
	});

	test('finds by place: area in view and radius', async () => {
		const inside = 'bbox=13.29,51.2,13.31,51.21';
		const [x, y] = at(500, 500);
		const degrees = [(x / 20037508.342789244) * 180, (Math.atan(Math.exp((y / 20037508.342789244) * Math.PI)) * 360) / Math.PI - 90];
		expect((await list(`mitte=${degrees.map((each) => each.toFixed(5))}&umkreis=100`)).total).toBe(3);
		// About 3 km east of its edge.
		const beside = [degrees[0]! + 0.05, degrees[1]].map((each) => each!.toFixed(5));
		expect((await list(`mitte=${beside}&umkreis=1000`)).total).toBe(0);
		expect((await list(`mitte=${beside}&umkreis=5000`)).total).toBe(3);
		expect((await list(`bbox=${degrees[0]! - 0.001},${degrees[1]! - 0.001},${degrees[0]! + 0.001},${degrees[1]! + 0.001}`)).total).toBe(3);
		expect((await list('bbox=6,47,7,48')).total).toBe(0);
		expect((await list('bbox=-180,-85,180,85')).total).toBe(3);
		expect((await list(inside)).total).toBeLessThanOrEqual(3);
		expect((await list('mitte=0,0&umkreis=100000')).total).toBe(0);
	});

	test('pages by key, without losing or repeating, in every order', async () => {
		for (const order of ['time', 'relevance', 'changed'] as const) {
			const seen: string[] = [];
			let after: string | null = null;
			do {
				const page: Awaited<ReturnType<typeof list>> = await list('', { order, after, limit: 1 });
				seen.push(...page.items.map(({ id }) => id));
				expect(page.total).toBe(3);
				after = page.next;
			} while (after);
			expect(new Set(seen).size, order).toBe(3);
			expect(seen).toHaveLength(3);
		}
		for (const after of ['x', Buffer.from('["a",1,"b"]').toString('base64url'), Buffer.from('[0,0,"\'"]').toString('base64url'), 'a'.repeat(1000)])
			expect((await list('', { after })).items).toHaveLength(3);
	});

	test('is of one tenant, and of chosen statuses', async () => {
		expect(await titles('', { tenantId: running.tenantId })).toEqual([RUNNING]);
		expect(await titles(`gemeinde=${later.slug}`)).toEqual([LATER]);
		expect(await titles(`gemeinde=${later.slug}`, { tenantId: running.tenantId })).toEqual([]);
		expect(await titles('', { within: ['announced'] })).toEqual([LATER]);
	});

	test('the status follows the clock', async () => {
		const after = { now: new Date('2027-03-31T22:00:00Z') };
		expect(await titles('status=aktiv', after)).toEqual([]);
		expect((await titles('status=kuerzlich-beendet', after)).sort()).toEqual([RUNNING, EVIL_TITLE].sort());
		expect((await titles('status=aktiv', { now: new Date('2027-03-31T21:59:59Z') })).length).toBe(2);
	});

	test('offers what there is to choose', async () => {
		const facets = await readFacetsAcrossTenants(services.db.knex, { now });
		expect(facets.kinds).toEqual([{ key: 'bebauungsplan', name: 'Bebauungsplan (Regelverfahren)', planType: 'bebauungsplan', count: 3 }]);
		expect(facets.planTypes).toEqual([{ key: 'bebauungsplan', count: 3 }]);
		expect(facets.topics.map(({ name }) => name).sort()).toEqual(['Grün, Wasser', 'Verkehr']);
		expect(facets.tenants.map(({ slug }) => slug).sort()).toEqual([running.slug, later.slug, evil.slug].sort());
		expect(JSON.stringify(facets)).not.toContain(MARKER);
	});
});

describe('tiles', () => {
	const tile = async (z: number, query = '') => {
		const { x, y } = tileAt(z, at(500, 500));
		const response = await fetch(`${address}/tiles/verfahren/${z}/${x}/${y}.mvt${query}`, { headers: { accept: 'application/json' } });
		return { response, features: response.status === 200 ? decodeTile(new Uint8Array(await response.arrayBuffer())) : [] };
	};

	test('small scales: one point with the numbers of each status', async () => {
		const { features } = await tile(8);
		expect(features).toHaveLength(1);
		expect(features[0]).toMatchObject({ layer: 'procedures', type: 'Point', properties: { count: 3, active: 2, announced: 1 } });
		expect(Object.keys(features[0]!.properties).sort()).toEqual(['active', 'announced', 'count']);
		const [alone] = (await tile(8, '?status=ankuendigung')).features;
		expect(alone!.properties).toEqual({ id: later.procedureId, tenant: later.slug, name: LATER, status: 'announced' });
	});

	test('large scales: areas; the list with the same filter says the same', async () => {
		for (const query of ['', 'status=aktiv', 'suche=Haus', 'suche=Zauneidechse', `gemeinde=${evil.slug}`, 'bbox=6,47,7,48', 'umkreis=500&mitte=13.2,51.2']) {
			const { features } = await tile(14, `?${query}`);
			const shown = new Set(features.map(({ properties }) => properties.id));
			expect([...shown].sort(), query).toEqual((await list(query)).items.map(({ id }) => id).sort());
			for (const { type, properties } of features) expect([type, Object.keys(properties).length]).toEqual(['Polygon', 4]);
		}
	});

	test('cost nothing when known, and change when something changes', async () => {
		const { x, y } = tileAt(14, at(500, 500));
		const path = `${address}/tiles/verfahren/14/${x}/${y}.mvt?gemeinde=${later.slug}`;
		const etag = (await fetch(path)).headers.get('etag')!;
		expect((await fetch(path, { headers: { 'if-none-match': etag } })).status).toBe(304);
		await later.scope.table('procedure').update({ title: `${LATER} 2` });
		const changed = await fetch(path, { headers: { 'if-none-match': etag } });
		expect(changed.status).toBe(200);
		expect(decodeTile(new Uint8Array(await changed.arrayBuffer()))[0]!.properties.name).toBe(`${LATER} 2`);
		await later.scope.table('procedure').update({ title: LATER });
	});

	test.each(['?status=geheim', '?bbox=1,2', '?umkreis=1e9', '?ort=Lindenallee', '?von=gestern'])('refuse %s', async (query) => {
		const { response } = await tile(8, query);
		expect(response.status).toBe(400);
		expect(((await response.json()) as { error: { code: string } }).error.code).toBe('filter_invalid');
	});

	test('a plan with a procedure is not drawn twice', async () => {
		const { x, y } = tileAt(14, at(500, 500));
		const land = decodeTile(new Uint8Array(await (await fetch(`${address}/tiles/land/14/${x}/${y}.mvt`)).arrayBuffer()));
		const plans = land.map(({ properties }) => properties.id);
		expect(plans).toContain(draft.planId);
		expect(plans).not.toContain(running.planId);
	});
});

describe('feeds', () => {
	const parse = (body: string) =>
		new Promise<{ meta: FeedParser.Meta; items: FeedParser.Item[] }>((resolve, reject) => {
			const parser = new FeedParser({ addmeta: false });
			const items: FeedParser.Item[] = [];
			parser.on('error', reject);
			parser.on('readable', () => {
				for (let item = parser.read(); item; item = parser.read()) items.push(item);
			});
			parser.on('end', () => resolve({ meta: parser.meta, items }));
			Readable.from([body]).pipe(parser);
		});

	test('Atom: a reader takes it, ids stay, updated is the last change', async () => {
		const body = await atomFeed(services, request());
		const { meta, items } = await parse(body);
		expect(meta.title).toBe('Planungsverfahren – Land');
		expect(items).toHaveLength(3);
		const first = items.find(({ guid }) => guid === `urn:uuid:${running.procedureId}`)!;
		expect(first.title).toContain('Lärmschutz an der Blumenstraße');
		expect(first.link).toBe(`https://portal.example/${running.slug}/verfahren/${running.procedureId}`);
		expect(first.description).toContain('bis einschließlich 31. März 2027');
		expect(body).not.toContain('<script>');
		expect(items.map(({ date }) => date!.getTime())).toEqual(items.map(({ date }) => date!.getTime()).sort((a, b) => b - a));
		// Nothing happened: the same file.
		now = new Date(DURING_STEP.getTime() + 60_000);
		expect(await atomFeed(services, request())).toBe(body);
		now = DURING_STEP;
	});

	test('Atom of a tenant and of a filter', async () => {
		const own = await parse(await atomFeed(services, request('', running)));
		expect(own.meta.title).toBe('Planungsverfahren – Testdorf & Söhne');
		expect(own.items[0]!.author).toMatch(/^Gemeinde \d+$/);
		expect(own.items).toHaveLength(1);
		expect((await parse(await atomFeed(services, request('status=ankuendigung')))).items.map(({ guid }) => guid)).toEqual([`urn:uuid:${later.procedureId}`]);
		await expect(atomFeed(services, request('status=geheim'))).rejects.toMatchObject({ code: 'filter_invalid' });
		await expect(calendarFeed(services, request('ort=Gibtesnicht'))).rejects.toMatchObject({ code: 'filter_invalid' });
	});

	const events = (body: string) => new ICAL.Component(ICAL.parse(body)).getAllSubcomponents('vevent').map((each) => new ICAL.Event(each));

	test('calendar: whole days, the end exclusive; a changed date moves the same entry', async () => {
		const find = async () => events(await calendarFeed(services, request())).find(({ uid }) => uid.startsWith(running.stepId))!;
		const before = await find();
		expect(before.startDate.isDate).toBe(true);
		expect([before.startDate.toString(), before.endDate.toString()]).toEqual(['2027-03-01', '2027-04-01']);
		expect(before.summary).toContain('Lärmschutz');
		await announce(running.scope, running.procedureId, running.stepId, DURING_STEP);
		const at = new Date(DURING_STEP.getTime() + 3600_000);
		await changeEndDate(running.scope, running.stepId, { endsOn: '2027-04-15', reason: 'Unterlagen waren nicht erreichbar.' }, null, at);
		now = new Date(at.getTime() + 1000);
		const after = await find();
		expect([after.startDate.toString(), after.endDate.toString()]).toEqual(['2027-03-01', '2027-04-16']);
		expect(after.uid).toBe(before.uid);
		expect(after.sequence).toBeGreaterThan(before.sequence);
		const api = (await (await fetch(`${address}/api/procedures/${running.procedureId}`)).json()) as { step: { endsOn: string } };
		expect(api.step.endsOn).toBe('2027-04-15');
		expect((await parse(await atomFeed(services, request('', running)))).items[0]!.description).toContain('bis einschließlich 15. April 2027');
	});

	test('are not sent again to whoever knows them', async () => {
		const first = feedResponse('a', 'text/calendar', null);
		expect(first.headers.get('content-type')).toBe('text/calendar; charset=utf-8');
		expect(feedResponse('a', 'text/calendar', first.headers.get('etag')).status).toBe(304);
		expect(feedResponse('b', 'text/calendar', first.headers.get('etag')).status).toBe(200);
	});
});

describe('JSON API', () => {
	const document = openApiDocument('https://portal.example', { checkBytes: 1 });
	const ask = async (path: string, init?: RequestInit) => {
		const response = await fetch(`${address}${path}`, init);
		return { response, body: response.status === 304 ? null : ((await response.json()) as never as Record<string, never>) };
	};
	const schemaOf = (path: string, type = 'application/json') => document.paths[path]!.get!.responses[200]!.content![type]!.schema!;
	const fits = (body: unknown, path: string, type?: string) => expect(violations(body, schemaOf(path, type), document.components.schemas)).toEqual([]);

	test('answers as described, from any website', async () => {
		for (const path of ['/api/procedures', '/api/plans', '/api/documents']) {
			const { response, body } = await ask(path);
			expect(response.status).toBe(200);
			expect(response.headers.get('access-control-allow-origin')).toBe('*');
			expect((body!.items as unknown[]).length).toBeGreaterThan(0);
			fits(body, path);
		}
		fits((await ask(`/api/procedures/${running.procedureId}`)).body, '/api/procedures/{id}');
		const plan = await ask(`/api/plans/${later.planId}`);
		fits(plan.body, '/api/plans/{id}');
		expect(plan.body!.procedures).toEqual([`https://portal.example/api/procedures/${later.procedureId}`]);
	});

	test('GeoJSON: longitude before latitude', async () => {
		const { response, body } = await ask('/api/procedures?suche=Haus', { headers: { accept: 'application/geo+json' } });
		expect(response.headers.get('content-type')).toContain('application/geo+json');
		fits(body, '/api/procedures', 'application/geo+json');
		const [feature] = body!.features as { bbox: number[]; geometry: { type: string; coordinates: number[][][][] } }[];
		expect(feature!.geometry.type).toBe('MultiPolygon');
		const [lon, lat] = feature!.geometry.coordinates[0]![0]![0]!;
		expect([Math.round(lon!), Math.round(lat!)]).toEqual([13, 51]);
		expect(feature!.bbox[0]).toBeCloseTo(lon!, 4);
	});

	test('pages by next, in the body and as Link', async () => {
		for (const path of ['/api/procedures', '/api/plans', '/api/documents']) {
			const seen: string[] = [];
			let next: string | null = `${path}?limit=1`;
			while (next) {
				const { response, body }: Awaited<ReturnType<typeof ask>> = await ask(next);
				seen.push(...(body!.items as { id: string }[]).map(({ id }) => id));
				if (body!.next) expect(response.headers.get('link')).toBe(`<${body!.next}>; rel="next"`);
				next = body!.next ? (body!.next as string).replace('https://portal.example', '') : null;
			}
			const all = (await ask(`${path}?limit=200`)).body!.items as { id: string }[];
			expect(seen, path).toEqual(all.map(({ id }) => id));
			expect(new Set(seen).size).toBe(seen.length);
		}
	});

	test('an ETag saves the answer', async () => {
		const { response } = await ask('/api/procedures');
		expect((await ask('/api/procedures', { headers: { 'if-none-match': response.headers.get('etag')! } })).response.status).toBe(304);
	});

	test.each([
		['/api/procedures?status=geheim', 400],
		['/api/procedures?limit=0', 400],
		['/api/procedures?limit=1e3', 400],
		['/api/procedures?order=drop', 400],
		['/api/procedures?bbox=52,13,51,12', 400],
		['/api/procedures?ort=Gibtesnicht', 400],
		['/api/plans?status=aktiv', 400],
		['/api/plans?after=xyz', 400],
		['/api/documents?after=xyz', 400],
		['/api/documents?kategorie=geheim', 400],
		['/api/procedures/xyz', 404],
		["/api/procedures/'or'1", 404],
		['/api/plans/%00', 404]
	])('refuses %s', async (path, status) => {
		const { response, body } = await ask(path);
		expect(response.status).toBe(status);
		expect(response.headers.get('access-control-allow-origin')).toBe('*');
		expect(violations(body, { $ref: 'Error' }, document.components.schemas)).toEqual([]);
	});

	test('is only for reading', async () => {
		expect((await fetch(`${address}/api/procedures`, { method: 'DELETE' })).status).toBe(405);
		expect((await fetch(`${address}/api/plans`, { method: 'OPTIONS' })).headers.get('access-control-allow-methods')).toBe('GET');
	});
});

test('nothing of a draft, a discarded or future procedure, a hidden document or a step of public bodies is anywhere', async () => {
	const { x, y } = tileAt(8, at(500, 500));
	const deep = tileAt(14, at(500, 500));
	const paths = [
		...['/api/procedures?limit=200', '/api/procedures?format=geojson', '/api/documents?limit=200', `/api/procedures/${running.procedureId}`, `/api/procedures/${later.procedureId}`],
		...[`/api/procedures?suche=${MARKER}`, `/api/documents?suche=${MARKER}`, `/api/procedures/${draft.procedureId}`],
		...[`/tiles/verfahren/8/${x}/${y}.mvt`, `/tiles/verfahren/14/${deep.x}/${deep.y}.mvt`]
	];
	for (const path of paths) {
		const response = await fetch(address + path);
		const body = await response.text();
		const echo = path.includes(MARKER) ? body.replaceAll(/"next":[^,}]*/g, '') : body;
		expect(echo, path).not.toContain(MARKER);
	}
	for (const body of [await atomFeed(services, request()), await calendarFeed(services, request()), await atomFeed(services, request('', draft)), JSON.stringify(await list(''))])
		expect(body).not.toContain(MARKER);
	expect(EMPTY_FILTER.text).toBe('');
});
