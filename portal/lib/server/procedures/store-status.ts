import type { TenantScope } from '../../../../gis/db/tenant-scope.ts';
import { announcedAt, procedureKind, replaceStatus, stepRows } from './procedures-queries.ts';
import { stepFrom } from './rows.ts';
import { statusSpans } from './status.ts';

/** Writes anew what the status of a procedure is at any time. Call it in the transaction of every change of its steps and notices. */
export async function storeStatus(scope: TenantScope, procedureId: string): Promise<void> {
	const steps = (await stepRows(scope, [procedureId])).map(stepFrom);
	const kind = await procedureKind(scope, procedureId);
	const spans = statusSpans({ kind: kind ?? undefined, announcedAt: await announcedAt(scope, procedureId) }, steps);
	await replaceStatus(scope, procedureId, spans);
}
