import type { FeatureLike } from 'ol/Feature.js';
import Point from 'ol/geom/Point.js';
import CircleStyle from 'ol/style/Circle.js';
import Fill from 'ol/style/Fill.js';
import Stroke from 'ol/style/Stroke.js';
import Style from 'ol/style/Style.js';
import { PERIMETER_STATES, perimeterStateOf, type PerimeterState } from '../../../styles/perimeter-states.ts';

/** Below this width on the screen, in pixels, an area could not be seen or hit: it is shown as a point of 24 pixels instead. */
const SMALL_PX = 20;

export function isSmall(feature: FeatureLike, resolution: number): boolean {
	const [west, south, east, north] = feature.getGeometry()!.getExtent() as [number, number, number, number];
	return Math.max(east - west, north - south) / resolution < SMALL_PX;
}

/** Between these widths on the screen, in pixels, a name fits; larger areas are cut by tiles and would carry it many times. */
const NAMED_PX = [110, 260] as const;

export function hasRoomForName(feature: FeatureLike, resolution: number): boolean {
	const [west, south, east, north] = feature.getGeometry()!.getExtent() as [number, number, number, number];
	const width = Math.max(east - west, north - south) / resolution;
	return width >= NAMED_PX[0] && width <= NAMED_PX[1];
}

const points = new Map<string, Style>();

/** A point in the colour of the plan's state; chosen and focused ones are larger and ringed in black. */
export function smallStyle(feature: FeatureLike, chosen: string | null, focused: string | null): Style {
	const state = perimeterStateOf(String(feature.get('status') ?? ''));
	const marked = [chosen, focused].includes(String(feature.get('id')));
	const key = `${state} ${marked}`;
	if (!points.has(key)) points.set(key, pointStyle(state, marked));
	return points.get(key)!;
}

function pointStyle(state: PerimeterState, marked: boolean): Style {
	return new Style({
		zIndex: marked ? 60 : state === 'participation' ? 51 : 50,
		geometry: (feature) => {
			const [west, south, east, north] = feature.getGeometry()!.getExtent() as [number, number, number, number];
			return new Point([(west + east) / 2, (south + north) / 2]);
		},
		image: new CircleStyle({
			radius: marked ? 14 : 10,
			fill: new Fill({ color: PERIMETER_STATES[state].colours.colour }),
			stroke: new Stroke({ color: marked ? '#000000' : '#ffffff', width: 3 })
		})
	});
}
