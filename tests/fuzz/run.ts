import { fork, type ChildProcess } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { Bases } from './bases.ts';
import type { ChildMessage, ChildTask } from './child.ts';
import { fuzzInput } from './inputs.ts';

/** `npm run fuzz`. See HELP. */

const HELP = `Gibt dem Leser, allen vier Prüfungen, der Reparatur und dem Schreiber zerstörte XPlanGML- und ZIP-Dateien, und Pläne, deren
Ringe zu Tausenden auf-, in- und umeinander liegen.

  npm run fuzz                          20.000 Eingaben
  npm run fuzz -- --count N             so viele
  npm run fuzz -- --seed N              andere Eingaben; dieselbe Zahl gibt dieselben
  npm run fuzz -- --processes N         so viele Prozesse (sonst einer je Kern)
  npm run fuzz -- --without-shared      ohne die echten Pläne neben dem Projekt, auch wo sie liegen
  npm run fuzz -- --show NUMMER DATEI   schreibt die Eingabe dieser Nummer in eine Datei

Ein Fehler ist jede Ausnahme außer XplanError, mehr als 5 s Rechenzeit für eine Eingabe, mehr als 1 GB Speicher, ein repariertes
Dokument, das sich nicht lesen lässt, und ein Absturz. Rückgabewert 1, wenn es einen gab.
`;
const HANG_SECONDS = 5;
/** By the clock, for a child that waits for something that never comes. */
const SILENT_SECONDS = 120;
const MOST_MEGABYTES = 1024;
const MUCH_MEGABYTES = 600;
/** A child is replaced after so many, so that the peak of its memory says something of few inputs. */
const PER_CHILD = 250;
const WATCH_MS = 500;

const { values, positionals } = parseArgs({
	allowPositionals: true,
	options: {
		help: { type: 'boolean', short: 'h' },
		count: { type: 'string', default: '20000' },
		seed: { type: 'string', default: '1' },
		processes: { type: 'string', default: String(availableParallelism()) },
		'without-shared': { type: 'boolean', default: false },
		show: { type: 'string' }
	}
});
const seed = Number(values.seed);
const count = Number(values.count);
const shared = !values['without-shared'];

let defects = 0;
const refusals = new Map<string, number>();
const times: number[] = [];
let longest = { number: 0, seconds: 0 };
let [read, repaired, done, peak] = [0, 0, 0, 0];
let next = 0;

/** Said at once: a long run that is broken off has told what it found. */
function tellDefect(number: number, what: string): void {
	defects++;
	console.log(`Eingabe ${number}: ${what}\n`);
}

/** Processor time of a process so far in seconds, null where the system does not say. */
function processorSeconds(child: ChildProcess): number | null {
	if (process.platform !== 'linux') return null;
	try {
		const fields = readFileSync(`/proc/${child.pid}/stat`, 'utf8').replace(/^.*\) /, '').split(' ');
		return (Number(fields[11]) + Number(fields[12])) / 100;
	} catch {
		// It has just ended, which its exit tells.
		return null;
	}
}

