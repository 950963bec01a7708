/** One sign as symbolizers of Symbology Encoding 1.1 (OGC 05-077r4), widths in metres in nature. */
import type { EdgeSpec, GeometryKind, Sign, StrokeSpec, Variant } from '../types.ts';
import { colourOf } from '../palette.ts';
import { hatchesIn, PATTERN_SIZE } from '../svg.ts';
import { TEXT_ONLY, lineStrokesOf } from '../line-strokes.ts';
import { hatchFile, markFile, symbolFile } from './graphics.ts';
import { element, textElement } from './xml.ts';

export const UOM_METRE = 'http://www.opengeospatial.org/se/units/metre';
export const UOM_PIXEL = 'http://www.opengeospatial.org/se/units/pixel';

export interface SymbolizerOptions {
	variant: Variant;
	/** Address of the folder of pictures, with a slash at the end. */
	graphics: string;
}

export interface Symbolizers {
	/** Drawn at every scale. */
	always: string[];
	/** Drawn up to the sign's `maxScaleDenominator`. */
	detail: string[];
}

export function symbolizersOf(sign: Sign, geometry: GeometryKind, options: SymbolizerOptions): Symbolizers {
	const always: string[] = [];
	const detail: string[] = [];
	if (geometry === 'area') {
		if (sign.fill) {
			const fill = [parameter('fill', colourOf(sign.fill, options.variant)), parameter('fill-opacity', sign.fillOpacity ?? 1)];
			always.push(element('se:PolygonSymbolizer', { uom: UOM_METRE }, element('se:Fill', {}, ...fill)));
		}
		if (hatchesIn(sign.hatches, options.variant).length > 0) always.push(hatchSymbolizer(sign, options));
	}
	if (geometry !== 'point') {
		const strokes = geometry === 'line' ? lineStrokesOf(sign) : sign.strokes;
		for (const spec of strokes) (spec.always ? always : detail).push(strokeSymbolizer(spec, geometry, options.variant));
		for (const edge of sign.edges) detail.push(edgeSymbolizer(edge, geometry, options));
	}
	const symbolic = geometry === 'point' || (geometry === 'area' && (sign.edges.length === 0 || sign.symbolInside));
	if (symbolic && sign.symbol) detail.push(pointSymbolizer(sign, options));
	else if (geometry === 'point' && sign.id !== TEXT_ONLY) detail.push(dotSymbolizer(sign, options.variant));
	return { always, detail };
}

const parameter = (name: string, value: string | number): string => textElement('se:SvgParameter', value, { name });

const picture = (file: string, { graphics }: SymbolizerOptions): string =>
	element(
		'se:ExternalGraphic',
		{},
		element('se:OnlineResource', { 'xlink:type': 'simple', 'xlink:href': `${graphics}${file}.svg` }),
		textElement('se:Format', 'image/svg+xml')
	);

function hatchSymbolizer(sign: Sign, options: SymbolizerOptions): string {
	const graphic = element('se:Graphic', {}, picture(hatchFile(sign.id), options), textElement('se:Size', PATTERN_SIZE));
	return element('se:PolygonSymbolizer', { uom: UOM_PIXEL }, element('se:Fill', {}, element('se:GraphicFill', {}, graphic)));
}

/** For areas a positive offset of SE goes outwards and ours inwards; for lines theirs goes left and ours right. */
function strokeSymbolizer(spec: StrokeSpec, geometry: GeometryKind, variant: Variant): string {
	const stroke = element(
		'se:Stroke',
		{},
		parameter('stroke', colourOf(spec.ink, variant)),
		parameter('stroke-width', spec.width),
		...(spec.opacity === undefined ? [] : [parameter('stroke-opacity', spec.opacity)]),
		...(spec.dash ? [parameter('stroke-dasharray', spec.dash.join(' '))] : [])
	);
	const offset = spec.offset ? [textElement('se:PerpendicularOffset', -spec.offset)] : [];
	return element(geometry === 'area' ? 'se:PolygonSymbolizer' : 'se:LineSymbolizer', { uom: UOM_METRE }, stroke, ...offset);
}

/** Shapes that every implementation of SE knows by name; the others are pictures of ours. */
const WELL_KNOWN: Partial<Record<EdgeSpec['shape'], string>> = { triangle: 'triangle', circle: 'circle', square: 'square', cross: 'x' };

function edgeSymbolizer(edge: EdgeSpec, geometry: GeometryKind, options: SymbolizerOptions): string {
	const colour = colourOf(edge.ink, options.variant);
	const name = WELL_KNOWN[edge.shape];
	const solid = edge.filled !== false && edge.shape !== 'cross';
	const mark = name
		? element(
				'se:Mark',
				{},
				textElement('se:WellKnownName', name),
				...(solid ? [element('se:Fill', {}, parameter('fill', colour))] : []),
				element('se:Stroke', {}, parameter('stroke', colour), parameter('stroke-width', 0.2))
			)
		: picture(markFile(edge), options);
	const gap = Math.max(0, Math.round((edge.spacing - edge.size) * 100) / 100);
	const graphic = element('se:Graphic', {}, mark, textElement('se:Size', edge.size));
	const stroke = element('se:Stroke', {}, element('se:GraphicStroke', {}, graphic, textElement('se:Gap', gap)));
	const offset = -((edge.offset ?? 0) + edge.size / 2);
	return element(
		geometry === 'area' ? 'se:PolygonSymbolizer' : 'se:LineSymbolizer',
		{ uom: UOM_METRE },
		stroke,
		textElement('se:PerpendicularOffset', Math.round(offset * 100) / 100)
	);
}

function pointSymbolizer(sign: Sign, options: SymbolizerOptions): string {
	const graphic = element('se:Graphic', {}, picture(symbolFile(sign.symbol!), options), textElement('se:Size', sign.symbolSize));
	return element('se:PointSymbolizer', { uom: UOM_PIXEL }, graphic);
}

function dotSymbolizer(sign: Sign, variant: Variant): string {
	const colour = colourOf(sign.fill ?? sign.strokes[0]?.ink ?? 'linie', variant);
	const mark = element(
		'se:Mark',
		{},
		textElement('se:WellKnownName', 'circle'),
		element('se:Fill', {}, parameter('fill', colour)),
		element('se:Stroke', {}, parameter('stroke', colourOf('linie', variant)), parameter('stroke-width', 1))
	);
	return element('se:PointSymbolizer', { uom: UOM_PIXEL }, element('se:Graphic', {}, mark, textElement('se:Size', 10)));
}
