import Fill from 'ol/style/Fill.js';
import Stroke from 'ol/style/Stroke.js';
import Style from 'ol/style/Style.js';
import Text from 'ol/style/Text.js';
import type { FeatureLike } from 'ol/Feature.js';

/** Calm colours: the base map gives orientation, the plan's colours carry the meaning. */
const COLOURS = {
	green: '#e3ead9',
	wood: '#d7e2cd',
	farm: '#f0eee3',
	settlement: '#eceae5',
	water: '#c9dde6',
	waterText: '#3d6478',
	building: '#d6d1c8',
	buildingEdge: '#b9b3a8',
	road: '#ffffff',
	roadEdge: '#c9c5bb',
	main: '#fdf6dc',
	path: '#b3a993',
	rail: '#8f8f8f',
	parcel: '#c4bfb3',
	border: '#8d7b92',
	text: '#4b4943',
	halo: '#ffffff'
};

/** Ground width of a road in metres by kind; OpenLayers wants pixels. */
const ROAD_METRES: Record<string, number> = { motorway: 20, main: 12, residential: 7, street: 7, service: 4, path: 1.5, track: 2.5 };

const PARCELS_BELOW = 1.2;
const BUILDINGS_BELOW = 8;
const HOUSE_NUMBERS_BELOW = 0.6;

type Rule = (kind: string, resolution: number) => Style | Style[] | null;

const flat = (fill: string, zIndex: number, edge?: string) =>
	new Style({ fill: new Fill({ color: fill }), stroke: edge ? new Stroke({ color: edge, width: 0.75 }) : undefined, zIndex });

const ground = {
	green: flat(COLOURS.green, 0),
	wood: flat(COLOURS.wood, 0),
	farm: flat(COLOURS.farm, 0),
	settlement: flat(COLOURS.settlement, 0)
};
const water = new Style({ fill: new Fill({ color: COLOURS.water }), stroke: new Stroke({ color: COLOURS.water, width: 2 }), zIndex: 2 });
const building = flat(COLOURS.building, 6, COLOURS.buildingEdge);
const parcel = new Style({ stroke: new Stroke({ color: COLOURS.parcel, width: 0.6 }), zIndex: 3 });
const border = new Style({ stroke: new Stroke({ color: COLOURS.border, width: 1.5, lineDash: [8, 4, 2, 4] }), zIndex: 7 });
const rail = [
	new Style({ stroke: new Stroke({ color: COLOURS.rail, width: 3 }), zIndex: 5 }),
	new Style({ stroke: new Stroke({ color: '#fff', width: 1.5, lineDash: [8, 8] }), zIndex: 5 })
];

const RULES: Record<string, Rule> = {
	landuse: (kind) => {
		if (/wood|forest|wald/.test(kind)) return ground.wood;
		if (/farm|field|acker|meadow|wiese/.test(kind)) return ground.farm;
		return /settlement|residential|built|ort/.test(kind) ? ground.settlement : ground.green;
	},
	water: () => water,
	parcel: (_kind, resolution) => (resolution < PARCELS_BELOW ? parcel : null),
	building: (_kind, resolution) => (resolution < BUILDINGS_BELOW ? building : null),
	street: road,
	road,
	path: (_kind, resolution) => road('path', resolution),
	rail: () => rail,
	railway: () => rail,
	boundary: () => border,
	border: () => border
};

/** Layers are named in singular or plural; the style does not mind. */
const singular = (layer: string) => (RULES[layer] ? layer : layer.replace(/ies$/, 'y').replace(/s$/, ''));

/** Style of the demo's base map (`/tiles/base`), by the layer and kind of a feature. */
export function baseStyle(feature: FeatureLike, resolution: number): Style[] | undefined {
	const layer = singular(String(feature.get('layer')));
	const kind = String(feature.get('kind') ?? '');
	const drawn = RULES[layer]?.(kind, resolution);
	const styles = Array.isArray(drawn) ? [...drawn] : drawn ? [drawn] : [];
	const name = feature.get('name');
	if (name) styles.push(...label(layer, kind, String(name), resolution));
	return styles.length ? styles : undefined;
}

function road(kind: string, resolution: number): Style[] {
	const metres = ROAD_METRES[kind] ?? ROAD_METRES.street!;
	if (metres < 5 && resolution > 5) return [];
	if (metres <= 2.5)
		return [new Style({ stroke: new Stroke({ color: COLOURS.path, width: Math.max(1, 1 / resolution), lineDash: [6, 4] }), zIndex: 4 })];
	const width = Math.max(metres / resolution, metres > 10 ? 2.5 : 1.2);
	const edge = new Style({ stroke: new Stroke({ color: COLOURS.roadEdge, width: width + 1.5, lineCap: 'round' }), zIndex: 4 });
	const fill = new Style({ stroke: new Stroke({ color: metres > 10 ? COLOURS.main : COLOURS.road, width, lineCap: 'round' }), zIndex: 5 });
	return resolution > 20 ? [edge] : [edge, fill];
}

function label(layer: string, kind: string, name: string, resolution: number): Style[] {
	const along = layer === 'street' || layer === 'road' || layer === 'path' || layer === 'water';
	if (layer === 'parcel' && resolution > PARCELS_BELOW / 2) return [];
	if ((layer === 'building' || layer === 'address') && resolution > HOUSE_NUMBERS_BELOW) return [];
	if ((layer === 'street' || layer === 'road' || layer === 'path') && resolution > 4) return [];
	const small = layer === 'parcel' || layer === 'building' || layer === 'address';
	const town = layer === 'place' || layer === 'label';
	const size = small ? 11 : town ? (/town|city|stadt/.test(kind) ? 18 : 14) : 12.5;
	return [
		new Style({
			zIndex: 20,
			text: new Text({
				text: name,
				font: `${town ? '600 ' : ''}${size}px "Fira Sans", sans-serif`,
				placement: along ? 'line' : 'point',
				repeat: along ? 400 : undefined,
				overflow: false,
				fill: new Fill({ color: layer === 'water' ? COLOURS.waterText : small ? '#77736a' : COLOURS.text }),
				stroke: new Stroke({ color: COLOURS.halo, width: small ? 2 : 3 })
			})
		})
	];
}
