import type { Position } from '../../model.ts';
import { EffortError } from './effort.ts';
import { TOLERANCE } from './frame.ts';
import type { Arena } from './geos.ts';
import { countMeetings } from './meetings.ts';
import { boxOf } from './spatial-index.ts';

/** Below this number of segments or rings everything can be computed. */
const FEW = 300;
const SAMPLES = 128;
/** Crossings of lines that GEOS may be asked to compute at once: each costs memory. */
const MOST_CROSSINGS = 3_000;
/** Rectangles of segments or rings that meet: so many for each cost no more than they themselves. */
const USUAL_MEETINGS = 20;
const MOST_MEETINGS = 1_000_000;
const MOST_MEETINGS_EACH = 50;
/** What one of them costs in all operations. */
const MEETING = 5;
/** What a point within a segment costs, which is divided there, and each two of the segments that are divided there and lie on each other then. */
const DIVIDED = 110;
const DIVIDED_PAIR = 1;
/** What each two points in one segment cost when the ring is mended: GEOS rounds it again and again then, and enters them one by one in a tree. */
const LINED_UP_PAIR = 0.35;
/** What a crossing costs when the ring is mended. */
const CROSSING = 200;
/** What all of that may cost in one area, or row of lines, and more for each segment. */
const MOST_DIVISIONS = 2_000_000;
const MOST_DIVISIONS_EACH = 500;
/** Segments through one point, and points in one segment, that no plan of the field has: then more are compared. */
const MANY_THROUGH = 4;
const MANY_WITHIN = 64;
const COMPARISONS = 10_000_000;
/** Segments that can be compared for a unit, and such among them whose rectangles meet. */
const COMPARISONS_PER_UNIT = 60;
const MEETINGS_PER_UNIT = 5;
/** Share of the largest coordinate. Points so close to a line are on it: coordinates are not exact. */
const ON_LINE = 1e-12;

const GOLDEN = (Math.sqrt(5) - 1) / 2;

/** What is not worth counting: `few` segments, and `usual` meetings of each. */
interface Measure {
	few: number;
	usual: number;
}
const UNKNOWN: Measure = { few: FEW, usual: USUAL_MEETINGS };
/** For rings that are known to be broken: each segment may cross each, or lie on many. */
export const BROKEN: Measure = { few: 8, usual: 5 };
const FEW_VISITS = 8;
/** What each two visits of a place cost. */
const VISITS = 1_000;

/**
 * A place where lines cross, or lie on each other, where they do so so often that computing all of it would cost more time and memory than
 * it is worth (a ring through thousands of random points has millions of crossings); else undefined. Estimated from a sample of segments,
 * in linear time. Takes from the arena's effort what is unusual: lines that pass close to each other are compared, too, and those on each
 * other divided.
 * @throws EffortError when that is too much
 */
export function tangleAt(arena: Arena, lines: readonly (readonly Position[])[], { few, usual }: Measure = UNKNOWN): Position | undefined {
	const segments = lines.reduce((sum, line) => sum + Math.max(0, line.length - 1), 0);
	if (segments < few) return undefined;
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
	const sample = new Sample(arena, ends, SAMPLES);
	if (sample.tangled) return sample.place;
	const { tangled, divisions } = sample.crowded ? largerSample(arena, ends, sample) : sample;
	if (tangled) return sample.place;
	spendOnMeetings(arena, ends, sample.meetings, usual);
	arena.spend(divisions);
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
		const { west, south, east, north } = boxOf(ring);
		corners.set([west, south, east, north], index * 4);
	});
	spendOnMeetings(arena, corners, new Sample(arena, corners, SAMPLES).meetings, USUAL_MEETINGS);
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

/** A sample of as many segments as may be compared with all. */
function largerSample(arena: Arena, ends: Float64Array, sample: Sample): Sample {
	const segments = ends.length / 4;
	if (segments <= SAMPLES) return sample;
	return new Sample(arena, ends, Math.min(segments, COMPARISONS / segments));
}

