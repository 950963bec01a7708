import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { loadCatalogue, type Catalogue } from '../../../../importers/xplan/catalogue/catalogue.ts';
import { rulesByClass } from '../../../../importers/xplan/checks/semantics/check-semantics.ts';
import type { Attribute, Feature, PlanGeometry, XplanVersion } from '../../../../importers/xplan/model.ts';
import { arc, area, line, point, semanticFindings } from './support.ts';

const GEOMETRIES: PlanGeometry[] = [
	area,
	line,
	point,
	arc,
	{ type: 'MultiPoint', positions: [] },
	{ type: 'MultiCurve', curves: [[{ type: 'line', points: [] }]] },
	{ type: 'MultiSurface', surfaces: [] },
	{ type: 'Surface', surfaces: [[{ exterior: [], interiors: [[]] }]] },
	{ type: 'Surface', surfaces: [[{ exterior: [{ type: 'line', points: [[NaN, 1e300]] }], interiors: [] }]] }
];
const VALUES = ['', ' ', '0', '1', 'true', '-1', '1.5', '1000', '1700', '5000', '9999', '12000', '#', 'x y', 'http://example.org', 'x'];

/** Repeatable draws from a seed (mulberry32), so that a failing document can be made again. */
function draws(seed: number): (below: number) => number {
	let state = seed >>> 0;
	return (below) => {
		state = (state + 0x6d2b79f5) >>> 0;
		let mixed = Math.imul(state ^ (state >>> 15), state | 1);
		mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
		return ((mixed ^ (mixed >>> 14)) >>> 0) % below;
	};
}

/** Members of any class, with properties that the class has but contents that may be anything the reader can yield. */
function document(catalogue: Catalogue, classes: readonly string[], seed: number): Feature[] {
	const draw = draws(seed);
	const pick = <T>(list: readonly T[]): T => list[draw(list.length)]!;
	const ids = Array.from({ length: 12 }, (_, i) => `m${i}`);
	const attributes = (className: string, depth: number): Attribute[] =>
		catalogue.properties(className).flatMap(({ name, enumeration, target }) =>
			Array.from({ length: pick([0, 0, 1, 1, 2, 3]) }, (): Attribute => {
				const codes = enumeration === undefined ? undefined : catalogue.codes(enumeration);
				switch (draw(8)) {
					case 0:
						return { name };
					case 1:
						return { name, geometry: pick(GEOMETRIES), crs: pick(['EPSG:25833', 'EPSG:4258']) };
					case 2:
						return { name, href: `#${pick([...ids, 'nowhere'])}` };
					case 3:
						return { name, href: pick(['', 'other.gml#a', '#']) };
					case 4:
						return depth > 2 ? { name } : { name, type: target ?? pick(classes), attributes: attributes(target ?? pick(classes), depth + 1) };
					case 5:
						return { name, value: pick(VALUES), uom: pick(['m', 'grad', '']) };
					default:
						return { name, value: pick(codes ?? VALUES) };
				}
			})
		);
	return ids.map((gmlId, i) => {
		const className = i === 0 ? 'XX_Unknown' : pick(classes);
		return { class: className, gmlId, line: i + 1, attributes: attributes(className, 0) };
	});
}

describe('whatever a file holds', () => {
	it.each(['4.0', '4.1', '5.0', '5.4', '6.0', '6.1'] as XplanVersion[])('the rules of %s judge it and say what to do', async (version) => {
		const catalogue = await loadCatalogue(version);
		const classes = [...rulesByClass(catalogue).keys()];
		const seen = new Set<string>();
		await fc.assert(
			fc.asyncProperty(fc.integer(), async (seed) => {
				for (const { rule, message, line: at } of await semanticFindings(version, document(catalogue, classes, seed))) {
					seen.add(rule);
					expect(message, rule).toMatch(/Bitte .*\.$|weitere Befunde/s);
					expect(message, rule).not.toMatch(/undefined|NaN|\[object|Infinity/);
					if (!message.includes('weitere Befunde')) expect(at).toBeGreaterThan(0);
				}
			}),
			{ numRuns: 50 }
		);
		// A generator that never broke a rule would prove nothing.
		expect(seen.size).toBeGreaterThan(60);
	});
});
