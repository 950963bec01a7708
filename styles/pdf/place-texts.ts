/** Which texts are written, and where: what the planner placed stays, other texts give way to it and to each other. */
import { stretchAlong, type Box } from './geometry.ts';
import type { Point, TextWish } from './types.ts';

/** Width of a line of text in points. */
export type Measure = (text: string, size: number, bold: boolean) => number;

export interface PlacedText extends TextWish {
	/** Lines (of cells), and the size of the whole. */
	rows: string[][];
	width: number;
	height: number;
}

/** Height of a line as a multiple of the letters. */
export const LINE = 1.2;
/** Height of a row of a table. */
export const ROW = 1.7;

/**
 * @param wishes in any order; the greatest `z` chooses first after the placed ones
 * @param frame in which texts must lie as a whole
 * @param symbols to which texts give way that nobody has placed
 */
export function placeTexts(wishes: TextWish[], frame: Box, measure: Measure, symbols: Box[] = []): PlacedText[] {
	const taken = new Grid();
	for (const box of symbols) taken.add(box);
	const out: PlacedText[] = [];
	const sorted = [...wishes].sort((a, b) => Number(b.placed) - Number(a.placed) || b.z - a.z || b.order - a.order);
	for (const wish of sorted) {
		const text = measured(wish, measure);
		if (!text) continue;
		const box = boxOfText(text);
		if (wish.placed) {
			if (box[0] > frame[2] || box[2] < frame[0] || box[1] > frame[3] || box[3] < frame[1]) continue;
		} else if (box[0] < frame[0] || box[1] < frame[1] || box[2] > frame[2] || box[3] > frame[3] || taken.meets(box)) continue;
		taken.add(box);
		out.push(text);
	}
	return out;
}

function measured(wish: TextWish, measure: Measure): PlacedText | null {
	const rows = wish.text.split('\n').map((row) => row.split('\t'));
	const { size, bold } = wish;
	if (wish.table) {
		const columns = Math.max(...rows.map((row) => row.length));
		const cell = Math.max(...rows.flatMap((row) => row.map((each) => (measure(each, size, false) + size) / (columns / row.length))), 2.6 * size);
		return { ...wish, rows, width: cell * columns, height: rows.length * ROW * size };
	}
	const width = Math.max(...rows.map((row) => measure(row.join(' '), size, bold)));
	const text: PlacedText = { ...wish, rows, width, height: rows.length * LINE * size };
	if (!wish.along) return text;
	const found = stretchAlong(wish.along, width + size);
	return found && { ...text, ...found };
}

/** Lower left corner of the text before it is turned around `at`. */
export function originOf({ horizontal, vertical, width, height, size, below, table }: PlacedText): Point {
	const x = { left: 0, center: -width / 2, right: -width }[horizontal];
	// Texts stand on the base line of their last row; a table has none.
	const base = table ? 0 : -0.25 * size;
	const y = { base, middle: -height / 2, top: -height }[vertical];
	return [x, y - below];
}

/** The upright box around a text as it lies. */
export function boxOfText(text: PlacedText): Box {
	const [x, y] = originOf(text);
	const angle = (text.angle * Math.PI) / 180;
	const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
	const box: Box = [Infinity, Infinity, -Infinity, -Infinity];
	for (const [dx, dy] of [
		[x, y],
		[x + text.width, y],
		[x, y + text.height],
		[x + text.width, y + text.height]
	] as const) {
		const [px, py] = [text.at[0] + dx * cos - dy * sin, text.at[1] + dx * sin + dy * cos];
		box[0] = Math.min(box[0], px);
		box[1] = Math.min(box[1], py);
		box[2] = Math.max(box[2], px);
		box[3] = Math.max(box[3], py);
	}
	return box;
}

const CELL = 50;

/** Boxes by the squares that they touch. */
class Grid {
	private readonly cells = new Map<string, Box[]>();

	add(box: Box): void {
		for (const key of this.keys(box)) {
			const list = this.cells.get(key);
			if (list) list.push(box);
			else this.cells.set(key, [box]);
		}
	}

	meets(box: Box): boolean {
		for (const key of this.keys(box))
			for (const other of this.cells.get(key) ?? [])
				if (box[0] < other[2] && box[2] > other[0] && box[1] < other[3] && box[3] > other[1]) return true;
		return false;
	}

	private *keys(box: Box): Generator<string> {
		for (let x = Math.floor(box[0] / CELL); x <= box[2] / CELL; x++)
			for (let y = Math.floor(box[1] / CELL); y <= box[3] / CELL; y++) yield `${x} ${y}`;
	}
}
