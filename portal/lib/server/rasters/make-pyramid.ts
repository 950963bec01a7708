import { copyFile, mkdir, open, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import sharp, { type Metadata } from 'sharp';
import { DomainError } from '../../../../gis/errors.ts';
import { crsByCode } from '../../../../importers/xplan/crs.ts';
import { openGdal } from '../gdal.ts';
import { parseWorldFile, readGeoTiff, sheetsOfTiff, type GeoTransform, type Georeference } from './georeference.ts';
import { boundsOfClip, boundsOfImage, common, placeImage, TILE, type Placement } from './placement.ts';
import type { RasterResult, RasterTask } from './raster-types.ts';

/** Beginnings of TIFF (both byte orders, and BigTIFF), PNG and JPEG. SVG, PDF and the like are no scans, and no decoder gets to see them. */
const BEGINNINGS = ['49492a00', '4d4d002a', '49492b00', '4d4d002b', '89504e47', 'ffd8ff'];
/** The native decoder is told to stop; ending the worker would not reach it. */
const DECODE_SECONDS = 300;
const WARPED = 'warped';
/** Seven parameters in crs.ts; a grid takes their place. */
const TOWGS84 = /\+towgs84=[-\d.,]+/;

/**
 * A scanned plan as web tiles: read by sharp (which knows every compression of TIFF), turned to EPSG:3857 and cut to the plan area by
 * GDAL, given overviews by sharp. GDAL only ever sees pixels that sharp has written.
 * @throws DomainError `raster_…`
 */
export async function makePyramid(task: RasterTask, onStep: (share: number) => void): Promise<RasterResult> {
	const image = await inspect(task);
	const { transform, crs } = await georeferenceOf(task, image);
	const whole = boundsOfImage(transform, image.width, image.height, crs);
	const clip = task.clip?.coordinates.length ? boundsOfClip(task.clip.coordinates) : null;
	const shown = whole.every(Number.isFinite) ? (clip ? common(whole, clip) : whole) : null;
	if (!shown) throw new DomainError('raster_elsewhere', { name: task.name, crs });
	const placed = placeImage(transform, image.width, image.height, crs, shown, task.maxPixels);
	onStep(0.05);
	const bands = await normalise(task, image);
	onStep(0.35);
	await warp(task, image, bands, transform, crs, placed);
	onStep(0.75);
	const path = await addOverviews(task, bands.colours);
	onStep(1);
	return {
		path,
		bounds: placed.bounds,
		minZoom: placed.zoom - overviewsOf(placed),
		maxZoom: placed.zoom,
		width: image.width,
		height: image.height,
		metresPerPixel: placed.metresPerPixel,
		crs,
		sheets: await countSheets(task.path, image),
		bilevel: image.bitsPerSample === 1 && !image.isPalette
	};
}

const limits = (task: RasterTask) => ({ limitInputPixels: task.maxPixels, sequentialRead: true, failOn: 'error' as const, page: 0 });

async function inspect(task: RasterTask): Promise<Metadata> {
	if (!(await beginsLikeImage(task.path))) throw new DomainError('raster_wrong_type', { name: task.name });
	let image: Metadata;
	try {
		image = await sharp(task.path, { ...limits(task), limitInputPixels: false }).metadata();
	} catch (cause) {
		throw new DomainError('raster_unreadable', { name: task.name }, { cause });
	}
	if (image.width * image.height > task.maxPixels) {
		const millions = (pixels: number) => Math.round(pixels / 1e6).toLocaleString('de-DE');
		throw new DomainError('raster_too_large', { name: task.name, pixels: millions(image.width * image.height), limit: millions(task.maxPixels) });
	}
	return image;
}

async function beginsLikeImage(path: string): Promise<boolean> {
	const file = await open(path);
	try {
		const { buffer } = await file.read(Buffer.alloc(4), 0, 4, 0);
		return BEGINNINGS.some((each) => buffer.toString('hex').startsWith(each));
	} finally {
		await file.close();
	}
}

/** Far beyond any plan; somebody may also write a file of nothing but pages. */
const MOST_SHEETS = 1_000;

async function countSheets(path: string, { format, pages = 1 }: Metadata): Promise<number> {
	if (format !== 'tiff' || pages === 1) return 1;
	// Where another page is damaged, nobody can tell what it is: it counts, and the first is shown all the same.
	return sheetsOfTiff(path, Math.min(pages, MOST_SHEETS)).catch(() => pages);
}

/** What stands in the image itself goes first, as in GDAL; then the world file. The CRS is the plan's where the image names none. */
async function georeferenceOf(task: RasterTask, image: Metadata): Promise<{ transform: GeoTransform; crs: string }> {
	let found: Georeference | null = null;
	if (image.format === 'tiff') {
		try {
			found = await readGeoTiff(task.path);
		} catch (cause) {
			throw new DomainError('raster_unreadable', { name: task.name }, { cause });
		}
	}
	found ??= task.worldFile === null ? null : { transform: parseWorldFile(task.worldFile, task.name), crs: null };
	if (!found) throw new DomainError('raster_without_georeference', { name: task.name });
	const crs = found.crs ?? task.planCrs;
	if (!crsByCode(crs)) throw new DomainError('raster_crs_unknown', { name: task.name, crs });
	return { transform: found.transform, crs };
}

interface Bands {
	colours: 1 | 3;
	alpha: boolean;
}

/** Eight bits, grey or sRGB, with the transparency that the image has: palettes, 16 bits, CMYK and 1 bit end here. */
async function normalise(task: RasterTask, image: Metadata): Promise<Bands> {
	try {
		const grey = image.space === 'b-w' || image.space === 'grey16';
		const { channels } = await sharp(task.path, limits(task))
			.timeout({ seconds: DECODE_SECONDS })
			.toColourspace(grey ? 'b-w' : 'srgb')
			.tiff({ compression: 'deflate', predictor: 'none', tile: true, tileWidth: TILE, tileHeight: TILE, bigtiff: true })
			.toFile(join(task.folder, 'source.tif'));
		return { colours: channels > 2 ? 3 : 1, alpha: channels === 2 || channels === 4 };
	} catch (cause) {
		throw new DomainError('raster_unreadable', { name: task.name }, { cause });
	}
}

async function warp(task: RasterTask, image: Metadata, bands: Bands, transform: GeoTransform, crs: string, placed: Placement): Promise<void> {
	await writeFile(join(task.folder, 'source.vrt'), virtualRaster(image, bands, transform));
	const output = join(task.folder, 'out');
	await mkdir(output, { recursive: true });
	const options = ['-of', 'GTiff', '-s_srs', await definitionOf(task, crs), '-t_srs', 'EPSG:3857', '-r', 'bilinear', '-dstalpha', '-wm', '64'];
	options.push('-te', ...placed.bounds.map(String), '-ts', String(placed.width), String(placed.height));
	// Transparent paper is white, so that overviews get no dark fringe where the image ends.
	options.push('-wo', 'INIT_DEST=255', '-et', '0.05');
	for (const each of ['TILED=YES', 'COMPRESS=DEFLATE', 'ZLEVEL=1', 'BIGTIFF=IF_SAFER', 'SPARSE_OK=TRUE']) options.push('-co', each);
	if (task.clip?.coordinates.length) {
		const crsMember = { type: 'name', properties: { name: 'urn:ogc:def:crs:EPSG::3857' } };
		const collection = { type: 'FeatureCollection', crs: crsMember, features: [{ type: 'Feature', properties: {}, geometry: task.clip }] };
		await writeFile(join(task.folder, 'clip.geojson'), JSON.stringify(collection));
		options.push('-cutline', '/input/clip.geojson');
	}
	options.push('--config', 'GDAL_CACHEMAX', '64');
	const messages: string[] = [];
	try {
		const gdal = await openGdal(output, (text) => messages.push(text));
		const { datasets, errors } = await gdal.open(join(task.folder, 'source.vrt'));
		if (datasets.length !== 1) throw new Error(JSON.stringify(errors));
		await gdal.gdalwarp(datasets[0], options, WARPED);
		await stat(join(output, `${WARPED}.tif`));
	} catch (cause) {
		const detail = cause instanceof Error ? cause.message : JSON.stringify(cause);
		throw new Error(`GDAL could not place the image: ${detail} ${messages.join(' ')}`, { cause });
	}
}

/** The same definition of the CRS as for the plan's objects. GDAL looks for a grid where the image is. */
async function definitionOf(task: RasterTask, crs: string): Promise<string> {
	const { definition, name } = crsByCode(crs)!;
	if (!task.ntv2Grid || !name.startsWith('DHDN')) return definition;
	await copyFile(task.ntv2Grid, join(task.folder, 'dhdn.gsb'));
	return definition.replace(TOWGS84, '+nadgrids=/input/dhdn.gsb');
}

function virtualRaster({ width, height }: Metadata, { colours, alpha }: Bands, transform: GeoTransform): string {
	const names = [...(colours === 3 ? ['Red', 'Green', 'Blue'] : ['Gray']), ...(alpha ? ['Alpha'] : [])];
	const bands = names.map((name, i) => {
		const source = `<SimpleSource><SourceFilename relativeToVRT="1">source.tif</SourceFilename><SourceBand>${i + 1}</SourceBand></SimpleSource>`;
		return `<VRTRasterBand dataType="Byte" band="${i + 1}"><ColorInterp>${name}</ColorInterp>${source}</VRTRasterBand>`;
	});
	const place = `<GeoTransform>${transform.join(', ')}</GeoTransform>`;
	return `<VRTDataset rasterXSize="${width}" rasterYSize="${height}">${place}${bands.join('')}</VRTDataset>`;
}

/** Halvings until the image fits in one tile, as libvips makes them. */
function overviewsOf({ width, height }: Placement): number {
	let levels = 0;
	for (let [w, h] = [width, height]; w > TILE || h > TILE; levels++) [w, h] = [Math.max(1, Math.floor(w / 2)), Math.max(1, Math.floor(h / 2))];
	return levels;
}

async function addOverviews(task: RasterTask, colours: Bands['colours']): Promise<string> {
	const path = join(task.folder, 'pyramid.tif');
	const tiles = { tile: true, tileWidth: TILE, tileHeight: TILE, pyramid: true, bigtiff: true };
	await sharp(join(task.folder, 'out', `${WARPED}.tif`), { limitInputPixels: false, sequentialRead: true })
		.timeout({ seconds: DECODE_SECONDS })
		// Lines of black-and-white scans stay exact; photographs and coloured plans would be several times larger so.
		.tiff(colours === 1 ? { ...tiles, compression: 'deflate', predictor: 'horizontal' } : { ...tiles, compression: 'webp', quality: 90 })
		.toFile(path);
	return path;
}
