/** Metres in nature, units of EPSG:3857, pixels and scale denominators. */

/** Metres in nature per unit of EPSG:3857 at 51° north: the cosine of the latitude. */
export const METRES_PER_UNIT = 0.63;

/** Size of a pixel on the standard display of OGC (Symbology Encoding, WMTS): 0.28 mm. */
const PIXEL = 0.000_28;

/** A scale of the map, rounded to quarter powers of two so that styles can be kept and used again. */
export interface Scale {
	/** Units of EPSG:3857 per pixel. */
	resolution: number;
	/** n of 1:n. */
	denominator: number;
	/** Pixels per metre in nature. */
	pixelsPerMetre: number;
	/** Equal for equal scales. */
	key: number;
}

export function scaleOf(resolution: number, metresPerUnit: number): Scale {
	const key = Math.round(Math.log2(resolution) * 4);
	const rounded = 2 ** (key / 4);
	return {
		resolution: rounded,
		denominator: (rounded * metresPerUnit) / PIXEL,
		pixelsPerMetre: 1 / (rounded * metresPerUnit),
		key
	};
}

/** Signs stop growing at a fifth of the denominator from which on they are drawn: nearer, a band must not bury what it surrounds. */
const GROWTH = 5;

/** Pixels per metre in nature at which a sign is drawn. */
export function pixelsPerMetreOf(maxScaleDenominator: number, scale: Scale): number {
	return Math.min(scale.pixelsPerMetre, GROWTH / (PIXEL * maxScaleDenominator));
}
