import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Attribute, Feature, PlanGeometry, Position } from '../../../../importers/xplan/model.ts';
import { writeXplanGml } from '../../../../importers/xplan/writer/write-document.ts';
import { bytesOf, readAll } from './shared-corpus.ts';

/** What a reader gives for a text: no control signs, no white space at the ends, no lone surrogates. */
const text = fc
	.string({ unit: 'grapheme', maxLength: 20 })
	// eslint-disable-next-line no-control-regex -- they cannot stand in XML
	.map((each) => each.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '').trim())
	.filter((each) => each.isWellFormed());
const position: fc.Arbitrary<Position> = fc.tuple(
	fc.double({ min: 300_000, max: 500_000, noNaN: true }),
	fc.double({ min: 5_300_000, max: 6_000_000, noNaN: true })
);
const line = fc.array(position, { minLength: 2, maxLength: 6 }).map((points) => ({ type: 'line' as const, points }));
const arc = fc.tuple(position, position, position).map((points) => ({ type: 'arc' as const, points }));
const circle = fc.tuple(position, position, position).map((points) => ({ type: 'circle' as const, points }));
const curve = fc.array(fc.oneof(line, arc, circle), { minLength: 1, maxLength: 3 });
const geometry: fc.Arbitrary<PlanGeometry> = fc.oneof(
	position.map((each): PlanGeometry => ({ type: 'Point', positions: [each] })),
	fc.array(position, { minLength: 1, maxLength: 4 }).map((positions): PlanGeometry => ({ type: 'MultiPoint', positions })),
	curve.map((each): PlanGeometry => ({ type: 'Curve', curves: [each] })),
	fc.array(curve, { minLength: 1, maxLength: 3 }).map((curves): PlanGeometry => ({ type: 'MultiCurve', curves }))
);

/** Names that the schema does not know stay where they are. */
const leaf = fc.oneof(
	fc.record({ name: fc.constantFrom('text', 'gliederung1', 'unbekannt'), value: text }),
	fc.record({ name: fc.constant('unbekannt'), href: text.filter((each) => each !== '') }),
	fc.record({ name: fc.constant('unbekannt'), value: text, uom: text, codeSpace: text })
);
const inner: fc.Arbitrary<Attribute> = fc.record({ name: fc.constant('unbekannt'), type: fc.constant('XP_Unbekannt'), attributes: fc.array(leaf, { minLength: 1, maxLength: 3 }) });
const place = geometry.map((each): Attribute => ({ name: 'unbekannt', geometry: each, crs: 'EPSG:25833' }));
const foreign = text.map((value): Attribute => ({ name: 'eigenes', namespace: 'http://www.example.org/?a=1&b', value }));

describe('any feature', () => {
	it('is read as it was written', async () => {
		const attributes = fc.array(fc.oneof(leaf, inner, place, foreign), { maxLength: 6 });
		await fc.assert(
			fc.asyncProperty(fc.array(attributes, { minLength: 1, maxLength: 4 }), async (list) => {
				const features: Feature[] = list.map((each, index) => ({ class: 'BP_Unbekannt', gmlId: `o${index}`, line: 0, attributes: each as Attribute[] }));
				const again = await readAll(bytesOf(writeXplanGml({ version: '6.0', id: 'A', features: [features] })));
				expect(again.features.map((each) => ({ ...each, line: 0 }))).toEqual(features);
			}),
			{ numRuns: 300 }
		);
	});
});
