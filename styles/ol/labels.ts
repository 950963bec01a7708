/** Text on the map. Put `declutter: true` on the layer: overlapping labels then give way. */
import type { FeatureLike } from 'ol/Feature.js';
import Fill from 'ol/style/Fill.js';
import Stroke from 'ol/style/Stroke.js';
import Style from 'ol/style/Style.js';
import Text from 'ol/style/Text.js';
import type { GeometryKind, Sign, Variant } from '../types.ts';
import { colourOf, withOpacity } from '../palette.ts';
import { Z } from '../signs/build.ts';
import type { Scale } from './scale.ts';

const FAMILY = '"Fira Sans", "Segoe UI", Roboto, Arial, sans-serif';
const CACHE_LIMIT = 4_000;

/** Style of a feature's label at a scale, or undefined where it has none or the scale is too small. */
export function createLabelStyle(
	variant: Variant
): (feature: FeatureLike, sign: Sign, kind: GeometryKind, scale: Scale) => Style | undefined {
	const cache = new Map<string, Style>();
	return (feature, sign, kind, scale) => {
		if (!isLabelled(sign, scale)) return undefined;
		const label = feature.get('label');
		if (typeof label !== 'string' || label === '') return undefined;
		const rotation = Number(feature.get('rotation') ?? 0) || 0;
		const key = `${label}|${kind}|${rotation}|${sign.symbol ? 1 : 0}|${sign.zIndex}`;
		let style = cache.get(key);
		if (!style) {
			if (cache.size >= CACHE_LIMIT) cache.clear();
			style = labelStyle(label, sign, kind, rotation, variant);
			cache.set(key, style);
		}
		return style;
	};
}

/** Labels appear at half the scale of the details; the name of a plan only while the plan itself is small. */
export function isLabelled(sign: Sign, scale: Pick<Scale, 'denominator'>): boolean {
	if (sign.zIndex === Z.scope) return scale.denominator > sign.maxScaleDenominator;
	const limit = sign.zIndex === Z.presentation ? sign.maxScaleDenominator : sign.maxScaleDenominator / 2;
	return scale.denominator <= limit;
}

function labelStyle(label: string, sign: Sign, kind: GeometryKind, rotation: number, variant: Variant): Style {
	const strong = label.includes('\n') || sign.zIndex === Z.scope;
	return new Style({
		text: new Text({
			text: label,
			font: `${strong ? 600 : 500} ${sign.zIndex === Z.presentation ? 11 : 12}px ${FAMILY}`,
			fill: new Fill({ color: colourOf('schrift', variant) }),
			stroke: new Stroke({ color: withOpacity(colourOf('saum', variant), 0.9), width: 3 }),
			placement: kind === 'line' && rotation === 0 ? 'line' : 'point',
			overflow: kind !== 'area',
			rotation: (-rotation * Math.PI) / 180,
			rotateWithView: rotation !== 0,
			// below the symbol, where there is one
			offsetY: sign.symbol && kind !== 'line' ? sign.symbolSize / 2 + 11 : 0,
			padding: [2, 2, 2, 2]
		}),
		zIndex: 500_000 + sign.zIndex
	});
}
