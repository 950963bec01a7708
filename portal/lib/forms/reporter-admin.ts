import * as v from 'valibot';

const text = (max: number) => v.optional(v.pipe(v.string(), v.trim(), v.maxLength(max)), '');
const name = (max: number) => v.pipe(v.string(), v.trim(), v.minLength(2), v.maxLength(max));
const whole = (min: number, max: number) => v.pipe(v.union([v.string(), v.number()]), v.transform((value) => (value === '' ? NaN : Number(value))), v.integer(), v.minValue(min), v.maxValue(max));
/** Empty: never. */
const wholeOrNever = (min: number, max: number) => v.union([v.pipe(v.literal(''), v.transform(() => null)), v.null(), whole(min, max)]);
const flag = v.optional(v.boolean(), false);

/** Icons that exist (components/report/CategoryIcon.svelte). */
export const ICONS = ['report', 'lamp', 'road', 'trash', 'tree', 'bench', 'sign', 'water', 'bike', 'graffiti', 'playground', 'winter', 'car', 'idea', 'praise', 'traffic'] as const;
export const DAYS = ['mo', 'tu', 'we', 'th', 'fr', 'sa', 'su'] as const;

const slug = v.pipe(v.string(), v.trim(), v.toLowerCase(), v.regex(/^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/));
/** „08:00-12:00, 13:00-16:00“; empty: closed. */
const hours = v.pipe(
	text(120),
	v.regex(/^$|^\d{1,2}:\d{2}\s*[-–]\s*\d{1,2}:\d{2}(\s*,\s*\d{1,2}:\d{2}\s*[-–]\s*\d{1,2}:\d{2})*$/),
	v.transform((value) => value.split(',').map((each) => each.trim()).filter(Boolean)),
	v.transform((parts) => parts.map((part) => part.split(/[-–]/).map((each) => each.trim().padStart(5, '0'))).map(([from, to]) => ({ from: from!, to: to! }))),
	v.check((parts) => parts.every(({ from, to }) => from < to && to <= '24:00'))
);

export const reporterForm = v.object({
	name: name(80),
	slug,
	icon: v.optional(v.picklist(ICONS), 'report'),
	intro: text(1000),
	position: v.optional(whole(0, 9999), 10),
	active: flag,
	acceptance: v.picklist(['atOnce', 'afterConfirmation']),
	deleteUnconfirmedAfterDays: wholeOrNever(1, 365),
	releaseAfterDays: wholeOrNever(1, 365),
	emergencyNote: text(300),
	anonymiseAfterDays: whole(30, 3650),
	reopenWithinDays: whole(0, 365),
	feedbackAfterDays: wholeOrNever(1, 180),
	targetInWorkingDays: flag,
	publicDashboard: flag,
	messageOutside: text(300),
	hours: v.object({ mo: hours, tu: hours, we: hours, th: hours, fr: hours, sa: hours, su: hours })
});
export type ReporterForm = v.InferOutput<typeof reporterForm>;

export const FIELD_TYPES = ['string', 'text', 'number', 'datetime', 'singlevaluelist', 'multivaluelist', 'notice'] as const;
const code = v.pipe(v.string(), v.trim(), v.regex(/^[A-Za-z0-9_-]{1,60}$/));

/** One line per answer: „Text“ or „Text | Meldung, die das Formular beendet“. */
export const fieldForm = v.object({
	/** Empty: made from the question. */
	code: v.union([v.literal(''), code]),
	label: v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(300)),
	type: v.picklist(FIELD_TYPES),
	required: flag,
	help: text(500),
	values: text(4000),
	keep: flag
});

export const categoryForm = v.object({
	code: v.union([v.literal(''), code]),
	name: name(80),
	group: text(80),
	description: text(500),
	hint: text(500),
	keywords: v.pipe(text(500), v.transform((value) => [...new Set(value.split(/[\n,;]/).map((each) => each.trim()).filter(Boolean))])),
	icon: v.optional(v.picklist(ICONS), 'report'),
	kind: v.picklist(['problem', 'idea', 'praise']),
	visibility: v.picklist(['public', 'private']),
	moderation: v.picklist(['hidden', 'pin', 'open']),
	contact: v.picklist(['optional', 'email']),
	photo: v.picklist(['none', 'optional', 'required']),
	duplicateDistance: whole(0, 2000),
	responseDays: whole(1, 730),
	/** Empty: as the reporter says. */
	anonymiseAfterDays: v.optional(wholeOrNever(30, 3650), null),
	supportThreshold: whole(0, 100_000),
	assetLayerId: v.union([v.literal(''), v.pipe(v.string(), v.uuid())]),
	assetRequired: flag,
	position: v.optional(whole(0, 9999), 10),
	active: flag,
	fields: v.pipe(v.array(fieldForm), v.maxLength(30))
});
export type CategoryForm = v.InferOutput<typeof categoryForm>;

export const stateForm = v.object({
	/** Empty: made from the label. */
	key: v.pipe(text(60), v.regex(/^[a-z0-9-]*$/)),
	label: v.pipe(v.string(), v.trim(), v.minLength(2), v.maxLength(60)),
	publicLabel: text(60),
	open311: v.picklist(['open', 'closed']),
	answerRequired: flag,
	role: v.picklist(['', 'initial', 'done', 'duplicate', 'notResponsible', 'rejected']),
	/** Keys, or `neu-<row>` of states that are new. */
	next: v.array(v.string())
});
export const workflowForm = v.pipe(v.array(stateForm), v.minLength(2), v.maxLength(30));

export const templateForm = v.object({ name: name(80), body: v.pipe(v.string(), v.trim(), v.minLength(3), v.maxLength(4000)), state: text(60) });

export const bodyForm = v.object({
	name: name(120),
	level: v.picklist(['amt', 'gemeinde', 'kreis', 'land']),
	email: v.union([v.literal(''), v.pipe(v.string(), v.trim(), v.email(), v.maxLength(254))]),
	forwardTenantId: v.union([v.literal(''), v.pipe(v.string(), v.uuid())]),
	isDefault: flag,
	active: flag
});

export const responsibilityForm = v.object({
	categoryId: v.union([v.literal(''), v.pipe(v.string(), v.uuid())]),
	where: v.picklist(['everywhere', 'tenant', 'drawn', 'geojson']),
	drawn: text(2_000_000),
	geojson: text(8_000_000),
	areaName: text(120)
});
