import { createWriteStream } from 'node:fs';
import { mkdir, rename, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import sharp from 'sharp';
import type { Tile } from '../../../../gis/tiles/grid.ts';
import type { Services } from '../services.ts';
import { HALF_WORLD, resolutionOf, TILE } from './placement.ts';
import type { TileSource } from './raster-queries.ts';

/** Reads tiles out of the pyramids; those in a bucket are fetched once and kept beside. */
export class RasterTiles {
	private readonly services: Pick<Services, 'config' | 'files'>;
	private nothing: Promise<Buffer> | undefined;
	private readonly fetching = new Map<string, Promise<string>>();

	constructor(services: Pick<Services, 'config' | 'files'>) {
		this.services = services;
	}

	/** @returns WebP with transparency, 256 × 256; fully transparent where the scan has nothing */
	async tile(source: TileSource, tile: Tile): Promise<Buffer> {
		const window = windowOf(source, tile);
		if (!window) return this.empty();
		const path = await this.localPath(source.key);
		const { left, top, width, height } = window.from;
		const { data, info } = await sharp(path, { page: source.maxZoom - tile.z, limitInputPixels: false })
			.extract({ left, top, width, height })
			.toFormat('raw')
			.toBuffer({ resolveWithObject: true });
		const channels = info.channels as 2 | 4;
		if (isTransparent(data, channels)) return this.empty();
		const { x, y } = window.to;
		const image = sharp(data, { raw: { width, height, channels } });
		const whole = width === TILE && height === TILE;
		const placed = whole
			? image
			: image.extend({ left: x, top: y, right: TILE - x - width, bottom: TILE - y - height, background: { r: 255, g: 255, b: 255, alpha: 0 } });
		return placed.webp(channels === 2 ? { lossless: true, effort: 2 } : { quality: 86, smartSubsample: true, effort: 2 }).toBuffer();
	}

	private empty(): Promise<Buffer> {
		const background = { r: 255, g: 255, b: 255, alpha: 0 };
		this.nothing ??= sharp({ create: { width: TILE, height: TILE, channels: 4, background } }).webp({ lossless: true }).toBuffer();
		return this.nothing;
	}

	/** Where a pyramid lies on this machine's disk. */
	async localPath(key: string): Promise<string> {
		const path = this.services.files.pathOf(key);
		if (path) return path;
		const copy = join(this.services.config.dataDir, 'rasters', basename(key));
		if (await stat(copy).catch(() => null)) return copy;
		let running = this.fetching.get(key);
		if (!running) {
			running = this.fetch(key, copy).finally(() => this.fetching.delete(key));
			this.fetching.set(key, running);
		}
		return running;
	}

	private async fetch(key: string, copy: string): Promise<string> {
		await mkdir(join(this.services.config.dataDir, 'rasters'), { recursive: true });
		const part = `${copy}.part`;
		await pipeline(await this.services.files.getStream(key), createWriteStream(part));
		await rename(part, copy);
		return copy;
	}
}

/** Pixels of an overview that a tile shows, and where in the tile they lie; null where the two do not meet. */
export function windowOf(source: Pick<TileSource, 'bounds' | 'minZoom' | 'maxZoom'>, { z, x, y }: Tile) {
	if (z < source.minZoom || z > source.maxZoom) return null;
	const full = resolutionOf(source.maxZoom);
	const scale = 2 ** (source.maxZoom - z);
	const size = (low: number, high: number) => Math.floor(Math.round((high - low) / full) / scale);
	const [width, height] = [size(source.bounds[0], source.bounds[2]), size(source.bounds[1], source.bounds[3])];
	// Whole pixels at every level, because the pyramid begins at a tile's corner and has no more than eight levels above a tile.
	const left = x * TILE - Math.round((source.bounds[0] + HALF_WORLD) / full) / scale;
	const top = y * TILE - Math.round((HALF_WORLD - source.bounds[3]) / full) / scale;
	const from = { left: Math.max(0, Math.ceil(left)), top: Math.max(0, Math.ceil(top)) };
	const to = { right: Math.min(width, Math.ceil(left) + TILE), bottom: Math.min(height, Math.ceil(top) + TILE) };
	if (to.right <= from.left || to.bottom <= from.top) return null;
	return {
		from: { ...from, width: to.right - from.left, height: to.bottom - from.top },
		to: { x: from.left - Math.ceil(left), y: from.top - Math.ceil(top) }
	};
}

function isTransparent(data: Buffer, channels: number): boolean {
	for (let i = channels - 1; i < data.length; i += channels) if (data[i] !== 0) return false;
	return true;
}
