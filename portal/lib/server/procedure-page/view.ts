import type { TenantScope } from '../../../../gis/db/tenant-scope.ts';
import { DomainError, isDomainError } from '../../../../gis/errors.ts';
import type { PlanView } from '../../components/plans/types.ts';
import type { ProcedureView } from '../../components/procedures/types.ts';
import type { TenantSummary } from '../accounts/types.ts';
import type { Config } from '../config.ts';
import { planView, readPublicPlan } from '../plans/plan-view.ts';
import { documentsByStep } from '../procedures/documents/by-step.ts';
import { publicDocuments } from '../procedures/documents/public-documents.ts';
import type { DocumentNode } from '../procedures/documents/types.ts';
import { readPublicProcedure, readWithdrawnSteps } from '../procedures/read.ts';
import type { Procedure, ProcedureStep } from '../procedures/types.ts';
import { readPageFacts, type PageFacts } from './page-queries.ts';
import { callOf, inOrder, laterSteps, leadingStep, mainStep, stateOfStep, timelineItem } from './steps.ts';

/** A published procedure. @throws DomainError `not_found`, also for one that is not published or was given up */
export async function readShownProcedure(scope: TenantScope, id: string, now: Date): Promise<Procedure> {
	const procedure = await readPublicProcedure(scope, id, now);
	if (procedure.discardedAt || procedure.status === null) throw new DomainError('not_found');
	return procedure;
}

/** Absolute address of a procedure's page, as it stands in mails, QR codes and calendars. */
export const procedureUrl = ({ publicUrl }: Pick<Config, 'publicUrl'>, slug: string, id: string) => `${publicUrl}/${slug}/verfahren/${id}`;

/**
 * Everything that the public page of a procedure shows. Every date comes from the steps.
 * @throws DomainError `not_found`
 */
export async function procedureView(
	scope: TenantScope,
	tenant: Pick<TenantSummary, 'slug' | 'contact'>,
	config: Pick<Config, 'publicUrl'>,
	id: string,
	now: Date
): Promise<ProcedureView> {
	const procedure = await readShownProcedure(scope, id, now);
	const steps = procedure.steps;
	const base = `/${tenant.slug}`;
	const href = `${base}/verfahren/${procedure.id}`;
	const step = mainStep(steps, now);
	const versionIds = [...new Set(steps.flatMap((each) => [each.planVersionId, each.compareVersionId]).filter((each): each is string => each !== null))];
	const facts = await readPageFacts(scope, procedure.id, versionIds, now);
	const documents = await publicDocuments(scope, procedure.id, now);
	const inForce = procedure.status === 'in-force';
	const noticeHref = (stepId: string) => {
		const found = facts.notices.find((each) => each.stepId === stepId);
		return found ? `${href}/bekanntmachung/${found.id}` : null;
	};
	const withdrawn = await readWithdrawnSteps(scope, procedure.id);
	const shownSteps = inOrder([...steps, ...withdrawn]);
	const links = { formHref: (participation: string) => `${base}/beteiligungen/${participation}/stellungnahme`, noticeHref };
	const call = callOf(procedure, now, base, withdrawn);
	return {
		id: procedure.id,
		title: procedure.title,
		number: procedure.number,
		kindName: procedure.kind.name ?? '',
		municipality: procedure.municipality,
		topics: procedure.topics,
		summary: paragraphs(procedure.summary),
		easyLanguage: paragraphs(procedure.easyLanguage),
		status: procedure.status!,
		call,
		timeline: shownSteps.map((each) => timelineItem(procedure, each, now, links)),
		later: laterSteps({ ...procedure, steps: shownSteps }),
		difference: differenceOf(step, facts, base),
		plan: await planOf(scope, procedure, facts, tenant.slug, now),
		area: facts.geometry && procedure.bbox ? { geometry: facts.geometry, extent: procedure.bbox } : null,
		summaryStatement: inForce ? withCategory(documents, 'zusammenfassende-erklaerung') : [],
		documents: documentsByStep(documents, leadingStep(procedure, now)?.id ?? null),
		environment: step?.environment ?? [],
		notice: noticeOf(step, shownSteps, facts, href),
		places: step && stateOfStep(step, now) !== 'past' ? step.places : [],
		contact: { ...tenant.contact, ...procedure.contact, ...step?.contact },
		open: call.kind === 'none' ? null : call.kind,
		firstDay: step?.startsOn ?? null,
		href,
		url: procedureUrl(config, tenant.slug, procedure.id),
		permanent: inForce
	};
}

const paragraphs = (text: string): string[] => text.split(/\n{2,}/).map((each) => each.trim()).filter(Boolean);

function withCategory(nodes: DocumentNode[], category: DocumentNode['category']): DocumentNode[] {
	return nodes.flatMap((node) => (node.category === category ? [{ ...node, children: [] }] : withCategory(node.children, category)));
}

/** The comparison that a renewed participation is about (§ 4a (3) BauGB). */
function differenceOf(step: ProcedureStep | null, { versions }: PageFacts, base: string): { href: string } | null {
	const [before, after] = [step?.compareVersionId, step?.planVersionId].map((id) => versions.find((each) => each.id === id));
	if (!before || !after || before.planId !== after.planId || before.id === after.id) return null;
	return { href: `${base}/plaene/${after.planId}/unterschied?von=${before.number}&nach=${after.number}` };
}

/** The version that the latest begun step shows; else the newest published one of the procedure's plan. */
async function planOf(scope: TenantScope, procedure: Procedure, { versions }: PageFacts, slug: string, now: Date): Promise<PlanView | null> {
	const shown = procedure.steps.filter((each) => each.planVersionId && !each.skippedReason && each.track !== 'toeb');
	const begun = inOrder(shown).filter((each) => each.startsAt && each.startsAt <= now);
	const version = versions.find((each) => each.id === begun.at(-1)?.planVersionId);
	const planId = version?.planId ?? procedure.planId;
	if (!planId) return null;
	try {
		const plan = await planView(scope, await readPublicPlan(scope, slug, planId, version ? String(version.number) : null, now));
		// The page shows the map, and these on their own pages.
		return { ...plan, texts: [], reasons: [], attributes: [], documents: [] };
	} catch (error) {
		// Not published yet: the page shows the Geltungsbereich instead.
		if (isDomainError(error) && error.code === 'not_found') return null;
		throw error;
	}
}

function noticeOf(step: ProcedureStep | null, ordered: ProcedureStep[], { notices }: PageFacts, href: string): ProcedureView['notice'] {
	const stepIds = [step?.id, ...ordered.toReversed().map(({ id }) => id)];
	const found = stepIds.map((id) => notices.find((each) => each.stepId === id)).find(Boolean);
	if (!found) return null;
	const page = `${href}/bekanntmachung/${found.id}`;
	return { href: page, pdfHref: `${page}.pdf`, publishedIn: found.publishedIn, publishedOn: found.publishedOn };
}
