import { createReadStream } from 'node:fs';
import { open, writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { isZip, openArchive } from './xplan/archive.ts';
import { checkArchive, checkOne, type FileResult } from './xplan/check-archive.ts';
import { skippable, SKIPPABLE_CHECKS, type SkippableCheck } from './xplan/check-parts.ts';
import { unreadable, type CheckOptions } from './xplan/check.ts';
import { XplanError } from './xplan/errors.ts';
import { REPORT_KINDS, reportAs, reportKindOf, type ReportKind } from './report-files.ts';
import { SKIPPABLE_LABEL } from './report-texts.ts';
import { reportOf } from './report.ts';

export type { FileResult } from './xplan/check-archive.ts';

export const CHECK_HELP = `Prüft XPlanGML-Dateien (4.0 bis 6.1), einzeln oder in ZIP-Archiven: Struktur, Verweise, Geometrie und
Fachregeln. Dateien der Version 6.1 werden nur so weit geprüft, wie sie bekannt ist; der Bericht sagt es.

Aufruf:  npm run -s xplan -- check DATEI… [--json] [--skip PRÜFUNG]… [--report DATEI]…

  --json           je Datei eine Zeile JSON (NDJSON) auf der Standardausgabe, sonst nichts
  --skip PRÜFUNG   lässt eine Prüfung aus; mehrfach oder mit Komma getrennt:
${SKIPPABLE_CHECKS.map((each) => `                     ${each.padEnd(16)} ${SKIPPABLE_LABEL[each]}`).join('\n')}
  --report DATEI   schreibt den Bericht über alle Dateien; die Endung sagt wie: ${REPORT_KINDS.map((kind) => `.${kind}`).join(', ')}
  --help           diese Hilfe

Rückgabewert: 0 ohne Fehler, 1 mit Befunden der Schwere „error“, 2 wenn eine Datei nicht lesbar ist.
`;

/** JSON that a terminal can show, too: signs that it takes for commands are escaped. */
const printable = (json: string): string => json.replace(/[\u007f-\u009f]/g, (sign) => `\\u00${sign.charCodeAt(0).toString(16)}`);

interface CheckCommand {
	files: string[];
	json: boolean;
	help: boolean;
	skip: Set<SkippableCheck>;
	reports: { file: string; kind: ReportKind }[];
}

/**
 * `xplan check`: writes one line (`--json`) or one report per document to standard output. Options stand anywhere among the files.
 * @param args without the word `check`
 * @returns the exit code: 0 all ok, 1 findings of severity error, 2 unreadable input or wrong use
 */
export async function runCheckCommand(args: string[]): Promise<number> {
	let command: CheckCommand;
	try {
		command = readArgs(args);
	} catch (error) {
		await write(process.stderr, `${(error as Error).message}\n\n${CHECK_HELP}`);
		return 2;
	}
	if (command.help) {
		await write(process.stdout, CHECK_HELP);
		return 0;
	}
	let code = 0;
	const kept: FileResult[] = [];
	for (const file of command.files) {
		for await (const result of checkFile(file, { skip: command.skip })) {
			await write(process.stdout, command.json ? `${printable(JSON.stringify(result))}\n` : reportOf(result));
			code = Math.max(code, 'error' in result ? 2 : result.ok ? 0 : 1);
			if (command.reports.length > 0) kept.push(result);
		}
	}
	for (const { file, kind } of command.reports) {
		try {
			await writeFile(file, await reportAs(kind, kept));
		} catch (cause) {
			await write(process.stderr, `Der Bericht „${file}“ lässt sich nicht schreiben: ${(cause as Error).message}\n`);
			code = 2;
		}
	}
	return code;
}

function readArgs(args: string[]): CheckCommand {
	const { values, positionals } = parseArgs({
		args,
		allowPositionals: true,
		options: {
			json: { type: 'boolean' },
			help: { type: 'boolean', short: 'h' },
			skip: { type: 'string', multiple: true },
			report: { type: 'string', multiple: true }
		}
	});
	const skip = new Set<SkippableCheck>();
	for (const word of (values.skip ?? []).flatMap((each) => each.split(','))) {
		const check = skippable(word.trim());
		if (check === null) throw new Error(`„${word}“ ist keine Prüfung. Möglich sind: ${SKIPPABLE_CHECKS.join(', ')}.`);
		skip.add(check);
	}
	const reports = (values.report ?? []).map((file) => {
		const kind = reportKindOf(file);
		if (kind === null) throw new Error(`„${file}“ hat keine bekannte Endung. Möglich sind: .${REPORT_KINDS.join(', .')}.`);
		return { file, kind };
	});
	if (positionals.length === 0 && !values.help) throw new Error('Bitte nennen Sie mindestens eine Datei.');
	return { files: positionals, json: values.json ?? false, help: values.help ?? false, skip, reports };
}

/** Checks a file: one result for a GML, one per contained GML for a ZIP archive (`a.zip!x.gml`). */
export async function* checkFile(file: string, options: CheckOptions = {}): AsyncGenerator<FileResult> {
	let archive;
	try {
		if (!(await beginsAsZip(file))) {
			yield { file, ...(await checkOne(() => createReadStream(file), options)) };
			return;
		}
		archive = await openArchive(file);
	} catch (error) {
		yield { file, ...unreadable(asXplanError(error)) };
		return;
	}
	try {
		yield* checkArchive(file, archive, options);
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
