import { existsSync, readFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import type { RequestHandler } from 'express';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { projectPath } from '../../../gis/project-path.ts';
import { createApp, listen } from '../../../portal/server.ts';
import { testServices } from '../../support/database.ts';

const COLLECTED = projectPath('../shared/law/deadlines.json');
let address = '';

beforeAll(async () => {
	const services = await testServices();
	const pages: RequestHandler = (_request, response) => void response.status(404).send('page');
	const server = await listen(createApp(services, pages), '127.0.0.1', 0);
	afterAll(() => new Promise((resolve) => server.close(resolve)));
	address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});

const ask = (query: string, init?: RequestInit) => fetch(`${address}/api/deadlines${query}`, init);

describe('GET /api/deadlines', () => {
	it('answers with exactly the promised members', async () => {
		const answer = await ask('?kind=publication&land=SN&start=2027-02-01');
		expect(answer.status).toBe(200);
		expect(answer.headers.get('access-control-allow-origin')).toBe('*');
		const { steps, ...rest } = (await answer.json()) as { steps: { text: string; law: string }[] };
		const promised = { monthEnd: '2027-02-28', min30End: '2027-03-02', legalEnd: '2027-03-02', end: '2027-03-02', days: 30 };
		expect(rest).toEqual({ kind: 'publication', land: 'SN', start: '2027-02-01', ...promised });
		expect(steps.length).toBeGreaterThan(3);
		for (const step of steps) expect(step).toEqual({ text: expect.stringMatching(/\.$/), law: expect.stringContaining('§') });
	});

	it('counts from the receipt, and a year', async () => {
		const toeb = await (await ask('?kind=toeb&land=HE&start=2027-04-27')).json();
		expect(toeb).toMatchObject({ legalEnd: '2027-05-27', end: '2027-05-28', days: 31 });
		const ruege = await (await ask('?kind=ruege215&land=SN&start=2027-03-12')).json();
		expect(ruege).toMatchObject({ monthEnd: null, min30End: null, legalEnd: '2028-03-12', end: '2028-03-13' });
	});

	it.skipIf(!existsSync(COLLECTED))('answers every collected example exactly (skipped where ../shared/law is not here)', async () => {
		const examples = JSON.parse(readFileSync(COLLECTED, 'utf8')) as Record<string, string | number>[];
		expect(new Set(examples.map(({ kind }) => kind))).toEqual(new Set(['publication', 'toeb', 'ruege215']));
		for (const { kind, land, start = null, received = null, announced = null, rolledEnd, ...given } of examples) {
			const from = String(start ?? received ?? announced);
			const { steps, ...rest } = (await (await ask(`?kind=${kind}&land=${land}&start=${from}`)).json()) as { steps: unknown[] } & Record<string, unknown>;
			expect(rest, `${kind} ${land} ${from}`).toEqual({ monthEnd: null, min30End: null, days: expect.any(Number), ...given, kind, land, start: from, end: rolledEnd });
			expect(steps.length).toBeGreaterThan(1);
		}
	});

	it.each([
		['nothing', '', 'law_input_missing'],
		['no start', '?kind=publication&land=SN', 'law_input_missing'],
		['two starts', '?kind=publication&land=SN&start=2027-02-01&start=2027-02-02', 'law_input_missing'],
		['an object', '?kind=publication&land=SN&start[a]=2027-02-01', 'law_input_missing'],
		['an unknown kind', '?kind=frist&land=SN&start=2027-02-01', 'law_kind_unknown'],
		['a shortened period', '?kind=shortened&land=SN&start=2027-02-01', 'law_kind_unknown'],
		['an unknown Land', '?kind=publication&land=DE&start=2027-02-01', 'law_land_unknown'],
		['a day that is none', '?kind=publication&land=SN&start=2027-02-29', 'law_day_invalid'],
		['a time', '?kind=publication&land=SN&start=2027-02-01T00:00:00Z', 'law_day_invalid']
	])('refuses %s', async (_name, query, code) => {
		const answer = await ask(query);
		expect(answer.status).toBe(400);
		expect(answer.headers.get('access-control-allow-origin')).toBe('*');
		expect(await answer.json()).toEqual({ code, message: expect.stringMatching(/\.$/) });
	});

	it('is described', async () => {
		const document = (await (await fetch(`${address}/api/openapi.json`)).json()) as {
			paths: Record<string, { get?: { parameters: { name: string }[] } }>;
			components: { schemas: { Deadline: { required: string[] } } };
		};
		expect(document.paths['/api/deadlines']!.get!.parameters.map(({ name }) => name)).toEqual(['kind', 'land', 'start']);
		const answer = (await (await ask('?kind=toeb&land=BY&start=2030-01-31')).json()) as object;
		expect(Object.keys(answer).sort()).toEqual([...document.components.schemas.Deadline.required].sort());
	});

	it('other methods', async () => {
		expect((await ask('', { method: 'POST' })).status).toBe(405);
		expect((await ask('?kind=publication&land=SN&start=2027-02-01', { method: 'HEAD' })).status).toBe(200);
		expect((await ask('', { method: 'OPTIONS' })).status).toBe(204);
	});
});
