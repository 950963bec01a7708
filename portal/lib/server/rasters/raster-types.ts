/** What the raster worker is asked, and what it gives back. Everything here crosses between threads. */

/** Width × height of a scan. A0 at 400 dpi has 248 million. */
export const MAX_PIXELS = 400_000_000;

/** min east, min north, max east, max north in EPSG:3857 */
export type Bounds = [number, number, number, number];

export interface RasterTask {
	/** The image; its type is what its content says. */
	path: string;
	/** Name for messages. */
	name: string;
	/** Text of the world file, where there is one. */
	worldFile: string | null;
	/** CRS of the plan (`EPSG:25832`), for images that do not name one. */
	planCrs: string;
	/** What the image is cut to: GeoJSON MultiPolygon in EPSG:3857; null: the whole image. */
	clip: { type: 'MultiPolygon'; coordinates: number[][][][] } | null;
	/** Path of an NTv2 grid for DHDN, where one is configured. */
	ntv2Grid: string | null;
	/** Empty folder for everything in between. */
	folder: string;
	maxPixels: number;
}

export interface RasterResult {
	/** Tiled TIFF with overviews in EPSG:3857, its pixels those of the web tiles of `maxZoom` (`PYRAMID_FILE` of the folder). */
	path: string;
	bounds: Bounds;
	/** Zoom of the first overview that fits in one tile, and of the full image. */
	minZoom: number;
	maxZoom: number;
	/** Of the image as delivered. */
	width: number;
	height: number;
	/** Metres on the ground per pixel of the image as delivered. */
	metresPerPixel: number;
	/** CRS the image was placed with. */
	crs: string;
	/** Sheets in the file, of which the first is shown; overviews and masks are none. */
	sheets: number;
	/** Black and white only, as scanned plans often are. */
	bilevel: boolean;
}

/** Progress of the worker: 0 to 1. */
export interface RasterStep {
	share: number;
}
