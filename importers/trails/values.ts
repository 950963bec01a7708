import type { TrailBuilder, Place } from './builder.ts';
import { CARRIERS, EQUIPMENT_KINDS, SIGN_KINDS, type Carrier, type EquipmentKind, type SignKind, type SignLine } from './model.ts';

/** Words of the trade and tags of OpenStreetMap → our kinds. */
const CARRIER_WORDS: Record<string, Carrier> = {
	wood: 'pfosten-holz',
	holz: 'pfosten-holz',
	holzpfosten: 'pfosten-holz',
	pfosten: 'pfosten-holz',
	metal: 'pfosten-metall',
	metall: 'pfosten-metall',
	stahl: 'pfosten-metall',
	steel: 'pfosten-metall',
	metallpfosten: 'pfosten-metall',
	rohr: 'pfosten-metall',
	aluminium: 'pfosten-metall',
	pole: 'mast',
	lamp_post: 'mast',
	laternenmast: 'mast',
	tree: 'baum',
	wall: 'wand',
	wall_mounted: 'wand',
	mauer: 'wand',
	rock: 'fels',
	stone: 'fels',
	stein: 'fels'
};

const SIGN_WORDS: Record<string, SignKind> = {
	wegweiser: 'zielwegweiser',
	pfeilwegweiser: 'zielwegweiser',
	guidepost: 'zielwegweiser',
	pfeil: 'richtungspfeil',
	zwischenmarkierung: 'richtungspfeil',
	arrow: 'richtungspfeil',
	markierungszeichen: 'markierung',
	route_marker: 'markierung',
	trail_blaze: 'markierung',
	standort: 'standortschild',
	einschub: 'routenlogo',
	logo: 'routenlogo',
	tafel: 'infotafel',
	board: 'infotafel',
	map: 'infotafel',
	rettung: 'rettungspunkt',
	notruf: 'rettungspunkt',
	sperrung: 'sperrschild'
};

const EQUIPMENT_WORDS: Record<string, EquipmentKind> = {
	bench: 'bank',
	sitzbank: 'bank',
	picnic_table: 'tisch',
	shelter: 'huette',
	hütte: 'huette',
	schutzhütte: 'huette',
	bridge: 'bruecke',
	brücke: 'bruecke',
	steg: 'bruecke',
	geländer: 'gelaender',
	handrail: 'gelaender',
	steps: 'treppe',
	turnstile: 'drehkreuz'
};

/** @returns null for a word that is none of the kinds */
export const equipmentKind = (word: string): EquipmentKind | null => {
	const plain = word.trim().toLowerCase();
	return (EQUIPMENT_KINDS as readonly string[]).includes(plain) ? (plain as EquipmentKind) : (EQUIPMENT_WORDS[plain] ?? null);
};

export function readCarrier(builder: TrailBuilder, word: string, place: Place): Carrier {
	const plain = word.trim().toLowerCase();
	if (plain === '') return 'unbekannt';
	const found = (CARRIERS as readonly string[]).includes(plain) ? (plain as Carrier) : CARRIER_WORDS[plain];
	if (!found) builder.find('warning', 'carrier-unknown', place, word);
	return found ?? 'unbekannt';
}

export function readSignKind(builder: TrailBuilder, word: string, place: Place): SignKind {
	const plain = word.trim().toLowerCase();
	const found = (SIGN_KINDS as readonly string[]).includes(plain) ? (plain as SignKind) : SIGN_WORDS[plain];
	if (!found) builder.find(plain === '' ? 'note' : 'warning', plain === '' ? 'sign-kind-assumed' : 'sign-kind-unknown', place, word);
	return found ?? 'zielwegweiser';
}

const POINTS = ['n', 'nno', 'no', 'ono', 'o', 'oso', 'so', 'sso', 's', 'ssw', 'sw', 'wsw', 'w', 'wnw', 'nw', 'nnw'];
const ENGLISH: Record<string, number> = { ne: 45, nne: 22, ene: 67, e: 90, ese: 112, se: 135, sse: 157 };

/** Degrees from north, clockwise: 0–359 of a number or a point of the compass (N, NO/NE, …). */
export function readAzimuth(builder: TrailBuilder, value: unknown, place: Place): number | null {
	const plain = builder.text(value, place).replace(/°$/, '').trim().toLowerCase();
	if (plain === '') return null;
	const point = POINTS.indexOf(plain);
	if (point >= 0) return Math.floor(point * 22.5);
	if (ENGLISH[plain] !== undefined) return ENGLISH[plain];
	const degrees = /^\d{1,3}([.,]\d+)?$/.test(plain) ? Math.round(Number(plain.replace(',', '.'))) : NaN;
	if (degrees >= 0 && degrees <= 360) return degrees % 360;
	builder.find('warning', 'azimuth-invalid', place, value);
	return null;
}

const LINE = /^(.*?)(?:[\s,]+(\d{1,3}(?:[.,]\d{1,2})?)\s*km)?(?:[\s,]+(?:(\d{1,2}):(\d{2})\s*h|(\d{1,3})\s*min))?$/;

/** „Kirchberg 2,5 km 0:40 h“ → its parts; several separated by `|` or lines. */
export function readSignLines(text: string): SignLine[] {
	return text
		.split(/[|\n]/)
		.map((each) => each.trim())
		.filter(Boolean)
		.map((each) => {
			const [, name, km, hours, rest, minutes] = LINE.exec(each) ?? [];
			const time = hours !== undefined ? Number(hours) * 60 + Number(rest) : minutes !== undefined ? Number(minutes) : null;
			return { text: (name ?? each).trim(), km: km === undefined ? null : Number(km.replace(',', '.')), minutes: time };
		});
}

/** The way back of `readSignLines`. */
export const writeSignLines = (lines: readonly SignLine[]): string =>
	lines
		.map(({ text, km, minutes }) =>
			[text, km === null ? '' : `${String(km).replace('.', ',')} km`, minutes === null ? '' : `${Math.floor(minutes / 60)}:${String(minutes % 60).padStart(2, '0')} h`]
				.filter(Boolean)
				.join(' ')
		)
		.join(' | ');

/** Refs of routes, separated by `;`, `,` or lines, or an array of texts. */
export function readRefs(builder: TrailBuilder, value: unknown, place: Place): string[] {
	const list = Array.isArray(value) ? value.map((each) => builder.text(each, place)) : builder.text(value, place).split(/[;,]/);
	return [...new Set(list.map((each) => each.trim()).filter(Boolean))].slice(0, 40);
}
