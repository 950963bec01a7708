import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { isZip, openArchive } from './xplan/archive.ts';
import { checkXplan, unreadable, type CheckResult, type UnreadableResult } from './xplan/check.ts';
import { XplanError } from './xplan/errors.ts';
import { reportOf } from './report.ts';

export const CHECK_HELP = `Prüft XPlanGML-Dateien (4.0 bis 6.1), einzeln oder in ZIP-Archiven.

Aufruf:  npm run -s xplan -- check DATEI… [--json]

  --json   je Datei eine Zeile JSON (NDJSON) auf der Standardausgabe, sonst nichts
  --help   diese Hilfe

Rückgabewert: 0 ohne Fehler, 1 mit Befunden der Schwere „error“, 2 wenn eine Datei nicht lesbar ist.
`;

export type FileResult = CheckResult | UnreadableResult;

/**
 * `xplan check`: writes one line (`--json`) or one report per document to standard output. Options stand anywhere among the files.
 * @param args without the word `check`
 * @returns the exit code: 0 all ok, 1 findings of severity error, 2 unreadable input or wrong use
 */
export async function runCheckCommand(args: string[]): Promise<number> {
	let parsed;
	try {
		parsed = parseArgs({ args, allowPositionals: true, options: { json: { type: 'boolean' }, help: { type: 'boolean', short: 'h' } } });
	} catch (error) {
		await write(process.stderr, `${(error as Error).message}\n\n${CHECK_HELP}`);
		return 2;
	}
	const { values, positionals } = parsed;
	if (values.help) {
		await write(process.stdout, CHECK_HELP);
		return 0;
	}
	if (positionals.length === 0) {
		await write(process.stderr, `Bitte nennen Sie mindestens eine Datei.\n\n${CHECK_HELP}`);
		return 2;
	}
	let code = 0;
	for (const file of positionals) {
		for await (const result of checkFile(file)) {
			await write(process.stdout, values.json ? `${JSON.stringify(result)}\n` : reportOf(result));
			code = Math.max(code, 'error' in result ? 2 : result.ok ? 0 : 1);
		}
	}
	return code;
}

/** Checks a file: one result for a GML, one per contained GML for a ZIP archive (`a.zip!x.gml`). */
export async function* checkFile(file: string): AsyncGenerator<FileResult> {
	let archive;
	try {
		if (!(await beginsAsZip(file))) {
			yield { file, ...(await checkXplan(createReadStream(file))) };
			return;
		}
		archive = await openArchive(file);
	} catch (error) {
		yield { file, ...unreadable(asXplanError(error)) };
		return;
	}
	try {
		for (const gml of archive.gml) {
			const name = `${file}!${gml.name}`;
			try {
				yield { file: name, ...(await checkXplan(gml.open())) };
			} catch (error) {
				yield { file: name, ...unreadable(error) };
			}
		}
	} finally {
		archive.close();
	}
}

async function beginsAsZip(file: string): Promise<boolean> {
	const handle = await open(file);
	try {
		const { buffer } = await handle.read({ buffer: Buffer.alloc(4) });
		return isZip(buffer);
	} finally {
		await handle.close();
	}
}

/** Errors of the file system become ours; anything else is a defect of the program and stays as it is. */
function asXplanError(error: unknown): unknown {
	const code = (error as NodeJS.ErrnoException).code;
	if (error instanceof XplanError || typeof code !== 'string' || !(error instanceof Error) || !('syscall' in error)) return error;
	const reasons: Record<string, string> = {
		ENOENT: 'Es gibt sie nicht.',
		EACCES: 'Sie darf nicht gelesen werden.',
		EISDIR: 'Sie ist ein Ordner; bitte nennen Sie Dateien.'
	};
	return new XplanError('file', `Die Datei lässt sich nicht öffnen. ${reasons[code] ?? error.message}`, { cause: error });
}

/** Waits until the text is out, so that nothing is lost when the process ends. */
function write(stream: NodeJS.WriteStream, text: string): Promise<void> {
	return new Promise((resolve, reject) => stream.write(text, (error) => (error ? reject(error) : resolve())));
}
