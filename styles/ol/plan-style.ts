/** OpenLayers style of plan objects in vector tiles, from the catalogue of signs. */
import type { FeatureLike } from 'ol/Feature.js';
import type Geometry from 'ol/geom/Geometry.js';
import Point from 'ol/geom/Point.js';
import CircleStyle from 'ol/style/Circle.js';
import Fill from 'ol/style/Fill.js';
import Icon from 'ol/style/Icon.js';
import Stroke from 'ol/style/Stroke.js';
import Style from 'ol/style/Style.js';
import type { EdgeSpec, GeometryKind, Sign, StrokeSpec, Variant } from '../types.ts';
import { colourOf, withOpacity } from '../palette.ts';
import { TEXT_ONLY, lineStrokesOf } from '../line-strokes.ts';
import { parseLettering, type Lettering } from '../lettering.ts';
import { signOf } from '../signs/catalogue.ts';
import { levelOf, underground } from '../levels.ts';
import { Z } from '../signs/build.ts';
import { symbolSvg } from '../svg.ts';
import { type FlatGeometry, edgeMarks, isFilled } from './edge-marks.ts';
import { createFocusStyle, createSelectionStyle } from './highlight.ts';
import { createLabelStyle } from './labels.ts';
import { type CanvasFactory, browserCanvas, fillOf } from './patterns.ts';
import { METRES_PER_UNIT, type Scale, pixelsPerMetreOf, scaleOf } from './scale.ts';

/** Properties of a feature in a tile. `rotation` in degrees counter-clockwise from east. */
export interface PlanTileProperties {
	id: number;
	gml_id: string;
	class: string;
	sign: string;
	/** See `drawOrder`; tells the level (`ebene`). */
	draw_order?: number;
	label?: string;
	rotation?: number;
	/** See lettering.ts. */
	lettering?: string;
}

export interface PlanStyleOptions {
	variant: Variant;
	/** `gml_id` of the chosen object; asked at every drawing. */
	selected?: () => string | undefined;
	/** `gml_id` of the object under the keyboard focus. */
	focused?: () => string | undefined;
	/** Metres in nature per unit of EPSG:3857 = cosine of the latitude; 0.63 at 51° north. */
	metresPerUnit?: number;
	/** Denominator of the scale the plan is made for; lettering of presentation objects grows and shrinks with it. */
	referenceScale?: number;
	/** For tests and workers. */
	canvas?: CanvasFactory;
}

export type PlanStyleFunction = (feature: FeatureLike, resolution: number) => Style[];

/** Entries kept per style function: signs × kinds × scales of one session stay far below. */
const CACHE_LIMIT = 5_000;

/**
 * Style function for features with `PlanTileProperties` in EPSG:3857. Areas are drawn at every scale, line and edge signs up to the
 * `maxScaleDenominator` of the sign, labels at half of it. Styles are made once per sign, kind of geometry and scale.
 */
export function createPlanStyle(options: PlanStyleOptions): PlanStyleFunction {
	const { variant, selected, focused, metresPerUnit = METRES_PER_UNIT, referenceScale = 1_000, canvas = browserCanvas } = options;
	const cache = new Map<string, Style[]>();
	const fills = new Map<string, Fill | undefined>();
	const labels = createLabelStyle(variant, referenceScale);
	const selection = createSelectionStyle(variant);
	const focus = createFocusStyle(variant);

	const fillFor = (sign: Sign): Fill | undefined => {
		if (!fills.has(sign.id)) {
			const colour = fillOf(sign, variant, canvas);
			fills.set(sign.id, colour === undefined ? undefined : new Fill({ color: colour }));
		}
		return fills.get(sign.id);
	};

	return (feature, resolution) => {
		const sign = signOf(String(feature.get('sign') ?? ''));
		const kind = kindOf(feature);
		const scale = scaleOf(resolution, metresPerUnit);
		const angle = kind === 'point' ? Math.round(Number(feature.get('rotation') ?? 0)) || 0 : 0;
		const written = feature.get('lettering');
		const level = kind === 'point' ? 0 : levelOf(Number(feature.get('draw_order') ?? Number.NaN), sign, kind);
		const key = `${sign.id}|${kind}|${scale.key}|${angle}|${level}|${written ?? ''}`;
		let styles = cache.get(key);
		if (!styles) {
			if (cache.size >= CACHE_LIMIT) cache.clear();
			const shown = level < 0 && kind === 'area' ? underground(sign) : sign;
			styles = build(shown, { kind, scale, variant, angle, level }, parseLettering(written), fillFor);
			cache.set(key, styles);
		}
		const label = labels(feature, sign, kind, scale);
		const gmlId = feature.get('gml_id');
		const chosen = gmlId !== undefined && selected?.() === gmlId;
		const underFocus = gmlId !== undefined && focused?.() === gmlId;
		if (!label && !chosen && !underFocus) return styles;
		return [...styles, ...(label ? [label] : []), ...(chosen ? selection : []), ...(underFocus ? focus : [])];
	};
}

/** Kind of geometry of a feature or render feature. */
export function kindOf(feature: FeatureLike): GeometryKind {
	const type = feature.getGeometry()?.getType() ?? 'Point';
	return type.endsWith('Polygon') ? 'area' : type.endsWith('Point') ? 'point' : 'line';
}

