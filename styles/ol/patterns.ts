/** Area fills: a plain colour, or a canvas pattern of colour and hatches. */
import type { Hatch, Sign, Variant } from '../types.ts';
import { colourOf, withOpacity } from '../palette.ts';
import { PATTERN_SIZE, hatchPath, hatchesIn } from '../svg.ts';

export type CanvasLike = HTMLCanvasElement | OffscreenCanvas;

/** Makes a canvas; undefined where there is none (a process without a display), then fills stay plain. */
export type CanvasFactory = (width: number, height: number) => CanvasLike | undefined;

export const browserCanvas: CanvasFactory = (width, height) => {
	if (typeof document !== 'undefined') return Object.assign(document.createElement('canvas'), { width, height });
	return typeof OffscreenCanvas === 'undefined' ? undefined : new OffscreenCanvas(width, height);
};

/** Fill of a sign, or undefined where the area stays open. */
export function fillOf(sign: Sign, variant: Variant, canvas: CanvasFactory): string | CanvasPattern | undefined {
	const hatches = hatchesIn(sign.hatches, variant);
	const plain = sign.fill ? withOpacity(colourOf(sign.fill, variant), sign.fillOpacity ?? 1) : undefined;
	if (hatches.length === 0) return plain;
	return pattern(plain, hatches, variant, canvas) ?? plain;
}

function pattern(background: string | undefined, hatches: Hatch[], variant: Variant, canvas: CanvasFactory): CanvasPattern | undefined {
	const element = canvas(PATTERN_SIZE, PATTERN_SIZE);
	const context = element?.getContext('2d') as CanvasRenderingContext2D | OffscreenCanvasRenderingContext2D | null | undefined;
	if (!element || !context) return undefined;
	if (background) {
		context.fillStyle = background;
		context.fillRect(0, 0, PATTERN_SIZE, PATTERN_SIZE);
	}
	for (const hatch of hatches) {
		const { d, filled } = hatchPath(hatch);
		const path = new Path2D(d);
		const colour = colourOf(hatch.ink, variant);
		if (filled) {
			context.fillStyle = colour;
			context.fill(path);
		} else {
			context.strokeStyle = colour;
			context.lineWidth = hatch.width;
			context.stroke(path);
		}
	}
	return context.createPattern(element, 'repeat') ?? undefined;
}
