import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { projectPath } from '../../gis/project-path.ts';
import { SERVING_ENVIRONMENT } from '../../portal/toolchain.mjs';

export interface ChildRun<Result> {
	result: Result;
	/** From start to end of the process. */
	seconds: number;
}

/**
 * Runs a module of this folder in a process of its own, so that its memory is its own, and takes the JSON that it prints last.
 * @throws Error with what it said when it fails
 */
export async function runChild<Result>(module: string, task: unknown, nodeOptions: string[] = []): Promise<ChildRun<Result>> {
	const started = performance.now();
	const { code, output } = await runProgram(process.execPath, ['--no-warnings', ...nodeOptions, projectPath(`tests/bench/${module}`), JSON.stringify(task)]);
	if (code !== 0) throw new Error(`${module} ended with code ${code}:\n${output.slice(-2000)}`);
	return { result: JSON.parse(output.trim().split('\n').at(-1)!) as Result, seconds: (performance.now() - started) / 1000 };
}

/** @returns exit code and everything that was printed */
export function runProgram(program: string, args: string[]): Promise<{ code: number | null; output: string }> {
	return new Promise((resolve, reject) => {
		const child = spawn(program, args, { stdio: ['ignore', 'pipe', 'pipe'], env: { ...process.env, ...SERVING_ENVIRONMENT } });
		let output = '';
		child.stdout.on('data', (chunk: Buffer) => (output += chunk));
		child.stderr.on('data', (chunk: Buffer) => (output += chunk));
		child.once('error', reject);
		child.once('close', (code) => resolve({ code, output }));
	});
}

/** Most memory that this process ever held, in MB. Linux counts what the parent held at the start into maxRSS, but not into VmHWM. */
export function peakMegabytes(): number {
	const kilobytes = process.platform === 'linux' ? /VmHWM:\s+(\d+)/.exec(readFileSync('/proc/self/status', 'utf8'))?.[1] : undefined;
	return (kilobytes ? Number(kilobytes) : process.resourceUsage().maxRSS) / 1024;
}
