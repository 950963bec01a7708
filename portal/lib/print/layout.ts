/** Where things stand on a sheet. Millimetres from the upper left corner. Pure: the page shows the frame that the server prints. */

export const PAPERS = { A4: [210, 297], A3: [297, 420], A2: [420, 594], A1: [594, 841] } as const;
export type Paper = keyof typeof PAPERS;
export const LEGENDS = ['daneben', 'seite', 'ohne'] as const;
export type LegendPlace = (typeof LEGENDS)[number];

export interface Rect {
	x: number;
	y: number;
	width: number;
	height: number;
}

export interface SheetLayout {
	page: { width: number; height: number };
	map: Rect;
	/** Legend and title block beside the map; null: the title block lies in `strip`. */
	column: Rect | null;
	strip: Rect | null;
	/** Factor of all sizes of letters: a large sheet is read from further away. */
	letters: number;
}

/** Around everything; coordinates of the corners stand in it. */
const MARGIN = 12;
const GAP = 4;
const COLUMN: Record<Paper, number> = { A4: 58, A3: 76, A2: 96, A1: 122 };
const STRIP: Record<Paper, number> = { A4: 44, A3: 48, A2: 60, A1: 74 };
const LETTERS: Record<Paper, number> = { A4: 1, A3: 1.12, A2: 1.4, A1: 1.75 };

export interface SheetChoice {
	paper: Paper;
	landscape: boolean;
	legend: LegendPlace;
}

export function layoutOf({ paper, landscape, legend }: SheetChoice): SheetLayout {
	const [short, long] = PAPERS[paper];
	const page = landscape ? { width: long, height: short } : { width: short, height: long };
	const inner = { x: MARGIN, y: MARGIN, width: page.width - 2 * MARGIN, height: page.height - 2 * MARGIN };
	const letters = LETTERS[paper];
	if (legend === 'daneben') {
		const width = COLUMN[paper];
		const map = { ...inner, width: inner.width - width - GAP };
		return { page, map, column: { ...inner, x: map.x + map.width + GAP, width }, strip: null, letters };
	}
	const height = STRIP[paper];
	const map = { ...inner, height: inner.height - height - GAP };
	return { page, map, column: null, strip: { ...inner, y: map.y + map.height + GAP, height }, letters };
}
