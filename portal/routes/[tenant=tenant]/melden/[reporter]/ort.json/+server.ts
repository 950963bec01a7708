import { json } from '@sveltejs/kit';
import { forTenant } from '$gis/db/tenant-scope.ts';
import { DomainError } from '$gis/errors.ts';
import { answer } from '$lib/server/page.ts';
import { describePlace, listSimilar } from '$lib/server/reports/form/place.ts';
import { readReporterBySlug } from '$lib/server/reports/reporters.ts';
import { getServices } from '$lib/server/services.ts';
import type { RequestHandler } from './$types';

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** `?lon&lat` in degrees: whether the tenant takes reports there, its address, and with `kategorie` (id) similar open reports. */
export const GET: RequestHandler = ({ params, url, locals: { tenant } }) =>
	answer(async () => {
		const { db, now } = getServices();
		const scope = forTenant(db.knex, tenant.id);
		await readReporterBySlug(scope, params.reporter);
		const [lon, lat] = [Number(url.searchParams.get('lon') || NaN), Number(url.searchParams.get('lat') || NaN)];
		if (!(Math.abs(lon) <= 180 && Math.abs(lat) <= 85)) throw new DomainError('not_found');
		const categoryId = url.searchParams.get('kategorie') ?? '';
		const similar = UUID.test(categoryId) ? await listSimilar(scope, tenant.slug, { categoryId, point: { lon, lat } }, now()) : [];
		return json({ ...(await describePlace(scope, { lon, lat })), similar }, { headers: { 'Cache-Control': 'no-store' } });
	});
