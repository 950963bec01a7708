import { crsFromSrsName } from '../xplan/crs-names.ts';
import { transformBetween, type Transform } from '../xplan/crs.ts';
import type { GeoJsonGeometry } from '../xplan/geojson.ts';
import type { Position } from '../xplan/model.ts';
import { AssetFileError, type AssetFeature, type AssetFile, type AssetProblem } from './model.ts';

const MOST_ATTRIBUTES = 60;
const MOST_TEXT = 500;
/** Germany with a wide margin, degrees. Longitudes and latitudes do not overlap, so an exchanged order is seen. */
const LONGITUDES = [4, 17] as const;
const LATITUDES = [46, 56] as const;

/** @param name as the file writes it; '' is WGS 84 @throws AssetFileError `asset_file_crs` */
export function demandCrs(name: string): string {
	if (name === '' || /CRS:?84$/i.test(name)) return 'EPSG:4326';
	if (/900913$/.test(name)) return 'EPSG:3857';
	const code = crsFromSrsName(name);
	if (code === null) throw new AssetFileError('asset_file_crs', { name: name.slice(0, 100) });
	return code;
}

/** Collects features as they are read. */
export class AssetBuilder {
	private readonly features: AssetFeature[] = [];
	private readonly problems = new Map<AssetProblem, { count: number; first: number }>();
	private number = 0;

	/** @param geometry in `crs`; null: there is none; undefined: of a kind that is not known */
	add(sourceId: string, attributes: Record<string, unknown>, geometry: GeoJsonGeometry | null | undefined, crs: string): void {
		this.number++;
		if (!geometry) return this.leaveOut(geometry === null ? 'geometry-missing' : 'geometry-unknown');
		const moved = mapPositions(geometry, inGermany(crs));
		if (!moved) return this.leaveOut('coordinates');
		this.features.push({ sourceId: sourceId.slice(0, MOST_TEXT), attributes: flat(attributes), geometry: moved });
	}

	finish(crs: string): AssetFile {
		return { features: this.features, problems: [...this.problems].map(([problem, seen]) => ({ problem, ...seen })), crs };
	}

	private leaveOut(problem: AssetProblem): void {
		const seen = this.problems.get(problem);
		if (seen) seen.count++;
		else this.problems.set(problem, { count: 1, first: this.number });
	}
}

/** To EPSG:3857; null for a position that is not in Germany. Latitude before longitude, as some services write it, is exchanged. */
function inGermany(crs: string): (position: Position) => Position | null {
	const toDegrees: Transform = transformBetween(crs, 'EPSG:4326');
	const toMap = transformBetween('EPSG:4326', 'EPSG:3857');
	return ([east, north]) => {
		if (!Number.isFinite(east) || !Number.isFinite(north)) return null;
		const place = [toDegrees(east, north), toDegrees(north, east)].find(
			([lon, lat]) => lon > LONGITUDES[0] && lon < LONGITUDES[1] && lat > LATITUDES[0] && lat < LATITUDES[1]
		);
		return place ? (toMap(...place).map((value) => Math.round(value * 100) / 100) as Position) : null;
	};
}

function mapPositions(geometry: GeoJsonGeometry, move: (position: Position) => Position | null): GeoJsonGeometry | null {
	let whole = true;
	const walk = (value: unknown): unknown => {
		if (!Array.isArray(value)) return (whole = false);
		if (typeof value[0] !== 'number') return value.map(walk);
		const moved = typeof value[1] === 'number' ? move([value[0], value[1]]) : null;
		if (!moved) whole = false;
		return moved;
	};
	const coordinates = walk(geometry.coordinates);
	return whole && (coordinates as unknown[]).length > 0 ? ({ type: geometry.type, coordinates } as GeoJsonGeometry) : null;
}

/** Texts, numbers and truth values; the rest (lists, nested things) is not asked for anywhere. */
function flat(attributes: Record<string, unknown>): AssetFeature['attributes'] {
	const kept: AssetFeature['attributes'] = {};
	for (const [name, value] of Object.entries(attributes).slice(0, MOST_ATTRIBUTES)) {
		if (typeof value === 'string') kept[name.slice(0, 100)] = value.replaceAll('\0', '').trim().slice(0, MOST_TEXT);
		else if (typeof value === 'boolean' || Number.isFinite(value)) kept[name.slice(0, 100)] = value as number | boolean;
	}
	return kept;
}
