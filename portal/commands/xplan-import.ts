import { existsSync } from 'node:fs';
import { basename } from 'node:path';
import { parseArgs } from 'node:util';
import { pino } from 'pino';
import { migrate } from '../../gis/db/migrate.ts';
import { readConfig } from '../lib/server/config.ts';
import { problemOf } from '../lib/server/errors.ts';
import { openFileStore } from '../lib/server/files/store.ts';
import { openWorkPool } from '../lib/server/jobs/work-pool.ts';
import { openDatabase } from '../lib/server/open-services.ts';
import { tenantIdOfSlugAcrossTenants } from '../lib/server/plans/import-queries.ts';
import { importPlanFile, type ImportedPlan } from '../lib/server/plans/import-service.ts';

export const IMPORT_HELP = `Speichert Pläne aus XPlanGML-Dateien (4.0 bis 6.1), einzeln oder in ZIP-Archiven mit Dokumenten.

Aufruf:  npm run -s xplan -- import DATEI… --tenant MANDANT [--json]

  --tenant  Kurzadresse des Mandanten, dem die Pläne gehören
  --json    je Datei eine Zeile JSON (NDJSON) auf der Standardausgabe, sonst nichts
  --help    diese Hilfe

Ein Plan, den der Mandant unter Art, Nummer und Name schon hat, bekommt eine neue Fassung. Neue Fassungen sind nicht veröffentlicht.
Jede Datei wird ganz gespeichert oder gar nicht. Welche Datenbank gemeint ist, sagen DATABASE_URL und DATA_DIR; die eingebettete
Datenbank gehört einem Prozess, also beenden Sie vorher das Portal.

Rückgabewert: 0 alles gespeichert, 1 gespeichert mit Befunden der Schwere „error“, 2 mindestens eine Datei nicht gespeichert.
`;

const OPTIONS = { tenant: { type: 'string' }, json: { type: 'boolean' }, help: { type: 'boolean', short: 'h' } } as const;

/** @param args without the word `import` @returns the exit code */
export async function runImportCommand(args: string[]): Promise<number> {
	let parsed;
	try {
		parsed = parseArgs({ args, allowPositionals: true, options: OPTIONS });
	} catch (error) {
		return wrongUse((error as Error).message);
	}
	const { values, positionals: files } = parsed;
	if (values.help) {
		process.stdout.write(IMPORT_HELP);
		return 0;
	}
	if (files.length === 0) return wrongUse('Bitte nennen Sie mindestens eine Datei.');
	if (!values.tenant) return wrongUse('Bitte nennen Sie mit --tenant den Mandanten.');
	try {
		return await importFiles(files, values.tenant, values.json ?? false);
	} catch (error) {
		const problem = problemOf(error);
		process.stderr.write(`${problem?.message ?? (error instanceof Error ? error.message : String(error))}\n`);
		return 2;
	}
}

function wrongUse(message: string): number {
	process.stderr.write(`${message}\n\n${IMPORT_HELP}`);
	return 2;
}

async function importFiles(files: string[], slug: string, json: boolean): Promise<number> {
	const config = readConfig(process.env);
	const db = await openDatabase(config);
	const work = openWorkPool();
	try {
		await migrate(db);
		const tenantId = await tenantIdOfSlugAcrossTenants(db.knex, slug);
		if (!tenantId) throw new Error(`Den Mandanten „${slug}“ gibt es nicht. Bitte prüfen Sie die Kurzadresse.`);
		const log = pino({ level: 'silent' });
		const services = { config, db, work, log, now: () => new Date(), files: await openFileStore(config) };
		let code = 0;
		for (const file of files) {
			try {
				if (!existsSync(file)) throw new Error('Die Datei gibt es nicht. Bitte prüfen Sie den Pfad.');
				const source = { path: file, name: basename(file) };
				const plans = await importPlanFile(services, tenantId, source, { onProgress: json ? undefined : progressOf(file) });
				tell(json, { file, ok: true, plans }, () => summary(file, plans));
				if (plans.some((plan) => plan.errors > 0)) code = Math.max(code, 1);
			} catch (thrown) {
				const error = reasonOf(thrown);
				tell(json, { file, ok: false, error }, () => `${file}: nicht gespeichert. ${error.message}`);
				code = 2;
			}
		}
		return code;
	} finally {
		await work.close();
		await db.close();
	}
}

function reasonOf(thrown: unknown): { code: string; message: string } {
	const problem = problemOf(thrown);
	if (problem) return { code: problem.code, message: problem.message };
	return { code: 'file', message: thrown instanceof Error ? thrown.message : String(thrown) };
}

function tell(json: boolean, result: object, text: () => string): void {
	if (!json && process.stderr.isTTY) process.stderr.write('\r\x1b[K');
	process.stdout.write(`${json ? JSON.stringify(result) : text()}\n`);
}

/** A line that is written over, on a terminal only. */
function progressOf(file: string): ((share: number) => void) | undefined {
	if (!process.stderr.isTTY) return undefined;
	return (share) => void process.stderr.write(`\r\x1b[K${file}: ${Math.round(share * 100)} %`);
}

function summary(file: string, plans: ImportedPlan[]): string {
	const lines = plans.map(({ name, number, created, objects, errors, warnings }) => {
		const what = created ? 'neuer Plan' : `Fassung ${number}`;
		return `  „${name}“: ${what}, ${objects} Objekte, ${errors} Fehler, ${warnings} Warnungen`;
	});
	return [`${file}: gespeichert`, ...lines].join('\n');
}
