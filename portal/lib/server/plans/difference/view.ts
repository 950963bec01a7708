import { escapeLike, forFold } from '../../../../../gis/db/search-fold.ts';
import type { TenantScope } from '../../../../../gis/db/tenant-scope.ts';
import { DomainError } from '../../../../../gis/errors.ts';
import { countEntries, entryClasses, listEntries, type EntryFilter, type Versions } from '../../../../../gis/plans/difference/store-queries.ts';
import type { ChangeKind, Subject } from '../../../../../gis/plans/difference/types.ts';
import { readPlan } from '../../../../../gis/plans/plans.ts';
import type { Plan, VersionSummary } from '../../../../../gis/plans/types.ts';
import type { DifferenceFilter, DifferenceView, EntryView } from '../../../components/difference/types.ts';
import { versionOption } from '../../../texts/difference.ts';
import { dayText } from '../../../texts/plans.ts';
import { dayOf } from '../../participations/local-days.ts';
import type { Services } from '../../services.ts';
import { labelOfClass } from '../describe-plan.ts';
import { entryViews } from './entry-view.ts';
import { prepareDifference } from './service.ts';

const LIMIT = 40;
const KINDS: readonly ChangeKind[] = ['added', 'removed', 'changed'];
const SUBJECTS: readonly Subject[] = ['plan', 'bereich', 'object', 'text', 'document'];

/** Whose view: the public sees published versions only. */
export interface Viewer {
	slug: string;
	planId: string;
	staff: boolean;
}

export interface ChosenVersions {
	plan: Plan;
	/** Null where the plan has only one version that the viewer may see. */
	pair: { from: VersionSummary; to: VersionSummary } | null;
}

/**
 * The versions that `?von=` and `?nach=` name; without them the newest and the one before it.
 * @throws DomainError `not_found` also for versions that the public may not see
 */
export async function chooseVersions(scope: TenantScope, viewer: Viewer, query: URLSearchParams): Promise<ChosenVersions> {
	const plan = await readPlan(scope, viewer.planId, { staff: viewer.staff });
	const byAge = [...plan.versions].sort((a, b) => a.number - b.number);
	const named = (name: string) => {
		const text = query.get(name);
		if (text === null) return undefined;
		const found = byAge.find((each) => String(each.number) === text);
		if (!found) throw new DomainError('not_found');
		return found;
	};
	const [from, to] = [named('von'), named('nach')];
	if (byAge.length < 2) return { plan, pair: null };
	const last = to ?? byAge.findLast((each) => each !== from)!;
	const first = from ?? byAge[byAge.indexOf(last) - 1] ?? byAge.find((each) => each !== last)!;
	return { plan, pair: { from: first, to: last } };
}

const baseOf = ({ slug, planId, staff }: Viewer): string => `/${slug}/${staff ? 'verwaltung/' : ''}plaene/${planId}`;

/** @throws DomainError `not_found` */
export async function differenceView(services: Pick<Services, 'queue' | 'now'>, scope: TenantScope, viewer: Viewer, query: URLSearchParams): Promise<DifferenceView> {
	const { plan, pair } = await chooseVersions(scope, viewer, query);
	const choices = [...plan.versions]
		.sort((a, b) => a.number - b.number)
		.map((each) => ({ number: each.number, label: versionOption(each.number, each.publishedAt && dayText(dayOf(each.publishedAt))) }));
	const base = `${baseOf(viewer)}/unterschied`;
	const view: DifferenceView = {
		plan: { name: plan.name, href: baseOf(viewer) },
		base,
		choices,
		from: pair?.from.number ?? null,
		to: pair?.to.number ?? null,
		state: pair ? 'same' : 'single',
		progress: 0,
		stage: '',
		error: null,
		result: null
	};
	if (!pair || pair.from === pair.to) return view;
	const versions = { from: pair.from.id, to: pair.to.id };
	const known = await prepareDifference(services, scope, versions);
	if (known.state === 'failed') return { ...view, state: 'failed', error: known.error?.message ?? null };
	if (known.state !== 'done') return { ...view, state: 'waiting', progress: known.progress, stage: known.stage };

	const filter = filterOf(query);
	const asked = entryFilter(filter);
	const before = pagesOf(query);
	const rows = await listEntries(scope, versions, { ...asked, after: before.at(-1), limit: LIMIT + 1 });
	const shown = rows.slice(0, LIMIT);
	const address = (keys: number[]) => `${base}?${withPages(query, pair, keys)}#liste`;
	const both = `von=${pair.from.number}&nach=${pair.to.number}`;
	return {
		...view,
		state: 'done',
		result: {
			summary: known.summary!,
			extent: plan.version.extent,
			fromId: versions.from,
			toId: versions.to,
			planClass: plan.class,
			filter,
			classes: await classesOf(scope, versions),
			total: await countEntries(scope, versions, asked),
			all: await countEntries(scope, versions),
			first: before.length * LIMIT + 1,
			entries: await entryViews(scope, plan, pair, shown, viewer.slug),
			previous: before.length > 0 ? address(before.slice(0, -1)) : null,
			next: rows.length > LIMIT ? address([...before, shown.at(-1)!.position]) : null,
			mapHref: `${base}/karte.json?${both}`,
			entryHref: `${base}/eintrag.json?${both}`,
			pdfHref: `${base}/unterschied.pdf?${both}`,
			geojsonHref: `${base}/unterschied.geojson?${both}`
		}
	};
}

