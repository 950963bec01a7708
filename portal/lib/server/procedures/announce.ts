import type { TenantScope } from '../../../../gis/db/tenant-scope.ts';
import { notePublicationEvent } from '../alerts/publication-events.ts';
import * as queries from './procedures-queries.ts';
import { storeStatus } from './store-status.ts';

/**
 * Makes the procedure itself public, once: with its first published step or notice. Call it in their transaction.
 * @param occasion step that did it, where there is one
 */
export async function announceProcedure(scope: TenantScope, procedureId: string, stepId: string | null, now: Date): Promise<void> {
	if (await queries.markPublished(scope, procedureId, now))
		await notePublicationEvent(scope, { procedureId, stepId, kind: 'published', occasion: 'first', at: now });
	await storeStatus(scope, procedureId);
}
