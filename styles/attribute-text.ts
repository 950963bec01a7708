/** What a plan writes for one attribute of an object: II, GRZ 0,4, WA, SD. Presentation objects name the attribute in `art`. */
import type { StyledAttribute, StyledObject } from './types.ts';
import { GENERAL_ABBREVIATIONS, KIND_ABBREVIATIONS, SHORT_BUILDING, SHORT_COVER, SHORT_ROOFS } from './abbreviations.ts';
import { childValue, measureOf, parseNumber } from './attributes.ts';
import { heights, kindLabel, range, rights, roof, shorten, storeys } from './label-for.ts';
import { german, unit } from './numbers.ts';
import { table } from './table.ts';

/** Steps of `art`: `xplan:hoehenangabe[1]/xplan:XP_Hoehenangabe/xplan:h` or `besondereArtDerBaulNutzung[0]`. */
export interface ArtStep {
	name: string;
	/** From 0. */
	index?: number;
}

/** With the prefix of the namespace it is XPath, which counts from 1; without, the examples of the standard count from 0. */
export function parseArt(art: string): ArtStep[] {
	const xpath = art.includes(':');
	return art
		.trim()
		.split('/')
		.flatMap((part): ArtStep[] => {
			const match = /^(?:\w+:)?(\w+)(?:\[(\d+)\])?$/.exec(part.trim());
			if (!match) return [];
			const name = match[1]!;
			if (match[2] === undefined) return [{ name }];
			return [{ name, index: Math.max(0, Number(match[2]) - (xpath ? 1 : 0)) }];
		});
}

/** Attributes that need the whole object to be written as a plan does. */
const OF_OBJECT: Readonly<Record<string, ((object: StyledObject) => string | undefined) | undefined>> = {
	Z: storeys,
	Zmax: storeys,
	Zmin: storeys,
	Zzwingend: storeys,
	GRZ: (object) => range(object, 'GRZ', 'GRZ'),
	GRZmax: (object) => range(object, 'GRZ', 'GRZ'),
	GFZ: (object) => range(object, 'GFZ', 'GFZ'),
	GFZmax: (object) => range(object, 'GFZ', 'GFZ'),
	GR: (object) => range(object, 'GR', 'GR', ' m²'),
	GRmax: (object) => range(object, 'GR', 'GR', ' m²'),
	GF: (object) => range(object, 'GF', 'GF', ' m²'),
	GFmax: (object) => range(object, 'GF', 'GF', ' m²'),
	BMZ: (object) => range(object, 'BMZ', 'BMZ'),
	BM: (object) => range(object, 'BM', 'BM', ' m³'),
	dachgestaltung: roof,
	DN: roof,
	DNmax: roof,
	DNmin: roof,
	MaxZahlWohnungen: (object) => {
		const count = measureOf(object, 'MaxZahlWohnungen');
		return count === undefined ? undefined : `${german(count)} Wo`;
	},
	sondernutzung: kindLabel,
	sonderNutzung: kindLabel
};

const OWNERSHIP = table({ 1000: 'privat', 2000: 'öffentlich' });
const SHORT: Readonly<Record<string, Readonly<Record<string, string | undefined>> | undefined>> = {
	besondereArtDerBaulNutzung: KIND_ABBREVIATIONS,
	allgArtDerBaulNutzung: GENERAL_ABBREVIATIONS,
	bauweise: SHORT_COVER,
	bebauungsArt: SHORT_BUILDING,
	dachform: SHORT_ROOFS,
	nutzungsform: OWNERSHIP
};

/** Names of attributes that a plan shows by a symbol, not by words. */
const SYMBOLIC = /^(besondere|weitere)?zweckbestimmung\d*$|^artDerFestlegung$|^gegenstand$|^massnahme$/i;
export const isSymbolic = (name: string): boolean => SYMBOLIC.test(name);

/** Attributes that say something about the data, nothing that a plan would write. */
const SILENT = new Set(['rechtscharakter', 'ebene', 'flaechenschluss', 'Dokument', 'PlanMitGeoreferenz', 'rechtsstand', 'istAusgleich']);

/**
 * Text of the attribute that `art` names, as a plan writes it; undefined where the object has none or it says nothing to a reader.
 * @param index which of several equal attributes, from 0 (`index` of the presentation object, 4.1 to 5.4)
 */
export function textOfAttribute(object: StyledObject, art: string, index = 0): string | undefined {
	const [first, ...deeper] = parseArt(art);
	if (!first || SILENT.has(first.name)) return undefined;
	const all = object.attributes.filter(({ name }) => name === first.name);
	const attribute = all[first.index ?? index] ?? all[0];
	const inner = deeper.filter(({ name }) => name !== attribute?.type);
	if (inner.length > 0) return attribute && deepText(attribute, inner);
	if (first.name === 'hoehenangabe') return heights(object)[first.index ?? index] ?? heights(object)[0];
	if (first.name === 'typ' && object.class === 'BP_Wegerecht') return rights(object);
	const whole = OF_OBJECT[first.name];
	if (whole) return whole(object);
	return attribute && leafText(attribute);
}

function deepText(attribute: StyledAttribute, steps: ArtStep[]): string | undefined {
	let at: StyledAttribute | undefined = attribute;
	for (const { name, index } of steps) {
		const all: StyledAttribute[] = at.attributes?.filter((child) => child.name === name) ?? [];
		at = all[index ?? 0] ?? all[0];
		if (!at) return undefined;
	}
	return leafText(at);
}

function leafText(attribute: StyledAttribute): string | undefined {
	const value = attribute.value?.trim();
	if (!value) {
		const inner = childValue(attribute, 'massnahmeKuerzel') ?? childValue(attribute, 'aufschrift') ?? childValue(attribute, 'allgemein');
		return shorten(inner);
	}
	const short = SHORT[attribute.name]?.[value];
	if (short !== undefined) return short;
	if (attribute.label) return shorten(attribute.label);
	const number = attribute.uom !== undefined || /^-?\d+[.,]\d+$/.test(value) ? parseNumber(value) : undefined;
	if (number !== undefined) return `${german(number)}${attribute.uom ? ` ${unit(attribute.uom, attribute.uom)}` : ''}`;
	// Bare codes say nothing to a reader; short numbers are numbers.
	return /^\d{4,}$/.test(value) ? undefined : shorten(value);
}
