import type { TenantScope } from '../../../../gis/db/tenant-scope.ts';
import type { DocumentView } from '../../components/plans/types.ts';
import type { PlaceGround } from '../../map/types.ts';
import type { Contact } from '../accounts/types.ts';
import { catalogueFor } from '../plans/describe-plan.ts';
import { listDocumentFiles } from '../plans/documents-queries.ts';
import { documentsByStep } from '../procedures/documents/by-step.ts';
import { publicDocuments } from '../procedures/documents/public-documents.ts';
import type { DocumentGroup } from '../procedures/documents/types.ts';
import { documentViews } from '../plans/documents.ts';
import { participationTexts } from '../../texts/participations.ts';
import { listPlanVersions, xplanVersionOf } from './participation-queries.ts';
import { listParticipations, readPublicParticipation } from './service.ts';
import type { Participation, ParticipationPlan, ParticipationState, StatementSettings } from './types.ts';

/** What pages show of a participation: no dates of the server's kind, only local days. */
export interface ParticipationItem {
	id: string;
	title: string;
	state: ParticipationState;
	firstDay: string;
	lastDay: string;
	plan: { name: string; number: number } | null;
	published: boolean;
	href: string;
}

export interface ParticipationDetail extends ParticipationItem {
	intro: string;
	contact: Contact;
	settings: StatementSettings;
	plan: { name: string; number: number; versionId: string; href: string; objectsHref: string } | null;
	ground: PlaceGround | null;
	formHref: string;
	/** The procedure that it belongs to. */
	procedure: { id: string; title: string; href: string; stepId: string; changesOnly: boolean } | null;
}

export function participationItem(participation: Participation, slug: string): ParticipationItem {
	const { id, title, state, firstDay, lastDay, plan, publishedAt } = participation;
	return { id, title, state, firstDay, lastDay, plan: plan && { name: plan.name, number: plan.number }, published: publishedAt !== null, href: `/${slug}/beteiligungen/${id}` };
}

/** @param fallback contact of the tenant, for what the participation does not name */
export function participationDetail(participation: Participation, slug: string, fallback: Contact): ParticipationDetail {
	const { intro, contact, settings, plan, bbox, area, procedure } = participation;
	const item = participationItem(participation, slug);
	return {
		...item,
		intro,
		contact: { ...fallback, ...contact },
		settings,
		plan: plan && planLinks(plan, slug),
		ground: bbox && { extent: bbox, versionId: plan?.versionId ?? null, area },
		formHref: `${item.href}/stellungnahme`,
		procedure: procedure && { id: procedure.id, title: procedure.title, href: `/${slug}/verfahren/${procedure.id}`, stepId: procedure.stepId, changesOnly: procedure.changesOnly }
	};
}

function planLinks({ id, versionId, name, number }: ParticipationPlan, slug: string): NonNullable<ParticipationDetail['plan']> {
	const page = `/${slug}/plaene/${id}`;
	return { name, number, versionId, href: `${page}?fassung=${number}`, objectsHref: `${page}/objekte?fassung=${number}` };
}

const ORDER: ParticipationState[] = ['running', 'planned', 'ended'];

/** Published ones: what can be commented now, then what comes, then what is over; each newest first. */
export async function participationItems(scope: TenantScope, slug: string, now: Date): Promise<ParticipationItem[]> {
	const all = (await listParticipations(scope, now, { onlyPublished: true })).map((each) => participationItem(each, slug));
	return ORDER.flatMap((state) => all.filter((each) => each.state === state));
}

/** @throws DomainError `not_found`, also for one that is not published */
export async function publicParticipation(scope: TenantScope, slug: string, id: string, fallback: Contact, now: Date): Promise<ParticipationDetail> {
	return participationDetail(await readPublicParticipation(scope, id, now), slug, fallback);
}

/** What can be read about it: the documents of its plan, or those of its procedure, its own first. */
export async function documentsOf(
	scope: TenantScope,
	{ plan, procedure }: Pick<ParticipationDetail, 'plan' | 'procedure'>,
	now: Date
): Promise<{ files: DocumentView[]; groups: DocumentGroup[] }> {
	if (procedure) return { files: [], groups: documentsByStep(await publicDocuments(scope, procedure.id, now), procedure.stepId) };
	if (!plan) return { files: [], groups: [] };
	const catalogue = await catalogueFor(await xplanVersionOf(scope, plan.versionId));
	const files = await listDocumentFiles(scope, plan.versionId);
	return { files: documentViews(catalogue, files, plan.href.replace(/\?.*/, '')).filter((each) => each.href !== null), groups: [] };
}

/** Versions for the select box, newest first per plan. */
export async function versionChoices(scope: TenantScope): Promise<{ id: string; label: string }[]> {
	return (await listPlanVersions(scope)).map(({ id, name, number, published_at }) => ({
		id,
		label: `${participationTexts.planVersion(name, number)}${published_at ? '' : ` (${participationTexts.versionUnpublished})`}`
	}));
}

/** Values of the form as the page fills it. */
export function formValues(participation: Participation): Record<string, string> {
	const { title, intro, plan, firstDay, lastDay, contact, settings } = participation;
	return { title, intro, planVersionId: plan?.versionId ?? '', firstDay, lastDay, ...contact, ...settings };
}
