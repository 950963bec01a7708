import CircleStyle from 'ol/style/Circle.js';
import Fill from 'ol/style/Fill.js';
import Stroke from 'ol/style/Stroke.js';
import Style from 'ol/style/Style.js';
import Text from 'ol/style/Text.js';
import { KIND_MARKS } from '$lib/texts/difference.ts';
import type { ChangeKind } from '../../../gis/plans/difference/types.ts';

/** How changes are drawn: dash, width and a sign tell them apart as well as colour does. On a white hem, so that they stand out from any plan. */

export const CHANGE_COLOURS: Record<ChangeKind, string> = { added: '#166b34', removed: '#a3231a', changed: '#0b4aa2' };
const FILLS: Record<ChangeKind, string> = { added: 'rgba(29,122,62,0.22)', removed: 'rgba(200,55,43,0.10)', changed: 'rgba(11,74,162,0.10)' };
/** Areas of which only properties changed are many and large: they get an edge and no fill. */
const CALM = 'rgba(11,74,162,0.03)';
const DASHES: Record<ChangeKind, number[] | undefined> = { added: undefined, removed: [10, 7], changed: undefined };
const WIDTHS: Record<ChangeKind, number> = { added: 3.5, removed: 3, changed: 2.5 };
const HEM = 3;

export type Role = 'before' | 'after' | 'same';

/** Styles of an outline. `before` of a changed object is its old outline. */
export function changeStyle(kind: ChangeKind, role: Role, chosen: boolean): Style[] {
	const colour = CHANGE_COLOURS[kind];
	const old = kind === 'changed' && role === 'before';
	const width = (old ? 2 : WIDTHS[kind]) + (chosen ? 2.5 : 0);
	const lineDash = old ? [2, 6] : DASHES[kind];
	const fill = new Fill({ color: old ? 'rgba(255,255,255,0.01)' : role === 'same' && !chosen ? CALM : FILLS[kind] });
	const zIndex = (chosen ? 100 : 0) + (kind === 'changed' ? (role === 'same' ? 0 : old ? 2 : 3) : 4);
	const dot = (radius: number, stroke: Stroke) => new CircleStyle({ radius, fill: new Fill({ color: old ? '#fff' : colour }), stroke });
	return [
		new Style({ stroke: new Stroke({ color: 'rgba(255,255,255,0.85)', width: width + HEM }), fill, zIndex }),
		new Style({
			stroke: new Stroke({ color: colour, width, ...(lineDash ? { lineDash, lineCap: old ? 'round' : 'butt' } : {}) }),
			image: dot(chosen ? 9 : 6, new Stroke({ color: old ? colour : '#fff', width: 2 })),
			zIndex: zIndex + 0.5
		})
	];
}

/** The sign of the kind of change at a place inside; several at one place give way to each other. */
export function signStyle(kind: ChangeKind, chosen: boolean): Style {
	return new Style({
		image: new CircleStyle({
			radius: chosen ? 13 : 10,
			fill: new Fill({ color: '#fff' }),
			stroke: new Stroke({ color: CHANGE_COLOURS[kind], width: 2.5, ...(kind === 'removed' ? { lineDash: [4, 3] } : {}) }),
			declutterMode: 'declutter'
		}),
		text: new Text({ text: KIND_MARKS[kind], font: `700 ${chosen ? 18 : 14}px sans-serif`, fill: new Fill({ color: CHANGE_COLOURS[kind] }), offsetY: 1, declutterMode: 'declutter' } as never),
		zIndex: 200 + (chosen ? 1 : 0)
	});
}
