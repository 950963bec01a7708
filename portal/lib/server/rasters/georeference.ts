import { open } from 'node:fs/promises';
import { fromFile } from 'geotiff';
import { DomainError } from '../../../../gis/errors.ts';

/**
 * From the upper left corner of the image to the CRS, as GDAL has it: east = t[0] + column · t[1] + row · t[2],
 * north = t[3] + column · t[4] + row · t[5].
 */
export type GeoTransform = [number, number, number, number, number, number];

export interface Georeference {
	transform: GeoTransform;
	/** `EPSG:25832`, or null where the image does not say. */
	crs: string | null;
}

/** Bytes; six numbers need far less. */
export const MAX_WORLD_FILE = 4096;

/**
 * A world file (TFW, PGW, JGW): six lines, of which the last two are the centre of the first pixel.
 * @throws DomainError `raster_world_file`
 */
export function parseWorldFile(text: string, name: string): GeoTransform {
	const lines = text.replace(/^\ufeff/, '').trim().split(/\s+/).map((line) => Number(line.replace(',', '.')));
	const [a, d, b, e, c, f] = lines as [number, number, number, number, number, number];
	if (lines.length < 6 || ![a, d, b, e, c, f].every(Number.isFinite) || a * e - b * d === 0) throw new DomainError('raster_world_file', { name });
	return [c - a / 2 - b / 2, a, b, f - d / 2 - e / 2, d, e];
}

/** PixelIsPoint of GTRasterTypeGeoKey: the tie point is the middle of a pixel, not its corner. */
const PIXEL_IS_POINT = 2;
/** "User-defined" of the GeoTIFF standard. */
const USER_DEFINED = 32_767;

/**
 * Georeference in the tags of a GeoTIFF (OGC 19-008r4).
 * @returns null for a TIFF without
 */
export async function readGeoTiff(path: string): Promise<Georeference | null> {
	await refuseEndlessTags(path);
	const file = await fromFile(path);
	try {
		const { fileDirectory: tags } = await file.getImage(0);
		const list = async (tag: 'ModelTransformation' | 'ModelPixelScale' | 'ModelTiepoint'): Promise<number[]> =>
			tags.hasTag(tag) ? Array.from((await tags.loadValue(tag)) as ArrayLike<number>) : [];
		const [matrix, scale, tie] = [await list('ModelTransformation'), await list('ModelPixelScale'), await list('ModelTiepoint')];
		const transform = transformOf(matrix, scale, tie);
		if (!transform) return null;
		const keys = (tags.parseGeoKeyDirectory() ?? {}) as Record<string, unknown>;
		const code = [keys.ProjectedCSTypeGeoKey, keys.GeographicTypeGeoKey].find((each) => typeof each === 'number' && each > 0 && each !== USER_DEFINED);
		return { transform: keys.GTRasterTypeGeoKey === PIXEL_IS_POINT ? halfPixelBack(transform) : transform, crs: code ? `EPSG:${String(code)}` : null };
	} finally {
		await file.close();
	}
}

/** NewSubfileType of TIFF 6.0: bit 0 says that a page is a smaller copy, bit 2 that it is a mask. */
const NO_SHEET = 1 | 4;

/** How many pages of a TIFF are images of their own. @param pages of the file */
export async function sheetsOfTiff(path: string, pages: number): Promise<number> {
	const file = await fromFile(path);
	try {
		let sheets = 1;
		for (let page = 1; page < pages; page++) {
			const { fileDirectory: tags } = await file.getImage(page);
			const kind = tags.hasTag('NewSubfileType') ? Number(await tags.loadValue('NewSubfileType')) : 0;
			if ((kind & NO_SHEET) === 0) sheets++;
		}
		return sheets;
	} finally {
		await file.close();
	}
}

/** Bytes of a value by TIFF type; 8 for those of BigTIFF. */
const TYPE_BYTES = [0, 1, 1, 2, 4, 8, 1, 1, 2, 4, 8, 4, 8];

/** The library reserves memory for what a tag says it holds, however small the file is. @throws Error when that is more than the file */
async function refuseEndlessTags(path: string): Promise<void> {
	const file = await open(path);
	try {
		const { size } = await file.stat();
		const at = async (position: number, length: number) => (await file.read(Buffer.alloc(length), 0, length, position)).buffer;
		const head = await at(0, 16);
		const little = head[0] === 0x49;
		const number = (from: Buffer, offset: number, bytes: 2 | 4 | 8): number => {
			if (bytes === 2) return little ? from.readUInt16LE(offset) : from.readUInt16BE(offset);
			if (bytes === 4) return little ? from.readUInt32LE(offset) : from.readUInt32BE(offset);
			return Number(little ? from.readBigUInt64LE(offset) : from.readBigUInt64BE(offset));
		};
		const big = number(head, 2, 2) === 43;
		const start = big ? number(head, 8, 8) : number(head, 4, 4);
		if (start >= size) throw new Error('TIFF without a directory');
		const [countBytes, entryBytes] = big ? ([8, 20] as const) : ([2, 12] as const);
		const entries = Math.min(number(await at(start, countBytes), 0, countBytes), 0xffff);
		const directory = await at(start + countBytes, entries * entryBytes);
		for (let i = 0; i < entries; i++) {
			const type = number(directory, i * entryBytes + 2, 2);
			const count = number(directory, i * entryBytes + 4, big ? 8 : 4);
			if (count * (TYPE_BYTES[type] ?? 8) > size) throw new Error('TIFF tag larger than its file');
		}
	} finally {
		await file.close();
	}
}

function transformOf(matrix: number[], scale: number[], tie: number[]): GeoTransform | null {
	let transform: GeoTransform | null = null;
	if (matrix.length === 16) transform = [matrix[3]!, matrix[0]!, matrix[1]!, matrix[7]!, matrix[4]!, matrix[5]!];
	else if (scale.length >= 2 && tie.length >= 6) {
		const [sx, sy] = [scale[0]!, -scale[1]!];
		transform = [tie[3]! - tie[0]! * sx, sx, 0, tie[4]! - tie[1]! * sy, 0, sy];
	}
	return transform?.every(Number.isFinite) && transform[1] * transform[5] - transform[2] * transform[4] !== 0 ? transform : null;
}

const halfPixelBack = ([x, a, b, y, d, e]: GeoTransform): GeoTransform => [x - a / 2 - b / 2, a, b, y - d / 2 - e / 2, d, e];

/** Position of a place of the image (column, row; 0, 0 is the corner of the first pixel) in the CRS of the transform. */
export function positionAt([x, a, b, y, d, e]: GeoTransform, column: number, row: number): [number, number] {
	return [x + column * a + row * b, y + column * d + row * e];
}
