import * as v from 'valibot';
import { isRealDay } from './real-day.ts';
import { reportFilterTexts } from '../texts/report-filter.ts';

/**
 * What reports are asked for: the same everywhere (board, table, map, exports, dashboard; the public map, list and feeds), and in
 * addresses under the same German names.
 */

/** Names that everybody may ask by. `mitte` is the place of `ort`, looked up: links and files carry it, forms do not. */
export const PUBLIC_REPORT_FILTER_NAMES = [
	'suche', 'status', 'offen', 'melder', 'kategorie', 'von', 'bis', 'geaendert_ab', 'bbox', 'ort', 'umkreis', 'mitte', 'gebiet', 'zustaendig', 'sortierung'
] as const;
/** Names that tell of the staff's work. */
export const STAFF_REPORT_FILTER_NAMES = ['bearbeitung', 'faellig', 'frist', 'freigabe', 'bestaetigt'] as const;
export type ReportFilterName = (typeof PUBLIC_REPORT_FILTER_NAMES)[number] | (typeof STAFF_REPORT_FILTER_NAMES)[number];

export const REPORT_SORTS = ['neueste', 'aelteste', 'geaendert', 'faellig', 'unterstuetzung'] as const;
export type ReportSort = (typeof REPORT_SORTS)[number];
export const DUE_VALUES = ['ueberfaellig', 'heute', 'woche'] as const;
/** Against the response target: closed in time; closed late, or open though it is over. */
export const TARGET_VALUES = ['gehalten', 'verfehlt'] as const;
export const RELEASE_VALUES = ['text', 'foto', 'ungeprueft'] as const;
export const OPEN_VALUES = ['ja', 'nein'] as const;
/** The account that asks, and nobody. */
export const ASSIGNED_TO_ME = 'ich';
export const ASSIGNED_TO_NOBODY = 'niemand';
/** No body is responsible. */
export const NO_BODY = 'keine';
/** In none of the drawn areas. */
export const OUTSIDE = '(außerhalb)';

const MAX_TEXT = 200;
const MAX_CHOICES = 50;
/** Metres. */
export const DEFAULT_RADIUS = 500;
export const MIN_RADIUS = 10;
export const MAX_RADIUS = 100_000;
/** Metres, as the form offers them. */
export const RADII = [100, 250, 500, 1000, 2500, 5000] as const;

const text = v.pipe(v.string(), v.transform(clean), v.maxLength(MAX_TEXT));
const named = v.pipe(text, v.minLength(1));
const key = v.pipe(v.string(), v.regex(/^[\p{L}\p{N}][\p{L}\p{N}_-]{0,62}$/u));
const uuid = v.pipe(v.string(), v.regex(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i), v.toLowerCase());
const day = v.pipe(v.string(), v.regex(/^20\d{2}-\d{2}-\d{2}$/), v.check(isRealDay));
const longitude = v.pipe(v.number(), v.minValue(-180), v.maxValue(180));
/** EPSG:3857 ends at 85°. */
const latitude = v.pipe(v.number(), v.minValue(-85), v.maxValue(85));
const many = <Schema extends v.GenericSchema<string>>(schema: Schema) => v.optional(v.pipe(v.array(schema), v.maxLength(MAX_CHOICES)), []);
const maybe = <Schema extends v.GenericSchema>(schema: Schema) => v.optional(v.nullable(schema), null);

