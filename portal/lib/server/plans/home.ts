import type { Knex } from 'knex';
import { forTenant } from '../../../../gis/db/tenant-scope.ts';
import { listPublishedPlansAcrossTenants, publishedPlansAtAcrossTenants, type PublishedKey } from '../../../../gis/plans/published.ts';
import type { Extent, PublishedPlan } from '../../../../gis/plans/types.ts';
import { dayOf } from '../participations/local-days.ts';
import { listParticipations, listRunningParticipationsAcrossTenants } from '../participations/service.ts';
import { participationView } from './plan-view.ts';
import type { MunicipalityItem, ParticipationView, PlanItem } from '../../components/plans/types.ts';
import { catalogueFor, codeLabel, planKind } from './describe-plan.ts';
import { listMunicipalitiesAcrossTenants, readTenantExtent } from './home-queries.ts';

const PAGE = 20;
/** Shown where nobody gave an area: Germany, EPSG:3857. */
const GERMANY: Extent = [650_000, 5_980_000, 1_675_000, 7_380_000];

/** Metres on the ground around a place that was searched for. */
const AROUND = 500;

export interface HomeRequest {
	/** Only this tenant's; without it the whole Land. */
	tenantId?: string;
	/** `?suche=` */
	text?: string;
	/** `?nach=`: key of the last plan before this page. */
	after?: string | null;
	now: Date;
	/** Looks up a place; asked only where no plan has the words. */
	findPlace?: (text: string) => Promise<{ title: string; extent: Extent } | null>;
}

export interface Home {
	/** Open participations come first and are not repeated below. */
	running: PlanItem[];
	plans: PlanItem[];
	next: string | null;
	municipalities: MunicipalityItem[];
	/** Where no plan has the searched words: a place that has them, and the plans around it. */
	near: { place: string; plans: PlanItem[] } | null;
}

/** What the first page of the Land or of a tenant lists. */
export async function readHome(db: Knex, request: HomeRequest): Promise<Home> {
	const { tenantId, now } = request;
	const text = request.text?.trim().slice(0, 200) ?? '';
	// A procedure stands for its plan: it has a list of its own (landportal/).
	const filter = { text, tenantId, now, withoutProcedure: true };
	const open = (await listRunningParticipationsAcrossTenants(db, now, 100)).filter((each) => !tenantId || each.tenantId === tenantId);
	const participations = new Map(open.flatMap((each) => (each.plan ? [[each.plan.id, participationView(each, each.slug)] as const] : [])));
	const first = !request.after;
	const running = first ? await listPublishedPlansAcrossTenants(db, { ...filter, running: true, limit: 100 }) : { items: [] };
	const page = await listPublishedPlansAcrossTenants(db, { ...filter, after: readKey(request.after), limit: PAGE });
	const rank = new Map(open.map((each, index) => [each.plan?.id, index]));
	running.items.sort((a, b) => (rank.get(a.planId) ?? 99) - (rank.get(b.planId) ?? 99));
	for (const plan of page.items) {
		const coming = plan.participation === 'planned' ? await nextParticipation(db, plan, now) : null;
		if (coming) participations.set(plan.planId, coming);
	}
	return {
		running: await Promise.all(running.items.map((plan) => planItem(plan, participations))),
		plans: await Promise.all(page.items.filter((plan) => plan.participation !== 'running').map((plan) => planItem(plan, participations))),
		next: page.next && writeKey(page.next),
		near: text && running.items.length + page.items.length === 0 ? await plansNear(db, request, text, participations) : null,
		municipalities: tenantId ? [] : await listMunicipalitiesAcrossTenants(db, now)
	};
}

async function plansNear(db: Knex, request: HomeRequest, text: string, participations: Map<string, ParticipationView>): Promise<Home['near']> {
	const place = await request.findPlace?.(text);
	if (!place) return null;
	const [west, south, east, north] = place.extent;
	const found = await publishedPlansAtAcrossTenants(db, [(west + east) / 2, (south + north) / 2], AROUND, request.now);
	const plans = found.filter((plan) => !request.tenantId || plan.tenantId === request.tenantId);
	return { place: place.title, plans: await Promise.all(plans.map((plan) => planItem(plan, participations))) };
}

export async function readExtent(db: Knex, tenantId: string): Promise<Extent> {
	return (await readTenantExtent(db, tenantId)) ?? GERMANY;
}

/** The planned participation that begins first. */
async function nextParticipation(db: Knex, plan: PublishedPlan, now: Date): Promise<ParticipationView | null> {
	const all = await listParticipations(forTenant(db, plan.tenantId), now, { planId: plan.planId });
	const next = all.filter((each) => each.state === 'planned').at(-1);
	return next ? participationView(next, plan.tenantSlug) : null;
}

async function planItem(plan: PublishedPlan, participations: Map<string, ParticipationView>): Promise<PlanItem> {
	const catalogue = await catalogueFor(plan.xplanVersion);
	return {
		id: plan.planId,
		tenant: plan.tenantSlug,
		tenantName: plan.tenantName,
		name: plan.name,
		number: plan.number,
		kind: planKind(catalogue, plan.class, plan.planArt),
		status: codeLabel(catalogue, plan.class, 'rechtsstand', plan.rechtsstand),
		href: `/${plan.tenantSlug}/plaene/${plan.planId}`,
		extent: plan.extent,
		publishedOn: dayOf(plan.publishedAt),
		participation: participations.get(plan.planId) ?? null
	};
}

const writeKey = ({ name, planId }: PublishedKey): string => `${planId}.${name}`;

function readKey(text: string | null | undefined): PublishedKey | undefined {
	const match = /^([0-9a-f-]{36})\.(.{1,400})$/s.exec(text ?? '');
	return match ? { planId: match[1]!, name: match[2]! } : undefined;
}
