import type Feature from 'ol/Feature.js';
import LineString from 'ol/geom/LineString.js';
import MultiLineString from 'ol/geom/MultiLineString.js';
import MultiPoint from 'ol/geom/MultiPoint.js';
import Point from 'ol/geom/Point.js';
import type VectorLayer from 'ol/layer/Vector.js';

/** Screen pixels around a tap in which lines and points still count as hit. */
const TOLERANCE_PX = 12;

/** Numbers of the changes at a position (EPSG:3857): points and lines first, then areas, the smaller first. */
export function changesAt(layer: VectorLayer, at: [number, number], resolution: number, shown: ReadonlySet<string>): number[] {
	const reach = TOLERANCE_PX * resolution;
	const found: { position: number; size: number }[] = [];
	for (const feature of (layer.getSource()?.getFeaturesInExtent([at[0] - reach, at[1] - reach, at[0] + reach, at[1] + reach]) ?? []) as Feature[]) {
		const geometry = feature.getGeometry();
		if (!geometry || !shown.has(feature.get('kind'))) continue;
		const thin = geometry instanceof Point || geometry instanceof MultiPoint || geometry instanceof LineString || geometry instanceof MultiLineString;
		const [x, y] = geometry.getClosestPoint(at) as [number, number];
		if (thin ? Math.hypot(x - at[0], y - at[1]) > reach : !geometry.intersectsCoordinate(at)) continue;
		const [west, south, east, north] = geometry.getExtent() as [number, number, number, number];
		found.push({ position: feature.get('position'), size: thin ? 0 : (east - west) * (north - south) });
	}
	return [...new Set(found.sort((a, b) => a.size - b.size).map((each) => each.position))];
}
