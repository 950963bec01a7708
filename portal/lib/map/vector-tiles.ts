import MVT from 'ol/format/MVT.js';
import VectorTileSource from 'ol/source/VectorTile.js';
import { createXYZ } from 'ol/tilegrid.js';

/**
 * Vector tiles of the portal (EPSG:3857, 512 screen pixels a tile).
 * @param url with `{z}/{x}/{y}`
 * @param maxZoom deepest zoom that the server makes; below it tiles are stretched
 */
export function vectorTiles(url: string, maxZoom: number): VectorTileSource {
	return new VectorTileSource({ format: new MVT(), url, tileGrid: createXYZ({ maxZoom, tileSize: 512 }), transition: 0 });
}
