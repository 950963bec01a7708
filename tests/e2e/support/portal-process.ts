import { spawn, type ChildProcess } from 'node:child_process';
import { setTimeout as wait } from 'node:timers/promises';
import { freePort } from '../../support/free-port.ts';
import { projectPath } from '../../../gis/project-path.ts';

export interface PortalProcess {
	readonly url: string;
	readonly process: ChildProcess;
	/** What it has printed so far. */
	output(): string;
	/** @returns exit code, null where a signal ended it */
	ended: Promise<number | null>;
	/** Sends the signal and waits for the end. */
	end(signal?: 'SIGTERM' | 'SIGKILL'): Promise<number | null>;
}

const START_MS = 180_000;

/**
 * The built portal as its own process, ready to answer.
 * With E2E_DEV the pages come from Vite instead.
 * @param environment DATA_DIR and whatever else differs from an installation without configuration
 */
export function startPortalProcess(environment: { DATA_DIR: string } & Record<string, string>): Promise<PortalProcess> {
	return startProcess('portal/main.ts', environment);
}

/** A portal whose clock the story moves (clocked-portal.ts); everything else is as `startPortalProcess`. */
export async function startClockedPortal(
	environment: { DATA_DIR: string } & Record<string, string>
): Promise<PortalProcess & { /** From now on it is this time. */ setClock(instant: string): Promise<void> }> {
	const started = await startProcess('tests/e2e/support/clocked-portal.ts', environment);
	const setClock = (instant: string) =>
		new Promise<void>((resolve) => {
			started.process.once('message', () => resolve());
			started.process.send({ now: instant });
		});
	return { ...started, setClock };
}

async function startProcess(script: string, environment: { DATA_DIR: string } & Record<string, string>): Promise<PortalProcess> {
	// A browser comes back to the same address after a restart.
	const port = Number(environment.PORT ?? (await freePort()));
	const url = `http://localhost:${port}`;
	const portal = spawn(process.execPath, ['--no-warnings', script, ...(process.env.E2E_DEV ? ['--dev'] : [])], {
		cwd: projectPath('.'),
		env: { ...process.env, NODE_ENV: 'production', PORT: String(port), DATABASE_URL: '', DEMO: '1', ...environment },
		stdio: ['ignore', 'pipe', 'pipe', 'ipc']
	});
	let output = '';
	portal.stdout!.on('data', (chunk: Buffer) => (output += chunk));
	portal.stderr!.on('data', (chunk: Buffer) => (output += chunk));
	const ended = new Promise<number | null>((resolve) => portal.once('exit', resolve));
	const end = (signal: 'SIGTERM' | 'SIGKILL' = 'SIGTERM') => {
		portal.kill(signal);
		return ended;
	};
	const started: PortalProcess = { url, process: portal, output: () => output, ended, end };
	try {
		await ready(started);
	} catch (error) {
		await end('SIGKILL');
		throw error;
	}
	return started;
}

async function ready({ url, process: portal, output }: PortalProcess): Promise<void> {
	const deadline = Date.now() + START_MS;
	while (Date.now() < deadline) {
		if (portal.exitCode !== null) throw new Error(`The portal ended with code ${portal.exitCode}:\n${output()}`);
		const answer = await fetch(`${url}/health/live`).catch(() => null);
		if (answer?.ok) return;
		await wait(200);
	}
	throw new Error(`The portal did not answer after ${START_MS / 1000} seconds:\n${output()}`);
}
