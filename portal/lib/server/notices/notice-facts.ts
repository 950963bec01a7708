import type { TenantScope } from '../../../../gis/db/tenant-scope.ts';
import { noticeWording } from '../../texts/notice-wording.ts';
import { readStep } from '../procedures/read.ts';
import { shownDocuments } from '../procedures/readiness-queries.ts';
import type { Procedure, ProcedureStep } from '../procedures/types.ts';
import { tenantOf } from './notice-queries.ts';
import type { NoticeFacts } from './types.ts';

export interface StepWithFacts {
	procedure: Procedure;
	step: ProcedureStep;
	facts: NoticeFacts;
	tenant: Awaited<ReturnType<typeof tenantOf>>;
}

/**
 * What the notice of a step is made of, as it stands in the database now.
 * @param publicUrl address of the portal, without slash at the end
 * @throws DomainError `not_found`
 */
export async function readNoticeFacts(scope: TenantScope, stepId: string, publicUrl: string, now: Date): Promise<StepWithFacts> {
	const { procedure, step } = await readStep(scope, stepId, now);
	const tenant = await tenantOf(scope);
	const documents = await shownDocuments(scope, step.id, 'public');
	const drawnByPlan = step.planVersionId !== null && !documents.some(({ category }) => category === 'planzeichnung');
	const base = `${publicUrl}/${tenant.slug}`;
	const dayOf = (key: string): string | null => procedure.steps.find((each) => each.key === key && !each.skippedReason)?.startsOn ?? null;
	const discussion = procedure.steps.find(({ key, skippedReason }) => key === 'eroerterung' && !skippedReason);
	const facts: NoticeFacts = {
		publisher: tenant.name,
		hint: tenant.hint,
		contact: { ...tenant.contact, ...procedure.contact, ...step.contact },
		kind: procedure.kind,
		procedure: { title: procedure.title, number: procedure.number, municipality: procedure.municipality, summary: procedure.summary, neighbourStates: procedure.neighbourStates },
		innerDevelopment: procedure.innerDevelopment,
		// With itself a version cannot be compared: nothing is marked then.
		step: { ...step, compareVersionId: step.compareVersionId === step.planVersionId ? null : step.compareVersionId },
		places: step.places,
		environment: step.environment,
		documents: [...(drawnByPlan ? [noticeWording.planDrawing] : []), ...documents.map(({ title }) => title)],
		decidedOn: dayOf('beschluss'),
		approvedOn: dayOf('genehmigung'),
		discussion: discussion?.startsOn ? { on: discussion.startsOn, note: discussion.note } : null,
		earlySkipped: procedure.steps.filter(({ key }) => key === 'fruehzeitig-oeffentlichkeit').every(({ skippedReason }) => skippedReason !== ''),
		addresses: { procedure: `${base}/verfahren/${procedure.id}`, centralPortal: publicUrl, privacy: `${base}/datenschutz` }
	};
	return { procedure, step, facts, tenant };
}