export const reportFilter = v.pipe(
	v.object({
		/** Words for title, text and address; or the reference; for staff also the author's mail address. */
		text: v.optional(text, ''),
		/** Keys of the reporters' workflows. */
		states: many(key),
		/** Whether the state is one of the open ones; null: both. */
		open: maybe(v.picklist(OPEN_VALUES)),
		/** Slugs of reporters. */
		reporters: many(key),
		/** Codes of categories. */
		categories: many(named),
		/** Received from … to: local days, both inclusive, `YYYY-MM-DD`. */
		from: maybe(day),
		to: maybe(day),
		/** Changed on that local day or later. */
		changedFrom: maybe(day),
		/** West, south, east, north in degrees (EPSG:4326, longitude before latitude). */
		bbox: maybe(
			v.pipe(v.strictTuple([longitude, latitude, longitude, latitude]), v.check(([west, south, east, north]) => west <= east && south <= north))
		),
		/** Address or place as typed. */
		place: v.optional(text, ''),
		/** Metres on the ground around the place. */
		radius: v.optional(v.pipe(v.number(), v.integer(), v.minValue(MIN_RADIUS), v.maxValue(MAX_RADIUS)), DEFAULT_RADIUS),
		/** Where the place is: longitude, latitude in degrees; null until somebody looked it up. */
		centre: maybe(v.strictTuple([longitude, latitude])),
		/** Name of an area that is drawn for responsibilities, or `OUTSIDE`. */
		area: v.optional(text, ''),
		/** Id of the responsible body, or `NO_BODY`. */
		body: maybe(v.union([v.literal(NO_BODY), uuid])),
		/** Id of an account, `ASSIGNED_TO_ME` or `ASSIGNED_TO_NOBODY`. */
		assignee: maybe(v.union([v.literal(ASSIGNED_TO_ME), v.literal(ASSIGNED_TO_NOBODY), uuid])),
		/** Open reports whose day is over, today, within seven days. */
		due: maybe(v.picklist(DUE_VALUES)),
		target: maybe(v.picklist(TARGET_VALUES)),
		/** An editor has not looked yet at: the text, a photo, either. */
		release: maybe(v.picklist(RELEASE_VALUES)),
		/** `nein`: those only that wait for the confirmation of their address; null and `ja`: the others. */
		confirmed: maybe(v.picklist(OPEN_VALUES)),
		sort: v.optional(v.picklist(REPORT_SORTS), 'neueste')
	}),
	v.check(({ from, to }) => !from || !to || from <= to)
);
export type ReportFilter = v.InferOutput<typeof reportFilter>;

export const EMPTY_REPORT_FILTER: Readonly<ReportFilter> = v.parse(reportFilter, {});

/** NUL and other signs that no text has; runs of spaces become one. */
function clean(value: string): string {
	// eslint-disable-next-line no-control-regex
	return value.normalize('NFC').replace(/[\s\u0000-\u001f\u007f]+/g, ' ').trim();
}

const one = (params: URLSearchParams, name: ReportFilterName) => params.get(name)?.trim() || undefined;
const listed = (params: URLSearchParams, name: ReportFilterName) => [...new Set(params.getAll(name).map((value) => value.trim()).filter(Boolean))];
/** Keys have no commas, so an address may also list them with commas. */
const keys = (params: URLSearchParams, name: ReportFilterName) => [...new Set(listed(params, name).flatMap((value) => value.split(',')).filter(Boolean))];
const numbers = (value: string | undefined) => value?.split(',').map((each) => (/^\s*-?\d+(\.\d+)?\s*$/.test(each) ? Number(each) : NaN));

type Field = keyof ReportFilter;
/** Field → its name in addresses, and what stands there as the schema wants it. */
const FIELDS: { [Each in Field]: { name: ReportFilterName; read(params: URLSearchParams): unknown } } = {
	text: { name: 'suche', read: (params) => one(params, 'suche') },
	states: { name: 'status', read: (params) => keys(params, 'status') },
	open: { name: 'offen', read: (params) => one(params, 'offen') },
	reporters: { name: 'melder', read: (params) => keys(params, 'melder') },
	categories: { name: 'kategorie', read: (params) => listed(params, 'kategorie') },
	from: { name: 'von', read: (params) => one(params, 'von') },
	to: { name: 'bis', read: (params) => one(params, 'bis') },
	changedFrom: { name: 'geaendert_ab', read: (params) => one(params, 'geaendert_ab') },
	bbox: { name: 'bbox', read: (params) => numbers(one(params, 'bbox')) },
	place: { name: 'ort', read: (params) => one(params, 'ort') },
	radius: { name: 'umkreis', read: (params) => numbers(one(params, 'umkreis'))?.[0] },
	centre: { name: 'mitte', read: (params) => numbers(one(params, 'mitte')) },
	area: { name: 'gebiet', read: (params) => one(params, 'gebiet') },
	body: { name: 'zustaendig', read: (params) => one(params, 'zustaendig') },
	assignee: { name: 'bearbeitung', read: (params) => one(params, 'bearbeitung') },
	due: { name: 'faellig', read: (params) => one(params, 'faellig') },
	target: { name: 'frist', read: (params) => one(params, 'frist') },
	release: { name: 'freigabe', read: (params) => one(params, 'freigabe') },
	confirmed: { name: 'bestaetigt', read: (params) => one(params, 'bestaetigt') },
	sort: { name: 'sortierung', read: (params) => one(params, 'sortierung') }
};
const LISTS: ReadonlySet<Field> = new Set(['states', 'reporters', 'categories']);
const STAFF_NAMES: ReadonlySet<string> = new Set(STAFF_REPORT_FILTER_NAMES);

