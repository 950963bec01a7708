import { copyFileSync, existsSync, rmSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import { projectPath } from '../../gis/project-path.ts';
import type { Benchmark, BenchContext, Cell, Goal } from './benchmark.ts';
import type { CheckMeasure, CheckTask } from './check-child.ts';
import { runChild, runProgram } from './child.ts';
import { median, show } from './figures.ts';
import { gdalVersion, isInstalled } from './machine.ts';
import { writePlan } from './portal-under-test.ts';
import { repeatPlan } from './repeat-plan.ts';
import { largestSharedPlans } from './shared-plans.ts';

interface File {
	name: string;
	path: string;
	version: string;
	/** Of the size that the goals are about. */
	large: boolean;
}
interface Measured extends File {
	megabytes: number;
	members: number;
	findings: number;
	full: number;
	processor: number;
	withStart: number;
	peak: number;
	pair: number;
	warmPair: number;
	structure: number;
	ogr: number | null;
	xmllint: number | null;
}

const LARGE = 9e6;
const MOST_SECONDS = 3;
const MOST_MEGABYTES = 300;
const LEAST_THROUGHPUT = 10;

export const bench: Benchmark = {
	about: 'Prüfen von XPlanGML: alle vier Prüfungen, Struktur und Verweise, Struktur allein; daneben ogr2ogr und xmllint',
	async run(bench) {
		const has = { ogr: gdalVersion() !== null, xmllint: isInstalled('xmllint') && existsSync(schemaOf('6.0')) };
		// Compiled modules are kept, as the portal's workers keep them.
		process.env.NODE_COMPILE_CACHE = join(bench.folder, 'compile-cache');
		bench.onEnd(() => delete process.env.NODE_COMPILE_CACHE);
		const measured: Measured[] = [];
		for (const file of await filesToCheck(bench)) {
			bench.tell(`${file.name} (${show(statSync(file.path).size / 1e6)} MB)`);
			measured.push(await measureFile(file, bench.quick ? 1 : 5, has));
		}
		return {
			columns: ['Datei', 'MB', 'Objekte', 'alle vier s', 'Prozessor s', 'mit Prozessstart s', 'Spitze MB', 'Struktur + Verweise MB/s', 'warm MB/s', 'Struktur s', 'ogr2ogr s', 'alle vier : ogr2ogr', 'xmllint s', 'Struktur : xmllint'],
			rows: measured.map(row),
			goals: goals(measured),
			notes: [
				'Jede Messung ein neuer Prozess, wie auf der Kommandozeile und im Worker; übersetzte Module liegen bereit. Mediane, alles abwechselnd.',
				'„warm“ ist dasselbe zum dritten Mal in einem Prozess. Prozessor: Zeit aller Threads; sie hängt von anderer Last wenig ab.',
				'ogr2ogr -f PGDUMP /dev/null: liest alles und schreibt Text ins Nichts; ogrinfo -so wird übergangen, weil es Geometrien nur zählt.',
				'xmllint --nonet --noout --schema mit dem Schema der Version; seine Zeit enthält das Lesen des Schemas, unsere das der Kataloge.',
				...(has.ogr ? [] : ['ogr2ogr ist nicht installiert (Debian/Ubuntu: apt-get install gdal-bin).']),
				...(has.xmllint ? [] : ['xmllint (Debian/Ubuntu: apt-get install libxml2-utils) oder die Schemas neben dem Projekt fehlen.'])
			]
		};
	}
};

/** A plan as CAD programs write it, and real ones, repeated until they are as large. */
async function filesToCheck(bench: BenchContext): Promise<File[]> {
	const generated = await writePlan(bench.folder, 4700);
	const files: File[] = [{ name: 'erzeugt, 4.700 Objekte', path: generated, version: '6.0', large: true }];
	for (const plan of largestSharedPlans(bench.quick ? 1 : 3)) {
		const version = plan.name.slice(0, 3);
		const single = join(bench.folder, `${files.length}-${basename(plan.path)}`);
		copyFileSync(plan.path, single);
		files.push({ name: plan.name, path: single, version, large: false });
		const repeated = join(bench.folder, `${files.length}-${basename(plan.path)}`);
		const times = repeatPlan(single, repeated, LARGE);
		files.push({ name: `${plan.name}, ${times}-mal`, path: repeated, version, large: true });
	}
	return files;
}

async function measureFile(file: File, repeats: number, has: { ogr: boolean; xmllint: boolean }): Promise<Measured> {
	const run = (what: CheckTask['what'], times = 1) => runChild<CheckMeasure>('check-child.ts', { path: file.path, what, times } satisfies CheckTask);
	// The first run fills the cache of compiled modules.
	await run('all');
	await run('structure');
	const full: { seconds: number; result: CheckMeasure }[] = [];
	const [pair, warm, structure, ogr, xmllint]: number[][] = [[], [], [], [], []];
	// In turns, so that a busy moment of the machine hits all.
	for (let i = 0; i < repeats; i++) {
		full.push(await run('all'));
		if (has.ogr) ogr!.push(await runOgr(file.path));
		const both = (await run('structure and references', 3)).result.seconds;
		pair!.push(both[0]!);
		warm!.push(both[2]!);
		structure!.push((await run('structure')).seconds);
		if (has.xmllint) xmllint!.push(await runXmllint(file));
	}
	const { members, findings } = full[0]!.result;
	return {
		...file,
		megabytes: statSync(file.path).size / 1e6,
		members,
		findings,
		full: median(full.map(({ result }) => result.seconds[0]!)),
		processor: median(full.map(({ result }) => result.processor[0]!)),
		withStart: median(full.map(({ seconds }) => seconds)),
		peak: Math.max(...full.map(({ result }) => result.megabytes)),
		pair: median(pair!),
		warmPair: median(warm!),
		structure: median(structure!),
		ogr: has.ogr ? median(ogr!) : null,
		xmllint: has.xmllint ? median(xmllint!) : null
	};
}

const schemaOf = (version: string): string =>
	projectPath(`../shared/xplanung/xsd/XPlanGML_${version.replace('.', '_')}/XPlanung-Operationen.xsd`);

/** @returns seconds of the whole process */
async function runOgr(path: string): Promise<number> {
	// What it learned of the file at its last run would save it a reading.
	rmSync(path.replace(/\.gml$/, '.gfs'), { force: true });
	return timed('ogr2ogr', ['-f', 'PGDUMP', '/dev/null', path], [0]);
}

/** @returns seconds of the whole process */
const runXmllint = ({ path, version }: File) => timed('xmllint', ['--nonet', '--noout', '--schema', schemaOf(version), path], [0, 3]);

async function timed(program: string, args: string[], codes: number[]): Promise<number> {
	const started = performance.now();
	const { code, output } = await runProgram(program, args);
	const seconds = (performance.now() - started) / 1000;
	if (!codes.includes(code ?? -1)) throw new Error(`${program} ended with code ${code}:\n${output.slice(-1000)}`);
	return seconds;
}

function row(each: Measured): Cell[] {
	const { name, megabytes, members, full, processor, withStart, peak, pair, warmPair, structure, ogr, xmllint } = each;
	const ratios = [ogr, ogr && full / ogr, xmllint, xmllint && structure / xmllint];
	return [name, megabytes, members, full, processor, withStart, peak, megabytes / pair, megabytes / warmPair, structure, ...ratios];
}

function goals(measured: Measured[]): Goal[] {
	const large = measured.filter((each) => each.large);
	const worst = (value: (each: Measured) => number) => Math.max(...large.map(value));
	const throughput = Math.min(...large.map((each) => each.megabytes / each.pair));
	const ogr = Math.max(...measured.map((each) => each.full / (each.ogr ?? NaN)));
	const lint = Math.max(...measured.map((each) => each.structure / (each.xmllint ?? NaN)));
	const times = (ratio: number) => `höchstens ${show(ratio)}-mal dessen Zeit`;
	return [
		{ goal: `alle vier Prüfungen von 9 MB unter ${MOST_SECONDS} s`, measured: `${show(worst(({ full }) => full))} s`, met: worst(({ full }) => full) < MOST_SECONDS },
		{ goal: `dabei unter ${MOST_MEGABYTES} MB`, measured: `${show(worst(({ peak }) => peak))} MB`, met: worst(({ peak }) => peak) < MOST_MEGABYTES },
		{ goal: `Struktur und Verweise allein über ${LEAST_THROUGHPUT} MB/s`, measured: `${show(throughput)} MB/s`, met: throughput > LEAST_THROUGHPUT },
		{ goal: 'alle vier nicht langsamer als ogr2ogr', measured: Number.isNaN(ogr) ? 'ogr2ogr fehlt' : times(ogr), met: Number.isNaN(ogr) ? null : ogr <= 1 },
		{ goal: 'Struktur höchstens 3-mal xmllint', measured: Number.isNaN(lint) ? 'xmllint oder Schema fehlt' : times(lint), met: Number.isNaN(lint) ? null : lint <= 3 }
	];
}
