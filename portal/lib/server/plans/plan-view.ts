import type { TenantScope } from '../../../../gis/db/tenant-scope.ts';
import { listTexts } from '../../../../gis/plans/objects.ts';
import { readPlan } from '../../../../gis/plans/plans.ts';
import type { Extent, Plan, PlanText } from '../../../../gis/plans/types.ts';
import { listParticipations } from '../participations/service.ts';
import { dayOf } from '../participations/local-days.ts';
import type { Participation } from '../participations/types.ts';
import type { ParticipationView, PlanView, TextView } from '../../components/plans/types.ts';
import { attributeRows, catalogueFor, codeLabel, planKind } from './describe-plan.ts';
import { documentViews, listDocumentFiles } from './documents.ts';
import { listScans } from '../rasters/scans.ts';
import type { PlanAddresses } from './object-view.ts';

/** Shown where a plan has no area: Germany, EPSG:3857. */
const GERMANY: Extent = [650_000, 5_980_000, 1_675_000, 7_380_000];

/** A published plan with the participation that matters for the shown version, and the addresses that belong to both. */
export interface PublicPlan {
	plan: Plan;
	participation: ParticipationView | null;
	addresses: PlanAddresses;
}

/**
 * @param slug of the tenant, for addresses
 * @param version value of `?fassung=`; nothing: the newest published one
 * @throws DomainError `not_found`
 */
export async function readPublicPlan(scope: TenantScope, slug: string, planId: string, version: string | null, now: Date): Promise<PublicPlan> {
	const number = version && /^\d{1,6}$/.test(version) ? Number(version) : undefined;
	const plan = await readPlan(scope, planId, { number });
	const participations = (await listParticipations(scope, now, { planId: plan.id })).filter((each) => each.publishedAt);
	const participation = choose(participations, plan.version.id);
	const address = `/${slug}/plaene/${plan.id}`;
	const open = participation?.state === 'running' && participation.plan?.versionId === plan.version.id;
	return {
		plan,
		participation: participation && participationView(participation, slug),
		addresses: {
			plan: address,
			version: plan.version.number === newestPublished(plan) ? null : plan.version.number,
			statement: open ? `/${slug}/beteiligungen/${participation.id}/stellungnahme` : null
		}
	};
}

/** Everything that the plan's page shows. */
export async function planView(scope: TenantScope, { plan, participation, addresses }: PublicPlan): Promise<PlanView> {
	const { version } = plan;
	const catalogue = await catalogueFor(version.xplanVersion);
	const texts = await listTexts(scope, version.id);
	const files = await listDocumentFiles(scope, version.id);
	const query = (number: number) => (number === newestPublished(plan) ? '' : `?fassung=${number}`);
	return {
		id: plan.id,
		class: plan.class,
		versionId: version.id,
		version: version.number,
		versions: plan.versions.map((each) => ({
			number: each.number,
			publishedOn: each.publishedAt && dayOf(each.publishedAt),
			href: `${addresses.plan}${query(each.number)}`,
			shown: each.id === version.id
		})),
		name: plan.name,
		number: plan.number,
		kind: planKind(catalogue, plan.class, version.planArt),
		status: codeLabel(catalogue, plan.class, 'rechtsstand', version.rechtsstand),
		municipality: version.gemeinde,
		publishedOn: version.publishedAt && dayOf(version.publishedAt),
		srid: version.srid,
		extent: version.extent ?? GERMANY,
		objectCount: version.objectCount,
		attributes: attributeRows(catalogue, plan.class, version.attributes),
		texts: textViews(texts.filter((text) => !isReason(text.class))),
		reasons: textViews(texts.filter((text) => isReason(text.class))),
		documents: documentViews(catalogue, files, addresses.plan),
		scans: await listScans(scope, version.id),
		participation,
		href: `${addresses.plan}${query(version.number)}`,
		objectsHref: `${addresses.plan}/objekte`
	};
}

const isReason = (className: string): boolean => className.includes('Begruendung');

function textViews(texts: PlanText[]): TextView[] {
	return texts
		.map(({ gmlId, key, legalBasis, body }) => ({ gmlId, key, legalBasis, body }))
		.sort((a, b) => (a.key ?? '\uffff').localeCompare(b.key ?? '\uffff', 'de', { numeric: true }));
}

function newestPublished(plan: Plan): number {
	const published = plan.versions.filter((each) => each.publishedAt);
	return published.sort((a, b) => +b.publishedAt! - +a.publishedAt! || b.number - a.number)[0]?.number ?? plan.version.number;
}

/** What runs now goes first, then what is to come, then what was; of equals the one about the shown version. */
function choose(all: Participation[], versionId: string): Participation | null {
	const rank = (each: Participation) =>
		['running', 'planned', 'ended'].indexOf(each.state) * 2 + (each.plan?.versionId === versionId ? 0 : 1);
	return [...all].sort((a, b) => rank(a) - rank(b) || +b.startsAt - +a.startsAt)[0] ?? null;
}

export function participationView(participation: Participation, slug: string): ParticipationView {
	const { id, title, state, firstDay, lastDay } = participation;
	const href = `/${slug}/beteiligungen/${id}`;
	return { id, title, state, firstDay, lastDay, href, statementHref: `${href}/stellungnahme` };
}
