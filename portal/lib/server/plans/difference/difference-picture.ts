import type { TenantScope } from '../../../../../gis/db/tenant-scope.ts';
import { entryPlaces, type EntryPlace, type Versions } from '../../../../../gis/plans/difference/store-queries.ts';
import type { ChangeKind } from '../../../../../gis/plans/difference/types.ts';
import { readVersion } from '../../../../../gis/plans/plans.ts';
import { BASE, frame, partsOf, scaleBar, type MapPicture, type Shape } from '../../statements/map-picture.ts';
import { pictureRows } from '../../statements/map-picture-queries.ts';

type Point = [number, number];
type Look = Pick<Shape, 'fill' | 'fillOpacity' | 'stroke' | 'width' | 'dash' | 'radius'>;

/** Told apart by dash and width as well as by colour; the same as on the page's map. */
const LOOKS: Record<ChangeKind | 'old', Look> = {
	added: { fill: '#1d7a3e', fillOpacity: 0.2, stroke: '#166b34', width: 1.4, radius: 2.6 },
	removed: { fill: '#c8372b', fillOpacity: 0.1, stroke: '#a3231a', width: 1.4, dash: [4, 2.5], radius: 2.6 },
	changed: { fill: '#0b4aa2', fillOpacity: 0.12, stroke: '#0b4aa2', width: 1.2, radius: 2.6 },
	old: { stroke: '#0b4aa2', width: 0.8, dash: [1, 1.6], radius: 2 }
};
/** No statement has this id: only base map and plan come back. */
const NO_STATEMENT = '00000000-0000-0000-0000-000000000000';

/** Overview of the changes over base map and later version, in units of the picture. @returns null for a plan without a place */
export async function differencePicture(scope: TenantScope, versions: Versions, size: { width: number; height: number }): Promise<MapPicture | null> {
	const { extent } = await readVersion(scope, versions.to);
	if (!extent) return null;
	const box = frame(extent, size, 20, 1.06);
	const unit = (box[2] - box[0]) / size.width;
	const toPicture = ([x, y]: Point): Point => [round((x - box[0]) / unit), round((box[3] - y) / unit)];
	const ground = await pictureRows(scope, NO_STATEMENT, { versionId: versions.to }, box, unit / 4);
	const places = (await entryPlaces(scope, versions)).filter((place) => place.subject === 'object' || place.moved);
	const shape = (geometry: unknown, look: Look): Shape[] =>
		partsOf(geometry as never).map(({ paths, closed }) => {
			const { fill, fillOpacity, ...line } = look;
			const point = paths.length === 1 && paths[0]!.length === 1;
			return { paths: paths.map((path) => path.map(toPicture)), closed, ...line, ...(closed || point ? { fill, fillOpacity } : {}) };
		});
	const look = (role: string, kind: string): Look =>
		role === 'base' ? (BASE[kind] ?? {}) : role === 'perimeter' ? { stroke: '#1b1b1b', width: 1.6, dash: [7, 3] } : { stroke: '#8d8a82', width: 0.4, radius: 0.6 };
	return {
		...size,
		shapes: [
			...ground.flatMap((row) => shape(JSON.parse(row.geometry), look(row.role, row.kind))),
			...ordered(places).flatMap((place) => [
				...(place.before && place.moved ? shape(place.before, LOOKS.old) : []),
				...shape((place.after ?? place.before)!, LOOKS[place.kind])
			])
		],
		scale: scaleBar(box, unit, size.width)
	};
}

const round = (value: number) => Math.round(value * 100) / 100;

/** Large areas of which only properties changed lie below. */
function ordered(places: EntryPlace[]): EntryPlace[] {
	const rank = (place: EntryPlace) => (place.kind === 'changed' ? (place.moved ? 1 : 0) : 2);
	return [...places].sort((a, b) => rank(a) - rank(b));
}
