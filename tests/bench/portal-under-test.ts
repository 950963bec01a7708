import { createWriteStream } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Engine } from '../../gis/db/connect.ts';
import { readConfig } from '../../portal/lib/server/config.ts';
import { openServices } from '../../portal/lib/server/open-services.ts';
import type { Services } from '../../portal/lib/server/services.ts';
import { generatePlan } from '../../portal/demo/index.ts';
import type { BenchContext } from './benchmark.ts';

/** Environment of a portal on an empty database of the engine. */
export async function portalEnvironment(bench: BenchContext, engine: Engine, name: string): Promise<Record<string, string>> {
	const dataDir = join(bench.folder, `${name}-${engine}`);
	await mkdir(dataDir, { recursive: true });
	let url = '';
	if (engine === 'postgres') {
		const cluster = await bench.cluster();
		const database = `bench_${process.pid}_${name}`;
		url = await cluster.createDatabase(database);
		bench.onEnd(() => cluster.dropDatabase(database));
	}
	return { DATA_DIR: dataDir, DATABASE_URL: url, DEMO: '0', LOG_LEVEL: 'error', MAX_GML_MB: '2000' };
}

/** The portal's services in this process, closed at the end of the benchmark. */
export async function openPortal(bench: BenchContext, engine: Engine, name: string): Promise<Services> {
	const services = await openServices(readConfig(await portalEnvironment(bench, engine, name)));
	bench.onEnd(() => services.close());
	return services;
}

/** The Land and one municipality, without which no plan can be. @returns id of the municipality */
export async function makeBenchTenant(services: Pick<Services, 'db'>): Promise<string> {
	const { knex } = services.db;
	await knex('tenant').insert({ slug: 'land', name: 'Messland', kind: 'land', land: 'SN' }).onConflict('slug').ignore();
	const [row] = await knex('tenant').insert({ slug: 'messdorf', name: 'Messdorf', kind: 'gemeinde', land: 'SN' }).returning('id');
	return row.id;
}

/** Writes a generated Bebauungsplan. @returns its path */
export async function writePlan(folder: string, objects: number): Promise<string> {
	const path = join(folder, `plan-${objects}.gml`);
	await pipeline(Readable.from(generatePlan({ objects })), createWriteStream(path));
	return path;
}

/** Published without the checks of publishing, which are not what is measured. */
export async function publishEverything(services: Pick<Services, 'db'>): Promise<void> {
	await services.db.knex('plan_version').update({ published_at: new Date('2026-01-01T00:00:00Z') });
}

export const ENGINES: readonly Engine[] = ['postgres', 'pglite'];
export const ENGINE_NAMES: Record<Engine, string> = { postgres: 'PostgreSQL', pglite: 'PGlite' };
