import proj4, { type InterfaceCoordinates } from 'proj4';
import type { Position } from './model.ts';

/**
 * The coordinate reference systems of XPlanGML documents, one set of proj4 definitions for both database engines, so that a plan lies
 * at the same place whichever stores it. Axis order in our model is always east, north (longitude, latitude for degrees), as in all
 * XPlanGML files seen, whatever the register says about EPSG:4258, 4326 and 31466–31469; latitudes written first are recognised by their size.
 */
export interface Crs {
	/** `EPSG:25832` */
	code: string;
	srid: number;
	name: string;
	unit: 'metre' | 'degree';
	/** UTM zone or Gauß-Krüger strip. */
	zone?: number;
	/** Accuracy of the transformation to EPSG:3857, in metres: 0 where ETRS89 is taken for WGS 84, as web maps do. */
	accuracyMetres: number;
	/** Whether an NTv2 grid is in use. */
	grid: boolean;
	definition: string;
}

/** DHDN → WGS 84, seven parameters for all of Germany (EPSG transformation 1777, accuracy 3 m). */
const HELMERT = '+towgs84=598.1,73.7,418.2,0.202,0.045,-2.455,6.7';
const HELMERT_ACCURACY_METRES = 3;

const systems = new Map<string, Crs>();
let dhdnGrid: { name: string; accuracyMetres: number; extents: Range[] } | undefined;

function defineAll(): void {
	const add = (srid: number, name: string, unit: Crs['unit'], accuracyMetres: number, definition: string, zone?: number): void => {
		const grid = dhdnGrid !== undefined && name.startsWith('DHDN');
		systems.set(`EPSG:${srid}`, { code: `EPSG:${srid}`, srid, name, unit, zone, accuracyMetres, grid, definition });
	};
	for (const zone of [31, 32, 33]) {
		add(
			25800 + zone,
			`ETRS89 / UTM Zone ${zone}N`,
			'metre',
			0,
			`+proj=utm +zone=${zone} +ellps=GRS80 +towgs84=0,0,0,0,0,0,0 +units=m +no_defs`,
			zone
		);
	}
	const accuracy = dhdnGrid?.accuracyMetres ?? HELMERT_ACCURACY_METRES;
	for (const strip of [2, 3, 4, 5]) {
		const origin = `+lat_0=0 +lon_0=${strip * 3} +k=1 +x_0=${strip}500000 +y_0=0`;
		const definition = `+proj=tmerc ${origin} +ellps=bessel ${HELMERT} +units=m +no_defs`;
		for (const srid of [31464 + strip, 5674 + strip])
			add(srid, `DHDN / 3-Grad-Gauß-Krüger Streifen ${strip}`, 'metre', accuracy, definition, strip);
	}
	add(4258, 'ETRS89 (Länge, Breite)', 'degree', 0, '+proj=longlat +ellps=GRS80 +towgs84=0,0,0,0,0,0,0 +no_defs');
	add(4326, 'WGS 84 (Länge, Breite)', 'degree', 0, '+proj=longlat +datum=WGS84 +no_defs');
	const mercator = '+proj=merc +a=6378137 +b=6378137 +lat_ts=0 +lon_0=0 +x_0=0 +y_0=0 +k=1 +units=m +nadgrids=@null +no_defs';
	add(3857, 'WGS 84 / Pseudo-Mercator', 'metre', 0, mercator);
}
defineAll();

/** A known CRS by its code (`EPSG:25832`), else undefined. */
export function crsByCode(code: string): Crs | undefined {
	return systems.get(code);
}

/** All known systems, for interfaces and documentation. */
export function knownCrs(): Crs[] {
	return [...systems.values()];
}

/**
 * Uses an NTv2 grid (such as BeTA2007 for Germany) instead of the seven parameters for all DHDN systems, for the whole process; outside of
 * the grid the seven parameters stay in use.
 * @param data the binary `.gsb` file
 * @param accuracyMetres of the grid, 0.1 for BeTA2007
 */
export function registerDhdnGrid(name: string, data: ArrayBuffer, accuracyMetres: number): void {
	const { subgrids } = proj4.nadgrid(name, data);
	const degrees = 180 / Math.PI;
	const extents = subgrids.map(({ ll, del, lim }) => ({
		// NTv2 counts longitudes westwards. The margin keeps clear of the edge, where an inverse finds no neighbours.
		minEast: -(ll[0]! + (lim[0]! - 1) * del[0]!) * degrees + GRID_MARGIN_DEGREES,
		maxEast: -ll[0]! * degrees - GRID_MARGIN_DEGREES,
		minNorth: ll[1]! * degrees + GRID_MARGIN_DEGREES,
		maxNorth: (ll[1]! + (lim[1]! - 1) * del[1]!) * degrees - GRID_MARGIN_DEGREES
	}));
	dhdnGrid = { name, accuracyMetres, extents };
	transforms.clear();
	ranges.clear();
	defineAll();
}

