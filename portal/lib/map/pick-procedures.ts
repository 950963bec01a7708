import type VectorTileLayer from 'ol/layer/VectorTile.js';
import type { Coordinate } from 'ol/coordinate.js';
import { toGeometry } from 'ol/render/Feature.js';
import type RenderFeature from 'ol/render/Feature.js';
import { clusterRadius } from './map-pictures.ts';
import { isSmall } from './small-plan.ts';

/** A procedure as the tiles tell it. */
export interface MapProcedure {
	id: string;
	tenant: string;
	name: string;
	status: string;
}

/** What lies under a position: a cluster to zoom into, or procedures. */
export interface PickedProcedures {
	cluster: { count: number; at: [number, number] } | null;
	procedures: MapProcedure[];
}

/** Half a target of 24 pixels. */
const TOLERANCE_PX = 13;

/** @param at EPSG:3857 */
export function proceduresAt(layer: VectorTileLayer, at: Coordinate, resolution: number): PickedProcedures {
	const [x, y] = at as [number, number];
	// A large cluster reaches far from its middle.
	const reach = clusterRadius(Infinity) * resolution;
	const features = (layer.getFeaturesInExtent([x - reach, y - reach, x + reach, y + reach]) as unknown as RenderFeature[]).filter(
		(feature) => feature.get('layer') === 'procedures'
	);
	const hits = features
		.map((feature) => ({ feature, distance: distanceOf(feature, [x, y], resolution) }))
		.filter(({ feature, distance }) => distance <= (feature.get('count') ? clusterRadius(Number(feature.get('count'))) : TOLERANCE_PX))
		.sort((a, b) => a.distance - b.distance);
	const [first] = hits;
	if (first?.feature.get('count')) return { cluster: { count: Number(first.feature.get('count')), at: middleOf(first.feature) }, procedures: [] };
	const found = hits.filter(({ feature }) => !feature.get('count')).map(({ feature }) => procedureOf(feature));
	return { cluster: null, procedures: [...new Map(found.map((each) => [each.id, each])).values()] };
}

/** Pixels from the position to what is drawn there; 0 inside an area. */
function distanceOf(feature: RenderFeature, at: [number, number], resolution: number): number {
	if (feature.getType().endsWith('Polygon') && !isSmall(feature, resolution)) return toGeometry(feature).intersectsCoordinate(at) ? 0 : Infinity;
	const [x, y] = middleOf(feature);
	return Math.hypot(x - at[0], y - at[1]) / resolution;
}

function middleOf(feature: RenderFeature): [number, number] {
	const [west, south, east, north] = feature.getExtent() as [number, number, number, number];
	return [(west + east) / 2, (south + north) / 2];
}

const procedureOf = (feature: RenderFeature): MapProcedure => ({
	id: String(feature.get('id')),
	tenant: String(feature.get('tenant')),
	name: String(feature.get('name')),
	status: String(feature.get('status'))
});
