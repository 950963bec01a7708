import { transformBetween } from '../../../../importers/xplan/crs.ts';
import type { LonLat } from '../reports/types.ts';
import { search } from '../search/search.ts';
import type { Services } from '../services.ts';
import { Open311Error } from './faults.ts';
import type { Jurisdiction } from './jurisdictions.ts';
import type { Parameters } from './parameters.ts';
import * as queries from './place-queries.ts';

export interface RequestPlace {
	point: LonLat;
	address: string;
	addressFound: boolean;
	/** Only words were given and nobody here can find them: the point is the middle of the jurisdiction. */
	unlocated: boolean;
	addressId: string | null;
}

const toDegrees = transformBetween('EPSG:3857', 'EPSG:4326');

/**
 * "One of lat & long or address_string or address_id"; coordinates win.
 * @throws Open311Error `location_missing`, `field_missing`, `field_invalid`, `address_unknown`, `address_id_unknown`
 */
export async function readPlace(services: Services, { scope }: Jurisdiction, parameters: Parameters, client: string): Promise<RequestPlace> {
	const [lat, lon] = [parameters.number('lat', -90, 90), parameters.number('long', -180, 180)];
	const address = parameters.text('address_string') ?? '';
	const addressId = parameters.text('address_id');
	const place = { address, addressFound: false, unlocated: false, addressId };
	if (lat !== null && lon !== null) return { ...place, point: { lat, lon } };
	if (lat !== null && !address && !addressId) throw new Open311Error('field_missing', { name: 'long' });
	if (lon !== null && !address && !addressId) throw new Open311Error('field_missing', { name: 'lat' });
	if (addressId) {
		const known = /^\d{1,15}$/.test(addressId) ? await queries.findAddress(scope, Number(addressId)) : null;
		if (known) return { ...place, point: known.point, address: known.text, addressFound: true };
		if (!address) throw new Open311Error('address_id_unknown');
	}
	if (!address) throw new Open311Error('location_missing');
	const { results } = await search(services, { text: address, client, placesOnly: true, limit: 5 });
	for (const { extent } of results.filter(({ kind }) => kind === 'address' || kind === 'street')) {
		const [x, y] = toDegrees((extent[0] + extent[2]) / 2, (extent[1] + extent[3]) / 2) as [number, number];
		if (await queries.isInside(scope, { lon: x, lat: y })) return { ...place, point: { lon: x, lat: y } };
	}
	if (services.config.geocoder || (await queries.hasGazetteer(scope))) throw new Open311Error('address_unknown');
	const middle = await queries.middleOf(scope);
	if (!middle) throw new Open311Error('address_unknown');
	return { ...place, point: middle, unlocated: true };
}
