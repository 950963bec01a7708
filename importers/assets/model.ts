import type { GeoJsonGeometry } from '../xplan/geojson.ts';

export interface AssetFeature {
	/** Identifier in the source (`gml:id`, member `id`); '' where it has none. */
	sourceId: string;
	/** Flat: text, numbers and truth values. */
	attributes: Record<string, string | number | boolean>;
	/** EPSG:3857, metres, two decimals. */
	geometry: GeoJsonGeometry;
}

/** Why a feature was left out. */
export type AssetProblem = 'geometry-missing' | 'geometry-unknown' | 'coordinates';

export interface AssetFile {
	features: AssetFeature[];
	/** How often, and the number of the first such feature in the file (from 1). */
	problems: { problem: AssetProblem; count: number; first: number }[];
	/** The system of coordinates that the file names, or that was assumed. */
	crs: string;
}

/** A file that cannot be read at all. */
export class AssetFileError extends Error {
	readonly code: 'asset_file_unreadable' | 'asset_file_crs' | 'asset_file_too_many' | 'asset_service_error';
	readonly detail: Record<string, string | number>;

	constructor(code: AssetFileError['code'], detail: Record<string, string | number> = {}, options?: ErrorOptions) {
		super(code, options);
		this.name = 'AssetFileError';
		this.code = code;
		this.detail = detail;
	}
}
