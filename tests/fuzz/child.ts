import { readFileSync, writeFileSync } from 'node:fs';
import { Bases } from './bases.ts';
import { fuzzInput } from './inputs.ts';
import { tryInput, type Outcome } from './try-input.ts';

/** Tries inputs one after another in a process of its own, so that a crash, a hang or too much memory ends this one only. */

export interface ChildTask {
	seed: number;
	first: number;
	count: number;
	shared: boolean;
}
export type ChildMessage =
	| { kind: 'begin'; number: number }
	| { kind: 'end'; number: number; changes: string[]; outcome?: Outcome; error?: string; peakMegabytes: number; seconds: number };

/** Most that this process held since `forgetEarlier`; where the system does not say, what it holds now. */
function peakMegabytes(): number {
	if (process.platform !== 'linux') return process.memoryUsage.rss() / 2 ** 20;
	return Number(/VmHWM:\s+(\d+)/.exec(readFileSync('/proc/self/status', 'utf8'))![1]) / 1024;
}

/** What earlier inputs left behind is not the next one's: collected where it is much, and the peak begins anew. */
function forgetEarlier(): void {
	if (process.memoryUsage.rss() > MUCH_BYTES) globalThis.gc!();
	if (process.platform === 'linux') writeFileSync('/proc/self/clear_refs', '5');
}

const MUCH_BYTES = 400 * 2 ** 20;
const { seed, first, count, shared } = JSON.parse(process.argv[2]!) as ChildTask;
const tell = (message: ChildMessage) => new Promise<void>((resolve) => process.send!(message, () => resolve()));
const bases = await Bases.load(shared);
for (let number = first; number < first + count; number++) {
	await tell({ kind: 'begin', number });
	const { bytes, changes } = await fuzzInput(bases, seed, number);
	forgetEarlier();
	const used = process.cpuUsage();
	let outcome: Outcome | undefined;
	let error: string | undefined;
	try {
		outcome = await tryInput(bytes);
	} catch (thrown) {
		const { stack, cause } = thrown as Error;
		error = cause instanceof Error ? `${stack}\n${cause.stack}` : (stack ?? String(thrown));
	}
	const { user, system } = process.cpuUsage(used);
	await tell({ kind: 'end', number, changes, outcome, error, peakMegabytes: peakMegabytes(), seconds: (user + system) / 1e6 });
}
process.disconnect();
