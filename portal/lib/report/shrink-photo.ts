import { PHOTO_SIDE } from '../forms/report.ts';

/** A photo on this device, not sent yet. */
export interface LocalPhoto {
	id: string;
	blob: Blob;
	/** Address of the preview; revoke it when the photo is gone. Null where the browser cannot show it. */
	preview: string | null;
	/** Black rectangles can be drawn only on what the browser can draw. */
	drawable: boolean;
}

const QUALITY = 0.85;

/**
 * Draws a photo anew, upright and at most 2048 px: less to send, and nothing of camera and place leaves the device. What the browser
 * cannot read (HEIC in most) is sent as it is; the server draws it anew.
 */
export async function shrinkPhoto(file: Blob): Promise<LocalPhoto> {
	const id = crypto.randomUUID();
	let image: ImageBitmap;
	try {
		image = await createImageBitmap(file, { imageOrientation: 'from-image' });
	} catch {
		// Not a format of this browser.
		return { id, blob: file, preview: null, drawable: false };
	}
	const scale = Math.min(1, PHOTO_SIDE / Math.max(image.width, image.height));
	const canvas = document.createElement('canvas');
	[canvas.width, canvas.height] = [Math.round(image.width * scale), Math.round(image.height * scale)];
	canvas.getContext('2d')!.drawImage(image, 0, 0, canvas.width, canvas.height);
	image.close();
	return withPreview(id, await toJpeg(canvas));
}

export const withPreview = (id: string, blob: Blob): LocalPhoto => ({ id, blob, preview: URL.createObjectURL(blob), drawable: true });

/** A photo that was kept on this device. What could not be drawn (HEIC) went there as it came, under its own type. */
export function keptPhoto({ bytes, type }: { bytes: ArrayBuffer; type: string }): LocalPhoto {
	const [id, blob] = [crypto.randomUUID(), new Blob([bytes], { type })];
	return type === 'image/jpeg' ? withPreview(id, blob) : { id, blob, preview: null, drawable: false };
}

export function toJpeg(canvas: HTMLCanvasElement): Promise<Blob> {
	return new Promise((resolve, reject) =>
		canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error('canvas without content'))), 'image/jpeg', QUALITY)
	);
}
