/** The shapes that the catalogue, the map style, the legend and the explanations share. Pure data, no dependency. */

export type GeometryKind = 'point' | 'line' | 'area';

/** One property of a plan object. Structurally compatible with `Attribute` of the XPlanGML reader. */
export interface StyledAttribute {
	name: string;
	value?: string;
	uom?: string;
	/** Local name of the inner element of a data type, e.g. `BP_KomplexeZweckbestGruen` (6.0). */
	type?: string;
	attributes?: StyledAttribute[];
	/** German label of a code, resolved by the caller from the catalogue of the object's version. */
	label?: string;
}

/** A plan object as far as drawing and explaining need it. */
export interface StyledObject {
	/** Local name of the class, e.g. `BP_BaugebietsTeilFlaeche`. */
	class: string;
	/** XPlanGML version `4.0` … `6.1`; codes such as rechtscharakter mean different things by version. */
	version: string;
	attributes: StyledAttribute[];
	geometry: GeometryKind;
}

export const VARIANTS = ['colour', 'grey', 'cvd'] as const;
/** Colour as in PlanZV, grey-scale, or safe for people with a colour vision deficiency. */
export type Variant = (typeof VARIANTS)[number];

export type Family = 'BP' | 'FP' | 'RP' | 'LP' | 'SO' | 'XP';

/** A stroke along a line or along the edge of an area. */
export interface StrokeSpec {
	ink: string;
	/** Metres in nature. */
	width: number;
	/** Never thinner than this on the screen. */
	minPx?: number;
	/** Dash pattern in metres in nature. */
	dash?: number[];
	/** Metres in nature; positive = inside the area (right of a line), negative = outside (left of a line). */
	offset?: number;
	opacity?: number;
	/** Drawn at every scale. Other strokes only up to the sign's `maxScaleDenominator`. */
	always?: boolean;
}

export type EdgeShape = 'triangle' | 'tick' | 'circle' | 'cross' | 'square' | 'tee' | 'zigzag' | 'arrow';

/** Small marks repeated along a line or inside the edge of an area. */
export interface EdgeSpec {
	shape: EdgeShape;
	ink: string;
	/** Size of one mark, metres in nature. */
	size: number;
	/** Distance between marks, metres in nature. */
	spacing: number;
	/** Distance of the mark's base from the edge; positive = inside. Metres in nature. */
	offset?: number;
	filled?: boolean;
}

/** Pattern inside an area, in screen pixels so that it stays readable at every scale. */
export interface Hatch {
	kind: 'lines' | 'cross' | 'dots' | 'waves' | 'rings';
	ink: string;
	/** Degrees counter-clockwise from east, multiple of 45; only for lines. */
	angle?: 0 | 45 | 90 | 135;
	spacing: number;
	width: number;
	/** Only in these variants; absent = in all. */
	only?: Variant[];
}

/** A sign of the Planzeichenverordnung 1990 (PlanZV) or a readable sign of ours where it has none. */
export interface Sign {
	id: string;
	/** Number in the Anlage to the PlanZV, where there is one. */
	planzv?: string;
	title: string;
	family: Family;
	/** Ink of the area. */
	fill?: string;
	fillOpacity?: number;
	hatches: Hatch[];
	/** Bottom first. */
	strokes: StrokeSpec[];
	/** Used instead of `strokes` where the object is a line. */
	lineStrokes?: StrokeSpec[];
	edges: EdgeSpec[];
	/** Key of `SYMBOLS`: drawn at a point, or in the middle of an area. */
	symbol?: string;
	/** The symbol stands in the middle of an area although marks run along its edge: it says what the marks do not. */
	symbolInside?: boolean;
	/** Side of the point symbol in screen pixels. */
	symbolSize: number;
	/** Edge marks, point symbols and strokes without `always` are drawn only at 1:n or larger. */
	maxScaleDenominator: number;
	/** Greater = nearer to the reader. */
	zIndex: number;
}

export interface LegendEntry {
	signId: string;
	title: string;
	planzv?: string;
	/** Heading of the group in the Anlage. */
	group: string;
	/** A whole `<svg>` element with presentation attributes only. */
	svg: string;
}

export interface Sentence {
	text: string;
	/** Paragraph the sentence rests on, e.g. `§ 4 BauNVO`. */
	law?: string;
}

export interface Explanation {
	title: string;
	sentences: Sentence[];
}
