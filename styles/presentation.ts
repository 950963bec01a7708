/**
 * Presentation objects (XP_PPO, XP_PTO, XP_LPO, XP_LTO, XP_FPO, XP_Nutzungsschablone): what they write or show, from themselves and
 * from the objects they stand for (`dientZurDarstellungVon`), and how they are written (`skalierung`, the two `Ausrichtung`s,
 * `fontSperrung`). The leader line that one has (`hat`) is an XP_LPO of its own and drawn as such.
 */
import type { StyledAttribute, StyledObject } from './types.ts';
import { attributeOf, measureOf, numberOf, valueOf } from './attributes.ts';
import { isSymbolic, parseArt, textOfAttribute } from './attribute-text.ts';
import { labelFor, shorten } from './label-for.ts';
import { signFor } from './sign-for.ts';
import { signOf } from './signs/catalogue.ts';
import { Z } from './signs/build.ts';

export interface Presentation {
	/** Id of the sign: that of a symbol, `xp-text`, or a helper line or area. */
	sign: string;
	/** Lines are separated by `\n`, cells of a Nutzungsschablone by `\t`. */
	label?: string;
	/** How it is written: see `lettering.ts`. */
	lettering?: string;
	/** What the object itself need not draw any more: its label, its symbol. */
	replaces: { label: boolean; symbol: boolean };
}

const NOTHING = { label: false, symbol: false };

/**
 * @param object the presentation object
 * @param targets the objects it stands for, in the order of their references
 */
export function presentationFor(object: StyledObject, targets: StyledObject[]): Presentation {
	switch (object.class) {
		case 'XP_Nutzungsschablone':
			return stencil(object, targets);
		case 'XP_LPO':
		case 'XP_FPO':
			return outline(object, targets[0]);
		default:
			return spot(object, targets);
	}
}

/** A symbol or a text at a point, or a text along a line. */
function spot(object: StyledObject, targets: StyledObject[]): Presentation {
	const own = valueOf(object, 'schriftinhalt');
	if (own !== undefined) return text(object, shorten(own, MAX_TEXT), targets.length > 0);
	const arts = object.attributes.filter(({ name, value }) => name === 'art' && value?.trim());
	const indices = object.attributes.filter(({ name }) => name === 'index').map(({ value }) => Number(value) || 0);
	const texts: string[] = [];
	for (const target of targets) {
		for (const [i, { value }] of arts.entries()) {
			const symbol = object.geometry === 'point' ? symbolOf(target, value!, indices[i] ?? 0) : undefined;
			if (symbol) return { sign: symbol, ...written(object), replaces: { label: false, symbol: true } };
			const part = textOfAttribute(target, value!, indices[i] ?? 0);
			if (part && !texts.includes(part)) texts.push(part);
		}
	}
	if (texts.length > 0) return text(object, shorten(texts.join(' '), MAX_TEXT), true);
	if (arts.length === 0 && targets[0]) return wholeOf(object, targets[0]);
	const named = object.geometry === 'point' ? byStylesheet(valueOf(object, 'stylesheetId')) : undefined;
	if (named) return { sign: named, ...written(object), replaces: NOTHING };
	// What it shows is not in the document. A text without words is nothing; a symbol is at least known to be there.
	return { sign: object.class === 'XP_PPO' ? 'xp-symbol' : 'xp-text', replaces: NOTHING };
}

/** Longest text of a presentation object; the planner placed it, so it may be longer than an automatic label. */
const MAX_TEXT = 200;

const text = (object: StyledObject, label: string | undefined, forObject: boolean): Presentation => ({
	sign: 'xp-text',
	...(label ? { label } : {}),
	...written(object),
	replaces: { label: forObject && label !== undefined, symbol: false }
});

/** Without `art` a presentation object stands for all of its object: its symbol, else its label. */
function wholeOf(object: StyledObject, target: StyledObject): Presentation {
	const sign = signFor(target);
	if (object.class === 'XP_PPO' && signOf(sign).symbol) return { sign, ...written(object), replaces: { label: false, symbol: true } };
	return text(object, labelFor(target), true);
}

/** Sign of the object if it had only the one purpose that `art` points at; undefined where that has no symbol. */
function symbolOf(target: StyledObject, art: string, index: number): string | undefined {
	const [step] = parseArt(art);
	if (!step || !isSymbolic(step.name)) return undefined;
	const all = target.attributes.filter(({ name }) => name === step.name);
	const chosen: StyledAttribute | undefined = all[step.index ?? index] ?? all[0];
	if (!chosen) return undefined;
	const planting = step.name === 'gegenstand' || step.name === 'massnahme';
	const others = target.attributes.filter(({ name }) => name === step.name || planting || !isSymbolic(name));
	const attributes = others.filter((attribute) => attribute.name !== step.name || attribute === chosen);
	// 4.x splits purposes over several names; the sign is found by the plain one.
	const plain = /weckbestimmung/.test(step.name)
		? attributes.map((each) => (each === chosen ? { ...each, name: 'zweckbestimmung' } : each))
		: attributes;
	const sign = signFor({ ...target, attributes: plain });
	return signOf(sign).symbol ? sign : undefined;
}

/**
 * Signs that the name of a stylesheet tells: `Class*[attribute=code]…` as the reference system writes it, or a word.
 * Lists of a single authority (numbers such as 05.06.01) cannot be known.
 */