/**
 * A finished difference for downloads.
 * @throws DomainError `not_found`; `difference_waiting` while it is being computed
 */
export async function readyDifference(services: Pick<Services, 'queue' | 'now'>, scope: TenantScope, viewer: Viewer, query: URLSearchParams) {
	const { plan, pair } = await chooseVersions(scope, viewer, query);
	if (!pair || pair.from === pair.to) throw new DomainError('not_found');
	const versions = { from: pair.from.id, to: pair.to.id };
	const known = await prepareDifference(services, scope, versions);
	if (known.state !== 'done') throw new DomainError('difference_waiting');
	return { plan, pair, versions, summary: known.summary!, address: `${baseOf(viewer)}/unterschied?von=${pair.from.number}&nach=${pair.to.number}` };
}

/** One entry with everything. @throws DomainError `not_found` */
export async function entryView(services: Pick<Services, 'queue' | 'now'>, scope: TenantScope, viewer: Viewer, query: URLSearchParams): Promise<EntryView> {
	const { plan, pair, versions } = await readyDifference(services, scope, viewer, query);
	const position = Number(query.get('nr') ?? 1);
	if (!Number.isInteger(position) || position < 1 || position > 2 ** 31 - 1) throw new DomainError('not_found');
	const [entry] = await entryViews(scope, plan, pair, await listEntries(scope, versions, { position, limit: 1 }), viewer.slug);
	if (!entry) throw new DomainError('not_found');
	return entry;
}

function filterOf(query: URLSearchParams): DifferenceFilter {
	const kind = query.get('art') as ChangeKind | null;
	const subject = query.get('was') as Subject | null;
	return {
		kind: kind && KINDS.includes(kind) ? kind : null,
		subject: subject && SUBJECTS.includes(subject) ? subject : null,
		class: query.get('klasse') || null,
		text: (query.get('text') ?? '').trim().slice(0, 200)
	};
}

const entryFilter = ({ kind, subject, class: name, text }: DifferenceFilter): EntryFilter => ({
	kind: kind ?? undefined,
	subject: subject ?? undefined,
	class: name ?? undefined,
	words: text ? `%${escapeLike(forFold(text))}%` : undefined
});

/** Last positions of all pages before, so that one can go back. */
const pagesOf = (query: URLSearchParams): number[] =>
	(query.get('weiter') ?? '').split('.').map(Number).filter((key) => Number.isSafeInteger(key) && key > 0 && key < 2 ** 31);

function withPages(query: URLSearchParams, pair: { from: VersionSummary; to: VersionSummary }, keys: number[]): URLSearchParams {
	const next = new URLSearchParams(query);
	next.set('von', String(pair.from.number));
	next.set('nach', String(pair.to.number));
	next.delete('weiter');
	if (keys.length > 0) next.set('weiter', keys.join('.'));
	return next;
}

async function classesOf(scope: TenantScope, versions: Versions) {
	const classes = (await entryClasses(scope, versions)).map((each) => ({ ...each, label: labelOfClass(each.class) }));
	return classes.sort((a, b) => a.label.localeCompare(b.label, 'de'));
}
