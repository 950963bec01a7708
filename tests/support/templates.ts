import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { connectPglite, connectPostgres, type Database } from '../../gis/db/connect.ts';
import { migrate, readMigrations } from '../../gis/db/migrate.ts';
import { projectPath } from '../../gis/project-path.ts';
import { openQueue } from '../../portal/lib/server/jobs/queue.ts';

/** Databases that tests start from: migrated, with the queue's tables, and empty. */

/** Path of the template of the embedded database; its name changes with everything that goes into it. */
export function pgliteTemplatePath(): string {
	const hash = createHash('sha256');
	for (const migration of readMigrations()) hash.update(migration.sql);
	for (const name of ['@electric-sql/pglite', '@electric-sql/pglite-postgis', 'pg-boss'])
		hash.update(readFileSync(projectPath(`node_modules/${name}/package.json`)));
	return projectPath(`tests/.cache/pglite-${hash.digest('hex').slice(0, 16)}.tar`);
}

/** Makes the embedded template, or finds it from an earlier run. */
export async function makePgliteTemplate(path = pgliteTemplatePath()): Promise<void> {
	if (existsSync(path)) return;
	mkdirSync(dirname(path), { recursive: true });
	const db = await connectPglite();
	await fill(db);
	const pglite = (await db.knex.client.acquireConnection()) as { dumpDataDir(compression: 'none'): Promise<Blob> };
	const dump = await pglite.dumpDataDir('none');
	await db.knex.client.releaseConnection(pglite);
	await db.close();
	const unfinished = `${path}.${process.pid}`;
	writeFileSync(unfinished, new Uint8Array(await dump.arrayBuffer()));
	renameSync(unfinished, path);
	removeOld(dirname(path));
}

/** Templates of earlier migrations go after an hour: another run may still be reading one. */
function removeOld(folder: string): void {
	for (const name of readdirSync(folder).filter((each) => each.startsWith('pglite-'))) {
		const path = join(folder, name);
		const age = Date.now() - (statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? Date.now());
		if (age > 3_600_000) rmSync(path, { force: true });
	}
}

/** Fills an empty database of a server. */
export async function fillPostgresTemplate(url: string): Promise<void> {
	const db = connectPostgres(url, 2);
	await fill(db);
	await db.close();
}

async function fill(db: Database): Promise<void> {
	await migrate(db);
	const queue = await openQueue(db, (error) => {
		throw error;
	});
	await queue.stop();
}

if (import.meta.main) await makePgliteTemplate();
