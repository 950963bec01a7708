import * as v from 'valibot';

const text = (max: number) => v.optional(v.pipe(v.string(), v.trim(), v.maxLength(max)), '');
const day = v.optional(v.union([v.literal(''), v.pipe(v.string(), v.trim(), v.regex(/^\d{4}-\d{2}-\d{2}$/))]), '');
const id = v.optional(v.union([v.literal(''), v.pipe(v.string(), v.uuid())]), '');
const tick = v.optional(v.union([v.boolean(), v.pipe(v.string(), v.transform((value) => value !== ''))]), false);
const email = v.optional(v.union([v.literal(''), v.pipe(v.string(), v.trim(), v.email(), v.maxLength(254))]), '');

/** Contact of a procedure or a step; empty fields are filled from above (tenant, procedure). */
export const contactFields = {
	organisation: text(200),
	person: text(200),
	street: text(200),
	postcode: text(10),
	city: text(100),
	phone: text(60),
	email,
	openingHours: text(500)
};
export const contactForm = v.object(contactFields);
export const CONTACT_FIELDS = Object.keys(contactFields) as (keyof typeof contactFields)[];

/** A new procedure. */
export const newProcedureForm = v.object({
	kindKey: v.pipe(v.string(), v.trim(), v.minLength(2), v.maxLength(60)),
	title: text(200),
	number: text(60),
	planId: id,
	municipality: text(200)
});

/** What a procedure is about. */
export const procedureForm = v.object({
	title: v.pipe(v.string(), v.trim(), v.minLength(3), v.maxLength(200)),
	number: text(60),
	municipality: text(200),
	summary: text(6000),
	easyLanguage: text(6000),
	/** States that are asked too (§ 4a (4) BauGB); left out: as they were. */
	neighbourStates: v.optional(v.pipe(v.string(), v.trim(), v.maxLength(300))),
	/** § 13a (1) S. 2 BauGB; left out: as they were. „35.000“ is what people write. */
	floorArea: v.optional(
		v.pipe(
			v.string(),
			v.transform((value) => value.replace(/[\s.]|m²$/g, '')),
			v.regex(/^\d{0,8}$/),
			v.transform((value) => (value === '' ? null : Number(value)))
		)
	),
	examinedOn: v.optional(v.union([v.literal(''), v.pipe(v.string(), v.trim(), v.isoDate())])),
	examinationReasons: v.optional(v.pipe(v.string(), v.trim(), v.maxLength(4000))),
	/** One per line or separated by commas. */
	topics: v.pipe(
		text(1000),
		v.transform((value) => [
			...new Set(
				value
					.split(/[\n,;]/)
					.map((each) => each.trim())
					.filter(Boolean)
			)
		]),
		v.maxLength(20)
	),
	planId: id,
	...contactFields
});

export type ProcedureFields = v.InferOutput<typeof procedureForm>;

export const placeForm = v.object({
	name: v.pipe(v.string(), v.trim(), v.minLength(2), v.maxLength(200)),
	address: text(300),
	openingHours: text(500),
	means: v.picklist(['paper', 'terminal', 'other'])
});
/** Kinds of environmental information (§ 3 (2) S. 4 BauGB), as the Schutzgüter of § 1 (6) Nr. 7. */
export const ENVIRONMENT_KINDS = [
	'mensch',
	'tiere-pflanzen',
	'flaeche',
	'boden',
	'wasser',
	'luft-klima',
	'landschaft',
	'kultur',
	'wechselwirkung',
	'sonstiges'
] as const;
export const environmentForm = v.object({ kind: v.picklist(ENVIRONMENT_KINDS), text: text(1000) });

/** A step with its dates; days are local days, both inclusive. Which dates are lawful is decided by the deadline engine. */
export const stepForm = v.object({
	title: v.pipe(v.string(), v.trim(), v.minLength(2), v.maxLength(200)),
	rule: v.picklist(['publication', 'toeb', 'shortened', 'free', 'day']),
	startsOn: day,
	endsOn: day,
	/** Length of a shortened period. */
	days: v.optional(v.union([v.literal(''), v.pipe(v.string(), v.trim(), v.regex(/^\d{1,3}$/))]), ''),
	extensionReason: text(1000),
	shorteningReason: text(1000),
	changesOnly: tick,
	restricted: tick,
	planVersionId: id,
	compareVersionId: id,
	note: text(2000),
	places: v.optional(v.pipe(v.array(placeForm), v.maxLength(20)), []),
	environment: v.optional(v.pipe(v.array(environmentForm), v.maxLength(30)), []),
	...contactFields
});
export type StepForm = v.InferOutput<typeof stepForm>;
export type StepInput = v.InferInput<typeof stepForm>;

/** A step of an own kind, or one that the kind offers on demand. */
export const newStepForm = v.object({ key: v.pipe(v.string(), v.trim(), v.regex(/^[a-z0-9-]{2,60}$/)) });

export const extendForm = v.object({
	endsOn: v.pipe(v.string(), v.trim(), v.regex(/^\d{4}-\d{2}-\d{2}$/)),
	reason: v.pipe(v.string(), v.trim(), v.minLength(10), v.maxLength(1000)),
	publishedIn: text(300),
	publishedOn: day
});

/** New days of an announced step that has not begun; without an end the lawful one. */
export const moveForm = v.object({ ...extendForm.entries, startsOn: extendForm.entries.endsOn, endsOn: day });

export const withdrawForm = v.omit(extendForm, ['endsOn']);

export const skipForm = v.object({ reason: text(60), ownReason: text(1000) });

/** A renewed participation (§ 4a (3) BauGB). */
export const iterationForm = v.object({
	track: v.picklist(['public', 'toeb', 'both']),
	planVersionId: id,
	compareVersionId: id,
	changesOnly: tick,
	restricted: tick,
	shortened: tick,
	shorteningReason: text(1000)
});
