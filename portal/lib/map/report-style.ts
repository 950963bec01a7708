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

/** Lightest to darkest of one series of colours: more is darker, also in grey and for colour-blind eyes. */
const HEAT = ['#ffd98a', '#fdae61', '#f46d43', '#d73027', '#7f0000'];
const HEAT_PX = 40;
const heats = new Map<number, Style>();

/** Cells of the density: soft discs that flow together, darker by powers of three. */
export function heatStyle(feature: FeatureLike): Style {
	const level = Math.min(HEAT.length - 1, Math.floor(Math.log(Number(feature.get('count') ?? 1)) / Math.log(3)));
	let style = heats.get(level);
	if (!style) heats.set(level, (style = new Style({ image: new Icon({ img: softDisc(HEAT[level]!), scale: 1 / DENSITY }), zIndex: level })));
	return style;
}

function softDisc(colour: string): HTMLCanvasElement {
	const [canvas, context] = canvasOf(HEAT_PX);
	const middle = HEAT_PX / 2;
	const gradient = context.createRadialGradient(middle, middle, 0, middle, middle, middle);
	gradient.addColorStop(0, `${colour}e6`);
	gradient.addColorStop(0.4, `${colour}b3`);
	gradient.addColorStop(1, `${colour}00`);
	context.fillStyle = gradient;
	context.fillRect(0, 0, HEAT_PX, HEAT_PX);
	return canvas;
}
