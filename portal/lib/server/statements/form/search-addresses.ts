import proj4 from 'proj4';
import type { AddressChoice } from '../../../forms/statement-steps.ts';
import type { Participation } from '../../participations/types.ts';
import { search } from '../../search/search.ts';
import type { Services } from '../../services.ts';

const FOUND = 20;
const toMap = proj4('EPSG:3857', 'EPSG:4326');

/**
 * Addresses, streets and places for a text, those near the plan first; a street or place stands for its middle.
 * @param client address of the asking connection, for the limits of the search
 * @throws DomainError `search_throttled`
 */
export async function searchAddresses(
	services: Services,
	participation: Pick<Participation, 'bbox'>,
	text: string,
	client: string
): Promise<AddressChoice[]> {
	const [west, south, east, north] = participation.bbox ?? [0, 0, 0, 0];
	const near = participation.bbox ? ([...degrees(west, south), ...degrees(east, north)] as [number, number, number, number]) : undefined;
	const { results } = await search(services, { text, near, placesOnly: true, client, limit: FOUND });
	return results.map(({ title, subtitle, extent }) => ({
		label: [title, subtitle].filter(Boolean).join(', '),
		position: degrees((extent[0] + extent[2]) / 2, (extent[1] + extent[3]) / 2)
	}));
}

const degrees = (x: number, y: number): [number, number] => toMap.forward([x, y]).map((each) => Math.round(each * 1e7) / 1e7) as [number, number];
