import * as v from 'valibot';

const text = (max: number) => v.optional(v.pipe(v.string(), v.trim(), v.maxLength(max)), '');

/** A step of a tenant's own template, as the page sends it. Steps of the law keep their rule, track and effect. */
export const kindStepForm = v.object({
	/** Empty: a new step. */
	key: v.pipe(text(60), v.regex(/^[a-z0-9-]*$/)),
	title: text(200),
	track: v.picklist(['public', 'toeb', 'internal']),
	form: v.picklist(['period', 'day']),
	effect: v.picklist(['', 'evaluation', 'decision', 'in-force', 'archived']),
	position: v.pipe(v.union([v.string(), v.number()]), v.transform(Number), v.number(), v.integer(), v.minValue(0), v.maxValue(1000)),
	remove: v.optional(v.boolean(), false)
});

export const kindForm = v.object({
	name: v.pipe(v.string(), v.trim(), v.minLength(3), v.maxLength(120)),
	explanation: text(1000),
	summary: text(6000),
	topics: v.pipe(
		text(1000),
		v.transform((value) =>
			value
				.split(/[\n,;]/)
				.map((each) => each.trim())
				.filter(Boolean)
		),
		v.maxLength(20)
	),
	steps: v.pipe(v.array(kindStepForm), v.maxLength(40))
});
export type KindForm = v.InferOutput<typeof kindForm>;
