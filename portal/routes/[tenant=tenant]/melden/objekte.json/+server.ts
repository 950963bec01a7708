import { json } from '@sveltejs/kit';
import { forTenant } from '$gis/db/tenant-scope.ts';
import { answer } from '$lib/server/page.ts';
import { answerAssets } from '$lib/server/reports/assets/answer-assets.ts';
import { getServices } from '$lib/server/services.ts';
import type { RequestHandler } from './$types';

/** `?kategorie=<code or id>` and `lon&lat[&nummer]` (nearest), `bbox` (west,south,east,north in degrees) or `alle`. */
export const GET: RequestHandler = ({ url, locals }) =>
	answer(async () => json({ objekte: await answerAssets(forTenant(getServices().db.knex, locals.tenant.id), url.searchParams) }, { headers: { 'Cache-Control': 'public, max-age=60' } }));
