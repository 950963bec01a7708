import { readAssets } from '../../../../../importers/assets/read-assets.ts';
import { AssetFileError, type AssetFile } from '../../../../../importers/assets/model.ts';
import { demandPublicAddress, fetchPublic, type FetchPublicOptions } from '../../fetch-public.ts';
import { FormError } from '../../check-form.ts';

export const MOST_FEATURES = 100_000;
export const MAX_SERVICE_BYTES = 60 * 1024 * 1024;
const MILLISECONDS = 90_000;
/** Ours, whatever the pasted address says. */
const OURS = new Set(['service', 'request', 'version', 'typename', 'typenames', 'outputformat', 'srsname', 'count', 'maxfeatures', 'resulttype']);

/** How a test reaches its own server. */
export type Reach = Pick<FetchPublicOptions, 'lookup' | 'demand'>;

/** Address of GetFeature (WFS 2.0, and the names of 1.1 beside it). @throws FormError `typeName`; DomainError `address_not_public` */
export function getFeatureAddress(address: string, typeName: string, json: boolean, demand: (text: string) => URL = demandPublicAddress): string {
	if (!/^[\p{L}\p{N}_:.-]{1,200}$/u.test(typeName)) throw new FormError({ typeName: 'invalid' });
	const url = demand(address);
	for (const name of [...url.searchParams.keys()]) if (OURS.has(name.toLowerCase())) url.searchParams.delete(name);
	const wanted = { service: 'WFS', version: '2.0.0', request: 'GetFeature', typeNames: typeName, typeName, count: String(MOST_FEATURES + 1) };
	for (const [name, value] of Object.entries(json ? { ...wanted, outputFormat: 'application/json', srsName: 'EPSG:4326' } : wanted)) url.searchParams.set(name, value);
	url.hash = '';
	return url.href;
}

/**
 * All features of a type, as GeoJSON, or as GML from a service that knows nothing else.
 * @throws DomainError `address_not_public`, `address_unreachable`; AssetFileError; FormError `typeName`
 */
export async function fetchFeatures(address: string, typeName: string, reach: Reach = {}): Promise<AssetFile> {
	const ask = (json: boolean) =>
		fetchPublic(getFeatureAddress(address, typeName, json, reach.demand), {
			...reach,
			maxBytes: MAX_SERVICE_BYTES,
			milliseconds: MILLISECONDS,
			accept: json ? 'application/geo+json, application/json' : 'application/gml+xml, text/xml'
		});
	try {
		return readAssets(await ask(true), MOST_FEATURES);
	} catch (error) {
		const other = error instanceof AssetFileError ? error.code !== 'asset_file_too_many' : error instanceof Error && 'code' in error && error.code === 'address_unreachable';
		if (!other) throw error;
		return readAssets(await ask(false), MOST_FEATURES);
	}
}
