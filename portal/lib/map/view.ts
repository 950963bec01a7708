import type OlMap from 'ol/Map.js';
import type { Extent } from './types.ts';
import { reducedMotion } from './gestures.ts';

/** Closest a fit zooms in: a single tree must not fill the screen. */
const FIT_MAX_ZOOM = 19;

/** Shows the whole extent (EPSG:3857) with a margin. */
export function fitExtent(map: OlMap, extent: Extent, options: { animate?: boolean; maxZoom?: number } = {}): void {
	const size = map.getSize();
	if (!size || !size[0] || !size[1]) return;
	const margin = Math.round(Math.min(48, size[0] * 0.08, size[1] * 0.08));
	map.getView().fit(extent, {
		size,
		padding: [margin, margin, margin, margin],
		maxZoom: options.maxZoom ?? FIT_MAX_ZOOM,
		duration: options.animate && !reducedMotion() ? 300 : 0
	});
}

/** Moves only if the extent is not visible as it is, so that the map does not jump at every click. */
export function revealExtent(map: OlMap, extent: Extent): void {
	const size = map.getSize();
	if (!size) return;
	const visible = map.getView().calculateExtent(size);
	const inside = extent[0] >= visible[0]! && extent[1] >= visible[1]! && extent[2] <= visible[2]! && extent[3] <= visible[3]!;
	const tiny = (extent[2] - extent[0] || 1) / (visible[2]! - visible[0]!) < 0.01;
	if (!inside || tiny) fitExtent(map, extent, { animate: true });
}

/** Extent of a GeoJSON geometry, in its own coordinates. */
export function extentOf(geometry: { coordinates: unknown }): Extent {
	const extent: Extent = [Infinity, Infinity, -Infinity, -Infinity];
	const visit = (value: unknown): void => {
		if (!Array.isArray(value)) return;
		if (typeof value[0] === 'number') {
			const [x, y] = value as number[];
			extent[0] = Math.min(extent[0], x!);
			extent[1] = Math.min(extent[1], y!);
			extent[2] = Math.max(extent[2], x!);
			extent[3] = Math.max(extent[3], y!);
		} else value.forEach(visit);
	};
	visit(geometry.coordinates);
	return extent;
}
