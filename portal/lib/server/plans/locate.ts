import { readFileSync } from 'node:fs';
import { crsByCode, registerDhdnGrid, transformBetween } from '../../../../importers/xplan/crs.ts';
import { TOLERANCE_DEGREES, TOLERANCE_METRES } from '../../../../importers/xplan/linearise.ts';
import type { Attribute, Feature, PlanGeometry } from '../../../../importers/xplan/model.ts';
import { writeEwkb, writeLinearEwkb } from '../../../../importers/xplan/wkb.ts';

/** Accuracy of BeTA2007 and of the Länder's grids, in metres. */
const GRID_ACCURACY = 0.1;

/** The map's limits: coordinates beyond are no place, whatever the transformation makes of them. */
const WORLD = 20_037_508.35;

let gridInUse: string | null = null;

/** Reads the NTv2 grid of the configuration, once per process or worker. */
export function useGrid(path: string | null): void {
	if (!path || path === gridInUse) return;
	const data = readFileSync(path);
	registerDhdnGrid('dhdn', data.buffer.slice(data.byteOffset, data.byteOffset + data.byteLength) as ArrayBuffer, GRID_ACCURACY);
	gridInUse = path;
}

/** Property that holds the place of a feature; other geometries stay among its attributes. */
const PLACE = new Set(['position', 'raeumlicherGeltungsbereich', 'geltungsbereich']);

export interface Place {
	geometry: PlanGeometry;
	kind: 'point' | 'line' | 'area';
	/** EPSG number, 0 where the document leaves it open. */
	srid: number;
	/** Hexadecimal EWKB as given. */
	native: string;
	/** Hexadecimal EWKB, linearised, EPSG:3857; null where it has no place on the map. */
	geom: string | null;
}

/** The geometry attribute that says where a feature is, and all other attributes in their order. */
export function splitPlace(feature: Feature): { place: Attribute | undefined; rest: Attribute[] } {
	let place: Attribute | undefined;
	for (const attribute of feature.attributes) {
		if (attribute.geometry && (!place || (PLACE.has(attribute.name) && !PLACE.has(place.name)))) place = attribute;
	}
	return { place, rest: place ? feature.attributes.filter((attribute) => attribute !== place) : feature.attributes };
}

export function locate(attribute: Attribute): Place {
	const geometry = attribute.geometry!;
	const crs = attribute.crs ? crsByCode(attribute.crs) : undefined;
	const native = hex(writeEwkb(geometry, crs?.srid ?? 0));
	const kind = 'positions' in geometry ? 'point' : 'curves' in geometry ? 'line' : 'area';
	if (!crs) return { geometry, kind, srid: 0, native, geom: null };
	let onMap = true;
	const toMap = transformBetween(crs.code, 'EPSG:3857');
	const transform = (east: number, north: number): [number, number] => {
		if (Number.isFinite(east) && Number.isFinite(north)) {
			const position = toMap(east, north);
			if (Math.abs(position[0]) <= WORLD && Math.abs(position[1]) <= WORLD) return position;
		}
		onMap = false;
		return [0, 0];
	};
	const linear = writeLinearEwkb(geometry, transform, 3857, crs.unit === 'degree' ? TOLERANCE_DEGREES : TOLERANCE_METRES);
	return { geometry, kind, srid: crs.srid, native, geom: onMap ? hex(linear) : null };
}

function hex(bytes: Uint8Array): string {
	return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('hex');
}
