import { existsSync, readFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import type { RequestHandler } from 'express';
import { DataFactory, Parser, Store } from 'n3';
import SHACLValidator from 'rdf-validate-shacl';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { TenantScope } from '../../../gis/db/tenant-scope.ts';
import { projectPath } from '../../../gis/project-path.ts';
import { endOfDay, startOfDay } from '../../../portal/lib/server/participations/local-days.ts';
import { addDays } from '../../../portal/lib/server/procedures/days.ts';
import { BUILT_IN_KINDS } from '../../../portal/lib/server/procedures/kinds/definitions.ts';
import { addStep, createProcedure, publishStep, readProcedure, saveStep } from '../../../portal/lib/server/procedures/service.ts';
import { storeStatus } from '../../../portal/lib/server/procedures/store-status.ts';
import type { Services } from '../../../portal/lib/server/services.ts';
import { createApp, listen } from '../../../portal/server.ts';
import { testServices } from '../../support/database.ts';
import { announce, BEFORE, DURING_STEP, makeProcedure, stepOf, type TestProcedure } from '../../support/procedure.ts';
import { canonicalLines, readRdf } from '../../support/rdf.ts';

const FOLDER = projectPath('../shared/dcat-ap-plu/shacl');
const SHAPES = `${FOLDER}/dcat-ap-plu_shacl-shapes.ttl`;
/** What DCAT-AP.PLU rests on. Those of 2.0.0 ask for types that only other vocabularies give, and for formats that PLU forbids. */
const DCAT_AP = `${FOLDER}/dcat-ap_2.1.1_shacl_shapes.ttl`;
const PLU = 'http://specs.diplanung.de/plu/';
const DCT = 'http://purl.org/dc/terms/';
const DCAT = 'http://www.w3.org/ns/dcat#';

let now = BEFORE;
let services: Services;
let address = '';
let bebauungsplan: TestProcedure;
let fnp: TestProcedure;
let free = '';

beforeAll(async () => {
	services = await testServices({ now: () => now });
	await services.db.knex('tenant').insert({ slug: 'land', kind: 'land', name: 'Testland', land: 'SN' });
	bebauungsplan = await makeProcedure(services.db);
	fnp = await makeProcedure(services.db, { kindKey: 'flaechennutzungsplan', title: 'Flächennutzungsplan <Testland> & Umgebung' });
	await makeProcedure(services.db, { publish: false, title: 'Nicht öffentlich' });
	free = await withoutPlace(bebauungsplan.scope);
	const pages: RequestHandler = (_request, response) => void response.status(404).send('page');
	const server = await listen(createApp(services, pages), '127.0.0.1', 0);
	afterAll(() => new Promise((resolve) => server.close(resolve)));
	address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});

/** A procedure of a kind that has no map. */
async function withoutPlace(scope: TenantScope): Promise<string> {
	const id = await createProcedure(scope, { kindKey: 'frei', title: 'Entwurf einer Satzung' }, null, BEFORE);
	const step = await stepOf(scope, id, 'beteiligung', BEFORE);
	await saveStep(scope, id, step.id, { title: step.title, rule: step.rule, startsOn: '2027-03-01', endsOn: '2027-03-12', email: 'a@b.example' }, null, BEFORE);
	await announce(scope, id, step.id, BEFORE);
	await publishStep(scope, step.id, null, BEFORE);
	return id;
}

async function graphs(query = ''): Promise<{ xml: Store; json: Store; next: string | null }> {
	const [rdf, jsonld] = await Promise.all(['rdf', 'jsonld'].map((ending) => fetch(`${address}/api/dcat-ap-plu.${ending}${query}`)));
	expect([rdf!.status, jsonld!.status]).toEqual([200, 200]);
	expect(rdf!.headers.get('content-type')).toMatch(/^application\/rdf\+xml/);
	expect(jsonld!.headers.get('content-type')).toMatch(/^application\/ld\+json/);
	expect(rdf!.headers.get('access-control-allow-origin')).toBe('*');
	const next = /<([^>]+)>; rel="next"/.exec(rdf!.headers.get('link') ?? '')?.[1] ?? null;
	return { xml: await readRdf(await rdf!.text(), 'rdfxml'), json: await readRdf(await jsonld!.text(), 'jsonld'), next };
}

const pageOf = (made: { slug: string; procedureId: string }) => `${services.config.publicUrl}/${made.slug}/verfahren/${made.procedureId}`;
const value = (store: Store, subject: unknown, predicate: string) => store.getObjects(subject as never, predicate, null)[0]?.value;
const state = (store: Store, made: TestProcedure, name: string) => value(store, DataFactory.namedNode(pageOf(made)), PLU + name)?.split('#')[1];

describe('the catalogue', () => {
	it('is the same graph in both forms', async () => {
		const { xml, json } = await graphs();
		expect(canonicalLines(xml)).toEqual(canonicalLines(json));
		expect(xml.size).toBeGreaterThan(80);
	});

	it('has every published procedure, and no other', async () => {
		const { xml } = await graphs();
		const titles = xml.getSubjects('http://www.w3.org/1999/02/22-rdf-syntax-ns#type', `${DCAT}Dataset`, null).map((dataset) => value(xml, dataset, `${DCT}title`));
		expect(titles.sort()).toEqual(['Bebauungsplan Nr. 7 „Testplan“', 'Entwurf einer Satzung', 'Flächennutzungsplan <Testland> & Umgebung']);
		expect(xml.getObjects(`${services.config.publicUrl}/`, `${DCAT}dataset`, null)).toHaveLength(3);
	});

	it('says begin, end and Durchgang of the step as they are in the database', async () => {
		const { xml } = await graphs();
		const { starts_on, ends_on } = await bebauungsplan.scope.table('procedure_step').where({ id: bebauungsplan.stepId }).first('starts_on', 'ends_on');
		const step = `${pageOf(bebauungsplan)}#schritt-${bebauungsplan.stepId}`;
		expect(value(xml, step, `${PLU}processStepType`)).toMatch(/#publicDisclosure$/);
		expect(value(xml, step, `${PLU}passNumber`)).toBe('1');
		const [period] = xml.getObjects(step, `${DCT}temporal`, null);
		expect([value(xml, period, `${DCAT}startDate`), value(xml, period, `${DCAT}endDate`)]).toEqual([starts_on, ends_on]);
		expect(ends_on).toBe('2027-03-31');
		const participation = `${services.config.publicUrl}/${bebauungsplan.slug}/beteiligungen/${bebauungsplan.participationId}#distribution`;
		expect(value(xml, participation, `${PLU}docType`)).toMatch(/#participationURL$/);
		expect(value(xml, xml.getObjects(participation, `${DCT}temporal`, null)[0], `${DCAT}endDate`)).toBe(ends_on);
	});

	it('shows documents from the first day on, and notices before', async () => {
		const documents = async () => (await graphs()).xml.getSubjects(null, null, null).filter(({ value }) => value.includes('/dokumente/')).length;
		const notices = (store: Store) => store.getSubjects(`${PLU}docType`, 'https://specs.diplanung.de/resource/docType#announcement', null).length;
		now = BEFORE;
		expect(await documents()).toBe(0);
		expect(notices((await graphs()).xml)).toBe(3);
		now = DURING_STEP;
		expect(await documents()).toBe(4);
		now = BEFORE;
	});

	it('states follow the clock', async () => {
		now = BEFORE;
		expect([state((await graphs()).xml, fnp, 'procedureState'), state((await graphs()).xml, fnp, 'planState')]).toEqual(['planned', 'inPreparation']);
		now = DURING_STEP;
		const { xml } = await graphs();
		expect([state(xml, fnp, 'procedureState'), state(xml, fnp, 'planState'), state(xml, fnp, 'planType')]).toEqual(['ongoing', 'inPreparation', 'landUsePlan']);
		expect([state(xml, bebauungsplan, 'planType'), state(xml, bebauungsplan, 'procedureType')]).toEqual(['developmentPlan', 'regular']);
		now = BEFORE;
	});

	it('a place is GeoJSON in degrees, or the name of the municipality', async () => {
		const { xml } = await graphs();
		const [place] = xml.getObjects(pageOf(bebauungsplan), `${DCT}spatial`, null);
		const geometry = JSON.parse(value(xml, place, 'http://www.w3.org/ns/locn#geometry')!) as { type: string; coordinates: number[][][][] };
		const [longitude, latitude] = geometry.coordinates.flat(2)[0]!;
		expect(geometry.type).toBe('MultiPolygon');
		expect(longitude).toBeGreaterThan(5);
		expect(longitude).toBeLessThan(16);
		expect(latitude).toBeGreaterThan(47);
		expect(latitude).toBeLessThan(56);
		const [named] = xml.getObjects(`${services.config.publicUrl}/${bebauungsplan.slug}/verfahren/${free}`, `${DCT}spatial`, null);
		expect(value(xml, named, 'http://www.w3.org/ns/locn#geometry')).toBeUndefined();
		expect(value(xml, named, 'http://www.w3.org/ns/locn#geographicName')).toBeTruthy();
	});

	it('comes page by page, and the pages together are all', async () => {
		const whole = new Set(canonicalLines((await graphs()).xml).filter((line) => !line.includes('hydra') && !line.includes('/ns/dcat#dataset>')));
		const found = new Set<string>();
		let next: string | null = '?limit=1';
		let pages = 0;
		while (next) {
			const page: Awaited<ReturnType<typeof graphs>> = await graphs(next.slice(next.indexOf('?')));
			for (const line of canonicalLines(page.xml)) if (!line.includes('hydra') && !line.includes('/ns/dcat#dataset>')) found.add(line);
			({ next } = page);
			pages++;
			expect(page.xml.getObjects(null, 'http://www.w3.org/ns/hydra/core#next', null)).toHaveLength(next ? 1 : 0);
		}
		expect(pages).toBe(3);
		expect(found).toEqual(whole);
	});

	it.each(['?limit=0', '?limit=201', '?limit=x', '?seite=1'])('refuses %s', async (query) => {
		const answer = await fetch(`${address}/api/dcat-ap-plu.rdf${query}`);
		expect(answer.status).toBe(400);
		expect(await answer.json()).toMatchObject({ code: 'dcat_page_invalid' });
	});

	it('one address for both forms', async () => {
		const type = async (accept: string) => (await fetch(`${address}/api/dcat-ap-plu`, { headers: { accept } })).headers.get('content-type');
		expect(await type('application/ld+json')).toMatch(/ld\+json/);
		expect(await type('*/*')).toMatch(/rdf\+xml/);
	});
});

describe('the shapes of the vocabulary', () => {
	if (!existsSync(SHAPES)) {
		it.skip('../shared/dcat-ap-plu is not here', () => {});
		return;
	}
	/** Needs nothing from outside: the shapes that ask for other vocabularies are commented out in it. */
	const validator = (shapes: string) => new SHACLValidator(new Store(new Parser().parse(readFileSync(shapes, 'utf8'))) as never);
	const problems = async (store: Store, shapes = SHAPES) =>
		(await validator(shapes).validate(store as never)).results.map((result) => `${result.focusNode?.value} ${result.path?.value} ${result.message.map(({ value }) => value).join(' ')}`);

	it.each([
		['before', BEFORE],
		['during', DURING_STEP],
		['after', new Date('2027-06-01T10:00:00Z')]
	])('accept the catalogue %s the participation', async (_name, at) => {
		now = at;
		const { xml, json } = await graphs();
		expect(await problems(xml)).toEqual([]);
		expect(await problems(json)).toEqual([]);
		expect(await problems(xml, DCAT_AP)).toEqual([]);
		now = BEFORE;
	});

	it('accept every kind of procedure with every step, while it runs and afterwards', async () => {
		const { scope } = await makeProcedure(services.db, { publish: false });
		const made: Record<string, string> = {};
		for (const { key, name } of BUILT_IN_KINDS) {
			const id = (made[key] = await createProcedure(scope, { kindKey: key, title: `Alles: ${name}`, municipality: 'Testdorf' }, null, BEFORE));
			const { kind } = await readProcedure(scope, id, BEFORE);
			for (const each of kind.steps.filter(({ need }) => need === 'demand')) await addStep(scope, id, { key: each.key }, null, BEFORE);
			await publishAll(scope, id);
		}
		for (const at of [BEFORE, DURING_STEP, new Date('2028-06-01T10:00:00Z')]) {
			now = at;
			const { xml } = await graphs('?limit=200');
			expect(await problems(xml)).toEqual([]);
			expect(await problems(xml, DCAT_AP)).toEqual([]);
			for (const [key, id] of Object.entries(made)) expect(xml.getObjects(null, `${DCT}identifier`, null).some(({ value }) => value === id), key).toBe(true);
			const types = new Set(xml.getObjects(null, `${PLU}processStepType`, null).map(({ value }) => value.split('#')[1]));
			expect(types).not.toContain('unknown');
			expect(types.size).toBeGreaterThan(4);
		}
		for (const id of Object.values(made)) await scope.table('procedure').where({ id }).update({ published_at: null });
		now = BEFORE;
	});

	/** Every step of a procedure, one a month, as if it had been announced. */
	async function publishAll(scope: TenantScope, id: string): Promise<void> {
		const { steps } = await readProcedure(scope, id, BEFORE);
		for (const [index, step] of steps.entries()) {
			const startsOn = addDays('2027-03-01', 28 * index);
			const endsOn = step.rule === 'day' ? null : addDays(startsOn, 20);
			const dates = { starts_on: startsOn, starts_at: startOfDay(startsOn), ends_on: endsOn, ends_at: endsOn && endOfDay(endsOn) };
			await scope.table('procedure_step').where({ id: step.id }).update({ ...dates, published_at: BEFORE });
		}
		await scope.table('procedure').where({ id }).update({ published_at: BEFORE });
		await storeStatus(scope, id);
	}

	it('and would find a fault', async () => {
		const { xml } = await graphs();
		xml.removeQuads(xml.getQuads(pageOf(fnp), `${PLU}planState`, null, null));
		xml.addQuad(DataFactory.namedNode(pageOf(fnp)), DataFactory.namedNode(`${DCT}creator`), DataFactory.literal('x'));
		expect((await problems(xml)).length).toBeGreaterThanOrEqual(2);
	});
});
