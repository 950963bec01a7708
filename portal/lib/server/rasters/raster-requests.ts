import type { Knex } from 'knex';
import { forTenant, type TenantScope } from '../../../../gis/db/tenant-scope.ts';
import { DomainError } from '../../../../gis/errors.ts';
import { demandId } from '../../../../gis/plans/plans.ts';
import type { NewPlanParts } from '../plans/import-queries.ts';
import type { Services } from '../services.ts';
import { insertRasters, setFailedRastersWaiting, versionsWithOpenRastersAcrossTenants } from './raster-queries.ts';

/** Jobs that a start or a sweep puts into the queue at once. */
const MOST_AT_ONCE = 1000;

/**
 * Registers the georeferenced images of a new version and asks for their tiles. Call it in the transaction that made the version.
 * @param documents of the version, with the files that were found for them
 * @param queue without one (command line) the images wait for the portal's next start
 */
export async function askForRasters(
	scope: TenantScope,
	versionId: string,
	documents: NewPlanParts['documents'],
	queue?: Services['queue']
): Promise<void> {
	const rasters = documents.flatMap(({ name, fileId, url, ownerGmlId, raster }, position) => {
		// What lies on the web is not fetched: nobody but the municipality decides what the portal shows.
		if (!raster || (!fileId && /^[a-z][a-z0-9+.-]+:\/\//i.test(url ?? ''))) return [];
		return [{ position, name, sourceFileId: fileId, georefUrl: raster.georefUrl, ownerGmlId }];
	});
	if (rasters.length === 0) return;
	await insertRasters(scope, versionId, rasters);
	await queue?.send('plan-raster', { tenantId: scope.tenantId, versionId }, { trx: scope.db });
}

/**
 * Tries the images again that could not be made into tiles: the server may have been short of memory, or know the CRS now.
 * @throws DomainError `not_found` for a version of somebody else or without failed images
 */
export async function retryRasters({ queue }: Pick<Services, 'queue'>, scope: TenantScope, versionId: string): Promise<void> {
	await scope.transaction(async (inside) => {
		if ((await setFailedRastersWaiting(inside, demandId(versionId))) === 0) throw new DomainError('not_found');
		await queue.send('plan-raster', { tenantId: scope.tenantId, versionId }, { trx: inside.db });
	});
}

/** At start and every hour: versions with images that nobody works on. */
export async function queueMissingRasters(services: { db: { knex: Knex } } & Pick<Services, 'queue'>): Promise<number> {
	const missing = await versionsWithOpenRastersAcrossTenants(services.db.knex, MOST_AT_ONCE);
	for (const { versionId, tenantId } of missing)
		await forTenant(services.db.knex, tenantId).transaction((inside) =>
			services.queue.send('plan-raster', { tenantId, versionId }, { trx: inside.db })
		);
	return missing.length;
}
