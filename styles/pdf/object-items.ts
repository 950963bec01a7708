/** From an object with its sign to what is drawn of it on paper. The same rules as on the map (`ol/plan-style.ts`), in points. */
import type { EdgeSpec, Sign, StrokeSpec } from '../types.ts';
import { colourOf } from '../palette.ts';
import { TEXT_ONLY, lineStrokesOf } from '../line-strokes.ts';
import { edgeGlyphs, isFilled } from '../edge-glyphs.ts';
import { parseLettering, spaced, type Lettering } from '../lettering.ts';
import { LEAST, LEAST_SHARE, isLabelled, letterSize } from '../letter-size.ts';
import { levelOf, underground } from '../levels.ts';
import { pixelsPerMetreOf } from '../ol/scale.ts';
import { signOf } from '../signs/catalogue.ts';
import { Z } from '../signs/build.ts';
import { hatchesIn } from '../svg.ts';
import { boxOf, cutRing, parallel, pointInside } from './geometry.ts';
import { POINTS_PER_PIXEL as PX, type PaperItem, type PaperSetting, type PaperShape, type Point, type TextWish } from './types.ts';

/** An object as stored, with its geometry on paper. */
export interface PaperObject {
	sign: string;
	label: string | null;
	/** Degrees counter-clockwise on paper. */
	rotation: number | null;
	lettering: string | null;
	drawOrder: number;
	shape: PaperShape;
}

/** What an object puts on paper: areas, lines and symbols, and the text that it would like. */
export function objectItems(object: PaperObject, setting: PaperSetting): { items: PaperItem[]; text: TextWish | null } {
	const given = signOf(object.sign);
	const { shape, drawOrder: order } = object;
	const { kind, parts } = shape;
	const { variant, denominator } = setting;
	const lettering = parseLettering(object.lettering);
	const level = kind === 'point' ? 0 : levelOf(order, given, kind);
	const sign = level < 0 && kind === 'area' ? underground(given) : given;
	const detailed = denominator <= sign.maxScaleDenominator;
	const perMetre = pixelsPerMetreOf(sign.maxScaleDenominator, { pixelsPerMetre: 1 / (denominator * 0.000_28) } as never) * PX;
	const base = sign.zIndex * 100 + level * 20;
	const items: PaperItem[] = [];
	const at = () => ({ z: base + items.length, order });

	if (kind === 'area') {
		if (sign.fill) items.push({ ...at(), type: 'fill', parts, colour: colourOf(sign.fill, variant), opacity: sign.fillOpacity ?? 1 });
		for (const hatch of hatchesIn(sign.hatches, variant)) items.push({ ...at(), type: 'hatch', parts, colour: colourOf(hatch.ink, variant), hatch });
	}
	if (kind !== 'point') {
		const strokes = kind === 'line' ? lineStrokesOf(sign) : sign.strokes;
		for (const spec of strokes) if (detailed || spec.always) items.push({ ...at(), ...strokeOf(spec, shape, perMetre, variant) });
		if (detailed) for (const edge of sign.edges) items.push({ ...at(), ...marksOf(edge, shape, perMetre, variant) });
	}
	const symbolic = kind === 'point' || (kind === 'area' && (sign.edges.length === 0 || sign.symbolInside) && !lettering.hidesSymbol);
	const middle = kind === 'area' ? pointInside(visible(parts, setting)) : (parts[0]?.[0] ?? null);
	if (symbolic && detailed) items.push(...symbolsOf(sign, shape, middle, object, setting, lettering));
	return { items, text: middle && textOf(object, given, middle, setting, lettering) };
}

/** Symbols and texts stand in the part of an area that is on the sheet. */
const visible = (parts: Point[][], { width, height }: PaperSetting): Point[][] => {
	const [west, south, east, north] = boxOf(parts);
	if (west >= 0 && south >= 0 && east <= width && north <= height) return parts;
	return parts.map((part) => cutRing(part, [0, 0, width, height])).filter((part) => part.length > 0);
};

type Stroke = Omit<Extract<PaperItem, { type: 'stroke' }>, 'z' | 'order'>;

