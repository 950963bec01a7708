import type { Knex } from 'knex';
import { forTenant, type TenantScope } from '../../../../gis/db/tenant-scope.ts';
import { demandId } from '../../../../gis/plans/plans.ts';
import { lockPlans } from '../../../../gis/plans/store.ts';
import { DomainError } from '../../../../gis/errors.ts';
import type { Services } from '../services.ts';
import { findCheckFile, insertCheck, uncheckedVersionsAcrossTenants } from './check-queries.ts';

/** Jobs that a start or a sweep puts into the queue at once. */
const MOST_AT_ONCE = 1000;

/**
 * Asks for the full check of a version; a report that there was is forgotten. Call it in the transaction that made the version.
 * @param queue without one (command line) the check waits for the portal's next start
 */
export async function askForCheck(scope: TenantScope, versionId: string, askedBy: string | null, queue?: Services['queue'], now = new Date()): Promise<void> {
	if (!(await insertCheck(scope, versionId, askedBy, now))) return;
	await queue?.send('plan-check', { tenantId: scope.tenantId, versionId }, { trx: scope.db });
}

/** "Erneut prüfen". One that is under way goes on. @throws DomainError `not_found` */
export async function checkAgain(services: Pick<Services, 'queue' | 'now'>, scope: TenantScope, versionId: string, accountId: string): Promise<void> {
	const known = await scope.table('plan_version').where('plan_version.id', demandId(versionId)).first('id');
	if (!known) throw new DomainError('not_found');
	await scope.transaction((inside) => askForCheck(inside, versionId, accountId, services.queue, services.now()));
}

/** At start and every hour: versions that have no report and no job get one, the newest first. */
export async function queueMissingChecks(services: { db: { knex: Knex } } & Pick<Services, 'queue' | 'now'>): Promise<number> {
	const missing = await uncheckedVersionsAcrossTenants(services.db.knex, MOST_AT_ONCE);
	for (const { versionId, tenantId } of missing) {
		await forTenant(services.db.knex, tenantId).transaction(async (inside) => {
			// Another process may start at this moment, and find the same.
			await lockPlans(inside);
			const open = await findCheckFile(inside, versionId);
			if (open) await services.queue.send('plan-check', { tenantId, versionId }, { trx: inside.db });
			else await askForCheck(inside, versionId, null, services.queue, services.now());
		});
	}
	return missing.length;
}
