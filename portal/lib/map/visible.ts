import type OlMap from 'ol/Map.js';
import type { Extent } from './types.ts';

/**
 * Calls `tell` with the visible extent (EPSG:3857) whenever the map has come to rest and everything in view is loaded.
 * @returns function that stops
 */
export function watchVisible(map: OlMap, tell: (extent: Extent) => void): () => void {
	const listener = () => {
		const size = map.getSize();
		if (size) tell(map.getView().calculateExtent(size) as Extent);
	};
	map.on('rendercomplete', listener);
	return () => map.un('rendercomplete', listener);
}
