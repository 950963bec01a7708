/** Selection and keyboard focus: a dark core on a white hem, so that one of the two stands out from any fill. */
import CircleStyle from 'ol/style/Circle.js';
import Fill from 'ol/style/Fill.js';
import Stroke from 'ol/style/Stroke.js';
import Style from 'ol/style/Style.js';
import type { Variant } from '../types.ts';
import { colourOf, withOpacity } from '../palette.ts';

/** Above every sign and label. */
const TOP = 1_000_000;

/** Widths in pixels; the core of 4 px on a hem of 8 px leaves 2 px of white on both sides. */
const HEM = 8;
const CORE = 4;

function ring(radius: number, hem: string, core: string, dash?: number[]): Style[] {
	const fill = new Fill({ color: 'rgba(255,255,255,0.01)' });
	return [
		new Style({ image: new CircleStyle({ radius, fill, stroke: new Stroke({ color: hem, width: HEM }) }), zIndex: TOP }),
		new Style({
			image: new CircleStyle({ radius, stroke: new Stroke({ color: core, width: CORE, ...(dash ? { lineDash: dash } : {}) }) }),
			zIndex: TOP + 1
		})
	];
}

function edge(hem: string, core: string, tint: string | undefined, dash?: number[]): Style[] {
	return [
		new Style({ stroke: new Stroke({ color: hem, width: HEM }), ...(tint ? { fill: new Fill({ color: tint }) } : {}), zIndex: TOP }),
		new Style({ stroke: new Stroke({ color: core, width: CORE, ...(dash ? { lineDash: dash } : {}) }), zIndex: TOP + 1 })
	];
}

/** Styles of a chosen object, for any kind of geometry. */
export function createSelectionStyle(variant: Variant): Style[] {
	const [hem, core] = [colourOf('saum', variant), colourOf('auswahl', variant)];
	return [...edge(hem, core, withOpacity(core, 0.12)), ...ring(14, hem, core)];
}

/** Styles of the object that has the keyboard focus: dashed, so that it differs from the selection without colour. */
export function createFocusStyle(variant: Variant): Style[] {
	const [hem, core] = [colourOf('saum', variant), colourOf('fokus', variant)];
	return [...edge(hem, core, undefined, [10, 8]), ...ring(16, hem, core, [6, 5])];
}