/** A value that was refused, with the sentence that says so. */
export interface WrongFilterValue {
	name: ReportFilterName;
	message: string;
}

/**
 * Reads an address. What cannot be is refused: left out of the filter and named in `wrong`, so that a page shows something and says
 * what it did not understand. What acts on all that fits (exports, bulk actions, interfaces) must refuse the whole when `wrong` is not
 * empty. Lists keep their good values. Whether a state, category or body exists is known to the database only.
 * @param audience `public`: the staff's own parameters are refused, too
 */
export function readReportFilter(params: URLSearchParams, audience: 'staff' | 'public' = 'staff'): { filter: ReportFilter; wrong: WrongFilterValue[] } {
	const wrong: WrongFilterValue[] = [];
	const values: Record<string, unknown> = {};
	for (const [field, { name, read }] of Object.entries(FIELDS) as [Field, (typeof FIELDS)[Field]][]) {
		const given = read(params);
		if (given === undefined || (Array.isArray(given) && given.length === 0)) continue;
		if (audience === 'public' && STAFF_NAMES.has(name)) {
			wrong.push({ name, message: reportFilterTexts.notPublic(name) });
			continue;
		}
		const fits = (value: unknown) => v.safeParse(reportFilter, { [field]: value }).success;
		if (fits(given)) values[field] = given;
		else {
			const refused = Array.isArray(given) && LISTS.has(field) ? given.find((each) => !fits([each])) : params.get(name);
			wrong.push({ name, message: reportFilterTexts.wrong(name, String(refused ?? params.get(name))) });
			if (Array.isArray(given) && LISTS.has(field)) values[field] = given.filter((each) => fits([each])).slice(0, MAX_CHOICES);
		}
	}
	const all = v.safeParse(reportFilter, values);
	if (all.success) return { filter: all.output, wrong };
	// A period that ends before it begins.
	return { filter: v.parse(reportFilter, { ...values, to: null }), wrong: [...wrong, { name: 'bis', message: reportFilterTexts.endsBeforeItBegins }] };
}

/** The address of a filter: only what is set, always in the same order. */
export function writeReportFilter(filter: ReportFilter): URLSearchParams {
	const params = new URLSearchParams();
	const set = (name: ReportFilterName, value: string | null) => void (value && params.set(name, value));
	const all = (name: ReportFilterName, values: readonly string[]) => [...values].sort().forEach((value) => params.append(name, value));
	set('suche', filter.text);
	all('status', filter.states);
	set('offen', filter.open);
	all('melder', filter.reporters);
	all('kategorie', filter.categories);
	set('von', filter.from);
	set('bis', filter.to);
	set('geaendert_ab', filter.changedFrom);
	if (filter.bbox) params.set('bbox', filter.bbox.map(degrees).join(','));
	set('ort', filter.place);
	if (filter.place || filter.centre) params.set('umkreis', String(filter.radius));
	if (filter.centre) params.set('mitte', filter.centre.map(degrees).join(','));
	set('gebiet', filter.area);
	set('zustaendig', filter.body);
	set('bearbeitung', filter.assignee);
	set('faellig', filter.due);
	set('frist', filter.target);
	set('freigabe', filter.release);
	if (filter.confirmed === 'nein') params.set('bestaetigt', 'nein');
	if (filter.sort !== 'neueste') params.set('sortierung', filter.sort);
	return params;
}

/** A millionth of a degree is a tenth of a metre. */
const degrees = (value: number) => String(Number(value.toFixed(6)));

/** True where nothing is asked for; an order asks for nothing. */
export const isEmptyReportFilter = (filter: ReportFilter): boolean => writeReportFilter({ ...filter, sort: 'neueste' }).size === 0;
