/** Hatches as lines over a box, in step all over the sheet, so that neighbours of one kind join. */
import type { Hatch } from '../types.ts';
import { PATTERN_SIZE, repeatsOf } from '../svg.ts';
import type { Box } from './geometry.ts';
import { POINTS_PER_PIXEL, type Point } from './types.ts';

/** Lines to stroke; for `dots` every line is a row of dots by its dashes. */
export interface HatchLines {
	parts: Point[][];
	width: number;
	/** Round dots at this distance, in the phase of the sheet. */
	dots?: number;
}

/** @param box that is filled; the caller cuts at the area */
export function hatchLines(hatch: Hatch, box: Box): HatchLines {
	const step = (PATTERN_SIZE / repeatsOf(hatch)) * POINTS_PER_PIXEL;
	const width = hatch.width * POINTS_PER_PIXEL;
	switch (hatch.kind) {
		case 'lines':
			return { parts: parallels(hatch.angle ?? 45, step, box), width };
		case 'cross':
			return { parts: [...parallels(45, step, box), ...parallels(135, step, box)], width };
		case 'waves':
			return { parts: rows(step, box).map((y) => wave(y, box)), width };
		case 'dots':
			return { parts: grid(step, box).map(({ from, y }) => [[from, y], [box[2] + step, y]]), width, dots: step };
		case 'rings':
			return { parts: grid(step, box).flatMap(({ from, y }) => rings(from, y, step, box)), width };
	}
}

/** The map's patterns measure the distance of slanting lines along an axis; so does this. */
function parallels(angle: 0 | 45 | 90 | 135, step: number, [west, south, east, north]: Box): Point[][] {
	const parts: Point[][] = [];
	const each = (from: number, to: number, line: (at: number) => Point[]) => {
		for (let i = Math.floor(from / step); i * step <= to; i++) parts.push(line(i * step));
	};
	if (angle === 0) each(south, north, (y) => [[west, y], [east, y]]);
	else if (angle === 90) each(west, east, (x) => [[x, south], [x, north]]);
	else if (angle === 45) each(south - east, north - west, (c) => [[west, west + c], [east, east + c]]);
	else each(south + west, north + east, (c) => [[west, c - west], [east, c - east]]);
	return parts;
}

function rows(step: number, [, south, , north]: Box): number[] {
	const out: number[] = [];
	for (let i = Math.floor(south / step); i * step <= north; i++) out.push(i * step);
	return out;
}

/** Rows with every second one moved by half a step. */
function grid(step: number, box: Box): { from: number; y: number }[] {
	return rows(step, box).map((y) => {
		const shift = Math.round(y / step) % 2 === 0 ? 0.25 : 0.75;
		return { from: (Math.floor(box[0] / step) + shift) * step, y };
	});
}

function wave(y: number, [west, , east]: Box): Point[] {
	const length = 16 * POINTS_PER_PIXEL;
	const part: Point[] = [];
	for (let i = Math.floor((west / length) * 8); (i / 8) * length <= east + length / 8; i++) {
		part.push([(i / 8) * length, y + 2 * POINTS_PER_PIXEL * Math.sin((i * Math.PI) / 4)]);
	}
	return part;
}

function rings(from: number, y: number, step: number, [, , east]: Box): Point[][] {
	const radius = Math.min(3 * POINTS_PER_PIXEL, step / 4);
	const parts: Point[][] = [];
	for (let x = from; x <= east + step; x += step) {
		parts.push(Array.from({ length: 13 }, (_, i) => [x + radius * Math.cos((i * Math.PI) / 6), y + radius * Math.sin((i * Math.PI) / 6)]));
	}
	return parts;
}
