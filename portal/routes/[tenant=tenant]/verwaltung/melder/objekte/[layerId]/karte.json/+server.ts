import { json } from '@sveltejs/kit';
import { forTenant } from '$gis/db/tenant-scope.ts';
import { demand } from '$lib/server/accounts/permissions.ts';
import { answer } from '$lib/server/page.ts';
import { selectForMap } from '$lib/server/reports/assets/asset-queries.ts';
import { readLayer } from '$lib/server/reports/assets/layers.ts';
import { getServices } from '$lib/server/services.ts';
import type { RequestHandler } from './$types';

const MOST = 3000;

/** Where the things of a layer lie, EPSG:3857. */
export const GET: RequestHandler = ({ params, locals: { account, tenant } }) =>
	answer(async () => {
		demand(account, tenant.id, 'reports.manage');
		const scope = forTenant(getServices().db.knex, tenant.id);
		const { id } = await readLayer(scope, params.layerId);
		return json({ type: 'FeatureCollection', features: await selectForMap(scope, id, MOST) });
	});
