import { describe, expect, it } from 'vitest';
import { createReadStream, existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { DEFAULT_FOLDER, SCHEMA_VERSIONS } from '../../../importers/xplan/catalogue/generate.ts';
import { loadCatalogue } from '../../../importers/xplan/catalogue/catalogue.ts';
import type { Catalogue } from '../../../importers/xplan/catalogue/catalogue.ts';
import { describeAttributes } from '../../../importers/xplan/catalogue/describe.ts';
import type { DescribedAttribute } from '../../../importers/xplan/catalogue/describe.ts';
import { readXplanGml } from '../../../importers/xplan/reader.ts';
import type { Attribute, XplanVersion } from '../../../importers/xplan/model.ts';

interface Entry {
	file: string;
	version?: string;
	classes?: Record<string, number>;
	xsdValid?: boolean;
}

const manifest = join(DEFAULT_FOLDER, 'manifest.json');
const present = existsSync(manifest);
const entries = present ? (JSON.parse(readFileSync(manifest, 'utf8')) as Entry[]) : [];
const plans = entries.filter(({ version }) => SCHEMA_VERSIONS.includes(version ?? ''));

describe.skipIf(!present)('the catalogue and the corpus of plans (skipped where ../shared/xplanung is missing)', () => {
	it('every class of every plan is in the catalogue of its version, and may occur', async () => {
		let checked = 0;
		for (const { file, version, classes = {} } of plans) {
			const catalogue = await loadCatalogue(version as XplanVersion);
			for (const name of Object.keys(classes)) {
				checked++;
				expect(catalogue.classOf(name), `${file}: ${name}`).toMatchObject({ abstract: false });
			}
		}
		expect(checked).toBeGreaterThan(500);
	});

	// A plan that the official schema accepts must agree with our data: what differs would be a fault of the generator.
	it('plans valid by the official schema agree in names, order, cardinality, codes and data types', { timeout: 60_000 }, async () => {
		const differences = new Set<string>();
		let features = 0;
		for (const { file, version, xsdValid } of plans) {
			const path = join(DEFAULT_FOLDER, file);
			if (!xsdValid || statSync(path).size > 5_000_000) continue;
			const catalogue = await loadCatalogue(version as XplanVersion);
			for await (const event of readXplanGml(createReadStream(path))) {
				if (event.type !== 'features') continue;
				for (const feature of event.features) {
					features++;
					for (const difference of compare(catalogue, feature.class, feature.attributes)) differences.add(`${file}: ${difference}`);
					const empty = silent(describeAttributes(catalogue, feature.class, feature.attributes));
					if (empty) differences.add(`${file}: ${empty}`);
				}
			}
		}
		expect([...differences]).toEqual([]);
		expect(features).toBeGreaterThan(10_000);
	});
});

function compare(catalogue: Catalogue, className: string, attributes: Attribute[]): string[] {
	const found: string[] = [];
	const properties = catalogue.properties(className);
	const counts = new Map<string, number>();
	let last = -1;
	for (const { name, value, type, attributes: inner } of attributes.filter(({ name }) => name !== 'boundedBy')) {
		const at = properties.findIndex((property) => property.name === name);
		if (at < 0) found.push(`${className}.${name} is unknown`);
		else if (at < last) found.push(`${className}.${name} stands after ${properties[last].name}`);
		const { kind, enumeration = '', target = '' } = properties[at] ?? {};
		if (kind === 'enumeration' && !catalogue.enumerationLabel(enumeration, value ?? '')) found.push(`${className}.${name} is ${value}`);
		if (kind === 'dataType' && type && !catalogue.isA(type, target)) found.push(`${className}.${name} holds ${type}`);
		if (type && inner) found.push(...compare(catalogue, type, inner));
		counts.set(name, (counts.get(name) ?? 0) + 1);
		last = Math.max(last, at);
	}
	for (const { name, min, max } of properties) {
		const count = counts.get(name) ?? 0;
		if (count < min || count > max) found.push(`${className}.${name} occurs ${count} times`);
	}
	return found;
}

/** An attribute of which a page would show nothing. */
function silent(described: DescribedAttribute[]): string | undefined {
	for (const { name, display, href, children } of described) {
		if (display === undefined && href === undefined && !children?.length) return `${name} shows nothing`;
		const inner = children && silent(children);
		if (inner) return inner;
	}
	return undefined;
}
