import * as v from 'valibot';

/** Limits that page and service share. */
export const MAX_TEXT = 20_000;
export const MAX_PLACES = 20;
export const MAX_VERTICES = 2_000;
export const MAX_ATTACHMENTS = 5;

/** What a browser may offer for choosing; the service looks at the content, not at the name. */
export const ATTACHMENT_ACCEPT =
	'.pdf,.jpg,.jpeg,.png,.webp,.heic,.heif,.tif,.tiff,.doc,.docx,.xls,.xlsx,.odt,.ods,application/pdf,image/jpeg,image/png,image/webp,image/heic,image/tiff';

/** Characters as people count them; line ends count once, however the browser sends them. */
export function countCharacters(text: string): number {
	return [...normaliseText(text)].length;
}

export function normaliseText(text: string): string {
	return withoutNul(text).replace(/\r\n?/g, '\n').trim();
}

/** Copied from broken documents; nobody sees it, and no database keeps it. */
const withoutNul = (text: string): string => text.replaceAll('\0', '');
const words = v.pipe(v.string(), v.transform(withoutNul), v.trim());

const position = v.pipe(
	v.array(v.pipe(v.number(), v.finite())),
	v.minLength(2),
	v.maxLength(3),
	v.transform(([x, y]) => [x, y] as [number, number])
);
const line = v.pipe(v.array(position), v.minLength(2), v.maxLength(MAX_VERTICES));
const ring = v.pipe(
	v.array(position),
	v.minLength(4),
	v.maxLength(MAX_VERTICES),
	v.check((points) => points[0]![0] === points.at(-1)![0] && points[0]![1] === points.at(-1)![1])
);
const label = v.optional(v.pipe(words, v.maxLength(300)));
/** Of the coordinates: `EPSG:4326` longitude, latitude in degrees (default); `EPSG:3857` east, north in its metres. */
const crs = v.optional(v.picklist(['EPSG:4326', 'EPSG:3857']), 'EPSG:4326');

/** A place of a statement: a plan object, something drawn (GeoJSON), or words. */
export const placeSchema = v.variant('kind', [
	v.object({ kind: v.literal('object'), gmlId: v.pipe(words, v.minLength(1), v.maxLength(300)), label }),
	v.object({
		kind: v.literal('point'),
		geometry: v.object({ type: v.literal('Point'), coordinates: position }),
		crs,
		label
	}),
	v.object({
		kind: v.literal('line'),
		geometry: v.object({ type: v.literal('LineString'), coordinates: line }),
		crs,
		label
	}),
	v.object({
		kind: v.literal('polygon'),
		geometry: v.object({ type: v.literal('Polygon'), coordinates: v.pipe(v.array(ring), v.minLength(1), v.maxLength(20)) }),
		crs,
		label
	}),
	v.object({ kind: v.literal('text'), label: v.pipe(words, v.minLength(1), v.maxLength(300)) })
]);
export type PlaceInput = v.InferInput<typeof placeSchema>;
export type Place = v.InferOutput<typeof placeSchema>;

export const placesSchema = v.pipe(v.array(placeSchema), v.maxLength(MAX_PLACES));

const person = (max: number) => v.optional(v.pipe(words, v.maxLength(max)), '');

export const statementForm = v.object({
	/** Given by the page once per form: sending again with the same key and content makes no second statement. */
	key: v.pipe(v.string(), v.uuid()),
	text: v.pipe(v.string(), v.transform(normaliseText)),
	places: v.optional(placesSchema, []),
	name: person(200),
	address: person(400),
	email: v.optional(v.union([v.literal(''), v.pipe(v.string(), v.trim(), v.email(), v.maxLength(254))]), '')
});
export type StatementInput = v.InferInput<typeof statementForm>;
export type StatementContent = v.InferOutput<typeof statementForm>;

/**
 * Reads the hidden field `orte` of the form.
 * @returns null when it is not a list of places
 */
export function readPlaces(json: string): Place[] | null {
	if (json.trim() === '') return [];
	let value: unknown;
	try {
		value = JSON.parse(json);
	} catch {
		// Not JSON is as unreadable as JSON of another shape: the caller says so.
		return null;
	}
	const parsed = v.safeParse(placesSchema, value);
	return parsed.success ? parsed.output : null;
}
