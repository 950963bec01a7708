/**
 * How many pairs of segments have rectangles that meet, exactly, in n log n: those that begin before the other ends from west to east,
 * without those that lie to the south or to the north.
 * @param ends four numbers for each segment: east and north of one end and of the other
 */
export function countMeetings(ends: Float64Array): number {
	const count = ends.length / 4;
	const [west, east, south, north] = [0, 1, 2, 3].map(() => new Float64Array(count)) as [Float64Array, Float64Array, Float64Array, Float64Array];
	for (let i = 0; i < count; i++) {
		west[i] = Math.min(ends[4 * i]!, ends[4 * i + 2]!);
		east[i] = Math.max(ends[4 * i]!, ends[4 * i + 2]!);
		south[i] = Math.min(ends[4 * i + 1]!, ends[4 * i + 3]!);
		north[i] = Math.max(ends[4 * i + 1]!, ends[4 * i + 3]!);
	}
	const byWest = sortedBy(west);
	const byEast = sortedBy(east);
	const heights = new Float64Array(2 * count);
	heights.set(south);
	heights.set(north, count);
	heights.sort();
	const souths = new Tally(heights.length);
	const norths = new Tally(heights.length);
	let meetings = 0;
	let active = 0;
	let ended = 0;
	for (const segment of byWest) {
		for (; east[byEast[ended]!]! < west[segment]!; ended++, active--) {
			souths.add(rank(heights, south[byEast[ended]!]!), -1);
			norths.add(rank(heights, north[byEast[ended]!]!), -1);
		}
		const low = rank(heights, south[segment]!);
		const high = rank(heights, north[segment]!);
		const below = norths.before(low);
		const above = active - souths.before(high + 1);
		meetings += active - below - above;
		souths.add(low, 1);
		norths.add(high, 1);
		active++;
	}
	return meetings;
}

function sortedBy(values: Float64Array): Uint32Array {
	return Uint32Array.from(values, (_, index) => index).sort((a, b) => values[a]! - values[b]!);
}

/** Where a value stands first in a sorted row that has it. */
function rank(sorted: Float64Array, value: number): number {
	let low = 0;
	let high = sorted.length;
	while (low < high) {
		const middle = (low + high) >>> 1;
		if (sorted[middle]! < value) low = middle + 1;
		else high = middle;
	}
	return low;
}

/** Counts at places, summed from the first on (Fenwick tree). */
class Tally {
	readonly #sums: Int32Array;

	constructor(size: number) {
		this.#sums = new Int32Array(size + 1);
	}

	add(place: number, by: number): void {
		for (let i = place + 1; i < this.#sums.length; i += i & -i) this.#sums[i]! += by;
	}

	/** Of all places below that one. */
	before(place: number): number {
		let sum = 0;
		for (let i = place; i > 0; i -= i & -i) sum += this.#sums[i]!;
		return sum;
	}
}
