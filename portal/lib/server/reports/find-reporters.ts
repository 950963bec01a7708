import { transformBetween } from '../../../../importers/xplan/crs.ts';
import { findPlace } from '../search/find-place.ts';
import type { Services } from '../services.ts';
import { selectReportersAcrossTenants, selectReportersAtAcrossTenants } from './reporter-queries.ts';

export interface FoundReporters {
	text: string;
	/** What was found for the text, or the position; null where nothing was asked or found. */
	place: string | null;
	asked: boolean;
	/** Of the place, or all of the Land where none was asked for. */
	reporters: { name: string; intro: string; href: string }[];
}

const toMap = transformBetween('EPSG:4326', 'EPSG:3857');
const toDegrees = transformBetween('EPSG:3857', 'EPSG:4326');

/**
 * Reporters of the tenants in whose area a place lies.
 * @param params `suche` (an address) or `lat` and `lon` in degrees
 * @throws DomainError `search_throttled`
 */
export async function findReporters(services: Services, params: URLSearchParams, client: string): Promise<FoundReporters> {
	const text = (params.get('suche') ?? '').trim();
	const [lon, lat] = [Number(params.get('lon') ?? NaN), Number(params.get('lat') ?? NaN)];
	const given = Math.abs(lon) <= 180 && Math.abs(lat) <= 85 && params.has('lon');
	if (!given && text === '') {
		const rows = await selectReportersAcrossTenants(services.db.knex);
		return { text, place: null, asked: false, reporters: rows.map((row) => ({ ...nameOf(row), href: `/${row.tenant_slug}/melden/${row.slug}` })) };
	}
	const hit = given ? null : await findPlace(services, text, client);
	if (!given && !hit) return { text, place: null, asked: true, reporters: [] };
	const point = given ? toMap(lon, lat) : ([(hit!.extent[0] + hit!.extent[2]) / 2, (hit!.extent[1] + hit!.extent[3]) / 2] as [number, number]);
	const [x, y] = toDegrees(...point).map((each) => each.toFixed(6));
	const rows = await selectReportersAtAcrossTenants(services.db.knex, point);
	const place = hit?.title ?? `${y!.replace('.', ',')}° Nord, ${x!.replace('.', ',')}° Ost`;
	return { text, place, asked: true, reporters: rows.map((row) => ({ ...nameOf(row), href: `/${row.tenant_slug}/melden/${row.slug}?lat=${y}&lon=${x}` })) };
}

const nameOf = ({ tenant_name, name, intro }: { tenant_name: string; name: string; intro: string }) => ({ name: `${tenant_name}: ${name}`, intro });
