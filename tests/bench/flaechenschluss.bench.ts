import { writeAreas } from './area-plan.ts';
import type { Benchmark, Cell, Goal } from './benchmark.ts';
import { runChild } from './child.ts';
import { median, show } from './figures.ts';
import type { AreasMeasure, AreasTask } from './flaechenschluss-child.ts';

interface Measured {
	areas: number;
	defects: boolean;
	checking: number;
	processor: number;
	reading: number;
	megabytes: number;
	errors: number;
}

export const bench: Benchmark = {
	about: 'Flächenschluss von Plänen aus 100 bis 100.000 Flächen, ohne und mit Lücken und Überlappungen',
	async run(bench) {
		const measured: Measured[] = [];
		for (const areas of bench.quick ? [100, 1000, 10_000] : [100, 1000, 10_000, 100_000])
			for (const defects of [false, true]) {
				const path = await writeAreas(bench.folder, areas, defects);
				bench.tell(`${areas} Flächen${defects ? ' mit Fehlern' : ''}`);
				const runs: AreasMeasure[] = [];
				const repeats = bench.quick || areas > 10_000 ? 1 : 5;
				for (let i = 0; i < repeats; i++) runs.push((await runChild<AreasMeasure>('flaechenschluss-child.ts', { path } satisfies AreasTask)).result);
				const middle = (key: 'checking' | 'processor' | 'reading') => median(runs.map((each) => each[key]));
				const megabytes = Math.max(...runs.map((each) => each.megabytes));
				const times = { checking: middle('checking'), processor: middle('processor'), reading: middle('reading') };
				measured.push({ areas, defects, ...times, megabytes, errors: runs[0]!.errors });
			}
		return {
			columns: ['Flächen', 'Fehler', 'Prüfen s', 'Prozessor s', 'µs je Fläche', 'je Fläche : log n', 'Lesen s', 'Spitze MB'],
			rows: measured.map(row),
			goals: goals(measured),
			notes: [
				'Prüfen: Ringe und Flächenschluss in einem neuen Prozess, GEOS laden inbegriffen; Lesen: alles davor.',
				'Prozessor: Zeit aller Threads des Prozesses; sie hängt von anderer Last auf dem Rechner wenig ab.',
				'„je Fläche : log n“ ist die Zeit je Fläche durch log₂ n, 10.000 Flächen gleich 1: bei n log n bleibt es 1; darunter überwiegt der Start.'
			]
		};

		function row(each: Measured): Cell[] {
			const perArea = (each.processor / each.areas) * 1e6;
			return [each.areas.toLocaleString('de-DE'), each.errors, each.checking, each.processor, perArea, growth(measured, each), each.reading, each.megabytes];
		}
	}
};

/** Time per area over log n, as a multiple of that at 10,000 areas; with fewer most of it is the start, which would flatter the rest. */
function growth(measured: Measured[], { areas, defects, processor }: Measured): number {
	const first = measured.find((other) => other.areas === 10_000 && other.defects === defects)!;
	const cost = (each: Pick<Measured, 'areas' | 'processor'>) => each.processor / each.areas / Math.log2(each.areas);
	return cost({ areas, processor }) / cost(first);
}

function goals(measured: Measured[]): Goal[] {
	const ten = measured.filter((each) => each.areas === 10_000);
	const slowest = Math.max(...ten.map((each) => each.checking));
	const most = measured.filter((each) => each.areas === 100_000);
	const grown = Math.max(...most.map((each) => growth(measured, each)));
	const measuredGrowth = most.length > 0 ? `bei 100.000 das ${show(grown)}-fache von 10.000` : 'nur ohne --quick';
	return [
		{ goal: 'Flächenschluss von 10.000 Flächen unter 5 s', measured: `${show(slowest)} s`, met: slowest < 5 },
		{ goal: 'Aufwand höchstens n log n (je Fläche : log n höchstens 1,25-fach)', measured: measuredGrowth, met: most.length > 0 ? grown <= 1.25 : null }
	];
}
