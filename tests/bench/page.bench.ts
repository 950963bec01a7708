import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { freePort } from '../support/free-port.ts';
import type { Engine } from '../../gis/db/connect.ts';
import { projectPath } from '../../gis/project-path.ts';
import type { Benchmark, BenchContext, Cell } from './benchmark.ts';
import { runChild } from './child.ts';
import { quantile } from './figures.ts';
import type { Prepared, PrepareTask } from './page-prepare.ts';
import { ENGINE_NAMES, ENGINES, portalEnvironment, writePlan } from './portal-under-test.ts';

const START_SECONDS = 120;
const IMPORT_SECONDS = 600;
const IDLE_SECONDS = 8;
/** Pause between two requests: a visitor, not a flood. */
const PAUSE_MS = 20;

export const bench: Benchmark = {
	about: 'Seite eines Plans und /health/live, während ein großer Plan importiert wird, neben Ruhe; der ganze Server über HTTP',
	async run(bench) {
		if (!existsSync(projectPath('build/handler.js'))) throw new Error('Die Seiten sind nicht gebaut. Bitte zuerst: npm run build');
		const objects = bench.quick ? 1000 : 10_000;
		const task = { shown: await writePlan(bench.folder, 100), imported: await writePlan(bench.folder, objects), times: 3 };
		const rows: Cell[][] = [];
		for (const engine of ENGINES) rows.push(...(await measureEngine(bench, engine, task)));
		return {
			columns: ['Datenbank', 'Adresse', 'Ruhe Median ms', 'Ruhe p95 ms', 'Import Median ms', 'Import p95 ms', 'Import längste ms', 'Anfragen beim Import'],
			rows,
			goals: [],
			notes: [`${task.times} Importe mit je ${objects.toLocaleString('de-DE')} Objekten nacheinander; jede Adresse wird von einem Besucher ständig abgerufen.`]
		};
	}
};

interface Sample {
	address: string;
	ms: number;
	importing: boolean;
}

async function measureEngine(bench: BenchContext, engine: Engine, plans: Omit<PrepareTask, 'environment'>): Promise<Cell[][]> {
	bench.tell(`${ENGINE_NAMES[engine]}: vorbereiten`);
	const port = await freePort();
	const environment: Record<string, string> = {
		...(await portalEnvironment(bench, engine, 'page')),
		PORT: String(port),
		HOST: '127.0.0.1',
		PUBLIC_URL: `http://127.0.0.1:${port}`
	};
	const { result } = await runChild<Prepared>('page-prepare.ts', { environment, ...plans } satisfies PrepareTask);
	const portal = startPortal(bench, environment);
	const base = `http://127.0.0.1:${port}`;
	await answers(portal, `${base}/health/live`);
	bench.tell(`${ENGINE_NAMES[engine]}: Import läuft`);
	const samples = await visit(base, ['/health/live', `/messdorf/plaene/${result.planId}`], join(environment.DATA_DIR!, 'imports'), plans.times);
	await stop(portal);
	return ['/health/live', `/messdorf/plaene/${result.planId}`].map((address, index) => {
		const times = (importing: boolean) => samples.filter((each) => each.address === address && each.importing === importing).map(({ ms }) => ms);
		const [idle, busy] = [times(false), times(true)];
		const name = index === 0 ? address : 'Seite des Plans';
		return [ENGINE_NAMES[engine], name, quantile(idle, 0.5), quantile(idle, 0.95), quantile(busy, 0.5), quantile(busy, 0.95), Math.max(...busy), busy.length];
	});
}

/**
 * Asks for every address again and again until all imports are over and some time after. An import is under way while its copy of the
 * file lies in the folder of imports; that is seen without asking the busy server.
 */
async function visit(base: string, addresses: string[], folder: string, imports: number): Promise<Sample[]> {
	const samples: Sample[] = [];
	let over = false;
	const importing = () => existsSync(folder) && readdirSync(folder).length > 0;
	const visitor = async (address: string) => {
		while (!over) {
			const before = importing();
			const started = performance.now();
			const response = await fetch(base + address);
			await response.arrayBuffer();
			if (response.status !== 200) throw new Error(`${address}: ${response.status}`);
			samples.push({ address, ms: performance.now() - started, importing: before || importing() });
			await wait(PAUSE_MS);
		}
	};
	const watcher = async () => {
		const seen = new Set<string>();
		const end = performance.now() + IMPORT_SECONDS * 1000;
		let quietSince = performance.now();
		while (performance.now() < end) {
			const names = existsSync(folder) ? readdirSync(folder) : [];
			for (const name of names) seen.add(name.slice(0, 36));
			if (names.length > 0) quietSince = performance.now();
			if (seen.size >= imports && performance.now() - quietSince > IDLE_SECONDS * 1000) break;
			await wait(10);
		}
		over = true;
		if (seen.size < imports) throw new Error(`Only ${seen.size} of ${imports} imports ran within ${IMPORT_SECONDS} s`);
	};
	await Promise.all([...addresses.map(visitor), watcher()].map((work) => work.catch((error) => ((over = true), Promise.reject(error)))));
	return samples;
}

function startPortal(bench: BenchContext, environment: Record<string, string>): ChildProcess {
	const portal = spawn(process.execPath, ['--no-warnings', projectPath('portal/main.ts')], {
		cwd: projectPath('.'),
		env: { PATH: process.env.PATH, NODE_ENV: 'production', ...environment },
		stdio: ['ignore', 'ignore', 'inherit']
	});
	bench.onEnd(() => stop(portal));
	return portal;
}

async function stop(portal: ChildProcess): Promise<void> {
	if (portal.exitCode !== null || portal.signalCode !== null) return;
	const ended = new Promise((resolve) => portal.once('exit', resolve));
	portal.kill('SIGTERM');
	const late = setTimeout(() => portal.kill('SIGKILL'), 30_000);
	await ended;
	clearTimeout(late);
}

async function answers(portal: ChildProcess, url: string): Promise<void> {
	const end = performance.now() + START_SECONDS * 1000;
	while (performance.now() < end) {
		if (portal.exitCode !== null) throw new Error(`The portal ended with code ${portal.exitCode}`);
		const response = await fetch(url).catch(() => null);
		if (response?.ok) return;
		await wait(100);
	}
	throw new Error(`The portal did not answer within ${START_SECONDS} s`);
}
