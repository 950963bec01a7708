/**
 * `npm run -s xplan -- check …` and `… import …`. Each half is loaded only when it is asked for: a check needs no database and
 * starts in a moment.
 */
import { enableCompileCache } from 'node:module';
import { join } from 'node:path';

// Types are stripped and modules compiled once, not at every start. Where the folder cannot be written, nothing is kept.
enableCompileCache(join(import.meta.dirname, '../../node_modules/.cache/compile'));

const HELP = `XPlanGML auf der Kommandozeile.

  npm run -s xplan -- check DATEI… [--json] [--skip PRÜFUNG]… [--report DATEI]…
                                                               prüft Dateien, ohne etwas zu speichern
  npm run -s xplan -- import DATEI… --tenant MANDANT [--json]  speichert Pläne für einen Mandanten

Mit --help nach dem Wort check oder import steht dort mehr.
`;

async function main([command, ...args]: string[]): Promise<number> {
	if (command === 'check') return (await import('../../importers/run.ts')).runCheckCommand(args);
	if (command === 'import') return (await import('./xplan-import.ts')).runImportCommand(args);
	// Options in any order: `--json check a.gml` is meant as it reads.
	const word = args.find((each) => each === 'check' || each === 'import');
	if (command?.startsWith('-') && word && command !== '--help' && command !== '-h')
		return main([word, ...[command, ...args].filter((each, index, all) => index !== all.indexOf(word))]);
	const asked = command === '--help' || command === '-h';
	(asked ? process.stdout : process.stderr).write(asked ? HELP : `Bitte nennen Sie check oder import.\n\n${HELP}`);
	return asked ? 0 : 2;
}

// Not process.exit: what was written to a pipe must arrive.
process.exitCode = await main(process.argv.slice(2));
