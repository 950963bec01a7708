import type { Curve } from '../../../../importers/xplan/model.ts';
import { crsByCode, transformBetween } from '../../../../importers/xplan/crs.ts';
import { lineariseCurve, TOLERANCE_DEGREES } from '../../../../importers/xplan/linearise.ts';
import { readEwkb } from '../../../../importers/xplan/read-ewkb.ts';
import type { GeometryKind } from '../../../../styles/types.ts';
import type { Point } from '../../../../styles/pdf/types.ts';

/** Distance on paper by which chords may be off an arc: 0.005 mm. */
const ARC_MILLIMETRES = 0.005;

export interface Placed {
	kind: GeometryKind;
	/** Polygons of rings; lines and points as polygons of one part. */
	polygons: Point[][][];
}

/**
 * A geometry in the coordinates of the frame. Positions of another CRS are transformed one by one.
 * @param crs of the frame, `EPSG:25832`
 * @param fallback CRS of a geometry that names none that is known
 * @param toFrame from that CRS to the frame
 */
export function placeOnPaper(hex: string, crs: string, scale: number, toFrame: (east: number, north: number) => Point, fallback = crs): Placed {
	const { geometry, srid } = readEwkb(hex);
	const own = srid > 0 && crsByCode(`EPSG:${srid}`) ? `EPSG:${srid}` : fallback;
	const transform = own === crs ? null : transformBetween(own, crs);
	const degrees = crsByCode(own)?.unit === 'degree';
	const tolerance = degrees ? TOLERANCE_DEGREES : (ARC_MILLIMETRES / 1000) * scale;
	const place = ([east, north]: readonly [number, number]): Point => {
		if (!transform) return toFrame(east, north);
		const [e, n] = transform(east, north);
		return toFrame(e, n);
	};
	const part = (curve: Curve): Point[] => lineariseCurve(curve, tolerance).map(place);
	switch (geometry.type) {
		case 'Point':
		case 'MultiPoint':
			return { kind: 'point', polygons: geometry.positions.map((position) => [[place(position)]]) };
		case 'Curve':
		case 'MultiCurve':
			return { kind: 'line', polygons: geometry.curves.map((curve) => [part(curve)]) };
		default:
			return { kind: 'area', polygons: geometry.surfaces.flat().map(({ exterior, interiors }) => [exterior, ...interiors].map(part)) };
	}
}
