import type { Variant } from '../../../../styles/types.ts';
import type { GroundFrame } from '../../print/frame.ts';
import type { SheetChoice } from '../../print/layout.ts';
import type { Bounds } from '../rasters/raster-types.ts';

/** Everything that stands in the title block. */
export interface PrintHead {
	municipality: string;
	/** Bebauungsplan, Flächennutzungsplan … */
	kind: string;
	plan: string;
	number: string | null;
	version: number;
	/** Day on which the version was published; null: it is not. */
	publishedOn: string | null;
	status: string | null;
	crs: string;
	address: string;
	/** Source of the base map, where one is printed. */
	attribution: string | null;
	/** Local day of printing, `YYYY-MM-DD`. */
	day: string;
}

/** What a worker is asked to draw; everything crosses between threads. */
export interface PrintTask {
	/** Where the PDF goes. */
	file: string;
	sheet: SheetChoice;
	scale: number;
	frame: GroundFrame;
	/** CRS that the frame is measured in. */
	crs: string;
	variant: Variant;
	planClass: string;
	/** Plan area, hexadecimal EWKB. */
	perimeter: string | null;
	base: boolean;
	/** Scanned plans that are drawn below the signs, the lowest first; what the frame covers, EPSG:3857. */
	scans: PrintScan[];
	box: [west: number, south: number, east: number, north: number];
	head: PrintHead;
	/** PNG. */
	logo: Uint8Array | null;
	objectCount: number;
	now: Date;
	ntv2Grid: string | null;
}

/** Tiled TIFF with overviews on this machine's disk (raster-types.ts, `RasterResult`). */
export interface PrintScan {
	path: string;
	bounds: Bounds;
	minZoom: number;
	maxZoom: number;
}

/** Geometry as hexadecimal EWKB: that of objects as delivered, of the base map in EPSG:3857. */
export interface PrintObjectRow {
	id: number;
	sign: string;
	label: string | null;
	rotation: number | null;
	lettering: string | null;
	drawOrder: number;
	native: string;
}

export interface PrintBaseRow {
	id: number;
	layer: string;
	kind: string | null;
	name: string | null;
	width: number | null;
	geom: string;
}

/** What the worker posts: it wants rows (null: there are no more), or says how far it is, 0 to 1. */
export type PrintMessage = { want: 'objects' } | { want: 'base' } | { progress: number };
export interface PrintResult {
	pages: number;
	objects: number;
}
