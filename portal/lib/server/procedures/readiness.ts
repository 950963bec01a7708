import type { TenantScope } from '../../../../gis/db/tenant-scope.ts';
import { judgeEnd } from '../law/judge-end.ts';
import { isWithdrawal } from '../notices/draft.ts';
import { checkReadiness, type ReadinessCheck, type ReadinessFacts } from './checklist.ts';
import { planVersion } from './procedures-queries.ts';
import { publishedNotices, shownDocuments, tenantFacts } from './readiness-queries.ts';
import type { Procedure, ProcedureStep } from './types.ts';

/** What the checklist says about a step as it stands in the database now. */
export async function readinessOf(scope: TenantScope, procedure: Procedure, step: ProcedureStep, now: Date): Promise<ReadinessCheck[]> {
	const tenant = await tenantFacts(scope);
	const version = step.planVersionId ? await planVersion(scope, step.planVersionId) : undefined;
	const newest = (await publishedNotices(scope, procedure.id)).get(step.id) ?? null;
	// That a step does not take place announces nothing.
	const notice = newest && isWithdrawal(newest.blocks) ? null : newest;
	return checkReadiness({
		kind: procedure.kind,
		step,
		steps: procedure.steps,
		now,
		summary: procedure.summary,
		neighbourStates: procedure.neighbourStates,
		innerDevelopment: procedure.innerDevelopment,
		hasArea: procedure.bbox !== null,
		planVersion: version ? { published: version.publishedAt !== null } : null,
		documents: await shownDocuments(scope, step.id, step.track === 'toeb' ? 'toeb' : 'public'),
		notice,
		contact: { ...tenant.contact, ...procedure.contact, ...step.contact },
		end: endVerdict(step, tenant),
		noticeLeadDays: tenant.noticeLeadDays
	});
}

function endVerdict(step: ProcedureStep, { land, holidays }: { land: string; holidays: string[] }): ReadinessFacts['end'] {
	const { rule, startsOn, endsOn } = step;
	if (!startsOn || !endsOn || rule === 'free' || rule === 'day') return null;
	const reason = rule === 'shortened' ? step.shorteningReason : step.extensionReason;
	return judgeEnd({ kind: rule, land, start: startsOn, end: endsOn, holidays, reason, countsFirstDay: rule === 'shortened' ? step.track !== 'toeb' : undefined });
}
