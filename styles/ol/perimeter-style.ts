/** Plan areas of the whole Land at small scales, coloured by the state of the procedure, and clusters of plans. */
import type { FeatureLike } from 'ol/Feature.js';
import CircleStyle from 'ol/style/Circle.js';
import Fill from 'ol/style/Fill.js';
import Stroke from 'ol/style/Stroke.js';
import Style from 'ol/style/Style.js';
import Text from 'ol/style/Text.js';
import type { Variant } from '../types.ts';
import { contrast, withOpacity } from '../palette.ts';
import { createFocusStyle, createSelectionStyle } from './highlight.ts';
import { kindOf } from './plan-style.ts';
import { PERIMETER_STATES, type PerimeterState, perimeterStateOf } from '../perimeter-states.ts';

export interface PerimeterStyleOptions {
	variant?: Variant;
	/** Value of the property `id` (as text) or `gml_id` of the chosen plan. */
	selected?: () => string | undefined;
	focused?: () => string | undefined;
}

/** From this resolution (units of EPSG:3857 per pixel) on names are left out: about 1:90,000 at 51° north. */
const NAMES_UP_TO = 40;

/**
 * Style function for features in EPSG:3857 with the properties `status` (a `PerimeterState`, or a rechtsstand code), `name` or `label`,
 * `id` or `gml_id`, and `count` (points only: number of plans in a cluster). States differ by colour, outline pattern and hatch-free
 * opacity, so that they can be told apart without colour.
 */
export function createPerimeterStyle(options: PerimeterStyleOptions = {}): (feature: FeatureLike, resolution: number) => Style[] {
	const { variant = 'colour', selected, focused } = options;
	const areas = new Map<PerimeterState, Style[]>();
	const labels = new Map<string, Style>();
	const clusters = new Map<string, Style>();
	const selection = createSelectionStyle(variant);
	const focus = createFocusStyle(variant);
	for (const [state, { colours, dash, opacity }] of Object.entries(PERIMETER_STATES)) {
		const colour = colours[variant];
		areas.set(state as PerimeterState, [
			new Style({ fill: new Fill({ color: withOpacity(colour, opacity) }), stroke: new Stroke({ color: '#ffffff', width: 4 }), zIndex: 1 }),
			new Style({ stroke: new Stroke({ color: colour, width: 2, ...(dash ? { lineDash: [...dash] } : {}) }), zIndex: 2 })
		]);
	}

	return (feature, resolution) => {
		const state = perimeterStateOf(String(feature.get('status') ?? ''));
		const ids = [feature.get('gml_id'), feature.get('id')].filter((id) => id !== undefined).map(String);
		const extra = [...(ids.includes(selected?.() ?? '\0') ? selection : []), ...(ids.includes(focused?.() ?? '\0') ? focus : [])];
		if (kindOf(feature) === 'point') {
			const count = Number(feature.get('count') ?? 1) || 1;
			return [cached(clusters, `${state}|${count}`, () => clusterStyle(PERIMETER_STATES[state].colours[variant], count)), ...extra];
		}
		const styles = areas.get(state) as Style[];
		const name = String(feature.get('label') ?? feature.get('name') ?? '');
		if (name === '' || resolution > NAMES_UP_TO) return extra.length ? [...styles, ...extra] : styles;
		return [...styles, cached(labels, name, () => nameStyle(name)), ...extra];
	};
}

/** A disc with the number of plans; its area grows with the number. */
function clusterStyle(colour: string, count: number): Style {
	const text = count > 999 ? '999+' : String(count);
	const white = contrast(colour, '#ffffff') >= 4.5;
	return new Style({
		image: new CircleStyle({
			radius: count === 1 ? 8 : Math.min(26, 11 + Math.sqrt(count) * 1.5),
			fill: new Fill({ color: colour }),
			stroke: new Stroke({ color: '#ffffff', width: 2 })
		}),
		...(count > 1
			? {
					text: new Text({
						text,
						font: '600 13px "Fira Sans", Arial, sans-serif',
						fill: new Fill({ color: white ? '#ffffff' : '#141414' })
					})
				}
			: {}),
		zIndex: 10 + Math.min(count, 999)
	});
}

function nameStyle(name: string): Style {
	return new Style({
		text: new Text({
			text: name.length > 40 ? `${name.slice(0, 39).trimEnd()} …` : name,
			font: '600 12px "Fira Sans", Arial, sans-serif',
			fill: new Fill({ color: '#141414' }),
			stroke: new Stroke({ color: 'rgba(255,255,255,0.92)', width: 3.5 }),
			overflow: true
		}),
		zIndex: 2_000
	});
}

function cached<T>(map: Map<string, T>, key: string, make: () => T): T {
	let value = map.get(key);
	if (value === undefined) {
		if (map.size >= 2_000) map.clear();
		value = make();
		map.set(key, value);
	}
	return value;
}
