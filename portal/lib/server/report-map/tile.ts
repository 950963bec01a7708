import { DomainError } from '../../../../gis/errors.ts';
import type { Tile } from '../../../../gis/tiles/grid.ts';
import { readReportFilter } from '../../forms/report-filter.ts';
import type { Services } from '../services.ts';
import { findTenantBySlug } from '../tenants/tenants-queries.ts';
import { reportTileAcrossTenants } from './tile-queries.ts';

/**
 * A tile of public reports. Parameters: those of the public filter, `mandant` (slug; without, the whole Land), `dichte=1` for cells of a heat map.
 * @throws DomainError `filter_invalid`, `not_found` for an unknown tenant
 */
export async function reportTile(services: Services, tile: Tile, params: URLSearchParams): Promise<Buffer> {
	const { filter, wrong } = readReportFilter(params, 'public');
	if (wrong.length > 0 || (filter.place && !filter.centre)) throw new DomainError('filter_invalid', { name: wrong[0]?.name ?? 'mitte' });
	const slug = params.get('mandant');
	const tenant = slug ? await findTenantBySlug(services.db.knex, slug) : null;
	if (slug && !tenant) throw new DomainError('not_found');
	const question = { tenantId: tenant?.id ?? null, filter, density: params.get('dichte') === '1', now: services.now() };
	return reportTileAcrossTenants(services.db, tile, question);
}
