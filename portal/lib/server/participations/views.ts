import type { TenantScope } from '../../../../gis/db/tenant-scope.ts';
import type { DocumentView } from '../../components/plans/types.ts';
import type { Contact } from '../accounts/types.ts';
import { catalogueFor } from '../plans/describe-plan.ts';
import { listDocumentFiles } from '../plans/documents-queries.ts';
import { documentViews } from '../plans/documents.ts';
import { participationTexts } from '../../texts/participations.ts';
import { listPlanVersions, xplanVersionOf } from './participation-queries.ts';
import { listParticipations, readPublicParticipation } from './service.ts';
import type { Participation, ParticipationState, StatementSettings } from './types.ts';

/** What pages show of a participation: no dates of the server's kind, only local days. */
export interface ParticipationItem {
	id: string;
	title: string;
	state: ParticipationState;
	firstDay: string;
	lastDay: string;
	planName: string;
	version: number;
	published: boolean;
	href: string;
}

export interface ParticipationDetail extends ParticipationItem {
	intro: string;
	contact: Contact;
	settings: StatementSettings;
	planVersionId: string;
	bbox: [number, number, number, number] | null;
	planHref: string;
	objectsHref: string;
	formHref: string;
	/** The procedure that it belongs to. */
	procedure: { title: string; href: string; changesOnly: boolean } | null;
}

export function participationItem(participation: Participation, slug: string): ParticipationItem {
	const { id, title, state, firstDay, lastDay, planName, version, publishedAt } = participation;
	return { id, title, state, firstDay, lastDay, planName, version, published: publishedAt !== null, href: `/${slug}/beteiligungen/${id}` };
}

/** @param fallback contact of the tenant, for what the participation does not name */
export function participationDetail(participation: Participation, slug: string, fallback: Contact): ParticipationDetail {
	const { intro, contact, settings, planVersionId, bbox, planId, version, procedure } = participation;
	const item = participationItem(participation, slug);
	const plan = `/${slug}/plaene/${planId}`;
	return {
		...item,
		intro,
		contact: { ...fallback, ...contact },
		settings,
		planVersionId,
		bbox,
		planHref: `${plan}?fassung=${version}`,
		objectsHref: `${plan}/objekte?fassung=${version}`,
		formHref: `${item.href}/stellungnahme`,
		procedure: procedure && { title: procedure.title, href: `/${slug}/verfahren/${procedure.id}`, changesOnly: procedure.changesOnly }
	};
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

export async function documentsOf(scope: TenantScope, participation: ParticipationDetail): Promise<DocumentView[]> {
	const catalogue = await catalogueFor(await xplanVersionOf(scope, participation.planVersionId));
	const files = await listDocumentFiles(scope, participation.planVersionId);
	return documentViews(catalogue, files, participation.planHref.replace(/\?.*/, '')).filter((each) => each.href !== null);
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
	const { title, intro, planVersionId, firstDay, lastDay, contact, settings } = participation;
	return { title, intro, planVersionId, firstDay, lastDay, ...contact, ...settings };
}