interface Situation {
	kind: GeometryKind;
	scale: Scale;
	variant: Variant;
	/** Degrees counter-clockwise. */
	angle: number;
	/** `ebene`: 0 is the surface. */
	level: number;
}

function build(
	sign: Sign,
	{ kind, scale, variant, angle, level }: Situation,
	lettering: Lettering,
	fillFor: (sign: Sign) => Fill | undefined
): Style[] {
	const detailed = scale.denominator <= sign.maxScaleDenominator;
	const perMetre = pixelsPerMetreOf(sign.maxScaleDenominator, scale);
	// Within one height of signs the levels stand one upon the other, each with its outline.
	const base = sign.zIndex * 100 + level * 20;
	const styles: Style[] = [];
	const push = (options: ConstructorParameters<typeof Style>[0]): void => {
		styles.push(new Style({ ...options, zIndex: base + styles.length }));
	};
	if (kind === 'area') {
		const fill = sign.fill !== undefined || sign.hatches.length > 0 ? fillFor(sign) : undefined;
		// Without a fill an open area could be hit only on its edge; a transparent one makes its inside clickable.
		push({ fill: fill ?? new Fill({ color: 'rgba(255,255,255,0.01)' }) });
	}
	if (kind !== 'point') {
		const strokes = kind === 'line' ? lineStrokesOf(sign) : sign.strokes;
		for (const spec of strokes) if (detailed || spec.always) push({ stroke: strokeStyle(spec, perMetre, variant) });
		if (detailed) for (const edge of sign.edges) push(edgeStyle(edge, perMetre, scale.resolution, variant));
	}
	// Overlays with marks along their edge need no symbol in the middle: it would cover that of the area below.
	const symbolic = kind === 'point' || (kind === 'area' && (sign.edges.length === 0 || sign.symbolInside) && !lettering.hidesSymbol);
	if (symbolic && detailed) {
		const image = symbolImage(sign, kind, scale, variant, angle, lettering.scale);
		if (image) {
			styles.push(new Style({ image, zIndex: Z.point * 100 + styles.length, ...(kind === 'area' ? { geometry: middleOf } : {}) }));
		}
	}
	return styles;
}

/** A point inside an area: OpenLayers draws symbols at points only. Of several parts the first one counts. */
function middleOf(feature: FeatureLike): Point | undefined {
	const geometry = feature.getGeometry() as { getFlatInteriorPoint?(): number[]; getFlatInteriorPoints?(): number[] } | undefined;
	const flat = geometry?.getFlatInteriorPoint?.() ?? geometry?.getFlatInteriorPoints?.();
	return flat && flat.length >= 2 ? new Point(flat.slice(0, 2)) : undefined;
}

function strokeStyle(spec: StrokeSpec, perMetre: number, variant: Variant): Stroke {
	const metres = spec.width * perMetre;
	const width = Math.max(metres, spec.minPx ?? 0.5);
	// Where the screen needs a wider stroke than nature, dashes and offset grow with it.
	const zoom = width / spec.width;
	const colour = colourOf(spec.ink, variant);
	return new Stroke({
		color: spec.opacity === undefined ? colour : withOpacity(colour, spec.opacity),
		width,
		lineCap: spec.dash ? 'butt' : 'round',
		lineJoin: spec.offset ? 'miter' : 'round',
		...(spec.dash ? { lineDash: spec.dash.map((length) => length * zoom) } : {}),
		...(spec.offset ? { offset: spec.offset * zoom } : {})
	});
}

/** Marks are at least 4 px large; spacing and offset grow with them. */
function edgeStyle(edge: EdgeSpec, perMetre: number, resolution: number, variant: Variant): ConstructorParameters<typeof Style>[0] {
	const size = Math.max(edge.size * perMetre, 4) * resolution;
	const zoom = size / edge.size;
	const measures = { size, spacing: edge.spacing * zoom, offset: (edge.offset ?? 0) * zoom };
	const colour = colourOf(edge.ink, variant);
	return {
		geometry: (feature) => edgeMarks(feature.getGeometry() as unknown as FlatGeometry, edge, measures) as Geometry | undefined,
		...(isFilled(edge) ? { fill: new Fill({ color: colour }) } : { stroke: new Stroke({ color: colour, width: 1.2 }) })
	};
}

function symbolImage(
	sign: Sign,
	kind: GeometryKind,
	scale: Scale,
	variant: Variant,
	angle: number,
	factor: number
): Icon | CircleStyle | undefined {
	const small = scale.denominator > sign.maxScaleDenominator / 2;
	const size = Math.round(sign.symbolSize * (small ? 0.7 : 1) * Math.min(3, Math.max(0.5, factor)));
	if (sign.symbol) {
		return new Icon({
			src: `data:image/svg+xml;charset=utf-8,${encodeURIComponent(symbolSvg(sign.symbol, variant, size))}`,
			rotation: (-angle * Math.PI) / 180,
			rotateWithView: angle !== 0,
			// trees and areas keep their symbol beside any label
			declutterMode: 'none'
		});
	}
	if (kind !== 'point' || sign.id === TEXT_ONLY) return undefined;
	const ink = sign.fill ?? sign.strokes.at(0)?.ink ?? 'linie';
	return new CircleStyle({
		radius: small ? 3.5 : 5,
		fill: new Fill({ color: colourOf(ink, variant) }),
		stroke: new Stroke({ color: colourOf('linie', variant), width: 1.2 })
	});
}
