import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connectPglite } from '../../gis/db/connect.ts';
import { migrate, readMigrations } from '../../gis/db/migrate.ts';
import { projectPath } from '../../gis/project-path.ts';
import { writeBackup } from '../../portal/lib/server/backup/backup.ts';
import { openFileStore } from '../../portal/lib/server/files/store.ts';
import { fillDatabase } from './filled-database.ts';

const HELP = `Schreibt tests/fixtures/backups/NNNN-name.zip für die neueste Migration (oder die genannte): einmal, bevor sie ausgeliefert wird.
Die Datei einer ausgelieferten Migration wird nie neu geschrieben.

  node tests/support/make-backup-fixture.ts [NUMMER]`;

if (process.argv.includes('--help')) {
	console.log(HELP);
} else {
	const folder = mkdtempSync(join(tmpdir(), 'bauleitportal-fixture-'));
	const db = await connectPglite();
	const upTo = Number(process.argv[2] ?? readMigrations().length);
	await migrate(db, upTo);
	const files = await openFileStore({ s3: null, dataDir: folder });
	await fillDatabase(db, files);
	const { id, name } = readMigrations()[upTo - 1]!;
	const path = projectPath(`tests/fixtures/backups/${String(id).padStart(4, '0')}-${name}.zip`);
	const manifest = await writeBackup(db, files, path);
	await db.close();
	rmSync(folder, { recursive: true });
	console.log(path, manifest.tables);
}
