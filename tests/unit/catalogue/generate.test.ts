import { describe, expect, it } from 'vitest';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { DEFAULT_FOLDER, SCHEMA_VERSIONS, generateCatalogue } from '../../../importers/xplan/catalogue/generate.ts';
import { loadCatalogue } from '../../../importers/xplan/catalogue/catalogue.ts';
import type { XplanVersion } from '../../../importers/xplan/model.ts';

const DATA = fileURLToPath(new URL('../../../importers/xplan/catalogue/data/', import.meta.url));
const present = existsSync(join(DEFAULT_FOLDER, 'xsd'));
const folderOf = (version: string) => join(DEFAULT_FOLDER, 'xsd', `XPlanGML_${version.replace('.', '_')}`);

describe('the committed data', () => {
	it('stay below 1 MB', () => {
		const bytes = readdirSync(DATA).reduce((sum, name) => sum + readFileSync(join(DATA, name)).length, 0);
		expect(bytes).toBeLessThan(1_000_000);
	});
});

describe.skipIf(!present)('with the official schemas beside the project (skipped where ../shared/xplanung is missing)', () => {
	it('a fresh generation gives the committed data', () => {
		const files = generateCatalogue(DEFAULT_FOLDER);
		expect(Object.keys(files).sort()).toEqual(readdirSync(DATA).sort());
		for (const [name, content] of Object.entries(files)) {
			expect(content === readFileSync(join(DATA, name), 'utf8'), `${name} differs: run npm run catalogue`).toBe(true);
		}
	});

	it.each(SCHEMA_VERSIONS)('%s has exactly the enumerations of the schema', async (version) => {
		const catalogue = await loadCatalogue(version as XplanVersion);
		const wanted = enumerationsBySearch(version);
		const names = Object.keys(catalogue.schema.simpleTypes).filter((name) => !name.includes(':'));
		expect(names.sort()).toEqual([...wanted.keys()].sort());
		for (const [name, codes] of wanted) {
			expect(catalogue.codes(name), name).toEqual(codes);
			for (const code of codes) expect(catalogue.enumerationLabel(name, code)?.label, `${name} ${code}`).toMatch(/\S/);
		}
	});

	it('no sentence of the documentation is in the data', () => {
		const data = readdirSync(DATA).map((name) => readFileSync(join(DATA, name), 'utf8')).join('');
		const sentences = SCHEMA_VERSIONS.flatMap((version) =>
			documentsOf(version).flatMap((text) => [...text.matchAll(/<documentation>([^<]{60,})</g)].map((match) => match[1].trim()))
		);
		expect(sentences.length).toBeGreaterThan(1000);
		expect(sentences.filter((sentence) => data.includes(sentence.slice(0, 60)))).toEqual([]);
	});
});

function documentsOf(version: string): string[] {
	const folder = folderOf(version);
	const included = readFileSync(join(folder, 'XPlanGML.xsd'), 'utf8');
	return [...included.matchAll(/<include schemaLocation="([^"]+)"/g)].map((match) => {
		const bytes = readFileSync(join(folder, match[1]));
		return new TextDecoder(/iso-8859-1/i.test(bytes.subarray(0, 100).toString('latin1')) ? 'latin1' : 'utf-8').decode(bytes);
	});
}

/** A second, simpler reading: by search in the text. */
function enumerationsBySearch(version: string): Map<string, string[]> {
	const found = new Map<string, string[]>();
	for (const document of documentsOf(version)) {
		const text = document.replace(/<!--[\s\S]*?-->/g, '');
		for (const [, name, body] of text.matchAll(/<simpleType name="([^"]+)">([\s\S]*?)<\/simpleType>/g)) {
			found.set(name, [...body.matchAll(/<enumeration value="([^"]+)"/g)].map((match) => match[1]));
		}
	}
	return found;
}
