import { json } from '@sveltejs/kit';
import { basemapOf } from '$lib/map/basemap.ts';
import { answer } from '$lib/server/page.ts';
import { getServices } from '$lib/server/services.ts';
import { readNetwork } from '$lib/server/trails/network.ts';
import { trailWarden } from '$lib/server/trails/warden.ts';
import type { FieldNetwork } from '$lib/trails/types.ts';
import type { RequestHandler } from './$types';

/** The network as a warden's device keeps it. */
export const GET: RequestHandler = ({ locals, url }) =>
	answer(async () => {
		const services = getServices();
		const { scope, account } = trailWarden(services, locals, url.pathname);
		const { routes, sections, posts, equipment, extent } = await readNetwork(scope, services.now());
		const network: FieldNetwork = {
			accountId: account.id,
			routes,
			sections: sections.map(({ id, name, line, length, routeIds, wardenId, deputyId, closure }) => ({
				id, name, line, length, routeIds, closure, own: wardenId === account.id || deputyId === account.id
			})),
			posts: posts.map(({ id, number, name, point, signs }) => ({ id, number, name, point, signs })),
			equipment,
			extent,
			basemap: basemapOf(services.config.basemap)
		};
		return json(network);
	});
