/** Short forms for writing signs. A sign is data: what is not said here gets the value that suits most signs of the family. */
import type { EdgeSpec, Hatch, Sign, StrokeSpec } from '../types.ts';
import type { Ink } from '../palette.ts';

/** Line and edge marks of a Bebauungsplan are drawn from 1:5,000, those of a Flächennutzungsplan from 1:25,000. */
export const DETAIL_BP = 5_000;
export const DETAIL_FP = 25_000;
export const DETAIL_REGION = 250_000;

/** Heights in the drawing, bottom to top. */
export const Z = {
	perimeter: 0,
	area: 100,
	overlay: 200,
	band: 300,
	line: 400,
	boundary: 450,
	point: 500,
	presentation: 600,
	scope: 700
} as const;

type Options = Partial<Omit<Sign, 'id' | 'title' | 'fill'>>;

/** A sign with the usual values. */
export function sign(id: string, title: string, options: Options & { fill?: Ink } = {}): Sign {
	const family = options.family ?? 'BP';
	return {
		family,
		hatches: [],
		strokes: [],
		edges: [],
		symbolSize: 18,
		maxScaleDenominator: family === 'FP' ? DETAIL_FP : family === 'BP' || family === 'SO' || family === 'XP' ? DETAIL_BP : DETAIL_REGION,
		zIndex: Z.area,
		...options,
		id,
		title
	};
}

/** A filled area with a thin outline; the outline is what separates equal neighbours. */
export function filled(id: string, title: string, fill: Ink, options: Options = {}): Sign {
	return sign(id, title, { strokes: [outline()], zIndex: Z.area, ...options, fill });
}

/** An area over others, shown by what runs inside its edge. */
export function overlay(id: string, title: string, options: Options & { fill?: Ink } = {}): Sign {
	return sign(id, title, { zIndex: Z.overlay, ...options });
}

/** A line. */
export function line(id: string, title: string, strokes: StrokeSpec[], options: Options = {}): Sign {
	return sign(id, title, { zIndex: Z.line, ...options, strokes });
}

/** A symbol at a point; where the object is an area the symbol stands in its middle. */
export function point(id: string, title: string, symbol: string, options: Options = {}): Sign {
	return sign(id, title, { zIndex: Z.point, strokes: [outline()], ...options, symbol });
}

export const outline = (ink: Ink = 'linie', width = 0.2): StrokeSpec => ({ ink, width, minPx: 0.6, always: true });

export const stroke = (ink: Ink, width: number, more: Partial<StrokeSpec> = {}): StrokeSpec => ({ ink, width, minPx: 1, ...more });

/** A band inside the edge of an area: `width` metres wide, touching the edge. */
export const band = (ink: Ink, width: number, opacity = 0.8): StrokeSpec => ({
	ink,
	width,
	minPx: 3,
	offset: width / 2,
	opacity,
	always: true
});

export const marks = (shape: EdgeSpec['shape'], ink: Ink, size: number, spacing: number, more: Partial<EdgeSpec> = {}): EdgeSpec => ({
	shape,
	ink,
	size,
	spacing,
	...more
});

export const hatch = (kind: Hatch['kind'], ink: Ink, spacing: number, width: number, more: Partial<Hatch> = {}): Hatch => ({
	kind,
	ink,
	spacing,
	width,
	...more
});

/** The hatch that replaces colour in the grey-scale variant. */
export const greyHatch = (kind: Hatch['kind'], spacing: number, width: number, more: Partial<Hatch> = {}): Hatch =>
	hatch(kind, 'kennzeichnung', spacing, width, { only: ['grey'], ...more });
