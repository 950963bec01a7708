import type { Position } from '../../../../importers/xplan/model.ts';
import { distance, distanceToLine, lengthOf, toMap, type Point } from '../../trails/geo.ts';

/** A recorded track wavers by so much under trees. */
const NEAR_METRES = 20;
/** Of two lines that are one; recorded ones are longer, as they waver. */
const LENGTHS = 1.25;
/** So much of a track the sections that it runs over have to make up. */
const COVERED = 0.9;
const MOST_PROBES = 60;

export interface Shape {
	line: Point[];
	/** Metres on the ground. */
	length: number;
	/** EPSG:3857: west, south, east, north. */
	box: [number, number, number, number];
}

/** @param positions degrees, longitude first */
export function shapeOf(positions: readonly Position[]): Shape {
	const line = positions.map(([lon, lat]) => toMap(lon!, lat!));
	const [xs, ys] = [line.map(([x]) => x), line.map(([, y]) => y)];
	const least = (list: number[]) => list.reduce((a, b) => Math.min(a, b), Infinity);
	const most = (list: number[]) => list.reduce((a, b) => Math.max(a, b), -Infinity);
	return { line, length: lengthOf([line]), box: [least(xs), least(ys), most(xs), most(ys)] };
}

/** Some of its positions, both ends among them. */
function probes({ line }: Shape): Point[] {
	const step = Math.max(1, (line.length - 1) / MOST_PROBES);
	const list: Point[] = [];
	for (let at = 0; at < line.length - 1; at += step) list.push(line[Math.floor(at)]!);
	return [...list, line.at(-1)!];
}

/** Metres of the web map, generously: it only rules out. */
const REACH = NEAR_METRES * 2;
const inside = (a: Shape['box'], b: Shape['box']) => a[0] >= b[0] - REACH && a[1] >= b[1] - REACH && a[2] <= b[2] + REACH && a[3] <= b[3] + REACH;

/** Farthest of its positions from the other line; Infinity as soon as one is too far. */
function farthest(shape: Shape, other: Shape): number {
	let most = 0;
	for (const at of probes(shape)) {
		most = Math.max(most, distanceToLine(at, other.line));
		if (most > NEAR_METRES) return Infinity;
	}
	return most;
}

/** Whether two lines are the same way, either way round. @returns how far they are apart, null where they are not the same */
export function sameLine(a: Shape, b: Shape): { metres: number; reversed: boolean } | null {
	if (!inside(a.box, b.box) || !inside(b.box, a.box) || a.length > b.length * LENGTHS || b.length > a.length * LENGTHS) return null;
	const direction = directionOf(a, b);
	if (!direction) return null;
	const metres = Math.max(farthest(a, b), farthest(b, a));
	return metres === Infinity ? null : { metres, reversed: direction === 'reversed' };
}

/** Which way round a line goes beside another; null where they do not end at the same places. */
export function directionOf(a: Shape, b: Shape): 'same' | 'reversed' | null {
	const [start, end, first, last] = [a.line[0]!, a.line.at(-1)!, b.line[0]!, b.line.at(-1)!];
	const [straight, turned] = [Math.max(distance(start, first), distance(end, last)), Math.max(distance(start, last), distance(end, first))];
	if (Math.min(straight, turned) > NEAR_METRES) return null;
	// A circuit begins and ends at one place: its first quarter tells the direction.
	const isTurned = distance(start, end) <= NEAR_METRES ? placeOn(placeAt(a, 0.25), b) > b.length / 2 : turned < straight;
	return isTurned ? 'reversed' : 'same';
}

/**
 * The lines that a long one runs over, in its order.
 * @returns empty where they do not make up most of it
 */
export function coverOf(track: Shape, others: readonly Shape[]): { index: number; reversed: boolean }[] {
	const found = others
		.map((shape, index) => ({ shape, index }))
		.filter(({ shape }) => shape.length < track.length && inside(shape.box, track.box) && farthest(shape, track) < Infinity)
		.map(({ shape, index }) => {
			const [early, late] = [0.25, 0.75].map((part) => placeOn(placeAt(shape, part), track)) as [number, number];
			return { index, length: shape.length, reversed: early > late, at: (early + late) / 2 };
		})
		.sort((a, b) => a.at - b.at);
	const covered = found.reduce((sum, { length }) => sum + length, 0);
	return covered >= track.length * COVERED && covered <= track.length * LENGTHS ? found.map(({ index, reversed }) => ({ index, reversed })) : [];
}

/** Place at a part (0 … 1) of a line. */
function placeAt({ line, length }: Shape, part: number): Point {
	let left = length * part;
	for (let index = 0; index + 1 < line.length; index++) {
		const [a, b] = [line[index]!, line[index + 1]!];
		const metres = distance(a, b);
		if (metres >= left && metres > 0) return [a[0] + ((b[0] - a[0]) * left) / metres, a[1] + ((b[1] - a[1]) * left) / metres];
		left -= metres;
	}
	return line.at(-1)!;
}

/** Metres along a line to where it is nearest. */
function placeOn(at: Point, { line }: Shape): number {
	let [before, best, least] = [0, 0, Infinity];
	for (let index = 0; index + 1 < line.length; index++) {
		const [a, b] = [line[index]!, line[index + 1]!];
		const [dx, dy] = [b[0] - a[0], b[1] - a[1]];
		const square = dx * dx + dy * dy;
		const part = square === 0 ? 0 : Math.max(0, Math.min(1, ((at[0] - a[0]) * dx + (at[1] - a[1]) * dy) / square));
		const metres = distance(at, [a[0] + part * dx, a[1] + part * dy]);
		const length = distance(a, b);
		if (metres < least) [least, best] = [metres, before + part * length];
		before += length;
	}
	return best;
}
