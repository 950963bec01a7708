import * as v from 'valibot';
import { CARRIERS, SIGN_KINDS } from '../../../importers/trails/model.ts';

/** What can be wrong, from a fixed list: several per damage. In the order in which wardens meet them. */
export const DAMAGE_KINDS = [
	'fehlt',
	'beschaedigt',
	'verblasst',
	'verwachsen',
	'verdreht',
	'lose',
	'falscher-inhalt',
	'verschmutzt',
	'vandalismus',
	'pfosten',
	'markierung',
	'unpassierbar',
	'sperrung',
	'gefahr',
	'muell',
	'ausstattung'
] as const;
export type DamageKind = (typeof DAMAGE_KINDS)[number];

/** Which of them make sense for what; everything else would only lengthen the list on the phone. */
export const KINDS_OF_TARGET: Record<'sign' | 'post' | 'section' | 'equipment', readonly DamageKind[]> = {
	sign: DAMAGE_KINDS.slice(0, 9),
	post: ['fehlt', 'pfosten', 'beschaedigt', 'verwachsen', 'lose', 'verschmutzt', 'vandalismus', 'gefahr'],
	section: DAMAGE_KINDS.slice(10, 15),
	equipment: ['ausstattung', 'fehlt', 'beschaedigt', 'verschmutzt', 'vandalismus', 'gefahr']
};

export const FIXES = ['gereinigt', 'freigeschnitten', 'festgezogen', 'nachmarkiert', 'sonstiges'] as const;
export type Fix = (typeof FIXES)[number];

export const MATERIALS = ['schild', 'pfosten', 'markierung', 'schrauben', 'farbe', 'sonstiges'] as const;
export type Material = (typeof MATERIALS)[number];
export const ORDER_STATES = ['bestellt', 'geliefert', 'montiert', 'storniert'] as const;
export type OrderState = (typeof ORDER_STATES)[number];

export const MAX_DAMAGE_PHOTOS = 6;
export const MAX_TRACK_POINTS = 20_000;

const words = (max: number) => v.optional(v.pipe(v.string(), v.transform((text) => text.replaceAll('\0', '').trim()), v.maxLength(max)), '');
const uuid = v.pipe(v.string(), v.uuid());
const moment = v.pipe(v.string(), v.isoTimestamp());
const lon = v.pipe(v.number(), v.finite(), v.minValue(-180), v.maxValue(180));
const lat = v.pipe(v.number(), v.finite(), v.minValue(-85), v.maxValue(85));

export const damageForm = v.object({
	/** The round on which it was found. */
	roundKey: v.optional(v.nullable(uuid), null),
	target: v.object({ kind: v.picklist(['sign', 'post', 'section', 'equipment']), id: uuid }),
	/** EPSG:4326; needed where the target is a section, else its own place counts. */
	point: v.optional(v.nullable(v.object({ lon, lat })), null),
	kinds: v.pipe(v.array(v.picklist(DAMAGE_KINDS)), v.minLength(1), v.maxLength(DAMAGE_KINDS.length)),
	note: words(2000),
	fixed: v.optional(v.nullable(v.picklist(FIXES)), null),
	foundAt: moment
});
export type DamageInput = v.InferInput<typeof damageForm>;
export type Damage = v.InferOutput<typeof damageForm>;

export const roundForm = v.object({
	startedAt: moment,
	endedAt: moment,
	sections: v.pipe(v.array(v.object({ id: uuid, result: v.picklist(['ohne-befund', 'befund']) })), v.minLength(1), v.maxLength(500)),
	visits: v.pipe(v.array(v.object({ postId: uuid, at: moment, result: v.picklist(['ok', 'damage', 'fixed']) })), v.maxLength(2000)),
	/** Pieces between pauses; longitude, latitude (degrees), seconds since 1970. Empty: entered by hand. */
	track: v.pipe(
		v.array(v.array(v.tuple([lon, lat, v.pipe(v.number(), v.finite(), v.minValue(0))]))),
		v.check((pieces) => pieces.reduce((sum, piece) => sum + piece.length, 0) <= MAX_TRACK_POINTS)
	),
	note: words(4000)
});
export type RoundInput = v.InferInput<typeof roundForm>;
export type Round = v.InferOutput<typeof roundForm>;

export const orderForm = v.object({
	postId: v.optional(v.nullable(uuid), null),
	signId: v.optional(v.nullable(uuid), null),
	items: v.pipe(
		v.array(v.object({ item: v.picklist(MATERIALS), count: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(999)), text: words(300) })),
		v.minLength(1),
		v.maxLength(20)
	),
	note: words(1000),
	orderedAt: moment
});
export type OrderInput = v.InferInput<typeof orderForm>;
export type Order = v.InferOutput<typeof orderForm>;

const decimal = v.pipe(
	v.optional(v.string(), ''),
	v.transform((text) => text.trim().replace(',', '.')),
	v.union([v.literal(''), v.pipe(v.string(), v.regex(/^-?\d{1,6}(\.\d{1,3})?$/))]),
	v.transform((text) => (text === '' ? null : Number(text)))
);
const emptyOrUuid = v.pipe(
	v.optional(v.union([v.literal(''), uuid]), ''),
	v.transform((text) => text || null)
);
const day = v.pipe(v.string(), v.isoDate());

/** Forms of the staff's pages: all values are texts. */
export const routeForm = v.object({
	ref: v.pipe(words(60), v.minLength(1)),
	name: v.pipe(words(120), v.minLength(1)),
	colour: v.pipe(v.string(), v.regex(/^#[0-9a-f]{6}$/i), v.toLowerCase()),
	symbol: words(120)
});
export const sectionForm = v.object({
	name: v.pipe(words(200), v.minLength(1)),
	wardenId: emptyOrUuid,
	deputyId: emptyOrUuid,
	intervalDays: v.pipe(v.string(), v.regex(/^\d{1,4}$/), v.transform(Number), v.minValue(7), v.maxValue(1095))
});
export const postForm = v.object({
	number: v.pipe(words(40), v.minLength(1)),
	name: words(200),
	elevation: decimal,
	carrier: v.picklist(CARRIERS),
	owner: words(200)
});
export const signForm = v.object({
	kind: v.picklist(SIGN_KINDS),
	/** As `readSignLines` takes it. */
	lines: words(2000),
	azimuth: v.pipe(
		v.optional(v.string(), ''),
		v.union([v.literal(''), v.pipe(v.string(), v.regex(/^\d{1,3}$/), v.check((text) => Number(text) <= 359))]),
		v.transform((text) => (text === '' ? null : Number(text)))
	),
	material: words(120),
	year: v.pipe(
		v.optional(v.string(), ''),
		v.union([v.literal(''), v.pipe(v.string(), v.regex(/^(19|20)\d\d$/))]),
		v.transform((text) => (text === '' ? null : Number(text)))
	)
});
export const closureForm = v.object({
	sectionId: uuid,
	from: day,
	until: v.pipe(v.optional(v.union([v.literal(''), day]), ''), v.transform((text) => text || null)),
	reason: v.pipe(words(500), v.minLength(3)),
	diversion: words(1000)
});
