import { readFile } from 'node:fs/promises';
import { parentPort, workerData } from 'node:worker_threads';
import decodeHeic from 'heic-decode';
import sharp from 'sharp';

/** Task of the worker: a file with an image of a known type. */
export interface CleanImageTask {
	path: string;
	type: string;
}
export interface CleanedImage {
	content: Uint8Array<ArrayBuffer>;
	mediaType: 'image/jpeg' | 'image/png' | 'image/webp' | 'image/tiff';
	extension: 'jpg' | 'png' | 'webp' | 'tif';
}

/** Width × height; a photo of 100 megapixels decodes to about 400 MB. */
const MAX_PIXELS = 100_000_000;

/**
 * Draws an image anew, upright and from its pixels only: no EXIF, GPS, XMP, IPTC or hidden trailer gets through. HEIC becomes JPEG, which every
 * office can open.
 */
export async function cleanImage(task: CleanImageTask, maxPixels = MAX_PIXELS): Promise<CleanedImage> {
	sharp.concurrency(1);
	const heic = task.type.startsWith('image/hei');
	const source = heic ? await fromHeic(task.path, maxPixels) : sharp(task.path, { limitInputPixels: maxPixels, failOn: 'error' });
	// sharp writes no metadata unless asked to; the turn of EXIF is made real first. Colours become sRGB, so no profile is needed.
	const image = source.autoOrient().toColourspace('srgb');
	const done = async (bytes: Promise<Buffer>, mediaType: CleanedImage['mediaType'], extension: CleanedImage['extension']) => ({
		content: new Uint8Array(await bytes),
		mediaType,
		extension
	});
	if (task.type === 'image/png') return done(image.png().toBuffer(), 'image/png', 'png');
	if (task.type === 'image/webp') return done(image.webp({ quality: 88 }).toBuffer(), 'image/webp', 'webp');
	if (task.type === 'image/tiff') return done(image.tiff({ compression: 'lzw' }).toBuffer(), 'image/tiff', 'tif');
	return done(image.jpeg({ quality: 88, mozjpeg: true }).toBuffer(), 'image/jpeg', 'jpg');
}

/** The size stands in the file's head: whoever writes a huge one there must not get the memory for it. */
async function fromHeic(path: string, maxPixels: number) {
	const [image] = await decodeHeic.all({ buffer: await readFile(path) });
	if (!image || image.width * image.height > maxPixels) throw new Error('too many pixels');
	const { width, height, data } = await image.decode();
	return sharp(new Uint8Array(data), { raw: { width, height, channels: 4 }, limitInputPixels: maxPixels }).removeAlpha();
}

if (parentPort && workerData) {
	try {
		const result = await cleanImage(workerData as CleanImageTask);
		parentPort.postMessage({ result }, [result.content.buffer]);
	} catch (error) {
		// Whatever the decoder says, for the sender it is one thing: this image cannot be read.
		parentPort.postMessage({ error: { name: 'DomainError', code: 'attachment_unreadable', message: String(error) } });
	}
}
