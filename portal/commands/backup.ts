import { resolve } from 'node:path';
import { writeBackup } from '../lib/server/backup/backup.ts';
import { problemOf } from '../lib/server/errors.ts';
import { openFileStore } from '../lib/server/files/store.ts';
import { openDatabase } from '../lib/server/open-services.ts';
import { readConfig } from '../lib/server/config.ts';

const HELP = `Schreibt Datenbank und Dateien des Portals in eine ZIP-Datei.

  npm run backup -- DATEI

Welche Datenbank und welcher Dateispeicher gemeint sind, sagen DATABASE_URL, DATA_DIR und S3_… (siehe README.md).
Die eingebettete Datenbank gehört einem Prozess: Beenden Sie vorher das Portal. Mit DATABASE_URL darf es weiterlaufen.`;

async function main(args: string[]): Promise<void> {
	if (args.includes('--help') || args.includes('-h')) return console.log(HELP);
	if (args.length !== 1 || args[0].startsWith('-')) throw new Error(`Bitte nennen Sie genau eine Datei.\n\n${HELP}`);
	const config = readConfig(process.env);
	const db = await openDatabase(config);
	try {
		const files = await openFileStore(config);
		const manifest = await writeBackup(db, files, resolve(args[0]), (done) => console.error(`  ${done}`));
		const rows = Object.values(manifest.tables).reduce((sum, count) => sum + count, 0);
		console.log(`Fertig: ${rows} Zeilen in ${Object.keys(manifest.tables).length} Tabellen, ${manifest.files} Dateien.`);
	} finally {
		await db.close();
	}
}

main(process.argv.slice(2)).catch((error) => {
	console.error(problemOf(error)?.message ?? (error instanceof Error ? error.message : error));
	process.exit(1);
});
