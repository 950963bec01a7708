import type { Position } from '../../model.ts';

/** Below this number of segments everything can be computed. */
const FEW = 300;
const SAMPLES = 128;
/** Crossings of lines that GEOS may be asked to compute at once: each costs memory. */
const MOST_CROSSINGS = 3_000;

/**
 * One of the crossings where lines cross each other so often that computing all of them would cost more time and memory than it is
 * worth (a ring through thousands of random points has millions); else undefined. Estimated from a sample of segments, in linear time.
 */
export function tangleAt(lines: readonly (readonly Position[])[]): Position | undefined {
	const segments = lines.reduce((sum, line) => sum + Math.max(0, line.length - 1), 0);
	if (segments < FEW) return undefined;
	const ends = new Float64Array(segments * 4);
	let at = 0;
	for (const line of lines) {
		for (let i = 1; i < line.length; i++) {
			ends[at++] = line[i - 1]![0];
			ends[at++] = line[i - 1]![1];
			ends[at++] = line[i]![0];
			ends[at++] = line[i]![1];
		}
	}
	const step = Math.max(1, Math.floor(segments / SAMPLES));
	let crossings = 0;
	let place: Position | undefined;
	let samples = 0;
	for (let sample = 0; sample < segments; sample += step) {
		samples++;
		const from = ends[sample * 4]!;
		const to = ends[sample * 4 + 2]!;
		const west = Math.min(from, to);
		const east = Math.max(from, to);
		for (let other = 0; other < ends.length; other += 4) {
			const a = ends[other]!;
			const b = ends[other + 2]!;
			// Most lie quite elsewhere.
			if ((a < west && b < west) || (a > east && b > east) || !cross(ends, sample * 4, other)) continue;
			crossings++;
			place ??= crossing(ends, sample * 4, other);
		}
	}
	return ((crossings / samples) * segments) / 2 > MOST_CROSSINGS ? place : undefined;
}

/** Where two segments that cross do so. */
function crossing(ends: Float64Array, a: number, b: number): Position {
	const x = ends[a]!;
	const y = ends[a + 1]!;
	const dx = ends[a + 2]! - x;
	const dy = ends[a + 3]! - y;
	const ex = ends[b + 2]! - ends[b]!;
	const ey = ends[b + 3]! - ends[b + 1]!;
	const share = ((ends[b]! - x) * ey - (ends[b + 1]! - y) * ex) / (dx * ey - dy * ex);
	return [x + share * dx, y + share * dy];
}

/** Whether two segments properly cross; common ends do not count. */
function cross(ends: Float64Array, a: number, b: number): boolean {
	return onBothSides(ends, a, b) && onBothSides(ends, b, a);
}

function onBothSides(ends: Float64Array, line: number, segment: number): boolean {
	const x = ends[line]!;
	const y = ends[line + 1]!;
	const dx = ends[line + 2]! - x;
	const dy = ends[line + 3]! - y;
	const first = dx * (ends[segment + 1]! - y) - dy * (ends[segment]! - x);
	const second = dx * (ends[segment + 3]! - y) - dy * (ends[segment + 2]! - x);
	return (first > 0 && second < 0) || (first < 0 && second > 0);
}
