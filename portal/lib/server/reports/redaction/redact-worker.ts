import { parentPort, workerData } from 'node:worker_threads';
import sharp from 'sharp';
import { THUMBNAIL_SIDE } from '../../../forms/report.ts';
import type { Rectangle } from '../../../forms/redaction.ts';

export interface RedactTask {
	/** JPEG as stored. */
	bytes: Uint8Array<ArrayBuffer>;
	/** Parts of the picture as it lies there, before it is turned. */
	rectangles: Rectangle[];
	/** Clockwise. */
	rotation: 0 | 90 | 180 | 270;
}
export interface RedactedPhoto {
	photo: Uint8Array<ArrayBuffer>;
	thumbnail: Uint8Array<ArrayBuffer>;
	width: number;
	height: number;
}

/**
 * Paints rectangles over a photo and turns it. They are painted into the pixels before anything is compressed or made smaller, so that neither
 * the photo nor its thumbnail holds anything of what lay under them; the edges grow to whole blocks of the JPEG, whose ringing would hint at it.
 */
export async function redactPhoto({ bytes, rectangles, rotation }: RedactTask): Promise<RedactedPhoto> {
	sharp.concurrency(1);
	sharp.cache(false);
	const { data, info } = await sharp(bytes, { failOn: 'error' }).removeAlpha().toColourspace('srgb').toFormat('raw').toBuffer({ resolveWithObject: true });
	for (const { left, top, width, height } of rectangles) {
		const from = { x: grown(left, info.width, Math.floor), y: grown(top, info.height, Math.floor) };
		const to = { x: grown(left + width, info.width, Math.ceil), y: grown(top + height, info.height, Math.ceil) };
		for (let y = from.y; y < to.y; y++) data.fill(0, (y * info.width + from.x) * info.channels, (y * info.width + to.x) * info.channels);
	}
	const raw = { width: info.width, height: info.height, channels: info.channels };
	const large = await sharp(data, { raw }).rotate(rotation).jpeg({ quality: 84, progressive: true }).toBuffer({ resolveWithObject: true });
	const small = await sharp(large.data)
		.resize({ width: THUMBNAIL_SIDE, height: THUMBNAIL_SIDE, fit: 'inside', withoutEnlargement: true })
		.jpeg({ quality: 78, progressive: true })
		.toBuffer();
	return { photo: new Uint8Array(large.data), thumbnail: new Uint8Array(small), width: large.info.width, height: large.info.height };
}

const BLOCK = 16;
/** Percent → pixels at the edge of a block, inside of the picture. */
const grown = (percent: number, side: number, round: (value: number) => number): number =>
	Math.min(side, Math.max(0, round((percent / 100) * (side / BLOCK)) * BLOCK));

if (parentPort && workerData) {
	try {
		const result = await redactPhoto(workerData as RedactTask);
		parentPort.postMessage({ result }, [result.photo.buffer, result.thumbnail.buffer]);
	} catch (error) {
		parentPort.postMessage({ error: { name: 'DomainError', code: 'photo_unreadable', message: String(error) } });
	}
}