/** A transformation of one position; the result is a fresh array. */
export type Transform = (east: number, north: number) => Position;

const WGS84 = '+proj=longlat +datum=WGS84 +no_defs';
const GRID_MARGIN_DEGREES = 0.01;
const transforms = new Map<string, Transform>();

/** The transformation between two known systems, east, north → east, north. */
export function transformBetween(from: string, to: string): Transform {
	const key = `${from}>${to}`;
	let transform = transforms.get(key);
	if (transform === undefined) {
		const source = systems.get(from);
		const target = systems.get(to);
		if (source === undefined || target === undefined) throw new RangeError(`Unknown CRS: ${source === undefined ? from : to}`);
		transform = from === to ? (east, north) => [east, north] : build(source, target);
		transforms.set(key, transform);
	}
	return transform;
}

const isDhdn = ({ name }: Crs): boolean => name.startsWith('DHDN');

function build(source: Crs, target: Crs): Transform {
	if (!isDhdn(source) && !isDhdn(target)) return direct(source.definition, target.definition);
	const plain = viaWgs84(source.definition, target.definition);
	if (dhdnGrid === undefined) return plain;
	const { name, extents } = dhdnGrid;
	const withGrid = ({ definition }: Crs): string => definition.replace(HELMERT, `+nadgrids=${name}`);
	const precise = viaWgs84(withGrid(source), withGrid(target));
	const place = viaWgs84(source.definition, WGS84);
	return (east, north) => {
		const [longitude, latitude] = place(east, north);
		const inside = ({ minEast, maxEast, minNorth, maxNorth }: Range): boolean =>
			longitude > minEast && longitude < maxEast && latitude > minNorth && latitude < maxNorth;
		return extents.some(inside) ? precise(east, north) : plain(east, north);
	};
}

function direct(source: string, target: string): Transform {
	const step = stepBetween(source, target);
	return (east, north) => {
		const point = step(east, north);
		return point ? [point.x, point.y] : [NaN, NaN];
	};
}

/** In two steps: proj4 does the same for datum shifts by itself, but parses WGS 84 anew for every point. */
function viaWgs84(source: string, target: string): Transform {
	if (target === WGS84) return direct(source, WGS84);
	const first = stepBetween(source, WGS84);
	const second = stepBetween(WGS84, target);
	return (east, north) => {
		const place = first(east, north);
		// Far outside of a projection there is nothing; proj4 would throw.
		if (!place || !Number.isFinite(place.x) || !Number.isFinite(place.y)) return [NaN, NaN];
		const point = second(place.x, place.y);
		return point ? [point.x, point.y] : [NaN, NaN];
	};
}

/** proj4's own step between two definitions. A point with a height passes in half the time: from others proj4 deletes it at the end. */
function stepBetween(source: string, target: string): (x: number, y: number) => InterfaceCoordinates | null | undefined {
	const [from, to] = [new proj4.Proj(source), new proj4.Proj(target)];
	return (x, y) => proj4.transform(from, to, { x, y, z: 0 });
}

/** Smallest and largest east and north that a place in Germany (with its part of the North Sea) can have in this CRS. */
export interface Range {
	minEast: number;
	maxEast: number;
	minNorth: number;
	maxNorth: number;
}

/** Longitude and latitude around Germany with its exclusive economic zone. */
const GERMANY: Range = { minEast: 3, maxEast: 16, minNorth: 46.5, maxNorth: 56.5 };
const ranges = new Map<string, Range>();

export function plausibleRange(code: string): Range {
	let range = ranges.get(code);
	if (range === undefined) {
		const transform = transformBetween('EPSG:4258', code);
		range = { minEast: Infinity, maxEast: -Infinity, minNorth: Infinity, maxNorth: -Infinity };
		for (let i = 0; i <= 20; i++) {
			for (let j = 0; j <= 20; j++) {
				const longitude = GERMANY.minEast + ((GERMANY.maxEast - GERMANY.minEast) * i) / 20;
				const latitude = GERMANY.minNorth + ((GERMANY.maxNorth - GERMANY.minNorth) * j) / 20;
				const [east, north] = transform(longitude, latitude);
				range.minEast = Math.min(range.minEast, east);
				range.maxEast = Math.max(range.maxEast, east);
				range.minNorth = Math.min(range.minNorth, north);
				range.maxNorth = Math.max(range.maxNorth, north);
			}
		}
		ranges.set(code, range);
	}
	return range;
}
