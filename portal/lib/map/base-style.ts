import Fill from 'ol/style/Fill.js';
import Stroke from 'ol/style/Stroke.js';
import Style from 'ol/style/Style.js';
import Text from 'ol/style/Text.js';
import type { FeatureLike } from 'ol/Feature.js';
import { COLOURS, COVER, OTHER_COVER, STREET_METRES, UNPAVED } from './base-colours.ts';

const METRES_PER_UNIT = 0.63;

/** Units of EPSG:3857 per pixel below which a kind of object is drawn. */
const BELOW = { parcels: 1.2, parcelNumbers: 0.45, buildings: 8, houseNumbers: 0.6, streetNames: 4.5, lanes: 10, quarters: 12, hamlets: 40 };

type Rule = (kind: string, resolution: number, feature: FeatureLike) => Style[];

const flat = (fill: string, zIndex: number, edge?: string, width = 0.75) =>
	new Style({ fill: new Fill({ color: fill }), stroke: edge ? new Stroke({ color: edge, width }) : undefined, zIndex });
const line = (colour: string, width: number, zIndex: number, lineDash?: number[]) =>
	new Style({ stroke: new Stroke({ color: colour, width, lineDash, lineCap: lineDash ? 'butt' : 'round' }), zIndex });

const covers = new Map(Object.entries(COVER).map(([kind, colour]) => [kind, [flat(colour, 0)]]));
const otherCover = [flat(OTHER_COVER, 0)];
const waterArea = [flat(COLOURS.water, 2)];
const building = [flat(COLOURS.building, 7, COLOURS.buildingEdge)];
const parcel = [line(COLOURS.parcel, 0.6, 3)];
const surface = [flat(COLOURS.road, 4, COLOURS.roadEdge)];
const railway = [line(COLOURS.rail, 3, 6), line('#ffffff', 1.5, 6, [8, 8])];
const railwayFar = [line('#a9a9a9', 1.2, 6)];
const border = [line('rgba(255,255,255,0.7)', 4, 8), line(COLOURS.border, 1.4, 8, [8, 4, 2, 4])];

const RULES: Record<string, Rule> = {
	landcover: (kind) => covers.get(kind) ?? otherCover,
	water: (kind, resolution, feature) =>
		kind.endsWith('-surface') || feature.getGeometry()?.getType().endsWith('Polygon')
			? waterArea
			: [line(COLOURS.water, Math.max(1.2, widthOf(feature, 3) / resolution), 2)],
	parcel: (_kind, resolution) => (resolution < BELOW.parcels ? parcel : []),
	building: (_kind, resolution) => (resolution < BELOW.buildings ? building : []),
	street,
	railway: (_kind, resolution) => (resolution > 15 ? railwayFar : railway),
	boundary: () => border
};

/** Style of the demo's base map (`/tiles/base`), by the layer and kind of a feature. */
export function baseStyle(feature: FeatureLike, resolution: number): Style[] | undefined {
	const layer = String(feature.get('layer'));
	const kind = String(feature.get('kind') ?? '');
	const styles = [...(RULES[layer]?.(kind, resolution, feature) ?? [])];
	const name = feature.get('name');
	if (name) styles.push(...label(layer, kind, String(name), resolution));
	return styles.length ? styles : undefined;
}

/** In units of EPSG:3857. */
function widthOf(feature: FeatureLike, metres: number): number {
	return (Number(feature.get('width')) || metres) / METRES_PER_UNIT;
}

function street(kind: string, resolution: number, feature: FeatureLike): Style[] {
	// Wide paper-like surfaces where the scale shows them; their centre lines then carry the names only.
	if (kind.endsWith('-surface')) return surface;
	if (!(kind in STREET_METRES)) return [];
	if (UNPAVED.has(kind)) return resolution < BELOW.lanes ? [line(COLOURS.path, 1.2, 5, [6, 4])] : [];
	if (kind === 'lane' && resolution > BELOW.lanes) return [];
	const important = kind === 'main' || kind === 'country';
	const width = Math.max(widthOf(feature, STREET_METRES[kind]!) / resolution, important ? 2.2 : 1);
	if (resolution > 20) return [line(important ? '#ffffff' : COLOURS.roadEdge, important ? 2.2 : 0.8, 5)];
	return [line(COLOURS.roadEdge, width + 1.5, 4), line(important ? COLOURS.main : COLOURS.road, width, 5)];
}

interface LabelLook {
	below: number;
	size: number;
	bold?: boolean;
	italic?: boolean;
	along?: boolean;
	colour?: string;
}

/** How the name of a feature is written; null where names are left out. */
function lookOf(layer: string, kind: string): LabelLook | null {
	switch (layer) {
		case 'street':
			return kind.endsWith('-surface') ? null : { below: BELOW.streetNames, size: 12.5, along: true };
		case 'water':
			return { below: 20, size: 13, italic: true, along: kind === 'brook', colour: COLOURS.waterText };
		case 'building':
			return kind === 'house' || kind === 'annex' ? { below: BELOW.houseNumbers, size: 11, colour: COLOURS.faint } : { below: 1.5, size: 12 };
		case 'parcel':
			return { below: BELOW.parcelNumbers, size: 10.5, colour: COLOURS.faint };
		case 'landcover':
			return { below: 6, size: 12, italic: true, colour: '#5c6b4a' };
		case 'place': {
			if (kind === 'town') return { below: 400, size: 19, bold: true };
			if (kind === 'village') return { below: 150, size: 16, bold: true };
			return kind === 'quarter' ? { below: BELOW.quarters, size: 13, colour: COLOURS.faint } : { below: BELOW.hamlets, size: 13.5 };
		}
		default:
			return null;
	}
}

function label(layer: string, kind: string, name: string, resolution: number): Style[] {
	const look = lookOf(layer, kind);
	if (!look || resolution > look.below) return [];
	const weight = `${look.italic ? 'italic ' : ''}${look.bold ? '600 ' : ''}`;
	return [
		new Style({
			zIndex: layer === 'place' ? 30 : 20,
			text: new Text({
				text: name,
				font: `${weight}${look.size}px "Fira Sans", sans-serif`,
				placement: look.along ? 'line' : 'point',
				repeat: look.along ? 500 : undefined,
				fill: new Fill({ color: look.colour ?? COLOURS.text }),
				stroke: new Stroke({ color: COLOURS.halo, width: look.size < 12 ? 2 : 3 })
			})
		})
	];
}
