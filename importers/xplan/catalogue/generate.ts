/**
 * Command line: official schemas → `data/*.json`. See README.md.
 *
 *     node importers/xplan/catalogue/generate.ts [FOLDER] [--check]
 */

import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { fillCodeLists } from './generator/code-lists.ts';
import { readEnumerationLabels } from './generator/enumerations.ts';
import type { CodeList } from './generator/enumerations.ts';
import { readSchema } from './generator/schema.ts';
import { writeJson } from './generator/write.ts';

/** Versions with an official schema. 6.1 has none yet: see `catalogue.ts`. */
export const SCHEMA_VERSIONS = ['4.0', '4.1', '5.0', '5.1', '5.2', '5.3', '5.4', '6.0'];

const ROOT = fileURLToPath(new URL('../../../', import.meta.url));
const DATA = fileURLToPath(new URL('./data/', import.meta.url));
export const DEFAULT_FOLDER = resolve(ROOT, '../shared/xplanung');

const HELP = `npm run catalogue -- [ORDNER] [--check]

Schreibt importers/xplan/catalogue/data aus den amtlichen Schemata von XPlanGML.

ORDNER   enthält xsd/XPlanGML_4_0 … xsd/XPlanGML_6_0 und enumerations.json
         (Vorgabe: ../shared/xplanung neben dem Projekt)
--check  schreibt nichts; Rückgabewert 1, wenn die vorhandenen Daten abweichen
`;

/** Name → content of every data file. The same input gives the same bytes. */
export function generateCatalogue(folder: string): Record<string, string> {
	const schemas = SCHEMA_VERSIONS.map((version) =>
		readSchema(join(folder, 'xsd', `XPlanGML_${version.replace('.', '_')}`, 'XPlanung-Operationen.xsd'), version)
	);
	fillCodeLists(schemas);
	const codes = JSON.parse(readFileSync(join(folder, 'enumerations.json'), 'utf8')) as CodeList;
	const files: Record<string, string> = {};
	for (const schema of schemas) files[`${schema.version}.json`] = writeJson(schema, 2);
	files['enumerations.json'] = writeJson(readEnumerationLabels(codes, schemas), 1);
	return files;
}

function main(): void {
	const { values, positionals } = parseArgs({
		allowPositionals: true,
		options: { help: { type: 'boolean', short: 'h' }, check: { type: 'boolean' } }
	});
	if (values.help) {
		console.log(HELP);
		return;
	}
	const folder = resolve(positionals[0] ?? DEFAULT_FOLDER);
	if (!existsSync(join(folder, 'xsd'))) {
		console.error(`Im Ordner ${folder} liegt kein Ordner „xsd“ mit den Schemata. Geben Sie den Ordner als Argument an (--help).`);
		process.exitCode = 2;
		return;
	}
	mkdirSync(DATA, { recursive: true });
	for (const [name, content] of Object.entries(generateCatalogue(folder))) {
		const path = join(DATA, name);
		const same = existsSync(path) && readFileSync(path, 'utf8') === content;
		if (!same && values.check) process.exitCode = 1;
		if (!same && !values.check) writeFileSync(path, content);
		console.log(`${name.padEnd(18)} ${String(Math.round(content.length / 1024)).padStart(4)} KB  ${same ? 'unverändert' : 'neu'}`);
	}
}

if (process.argv[1] === fileURLToPath(import.meta.url)) main();
