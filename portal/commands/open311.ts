import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { migrate } from '../../gis/db/migrate.ts';
import { readConfig } from '../lib/server/config.ts';
import { problemOf } from '../lib/server/errors.ts';
import { readSeed, SeedError } from '../lib/server/open311/seed/seed-file.ts';
import { seedJurisdiction } from '../lib/server/open311/seed/seed.ts';
import { openDatabase } from '../lib/server/open-services.ts';

const HELP = `Open311 (GeoReport v2) auf der Kommandozeile.

  npm run -s open311 -- seed DATEI [--json]

  seed      lädt aus einer JSON-Datei eine Kommune mit Services, Attributen, API-Schlüsseln und Meldungen, damit fremde Testreihen
            gegen das laufende Portal laufen können. Das Format steht in portal/lib/server/open311/README.md.
  --json    das Ergebnis als eine Zeile JSON, sonst nichts
  --help    diese Hilfe

Dieselbe Datei noch einmal ändert nichts; geänderte Meldungen werden geändert. Die Meldungen sind öffentlich und freigegeben. Ganz oder gar
nicht: Bei einem Fehler bleibt alles, wie es war. Welche Datenbank gemeint ist, sagen DATABASE_URL und DATA_DIR; die eingebettete
Datenbank gehört einem Prozess, also beenden Sie vorher das Portal.

Rückgabewert: 0 geladen, 1 der Inhalt der Datei passt nicht, 2 falscher Aufruf oder keine Verbindung.
`;

async function main(args: string[]): Promise<number> {
	let parsed;
	try {
		parsed = parseArgs({ args, allowPositionals: true, options: { json: { type: 'boolean' }, help: { type: 'boolean', short: 'h' } } });
	} catch (error) {
		return wrongUse((error as Error).message);
	}
	const { values, positionals } = parsed;
	if (values.help) {
		process.stdout.write(HELP);
		return 0;
	}
	const [command, file, ...more] = positionals;
	if (command !== 'seed') return wrongUse('Bitte nennen Sie seed.');
	if (!file || more.length > 0) return wrongUse('Bitte nennen Sie genau eine Datei.');
	try {
		return await runSeed(file, values.json ?? false);
	} catch (error) {
		const message = problemOf(error)?.message ?? (error instanceof Error ? error.message : String(error));
		process.stderr.write(`${message}\n`);
		return error instanceof SeedError ? 1 : 2;
	}
}

function wrongUse(message: string): number {
	process.stderr.write(`${message}\n\n${HELP}`);
	return 2;
}

async function runSeed(file: string, json: boolean): Promise<number> {
	const seed = readSeed(readFileSync(file, 'utf8'));
	const config = readConfig(process.env);
	const db = await openDatabase(config);
	try {
		await migrate(db);
		const done = await seedJurisdiction(db, seed, new Date());
		const { slug, services, keys, created, changed, unchanged } = done;
		const lines = [
			`${seed.jurisdiction_id}: ${services} Services, ${keys} neue Schlüssel, ${created} neue Meldungen, ${changed} geändert, ${unchanged} unverändert`,
			`  ${config.publicUrl}/open311/v2/services.xml?jurisdiction_id=${encodeURIComponent(seed.jurisdiction_id)}`,
			`  ${config.publicUrl}/${slug}/open311/v2/services.xml`
		];
		process.stdout.write(json ? `${JSON.stringify({ jurisdiction_id: seed.jurisdiction_id, ...done })}\n` : `${lines.join('\n')}\n`);
		return 0;
	} finally {
		await db.close();
	}
}

// Not process.exit: what was written to a pipe must arrive.
process.exitCode = await main(process.argv.slice(2));
