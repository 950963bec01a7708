import { createReadStream, statSync } from 'node:fs';
import { readXplanGml } from '../../importers/xplan/reader.ts';
import type { Benchmark, Cell } from './benchmark.ts';
import { median } from './figures.ts';
import { writePlan } from './portal-under-test.ts';
import { largestSharedPlans } from './shared-plans.ts';

export const bench: Benchmark = {
	about: 'Lesen von XPlanGML allein: Durchsatz des Lesers ohne Datenbank',
	async run(bench) {
		const files = [];
		for (const objects of bench.quick ? [1000] : [1000, 10_000])
			files.push({ name: `erzeugt, ${objects.toLocaleString('de-DE')} Objekte`, path: await writePlan(bench.folder, objects) });
		files.push(...largestSharedPlans(bench.quick ? 1 : 3));
		const rows: Cell[][] = [];
		for (const { name, path } of files) {
			bench.tell(name);
			const megabytes = statSync(path).size / 1e6;
			let members = 0;
			const seconds: number[] = [];
			// The first time also compiles the reader.
			for (let i = 0; i < (bench.quick ? 2 : 6); i++) {
				const started = performance.now();
				members = await countMembers(path);
				if (i > 0) seconds.push((performance.now() - started) / 1000);
			}
			rows.push([name, megabytes, members, median(seconds), megabytes / median(seconds), (median(seconds) / members) * 1e6]);
		}
		return { columns: ['Datei', 'MB', 'Objekte', 's', 'MB/s', 'µs je Objekt'], rows, goals: [], notes: [] };
	}
};

async function countMembers(path: string): Promise<number> {
	let members = 0;
	for await (const event of readXplanGml(createReadStream(path, { highWaterMark: 256 * 1024 }), { limits: { maxBytes: 2e9 } }))
		if (event.type === 'features') members += event.features.length;
	return members;
}
