/** Pictures that several kinds of things on the map share: marks of a shape and a colour, rings of clusters. */

/** Pictures are made twice as large as they are shown. */
export const DENSITY = 2;
const MARK_PX = 24;

/** Colour and shape of a mark; a disc where it has no corners (in a square of 16 units). */
export interface MarkLook {
	colour: string;
	shape: readonly (readonly [number, number])[];
}

/** A canvas of that many shown pixels, and its context in them. */
export function canvasOf(size: number): [HTMLCanvasElement, CanvasRenderingContext2D] {
	const canvas = document.createElement('canvas');
	canvas.width = canvas.height = size * DENSITY;
	const context = canvas.getContext('2d')!;
	context.scale(DENSITY, DENSITY);
	return [canvas, context];
}

/** The shape with a white rim; larger with a black one where chosen. */
export function markPicture(look: MarkLook, chosen: boolean): HTMLCanvasElement {
	const size = chosen ? MARK_PX + 8 : MARK_PX;
	const [canvas, context] = canvasOf(size);
	const shape = chosen ? 22 : 16;
	const margin = (size - shape) / 2;
	context.beginPath();
	if (look.shape.length === 0) context.arc(size / 2, size / 2, shape / 2, 0, 2 * Math.PI);
	else look.shape.forEach(([x, y], index) => context[index === 0 ? 'moveTo' : 'lineTo'](margin + (x * shape) / 16, margin + (y * shape) / 16));
	context.closePath();
	context.lineJoin = 'round';
	context.lineWidth = 5;
	context.strokeStyle = chosen ? '#000000' : '#ffffff';
	context.stroke();
	context.fillStyle = look.colour;
	context.fill();
	return canvas;
}

/** White disc in a ring of the shares' colours. */
export function ringPicture(shares: { colour: string; count: number }[], count: number): HTMLCanvasElement {
	const radius = clusterRadius(count);
	const size = 2 * radius + 6;
	const [canvas, context] = canvasOf(size);
	const middle = size / 2;
	const disc = (width: number, colour: string) => {
		context.beginPath();
		context.arc(middle, middle, width, 0, 2 * Math.PI);
		context.fillStyle = colour;
		context.fill();
	};
	disc(radius + 2, '#ffffff');
	let start = -Math.PI / 2;
	for (const share of shares) {
		const end = start + (2 * Math.PI * share.count) / count;
		context.beginPath();
		context.moveTo(middle, middle);
		context.arc(middle, middle, radius, start, end);
		context.closePath();
		context.fillStyle = share.colour;
		context.fill();
		start = end;
	}
	disc(radius - 5, '#ffffff');
	return canvas;
}

/** Pixels; the area grows with the number. */
export const clusterRadius = (count: number): number => Math.min(28, 15 + Math.sqrt(count) * 0.6);

/** Number of a cluster as it fits into its ring. */
export const clusterText = (count: number): string => (count > 9999 ? `${Math.round(count / 1000)}k` : String(count));
