import { execFile, execFileSync, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chownSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { promisify } from 'node:util';
import pg from 'pg';
import { freePort } from './free-port.ts';

const run = promisify(execFile);
const START_SECONDS = 30;

/** A PostgreSQL server of this run alone. */
export interface Cluster {
	/** Address of the maintenance database, with password. */
	url: string;
	/** @returns address of the new database; `template` is a database without connections */
	createDatabase(name: string, template?: string): Promise<string>;
	dropDatabase(name: string): Promise<void>;
	stop(): Promise<void>;
}

/**
 * Starts a temporary PostgreSQL server in a folder of its own, on a free port of the loopback address, as an unprivileged user.
 * The server ends and its folder goes when `stop` is called and also when this process dies in any way: a shell beside the server
 * waits for the end of its standard input, which is ours to keep open.
 * @throws Error naming the missing packages when PostgreSQL is not installed
 */
export async function startCluster(): Promise<Cluster> {
	const bin = binaries();
	const user = unprivilegedUser();
	const folder = mkdtempSync(join(tmpdir(), 'bauleitportal-pg-'));
	const password = randomBytes(16).toString('hex');
	const passwordFile = join(folder, 'password');
	writeFileSync(passwordFile, password, { mode: 0o600 });
	if (user) for (const path of [folder, passwordFile]) chownSync(path, user.uid, user.gid);
	const data = join(folder, 'data');
	try {
		const options = ['-D', data, '-U', 'postgres', '-E', 'UTF8', '--locale=C', '-A', 'scram-sha-256', `--pwfile=${passwordFile}`, '--no-sync'];
		await run(join(bin, 'initdb'), options, { ...user, cwd: folder });
	} catch (error) {
		rmSync(folder, { recursive: true, force: true });
		throw error;
	}
	const port = await freePort();
	const settings = {
		listen_addresses: '127.0.0.1',
		port,
		unix_socket_directories: folder,
		fsync: 'off',
		synchronous_commit: 'off',
		full_page_writes: 'off',
		shared_buffers: '128MB',
		max_connections: 100,
		max_wal_size: '4GB'
	};
	const server = [join(bin, 'postgres'), '-D', data, ...Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])];
	const script = '"$@" >"$0/log" 2>&1 & server=$!; cat >/dev/null; kill -INT $server; wait $server; rm -rf "$0"';
	// Detached: an interrupt at the terminal must reach us and not the shell, which has to outlive us for a moment.
	const guard = spawn('/bin/sh', ['-c', script, folder, ...server], { ...user, cwd: folder, detached: true, stdio: ['pipe', 'ignore', 'ignore'] });
	const ended = new Promise<void>((resolve) => guard.once('exit', () => resolve()));
	const url = (database: string) => `postgres://postgres:${password}@127.0.0.1:${port}/${database}`;
	const stop = async () => {
		guard.stdin!.end();
		await ended;
		rmSync(folder, { recursive: true, force: true });
	};
	try {
		await answers(url('postgres'), join(folder, 'log'));
	} catch (error) {
		await stop();
		throw error;
	}
	return { ...serverAt(url('postgres')), stop };
}

/** Databases on a server that somebody else runs. */
export function serverAt(url: string): Omit<Cluster, 'stop'> {
	const address = (database: string) => Object.assign(new URL(url), { pathname: `/${database}` }).toString();
	return {
		url,
		async createDatabase(name, template) {
			await execute(url, `create database ${quoted(name)}${template ? ` template ${quoted(template)}` : ''}`);
			return address(name);
		},
		async dropDatabase(name) {
			await execute(url, `drop database if exists ${quoted(name)} with (force)`);
		}
	};
}

const quoted = (name: string) => `"${name.replaceAll('"', '""')}"`;

async function execute(url: string, sql: string): Promise<void> {
	const client = new pg.Client({ connectionString: url });
	await client.connect();
	try {
		await client.query(sql);
	} finally {
		await client.end();
	}
}

async function answers(url: string, log: string): Promise<void> {
	const end = Date.now() + START_SECONDS * 1000;
	for (;;) {
		try {
			return await execute(url, 'select 1');
		} catch (error) {
			if (Date.now() > end) {
				const said = existsSync(log) ? readFileSync(log, 'utf8').slice(-2000) : '';
				throw new Error(`The temporary PostgreSQL server did not start within ${START_SECONDS} s.\n${said}`, { cause: error });
			}
			await wait(100);
		}
	}
}

/** Debian keeps the server's programs out of the search path. The newest version wins. */
function binaries(): string {
	const debian = '/usr/lib/postgresql';
	const folders = existsSync(debian)
		? readdirSync(debian)
				.sort((a, b) => Number(b) - Number(a))
				.map((version) => join(debian, version, 'bin'))
		: [];
	const found = [...folders, ...(process.env.PATH ?? '').split(delimiter)].find((folder) => folder && existsSync(join(folder, 'initdb')));
	if (!found) throw new Error('PostgreSQL is missing. Debian/Ubuntu: apt-get install postgresql postgis postgresql-postgis; macOS: brew install postgis');
	return found;
}

/** PostgreSQL refuses to run as root. */
function unprivilegedUser(): { uid: number; gid: number } | null {
	if (process.getuid?.() !== 0) return null;
	const number = (option: string, name: string) => Number(execFileSync('id', [option, name], { stdio: ['ignore', 'pipe', 'ignore'] }).toString());
	for (const name of ['postgres', 'nobody']) {
		try {
			return { uid: number('-u', name), gid: number('-g', name) };
		} catch (error) {
			if (name === 'nobody') throw new Error('Neither user postgres nor nobody exists', { cause: error });
		}
	}
	return null;
}
