import * as v from 'valibot';
import { isRealDay } from './real-day.ts';

/**
 * What procedures are asked for: the same everywhere (list, map, archive, feeds, JSON API, alerts, embedding), and in addresses under
 * the same German names.
 */

/** As they stand in addresses; the status itself is English (server/procedures/types.ts, ProcedureStatus). */
export const STATUS_SLUGS = {
	announced: 'ankuendigung',
	active: 'aktiv',
	'recently-ended': 'kuerzlich-beendet',
	evaluation: 'auswertung',
	decision: 'beschluss',
	'in-force': 'in-kraft',
	archived: 'archiv'
} as const;
export type FilterStatus = keyof typeof STATUS_SLUGS;
export const FILTER_STATUSES = Object.keys(STATUS_SLUGS) as FilterStatus[];

/** Names in addresses. `mitte` is the place of `ort`, looked up: links of maps, feeds and files carry it, forms do not. */
export const FILTER_NAMES = ['suche', 'status', 'art', 'planart', 'gemeinde', 'thema', 'von', 'bis', 'bbox', 'ort', 'umkreis', 'mitte'] as const;
export type FilterName = (typeof FILTER_NAMES)[number];

export const MAX_TEXT = 200;
const MAX_CHOICES = 30;
/** Metres. */
export const DEFAULT_RADIUS = 2000;
export const MIN_RADIUS = 50;
export const MAX_RADIUS = 100_000;
/** Metres, as the form offers them. */
export const RADII = [500, 1000, 2000, 5000, 10_000, 25_000] as const;

const text = v.pipe(v.string(), v.transform(clean), v.maxLength(MAX_TEXT));
const slug = v.pipe(v.string(), v.regex(/^[a-z0-9-]{2,63}$/));
const day = v.pipe(v.string(), v.regex(/^(1[89]|2[01])\d{2}-\d{2}-\d{2}$/), v.isoDate(), v.check(isRealDay));
const longitude = v.pipe(v.number(), v.minValue(-180), v.maxValue(180));
/** EPSG:3857 ends at 85°. */
const latitude = v.pipe(v.number(), v.minValue(-85), v.maxValue(85));
const slugs = v.optional(v.pipe(v.array(slug), v.maxLength(MAX_CHOICES)), []);
const topic = v.pipe(text, v.minLength(1));

export const procedureFilter = v.pipe(
	v.object({
		/** Words for title, number, municipality, topics, summary and public documents. */
		text: v.optional(text, ''),
		statuses: v.optional(v.pipe(v.array(v.picklist(FILTER_STATUSES)), v.maxLength(MAX_CHOICES)), []),
		/** Keys of kinds of procedure. */
		kinds: slugs,
		/** Keys of kinds of plan. */
		planTypes: slugs,
		/** Slugs of tenants. */
		tenants: slugs,
		topics: v.optional(v.pipe(v.array(topic), v.maxLength(MAX_CHOICES)), []),
		/** Something public takes place from … to: local days, both inclusive, `YYYY-MM-DD`. */
		from: v.optional(v.nullable(day), null),
		to: v.optional(v.nullable(day), null),
		/** West, south, east, north in degrees (CRS84: longitude before latitude). */
		bbox: v.optional(
			v.nullable(
				v.pipe(
					v.strictTuple([longitude, latitude, longitude, latitude]),
					v.check(([west, south, east, north]) => west <= east && south <= north)
				)
			),
			null
		),
		/** Address or place as typed. */
		place: v.optional(text, ''),
		/** Metres on the ground around the place. */
		radius: v.optional(v.pipe(v.number(), v.integer(), v.minValue(MIN_RADIUS), v.maxValue(MAX_RADIUS)), DEFAULT_RADIUS),
		/** Where the place is: longitude, latitude in degrees; null until somebody looked it up. */
		centre: v.optional(v.nullable(v.strictTuple([longitude, latitude])), null)
	}),
	v.check(({ from, to }) => !from || !to || from <= to)
);
export type ProcedureFilter = v.InferOutput<typeof procedureFilter>;

export const EMPTY_FILTER: Readonly<ProcedureFilter> = v.parse(procedureFilter, {});

/** NUL and other signs that no text has; runs of spaces become one. */
function clean(value: string): string {
	// eslint-disable-next-line no-control-regex
	return value.normalize('NFC').replace(/[\s\u0000-\u001f\u007f]+/g, ' ').trim();
}

