import * as v from 'valibot';

/** Rectangles on a photo in percent of its width and height, as page and action share them. */
export const MAX_RECTANGLES = 20;

const percent = v.pipe(v.union([v.string(), v.number()]), v.transform((value) => Number(String(value).replace(',', '.'))), v.number(), v.finite(), v.minValue(0), v.maxValue(100));

const rectangle = v.pipe(
	v.object({ left: percent, top: percent, width: percent, height: percent }),
	// Beyond the edge means up to the edge.
	v.transform(({ left, top, width, height }) => ({ left, top, width: Math.min(width, 100 - left), height: Math.min(height, 100 - top) })),
	v.check(({ width, height }) => width > 0 && height > 0, 'empty')
);
export type Rectangle = v.InferOutput<typeof rectangle>;

export const redactionForm = v.object({
	rectangles: v.pipe(v.array(rectangle), v.maxLength(MAX_RECTANGLES)),
	rotation: v.pipe(v.union([v.string(), v.number()]), v.transform(Number), v.picklist([0, 90, 180, 270]))
});
export type Redaction = v.InferOutput<typeof redactionForm>;
