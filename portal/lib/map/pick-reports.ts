import type { Coordinate } from 'ol/coordinate.js';
import type VectorTileLayer from 'ol/layer/VectorTile.js';
import type RenderFeature from 'ol/render/Feature.js';
import { clusterRadius } from './map-pictures.ts';

/** A report as the tiles tell it; far away it has no name. */
export interface MapReport {
	ref: string;
	tenant: string;
	category: string;
	open: boolean;
}

/** What lies under a position: a cluster (or a report that is not named yet) to zoom into, or reports. */
export interface PickedReports {
	cluster: { count: number; at: [number, number] } | null;
	reports: MapReport[];
}

/** Half a target of 24 pixels. */
const TOLERANCE_PX = 13;

/** @param at EPSG:3857 */
export function reportsAt(layer: VectorTileLayer, at: Coordinate, resolution: number): PickedReports {
	const [x, y] = at as [number, number];
	const reach = clusterRadius(Infinity) * resolution;
	const hits = (layer.getFeaturesInExtent([x - reach, y - reach, x + reach, y + reach]) as unknown as RenderFeature[])
		.map((feature) => ({ feature, count: Number(feature.get('count') ?? 1), distance: distanceOf(feature, [x, y], resolution) }))
		.filter(({ count, distance }) => distance <= (count > 1 ? clusterRadius(count) : TOLERANCE_PX))
		.sort((a, b) => a.distance - b.distance);
	const [first] = hits;
	if (first && !first.feature.get('ref')) return { cluster: { count: first.count, at: middleOf(first.feature) }, reports: [] };
	const found = hits.filter(({ feature }) => feature.get('ref')).map(({ feature }) => reportOf(feature));
	return { cluster: null, reports: [...new Map(found.map((each) => [each.ref, each])).values()] };
}

function distanceOf(feature: RenderFeature, at: [number, number], resolution: number): number {
	const [x, y] = middleOf(feature);
	return Math.hypot(x - at[0], y - at[1]) / resolution;
}

function middleOf(feature: RenderFeature): [number, number] {
	const [west, south, east, north] = feature.getExtent() as [number, number, number, number];
	return [(west + east) / 2, (south + north) / 2];
}

const reportOf = (feature: RenderFeature): MapReport => ({
	ref: String(feature.get('ref')),
	tenant: String(feature.get('tenant')),
	category: String(feature.get('category')),
	open: Number(feature.get('open')) > 0
});
