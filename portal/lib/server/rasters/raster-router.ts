import { Router } from 'express';
import { DomainError } from '../../../../gis/errors.ts';
import { readTile } from '../../../../gis/tiles/grid.ts';
import { can } from '../accounts/permissions.ts';
import { accountOfCookie } from '../accounts/sessions.ts';
import { HotTiles } from '../plans/hot-tiles.ts';
import type { Services } from '../services.ts';
import { rasterOfTileAcrossTenants } from './raster-queries.ts';
import { RasterTiles } from './raster-tiles.ts';

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
/** Changes when the way of making tiles changes. */
const TILE_REVISION = 1;

/**
 * Tiles of scanned plans: `/{rasterId}/{z}/{x}/{y}.webp`. A picture of nothing where the scan has nothing, because an answer without
 * picture is an error for browsers; 304 for a known tile, 400 for one that cannot be, 404 for a scan that the asker may not see.
 */
export function rasterRouter(services: Services): Router {
	const router = Router();
	const hot = new HotTiles();
	const tiles = new RasterTiles(services);

	router.get('/:rasterId/:z/:x/:y.webp', async (request, response) => {
		const { rasterId, z, x, y } = request.params;
		const tile = readTile(z, x, y);
		const source = UUID.test(rasterId) ? await rasterOfTileAcrossTenants(services.db.knex, rasterId) : null;
		if (!source) throw new DomainError('not_found');
		if (!source.published && !can(await accountOfCookie(services, request.headers.cookie), source.tenantId, 'staff.enter'))
			throw new DomainError('not_found');
		// A scan never changes: its name and the tile's say what is in it.
		const etag = `"${TILE_REVISION}-${rasterId}-${tile.z}-${tile.x}-${tile.y}"`;
		response.set({ ETag: etag, 'Cache-Control': source.published ? 'public, max-age=3600' : 'private, no-cache' });
		if (!source.published) response.set('Vary', 'Cookie');
		if (request.headers['if-none-match']?.split(',').some((each) => each.trim().replace(/^W\//, '') === etag)) {
			response.status(304).end();
			return;
		}
		const body = await hot.remember(etag, () => tiles.tile(source, tile));
		response.status(200).type('image/webp').set('Content-Length', String(body.length)).end(request.method === 'HEAD' ? undefined : body);
	});

	router.use(() => {
		throw new DomainError('not_found');
	});
	return router;
}
