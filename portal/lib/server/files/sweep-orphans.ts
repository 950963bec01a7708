import { opendir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Services } from '../services.ts';
import { listTenants } from '../tenants/tenants-queries.ts';
import { unknownKeys } from './orphans-queries.ts';

/** A file is put before the row that names it is written; no upload or import takes this long. */
const HOURS = 24;
const BATCH = 500;

/**
 * Removes files that no row names: a process was killed after it had put the file and before its transaction ended. Only in the local
 * store, and only below the tenants of this database. A bucket may be shared with a restored copy of the installation, whose rows we
 * do not see; what is left there costs less than what could be lost. The clock is that of the file system.
 * @returns how many were removed
 */
export async function sweepOrphanFiles(services: Pick<Services, 'db' | 'files' | 'config'>, now = Date.now()): Promise<number> {
	if (services.config.s3) return 0;
	const before = now - HOURS * 3_600_000;
	let removed = 0;
	for (const { id: tenantId } of await listTenants(services.db.knex)) {
		let batch: string[] = [];
		const drop = async () => {
			const orphans = await unknownKeys(services.db.knex, tenantId, batch);
			for (const key of orphans) await services.files.remove(key);
			removed += orphans.length;
			batch = [];
		};
		for await (const key of oldKeys(join(services.config.dataDir, 'files'), tenantId, before)) if (batch.push(key) === BATCH) await drop();
		await drop();
	}
	return removed;
}

/** Keys as the store makes them (`tenant/ab/uuid`) of files last changed before `before`. */
async function* oldKeys(root: string, tenantId: string, before: number): AsyncGenerator<string> {
	for (const folder of await names(join(root, tenantId))) {
		if (!/^[0-9a-f]{2}$/.test(folder)) continue;
		for (const name of await names(join(root, tenantId, folder))) {
			const found = await stat(join(root, tenantId, folder, name)).catch(ignoreMissing);
			if (found?.isFile() && found.mtimeMs < before) yield `${tenantId}/${folder}/${name}`;
		}
	}
}

async function names(path: string): Promise<string[]> {
	const folder = await opendir(path).catch(ignoreMissing);
	const found: string[] = [];
	if (folder) for await (const entry of folder) found.push(entry.name);
	return found;
}

/** Other requests and processes remove files meanwhile. */
function ignoreMissing(error: NodeJS.ErrnoException): undefined {
	if (error.code !== 'ENOENT') throw error;
}
