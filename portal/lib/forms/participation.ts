import * as v from 'valibot';

/** How a field of the statement is asked for. */
export const ASK = ['off', 'optional', 'required'] as const;
export type Ask = (typeof ASK)[number];

const line = (max: number) => v.optional(v.pipe(v.string(), v.trim(), v.maxLength(max)), '');
const day = v.pipe(v.string(), v.trim(), v.regex(/^\d{4}-\d{2}-\d{2}$/));

/** Form of a participation. Days are local days (Europe/Berlin), both inclusive. */
export const participationForm = v.object({
	title: v.pipe(v.string(), v.trim(), v.minLength(3), v.maxLength(200)),
	intro: line(4000),
	planVersionId: v.pipe(v.string(), v.uuid()),
	firstDay: day,
	lastDay: day,
	organisation: line(200),
	person: line(200),
	street: line(200),
	postcode: line(10),
	city: line(100),
	phone: line(60),
	email: v.optional(v.union([v.literal(''), v.pipe(v.string(), v.trim(), v.email(), v.maxLength(254))]), ''),
	openingHours: line(500),
	name: v.optional(v.picklist(ASK), 'optional'),
	address: v.optional(v.picklist(ASK), 'optional')
});
export type ParticipationForm = v.InferOutput<typeof participationForm>;
