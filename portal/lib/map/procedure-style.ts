import type { FeatureLike } from 'ol/Feature.js';
import Point from 'ol/geom/Point.js';
import Fill from 'ol/style/Fill.js';
import Icon from 'ol/style/Icon.js';
import Stroke from 'ol/style/Stroke.js';
import Style from 'ol/style/Style.js';
import Text from 'ol/style/Text.js';
import { lookOf, PROCEDURE_STATES, type ProcedureLook } from '../../../styles/procedure-states.ts';
import { isSmall } from './small-plan.ts';

/** Pictures are made twice as large as they are shown. */
const DENSITY = 2;
const MARK_PX = 24;
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

function canvasOf(size: number): [HTMLCanvasElement, CanvasRenderingContext2D] {
	const canvas = document.createElement('canvas');
	canvas.width = canvas.height = size * DENSITY;
	const context = canvas.getContext('2d')!;
	context.scale(DENSITY, DENSITY);
	return [canvas, context];
}

function markPicture(look: ProcedureLook, chosen: boolean): HTMLCanvasElement {
	const size = chosen ? MARK_PX + 8 : MARK_PX;
	const [canvas, context] = canvasOf(size);
	const shape = chosen ? 22 : 16;
	const margin = (size - shape) / 2;
	context.beginPath();
	if (look.shape.length === 0) context.arc(size / 2, size / 2, shape / 2, 0, 2 * Math.PI);
	else look.shape.forEach(([x, y], index) => context[index === 0 ? 'moveTo' : 'lineTo'](margin + (x * shape) / 16, margin + (y * shape) / 16));
	context.closePath();
	context.lineJoin = 'round';
	context.lineWidth = 5;
	context.strokeStyle = chosen ? '#000000' : '#ffffff';
	context.stroke();
	context.fillStyle = look.colour;
	context.fill();
	return canvas;
}

function clusterStyle(feature: FeatureLike, count: number): Style[] {
	const shares = COUNT_NAMES.map(({ status, name }) => ({ colour: lookOf(status).colour, count: Number(feature.get(name) ?? 0) })).filter((each) => each.count > 0);
	const text = count > 9999 ? `${Math.round(count / 1000)}k` : String(count);
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

/** White disc in a ring of the statuses' colours. */
function ringPicture(shares: { colour: string; count: number }[], count: number): HTMLCanvasElement {
	const radius = clusterRadius(count);
	const size = 2 * radius + 6;
	const [canvas, context] = canvasOf(size);
	const middle = size / 2;
	const disc = (width: number, colour: string) => {
		context.beginPath();
		context.arc(middle, middle, width, 0, 2 * Math.PI);
		context.fillStyle = colour;
		context.fill();
	};
	disc(radius + 2, '#ffffff');
	let start = -Math.PI / 2;
	for (const share of shares) {
		const end = start + (2 * Math.PI * share.count) / count;
		context.beginPath();
		context.moveTo(middle, middle);
		context.arc(middle, middle, radius, start, end);
		context.closePath();
		context.fillStyle = share.colour;
		context.fill();
		start = end;
	}
	disc(radius - 5, '#ffffff');
	return canvas;
}

/** Pixels; the area grows with the number. */
export const clusterRadius = (count: number): number => Math.min(28, 15 + Math.sqrt(count) * 0.6);
