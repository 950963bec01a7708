import sharp from 'sharp';
import { transformBetween } from '../../../../importers/xplan/crs.ts';
import type { Point } from '../../../../styles/pdf/types.ts';
import { resolutionOf } from '../rasters/placement.ts';
import type { PrintScan, PrintTask } from './print-types.ts';

/** Finer than this nobody sees on paper; coarser overviews are taken until the piece of all scans is below `MOST_PIXELS`. */
const MOST_DPI = 400;
const MOST_PIXELS = 36_000_000;
/** Pixels of a piece: so small that Web Mercator is straight within it to a hundredth of a millimetre on paper. */
const PIECE = 1024;
/** So many pixels the pieces reach into each other, or viewers show seams. */
const OVERLAP = 1;
const POINTS_PER_INCH = 72;

/** A piece of a scan: JPEG or PNG, and where the unit square below its upper left corner comes to lie in the frame (x right, y down). */
export interface ScanPiece {
	image: Buffer;
	transform: [number, number, number, number, number, number];
}

interface Window {
	left: number;
	top: number;
	right: number;
	bottom: number;
}

/** What of the scans lies in the box, the lowest scan first. @param toFrame from the sheet's CRS to points above the frame's lower left corner */
export async function scanPieces(task: Pick<PrintTask, 'scans' | 'box' | 'crs' | 'variant'>, toFrame: (east: number, north: number) => Point): Promise<ScanPiece[]> {
	const transform = transformBetween('EPSG:3857', task.crs);
	const place = (x: number, y: number): Point => toFrame(...(transform(x, y) as [number, number]));
	const pieces: ScanPiece[] = [];
	for (const scan of task.scans) {
		const found = levelFor(scan, task.box, place, MOST_PIXELS / task.scans.length);
		if (!found) continue;
		const { level, window } = found;
		for (let top = window.top; top < window.bottom; top += PIECE)
			for (let left = window.left; left < window.right; left += PIECE) {
				const piece = { left, top, right: Math.min(window.right, left + PIECE + OVERLAP), bottom: Math.min(window.bottom, top + PIECE + OVERLAP) };
				const image = await read(scan, level, piece, task.variant === 'grey');
				if (image) pieces.push({ image, transform: matrix(scan, level, piece, place) });
			}
	}
	return pieces;
}

/** The coarsest overview that is fine enough for paper, and its pixels in the box; null where they do not meet. */
function levelFor(scan: PrintScan, box: PrintTask['box'], place: (x: number, y: number) => Point, most: number): { level: number; window: Window } | null {
	for (let level = 0; ; level++) {
		const window = windowIn(scan, level, box);
		if (window.left >= window.right || window.top >= window.bottom) return null;
		if (level === scan.maxZoom - scan.minZoom) return { level, window };
		const [a, b] = matrix(scan, level, window, place);
		const dpi = ((window.right - window.left) * POINTS_PER_INCH) / Math.hypot(a, b);
		if (dpi <= MOST_DPI && (window.right - window.left) * (window.bottom - window.top) <= most) return { level, window };
	}
}

const metresOf = ({ maxZoom }: PrintScan, level: number): number => resolutionOf(maxZoom) * 2 ** level;

function windowIn(scan: PrintScan, level: number, [west, south, east, north]: PrintTask['box']): Window {
	const size = metresOf(scan, level);
	const [scanWest, scanSouth, scanEast, scanNorth] = scan.bounds;
	const whole = (low: number, high: number) => Math.floor(Math.round((high - low) / resolutionOf(scan.maxZoom)) / 2 ** level);
	return {
		left: Math.max(0, Math.floor((west - scanWest) / size)),
		top: Math.max(0, Math.floor((scanNorth - north) / size)),
		right: Math.min(whole(scanWest, scanEast), Math.ceil((east - scanWest) / size)),
		bottom: Math.min(whole(scanSouth, scanNorth), Math.ceil((scanNorth - south) / size))
	};
}

function matrix(scan: PrintScan, level: number, { left, top, right, bottom }: Window, place: (x: number, y: number) => Point): ScanPiece['transform'] {
	const size = metresOf(scan, level);
	const corner = (x: number, y: number) => place(scan.bounds[0] + x * size, scan.bounds[3] - y * size);
	const [[x, y], [rightX, rightY], [belowX, belowY]] = [corner(left, top), corner(right, top), corner(left, bottom)];
	return [rightX - x, y - rightY, belowX - x, y - belowY, x, -y];
}

/** Lines of drawings stay exact; what has colours is a photograph or a coloured plan. @returns null where nothing is to be seen */
async function read({ path }: PrintScan, level: number, { left, top, right, bottom }: Window, grey: boolean): Promise<Buffer | null> {
	const cut = sharp(path, { page: level, limitInputPixels: false }).extract({ left, top, width: right - left, height: bottom - top });
	const { data, info } = await (grey ? cut.toColourspace('b-w') : cut).toFormat('raw').toBuffer({ resolveWithObject: true });
	const { channels, width, height } = info;
	const colours = channels > 2;
	const [some, all] = opacityOf(data, channels);
	if (!some) return null;
	const image = sharp(data, { raw: { width, height, channels } });
	if (!all) return image.png().toBuffer();
	return colours ? image.flatten().jpeg({ quality: 90, chromaSubsampling: '4:4:4' }).toBuffer() : image.flatten().toColourspace('b-w').png().toBuffer();
}

/** Whether some pixels can be seen, and whether all are opaque. */
function opacityOf(data: Buffer, channels: number): [some: boolean, all: boolean] {
	if (channels % 2 === 1) return [true, true];
	let [some, all] = [false, true];
	for (let i = channels - 1; i < data.length; i += channels) {
		if (data[i] === 255) some = true;
		else {
			all = false;
			if (data[i] !== 0) some = true;
		}
		if (some && !all) break;
	}
	return [some, all];
}
