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
	/** In one process; the first is cold, as after `npm run -s xplan -- check`. */
	times: number;
}
export interface CheckMeasure {
	/** Of each time, without the start of the process. */
	seconds: number[];
	/** Processor time of each, all threads of the process together: what a busy machine does not change much. */
	processor: number[];
	megabytes: number;
	members: number;
	findings: number;
}

const { path, what, times } = JSON.parse(process.argv[2]!) as CheckTask;
const limits = withDefaults({ maxBytes: 2e9 });
const skip = new Set<SkippableCheck>(what === 'structure and references' ? ['geometry', 'semantics'] : []);
const measure: CheckMeasure = { seconds: [], processor: [], megabytes: 0, members: 0, findings: 0 };
for (let i = 0; i < times; i++) {
	const started = performance.now();
	const used = process.cpuUsage();
	if (what === 'structure') {
		const findings = new FindingList(limits);
		await checkStructure(createReadStream(path, { highWaterMark: 256 * 1024 }), findings, limits);
		measure.findings = findings.kept.length;
	} else {
		for await (const result of checkFile(path, { skip, limits })) {
			if ('error' in result) throw new Error(`${path}: ${result.error.message}`);
			measure.members = result.members;
			measure.findings = result.findings.length;
		}
	}
	measure.seconds.push((performance.now() - started) / 1000);
	const { user, system } = process.cpuUsage(used);
	measure.processor.push((user + system) / 1e6);
}
measure.megabytes = peakMegabytes();
console.log(JSON.stringify(measure));
