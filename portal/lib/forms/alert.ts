import * as v from 'valibot';

export const ALERT_FREQUENCIES = ['instant', 'daily'] as const;
export const ALERT_PLACES = ['umkreis', 'gemeinde', 'gebiet', 'alles'] as const;
/** Metres. */
export const ALERT_RADII = [500, 1000, 2000, 5000, 10_000] as const;

/** Names of the fields that every order of mails has, of procedures or of reports. */
export const ORDER_FIELD = {
	where: 'wo',
	address: 'ort',
	radius: 'umkreis',
	/** GeoJSON of one place, as the statement form writes it. */
	area: 'gebiet',
	email: 'email',
	proof: 'altcha',
	/** Not shown to people. */
	honeypot: 'webseite'
} as const;

/** Names of the fields of the form. */
export const ALERT_FIELD = {
	...ORDER_FIELD,
	municipality: 'gemeinde',
	planTypes: 'planart',
	kinds: 'art',
	topics: 'thema',
	frequency: 'haeufigkeit'
} as const;

const chosen = v.optional(v.pipe(v.array(v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(120))), v.maxLength(60)), []);

export const alertChoice = v.object({
	planTypes: chosen,
	kinds: chosen,
	topics: chosen,
	frequency: v.picklist(ALERT_FREQUENCIES)
});
export type AlertChoice = v.InferOutput<typeof alertChoice>;

export const alertForm = v.object({
	...alertChoice.entries,
	where: v.picklist(ALERT_PLACES),
	address: v.optional(v.pipe(v.string(), v.trim(), v.maxLength(200)), ''),
	radius: v.optional(v.pipe(v.string(), v.transform(Number), v.picklist(ALERT_RADII)), '2000'),
	municipality: v.optional(v.pipe(v.string(), v.trim(), v.maxLength(200)), ''),
	area: v.optional(v.pipe(v.string(), v.maxLength(200_000)), ''),
	email: v.pipe(v.string(), v.trim(), v.maxLength(254), v.email())
});
export type AlertForm = v.InferOutput<typeof alertForm>;

/** What can be changed of an alert that is confirmed: everything but the address of its mails. */
export const alertChangeForm = v.omit(alertForm, ['email']);

/** Fields of the form as they were posted. */
export interface PostedAlert {
	where: string;
	address: string;
	radius: string;
	municipality: string;
	area: string;
	planTypes: string[];
	kinds: string[];
	topics: string[];
	frequency: string;
	email: string;
}
