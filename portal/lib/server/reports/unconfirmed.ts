import { forTenant } from '../../../../gis/db/tenant-scope.ts';
import type { Services } from '../services.ts';
import { eraseAuthor } from './editing/erase.ts';
import { writeProtocol } from './export-queries.ts';
import { recordReportEvent } from './record-report-event.ts';
import { putAway, selectUnconfirmedAcrossTenants } from './unconfirmed-queries.ts';
import { initialState } from './workflow.ts';

const AT_ONCE = 200;

/**
 * Forgets reports whose address nobody confirmed in the days that their reporter allows: words, photos and address go, an entry of the history
 * and of the tenant's protocol stay. Where the rule says nothing, they are kept for the staff.
 * @returns how many
 */
export async function forgetUnconfirmed(services: Pick<Services, 'db' | 'files' | 'now'>, signal?: AbortSignal): Promise<number> {
	const now = services.now();
	const done = new Map<string, number>();
	for (const { tenant_id: tenantId, id, workflow } of await selectUnconfirmedAcrossTenants(services.db.knex, now, AT_ONCE)) {
		if (signal?.aborted) break;
		const scope = forTenant(services.db.knex, tenantId);
		const state = workflow.find(({ role }) => role === 'rejected') ?? workflow.find(({ open311 }) => open311 === 'closed') ?? initialState(workflow);
		const away = await scope.transaction(async (inner) => {
			if (!(await putAway(inner, id, state, now))) return false;
			await recordReportEvent(inner, { reportId: id, kind: 'unconfirmed', state: state.key }, now);
			return true;
		});
		if (!away) continue;
		await eraseAuthor(services, scope, id, true, { actor: 'system' }, now);
		done.set(tenantId, (done.get(tenantId) ?? 0) + 1);
	}
	for (const [tenantId, unconfirmed] of done) await writeProtocol(forTenant(services.db.knex, tenantId), { kind: 'retention', detail: { unconfirmed } }, now);
	return [...done.values()].reduce((sum, count) => sum + count, 0);
}
