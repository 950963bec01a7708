import { parentPort, workerData } from 'node:worker_threads';
import { fileTypeFromBuffer } from 'file-type';
import decodeHeic from 'heic-decode';
import sharp, { type Sharp } from 'sharp';
import { PHOTO_SIDE, THUMBNAIL_SIDE } from '../../../forms/report.ts';
import type { LonLat } from '../types.ts';
import { photoPosition } from '../../../forms/photo-position.ts';

export interface PhotoTask {
	bytes: Uint8Array<ArrayBuffer>;
}
export interface MadePhoto {
	/** JPEG, 2048 px at most. */
	photo: Uint8Array<ArrayBuffer>;
	/** JPEG, 400 px at most. */
	thumbnail: Uint8Array<ArrayBuffer>;
	width: number;
	height: number;
	position: LonLat | null;
}

/** Width × height. A phone makes 12 to 50 megapixels, in its finest mode 108. */
const MAX_PIXELS = 120_000_000;
/** By content, never by name. What the decoder could read beside these (SVG, PDF, RAW …) is no photo. */
const TYPES = ['image/jpeg', 'image/png', 'image/webp', 'image/gif', 'image/tiff', 'image/heic', 'image/heif', 'image/heic-sequence', 'image/avif'];
const HEIC = /^image\/hei/;

/**
 * Draws a photo anew from its pixels: upright, in sRGB, without any data about itself (EXIF, GPS, XMP, IPTC, profiles, trailers). Of an
 * animation the first picture. Fails for what is broken or cut off: nothing is ever kept as it came.
 * @throws Error for anything that is no readable photo
 */
export async function makePhoto(bytes: Uint8Array<ArrayBuffer>): Promise<MadePhoto> {
	sharp.concurrency(1);
	sharp.cache(false);
	const type = (await fileTypeFromBuffer(bytes))?.mime as string | undefined;
	if (!type || !TYPES.includes(type)) throw new Error(`no photo: ${type}`);
	const position = photoPosition(bytes.buffer);
	const source = HEIC.test(type) ? await fromHeic(bytes) : sharp(bytes, { limitInputPixels: MAX_PIXELS, failOn: 'error', pages: 1 });
	const large = await jpeg(source.autoOrient(), PHOTO_SIDE, 84);
	const small = await jpeg(sharp(large.data), THUMBNAIL_SIDE, 78);
	return {
		photo: new Uint8Array(large.data),
		thumbnail: new Uint8Array(small.data),
		width: large.info.width,
		height: large.info.height,
		position
	};
}

/** sharp writes no metadata unless asked to. */
const jpeg = (image: Sharp, side: number, quality: number) =>
	image
		.resize({ width: side, height: side, fit: 'inside', withoutEnlargement: true })
		.flatten({ background: '#ffffff' })
		.toColourspace('srgb')
		.jpeg({ quality, progressive: true })
		.toBuffer({ resolveWithObject: true });

/** The size stands in the file's head: whoever writes a huge one there must not get the memory for it. */
async function fromHeic(buffer: Uint8Array): Promise<Sharp> {
	const [image] = await decodeHeic.all({ buffer });
	if (!image || image.width * image.height > MAX_PIXELS) throw new Error('too many pixels');
	const { width, height, data } = await image.decode();
	return sharp(new Uint8Array(data), { raw: { width, height, channels: 4 }, limitInputPixels: MAX_PIXELS }).removeAlpha();
}

if (parentPort && workerData) {
	try {
		const result = await makePhoto((workerData as PhotoTask).bytes);
		parentPort.postMessage({ result }, [result.photo.buffer, result.thumbnail.buffer]);
	} catch (error) {
		// Whatever the decoder says, for the sender it is one thing: this photo cannot be read.
		parentPort.postMessage({ error: { name: 'DomainError', code: 'photo_unreadable', message: String(error) } });
	}
}
