import type { Point, PaperItem, PaperShape, TextWish } from '../../../../styles/pdf/types.ts';
import { MM } from '../../../../styles/pdf/types.ts';
import { pointInside } from '../../../../styles/pdf/geometry.ts';
import { luminance } from '../../../../styles/palette.ts';
import type { Variant } from '../../../../styles/types.ts';
import { COLOURS, COVER, OTHER_COVER, STREET_METRES, UNPAVED } from '../../map/base-colours.ts';
import type { PrintBaseRow } from './print-types.ts';

/** Layers of the demo's base map and the smallest scale (denominator) they are printed at. */
const UP_TO: Record<string, number> = { landcover: 500_000, water: 500_000, street: 150_000, railway: 500_000, building: 20_000, parcel: 3_000, boundary: 500_000, place: 100_000 };
export const baseLayersAt = (scale: number): string[] => Object.keys(UP_TO).filter((layer) => scale <= UP_TO[layer]!);

/** The tiles' zoom whose content suits a scale. */
export const zoomAt = (scale: number): number => Math.min(18, Math.ceil(Math.log2((156_543 * 0.63) / (scale * 0.000_28))));

/** Heights: below everything of the plan; parcels and houses above its areas, as in every Bebauungsplan. */
const HEIGHT = { landcover: -9, water: -8, street: -6, road: -5, railway: -4, building: -3, boundary: -2 } as const;
const ABOVE_AREAS = 150 * 100;
const CADASTRE = '#7d776b';

export interface BaseSetting {
	variant: Variant;
	scale: number;
	/** Points per metre on the ground. */
	perMetre: number;
}

/** An object of the base map on paper, and its name. */
export function baseItems(row: PrintBaseRow, shape: PaperShape, setting: BaseSetting): { items: PaperItem[]; text: TextWish | null } {
	const { kind, parts } = shape;
	const tint = (colour: string) => (setting.variant === 'grey' ? grey(colour) : colour);
	const fill = (z: number, colour: string): PaperItem => ({ type: 'fill', z, order: 0, parts, colour: tint(colour), opacity: 1 });
	const stroke = (z: number, colour: string, millimetres: number, dash?: number[], opacity = 1): PaperItem => {
		const item: PaperItem = { type: 'stroke', z, order: 0, parts, colour: tint(colour), opacity, width: millimetres * MM, round: !dash };
		return dash ? { ...item, dash: dash.map((each) => each * MM) } : item;
	};
	const items: PaperItem[] = [];
	const type = row.kind ?? '';
	switch (row.layer) {
		case 'landcover':
			if (kind === 'area') items.push(fill(HEIGHT.landcover, COVER[type] ?? OTHER_COVER));
			break;
		case 'water':
			if (kind === 'area') items.push(fill(HEIGHT.water, COLOURS.water));
			else items.push(stroke(HEIGHT.water, COLOURS.water, Math.max(0.35, ((row.width ?? 3) * setting.perMetre) / MM)));
			break;
		case 'street':
			items.push(...street(type, row, shape, setting, fill, stroke));
			break;
		case 'railway':
			items.push(stroke(HEIGHT.railway, COLOURS.rail, 0.7), stroke(HEIGHT.railway + 0.5, '#ffffff', 0.35, [2, 2]));
			break;
		case 'building':
			items.push(fill(HEIGHT.building, COLOURS.building), stroke(HEIGHT.building, COLOURS.buildingEdge, 0.13));
			if (setting.scale <= 5_000) items.push({ ...fill(ABOVE_AREAS, '#6f6a60'), opacity: 0.16 } as PaperItem, stroke(ABOVE_AREAS + 1, CADASTRE, 0.18));
			break;
		case 'parcel':
			items.push(stroke(ABOVE_AREAS, CADASTRE, 0.1));
			break;
		case 'boundary':
			items.push(stroke(HEIGHT.boundary, COLOURS.border, 0.35, [2.2, 1.1, 0.5, 1.1]));
	}
	return { items, text: nameOf(row, shape, setting) };
}

function street(
	type: string,
	row: PrintBaseRow,
	{ kind }: PaperShape,
	{ scale, perMetre }: BaseSetting,
	fill: (z: number, colour: string) => PaperItem,
	stroke: (z: number, colour: string, millimetres: number, dash?: number[]) => PaperItem
): PaperItem[] {
	if (type.endsWith('-surface') || kind === 'area') return [fill(HEIGHT.street, COLOURS.road), stroke(HEIGHT.street, COLOURS.roadEdge, 0.13)];
	if (!(type in STREET_METRES)) return [];
	if (UNPAVED.has(type)) return scale <= 25_000 ? [stroke(HEIGHT.road, COLOURS.path, 0.25, [1.5, 1])] : [];
	if (type === 'lane' && scale > 25_000) return [];
	const important = type === 'main' || type === 'country';
	const width = Math.max(((row.width ?? STREET_METRES[type]!) * perMetre) / MM, important ? 0.7 : 0.35);
	return [stroke(HEIGHT.street, COLOURS.roadEdge, width + 0.3), stroke(HEIGHT.road, important ? COLOURS.main : COLOURS.road, width)];
}

interface NameLook {
	upTo: number;
	millimetres: number;
	bold?: boolean;
	along?: boolean;
	colour?: string;
}

function lookOf(layer: string, kind: string): NameLook | null {
	switch (layer) {
		case 'street':
			return kind.endsWith('-surface') ? null : { upTo: 10_000, millimetres: 2.7, along: true };
		case 'water':
			return { upTo: 40_000, millimetres: 2.8, along: true, colour: COLOURS.waterText };
		case 'building':
			return kind === 'house' || kind === 'annex' ? { upTo: 1_400, millimetres: 2, colour: COLOURS.faint } : { upTo: 3_000, millimetres: 2.2 };
		case 'parcel':
			return { upTo: 1_250, millimetres: 1.9, colour: COLOURS.faint };
		case 'landcover':
			return { upTo: 14_000, millimetres: 2.6, colour: '#5c6b4a' };
		case 'place':
			if (kind === 'town') return { upTo: 500_000, millimetres: 5, bold: true };
			if (kind === 'village') return { upTo: 300_000, millimetres: 4.2, bold: true };
			return { upTo: kind === 'quarter' ? 28_000 : 90_000, millimetres: 3.2, colour: COLOURS.faint };
		default:
			return null;
	}
}

function nameOf(row: PrintBaseRow, { kind, parts }: PaperShape, { scale }: BaseSetting): TextWish | null {
	const look = row.name ? lookOf(row.layer, row.kind ?? '') : null;
	if (!look || scale > look.upTo) return null;
	const at: Point | null = kind === 'area' ? pointInside(parts) : (parts[0]?.[0] ?? null);
	if (!at) return null;
	return {
		z: look.bold ? 50 : -10,
		order: 0,
		text: row.name!,
		size: look.millimetres * MM,
		bold: look.bold ?? false,
		at,
		angle: 0,
		horizontal: 'center',
		vertical: 'middle',
		below: 0,
		placed: false,
		table: false,
		...(kind === 'line' && look.along ? { along: parts } : {}),
		...(look.colour ? { colour: look.colour } : {})
	};
}

/** The grey that is as light as the colour. */
function grey(colour: string): string {
	const light = luminance(colour);
	const value = Math.round(255 * (light <= 0.0031308 ? 12.92 * light : 1.055 * light ** (1 / 2.4) - 0.055));
	return `#${value.toString(16).padStart(2, '0').repeat(3)}`;
}
