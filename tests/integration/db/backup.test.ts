import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Database } from '../../../gis/db/connect.ts';
import { writeBackup } from '../../../portal/lib/server/backup/backup.ts';
import { restoreBackup } from '../../../portal/lib/server/backup/restore.ts';
import { openFileStore } from '../../../portal/lib/server/files/store.ts';
import { emptyDatabase, testDatabase, testFolder } from '../../support/database.ts';
import { fillDatabase } from '../../support/filled-database.ts';

async function everything(db: Database, tables: string[]): Promise<Record<string, unknown[]>> {
	const rows: Record<string, unknown[]> = {};
	for (const table of tables) rows[table] = (await db.knex.raw(`select t::text as row from "${table}" t order by 1`)).rows;
	return rows;
}

describe('backup and restore', () => {
	it('bring every row of every table and every file back unchanged, into an empty database', async () => {
		const db = await testDatabase();
		const files = await openFileStore({ s3: null, dataDir: testFolder() });
		await fillDatabase(db, files);
		// A logo is a file without a row of its own.
		const { id: tenant } = await db.knex('tenant').first('id');
		const logo = await files.put(tenant, Buffer.from([137, 80, 78, 71]));
		await db.knex('tenant').where({ id: tenant }).update({ settings: JSON.stringify({ logo: { key: logo, mediaType: 'image/png', hash: 'x' } }) });
		const path = join(testFolder(), 'sicherung.zip');
		const manifest = await writeBackup(db, files, path);
		expect(statSync(path).mode & 0o777).toBe(0o600);
		expect(Object.entries(manifest.tables).filter(([, rows]) => rows === 0)).toEqual([]);

		const restored = await emptyDatabase();
		const restoredFiles = await openFileStore({ s3: null, dataDir: testFolder() });
		await restoreBackup(restored, restoredFiles, path);
		const tables = Object.keys(manifest.tables);
		expect(await everything(restored, tables)).toEqual(await everything(db, tables));
		const { key } = await restored.knex('file').first('key');
		expect([...(await restoredFiles.getBytes(key))]).toEqual([0, 255, 10, 13, 128]);
		expect([...(await restoredFiles.getBytes(logo))]).toEqual([137, 80, 78, 71]);

		// Identity columns go on where they were.
		const [{ id }] = await restored.knex('base_feature').insert({ layer: 'x', geom: restored.knex.raw("st_geomfromtext('POINT(0 0)', 3857)") }).returning('id');
		expect(id).toBe(2);
	});

	it('refuse a database in which somebody has worked', async () => {
		const db = await testDatabase();
		const files = await openFileStore({ s3: null, dataDir: testFolder() });
		await fillDatabase(db, files);
		const path = join(testFolder(), 'sicherung.zip');
		await writeBackup(db, files, path);
		await expect(restoreBackup(db, files, path)).rejects.toMatchObject({ code: 'restore_not_empty' });
	});

	it('refuse a file that is no backup or was cut off, and leave nothing behind', async () => {
		const source = await testDatabase();
		const files = await openFileStore({ s3: null, dataDir: testFolder() });
		await fillDatabase(source, files);
		const path = join(testFolder(), 'sicherung.zip');
		await writeBackup(source, files, path);
		const half = join(testFolder(), 'halb.zip');
		writeFileSync(half, readFileSync(path).subarray(0, 4000));
		const db = await testDatabase();
		await expect(restoreBackup(db, files, half)).rejects.toMatchObject({ code: 'restore_unreadable' });
		expect(await db.knex('tenant').first()).toBeUndefined();
	});

	it('keep nothing under the final name when a file is missing', async () => {
		const db = await testDatabase();
		const files = await openFileStore({ s3: null, dataDir: testFolder() });
		await fillDatabase(db, files);
		const { key } = await db.knex('file').first('key');
		await files.remove(key);
		const path = join(testFolder(), 'sicherung.zip');
		await expect(writeBackup(db, files, path)).rejects.toThrow();
		expect(() => statSync(path)).toThrow();
	});
});
