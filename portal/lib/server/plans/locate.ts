import { readFileSync } from 'node:fs';
import { crsByCode, registerDhdnGrid, transformBetween, type Transform } from '../../../../importers/xplan/crs.ts';
import { TOLERANCE_DEGREES, TOLERANCE_METRES } from '../../../../importers/xplan/linearise.ts';
import type { Attribute, Feature, PlanGeometry } from '../../../../importers/xplan/model.ts';
import { writeEwkb, writeLinearEwkb } from '../../../../importers/xplan/wkb.ts';

/** Accuracy of BeTA2007 and of the Länder's grids, in metres. */
const GRID_ACCURACY = 0.1;

/** The map's limits: coordinates beyond are no place, whatever the transformation makes of them. */
const WORLD = 20_037_508.35;

/** Points that are remembered, by the upper bits of a hash of their coordinates. */
const REMEMBERED = 8192;
const SHIFT = 32 - Math.log2(REMEMBERED);
const NOWHERE: [number, number] = [0, 0];
const bits = new Float64Array(2);

let gridInUse: string | null = null;

/** Reads the NTv2 grid of the configuration, once per process or worker. */
export function useGrid(path: string | null): void {
	if (!path || path === gridInUse) return;
	const data = readFileSync(path);
	registerDhdnGrid('dhdn', data.buffer.slice(data.byteOffset, data.byteOffset + data.byteLength) as ArrayBuffer, GRID_ACCURACY);
	gridInUse = path;
	transforms.clear();
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

/** Whether all points since it was set have a place on the map. */
let onMap = true;
const transforms = new Map<string, Transform>();

/** The way from a system to the map. It remembers points: neighbouring areas share theirs, and a transformation costs as much as reading one. */
function toMap(code: string): Transform {
	let remembered = transforms.get(code);
	if (remembered === undefined) transforms.set(code, (remembered = remembering(transformBetween(code, 'EPSG:3857'))));
	return remembered;
}

function remembering(transform: Transform): Transform {
	const [easts, norths] = [new Float64Array(REMEMBERED).fill(NaN), new Float64Array(REMEMBERED)];
	const places = new Array<[number, number] | null>(REMEMBERED).fill(null);
	const halves = new Uint32Array(bits.buffer);
	return (east, north) => {
		bits[0] = east;
		bits[1] = north;
		const slot = (Math.imul(halves[0]! ^ Math.imul(halves[1]!, 31), 0x9e3779b1) + Math.imul(halves[2]! ^ Math.imul(halves[3]!, 31), 0x85ebca6b)) >>> SHIFT;
		if (easts[slot] !== east || norths[slot] !== north) {
			const place = Number.isFinite(east) && Number.isFinite(north) ? transform(east, north) : null;
			easts[slot] = east;
			norths[slot] = north;
			places[slot] = place && Math.abs(place[0]) <= WORLD && Math.abs(place[1]) <= WORLD ? place : null;
		}
		const place = places[slot]!;
		if (place !== null) return place;
		onMap = false;
		return NOWHERE;
	};
}

export function locate(attribute: Attribute): Place {
	const geometry = attribute.geometry!;
	const crs = attribute.crs ? crsByCode(attribute.crs) : undefined;
	const native = hex(writeEwkb(geometry, crs?.srid ?? 0));
	const kind = 'positions' in geometry ? 'point' : 'curves' in geometry ? 'line' : 'area';
	if (!crs) return { geometry, kind, srid: 0, native, geom: null };
	onMap = true;
	const linear = writeLinearEwkb(geometry, toMap(crs.code), 3857, crs.unit === 'degree' ? TOLERANCE_DEGREES : TOLERANCE_METRES);
	return { geometry, kind, srid: crs.srid, native, geom: onMap ? hex(linear) : null };
}

function hex(bytes: Uint8Array): string {
	return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('hex');
}
