import type { FeatureLike } from 'ol/Feature.js';
import Fill from 'ol/style/Fill.js';
import Icon from 'ol/style/Icon.js';
import Style from 'ol/style/Style.js';
import Text from 'ol/style/Text.js';
import { REPORT_LOOKS } from '../../../styles/report-states.ts';
import { canvasOf, clusterText, DENSITY, markPicture, ringPicture } from './map-pictures.ts';

const styles = new Map<string, Style>();

/** Clusters as rings in the shares of open and closed with the number inside; reports as the mark of their state. */
export function reportStyle(feature: FeatureLike, chosen: readonly string[]): Style {
	const count = Number(feature.get('count') ?? 1);
	const open = Number(feature.get('open') ?? 0);
	const isChosen = chosen.includes(String(feature.get('ref')));
	// Twentieths are as fine as anybody sees.
	const key = count > 1 ? `${clusterText(count)} ${Math.round((20 * open) / count)}` : `one ${open} ${isChosen}`;
	const known = styles.get(key);
	if (known) return known;
	const style = count > 1 ? clusterStyle(count, open) : markStyle(open > 0, isChosen);
	styles.set(key, style);
	return style;
}

function markStyle(open: boolean, chosen: boolean): Style {
	return new Style({ image: new Icon({ img: markPicture(REPORT_LOOKS[open ? 'open' : 'closed'], chosen), scale: 1 / DENSITY }), zIndex: chosen ? 60 : open ? 51 : 50 });
}

function clusterStyle(count: number, open: number): Style {
	const shares = [
		{ colour: REPORT_LOOKS.open.colour, count: open },
		{ colour: REPORT_LOOKS.closed.colour, count: count - open }
	].filter((share) => share.count > 0);
	return new Style({
		image: new Icon({ img: ringPicture(shares, count), scale: 1 / DENSITY }),
		text: new Text({ text: clusterText(count), font: '600 13px "Fira Sans", Arial, sans-serif', fill: new Fill({ color: '#171a2b' }) }),
		zIndex: 10 + Math.min(count, 999)
	});
}

/** Strengths that are told apart. */
const STEPS = 12;
/** With so few in the fullest cell nothing is called crowded. */
const CROWDED = 8;
const HEAT_PX = 56;
const heats = new Map<number, Style>();

/** How strong a cell shows, 1 … `STEPS`: by orders of magnitude, because a town has a thousand times as many as a village. */
export function heatStep(count: number, most: number): number {
	return Math.max(1, Math.round((STEPS * Math.log1p(count)) / Math.log1p(Math.max(count, most, CROWDED))));
}

/** Cells of the density: soft discs that add up. @param most reports in the fullest cell of that zoom */
export function heatStyle(feature: FeatureLike, most: number): Style {
	const step = heatStep(Number(feature.get('count') ?? 1), most);
	let style = heats.get(step);
	if (!style) heats.set(step, (style = new Style({ image: new Icon({ img: softDisc(0.08 + (0.52 * step ** 2) / STEPS ** 2), scale: 1 / DENSITY }) })));
	return style;
}

function softDisc(strength: number): HTMLCanvasElement {
	const [canvas, context] = canvasOf(HEAT_PX);
	const middle = HEAT_PX / 2;
	const gradient = context.createRadialGradient(middle, middle, 0, middle, middle, middle);
	for (let at = 0; at <= 1; at += 0.125) gradient.addColorStop(at, `rgb(0 0 0 / ${strength * (1 - at ** 2) ** 2})`);
	context.fillStyle = gradient;
	context.fillRect(0, 0, HEAT_PX, HEAT_PX);
	return canvas;
}
