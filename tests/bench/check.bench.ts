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
	/** In a fresh process and in one that has checked a plan before. */
	cold: number;
	warm: number;
	processor: number;
	peak: number;
	coldPair: number;
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
		const first = await writePlan(bench.folder, 1000);
		for (const file of await filesToCheck(bench)) {
			bench.tell(`${file.name} (${show(statSync(file.path).size / 1e6)} MB)`);
			measured.push(await measureFile(file, first, bench.quick ? 1 : 5, has));
		}
		return {
			columns: COLUMNS,
			rows: measured.map(row),
			goals: goals(measured),
			notes: [
				'Jede Messung ein neuer Prozess; übersetzte Module liegen bereit. Mediane, alles abwechselnd.',
				'„kalt“ ist die Kommandozeile; „warm“ das laufende Portal: sein Worker hat beim Start geübt und vorher fünfmal einen anderen Plan geprüft (erzeugt, 1.000 Objekte).',
				'ogr2ogr liest eine Datei, deren Objekte nach Klassen geordnet sind (FPlan 5.1), einmal, jede andere einmal je Klasse; gerechnet wird dabei nichts.',
				'Prozessor: Zeit aller Threads, warm; sie hängt von anderer Last auf dem Rechner wenig ab. Spitze: beide Pläne in einem Prozess.',
				'ogr2ogr -f PGDUMP /dev/null: liest alles und schreibt Text ins Nichts; ogrinfo -so wäre kein Vergleich, weil es Geometrien nur zählt.',
				'xmllint --nonet --noout --schema mit dem Schema der Version, ganzer Prozess; daneben unsere Strukturprüfung allein, kalt, ganzer Prozess.',
				...(has.ogr ? [] : ['ogr2ogr ist nicht installiert (Debian/Ubuntu: apt-get install gdal-bin).']),
				...(has.xmllint ? [] : ['xmllint (Debian/Ubuntu: apt-get install libxml2-utils) oder die Schemas neben dem Projekt fehlen.'])
			]
		};
	}
};

const COLUMNS = [
	...['Datei', 'MB', 'Objekte', 'alle vier kalt s', 'warm s', 'Prozessor s', 'Spitze MB', 'Struktur + Verweise kalt MB/s', 'warm MB/s'],
	...['ogr2ogr s', 'kalt : ogr2ogr', 'warm : ogr2ogr', 'Struktur s', 'xmllint s', 'Struktur : xmllint']
];

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

async function measureFile(file: File, before: string, repeats: number, has: { ogr: boolean; xmllint: boolean }): Promise<Measured> {
	const run = (what: CheckTask['what'], first: string | null = null) =>
		runChild<CheckMeasure>('check-child.ts', { path: file.path, what, first } satisfies CheckTask);
	// The first run fills the cache of compiled modules.
	await run('all');
	await run('structure');
	const cold: CheckMeasure[] = [];
	const warm: CheckMeasure[] = [];
	const [coldPair, warmPair, structure, ogr, xmllint]: number[][] = [[], [], [], [], []];
	// In turns, so that a busy moment of the machine hits all.
	for (let i = 0; i < repeats; i++) {
		cold.push((await run('all')).result);
		if (has.ogr) ogr!.push(await runOgr(file.path));
		warm.push((await run('all', before)).result);
		coldPair!.push((await run('structure and references')).result.seconds);
		warmPair!.push((await run('structure and references', before)).result.seconds);
		structure!.push((await run('structure')).seconds);
		if (has.xmllint) xmllint!.push(await runXmllint(file));
	}
	const { members, findings } = cold[0]!;
	return {
		...file,
		megabytes: statSync(file.path).size / 1e6,
		members,
		findings,
		cold: median(cold.map(({ seconds }) => seconds)),
		warm: median(warm.map(({ seconds }) => seconds)),
		processor: median(warm.map(({ processor }) => processor)),
		peak: Math.max(...[...cold, ...warm].map(({ megabytes }) => megabytes)),
		coldPair: median(coldPair!),
		warmPair: median(warmPair!),
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
	const { name, megabytes, members, cold, warm, processor, peak, coldPair, warmPair, structure, ogr, xmllint } = each;
	const ours = [name, megabytes, members, cold, warm, processor, peak, megabytes / coldPair, megabytes / warmPair];
	return [...ours, ogr, ogr && cold / ogr, ogr && warm / ogr, structure, xmllint, xmllint && structure / xmllint];
}

function goals(measured: Measured[]): Goal[] {
	const large = measured.filter((each) => each.large);
	const small = measured.filter((each) => !each.large);
	const most = (of: Measured[], value: (each: Measured) => number) => Math.max(...of.map(value));
	const slowest = most(large, ({ cold }) => cold);
	const peak = most(large, (each) => each.peak);
	const cold = Math.min(...large.map((each) => each.megabytes / each.coldPair));
	const warm = Math.min(...large.map((each) => each.megabytes / each.warmPair));
	const against = (of: Measured[], value: (each: Measured) => number, missing: string, limit: number) => {
		const ratio = most(of, value);
		if (!Number.isFinite(ratio)) return { measured: missing, met: null };
		return { measured: `höchstens ${show(ratio)}-mal dessen Zeit`, met: ratio <= limit };
	};
	return [
		{ goal: `alle vier Prüfungen von 9 MB unter ${MOST_SECONDS} s, auch kalt`, measured: `${show(slowest)} s`, met: slowest < MOST_SECONDS },
		{ goal: `dabei unter ${MOST_MEGABYTES} MB`, measured: `${show(peak)} MB`, met: peak < MOST_MEGABYTES },
		{ goal: `Struktur und Verweise von 9 MB über ${LEAST_THROUGHPUT} MB/s, warm`, measured: `${show(warm)} MB/s`, met: warm > LEAST_THROUGHPUT },
		{ goal: 'dasselbe kalt', measured: `${show(cold)} MB/s`, met: cold > LEAST_THROUGHPUT },
		{ goal: 'alle vier von 9 MB nicht langsamer als ogr2ogr, warm', ...against(large, ({ warm, ogr }) => warm / (ogr ?? NaN), 'ogr2ogr fehlt', 1) },
		{ goal: 'dasselbe kalt', ...against(large, ({ cold, ogr }) => cold / (ogr ?? NaN), 'ogr2ogr fehlt', 1) },
		{ goal: 'dasselbe von kleineren Plänen, warm', ...against(small, ({ warm, ogr }) => warm / (ogr ?? NaN), 'ogr2ogr oder Plan fehlt', 1) },
		{ goal: 'dasselbe kalt', ...against(small, ({ cold, ogr }) => cold / (ogr ?? NaN), 'ogr2ogr oder Plan fehlt', 1) },
		{
			goal: 'Struktur höchstens 3-mal xmllint',
			...against(measured, (each) => each.structure / (each.xmllint ?? NaN), 'xmllint oder Schema fehlt', 3)
		}
	];
}