/** Tries a row of inputs in one child. @returns how many it got through, the one at which it was ended included */
function tryRow(first: number, size: number): Promise<number> {
	return new Promise((resolve) => {
		const task: ChildTask = { seed, first, count: size, shared };
		const child = fork(join(import.meta.dirname, 'child.ts'), [JSON.stringify(task)], {
			execArgv: ['--no-warnings', '--experimental-strip-types', '--expose-gc', `--max-old-space-size=${MOST_MEGABYTES}`],
			silent: true
		});
		let output = '';
		for (const stream of [child.stdout!, child.stderr!]) stream.on('data', (text: Buffer) => (output = (output + text).slice(-4000)));
		let current: { number: number; begun: number; used: number | null } | undefined;
		let tried = 0;
		let ended: string | undefined;
		const end = (what: string) => {
			ended ??= what;
			child.kill('SIGKILL');
		};
		const watch = setInterval(() => {
			if (!current) return;
			const used = processorSeconds(child);
			const busy = used === null || current.used === null ? (performance.now() - current.begun) / 1000 : used - current.used;
			if (busy > HANG_SECONDS + 2) end(`still running after ${busy.toFixed(1)} s`);
			else if (performance.now() - current.begun > SILENT_SECONDS * 1000) end(`no answer for ${SILENT_SECONDS} s`);
		}, WATCH_MS);
		child.on('message', (message: ChildMessage) => {
			if (message.kind === 'begin') {
				current = { number: message.number, begun: performance.now(), used: processorSeconds(child) };
				return;
			}
			const { number, changes, outcome, error, peakMegabytes, seconds } = message;
			current = undefined;
			tried++;
			done++;
			times.push(seconds);
			if (seconds > longest.seconds) longest = { number, seconds };
			const defect = (what: string) => tellDefect(number, `${what}\n  ${changes.join(', ')}`);
			if (error !== undefined) defect(error);
			if (seconds > HANG_SECONDS) defect(`took ${seconds.toFixed(1)} s`);
			if (outcome?.read) read++;
			if (outcome?.written) repaired++;
			if (outcome?.refused) refusals.set(outcome.refused, (refusals.get(outcome.refused) ?? 0) + 1);
			peak = Math.max(peak, peakMegabytes);
			if (peakMegabytes > MOST_MEGABYTES) defect(`${peakMegabytes.toFixed(0)} MB`);
			// The memory of WebAssembly only grows: what this input took would be counted for the next ones, too.
			if (peakMegabytes > MUCH_MEGABYTES) end('');
		});
		child.once('exit', (code, signal) => {
			clearInterval(watch);
			// Ended for its memory while it was at the next input: that one is tried again.
			if (current && ended === '') {
				resolve(tried);
				return;
			}
			if (current) {
				tellDefect(current.number, ended ?? `the process ended with ${signal ?? `code ${code}`}:\n${output}`);
				tried++;
				done++;
			} else if (code !== 0 && ended === undefined) {
				tellDefect(first + tried, `the process ended with ${signal ?? `code ${code}`} outside of an input:\n${output}`);
				tried = size;
			}
			resolve(tried);
		});
	});
}

async function work(): Promise<void> {
	while (next < count) {
		let first = next;
		const end = Math.min(count, first + PER_CHILD);
		next = end;
		while (first < end) first += await tryRow(first, end - first);
		console.error(`  ${done} von ${count}, ${defects} Fehler`);
	}
}

async function main(): Promise<number> {
	if (values.help) {
		console.log(HELP);
		return 0;
	}
	if (values.show !== undefined) {
		const { bytes, changes } = await fuzzInput(await Bases.load(shared), seed, Number(values.show));
		writeFileSync(positionals[0] ?? 'eingabe.gml', bytes);
		console.log(changes.join('\n'));
		return 0;
	}
	const began = performance.now();
	await Promise.all(Array.from({ length: Math.max(1, Number(values.processes)) }, work));
	times.sort((a, b) => a - b);
	const at = (share: number) => (times[Math.floor(share * (times.length - 1))] ?? 0).toLocaleString('de-DE', { maximumFractionDigits: 3 });
	const refused = [...refusals].sort((a, b) => b[1] - a[1]).map(([code, times]) => `${code} ${times}`);
	console.log(`${done} Eingaben (Saat ${seed}) in ${((performance.now() - began) / 60_000).toFixed(1)} Minuten: ${read} gelesen und geprüft, ${repaired} repariert geschrieben.`);
	console.log(`Abgelehnt: ${refused.join(', ')}.`);
	console.log(`Rechenzeit je Eingabe: Median ${at(0.5)} s, 99 % unter ${at(0.99)} s, längste ${at(1)} s (Eingabe ${longest.number}). Spitzenspeicher eines Prozesses ${peak.toFixed(0)} MB.`);
	console.log(`Fehler: ${defects}`);
	return defects === 0 ? 0 : 1;
}

process.exitCode = await main();
