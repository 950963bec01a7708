import type OlMap from 'ol/Map.js';
import type MapBrowserEvent from 'ol/MapBrowserEvent.js';
import Collection from 'ol/Collection.js';
import Feature from 'ol/Feature.js';
import LineString from 'ol/geom/LineString.js';
import Point from 'ol/geom/Point.js';
import Polygon from 'ol/geom/Polygon.js';
import KeyboardPan from 'ol/interaction/KeyboardPan.js';
import Modify from 'ol/interaction/Modify.js';
import VectorLayer from 'ol/layer/Vector.js';
import { fromLonLat, toLonLat } from 'ol/proj.js';
import VectorSource from 'ol/source/Vector.js';
import { Circle, Fill, Stroke, Style, Text } from 'ol/style.js';
import { cornersOf, type LonLat, type Place } from './place.ts';
import type { Sketch } from './sketch.ts';

export interface DrawingHandlers {
	/** A tap or click while a tool is active. */
	tap(at: LonLat, coordinate: number[]): void;
	/** A double click: the sketch is meant to be finished. */
	finish(): void;
	/** A corner was dragged, or a new one pulled out of an edge. */
	reshape(points: LonLat[]): void;
}

export interface DrawingLayer {
	/** Shows the places and the sketch; the place that the sketch replaces is left out. */
	show(places: readonly Place[], sketch: Sketch | null): void;
	/** While active, taps are the tool's and arrow keys the crosshair's. */
	setActive(active: boolean): void;
	destroy(): void;
}

const ABOVE_EVERYTHING = 1000;
/** Two clicks farther apart are two points. */
const DOUBLE_CLICK_PX = 16;
const INK = '#0b1f4b';
const halo = new Stroke({ color: '#fff', width: 7 });
const outline = new Stroke({ color: INK, width: 3 });
const wash = new Fill({ color: 'rgba(11, 31, 75, 0.15)' });
const corner = new Circle({ radius: 7, fill: new Fill({ color: '#fff' }), stroke: outline });

/** White below dark: visible on every fill of a plan. */
const shapeStyle = [new Style({ stroke: halo }), new Style({ stroke: outline, fill: wash })];
const cornerStyle = new Style({ image: corner });

function numberStyle(number: number): Style {
	return new Style({
		image: new Circle({ radius: 13, fill: new Fill({ color: INK }), stroke: new Stroke({ color: '#fff', width: 3 }) }),
		text: new Text({ text: String(number), fill: new Fill({ color: '#fff' }), font: '600 14px "Fira Sans", sans-serif' })
	});
}

/** Draws places and sketch (both longitude, latitude) above the map and passes on what pointers do. */
export function createDrawingLayer(map: OlMap, handlers: DrawingHandlers): DrawingLayer {
	const source = new VectorSource();
	const layer = new VectorLayer({ source, zIndex: ABOVE_EVERYTHING });
	const editable = new Collection<Feature>();
	const modify = new Modify({ features: editable, pixelTolerance: 14, style: cornerStyle });
	const keyboardPans = map.getInteractions().getArray().filter((each) => each instanceof KeyboardPan);
	let active = false;

	let clicks: number[][] = [];

	const onClick = (event: MapBrowserEvent) => {
		clicks = [...clicks.slice(-1), event.pixel];
		if (active) handlers.tap(lonLat(event.coordinate), event.coordinate);
	};
	const onDoubleClick = (event: MapBrowserEvent) => {
		if (!active) return;
		event.stopPropagation();
		// OpenLayers takes two quick taps for a double click wherever they were; somebody may only be setting points quickly.
		const [[x1, y1], [x2, y2]] = clicks as [[number, number], [number, number]];
		if (Math.hypot(x2 - x1, y2 - y1) <= DOUBLE_CLICK_PX) handlers.finish();
	};
	const onModify = () => {
		const feature = editable.item(0);
		if (feature) handlers.reshape(pointsOf(feature));
	};

	map.addLayer(layer);
	map.addInteraction(modify);
	modify.on('modifyend', onModify);
	map.on('click', onClick);
	map.on('dblclick', onDoubleClick);

	return {
		show(places, sketch) {
			source.clear();
			editable.clear();
			places.forEach((place, index) => {
				if (index !== sketch?.replaces) source.addFeatures(featuresOf(place, index + 1));
			});
			if (!sketch) return;
			const feature = sketchFeature(sketch);
			if (feature) {
				source.addFeature(feature);
				editable.push(feature);
			}
			source.addFeatures(sketch.points.map((point) => styled(new Feature(new Point(fromLonLat(point))), cornerStyle)));
		},
		setActive(value) {
			active = value;
			modify.setActive(value);
			for (const interaction of keyboardPans) interaction.setActive(!value);
		},
		destroy() {
			map.un('click', onClick);
			map.un('dblclick', onDoubleClick);
			map.removeInteraction(modify);
			map.removeLayer(layer);
			for (const interaction of keyboardPans) interaction.setActive(true);
		}
	};
}

/** Longitude, latitude to 7 decimals (1 cm), as it is kept. */
export function lonLat(coordinate: number[]): LonLat {
	const [lon, lat] = toLonLat(coordinate);
	return [Number(lon!.toFixed(7)), Number(lat!.toFixed(7))];
}

function featuresOf(place: Place, number: number): Feature[] {
	const corners = cornersOf(place).map((each) => fromLonLat(each));
	if (corners.length === 0) return [];
	if (place.kind === 'point') return [styled(new Feature(new Point(corners[0]!)), numberStyle(number))];
	const shape = place.kind === 'line' ? new LineString(corners) : new Polygon([corners]);
	const anchor = shape instanceof LineString ? shape.getCoordinateAt(0.5) : shape.getInteriorPoint().getCoordinates();
	return [styled(new Feature(shape), shapeStyle), styled(new Feature(new Point(anchor)), numberStyle(number))];
}

function sketchFeature(sketch: Sketch): Feature | null {
	const points = sketch.points.map((each) => fromLonLat(each));
	if (points.length === 0) return null;
	if (sketch.kind === 'point') return styled(new Feature(new Point(points[0]!)), cornerStyle);
	const closed = sketch.kind === 'polygon' && points.length > 2;
	return styled(new Feature(closed ? new Polygon([points]) : new LineString(points)), shapeStyle);
}

function pointsOf(feature: Feature): LonLat[] {
	const geometry = feature.getGeometry();
	if (geometry instanceof Point) return [lonLat(geometry.getCoordinates())];
	if (geometry instanceof LineString) return geometry.getCoordinates().map(lonLat);
	return (geometry as Polygon).getCoordinates()[0]!.slice(0, -1).map(lonLat);
}

function styled(feature: Feature, style: Style | Style[]): Feature {
	feature.setStyle(style);
	return feature;
}
