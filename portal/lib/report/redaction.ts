/** A black rectangle, in pixels of the photo. */
export interface Rect {
	x: number;
	y: number;
	width: number;
	height: number;
}

const LEAST = 8;
const clamp = (value: number, low: number, high: number) => Math.min(Math.max(value, low), high);

/** The rectangle between two corners, inside the photo; null where it is too small to be meant. */
export function rectBetween(a: readonly [number, number], b: readonly [number, number], size: { width: number; height: number }): Rect | null {
	const [left, right] = [Math.min(a[0], b[0]), Math.max(a[0], b[0])].map((x) => clamp(x, 0, size.width)) as [number, number];
	const [top, bottom] = [Math.min(a[1], b[1]), Math.max(a[1], b[1])].map((y) => clamp(y, 0, size.height)) as [number, number];
	return right - left < LEAST || bottom - top < LEAST ? null : { x: left, y: top, width: right - left, height: bottom - top };
}

/** By keyboard: moved, or with `grow` made larger and smaller, by a step in x and y. */
export function changeRect(rect: Rect, [dx, dy]: readonly [number, number], grow: boolean, size: { width: number; height: number }): Rect {
	if (grow) return { ...rect, width: clamp(rect.width + dx, LEAST, size.width - rect.x), height: clamp(rect.height + dy, LEAST, size.height - rect.y) };
	return { ...rect, x: clamp(rect.x + dx, 0, size.width - rect.width), y: clamp(rect.y + dy, 0, size.height - rect.height) };
}

/** A first rectangle for the keyboard, in the middle. */
export const middleRect = ({ width, height }: { width: number; height: number }): Rect => ({ x: width * 0.4, y: height * 0.4, width: width * 0.2, height: height * 0.2 });
