import Fill from 'ol/style/Fill.js';
import Stroke from 'ol/style/Stroke.js';
import Style, { type StyleFunction } from 'ol/style/Style.js';
import Text from 'ol/style/Text.js';

/** Running participations must stand out by more than colour: thicker line, denser area, and the text in the list. */
export const LAND_STATES = {
	running: { colour: '#0b5cad', fill: 'rgba(11, 92, 173, 0.28)', width: 3, dash: undefined },
	planned: { colour: '#6b3fa0', fill: 'rgba(107, 63, 160, 0.16)', width: 2, dash: [8, 5] },
	other: { colour: '#4d4f58', fill: 'rgba(77, 79, 88, 0.12)', width: 1.5, dash: undefined }
};
export type LandState = keyof typeof LAND_STATES;

/** @param status as the Land's tiles give it */
export const landState = (status: unknown): LandState => (status === 'running' || status === 'planned' ? status : 'other');

const LABELS_BELOW = 12;
/** Below this size on screen, in pixels, an area gets a thicker line so that it is not overlooked. */
const SMALL_PX = 14;

export function landStyle(options: { tenant?: string; marked?: string | null }): StyleFunction {
	return (feature, resolution) => {
		if (feature.get('layer') !== 'plans') return undefined;
		const state = LAND_STATES[landState(feature.get('status'))];
		const foreign = options.tenant !== undefined && feature.get('tenant') !== options.tenant;
		const marked = options.marked !== null && feature.get('id') === options.marked;
		const [minX, , maxX] = feature.getGeometry()!.getExtent() as [number, number, number, number];
		const small = (maxX - minX) / resolution < SMALL_PX;
		const width = state.width + (small ? 3 : 0) + (marked ? 2 : 0);
		const styles = [
			new Style({ stroke: new Stroke({ color: foreign ? 'rgba(255,255,255,0.5)' : '#ffffff', width: width + 2.5 }), zIndex: 1 }),
			new Style({
				fill: new Fill({ color: foreign ? 'rgba(77, 79, 88, 0.05)' : state.fill }),
				stroke: new Stroke({ color: foreign ? '#8b8d96' : marked ? '#000000' : state.colour, width, lineDash: state.dash }),
				zIndex: marked ? 3 : 2
			})
		];
		if (resolution < LABELS_BELOW && !foreign && !small)
			styles.push(
				new Style({
					zIndex: 4,
					text: new Text({
						text: wrap(String(feature.get('name') ?? '')),
						font: '600 13px "Fira Sans", sans-serif',
						overflow: true,
						fill: new Fill({ color: '#1a1a1a' }),
						stroke: new Stroke({ color: '#ffffff', width: 3.5 })
					})
				})
			);
		return styles;
	};
}

/** Long names in lines of about 22 letters. */
export function wrap(text: string, length = 22): string {
	const lines: string[] = [];
	for (const word of text.split(' ')) {
		const last = lines.at(-1);
		if (last !== undefined && last.length + word.length < length) lines[lines.length - 1] = `${last} ${word}`;
		else lines.push(word);
	}
	return lines.join('\n');
}
