import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { cpus, loadavg, totalmem } from 'node:os';
import { delimiter, join } from 'node:path';
import pg from 'pg';
import { projectPath } from '../../gis/project-path.ts';
import type { Cluster } from '../support/cluster.ts';

/** What the figures depend on. */
export interface Machine {
	processor: string;
	cores: number;
	memoryGigabytes: number;
	node: string;
	postgres: string | null;
	postgis: string | null;
	pglite: string;
	gdal: string | null;
	/** Mean number of running processes in the last five minutes: beyond the cores others took part of the time. */
	load: number;
}

export async function describeMachine(cluster: Cluster | null): Promise<Machine> {
	const [first] = cpus();
	return {
		processor: first?.model.trim() || 'unbekannter Prozessor',
		cores: cpus().length,
		memoryGigabytes: Math.round(totalmem() / 2 ** 30),
		node: process.version,
		...(cluster ? await serverVersions(cluster) : { postgres: null, postgis: null }),
		pglite: JSON.parse(readFileSync(projectPath('node_modules/@electric-sql/pglite/package.json'), 'utf8')).version,
		gdal: gdalVersion(),
		load: Math.round(loadavg()[1]! * 10) / 10
	};
}

export function machineLine(machine: Machine): string {
	return [
		`${machine.processor}, ${machine.cores} Kerne, ${machine.memoryGigabytes} GB`,
		`Node ${machine.node.slice(1)}`,
		machine.postgres && `PostgreSQL ${machine.postgres} mit PostGIS ${machine.postgis}`,
		`PGlite ${machine.pglite}`,
		machine.gdal ? `GDAL ${machine.gdal}` : 'ohne ogr2ogr',
		`Last ${machine.load.toLocaleString('de-DE')}`
	]
		.filter(Boolean)
		.join(' · ');
}

/** Whether a program is to be found. */
export function isInstalled(program: string): boolean {
	return (process.env.PATH ?? '').split(delimiter).some((folder) => existsSync(join(folder, program)));
}

/** Version of ogr2ogr, null where it is not installed. */
export function gdalVersion(): string | null {
	try {
		return /GDAL ([\d.]+)/.exec(execFileSync('ogr2ogr', ['--version'], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }))?.[1] ?? null;
	} catch {
		// Not installed: the comparison is left out and the report says so.
		return null;
	}
}

async function serverVersions(cluster: Cluster) {
	const client = new pg.Client({ connectionString: cluster.url });
	await client.connect();
	try {
		const { rows } = await client.query(
			"select current_setting('server_version') as postgres, (select default_version from pg_available_extensions where name = 'postgis') as postgis"
		);
		return { postgres: String(rows[0].postgres).split(' ')[0]!, postgis: rows[0].postgis as string };
	} finally {
		await client.end();
	}
}
