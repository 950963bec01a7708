import { readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { connectPglite, connectPostgres } from '../../../gis/db/connect.ts';
import { migrate, readMigrations } from '../../../gis/db/migrate.ts';
import { projectPath } from '../../../gis/project-path.ts';
import { openFileStore } from '../../../portal/lib/server/files/store.ts';
import { restoreBackup } from '../../../portal/lib/server/backup/restore.ts';
import { emptyDatabase, testDatabase, testFolder } from '../../support/database.ts';

const migrations = readMigrations();
const backups = readdirSync(projectPath('tests/fixtures/backups'));

describe('migrations', () => {
	it('are numbered without gaps', () => {
		expect(migrations.map((each) => each.id)).toEqual(migrations.map((_, index) => index + 1));
	});

	it('run once, also when two processes start at the same time', async () => {
		const db = await emptyDatabase();
		const names = migrations.map((each) => each.name);
		const [first, second] = await Promise.all([migrate(db), migrate(db)]);
		expect([...first, ...second].sort()).toEqual([...names].sort());
		expect(await migrate(db)).toEqual([]);
	});

	it('refuse a database that a newer portal wrote to', async () => {
		const db = await testDatabase();
		await db.knex('migration').insert({ id: migrations.length + 1, name: 'from the future' });
		await expect(migrate(db)).rejects.toMatchObject({ code: 'database_newer' });
	});

	it.each(migrations.map((each) => [String(each.id).padStart(4, '0'), each.name]))(
		'upgrade a database filled at %s (%s) without losing a row',
		async (id) => {
			const file = backups.find((name) => name.startsWith(id));
			expect(file, `tests/fixtures/backups/${id}-….zip is missing: see tests/README.md`).toBeDefined();
			const db = await emptyDatabase();
			const files = await openFileStore({ s3: null, dataDir: testFolder() });
			const manifest = await restoreBackup(db, files, projectPath(`tests/fixtures/backups/${file}`));
			expect(manifest.migration).toBe(Number(id));
			for (const [table, rows] of Object.entries(manifest.tables)) {
				const counted = await db.knex(table).count('* as count').first();
				expect(Number(counted?.count), table).toBe(rows);
				expect(rows, `the fixture has no row in ${table}`).toBeGreaterThan(0);
			}
			expect(await db.knex('migration').max('id as id').first()).toEqual({ id: migrations.length });
		}
	);
});

describe('connections', () => {
	it('refuse a second process on the embedded database', async () => {
		const folder = `${testFolder()}/database`;
		const first = await connectPglite(folder);
		try {
			await expect(connectPglite(folder)).rejects.toMatchObject({ code: 'database_in_use' });
		} finally {
			await first.close();
		}
		const again = await connectPglite(folder);
		await again.close();
	});

	it('say that a server cannot be reached', async () => {
		const db = connectPostgres('postgres://nobody@127.0.0.1:1/nothing');
		await expect(migrate(db)).rejects.toThrow(/ECONNREFUSED/);
		await db.close();
	});
});