/** In metres in nature, but never thinner than can be seen; then dashes and offset grow with it. */
function strokeOf(spec: StrokeSpec, { kind, parts }: PaperShape, perMetre: number, variant: PaperSetting['variant']): Stroke {
	const width = Math.max(spec.width * perMetre, (spec.minPx ?? 0.5) * PX);
	const zoom = width / spec.width;
	const offset = (spec.offset ?? 0) * zoom;
	const stroke: Stroke = {
		type: 'stroke',
		parts,
		colour: colourOf(spec.ink, variant),
		opacity: spec.opacity ?? 1,
		width,
		round: !spec.dash && !spec.offset
	};
	if (spec.dash) stroke.dash = spec.dash.map((length) => length * zoom);
	if (offset === 0) return stroke;
	// A band that touches the edge is twice as wide and cut at the edge: that is right in every corner.
	if (kind === 'area' && offset > 0 && offset <= width / 2 + 1e-6) return { ...stroke, width: offset + width / 2 + offset + width / 2, within: parts };
	const moved = parts.map((part) => parallel(part, offset));
	return { ...stroke, parts: moved, ...(kind === 'area' && offset > 0 ? { within: parts } : {}) };
}

function marksOf(edge: EdgeSpec, { kind, parts }: PaperShape, perMetre: number, variant: PaperSetting['variant']) {
	const size = Math.max(edge.size * perMetre, 4 * PX);
	const zoom = size / edge.size;
	const glyphs = edgeGlyphs(parts, kind === 'area', edge, { size, spacing: edge.spacing * zoom, offset: (edge.offset ?? 0) * zoom });
	const colour = colourOf(edge.ink, variant);
	if (isFilled(edge)) return { type: 'fill' as const, parts: glyphs.map((glyph) => [...glyph, glyph[0]!]), colour, opacity: 1 };
	return { type: 'stroke' as const, parts: glyphs, colour, opacity: 1, width: 1.2 * PX, round: true };
}

function symbolsOf(
	sign: Sign,
	{ kind, parts }: PaperShape,
	middle: Point | null,
	object: PaperObject,
	{ variant, denominator, magnify }: PaperSetting,
	lettering: Lettering
): PaperItem[] {
	const small = denominator > sign.maxScaleDenominator / 2;
	const size = sign.symbolSize * (small ? 0.7 : 1) * Math.min(3, Math.max(0.5, lettering.scale)) * PX * magnify;
	const places = kind === 'point' ? parts.map((part) => part[0]!) : middle ? [middle] : [];
	const place = { z: Z.point * 100, order: object.drawOrder };
	if (sign.symbol) {
		const angle = kind === 'point' ? (object.rotation ?? 0) : 0;
		return places.map((at) => ({ ...place, type: 'symbol', symbol: sign.symbol!, at, size, angle }));
	}
	if (kind !== 'point' || sign.id === TEXT_ONLY) return [];
	const colour = colourOf(sign.fill ?? sign.strokes.at(0)?.ink ?? 'linie', variant);
	return places.map((at) => ({ ...place, type: 'disc', at, radius: (small ? 3.5 : 5) * PX * magnify, colour }));
}

/** Size in pixels of labels that nobody has placed. */
const LABEL = 11;

function textOf(object: PaperObject, sign: Sign, middle: Point, setting: PaperSetting, lettering: Lettering): TextWish | null {
	const { label: text, shape, rotation } = object;
	if (!text || lettering.hidesLabel) return null;
	const placed = sign.zIndex === Z.presentation;
	const natural = placed ? letterSize(lettering, setting, setting.referenceScale) : LABEL;
	if (!(placed ? natural >= LEAST * LEAST_SHARE : isLabelled(sign, setting))) return null;
	const crowded = natural < LEAST;
	// Paper carries smaller letters than a screen: 2 mm can still be read.
	const size = Math.max(natural, crowded ? 7 : LEAST) * PX * (placed ? 1 : setting.magnify);
	const along = shape.kind === 'line' && !rotation;
	const symbol = sign.symbol !== undefined && shape.kind !== 'line' && !lettering.hidesSymbol;
	return {
		z: sign.zIndex,
		order: object.drawOrder,
		text: lettering.columns > 0 ? text : spaced(text, lettering),
		size,
		bold: text.includes('\n') || sign.zIndex === Z.scope,
		at: middle,
		angle: rotation ?? 0,
		horizontal: placed && !along ? lettering.horizontal : 'center',
		vertical: placed ? lettering.vertical : 'middle',
		below: symbol && !placed ? (sign.symbolSize / 2 + 8) * PX * setting.magnify : 0,
		placed: placed && !along && !crowded,
		...(along ? { along: shape.parts } : {}),
		table: lettering.columns > 0
	};
}
