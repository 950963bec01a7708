import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { loadCatalogue } from '../../../../importers/xplan/catalogue/catalogue.ts';
import type { Attribute, Feature } from '../../../../importers/xplan/model.ts';
import { EnvelopeCollector } from '../../../../importers/xplan/writer/envelope.ts';
import { schemaOrder } from '../../../../importers/xplan/writer/schema-order.ts';
import { writeXplanGml } from '../../../../importers/xplan/writer/write-document.ts';
import { bytesOf, corpus, readAll, readCorpusFile, schemaMessages } from './shared-corpus.ts';

const folder = mkdtempSync(join(tmpdir(), 'bauleitportal-writer-'));
afterAll(() => rmSync(folder, { recursive: true }));
const written = new Map<string, string>();

describe.skipIf(corpus.length === 0)('what is read is written and read again (skipped where ../shared is missing)', () => {
	it.each(corpus.map((row) => [row.file, row] as const))('%s', async (file, row) => {
		const { header, features } = await readCorpusFile(file);
		const extent = new EnvelopeCollector();
		for (const feature of features) extent.add(feature);
		let text = '';
		const document = { version: header.version, id: 'Auszug', crs: extent.crs, envelope: extent.envelope, features: [features] };
		for await (const piece of writeXplanGml(document)) text += piece;
		const again = await readAll(bytesOf((async function* () { yield text; })()));
		const catalogue = await loadCatalogue(header.version);
		const ordered = (className: string, attributes: Attribute[]): Attribute[] =>
			schemaOrder(className, attributes, catalogue).map((each) =>
				each.attributes ? { ...each, attributes: ordered(each.type ?? '', each.attributes) } : each
			);
		const comparable = (list: Feature[]) => list.map((each) => ({ ...each, line: 0, attributes: ordered(each.class, each.attributes) }));
		expect(again.header.version).toBe(row.version);
		expect(comparable(again.features)).toEqual(comparable(features));
		const path = join(folder, `${written.size}.gml`);
		writeFileSync(path, text);
		written.set(file, path);
	});

	it('stays valid against the schema of its version where it was', async () => {
		const broken: string[] = [];
		for (const version of new Set(corpus.map((each) => each.version))) {
			const valid = corpus.filter((each) => each.version === version && each.xsdValid && written.has(each.file));
			const messages = await schemaMessages(version, valid.map((each) => written.get(each.file)!));
			for (const { file } of valid) {
				const found = messages.get(written.get(file)!)!;
				if (found.length > 0) broken.push(`${file}: ${found[0]}`);
			}
		}
		expect(broken).toEqual([]);
	}, 600_000);
});
