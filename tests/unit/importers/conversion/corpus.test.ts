import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { convertDocument, targetsOf } from '../../../../importers/xplan/conversion/convert.ts';
import type { XplanVersion } from '../../../../importers/xplan/model.ts';
import { writeXplanGml } from '../../../../importers/xplan/writer/write-document.ts';
import { corpus, readCorpusFile, schemaMessages } from '../writer/shared-corpus.ts';
import { EXCEPTIONS } from './exceptions.ts';

const folder = mkdtempSync(join(tmpdir(), 'bauleitportal-conversion-'));
afterAll(() => rmSync(folder, { recursive: true }));

describe.skipIf(corpus.length === 0)('converted plans of the shared corpus (skipped where ../shared is missing)', () => {
	const old = corpus.filter(({ version }) => targetsOf(version as XplanVersion).length > 0);

	it.each(['5.4', '6.0'] as const)('are valid against the schema of %s where the source was', async (target) => {
		const rows = old.filter((row) => row.xsdValid && targetsOf(row.version as XplanVersion).includes(target));
		const paths = new Map<string, string>();
		const gaps = new Map<string, string[]>();
		for (const row of rows) {
			const { header, features } = await readCorpusFile(row.file);
			const { document, missing } = await convertDocument({ version: header.version, features }, target);
			gaps.set(row.file, [...new Set(missing.map((each) => `${each.class}.${each.property}`))]);
			let text = '';
			for await (const piece of writeXplanGml({ version: target, id: 'Auszug', features: [document.features] })) text += piece;
			paths.set(row.file, join(folder, `${target}-${paths.size}.gml`));
			writeFileSync(paths.get(row.file)!, text);
		}
		const messages = await schemaMessages(target, [...paths.values()]);
		const invalid: Record<string, string> = {};
		for (const [file, path] of paths) {
			const [first] = messages.get(path)!;
			if (first !== undefined) invalid[`${target} ${file}`] = first.replace(/^\d+: element /, '');
		}
		const expected = Object.keys(EXCEPTIONS).filter((key) => key.startsWith(target));
		expect(Object.keys(invalid).sort(), JSON.stringify(invalid, null, 1)).toEqual(expected.sort());
		// Whatever is not valid was announced.
		for (const key of Object.keys(invalid)) expect(gaps.get(key.slice(4)), key).toEqual(EXCEPTIONS[key]!.missing);
	}, 600_000);
});
