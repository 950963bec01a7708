import type { Position } from '../../model.ts';
import { EffortError } from './effort.ts';
import { TOLERANCE } from './frame.ts';
import type { Arena } from './geos.ts';
import { countMeetings } from './meetings.ts';

/** Below this number of segments or rings everything can be computed. */
const FEW = 300;
const SAMPLES = 128;
/** What a segment costs that is compared with the sample. */
const SAMPLED = 2;
/** Crossings of lines that GEOS may be asked to compute at once: each costs memory. */
const MOST_CROSSINGS = 3_000;
/** Rectangles of segments or rings that meet: so many for each cost no more than they themselves. */
const USUAL_MEETINGS = 20;
const MOST_MEETINGS = 1_000_000;
const MOST_MEETINGS_EACH = 50;
/** What one of them costs in all operations. */
const MEETING = 5;

/** What is not worth counting: `few` segments, and `usual` meetings of each. */
interface Measure {
	few: number;
	usual: number;
}
const UNKNOWN: Measure = { few: FEW, usual: USUAL_MEETINGS };
/** For rings that are known to be broken: each segment may cross each, or lie on many. */
export const BROKEN: Measure = { few: 80, usual: 5 };
const FEW_VISITS = 8;
/** What each two visits of a place cost. */
const VISITS = 1_000;

/**
 * One of the crossings where lines cross each other so often that computing all of them would cost more time and memory than it is
 * worth (a ring through thousands of random points has millions); else undefined. Estimated from a sample of segments, in linear time.
 * Takes from the arena's effort what is unusual: lines that pass close to each other are compared, too.
 * @throws EffortError when that is too much
 */
export function tangleAt(arena: Arena, lines: readonly (readonly Position[])[], { few, usual }: Measure = UNKNOWN): Position | undefined {
	const segments = lines.reduce((sum, line) => sum + Math.max(0, line.length - 1), 0);
	if (segments < few) return undefined;
	arena.spend(SAMPLED * segments);
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
	let crossings = 0;
	let place: Position | undefined;
	const meetings = sampleMeetings(ends, (segment, other) => {
		if (!cross(ends, segment, other)) return;
		crossings++;
		place ??= crossing(ends, segment, other);
	});
	if (((crossings / samplesOf(segments)) * segments) / 2 > MOST_CROSSINGS) return place;
	spendOnMeetings(arena, ends, meetings, usual);
	return undefined;
}

/** The same for rings of areas, which are also compared where they lie around each other. */
export function ringTangleAt(arena: Arena, rings: readonly (readonly Position[])[]): Position | undefined {
	spendOnCrowd(arena, rings);
	return tangleAt(arena, rings);
}

/** Takes from the effort what rings cost that lie on, in and around each other: whether one holds another is asked for each pair. */
export function spendOnCrowd(arena: Arena, rings: readonly (readonly Position[])[]): void {
	if (rings.length < FEW) return;
	const corners = new Float64Array(rings.length * 4);
	rings.forEach((ring, index) => {
		let [west, south] = ring[0]!;
		let [east, north] = ring[0]!;
		for (const [x, y] of ring) {
			if (x < west) west = x;
			if (x > east) east = x;
			if (y < south) south = y;
			if (y > north) north = y;
		}
		corners.set([west, south, east, north], index * 4);
	});
	spendOnMeetings(arena, corners, sampleMeetings(corners), USUAL_MEETINGS);
}

/**
 * Takes from the effort what places cost at which rings meet, or come back, again and again: widened there, each edge crosses all others.
 * Edges on each other count once.
 */
export function spendOnVisits(arena: Arena, rings: readonly (readonly Position[])[]): void {
	// Two places may share a number: then it costs more than it should, not less.
	const numberOf = ([east, north]: Position): number => Math.floor(east / TOLERANCE) * 1_048_583 + Math.floor(north / TOLERANCE);
	const numbers = rings.map((ring) => ring.map(numberOf));
	const visits = new Map<number, number>();
	for (const ring of numbers) for (let i = 1; i < ring.length; i++) visits.set(ring[i]!, (visits.get(ring[i]!) ?? 0) + 1);
	const crowded = new Map([...visits].filter(([, count]) => count > FEW_VISITS).map(([place]) => [place, new Set<number>()]));
	if (crowded.size === 0) return;
	for (const ring of numbers) for (let i = 1; i < ring.length; i++) crowded.get(ring[i]!)?.add(ring[i - 1]!);
	for (const { size } of crowded.values()) if (size > FEW_VISITS) arena.spend(VISITS * size ** 2);
}

const stepFor = (count: number): number => Math.max(1, Math.floor(count / SAMPLES));
const samplesOf = (count: number): number => Math.ceil(count / stepFor(count));

/** How many others the rectangle of one meets on average, itself included. @param met is called with the places of two that meet */
function sampleMeetings(ends: Float64Array, met: (one: number, other: number) => void = () => undefined): number {
	const count = ends.length / 4;
	let meetings = 0;
	for (let sample = 0; sample < count; sample += stepFor(count)) {
		const at = sample * 4;
		const west = Math.min(ends[at]!, ends[at + 2]!);
		const east = Math.max(ends[at]!, ends[at + 2]!);
		const south = Math.min(ends[at + 1]!, ends[at + 3]!);
		const north = Math.max(ends[at + 1]!, ends[at + 3]!);
		for (let other = 0; other < ends.length; other += 4) {
			const a = ends[other]!;
			const b = ends[other + 2]!;
			// Most lie quite elsewhere.
			if ((a < west && b < west) || (a > east && b > east)) continue;
			const c = ends[other + 1]!;
			const d = ends[other + 3]!;
			if ((c < south && d < south) || (c > north && d > north)) continue;
			meetings++;
			met(at, other);
		}
	}
	return meetings / samplesOf(count);
}

function spendOnMeetings(arena: Arena, ends: Float64Array, average: number, usual: number): void {
	if (average <= usual) return;
	const count = ends.length / 4;
	// A long one in the sample says nothing of the others: now they are counted.
	const meetings = countMeetings(ends);
	if (meetings > MOST_MEETINGS + MOST_MEETINGS_EACH * count) throw new EffortError('lines', 'too many on and around each other');
	arena.spend(MEETING * Math.max(0, meetings - usual * count));
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
