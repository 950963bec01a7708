/** Text on the map. Put `declutter: true` on the layer: overlapping labels then give way. */
import type { FeatureLike } from 'ol/Feature.js';
import Fill from 'ol/style/Fill.js';
import Icon from 'ol/style/Icon.js';
import Stroke from 'ol/style/Stroke.js';
import Style from 'ol/style/Style.js';
import Text from 'ol/style/Text.js';
import type { GeometryKind, Sign, Variant } from '../types.ts';
import { colourOf, withOpacity } from '../palette.ts';
import { Z } from '../signs/build.ts';
import { parseLettering, spaced, type Lettering } from '../lettering.ts';
import { stencilSvg } from '../stencil.ts';
import { LEAST, LEAST_SHARE, isLabelled, letterSize } from '../letter-size.ts';
import type { Scale } from './scale.ts';

export { isLabelled, letterSize };

const FAMILY = '"Fira Sans", "Segoe UI", Roboto, Arial, sans-serif';
const CACHE_LIMIT = 4_000;

/**
 * Style of a feature's label at a scale, or undefined where it has none or the scale is too small.
 * @param reference denominator of the scale the plan is made for (1,000 for a Bebauungsplan): lettering grows and shrinks with the plan
 */
export function createLabelStyle(
	variant: Variant,
	reference: number
): (feature: FeatureLike, sign: Sign, kind: GeometryKind, scale: Scale) => Style | undefined {
	const cache = new Map<string, Style>();
	return (feature, sign, kind, scale) => {
		const placed = sign.zIndex === Z.presentation;
		const lettering = parseLettering(feature.get('lettering'));
		const natural = placed ? letterSize(lettering, scale, reference) : 12;
		if (lettering.hidesLabel || !(placed ? natural >= LEAST * LEAST_SHARE : isLabelled(sign, scale))) return undefined;
		const label = feature.get('label');
		if (typeof label !== 'string' || label === '') return undefined;
		const rotation = Number(feature.get('rotation') ?? 0) || 0;
		const size = Math.max(natural, LEAST);
		const crowded = natural < LEAST;
		const look = `${kind}|${rotation}|${sign.symbol ? 1 : 0}|${sign.zIndex}|${size}|${crowded ? 1 : 0}`;
		const key = `${label}|${look}|${feature.get('lettering') ?? ''}`;
		let style = cache.get(key);
		if (!style) {
			if (cache.size >= CACHE_LIMIT) cache.clear();
			style =
				lettering.columns > 0
					? tableStyle(label, size, rotation, lettering, variant)
					: labelStyle(label, sign, kind, rotation, { size, crowded }, lettering, variant);
			cache.set(key, style);
		}
		return style;
	};
}

const BASELINES = { base: 'alphabetic', middle: 'middle', top: 'top' } as const;

function labelStyle(
	label: string,
	sign: Sign,
	kind: GeometryKind,
	rotation: number,
	{ size, crowded }: { size: number; crowded: boolean },
	lettering: Lettering,
	variant: Variant
): Style {
	const strong = label.includes('\n') || sign.zIndex === Z.scope;
	const placed = sign.zIndex === Z.presentation;
	const along = kind === 'line' && rotation === 0;
	return new Style({
		text: new Text({
			text: spaced(label, lettering),
			font: `${strong ? 600 : 500} ${size}px ${FAMILY}`,
			fill: new Fill({ color: colourOf('schrift', variant) }),
			stroke: new Stroke({ color: withOpacity(colourOf('saum', variant), 0.9), width: Math.min(3, size / 4) }),
			placement: along ? 'line' : 'point',
			overflow: kind !== 'area',
			// degrees counter-clockwise become radians clockwise
			rotation: (-rotation * Math.PI) / 180,
			rotateWithView: rotation !== 0 || placed,
			textAlign: placed && !along ? lettering.horizontal : 'center',
			textBaseline: placed ? BASELINES[lettering.vertical] : 'middle',
			// below the symbol, where there is one
			offsetY: sign.symbol && kind !== 'line' && !lettering.hidesSymbol ? sign.symbolSize / 2 + 11 : 0,
			padding: placed ? [0, 0, 0, 0] : [2, 2, 2, 2],
			// The planner has placed it; automatic labels give way to it.
			...(placed && !along && !crowded ? { declutterMode: 'obstacle' as const } : {})
		}),
		zIndex: 500_000 + sign.zIndex
	});
}

/** The table of a Nutzungsschablone as one picture, with its lines. */
function tableStyle(label: string, size: number, rotation: number, lettering: Lettering, variant: Variant): Style {
	const { svg } = stencilSvg(label, { size, ink: colourOf('schrift', variant), paper: withOpacity(colourOf('saum', variant), 0.9) });
	const anchor = { left: 0, center: 0.5, right: 1 }[lettering.horizontal];
	return new Style({
		image: new Icon({
			src: `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`,
			anchor: [anchor, { top: 0, middle: 0.5, base: 1 }[lettering.vertical]],
			rotation: (-rotation * Math.PI) / 180,
			rotateWithView: true,
			declutterMode: 'obstacle'
		}),
		zIndex: 500_000 + Z.presentation
	});
}
