/** The short text on the map: WA, II, 0,4, a height, a purpose, the words of a presentation object. */
import type { StyledAttribute, StyledObject } from './types.ts';
import { attributeOf, childOf, childValue, codesOf, measureOf, numberOf, parseNumber, purposesOf, valueOf } from './attributes.ts';
import { german, roman } from './numbers.ts';
import {
	GENERAL_ABBREVIATIONS,
	KIND_ABBREVIATIONS,
	SHORT_BUILDING,
	SHORT_COVER,
	SHORT_HEIGHT_POINTS,
	SHORT_RIGHTS,
	SHORT_ROOFS,
	SHORT_SPECIAL
} from './abbreviations.ts';
import { table } from './table.ts';

/** Longest label that still fits on a map; longer texts are cut at a word. */
const MAX_LENGTH = 60;

/** Label with its lines separated by `\n`, or undefined where the sign speaks for itself. Runs for every object of an import. */
export function labelFor(object: StyledObject): string | undefined {
	const lines = labelLinesFor(object);
	return lines.length === 0 ? undefined : lines.join('\n');
}

/** The same as lines, top to bottom. */
export function labelLinesFor(object: StyledObject): string[] {
	const name = object.class;
	if (name.startsWith('XP_')) return one(shorten(valueOf(object, 'schriftinhalt')));
	switch (name) {
		case 'BP_BaugebietsTeilFlaeche':
		case 'BP_Baugebiet':
		case 'FP_BebauungsFlaeche':
		case 'BP_WohngebaeudeFlaeche':
			return buildingLines(object);
		case 'BP_UeberbaubareGrundstuecksFlaeche':
		case 'BP_GemeinbedarfsFlaeche':
		case 'BP_BesondererNutzungszweckFlaeche':
			return compact([inscription(object) ?? purposeLabel(object), measures(object), manner(object)]);
		case 'BP_HoehenMass':
		case 'BP_HoehenFestsetzung':
			return one(heights(object)[0]);
		case 'BP_AbstandsMass':
			return one(distance(object));
		case 'BP_Wegerecht':
			return one(rights(object));
		case 'BP_NebenanlagenFlaeche':
		case 'BP_GemeinschaftsanlagenFlaeche':
			return one(inscription(object) ?? ancillary(object));
		case 'BP_Immissionsschutz': {
			const range = attributeOf(object, 'laermpegelbereich');
			return one(range?.label ? `LPB ${range.label}` : inscription(object));
		}
		case 'BP_SchutzPflegeEntwicklungsFlaeche':
		case 'BP_SchutzPflegeEntwicklungsMassnahme':
		case 'BP_AusgleichsFlaeche':
		case 'BP_AusgleichsMassnahme':
			return one(inscription(object) ?? measureCode(object));
		case 'BP_Plan':
		case 'FP_Plan':
		case 'RP_Plan':
		case 'LP_Plan':
		case 'SO_Plan':
			return one(shorten(valueOf(object, 'name')));
		default:
			return one(inscription(object) ?? named(object) ?? purposeLabel(object));
	}
}

function buildingLines(object: StyledObject): string[] {
	const first = [inscription(object) ?? kindLabel(object), storeys(object)].filter((part) => part !== undefined).join(' ');
	return compact([first || undefined, measures(object, false), manner(object)]);
}

/** `WA`, `SO Klinik`, `GE 2`: abbreviation, special use and the plan's own numbering. */
export function kindLabel(object: StyledObject): string | undefined {
	const special = valueOf(object, 'besondereArtDerBaulNutzung');
	const general = valueOf(object, 'allgArtDerBaulNutzung');
	const use = codesOf(object, 'sondernutzung')[0]?.code ?? valueOf(object, 'sonderNutzung');
	const kind =
		(special === undefined ? undefined : KIND_ABBREVIATIONS[special]) ??
		(general === undefined ? undefined : GENERAL_ABBREVIATIONS[general]) ??
		(use === undefined ? undefined : 'SO');
	if (kind === undefined) return shorten(valueOf(object, 'nutzungText'));
	const detail = kind.startsWith('SO') && use !== undefined ? SHORT_SPECIAL[use] : undefined;
	const number = valueOf(object, 'gliederung1');
	const head = detail ? `SO ${detail}` : kind;
	return number === undefined || number.startsWith(kind) ? (number ?? head) : `${head} ${shorten(number, 12)}`;
}

