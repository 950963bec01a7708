import { forTenant, type TenantScope } from '../../../../../gis/db/tenant-scope.ts';
import { answerOfTenant } from '../../../texts/report-mails.ts';
import { refuseResponsibility } from '../responsibility/refuse.ts';
import type { ReportState } from '../types.ts';
import { enterState } from './change-state.ts';
import { lockReport, tenantNames, type WorkRow } from './state-queries.ts';
import type { WorkServices } from './work-on.ts';

/**
 * A report that came from another tenant tells its origin every public step, in the same transaction: the author keeps one status page. Who
 * says there that he is not responsible is asked no more.
 */
export async function mirrorState(services: WorkServices, scope: TenantScope, row: WorkRow, to: ReportState, answer: string, now: Date): Promise<void> {
	const from = row.external.forwardedFrom;
	if (!from) return;
	const origin = forTenant(scope.db, from.tenantId);
	const original = await lockReport(origin, from.reportId);
	// Its tenant ended the link, or took it up again.
	if (!original || original.external.forwardedTo?.reportId !== row.id) return;
	const { name } = await tenantNames(scope);
	if (to.role === 'notResponsible') {
		await refuseResponsibility(origin, original, answer || to.publicLabel, { actor: 'body' }, now);
		return;
	}
	const same = counterpart(original.workflow, to, original.state);
	await enterState(services, origin, original, same, { answer: answerOfTenant(name, answer || to.publicLabel), detail: { by: name } }, { actor: 'body' }, now);
}

/** The state that means the same: by key, by what the portal does with it, or at least as open. */
function counterpart(workflow: readonly ReportState[], to: ReportState, present: string): ReportState {
	const stays = workflow.find((state) => state.key === present && state.open311 === to.open311);
	return (
		workflow.find((state) => state.key === to.key && state.open311 === to.open311) ??
		workflow.find((state) => to.role && state.role === to.role) ??
		stays ??
		workflow.find((state) => state.open311 === to.open311 && (to.open311 === 'open' || state.role === 'done')) ??
		workflow.find((state) => state.open311 === to.open311) ??
		workflow[0]!
	);
}
