import { createReadStream } from 'node:fs';
import { checkXplan } from '../../importers/xplan/check.ts';
import { peakMegabytes } from './child.ts';

/** Reads a plan of areas and checks rings and Flächenschluss, nothing else. */

export interface AreasTask {
	path: string;
}
export interface AreasMeasure {
	reading: number;
	/** Rings and Flächenschluss. */
	checking: number;
	/** Processor time of the checking, all threads of the process together. */
	processor: number;
	megabytes: number;
	errors: number;
}

const { path } = JSON.parse(process.argv[2]!) as AreasTask;
let read: { at: number; used: NodeJS.CpuUsage } | undefined;
const started = performance.now();
const result = await checkXplan(createReadStream(path, { highWaterMark: 256 * 1024 }), {
	limits: { maxBytes: 2e9 },
	skip: new Set(['structure', 'references', 'semantics', 'geltungsbereich', 'doppelbelegung', 'laufrichtung'] as const),
	onProgress: ({ part }) => {
		if (part === 'geometry') read ??= { at: performance.now(), used: process.cpuUsage() };
	}
});
const { user, system } = process.cpuUsage(read!.used);
const measured: AreasMeasure = {
	reading: (read!.at - started) / 1000,
	checking: (performance.now() - read!.at) / 1000,
	processor: (user + system) / 1e6,
	megabytes: peakMegabytes(),
	errors: result.geometry!.errors
};
console.log(JSON.stringify(measured));