/** `II`, `II–III`; in a plan a circled numeral is mandatory, here `(II)`. */
export function storeys(object: StyledObject): string | undefined {
	const must = measureOf(object, 'Zzwingend');
	if (must !== undefined) return `(${roman(must)})`;
	const min = measureOf(object, 'Zmin');
	const max = measureOf(object, 'Zmax') ?? measureOf(object, 'Z');
	if (max === undefined) return undefined;
	const attic = measureOf(object, 'Z_Dach') ? '+D' : measureOf(object, 'Z_Staffel') ? '+S' : '';
	return (min !== undefined && min !== max ? `${roman(min)}–${roman(max)}` : roman(max)) + attic;
}

/** `II · GRZ 0,4 · GFZ 0,8`. */
function measures(object: StyledObject, withStoreys = true): string | undefined {
	const parts = [
		withStoreys ? storeys(object) : undefined,
		range(object, 'GRZ', 'GRZ'),
		range(object, 'GR', 'GR', ' m²'),
		range(object, 'GFZ', 'GFZ'),
		range(object, 'GF', 'GF', ' m²'),
		range(object, 'BMZ', 'BMZ')
	].filter((part) => part !== undefined);
	return parts.length === 0 ? undefined : parts.join(' · ');
}

export function range(object: StyledObject, name: string, label: string, suffix = ''): string | undefined {
	const single = measureOf(object, name);
	const max = single ?? measureOf(object, `${name}max`);
	if (max === undefined) return undefined;
	const min = single === undefined ? measureOf(object, `${name}min`) : undefined;
	return `${label} ${min === undefined ? '' : `${german(min)}–`}${german(max)}${suffix}`;
}

/** `o · ED · SD 35–45° · FH 9,5 m`. */
function manner(object: StyledObject): string | undefined {
	const parts = [
		SHORT_COVER[valueOf(object, 'bauweise') ?? ''],
		SHORT_BUILDING[valueOf(object, 'bebauungsArt') ?? ''],
		roof(object),
		...heights(object).slice(0, 2)
	].filter((part) => part !== undefined);
	return parts.length === 0 ? undefined : parts.join(' · ');
}

export function roof(object: StyledObject): string | undefined {
	const forms: string[] = [];
	let slope: string | undefined;
	for (const attribute of object.attributes) {
		if (attribute.name === 'dachform') add(forms, SHORT_ROOFS[attribute.value?.trim() ?? '']);
		if (attribute.name !== 'dachgestaltung') continue;
		add(forms, SHORT_ROOFS[childValue(attribute, 'dachform') ?? '']);
		slope ??= slopeOf((name) => parseNumber(childValue(attribute, name)));
	}
	slope ??= slopeOf((name) => numberOf(object, name));
	const text = [forms.join('/'), slope].filter(Boolean).join(' ');
	return text === '' ? undefined : text;
}

function slopeOf(read: (name: string) => number | undefined): string | undefined {
	const max = read('DNmax') ?? read('DN') ?? read('DNzwingend') ?? read('DNZwingend');
	if (max === undefined) return undefined;
	const min = read('DNmin');
	return `${min === undefined ? '' : `${german(min)}–`}${german(max)}°`;
}

/** `FH 9,5 m`, `TH 4–6 m`; one text per height. */
export function heights(object: StyledObject): string[] {
	const texts: string[] = [];
	for (const attribute of object.attributes) {
		if (attribute.name !== 'hoehenangabe') continue;
		const text = height(attribute);
		if (text) texts.push(text);
	}
	return texts;
}

function height(attribute: StyledAttribute): string | undefined {
	const read = (name: string): number | undefined => parseNumber(childValue(attribute, name));
	const must = read('hZwingend');
	const max = must ?? read('hMax') ?? read('h');
	const min = must === undefined ? read('hMin') : undefined;
	if (max === undefined && min === undefined) return undefined;
	const point = SHORT_HEIGHT_POINTS[childOf(attribute, 'bezugspunkt')?.value?.trim() ?? ''];
	const value = max === undefined ? `ab ${german(min as number)}` : min === undefined ? german(max) : `${german(min)}–${german(max)}`;
	return `${point ? `${point} ` : ''}${value} m`;
}

