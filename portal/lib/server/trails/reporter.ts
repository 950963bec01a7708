import type { TenantScope } from '../../../../gis/db/tenant-scope.ts';
import { trailReporterTexts as texts } from '../../texts/trails.ts';
import { DEFAULT_WORKFLOW } from '../reports/workflow.ts';
import * as queries from './reporter-queries.ts';

/** Codes of the categories in which damages of trails are reported; the tenant may rename, move and set up the categories as it likes. */
export const TRAIL_CATEGORIES = { post: 'WEGE-STANDORT', section: 'WEGE-WEG', equipment: 'WEGE-AUSSTATTUNG' } as const;
export type TrailCategoryKind = keyof typeof TRAIL_CATEGORIES;
export const TRAIL_REPORTER = 'wegewarte';

export type TrailReporter = Record<TrailCategoryKind, queries.TrailCategory>;

/** The reporter that takes damages of trails, with its categories and the layer of posts; what is missing is made. */
export async function trailReporter(scope: TenantScope): Promise<TrailReporter> {
	const known = await read(scope);
	if (known) return known;
	await scope.transaction(make);
	return (await read(scope))!;
}

async function read(scope: TenantScope): Promise<TrailReporter | null> {
	const rows = await queries.selectTrailCategories(scope, Object.values(TRAIL_CATEGORIES));
	const of = (kind: TrailCategoryKind) => rows.find(({ code }) => code === TRAIL_CATEGORIES[kind]);
	const [post, section, equipment] = [of('post'), of('section'), of('equipment')];
	return post?.asset_layer_id && section && equipment ? { post, section, equipment } : null;
}

async function make(scope: TenantScope): Promise<void> {
	const reporterId = await queries.insertReporter(scope, {
		slug: TRAIL_REPORTER,
		name: texts.name,
		intro: texts.intro,
		icon: 'trail',
		position: 90,
		workflow: JSON.stringify(DEFAULT_WORKFLOW)
	});
	const layerId = await queries.insertLayer(scope, texts.layer, texts.item, JSON.stringify({ trails: true }));
	const common = { reporter_id: reporterId, group_name: texts.group, moderation: 'pin', duplicate_distance: 50 };
	for (const [position, kind] of (Object.keys(TRAIL_CATEGORIES) as TrailCategoryKind[]).entries())
		await queries.insertCategory(scope, {
			...common,
			...texts.categories[kind],
			code: TRAIL_CATEGORIES[kind],
			position,
			asset_layer_id: kind === 'post' ? layerId : null
		});
}

/** After a change of posts: the same things are offered in the citizens' form. */
export async function syncPosts(scope: TenantScope): Promise<void> {
	const { post } = await trailReporter(scope);
	await queries.syncAssets(scope, post.asset_layer_id!);
}
