import { DomainError } from '../errors.ts';

/** A tile of the usual grid in EPSG:3857: column from the west, row from the north. */
export interface Tile {
	z: number;
	x: number;
	y: number;
}

export const MAX_ZOOM = 22;
/** Units along the edge of a tile, and how far its content reaches beyond, so that lines and labels do not end at the edge. */
export const EXTENT = 4096;
export const BUFFER = 128;
/** Units of one screen pixel: tiles are drawn 512 pixels wide. */
export const PIXEL = EXTENT / 512;
const WORLD_METRES = 40_075_016.685578488;

/** @throws DomainError `tile_invalid` */
export function readTile(z: string, x: string, y: string): Tile {
	const tile = { z: whole(z), x: whole(x), y: whole(y) };
	const size = 2 ** tile.z;
	if (!(tile.z <= MAX_ZOOM && tile.x < size && tile.y < size)) throw new DomainError('tile_invalid');
	return tile;
}

function whole(text: string): number {
	return /^\d{1,7}$/.test(text) ? Number(text) : NaN;
}

/** Length of a unit of the tile in metres of EPSG:3857. */
export function unitOf(tile: Tile): number {
	return WORLD_METRES / 2 ** tile.z / EXTENT;
}