/** Some segments, or rectangles from corner to corner, compared with all. */
class Sample {
	/** How many others the rectangle of one meets on average, itself included. */
	readonly meetings: number;
	/** What dividing all of them costs, where they lie on each other and where they cross. */
	readonly divisions: number;
	/** Whether some lie on each other as no plan has it. */
	readonly crowded: boolean;
	/** Whether there is more to compute than it is worth: then the sample ends there. */
	readonly tangled: boolean;
	/** Of a crossing, or of a point on a segment. */
	readonly place: Position | undefined;

	/** @throws EffortError when comparing is too much */
	constructor(arena: Arena, ends: Float64Array, samples: number) {
		const segments = ends.length / 4;
		const count = Math.max(1, Math.min(segments, Math.floor(samples)));
		const step = segments / count;
		const mostDivisions = MOST_DIVISIONS + MOST_DIVISIONS_EACH * segments;
		let [looked, meetings, crossings, divisions] = [0, 0, 0, 0];
		let [crowded, tangled] = [false, false];
		let place: Position | undefined;
		const near = ON_LINE * ends.reduce((most, coordinate) => Math.max(most, Math.abs(coordinate)), 0);
		// Of points looked at, in each segment.
		const seenWithin = new Uint16Array(segments);
		for (let i = 0; i < count && !tangled; i++) {
			// At even steps it could be the same short side of every ring: somewhere in the step, each time elsewhere.
			const at = 4 * Math.floor((i + ((i * GOLDEN) % 1)) * step);
			let [through, within, crossed] = [0, 0, 0];
			looked++;
			const met = eachMeeting(ends, at, (other) => {
				if (isWithin(ends, other, at, near)) {
					through++;
					divisions += LINED_UP_PAIR * 2 * step ** 2 * seenWithin[other / 4]!++;
					place ??= [ends[at]!, ends[at + 1]!];
				}
				if (isWithin(ends, at, other, near)) {
					within++;
					place ??= [ends[other]!, ends[other + 1]!];
				}
				if (!cross(ends, at, other)) return;
				crossed++;
				place ??= crossing(ends, at, other);
			});
			arena.spend(segments / COMPARISONS_PER_UNIT + met / MEETINGS_PER_UNIT);
			meetings += met;
			crossings += crossed;
			// Each crossing is met from both sides.
			divisions += step * (DIVIDED * through + DIVIDED_PAIR * through ** 2 + (CROSSING / 2) * crossed);
			crowded ||= through >= MANY_THROUGH || within >= MANY_WITHIN;
			tangled = (crossings * step) / 2 > MOST_CROSSINGS || divisions > mostDivisions;
		}
		this.meetings = meetings / looked;
		this.divisions = divisions;
		this.crowded = crowded;
		this.tangled = tangled;
		this.place = place;
	}
}

/** @returns how many segments there are whose rectangle meets that of the one at a place, itself included */
function eachMeeting(ends: Float64Array, at: number, met: (other: number) => void): number {
	const west = Math.min(ends[at]!, ends[at + 2]!);
	const east = Math.max(ends[at]!, ends[at + 2]!);
	const south = Math.min(ends[at + 1]!, ends[at + 3]!);
	const north = Math.max(ends[at + 1]!, ends[at + 3]!);
	let meetings = 0;
	for (let other = 0; other < ends.length; other += 4) {
		const a = ends[other]!;
		const b = ends[other + 2]!;
		// Most lie quite elsewhere.
		if ((a < west && b < west) || (a > east && b > east)) continue;
		const c = ends[other + 1]!;
		const d = ends[other + 3]!;
		if ((c < south && d < south) || (c > north && d > north)) continue;
		meetings++;
		met(other);
	}
	return meetings;
}

/** Whether the first end of a segment lies on another, between its ends, or no farther than `near` metres from it. */
function isWithin(ends: Float64Array, segment: number, other: number, near: number): boolean {
	const x = ends[segment]!;
	const y = ends[segment + 1]!;
	const dx = ends[segment + 2]! - x;
	const dy = ends[segment + 3]! - y;
	const px = ends[other]! - x;
	const py = ends[other + 1]! - y;
	const along = dx * px + dy * py;
	const square = dx * dx + dy * dy;
	return along > 0 && along < square && (dx * py - dy * px) ** 2 <= near ** 2 * square;
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
