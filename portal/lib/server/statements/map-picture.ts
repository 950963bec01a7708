import type { TenantScope } from '../../../../gis/db/tenant-scope.ts';
import type { Participation } from '../participations/types.ts';
import { extents, pictureRows, type Box, type PictureRow } from './map-picture-queries.ts';

type Point = [number, number];

/** A shape in the units of the picture, y downwards. */
export interface Shape {
	/** Rings or lines; a point is a path of one position. */
	paths: Point[][];
	closed: boolean;
	fill?: string;
	fillOpacity?: number;
	stroke?: string;
	width?: number;
	dash?: number[];
	/** Radius of a point. */
	radius?: number;
}

export interface MapPicture {
	width: number;
	height: number;
	shapes: Shape[];
	/** Length of the scale bar in the picture, and what it means in metres on the ground. */
	scale: { length: number; metres: number };
}

type Look = Pick<Shape, 'fill' | 'fillOpacity' | 'stroke' | 'width' | 'dash' | 'radius'>;

/** The place stands out by shape, width and colour, also in grey. */
export const BASE: Record<string, Look> = {
	landcover: { fill: '#eef1e4' },
	water: { fill: '#cfe0ec', stroke: '#a9c6da', width: 0.5 },
	parcel: { stroke: '#d9d4c8', width: 0.3 },
	street: { fill: '#ffffff', stroke: '#cfc9bb', width: 0.5 },
	railway: { stroke: '#8d8a82', width: 0.8 },
	building: { fill: '#dcd6ca', stroke: '#b9b2a3', width: 0.3 }
};
const LOOKS: Record<Exclude<PictureRow['role'], 'base'>, Look> = {
	object: { stroke: '#6d6a63', width: 0.45, radius: 0.8 },
	perimeter: { stroke: '#1b1b1b', width: 1.6, dash: [7, 3] },
	hit: { fill: '#f2b705', fillOpacity: 0.28, stroke: '#8a5a00', width: 1.1, radius: 2.2 },
	place: { fill: '#a3005b', fillOpacity: 0.25, stroke: '#a3005b', width: 2.2, radius: 4.5 }
};

/**
 * Map of a statement's places without any map server: base map of the installation where it has one, plan or area, hit objects, places.
 * @param size of the picture, in its own units
 * @returns null where neither plan or procedure nor statement has a place
 */
export async function drawMapPicture(
	scope: TenantScope,
	statementId: string,
	about: Pick<Participation, 'id' | 'plan'>,
	size: { width: number; height: number }
): Promise<MapPicture | null> {
	const ground = about.plan ? { versionId: about.plan.versionId } : { participationId: about.id };
	const found = await extents(scope, statementId, ground);
	const around = found.places ?? found.ground;
	if (!around) return null;
	const box = frame(around, size, found.places ? 120 : 20);
	const unit = (box[2] - box[0]) / size.width;
	const rows = await pictureRows(scope, statementId, ground, box, unit / 4);
	const toPicture = ([x, y]: Point): Point => [round((x - box[0]) / unit), round((box[3] - y) / unit)];
	return {
		...size,
		shapes: rows.flatMap((row) => shapesOf(row, toPicture)),
		scale: scaleBar(box, unit, size.width)
	};
}

const round = (value: number) => Math.round(value * 100) / 100;

/** The box with a margin, in the picture's proportions, at least `least` units high. */
export function frame(box: Box, size: { width: number; height: number }, least: number, margin = 1.5): Box {
	const [x, y] = [(box[0] + box[2]) / 2, (box[1] + box[3]) / 2];
	const ratio = size.width / size.height;
	const height = Math.max((box[3] - box[1]) * margin, ((box[2] - box[0]) * margin) / ratio, least);
	return [x - (height * ratio) / 2, y - height / 2, x + (height * ratio) / 2, y + height / 2];
}

/** A round length of about a quarter of the picture. */
export function scaleBar(box: Box, unit: number, width: number): MapPicture['scale'] {
	const latitude = Math.atan(Math.sinh((box[1] + box[3]) / 2 / 6_378_137));
	const metresPerUnit = unit * Math.cos(latitude);
	const wanted = (width / 4) * metresPerUnit;
	const power = 10 ** Math.floor(Math.log10(wanted));
	const metres = [5, 2, 1].map((step) => step * power).find((each) => each <= wanted) ?? power;
	return { length: round(metres / metresPerUnit), metres };
}

interface GeoJson {
	type: string;
	coordinates?: never;
	geometries?: GeoJson[];
}

function shapesOf(row: PictureRow, toPicture: (position: Point) => Point): Shape[] {
	const look = row.role === 'base' ? (BASE[row.kind] ?? {}) : LOOKS[row.role];
	return partsOf(JSON.parse(row.geometry) as GeoJson).map(({ paths, closed }) => {
		const { fill, fillOpacity, ...line } = look;
		const points = paths.length === 1 && paths[0]!.length === 1;
		return { paths: paths.map((path) => path.map(toPicture)), closed, ...line, ...(closed || points ? { fill, fillOpacity } : {}) };
	});
}

export function partsOf(geometry: GeoJson): { paths: Point[][]; closed: boolean }[] {
	const c = geometry.coordinates as never;
	switch (geometry.type) {
		case 'Point':
			return [{ paths: [[c]], closed: false }];
		case 'LineString':
			return [{ paths: [c], closed: false }];
		case 'Polygon':
			return [{ paths: c, closed: true }];
		case 'MultiPoint':
			return (c as Point[]).map((each) => ({ paths: [[each]], closed: false }));
		case 'MultiLineString':
			return (c as Point[][]).map((each) => ({ paths: [each], closed: false }));
		case 'MultiPolygon':
			return (c as Point[][][]).map((each) => ({ paths: each, closed: true }));
		default:
			return (geometry.geometries ?? []).flatMap(partsOf);
	}
}
