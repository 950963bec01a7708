import type { TenantScope } from '../../../../../gis/db/tenant-scope.ts';
import { DomainError } from '../../../../../gis/errors.ts';
import { recordReportEvent } from '../record-report-event.ts';
import { updateReport, type WorkRow } from '../states/state-queries.ts';
import type { By } from '../states/work-on.ts';
import { findResponsible } from './find.ts';

/**
 * The body says that it is not responsible: the next one is found, never the same again; in the end nobody, and somebody has to choose.
 * Inside a transaction, on a locked row.
 * @throws DomainError `report_reason_missing`, `report_body_missing`
 */
export async function refuseResponsibility(scope: TenantScope, row: WorkRow, reason: string, by: By, now: Date): Promise<{ bodyId: string | null }> {
	const why = reason.trim();
	if (!why) throw new DomainError('report_reason_missing');
	if (!row.body_id) throw new DomainError('report_body_missing');
	const rejected = [...(row.body_reason.rejected ?? []), { bodyId: row.body_id, name: row.body_name ?? '', reason: why }];
	const next = await findResponsible(scope, { categoryId: row.category_id, point: row, without: rejected.map((each) => each.bodyId) });
	const { forwardedTo, ...external } = row.external;
	await updateReport(
		scope,
		row.id,
		{
			body_id: next.bodyId,
			body_reason: JSON.stringify({ ...next.reason, rejected }),
			body_state: next.bodyId ? 'proposed' : 'rejected',
			external: JSON.stringify(external)
		},
		now
	);
	const detail = { step: 'rejected', body: row.body_name, reason: why, next: next.bodyId, ...(forwardedTo ? { endedForwarding: true } : {}) };
	await recordReportEvent(scope, { reportId: row.id, kind: 'responsibility', detail, ...by }, now);
	return { bodyId: next.bodyId };
}
