import type { Locator, Page } from '@playwright/test';
import { demoAddresses } from '../../../portal/demo/base-map.ts';
import { lindenparkGeometry, type AreaName } from '../../../portal/demo/lindenpark-areas.ts';
import { polygonCoordinates } from '../../../portal/demo/geometry.ts';
import { transformBetween } from '../../../importers/xplan/crs.ts';
import { expect } from './story.ts';

type Position = [number, number];
interface MapOnScreen {
	map: Locator;
	/** Pixels from the map's left upper corner of a position in EPSG:3857. */
	pixel(position: Position): { x: number; y: number };
}

const toMercator = transformBetween('EPSG:25833', 'EPSG:3857');
/** Zoom 17, in metres of EPSG:3857 a pixel. */
const METRES_AT_ADDRESS = 1.194329;
const geometry = lindenparkGeometry(true);

/** Position in EPSG:3857 of a point on the Lindenpark's own plane: `u` metres along the Lindenallee, `v` away from it. */
export function lindenpark(u: number, v: number): Position {
	const [east, north] = geometry.path(`${u},${v}`)[0]!;
	return toMercator(east, north) as Position;
}

/** Position in EPSG:3857 of a house of the demo. */
export function address(street: string, number: string): Position {
	const found = demoAddresses().find((each) => each.street === street && each.number === number);
	if (!found) throw new Error(`No address ${street} ${number}.`);
	return toMercator(found.x, found.y) as Position;
}

/** Middle of the area's extent, EPSG:3857. */
export function middleOf(area: AreaName): Position {
	const [minX, minY, maxX, maxY] = extentOf(polygonCoordinates(geometry.areas.get(area)!)[0]! as Position[]);
	return [(minX + maxX) / 2, (minY + maxY) / 2];
}

function extentOf(ring: readonly Position[]): [number, number, number, number] {
	const points = ring.map(([east, north]) => toMercator(east, north) as Position);
	const xs = points.map(([x]) => x);
	const ys = points.map(([, y]) => y);
	return [Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys)];
}

/** The map as it shows itself at first: the whole Lindenpark with the margin that the page leaves. */
export async function openMap(page: Page, name: RegExp | string): Promise<MapOnScreen> {
	const map = page.getByRole('application', { name });
	await expect(map.locator('canvas').first()).toBeVisible();
	const { width, height } = (await map.boundingBox())!;
	const [minX, minY, maxX, maxY] = extentOf(polygonCoordinates(geometry.perimeter)[0]! as Position[]);
	const margin = Math.round(Math.min(48, width * 0.08, height * 0.08));
	const metres = Math.max((maxX - minX) / (width - 2 * margin), (maxY - minY) / (height - 2 * margin));
	return onScreen(map, { width, height }, [(minX + maxX) / 2, (minY + maxY) / 2], metres);
}

/** The map after the search for an address has moved it there. */
export async function mapAround(page: Page, name: string, centre: Position): Promise<MapOnScreen> {
	const map = page.getByRole('application', { name });
	return onScreen(map, (await map.boundingBox())!, centre, METRES_AT_ADDRESS);
}

const onScreen = (map: Locator, { width, height }: { width: number; height: number }, centre: Position, metres: number): MapOnScreen => ({
	map,
	pixel: ([x, y]) => ({ x: width / 2 + (x - centre[0]) / metres, y: height / 2 - (y - centre[1]) / metres })
});
