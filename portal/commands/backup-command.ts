import { resolve } from 'node:path';
import type { Database } from '../../gis/db/connect.ts';
import type { BackupManifest } from '../lib/server/backup/backup.ts';
import { readConfig } from '../lib/server/config.ts';
import { problemOf } from '../lib/server/errors.ts';
import { openFileStore, type FileStore } from '../lib/server/files/store.ts';
import { openDatabase } from '../lib/server/open-services.ts';

type Work = (db: Database, files: FileStore, path: string, onProgress: (done: string) => void) => Promise<BackupManifest>;

const WHERE = `Welche Datenbank und welcher Dateispeicher gemeint sind, sagen DATABASE_URL, DATA_DIR und S3_… (siehe README.md).
Die eingebettete Datenbank gehört einem Prozess: Beenden Sie vorher das Portal. Mit DATABASE_URL darf es weiterlaufen.`;

/** What the commands `backup` and `restore` have in common: one file as argument, database and files by configuration. */
export async function runBackupCommand(name: 'backup' | 'restore', purpose: string, work: Work): Promise<void> {
	const help = `${purpose}\n\n  npm run ${name} -- DATEI\n\n${WHERE}`;
	const args = process.argv.slice(2);
	if (args.includes('--help') || args.includes('-h')) return console.log(help);
	try {
		if (args.length !== 1 || args[0]!.startsWith('-')) throw new Error(`Bitte nennen Sie genau eine Datei.\n\n${help}`);
		await run(resolve(args[0]!), work);
	} catch (error) {
		console.error(problemOf(error)?.message ?? (error instanceof Error ? error.message : error));
		process.exit(1);
	}
}

async function run(path: string, work: Work): Promise<void> {
	const config = readConfig(process.env);
	const db = await openDatabase(config);
	try {
		const manifest = await work(db, await openFileStore(config), path, (done) => console.error(`  ${done}`));
		const rows = Object.values(manifest.tables).reduce((sum, count) => sum + count, 0);
		console.log(`Fertig: ${rows} Zeilen in ${Object.keys(manifest.tables).length} Tabellen, ${manifest.files} Dateien.`);
	} finally {
		await db.close();
	}
}
