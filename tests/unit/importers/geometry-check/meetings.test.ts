import fc from 'fast-check';
import { expect, it } from 'vitest';
import { countMeetings } from '../../../../importers/xplan/checks/geometry/meetings.ts';

it('counts the pairs of rectangles that meet, as comparing each with each does', () => {
	// Small numbers: many touch, many are the same, many have no height.
	const segment = fc.tuple(...Array.from({ length: 4 }, () => fc.integer({ min: -6, max: 6 })));
	fc.assert(
		fc.property(fc.array(segment, { maxLength: 40 }), (segments) => {
			const apart = (a: readonly number[], b: readonly number[], axis: 0 | 1): boolean =>
				Math.max(a[axis]!, a[axis + 2]!) < Math.min(b[axis]!, b[axis + 2]!);
			const meet = (a: readonly number[], b: readonly number[]): boolean =>
				([0, 1] as const).every((axis) => !apart(a, b, axis) && !apart(b, a, axis));
			const pairs = segments.flatMap((a, i) => segments.slice(0, i).filter((b) => meet(a, b)));
			expect(countMeetings(Float64Array.from(segments.flat()))).toBe(pairs.length);
		}),
		{ numRuns: 300 }
	);
});
