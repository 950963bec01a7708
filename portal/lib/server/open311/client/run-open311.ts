import { forTenant } from '../../../../../gis/db/tenant-scope.ts';
import type { Services } from '../../services.ts';
import * as queries from './client-queries.ts';
import type { Endpoint } from './client-queries.ts';
import { pull } from './pull.ts';
import { problemOfClient, push } from './push.ts';

const MINUTE = 60_000;
/** A process that died leaves its end point to another one after so long. */
const CLAIM = 15 * MINUTE;
const LONGEST_WAIT = 6 * 60 * MINUTE;

/** Every minute: all end points that are due, one after another. @returns how many were asked, and how many did not work */
export async function runOpen311(services: Services, signal?: AbortSignal): Promise<{ asked: number; failed: number }> {
	const counts = { asked: 0, failed: 0 };
	while (!signal?.aborted) {
		const now = services.now();
		const endpoint = await queries.claimEndpointAcrossTenants(services.db.knex, now, new Date(now.getTime() + CLAIM));
		if (!endpoint) break;
		counts.asked++;
		if (!(await runEndpoint(services, endpoint, signal))) counts.failed++;
	}
	return counts;
}

/** One must not stop the others: what went wrong is kept with the end point, and tried again later and later. */
async function runEndpoint(services: Services, endpoint: Endpoint, signal?: AbortSignal): Promise<boolean> {
	const scope = forTenant(services.db.knex, endpoint.tenantId);
	try {
		const counts = await (endpoint.direction === 'pull' ? pull : push)(services, scope, endpoint, signal);
		const now = services.now();
		await queries.updateEndpoint(scope, endpoint.id, {
			tries: 0, error: null, last_success_at: now, next_run_at: new Date(now.getTime() + endpoint.minutes * MINUTE)
		});
		services.log.info({ endpoint: endpoint.id, ...counts }, 'open311: end point asked');
		return true;
	} catch (error) {
		const tries = endpoint.tries + 1;
		const wait = Math.min(endpoint.minutes * MINUTE * 2 ** Math.min(tries - 1, 10), LONGEST_WAIT);
		const problem = problemOfClient(error);
		await queries.updateEndpoint(scope, endpoint.id, { tries, error: JSON.stringify(problem), next_run_at: new Date(services.now().getTime() + wait) });
		services.log.warn({ endpoint: endpoint.id, reason: problem.code, tries, err: error }, 'open311: end point does not work');
		return false;
	}
}
