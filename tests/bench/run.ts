import { globSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { startCluster, type Cluster } from '../support/cluster.ts';
import type { Benchmark, BenchContext, Report } from './benchmark.ts';
import { reportText } from './figures.ts';
import { describeMachine, machineLine } from './machine.ts';

/** `npm run bench`: measures on this machine and prints tables. It never fails because something was slow. */

const folder = import.meta.dirname;
const names = globSync('*.bench.ts', { cwd: folder })
	.map((file) => file.slice(0, -'.bench.ts'.length))
	.sort();
const load = async (name: string): Promise<Benchmark> => (await import(join(folder, `${name}.bench.ts`))).bench;

async function help(): Promise<string> {
	const lines = await Promise.all(names.map(async (name) => `  ${name.padEnd(12)} ${(await load(name)).about}`));
	return `Misst das Portal auf diesem Rechner und gibt Tabellen aus.

  npm run bench                      alles (etwa eine halbe Stunde)
  npm run bench -- --only NAME …     nur diese Messungen
  npm run bench -- --quick           kleinere Mengen, weniger Wiederholungen
  npm run bench -- --json DATEI      Ergebnisse zusätzlich als JSON

Messungen:
${lines.join('\n')}

Braucht PostgreSQL mit PostGIS (wie npm test); ein Server wird dafür angelegt und wieder entfernt. Mit ogr2ogr (Debian: gdal-bin) wird verglichen.`;
}

/** `--only a b` as well as `--only a --only b`. */
function readArguments(args: string[]) {
	const { values, positionals } = parseArgs({
		args,
		options: { only: { type: 'string', multiple: true }, quick: { type: 'boolean' }, json: { type: 'string' }, help: { type: 'boolean', short: 'h' } },
		allowPositionals: true
	});
	const only = values.only ? [...values.only, ...positionals] : [];
	const unknown = (values.only ? only : positionals).find((name) => !names.includes(name));
	if (unknown) throw new Error(`„${unknown}“ ist keine Messung. Es gibt: ${names.join(', ')}. Mit --help sehen Sie die Hilfe.`);
	return { ...values, only: only.length > 0 ? only : names };
}

/** One benchmark with a folder of its own; what it opened is closed also when it fails. */
async function measure(name: string, quick: boolean, cluster: () => Promise<Cluster>): Promise<{ about: string; report: Report }> {
	const bench = await load(name);
	const closers: (() => unknown)[] = [];
	const work = mkdtempSync(join(tmpdir(), 'bauleitportal-bench-'));
	closers.push(() => rmSync(work, { recursive: true, force: true }));
	const context: BenchContext = {
		quick,
		folder: work,
		cluster,
		tell: (text) => console.error(`  ${name}: ${text}`),
		onEnd: (close) => closers.push(close)
	};
	endings.add(closers);
	try {
		return { about: bench.about, report: await bench.run(context) };
	} finally {
		await closeAll(closers);
		endings.delete(closers);
	}
}

const endings = new Set<(() => unknown)[]>();

async function closeAll(closers: (() => unknown)[]): Promise<void> {
	for (const close of closers.splice(0).reverse()) await close();
}

async function main(): Promise<void> {
	const options = readArguments(process.argv.slice(2));
	if (options.help) return console.log(await help());
	let started: Promise<Cluster> | null = null;
	const cluster = () => (started ??= startCluster());
	const stop = async () => {
		for (const closers of endings) await closeAll(closers);
		await (await started)?.stop();
	};
	process.once('SIGINT', () => void stop().finally(() => process.exit(130)));
	process.once('SIGTERM', () => void stop().finally(() => process.exit(143)));
	const results: Record<string, Report> = {};
	let failed = false;
	try {
		for (const name of options.only) {
			try {
				const { about, report } = await measure(name, options.quick ?? false, cluster);
				results[name] = report;
				console.log(reportText(name, about, report));
			} catch (error) {
				failed = true;
				console.error(`${name} ließ sich nicht messen:`, error);
			}
		}
		const machine = await describeMachine(started ? await started : null);
		console.log(`Rechner: ${machineLine(machine)}${options.quick ? ' · verkürzt (--quick)' : ''}`);
		if (options.json) writeFileSync(options.json, `${JSON.stringify({ at: new Date().toISOString(), quick: options.quick ?? false, machine, results }, null, '\t')}\n`);
	} finally {
		await stop();
	}
	process.exitCode = failed ? 1 : 0;
}

await main().catch((error: Error) => {
	console.error(error.message);
	process.exitCode = 2;
});
