/**
 * The base map below the plans, from configuration to what the browser loads. Pure: the server chooses, `BaseLayer.svelte` draws.
 */

/** Ready to draw. `{z}/{x}/{y}` addresses follow the usual scheme in EPSG:3857. */
export type Basemap =
	| { kind: 'none' }
	| { kind: 'vector'; url: string; attribution: string }
	| { kind: 'xyz'; url: string; attribution: string; maxZoom: number }
	| { kind: 'wmts'; capabilities: string; layer: string; attribution: string }
	| { kind: 'style'; url: string; attribution: string };

/** `BASEMAP`, `BASEMAP_URL`, `BASEMAP_LAYER` and `BASEMAP_ATTRIBUTION`. */
export interface BasemapSetting {
	kind: '' | 'demo' | 'basemapde' | 'topplusopen' | 'xyz' | 'wmts' | 'style';
	url: string;
	layer: string;
	attribution: string;
}

const BKG = 'https://sgx.geodatenzentrum.de';

/** The grey layers are the usual choice: the plan's colours must carry the meaning. */
export function basemapOf(setting: BasemapSetting): Basemap {
	const { kind, url, layer } = setting;
	const attribution = (fallback: string) => setting.attribution || fallback;
	switch (kind) {
		case 'demo':
			return { kind: 'vector', url: '/tiles/base/{z}/{x}/{y}.mvt', attribution: attribution('Hintergrundkarte: erfundene Demo-Daten') };
		case 'basemapde':
			return {
				kind: 'xyz',
				url: `${BKG}/wmts_basemapde/tile/1.0.0/${layer || 'de_basemapde_web_raster_grau'}/default/GLOBAL_WEBMERCATOR/{z}/{y}/{x}.png`,
				attribution: attribution('© basemap.de / BKG, CC BY 4.0'),
				maxZoom: 18
			};
		case 'topplusopen':
			return {
				kind: 'xyz',
				url: `${BKG}/wmts_topplus_open/tile/1.0.0/${layer || 'web_grau'}/default/WEBMERCATOR/{z}/{y}/{x}.png`,
				attribution: attribution('© Bundesamt für Kartographie und Geodäsie (TopPlusOpen), dl-de/by-2-0'),
				maxZoom: 18
			};
		case 'xyz':
			return url ? { kind: 'xyz', url, attribution: setting.attribution, maxZoom: 19 } : { kind: 'none' };
		case 'wmts':
			return url ? { kind: 'wmts', capabilities: url, layer, attribution: setting.attribution } : { kind: 'none' };
		case 'style':
			return url ? { kind: 'style', url, attribution: setting.attribution } : { kind: 'none' };
		default:
			return { kind: 'none' };
	}
}

/** Origins that the browser contacts for the base map: they must be allowed by the Content-Security-Policy (img-src, connect-src). */
export function basemapOrigins(basemap: Basemap): string[] {
	const address = basemap.kind === 'none' ? '' : basemap.kind === 'wmts' ? basemap.capabilities : basemap.url;
	if (!address.startsWith('http')) return [];
	const range = /\{([a-z0-9])-([a-z0-9])\}/.exec(address);
	const hosts = range ? between(range[1]!, range[2]!).map((letter) => address.replace(range[0], letter)) : [address];
	return hosts.map((host) => new URL(host.replace(/[{}]/g, '')).origin);
}

function between(first: string, last: string): string[] {
	const letters: string[] = [];
	for (let code = first.charCodeAt(0); code <= last.charCodeAt(0); code++) letters.push(String.fromCharCode(code));
	return letters;
}

/** Adds origins to `img-src` and `connect-src` of a Content-Security-Policy. Without origins the policy stays as it is. */
export function allowOrigins(policy: string, origins: string[]): string {
	if (origins.length === 0) return policy;
	return policy.replace(/\b(img-src|connect-src) ([^;]*)/g, (_whole, name, sources) => `${name} ${sources.trim()} ${origins.join(' ')}`);
}
