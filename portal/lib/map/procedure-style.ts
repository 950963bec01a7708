import type { FeatureLike } from 'ol/Feature.js';
import Point from 'ol/geom/Point.js';
import Fill from 'ol/style/Fill.js';
import Icon from 'ol/style/Icon.js';
import Stroke from 'ol/style/Stroke.js';
import Style from 'ol/style/Style.js';
import Text from 'ol/style/Text.js';
import { lookOf, PROCEDURE_STATES, type ProcedureLook } from '../../../styles/procedure-states.ts';
import { clusterText, DENSITY, markPicture, ringPicture } from './map-pictures.ts';
import { isSmall } from './small-plan.ts';

/** From the status to the name of its number in a cluster's properties. */
export const COUNT_NAMES = Object.keys(PROCEDURE_STATES).map((status) => ({ status, name: status.replaceAll('-', '_') }));

const styles = new Map<string, Style[]>();

function remembered(key: string, make: () => Style[]): Style[] {
	let found = styles.get(key);
	if (!found) styles.set(key, (found = make()));
	return found;
}

/** Clusters as rings in the shares of their statuses with the number inside; procedures as their status's mark, or as areas when large enough. */
export function procedureStyle(feature: FeatureLike, resolution: number, marked: (string | null)[]): Style[] {
	const count = Number(feature.get('count') ?? 1);
	if (count > 1) return clusterStyle(feature, count);
	const status = String(feature.get('status') ?? '');
	const chosen = marked.includes(String(feature.get('id')));
	const key = `${status} ${chosen}`;
	const look = lookOf(status);
	if (feature.getGeometry()!.getType().endsWith('Point')) return remembered(`point ${key}`, () => [markStyle(look, chosen)]);
	if (isSmall(feature, resolution)) return remembered(`small ${key}`, () => [markStyle(look, chosen, true)]);
	return remembered(`area ${key}`, () => areaStyles(look, chosen));
}

function areaStyles(look: ProcedureLook, chosen: boolean): Style[] {
	const fill = `${look.colour}${Math.round(look.opacity * 255).toString(16).padStart(2, '0')}`;
	return [
		new Style({ fill: new Fill({ color: fill }), stroke: new Stroke({ color: chosen ? '#000000' : '#ffffff', width: chosen ? 7 : 4 }), zIndex: chosen ? 30 : 1 }),
		new Style({ stroke: new Stroke({ color: look.colour, width: 2.5, ...(look.dash ? { lineDash: [...look.dash] } : {}) }), zIndex: chosen ? 31 : 2 })
	];
}

function markStyle(look: ProcedureLook, chosen: boolean, middle = false): Style {
	return new Style({
		image: new Icon({ img: markPicture(look, chosen), scale: 1 / DENSITY }),
		zIndex: chosen ? 60 : look === PROCEDURE_STATES.active ? 51 : 50,
		...(middle ? { geometry: middleOf } : {})
	});
}

function middleOf(feature: FeatureLike): Point {
	const [west, south, east, north] = feature.getGeometry()!.getExtent() as [number, number, number, number];
	return new Point([(west + east) / 2, (south + north) / 2]);
}

function clusterStyle(feature: FeatureLike, count: number): Style[] {
	const shares = COUNT_NAMES.map(({ status, name }) => ({ colour: lookOf(status).colour, count: Number(feature.get(name) ?? 0) })).filter((each) => each.count > 0);
	const text = clusterText(count);
	// Twentieths are as fine as anybody sees.
	const key = `cluster ${text} ${shares.map((each) => `${each.colour}${Math.round((20 * each.count) / count)}`).join(' ')}`;
	return remembered(key, () => [
		new Style({
			image: new Icon({ img: ringPicture(shares, count), scale: 1 / DENSITY }),
			text: new Text({ text, font: '600 13px "Fira Sans", Arial, sans-serif', fill: new Fill({ color: '#171a2b' }) }),
			zIndex: 10 + Math.min(count, 999)
		})
	]);
}
