/**
 * What the catalogue puts on paper. Coordinates and lengths are points (1/72 inch), x to the right, y UPWARDS from the lower left corner
 * of the map's frame; whoever draws turns y.
 */
import type { GeometryKind, Hatch, Variant } from '../types.ts';
import type { Point } from '../edge-glyphs.ts';

export type { Point };

/** Points per pixel of the OGC standard display (0.28 mm), in which signs are measured. */
export const POINTS_PER_PIXEL = (0.28 / 25.4) * 72;
/** Points per millimetre. */
export const MM = 72 / 25.4;

/** A geometry on paper. Rings are closed (first = last point); the exterior of each polygon runs clockwise, its holes against it. */
export interface PaperShape {
	kind: GeometryKind;
	/** Rings of an area, lines, or points as parts of one position. */
	parts: Point[][];
}

export interface PaperSetting {
	variant: Variant;
	/** n of 1:n. */
	denominator: number;
	/** Denominator of the scale the plan is made for: its lettering fits there. */
	referenceScale: number;
	/** Factor of symbols and of labels that nobody has placed: a large sheet is read from further away. */
	magnify: number;
	/** Size of the frame. */
	width: number;
	height: number;
}

interface Place {
	/** Greater = nearer to the reader; equal ones by `order`, then as they came. */
	z: number;
	order: number;
}

export type PaperItem = Place &
	(
		| { type: 'fill'; parts: Point[][]; colour: string; opacity: number }
		| { type: 'hatch'; parts: Point[][]; colour: string; hatch: Hatch }
		| {
				type: 'stroke';
				parts: Point[][];
				colour: string;
				opacity: number;
				width: number;
				dash?: number[];
				round: boolean;
				/** Only inside of these rings. */
				within?: Point[][];
		  }
		| { type: 'symbol'; symbol: string; at: Point; size: number; angle: number }
		| { type: 'disc'; at: Point; radius: number; colour: string }
	);

/** Text that an object would like to have. */
export interface TextWish extends Place {
	/** Lines by `\n`; cells of a table by `\t`. */
	text: string;
	/** Size of the letters. */
	size: number;
	bold: boolean;
	at: Point;
	/** Degrees counter-clockwise. */
	angle: number;
	horizontal: 'left' | 'center' | 'right';
	vertical: 'base' | 'middle' | 'top';
	/** Distance below `at`, for the text under a symbol. */
	below: number;
	/** The planner has put it there: it stays, others give way. */
	placed: boolean;
	/** The lines that the text accompanies. */
	along?: Point[][];
	/** Drawn as a table with lines. */
	table: boolean;
	/** Where it is not the usual one. */
	colour?: string;
}
