import { connectPostgres } from '../../gis/db/connect.ts';
import { migrate } from '../../gis/db/migrate.ts';
import type { Engine } from '../../gis/db/connect.ts';
import type { Benchmark, BenchContext, Cell, Goal } from './benchmark.ts';
import { runChild } from './child.ts';
import { show } from './figures.ts';
import type { PlansMeasure, PlansTask } from './plans-child.ts';
import { ENGINE_NAMES, portalEnvironment } from './portal-under-test.ts';

const OBJECTS = 300;
/** What the last tenth may need more than the first. */
const FLAT = 1.25;

interface Run {
	engine: Engine;
	checked: boolean;
	plans: number;
	measure: PlansMeasure;
}

export const bench: Benchmark = {
	about: 'Import vieler Pläne nacheinander: Durchsatz und Speicher vom ersten bis zum letzten Zehntel, mit und ohne Prüfung',
	async run(bench) {
		const runs: Run[] = [];
		const wanted: [Engine, boolean, number][] = bench.quick
			? [
					['postgres', false, 100],
					['postgres', true, 50],
					['pglite', false, 50]
				]
			: [
					['postgres', false, 1000],
					['postgres', true, 1000],
					['pglite', false, 300]
				];
		for (const [engine, checked, plans] of wanted) runs.push(await measure(bench, engine, checked, plans));
		return {
			columns: ['Datenbank', 'geprüft', 'Pläne', 'Zehntel', 's', 'Pläne/s', 'ms je Plan', 'Prozessor ms je Plan', 'MB'],
			rows: runs.flatMap(rows),
			goals: runs.flatMap(goals),
			notes: [
				`Erzeugte Pläne mit ${OBJECTS} Objekten, verschiedene Namen, ein Mandant; jeder ein eigener Import mit Datei, Fassung und Texten.`,
				'Das erste Zehntel enthält den Start der Worker. „geprüft“: nach jedem Import alle vier Prüfungen, wie der Auftrag des laufenden Portals.',
				'MB: was der Prozess am Ende des Zehntels hält, alle Threads; bei PGlite mit der Datenbank.'
			]
		};
	}
};

async function measure(bench: BenchContext, engine: Engine, checked: boolean, plans: number): Promise<Run> {
	bench.tell(`${ENGINE_NAMES[engine]}: ${plans} Pläne${checked ? ', geprüft' : ''}`);
	const environment = await portalEnvironment(bench, engine, checked ? 'checked' : 'imported');
	if (engine === 'postgres') {
		const db = connectPostgres(environment.DATABASE_URL!, 1);
		await migrate(db);
		await db.close();
	}
	const task: PlansTask = { environment, plans, objects: OBJECTS, checked };
	return { engine, checked, plans, measure: (await runChild<PlansMeasure>('plans-child.ts', task)).result };
}

const SHOWN = [0, 1, 4, 9];

function rows({ engine, checked, plans, measure }: Run): Cell[][] {
	const tenth = plans / 10;
	return SHOWN.map((index) => {
		const seconds = measure.seconds[index]!;
		const each = [(seconds / tenth) * 1000, (measure.processor[index]! / tenth) * 1000, measure.megabytes[index]!];
		return [ENGINE_NAMES[engine], checked ? 'ja' : 'nein', plans, `${index + 1}.`, seconds, tenth / seconds, ...each];
	});
}

/** The second tenth is the first without the start of workers and the first compilation. */
function goals({ engine, checked, plans, measure }: Run): Goal[] {
	const name = `${plans} Pläne, ${ENGINE_NAMES[engine]}${checked ? ', geprüft' : ''}`;
	const time = measure.seconds[9]! / measure.seconds[1]!;
	const memory = measure.megabytes[9]! / measure.megabytes[1]!;
	return [
		{ goal: `${name}: letztes Zehntel höchstens ${show(FLAT)}-mal die Zeit des zweiten`, measured: `${show(time)}-fach`, met: time <= FLAT },
		{ goal: `${name}: letztes Zehntel höchstens ${show(FLAT)}-mal der Speicher des zweiten`, measured: `${show(memory)}-fach`, met: memory <= FLAT }
	];
}
