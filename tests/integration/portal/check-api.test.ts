import { existsSync, readdirSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import type { RequestHandler } from 'express';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { ZipFile } from 'yazl';
import { SKIPPABLE_CHECKS, type CheckResult } from '../../../importers/xplan/check.ts';
import { buildLindenpark } from '../../../portal/demo/lindenpark.ts';
import { demoDates } from '../../../portal/demo/dates.ts';
import { CHECK_LIMIT, CHECKS_AT_ONCE, readSkip } from '../../../portal/lib/server/checks/check-service.ts';
import { createApp, listen } from '../../../portal/server.ts';
import { testServices } from '../../support/database.ts';
import { planDocument } from '../plans/fixtures.ts';

const MAX_BYTES = 300_000;
let address = '';
let uploads = '';
let now = new Date('2026-05-04T10:00:00Z');
let plan = '';

beforeAll(async () => {
	plan = planWithDefects();
	const services = await testServices({ config: { maxGmlBytes: MAX_BYTES }, now: () => now });
	uploads = join(services.config.dataDir, 'uploads');
	const pages: RequestHandler = (_request, response) => void response.status(404).send('page');
	const server = await listen(createApp(services, pages), '127.0.0.1', 0);
	afterAll(() => new Promise((resolve) => server.close(resolve)));
	address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});

/** Every test has its own window of the limit. */
beforeEach(() => {
	now = new Date(now.getTime() + CHECK_LIMIT.windowSeconds * 1000);
});

/** A plan of the demo whose first link leads nowhere. */
function planWithDefects(): string {
	const gml = Buffer.from(buildLindenpark('entwurf', demoDates(new Date('2026-05-04'))).gml).toString('utf8');
	return gml.replace(/xlink:href="#[^"]+"/, 'xlink:href="#nirgends"');
}

const post = (body: BodyInit, headers: Record<string, string> = {}, query = '') =>
	fetch(`${address}/api/xplan/check${query}`, { method: 'POST', body, headers });

describe('POST /api/xplan/check', () => {
	it('checks a GML and answers as the command line does', async () => {
		const answer = await post(plan, { 'content-type': 'application/gml+xml', 'X-Filename': 'C:\\tmp\\plan.gml' });
		expect(answer.status).toBe(200);
		expect(answer.headers.get('content-type')).toMatch(/^application\/json/);
		expect(answer.headers.get('cache-control')).toBe('no-store');
		const [result] = (await answer.json()) as CheckResult[];
		expect(result).toMatchObject({ file: 'plan.gml', ok: false, version: expect.stringMatching(/^\d\.\d$/), skipped: [] });
		for (const check of ['structure', 'references', 'geometry', 'semantics'] as const) expect(result![check]).toHaveProperty('errors');
		expect(result!.findings).toContainEqual(expect.objectContaining({ rule: 'xlink-dangling', line: expect.any(Number) }));
	});

	it('leaves nothing on the disk', async () => {
		await (await post(plan)).arrayBuffer();
		await vi.waitFor(() => expect(existsSync(uploads) ? readdirSync(uploads) : []).toEqual([]));
	});

	it('takes a ZIP, and forms', async () => {
		const zip = new ZipFile();
		zip.addBuffer(Buffer.from(plan), 'a/plan.gml');
		zip.addBuffer(Buffer.from('%PDF'), 'anlage.pdf');
		zip.end();
		const body = new FormData();
		body.append('datei', new Blob([new Uint8Array(await buffer(zip.outputStream as unknown as NodeJS.ReadableStream))]), 'plan.zip');
		body.append('skip', 'semantics,geometry');
		const [result] = (await (await post(body, { origin: 'https://anderes-system.example' }, '?skip=structure')).json()) as CheckResult[];
		expect(result).toMatchObject({ file: 'plan.zip!a/plan.gml', skipped: ['structure', 'semantics', 'geometry'] });
		expect(result!.findings).toContainEqual(expect.objectContaining({ rule: 'attachment-not-named' }));
		await vi.waitFor(() => expect(readdirSync(uploads)).toEqual([]));
	});

	it('leaves out each check by its word', async () => {
		for (const word of SKIPPABLE_CHECKS) expect(readSkip([word])).toEqual([word]);
		const [result] = (await (await post(plan, {}, `?skip=${SKIPPABLE_CHECKS.join(',')}`)).json()) as CheckResult[];
		expect(result).toMatchObject({ ok: true, skipped: [...SKIPPABLE_CHECKS], findings: [] });
	});

	it('answers in the form that is asked for', async () => {
		const pdf = await post(plan, { accept: 'application/pdf' });
		expect(pdf.headers.get('content-type')).toBe('application/pdf');
		expect(pdf.headers.get('content-disposition')).toContain('pruefbericht.pdf');
		expect(Buffer.from(await pdf.arrayBuffer()).subarray(0, 5).toString()).toBe('%PDF-');
		const geojson = await post(plan, { accept: 'text/html' }, '?format=geojson');
		expect(geojson.headers.get('content-type')).toMatch(/^application\/geo\+json/);
		expect(await geojson.json()).toMatchObject({ type: 'FeatureCollection' });
		expect(await refused(post(plan, { accept: 'image/png' }))).toEqual([406, 'check_format_unknown']);
	});

	it.each([
		['kein XML', '', 422, 'not-xml'],
		['<html/>', '', 422, 'wrong-root'],
		['', '', 422, 'upload_missing'],
		['x', '?skip=alles', 422, 'check_unknown'],
		['x'.repeat(MAX_BYTES + 1), '', 413, 'upload_too_large']
	])('refuses %.10s%s with a code and a sentence', async (body, query, status, code) => {
		expect(await refused(post(body, {}, query))).toEqual([status, code]);
		await vi.waitFor(() => expect(existsSync(uploads) ? readdirSync(uploads) : []).toEqual([]));
	});

	it('limits checks per address', async () => {
		const statuses = await Promise.all(Array.from({ length: CHECK_LIMIT.checks + 2 }, async () => (await post('')).status));
		expect(statuses.filter((status) => status === 429)).toHaveLength(2);
		const answer = await post('');
		expect(answer.headers.get('retry-after')).toBe('600');
	});

	it('lets nobody have the whole queue', async () => {
		const statuses = await Promise.all(Array.from({ length: CHECKS_AT_ONCE + 2 }, async () => (await post(plan)).status));
		expect(statuses.filter((status) => status === 429).length).toBeGreaterThan(0);
		expect(statuses.filter((status) => status === 200).length).toBeGreaterThanOrEqual(CHECKS_AT_ONCE);
		expect((await post(plan)).status).toBe(200);
	});

	it('an archive of many documents full of defects gives no report that fills the memory', async () => {
		const bad = planDocument().toString().replace('<xplan:rechtscharakter>', '<xplan:rechtscharakter>99</xplan:rechtscharakter>'.repeat(1500) + '<xplan:rechtscharakter>');
		const zip = new ZipFile();
		for (let i = 0; i < 60; i++) zip.addBuffer(Buffer.from(bad), `plan${i}.gml`);
		zip.end();
		const answer = await post(new Uint8Array(await buffer(zip.outputStream as unknown as NodeJS.ReadableStream)), {}, '?skip=geometry,semantics');
		const results = (await answer.json()) as CheckResult[];
		expect(results.map((each) => 'error' in each && each.error)).toEqual(Array(60).fill(false));
		expect(results.reduce((sum, { findings }) => sum + findings.length, 0)).toBeLessThan(25_000);
		const last = results.at(-1)!;
		expect(last.structure!.errors).toBeGreaterThan(1000);
		expect(last.findings.some(({ message }) => message.includes('weitere Befunde'))).toBe(true);
	});

	it('knows only POST', async () => {
		expect((await fetch(`${address}/api/xplan/check`)).status).toBe(405);
		expect((await fetch(`${address}/api/unbekannt`)).status).toBe(404);
	});
});

async function refused(answer: Promise<Response>): Promise<[number, string]> {
	const response = await answer;
	const body = (await response.json()) as { code: string; message: string };
	expect(body.message).toMatch(/\.|\)$/);
	expect(Object.keys(body)).toEqual(['code', 'message']);
	return [response.status, body.code];
}

describe('GET /api/openapi.json', () => {
	it('describes what there is; every reference resolves', async () => {
		const text = await (await fetch(`${address}/api/openapi.json`)).text();
		const document = JSON.parse(text) as { openapi: string; paths: Record<string, unknown>; components: { schemas: Record<string, unknown> } };
		expect(document.openapi).toBe('3.1.0');
		expect(Object.keys(document.paths)).toContain('/api/xplan/check');
		for (const [, name] of text.matchAll(/#\/components\/schemas\/(\w+)/g)) expect(document.components.schemas).toHaveProperty(name!);
	});
});
