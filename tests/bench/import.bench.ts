import { copyFileSync, rmSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import { connectPostgres } from '../../gis/db/connect.ts';
import { migrate } from '../../gis/db/migrate.ts';
import type { Benchmark, BenchContext, Cell, Goal } from './benchmark.ts';
import { runChild, runProgram } from './child.ts';
import { median, show } from './figures.ts';
import type { ImportMeasure, ImportTask } from './import-child.ts';
import { gdalVersion } from './machine.ts';
import { makeBenchTenant, portalEnvironment, writePlan } from './portal-under-test.ts';
import { largestSharedPlans } from './shared-plans.ts';

interface Measured {
	name: string;
	/** Number of objects asked of the generator; null for a real plan. */
	generated: number | null;
	objects: number;
	megabytes: number;
	seconds: number;
	withStart: number;
	peak: number;
	ogr: number | null;
	/** Rows that ogr2ogr stored. */
	ogrRows: number | null;
}

const MEGABYTE = 1e6;
const MEMORY_GOAL = 300;

export const bench: Benchmark = {
	about: 'Import von XPlanGML nach PostGIS: Zeit und Spitzenspeicher je Datei, daneben ogr2ogr',
	async run(bench) {
		const environment = await portalEnvironment(bench, 'postgres', 'import');
		const db = connectPostgres(environment.DATABASE_URL!, 2);
		bench.onEnd(() => db.close());
		await migrate(db);
		// Evidence refuses `truncate`; here there is none.
		await db.knex.raw('alter table procedure_event disable trigger all; alter table self_test disable trigger all');
		const tenantId = await makeBenchTenant({ db });
		const ogr = gdalVersion() !== null;
		const files = await filesToImport(bench);
		const first = await writePlan(bench.folder, 1010);
		const measured: Measured[] = [];
		for (const file of files) {
			const repeats = bench.quick ? 1 : file.objects !== null && file.objects <= 1000 ? 5 : 3;
			bench.tell(`${file.name} (${show(statSync(file.path).size / MEGABYTE)} MB), ${repeats} ×`);
			const ours: { measure: ImportMeasure; withStart: number }[] = [];
			const theirs: number[] = [];
			let ogrRows: number | null = null;
			// In turns, so that a busy moment of the machine hits both.
			for (let i = 0; i < repeats; i++) {
				const { result, seconds } = await runChild<ImportMeasure>('import-child.ts', { environment, tenantId, path: file.path, first } satisfies ImportTask);
				ours.push({ measure: result, withStart: seconds });
				await db.knex.raw('drop schema if exists ogr cascade');
				await db.knex.raw('create schema ogr');
				if (ogr) {
					theirs.push(await runOgr(file.path, environment.DATABASE_URL!));
					ogrRows = await countRows(db.knex);
				}
				await db.knex.raw('truncate plan, plan_import cascade');
			}
			measured.push({
				name: file.name,
				generated: file.objects,
				objects: ours[0]!.measure.objects,
				megabytes: statSync(file.path).size / MEGABYTE,
				seconds: median(ours.map(({ measure }) => measure.seconds)),
				withStart: median(ours.map(({ withStart }) => withStart)),
				peak: Math.max(...ours.map(({ measure }) => measure.megabytes)),
				ogr: ogr ? median(theirs) : null,
				ogrRows
			});
		}
		return {
			columns: ['Datei', 'Objekte', 'MB', 'Import s', 'mit Prozessstart s', 'MB/s', 'µs je Objekt', 'Spitze MB', 'ogr2ogr s', 'ogr2ogr Zeilen', 'Import : ogr2ogr', 'mit Start : ogr2ogr'],
			rows: measured.map(row),
			goals: goals(measured),
			notes: [
				'Import: Worker, Lesen, Prüfen, Zeichen bestimmen, Geometrie im eigenen System und in EPSG:3857, Speichern, Index. ogr2ogr speichert nur, wie es liest.',
				'Vorher kommt fünfmal ein anderer Plan hinein (erzeugt, 1.010 Objekte): ein laufendes Portal hat schon importiert und hält den Worker bereit, der vor dem ersten Plan geübt hat. „Mit Prozessstart“ enthält alles.',
				'Verhältnis unter 1: der Import ist schneller. Mediane; ogr2ogr und Import abwechselnd gegen denselben Server.',
				'ogr2ogr liest eine Datei, deren Objekte nach Klassen geordnet sind (FPlan 5.1), einmal, jede andere einmal je Klasse.',
				'Speichert ogr2ogr deutlich weniger Zeilen als die Datei Objekte hat, so hat es den Rest ausgelassen.',
				...(ogr ? [] : ['ogr2ogr ist nicht installiert (Debian/Ubuntu: apt-get install gdal-bin); der Vergleich fehlt.']),
				...(files.some((file) => file.objects === null) ? [] : ['Neben dem Projekt liegen keine echten Pläne; gemessen wurden nur erzeugte.'])
			]
		};
	}
};

async function filesToImport(bench: BenchContext): Promise<{ name: string; path: string; objects: number | null }[]> {
	const files: { name: string; path: string; objects: number | null }[] = [];
	for (const objects of bench.quick ? [100, 1000, 10_000] : [100, 1000, 10_000, 100_000])
		files.push({ name: `erzeugt, ${objects.toLocaleString('de-DE')} Objekte`, path: await writePlan(bench.folder, objects), objects });
	for (const plan of largestSharedPlans(bench.quick ? 1 : 3)) {
		// ogr2ogr writes a file beside the one that it reads.
		const path = join(bench.folder, `${files.length}-${basename(plan.path)}`);
		copyFileSync(plan.path, path);
		files.push({ name: plan.name, path, objects: null });
	}
	return files;
}

/** Rows of all tables that ogr2ogr made: what it left out says what its time is worth. */
async function countRows(knex: import('knex').Knex): Promise<number> {
	const { rows } = await knex.raw("select tablename from pg_tables where schemaname = 'ogr'");
	let sum = 0;
	for (const { tablename } of rows as { tablename: string }[]) sum += Number((await knex.withSchema('ogr').from(tablename).count('* as rows'))[0]!.rows);
	return sum;
}

/** @returns seconds of the whole process */
async function runOgr(path: string, url: string): Promise<number> {
	const { hostname, port, pathname, username, password } = new URL(url);
	const target = `PG:host=${hostname} port=${port} dbname=${pathname.slice(1)} user=${username} password=${password}`;
	// What it learned of the file at its last run would save it a reading.
	rmSync(path.replace(/\.gml$/, '.gfs'), { force: true });
	const started = performance.now();
	const args = ['-f', 'PostgreSQL', target, path, '-lco', 'SCHEMA=ogr', '--config', 'PG_USE_COPY', 'YES'];
	const { code, output } = await runProgram('ogr2ogr', args);
	const seconds = (performance.now() - started) / 1000;
	if (code !== 0) throw new Error(`ogr2ogr ended with code ${code}:\n${output.slice(-1000)}`);
	return seconds;
}

function row(each: Measured): Cell[] {
	const { name, objects, megabytes, seconds, withStart, peak, ogr, ogrRows } = each;
	const perObject = (seconds / objects) * 1e6;
	return [name, objects, megabytes, seconds, withStart, megabytes / seconds, perObject, peak, ogr, ogrRows, ogr && seconds / ogr, ogr && withStart / ogr];
}

function goals(measured: Measured[]): Goal[] {
	const large = measured.filter((each) => each.megabytes > 1 && each.ogr !== null);
	const worst = Math.max(...large.map((each) => each.seconds / each.ogr!));
	const biggest = measured.filter((each) => each.generated !== null).at(-1)!;
	const perObject = (objects: number) => {
		const found = measured.find((each) => each.generated === objects);
		return found && found.seconds / found.objects;
	};
	const [small, most] = [perObject(1000), perObject(100_000)];
	return [
		{
			goal: 'schneller als ogr2ogr bei Dateien über 1 MB',
			measured: large.length ? `höchstens ${show(worst)}-mal dessen Zeit` : 'ogr2ogr fehlt',
			met: large.length ? worst < 1 : null
		},
		{
			goal: `Spitzenspeicher unter ${MEMORY_GOAL} MB bei 200 MB`,
			measured: `${show(biggest.peak)} MB bei ${show(biggest.megabytes)} MB`,
			met: biggest.generated === 100_000 ? biggest.peak < MEMORY_GOAL : null
		},
		{
			goal: 'Aufwand je Objekt von 1.000 bis 100.000 nicht steigend (höchstens 1,25-fach)',
			measured: small && most ? `${show(most / small)}-fach` : 'nur ohne --quick',
			met: small && most ? most / small <= 1.25 : null
		}
	];
}