function distance(object: StyledObject): string | undefined {
	const value = numberOf(object, 'wert');
	return value === undefined ? undefined : `${german(value, 2)}${valueOf(object, 'typ') === '2000' ? '°' : ' m'}`;
}

/** `GFL`, `G`, `L`: initials of the rights. */
export function rights(object: StyledObject): string | undefined {
	const letters = new Set(codesOf(object, 'typ').flatMap(({ code }) => (SHORT_RIGHTS[code] ?? '').split('')));
	return letters.size === 0 ? undefined : [...letters].join('');
}

const ANCILLARY = table({ 1000: 'St', 2000: 'Ga', 3000: 'Spielplatz', 3100: 'Carport', 3200: 'TGa' });
const COMMON = table({ 1000: 'GSt', 2000: 'GGa', 3000: 'Spielplatz', 3100: 'GCarport', 3200: 'GTGa' });

function ancillary(object: StyledObject): string | undefined {
	const table = object.class === 'BP_NebenanlagenFlaeche' ? ANCILLARY : COMMON;
	const texts = purposesOf(object).map(({ code, label }) => table[code] ?? (code === OTHER ? undefined : label));
	return shorten([...new Set(texts.filter((text) => text !== undefined))].join(', '));
}

function measureCode(object: StyledObject): string | undefined {
	const measure = attributeOf(object, 'massnahme');
	return measure ? childValue(measure, 'massnahmeKuerzel') : undefined;
}

/** What the planner ordered to be written (5.1+, also inside the nested types of 6.0). */
function inscription(object: StyledObject): string | undefined {
	const direct = valueOf(object, 'aufschrift');
	if (direct) return shorten(direct);
	for (const attribute of object.attributes) {
		const nested = attribute.attributes && attribute.name !== 'hoehenangabe' ? childValue(attribute, 'aufschrift') : undefined;
		if (nested) return shorten(nested);
	}
	return undefined;
}

const named = (object: StyledObject): string | undefined =>
	/^(SO|LP|RP)_/.test(object.class) ? shorten(valueOf(object, 'name')) : undefined;

/** "Sonstiges" in every code list. */
const OTHER = '9999';

/** Classes whose sign already says what the purpose says. */
const LEGEND_ONLY = new Set([
	'SO_SchutzgebietNaturschutzrecht',
	'LP_SchutzBestimmterTeileVonNaturUndLandschaft',
	'SO_Denkmalschutzrecht',
	'SO_Bodenschutzrecht',
	'BP_KennzeichnungsFlaeche',
	'FP_Kennzeichnung'
]);

/** The label of the first purpose, where the caller resolved it; bare codes are never shown. */
function purposeLabel(object: StyledObject): string | undefined {
	if (LEGEND_ONLY.has(object.class)) return undefined;
	return shorten(purposesOf(object).find(({ code, label }) => label !== undefined && code !== OTHER)?.label);
}

export function shorten(text: string | undefined, length = MAX_LENGTH): string | undefined {
	const clean = text?.replace(/\s+/g, ' ').trim();
	if (!clean) return undefined;
	if (clean.length <= length) return clean;
	const cut = clean.slice(0, length);
	return `${cut.slice(0, Math.max(cut.lastIndexOf(' '), length / 2)).trimEnd()} …`;
}

const one = (text: string | undefined): string[] => (text ? [text] : []);
const compact = (texts: (string | undefined)[]): string[] => texts.filter((text) => text !== undefined);
const add = (list: string[], text: string | undefined): void => {
	if (text && !list.includes(text)) list.push(text);
};

/** Rotation of a text or symbol in degrees counter-clockwise from east (`drehwinkel`), or undefined. */
export function rotationFor(object: StyledObject): number | undefined {
	const angle = numberOf(object, 'drehwinkel');
	return angle === undefined || angle === 0 ? undefined : angle;
}
