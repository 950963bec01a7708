import type BaseLayer from 'ol/layer/Base.js';
import LayerGroup from 'ol/layer/Group.js';
import TileLayer from 'ol/layer/Tile.js';
import VectorTileLayer from 'ol/layer/VectorTile.js';
import XYZ from 'ol/source/XYZ.js';
import { baseStyle } from './base-style.ts';
import { zoomWithoutNetwork } from '../offline/map-tiles.ts';
import type { Basemap } from './basemap.ts';
import { vectorTiles } from './vector-tiles.ts';

/** Tiles of the demo's base map are made down to this zoom and stretched below it. */
const BASE_MAX_ZOOM = 17;

/**
 * The OpenLayers layer of a base map, null for none. The readers for WMTS and vector styles are loaded only if used.
 * @throws Error if the description of the service cannot be read
 */
export async function openBasemap(basemap: Basemap): Promise<BaseLayer | null> {
	switch (basemap.kind) {
		case 'none':
			return null;
		case 'vector':
			return new VectorTileLayer({ source: vectorTiles(basemap.url, (await zoomWithoutNetwork()) ?? BASE_MAX_ZOOM), style: baseStyle, declutter: 'base' });
		case 'xyz':
			return new TileLayer({ source: new XYZ({ url: basemap.url, maxZoom: (await zoomWithoutNetwork()) ?? basemap.maxZoom, crossOrigin: 'anonymous' }) });
		case 'wmts':
			return openWmts(basemap.capabilities, basemap.layer);
		case 'style': {
			const { apply } = await import('ol-mapbox-style');
			const group = new LayerGroup();
			await apply(group, basemap.url);
			return group;
		}
	}
}

async function openWmts(address: string, layer: string): Promise<BaseLayer> {
	const [{ default: WMTSCapabilities }, { default: WMTS, optionsFromCapabilities }] = await Promise.all([
		import('ol/format/WMTSCapabilities.js'),
		import('ol/source/WMTS.js')
	]);
	const response = await fetch(address);
	if (!response.ok) throw new Error(`WMTS capabilities: ${response.status}`);
	const capabilities = new WMTSCapabilities().read(await response.text());
	const options = optionsFromCapabilities(capabilities, { layer, projection: 'EPSG:3857' });
	if (!options) throw new Error(`WMTS layer ${layer} has no tiles in EPSG:3857`);
	return new TileLayer({ source: new WMTS({ ...options, crossOrigin: 'anonymous' }) });
}
