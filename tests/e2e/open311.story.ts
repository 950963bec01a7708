import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from '@playwright/test';
import { projectPath } from '../../gis/project-path.ts';
import { seedOf } from '../support/open311-seed.ts';
import { startPortalProcess, type PortalProcess } from './support/portal-process.ts';

/** A foreign program against a running portal: it knows the discovery's address and the specification, nothing else. No browser. */
test.describe.configure({ mode: 'serial' });

let dataDir = '';
let portal: PortalProcess;
let endpoint = '';

test.beforeAll(async () => {
	test.setTimeout(300_000);
	dataDir = mkdtempSync(join(tmpdir(), 'bauleitportal-open311-'));
	const file = join(dataDir, 'seed.json');
	const recent = new Date(Date.now() - 20 * 86_400_000).toISOString();
	const requests = Array.from({ length: 25 }, (_, index) => ({
		service_request_id: `alt-${index}`, service_code: '002', description: `Müll ${index}`, status: index % 3 ? 'open' : 'closed', requested_datetime: recent, lat: 51.05, long: 13.74 + index / 1000
	}));
	writeFileSync(file, JSON.stringify(seedOf({ requests })));
	const env = { ...process.env, DATA_DIR: dataDir, DATABASE_URL: '', DEMO: '0' };
	await promisify(execFile)(process.execPath, ['--no-warnings', projectPath('portal/commands/open311.ts'), 'seed', file], { env });
	portal = await startPortalProcess({ DATA_DIR: dataDir, DEMO: '0' });
});
test.afterAll(async () => {
	const code = await portal?.end();
	rmSync(dataDir, { recursive: true, force: true });
	expect(code, portal?.output()).toBe(0);
});

const xml = async (path: string, init?: RequestInit) => {
	const answer = await fetch(`${endpoint}/${path}`, init);
	expect(answer.headers.get('content-type')).toBe('text/xml; charset=utf-8');
	return { status: answer.status, headers: answer.headers, text: await answer.text() };
};
const values = (text: string, name: string) => [...text.matchAll(new RegExp(`<${name}>([^<]*)</${name}>`, 'g'))].map((match) => match[1]!);

test('finds the end point, lists services, reads a definition', async () => {
	const discovery = (await (await fetch(`${portal.url}/open311/discovery.json`)).json()) as { endpoints: { url: string; type: string }[] };
	endpoint = discovery.endpoints[0]!.url;
	const services = await xml('services.xml');
	expect(values(services.text, 'service_code')).toEqual(['001', '002', '003', '004']);
	const definition = await xml('services/001.xml');
	expect(values(definition.text, 'code')).toEqual(['INFO', 'ART', 'WANN']);
});

test('sends a request and follows it', async () => {
	const body = new URLSearchParams({ api_key: 'geheim-123', service_code: '001', lat: '51.05', long: '13.74', description: 'Die Laterne ist aus.', 'attribute[ART]': '2' });
	const created = await xml('requests.xml', { method: 'POST', body });
	expect(created.status).toBe(200);
	const [id] = values(created.text, 'service_request_id');
	const read = await xml(`requests/${id}.xml`);
	expect([values(read.text, 'status'), values(read.text, 'description')]).toEqual([['open'], ['Die Laterne ist aus.']]);
	const update = new URLSearchParams({ api_key: 'geheim-123', service_request_id: id!, update_id: '7', status: 'CLOSED', description: 'Leuchtet wieder' });
	expect((await xml('servicerequestupdates.xml', { method: 'POST', body: update })).status).toBe(200);
	const closed = await xml(`requests/${id}.xml`);
	expect([values(closed.text, 'status'), values(closed.text, 'status_notes')]).toEqual([['closed'], ['Leuchtet wieder']]);
	expect(values((await xml('servicerequestupdates.xml')).text, 'description')).toContain('Leuchtet wieder');
});

test('turns pages while others report, and has every request once', async () => {
	const found: string[] = [];
	for (let page = 1; page < 30; page++) {
		const list = (await (await fetch(`${endpoint}/requests.json?page=${page}&page_size=4`)).json()) as { service_request_id: string }[];
		if (list.length === 0) break;
		found.push(...list.map((each) => each.service_request_id));
		const body = new URLSearchParams({ api_key: 'geheim-123', service_code: '002', lat: '51.06', long: '13.75', description: `während Seite ${page}` });
		if (page < 6) expect((await fetch(`${endpoint}/requests.json`, { method: 'POST', body })).status).toBe(200);
	}
	expect(new Set(found).size).toBe(found.length);
	for (let index = 0; index < 25; index++) expect(found).toContain(`alt-${index}`);
});

test('is told what is wrong', async () => {
	const refused = await xml('requests.xml', { method: 'POST', body: new URLSearchParams({ service_code: '002', lat: '51', long: '13' }) });
	expect([refused.status, values(refused.text, 'code')]).toEqual([403, ['403']]);
	expect((await xml('requests/gibtesnicht.xml')).status).toBe(404);
	expect((await xml('requests.xml?jurisdiction_id=woanders')).status).toBe(404);
	expect((await xml('requests.xml?start_date=gestern')).status).toBe(400);
	expect((await xml('nichts.xml')).status).toBe(404);
});
