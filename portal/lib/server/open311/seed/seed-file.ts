import * as v from 'valibot';

/** A seed says what is wrong with it, and where. */
export class SeedError extends Error {
	constructor(message: string, options?: { cause?: unknown }) {
		super(message, options);
		this.name = 'SeedError';
	}
}

const id = v.pipe(
	v.union([v.string(), v.number()]),
	v.transform((value) => String(value).trim()),
	v.minLength(1),
	v.maxLength(200)
);
const text = v.pipe(v.nullish(v.union([v.string(), v.number()]), ''), v.transform((value) => (value === null ? '' : String(value).replaceAll('\0', ''))));
const flag = v.pipe(v.nullish(v.union([v.boolean(), v.picklist(['true', 'false'])]), null), v.transform((value) => (value === null ? null : String(value) === 'true')));
const degrees = (limit: number) =>
	v.pipe(
		v.nullish(v.union([v.string(), v.number()]), null),
		v.transform((value) => (value === null || value === '' ? null : Number(value))),
		v.nullable(v.pipe(v.number(), v.finite(), v.minValue(-limit), v.maxValue(limit)))
	);
const moment = v.pipe(
	text,
	v.transform((value) => (value === '' ? null : new Date(/(Z|[+-]\d{2}:?\d{2})$/i.test(value) || !value.includes('T') ? value : `${value}Z`))),
	v.check((value) => value === null || !Number.isNaN(value.getTime()), 'kein gültiger Zeitpunkt')
);

const attribute = v.object({
	variable: flag,
	code: id,
	datatype: v.optional(v.picklist(['string', 'number', 'datetime', 'text', 'singlevaluelist', 'multivaluelist']), 'string'),
	required: flag,
	datatype_description: text,
	order: v.nullish(v.pipe(v.union([v.string(), v.number()]), v.transform(Number), v.integer(), v.minValue(1))),
	description: text,
	values: v.optional(v.nullable(v.array(v.object({ key: id, name: text }))), [])
});
const service = v.object({
	service_code: id,
	service_name: text,
	description: text,
	metadata: flag,
	type: v.nullish(v.picklist(['realtime', 'batch', 'blackbox'])),
	keywords: v.pipe(
		v.nullish(v.union([v.string(), v.array(v.string())]), []),
		v.transform((value) => (typeof value === 'string' ? value.split(',') : (value ?? [])).map((each) => each.trim()).filter(Boolean))
	),
	group: text,
	attributes: v.optional(v.nullable(v.array(attribute)), [])
});
const request = v.looseObject({
	service_request_id: id,
	status: v.optional(v.picklist(['open', 'closed']), 'open'),
	status_notes: text,
	service_name: text,
	service_code: id,
	description: text,
	agency_responsible: text,
	service_notice: text,
	requested_datetime: moment,
	updated_datetime: moment,
	expected_datetime: moment,
	address: text,
	address_id: text,
	zipcode: text,
	lat: degrees(85),
	long: degrees(180),
	media_url: text,
	extended_attributes: v.nullish(v.record(v.string(), v.any()))
});

export const seedFile = v.object({
	jurisdiction_id: id,
	api_keys: v.optional(v.array(v.pipe(v.string(), v.minLength(1))), []),
	services: v.optional(v.array(service), []),
	requests: v.optional(v.array(request), [])
});
export type Seed = v.InferOutput<typeof seedFile>;
export type SeedService = Seed['services'][number];
export type SeedRequest = Seed['requests'][number];

/** @throws SeedError naming the place */
export function readSeed(content: string): Seed {
	let json: unknown;
	try {
		json = JSON.parse(content);
	} catch (error) {
		throw new SeedError(`Die Datei ist kein gültiges JSON (${(error as Error).message}).`, { cause: error });
	}
	const parsed = v.safeParse(seedFile, json);
	if (parsed.success) return parsed.output;
	const lines = parsed.issues.map((issue) => `  ${v.getDotPath(issue) ?? '(Wurzel)'}: ${issue.message}`);
	throw new SeedError(`Die Datei passt nicht zum Format:\n${lines.join('\n')}`);
}
