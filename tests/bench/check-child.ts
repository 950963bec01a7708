import { createReadStream } from 'node:fs';
import { checkFile } from '../../importers/run.ts';
import { checkStructure } from '../../importers/xplan/checks/structure/check-structure.ts';
import type { SkippableCheck } from '../../importers/xplan/check-parts.ts';
import { FindingList } from '../../importers/xplan/findings.ts';
import { withDefaults } from '../../importers/xplan/limits.ts';
import { peakMegabytes } from './child.ts';

/** Checks one file the way the command line and the worker do, and prints what it took. */

export interface CheckTask {
	path: string;
	/** `structure`: that check alone, without reading features. */
	what: 'all' | 'structure and references' | 'structure';
	/**
	 * A plan that is checked five times before. `all`: in the worker of a running portal, which practised at its start. null: a fresh process,
	 * as after `npm run -s xplan -- check`.
	 */
	first: string | null;
}
export interface CheckMeasure {
	/** Without the start of the process. */
	seconds: number;
	/** Processor time, all threads of the process together: what a busy machine does not change much. */
	processor: number;
	megabytes: number;
	members: number;
	findings: number;
}

const { path, what, first } = JSON.parse(process.argv[2]!) as CheckTask;
const limits = withDefaults({ maxBytes: 2e9 });
const skip = new Set<SkippableCheck>(what === 'structure and references' ? ['geometry', 'semantics'] : []);

async function check(file: string): Promise<{ members: number; findings: number }> {
	if (what === 'structure') {
		const findings = new FindingList(limits);
		await checkStructure(createReadStream(file, { highWaterMark: 256 * 1024 }), findings, limits);
		return { members: 0, findings: findings.kept.length };
	}
	let [members, count] = [0, 0];
	for await (const result of checkFile(file, { skip, limits })) {
		if ('error' in result) throw new Error(`${file}: ${result.error.message}`);
		members += result.members;
		count += result.findings.length;
	}
	return { members, findings: count };
}

/** Loaded where it is measured: the command line does without. */
async function portal() {
	const { openWorkPool } = await import('../../portal/lib/server/jobs/work-pool.ts');
	const { checkInWorker, prepareChecks } = await import('../../portal/lib/server/plans/check-job.ts');
	const work = openWorkPool(1, process.env.NODE_COMPILE_CACHE);
	prepareChecks(work);
	const check = async (file: string): Promise<{ members: number; findings: number }> => {
		const { facts, findings } = await checkInWorker(work, { path: file, gmlPath: null, maxBytes: limits.maxBytes });
		return { members: facts.members, findings: findings.length };
	};
	return { check, close: () => work.close() };
}

const running = first !== null && what === 'all' ? await portal() : undefined;
const doCheck = running?.check ?? check;
if (first !== null) for (let round = 0; round < 5; round++) await doCheck(first);
const started = performance.now();
const used = process.cpuUsage();
const found = await doCheck(path);
const { user, system } = process.cpuUsage(used);
const seconds = (performance.now() - started) / 1000;
const measure: CheckMeasure = { seconds, processor: (user + system) / 1e6, megabytes: peakMegabytes(), ...found };
console.log(JSON.stringify(measure));
await running?.close();
