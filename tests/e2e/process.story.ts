import { execFile } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { connect } from 'node:net';
import { networkInterfaces, tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { promisify } from 'node:util';
import { expect, test } from '@playwright/test';
import { projectPath } from '../../gis/project-path.ts';
import { generatePlan } from '../../portal/demo/bench-plan.ts';
import { startPortalProcess, type PortalProcess } from './support/portal-process.ts';

/** The portal as a process: killed, ended, started again, always over the same data. No browser in this story. */
test.describe.configure({ mode: 'serial' });

const TEXT = 'Diese Stellungnahme muss einen Absturz überstehen.';
let dataDir = '';
let portal: PortalProcess;
let receipt = '';

test.beforeAll(() => {
	dataDir = mkdtempSync(join(tmpdir(), 'bauleitportal-process-'));
});
test.afterAll(async () => {
	if (portal && portal.process.exitCode === null) await portal.end('SIGKILL');
	rmSync(dataDir, { recursive: true, force: true });
});

const start = async () => (portal = await startPortalProcess({ DATA_DIR: dataDir }));

/** A form as a browser sends it. */
function post(path: string, fields: Record<string, string> | FormData, cookie = ''): Promise<Response> {
	const body = fields instanceof FormData ? fields : new URLSearchParams(fields);
	return fetch(portal.url + path, { method: 'POST', headers: { origin: portal.url, accept: 'text/html', cookie }, body, redirect: 'manual' });
}

async function textOf(path: string, cookie = ''): Promise<string> {
	return (await fetch(portal.url + path, { headers: { cookie } })).text();
}

async function runningForm(): Promise<string> {
	// Running ones stand first.
	const [path] = /\/musterlinden\/beteiligungen\/[0-9a-f-]{36}/.exec(await textOf('/musterlinden/beteiligungen'))!;
	return `${path}/stellungnahme`;
}

async function signIn(): Promise<string> {
	const logins = readFileSync(join(dataDir, 'demo-zugaenge.txt'), 'utf8');
	const [email, password] = logins.split('\n').find((line) => line.startsWith('planung@musterlinden.example'))!.split('\t');
	const answer = await post('/login', { email: email!, password: password! });
	expect(answer.status).toBe(303);
	return answer.headers.get('set-cookie')!.split(';')[0]!;
}

async function verify(): Promise<{ entries: number; statements: number; events: number; selfTests: number; reports: number; problems: unknown[] }> {
	const { stdout } = await promisify(execFile)(process.execPath, ['--no-warnings', 'portal/commands/verify-receipts.ts', '--json'], {
		cwd: projectPath('.'),
		env: { ...process.env, DATA_DIR: dataDir, DATABASE_URL: '' }
	});
	return JSON.parse(stdout);
}

function reachable(host: string, port: number): Promise<boolean> {
	return new Promise((resolve) => {
		const socket = connect({ host, port, timeout: 2_000 });
		const end = (answer: boolean) => (socket.destroy(), resolve(answer));
		socket.once('connect', () => end(true));
		socket.once('error', () => end(false));
		socket.once('timeout', () => end(false));
	});
}

test('the first start prints the logins; with demo data only this machine is served', async () => {
	test.setTimeout(240_000);
	await start();
	expect(portal.output()).toContain(`Bauleitportal läuft: ${portal.url}`);
	expect(portal.output()).toMatch(/planung@musterlinden\.example\s+\S{12,}/);
	const port = Number(new URL(portal.url).port);
	expect(await reachable('127.0.0.1', port)).toBe(true);
	const outside = Object.values(networkInterfaces()).flatMap((each) => each ?? []).filter(({ internal, family }) => !internal && family === 'IPv4');
	for (const { address } of outside) expect(await reachable(address, port), address).toBe(false);
});

test('a statement that was acknowledged is there after kill -9', async () => {
	test.setTimeout(180_000);
	const answer = await post(await runningForm(), { vorgang: randomUUID(), text: TEXT, orte: '[]', schritt: 'absenden' });
	expect(answer.status).toBe(303);
	receipt = answer.headers.get('location')!.replace(/\?.*/, '');
	await portal.end('SIGKILL');

	const { problems, entries, statements, events, selfTests, reports } = await verify();
	expect(problems).toEqual([]);
	expect(entries).toBe(statements + events + selfTests + reports);
	await start();
	expect(await textOf(receipt)).toContain(TEXT);
});

test('an import that kill -9 interrupted is run again', async () => {
	test.setTimeout(240_000);
	const cookie = await signIn();
	const form = new FormData();
	form.set('datei', new Blob([...generatePlan({ objects: 8_000 })]), 'gross.gml');
	const answer = await post('/musterlinden/verwaltung/plaene', form, cookie);
	expect(answer.status).toBe(303);
	const page = answer.headers.get('location')!;
	await expect.poll(() => textOf(page, cookie), { intervals: [50], timeout: 30_000 }).toMatch(/Wird gelesen|Wird gespeichert/);
	await portal.end('SIGKILL');
	await start();
	await expect.poll(() => textOf(page, cookie), { intervals: [1_000], timeout: 120_000 }).toContain('Der Plan ist eingelesen');
	const staffPlans = await textOf('/musterlinden/verwaltung/plaene', cookie);
	expect(staffPlans.match(/Messplan mit 8000 Objekten<\/a>/g)).toHaveLength(1);
});

test('SIGTERM lets running requests finish and ends with code 0', async () => {
	test.setTimeout(180_000);
	const form = await runningForm();
	const answers = Array.from({ length: 8 }, (_, number) =>
		post(form, { vorgang: randomUUID(), text: `Gleichzeitig ${number}`, orte: '[]', schritt: 'absenden' }).catch((error: unknown) => error)
	);
	await wait(50);
	const ended = portal.end('SIGTERM');
	const results = await Promise.all(answers);
	expect(await ended, portal.output()).toBe(0);
	// Who was let in gets the whole answer; who came too late gets no connection, and never half an answer.
	const finished = results.filter((each): each is Response => each instanceof Response);
	expect(finished.length).toBeGreaterThan(0);
	for (const answer of finished) expect(answer.status).toBe(303);

	const { problems } = await verify();
	expect(problems).toEqual([]);
	await start();
	for (const answer of finished) expect(await textOf(answer.headers.get('location')!)).toContain('Gleichzeitig');
	expect(portal.output()).toMatch(/planung@musterlinden\.example\s+\S{12,}/);
	expect(await portal.end()).toBe(0);
});
