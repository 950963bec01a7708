import { spawn, type ChildProcess } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SMTPServer } from 'smtp-server';
import { projectPath } from '../../../gis/project-path.ts';

/** One portal for all stories: the built pages, the demo Land in an embedded database, and a real SMTP server that keeps the mails. */
export default async function startPortal() {
	const folder = mkdtempSync(join(tmpdir(), 'bauleitportal-e2e-'));
	const mails = join(folder, 'mails');
	mkdirSync(mails);
	const smtp = await startSmtp(mails);
	const port = await freePort();
	const url = `http://localhost:${port}`;
	const dataDir = join(folder, 'data');
	const portal = spawn(process.execPath, ['--no-warnings', 'portal/main.ts'], {
		cwd: projectPath('.'),
		env: { ...process.env, NODE_ENV: 'production', PORT: String(port), DATA_DIR: dataDir, SMTP_URL: `smtp://127.0.0.1:${smtp.port}`, DATABASE_URL: '', DEMO: '1' },
		stdio: ['ignore', 'pipe', 'inherit']
	});
	await ready(portal, url);
	process.env.E2E_URL = url;
	process.env.E2E_MAILS = mails;
	process.env.E2E_LOGINS = readFileSync(join(dataDir, 'demo-zugaenge.txt'), 'utf8');
	return async () => {
		const ended = new Promise((resolve) => portal.once('exit', resolve));
		portal.kill('SIGTERM');
		await ended;
		await smtp.close();
		rmSync(folder, { recursive: true, force: true });
	};
}

async function ready(portal: ChildProcess, url: string): Promise<void> {
	let output = '';
	portal.stdout!.on('data', (chunk: Buffer) => (output += chunk));
	const deadline = Date.now() + 180_000;
	while (Date.now() < deadline) {
		if (portal.exitCode !== null) throw new Error(`The portal ended with code ${portal.exitCode}:\n${output}`);
		const answer = await fetch(`${url}/health/ready`).catch(() => null);
		if (answer?.ok) return;
		await new Promise((resolve) => setTimeout(resolve, 300));
	}
	throw new Error(`The portal was not ready after three minutes:\n${output}`);
}

async function startSmtp(folder: string): Promise<{ port: number; close(): Promise<void> }> {
	let number = 0;
	const server = new SMTPServer({
		authOptional: true,
		disabledCommands: ['STARTTLS'],
		onData(stream, session, done) {
			const chunks: Buffer[] = [];
			stream.on('data', (chunk: Buffer) => chunks.push(chunk));
			stream.on('end', () => {
				const to = session.envelope.rcptTo.map((each) => each.address).join(', ');
				writeFileSync(join(folder, `${String(++number).padStart(4, '0')}.eml`), `X-Envelope-To: ${to}\r\n${Buffer.concat(chunks)}`);
				done();
			});
		}
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const { port } = server.server.address() as { port: number };
	return { port, close: () => new Promise((resolve) => server.close(() => resolve())) };
}

function freePort(): Promise<number> {
	return new Promise((resolve, reject) => {
		const probe = createServer();
		probe.once('error', reject);
		probe.listen(0, '127.0.0.1', () => {
			const { port } = probe.address() as { port: number };
			probe.close(() => resolve(port));
		});
	});
}