/** Repeated (`status=aktiv&status=beschluss`) or with commas; topics may hold commas, so they are only repeated. */
const listed = (params: URLSearchParams, name: FilterName) =>
	[...new Set(params.getAll(name).flatMap((value) => (name === 'thema' ? [value] : value.split(','))))].map((value) => value.trim()).filter(Boolean);
const one = (params: URLSearchParams, name: FilterName) => params.get(name)?.trim() || undefined;
const numbers = (value: string | undefined) => value?.split(',').map((each) => (/^\s*-?\d+(\.\d+)?\s*$/.test(each) ? Number(each) : NaN));
const statusOf = (value: string) => FILTER_STATUSES.find((status) => STATUS_SLUGS[status] === value || status === value) ?? value;

/** Field → its name in addresses, and what stands there as the schema wants it. */
const FIELDS: { [Field in keyof ProcedureFilter]: { name: FilterName; read(params: URLSearchParams): unknown } } = {
	text: { name: 'suche', read: (params) => one(params, 'suche') },
	statuses: { name: 'status', read: (params) => listed(params, 'status').map(statusOf) },
	kinds: { name: 'art', read: (params) => listed(params, 'art') },
	planTypes: { name: 'planart', read: (params) => listed(params, 'planart') },
	tenants: { name: 'gemeinde', read: (params) => listed(params, 'gemeinde') },
	topics: { name: 'thema', read: (params) => listed(params, 'thema') },
	from: { name: 'von', read: (params) => one(params, 'von') },
	to: { name: 'bis', read: (params) => one(params, 'bis') },
	bbox: { name: 'bbox', read: (params) => numbers(one(params, 'bbox')) },
	place: { name: 'ort', read: (params) => one(params, 'ort') },
	radius: { name: 'umkreis', read: (params) => numbers(one(params, 'umkreis'))?.[0] },
	centre: { name: 'mitte', read: (params) => numbers(one(params, 'mitte')) }
};

/**
 * Reads an address. What cannot be is left out, so that a page always has something to show; lists keep their good values.
 * @returns the filter, and the names of what was left out (an interface for programs refuses those)
 */
export function readProcedureFilter(params: URLSearchParams): { filter: ProcedureFilter; wrong: FilterName[] } {
	const wrong: FilterName[] = [];
	const values: Record<string, unknown> = {};
	for (const [field, { name, read }] of Object.entries(FIELDS)) {
		const given = read(params);
		if (given === undefined) continue;
		const fits = (value: unknown) => v.safeParse(procedureFilter, { [field]: value }).success;
		if (fits(given)) values[field] = given;
		else {
			wrong.push(name);
			if (Array.isArray(given) && field !== 'bbox' && field !== 'centre') values[field] = given.filter((each) => fits([each])).slice(0, MAX_CHOICES);
		}
	}
	const all = v.safeParse(procedureFilter, values);
	if (all.success) return { filter: all.output, wrong };
	// A period that ends before it begins.
	return { filter: v.parse(procedureFilter, { ...values, to: null }), wrong: [...wrong, 'bis'] };
}

/** The address of a filter: only what is set, always in the same order. */
export function writeProcedureFilter(filter: ProcedureFilter): URLSearchParams {
	const params = new URLSearchParams();
	const many = (name: FilterName, values: readonly string[]) => [...values].sort().forEach((value) => params.append(name, value));
	if (filter.text) params.set('suche', filter.text);
	many('status', filter.statuses.map((status) => STATUS_SLUGS[status]));
	many('art', filter.kinds);
	many('planart', filter.planTypes);
	many('gemeinde', filter.tenants);
	many('thema', filter.topics);
	if (filter.from) params.set('von', filter.from);
	if (filter.to) params.set('bis', filter.to);
	if (filter.bbox) params.set('bbox', filter.bbox.map(degrees).join(','));
	if (filter.place) params.set('ort', filter.place);
	if (filter.place || filter.centre) params.set('umkreis', String(filter.radius));
	if (filter.centre) params.set('mitte', filter.centre.map(degrees).join(','));
	return params;
}

/** A millionth of a degree is a tenth of a metre. */
const degrees = (value: number) => String(Number(value.toFixed(6)));

/** True where nothing is asked for. */
export const isEmptyFilter = (filter: ProcedureFilter): boolean => writeProcedureFilter(filter).size === 0;
