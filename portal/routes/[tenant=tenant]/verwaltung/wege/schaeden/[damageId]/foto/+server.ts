import { DomainError } from '$gis/errors.ts';
import { answer } from '$lib/server/page.ts';
import { getServices } from '$lib/server/services.ts';
import { trailStaff } from '$lib/server/trails/staff.ts';
import { selectDamagePhotoKey } from '$lib/server/trails/work-queries.ts';
import type { RequestHandler } from './$types';

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** Photo of what was fixed on the spot: `?nummer=` from 0, `?klein` for the thumbnail. */
export const GET: RequestHandler = ({ locals, params, url }) =>
	answer(async () => {
		const services = getServices();
		const scope = trailStaff(services, locals);
		const number = Number.parseInt(url.searchParams.get('nummer') ?? '0', 10) || 0;
		const key = UUID.test(params.damageId) ? await selectDamagePhotoKey(scope, params.damageId, number, url.searchParams.has('klein')) : null;
		if (!key) throw new DomainError('not_found');
		const bytes = await services.files.getBytes(key);
		return new Response(new Uint8Array(bytes), { headers: { 'Content-Type': 'image/jpeg', 'X-Content-Type-Options': 'nosniff' } });
	});