function byStylesheet(id: string | undefined): string | undefined {
	if (!id) return undefined;
	const pattern = /^((?:BP|FP|SO|LP|RP)_\w+?)\*?(?:\[(\w+)=(\d+)\])?(?:\*.*|_[A-Z])?$/.exec(id);
	if (pattern) {
		const [, name, attribute, value] = pattern;
		const attributes = attribute && value ? [{ name: attribute, value }] : [];
		const sign = signFor({ class: name!, version: '5.4', geometry: 'point', attributes });
		return signOf(sign).symbol ? sign : undefined;
	}
	const word = WORDS.find(([part]) => id.toLowerCase().includes(part));
	return word?.[1];
}

const WORDS: [word: string, sign: string][] = [
	['abwasser', 'bp-versorgung-abwasser'],
	['regenwasser', 'bp-versorgung-regenwasser'],
	['trinkwasser', 'bp-versorgung-wasser'],
	['elektri', 'bp-versorgung-strom'],
	['trafo', 'bp-versorgung-strom'],
	['fernw', 'bp-versorgung-waerme'],
	['gas', 'bp-versorgung-gas'],
	['abfall', 'bp-versorgung-abfall'],
	['telekom', 'bp-versorgung-telekommunikation'],
	['spielplatz', 'bp-gruen-spielplatz'],
	['parkanlage', 'bp-gruen-park'],
	['kleing', 'bp-gruen-kleingarten'],
	['friedhof', 'bp-gruen-friedhof'],
	['sportplatz', 'bp-gruen-sportplatz'],
	['feuerwehr', 'bp-gemeinbedarf-feuerwehr'],
	['schule', 'bp-gemeinbedarf-bildung'],
	['kirche', 'bp-gemeinbedarf-kirche'],
	['parkplatz', 'bp-verkehr-parken'],
	['einfahrt', 'bp-einfahrt'],
	['baum', 'bp-pflanzen-baum'],
	['denkmal', 'bp-denkmal-einzel']
];

/** Helper lines and areas; an area that stands for an object is drawn like it, a line like its line. */
function outline(object: StyledObject, target: StyledObject | undefined): Presentation {
	const helper = object.class === 'XP_FPO' ? 'xp-hinweisflaeche' : 'xp-hinweislinie';
	if (!target) return { sign: helper, replaces: NOTHING };
	const sign = signOf(signFor(target));
	const area = sign.fill !== undefined || sign.hatches.length > 0;
	const fits = object.class === 'XP_FPO' ? area : sign.zIndex >= Z.line && sign.zIndex < Z.point;
	return { sign: fits ? sign.id : helper, replaces: NOTHING };
}

/** The cells of a Nutzungsschablone in reading order, and its number of columns. */
function stencil(object: StyledObject, targets: StyledObject[]): Presentation {
	const columns = Math.min(6, Math.max(1, Math.round(measureOf(object, 'spaltenAnz') ?? 2)));
	const rows = Math.min(12, Math.max(1, Math.round(measureOf(object, 'zeilenAnz') ?? 4)));
	const own = valueOf(object, 'schriftinhalt');
	const cells = own !== undefined ? own.split(/\s*[|;\n]\s*/) : stencilCells(object, targets);
	const filled = cells.filter((cell) => cell !== '');
	if (filled.length === 0) return { sign: 'xp-text', replaces: NOTHING };
	const lines: string[] = [];
	for (let row = 0; row < Math.max(rows, 1) && row * columns < filled.length; row++)
		lines.push(filled.slice(row * columns, (row + 1) * columns).join('\t'));
	return {
		sign: 'xp-text',
		label: lines.join('\n'),
		...written(object, columns),
		replaces: { label: targets.length > 0, symbol: false }
	};
}

/** Order of a Nutzungsschablone: kind of use, storeys, measures, manner of building, roof, heights. */
const STENCIL = [
	'besondereArtDerBaulNutzung',
	'allgArtDerBaulNutzung',
	'Z',
	'GRZ',
	'GFZ',
	'GR',
	'GF',
	'BMZ',
	'BM',
	'bauweise',
	'bebauungsArt',
	'dachform',
	'dachgestaltung',
	'DN',
	'hoehenangabe',
	'MaxZahlWohnungen'
];

function stencilCells(object: StyledObject, targets: StyledObject[]): string[] {
	const arts = object.attributes.flatMap(({ name, value }) => (name === 'art' && value?.trim() ? [value] : []));
	const cells: string[] = [];
	const special = targets.some((each) => attributeOf(each, 'besondereArtDerBaulNutzung'));
	for (const art of arts.length > 0 ? arts : STENCIL) {
		const [step] = parseArt(art);
		if (arts.length === 0 && step?.name === 'allgArtDerBaulNutzung' && special) continue;
		const cell = targets.map((target) => textOfAttribute(target, art)).find((value) => value !== undefined);
		if (cell && !cells.includes(cell)) cells.push(cell);
	}
	return cells;
}

const HORIZONTAL: Record<string, string> = { linksbündig: 'l', rechtsbündig: 'r', zentrisch: 'c' };
const VERTICAL: Record<string, string> = { Basis: 'b', Mitte: 'm', Oben: 'o' };

/** `lettering` of a presentation object, where it differs from a plain centred text. */
function written(object: StyledObject, columns?: number): { lettering?: string } {
	const scale = numberOf(object, 'skalierung');
	const parts = [
		scale !== undefined && scale > 0 && scale !== 1 ? String(Math.round(scale * 100) / 100) : '',
		HORIZONTAL[valueOf(object, 'horizontaleAusrichtung') ?? ''] ?? '',
		VERTICAL[valueOf(object, 'vertikaleAusrichtung') ?? ''] ?? '',
		columns === undefined ? '' : String(columns)
	];
	const spacing = numberOf(object, 'fontSperrung');
	if (spacing !== undefined && spacing > 0) parts.push(String(Math.round(spacing * 100) / 100));
	return parts.every((part) => part === '') ? {} : { lettering: parts.join(',') };
}
