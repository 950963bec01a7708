import type { DemoBody, DemoReporter } from '../../../demo/reporters.ts';
import type { TenantScope } from '../../../../gis/db/tenant-scope.ts';
import type { ReportState } from '../reports/types.ts';

export interface MadeReporter {
	reporterId: string;
	/** Ids by code. */
	categories: Record<string, string>;
}

const idOf = async (rows: Promise<{ id: string }[]>): Promise<string> => (await rows)[0]!.id;

/** Reporters of one tenant, their categories, the offices and their rules. @returns by `tenant/slug` */
export async function insertDemoReporter(
	scope: TenantScope,
	reporters: DemoReporter[],
	bodies: DemoBody[],
	workflow: readonly ReportState[]
): Promise<Record<string, MadeReporter>> {
	const made: Record<string, MadeReporter> = {};
	for (const [position, { tenant, slug, name, intro, icon, settings, categories }] of reporters.entries()) {
		const row = { slug, name, intro, icon, position, settings: JSON.stringify(settings), workflow: JSON.stringify(workflow) };
		const reporterId = await idOf(scope.insert('defect_reporter', row).returning('id'));
		const ids: Record<string, string> = {};
		for (const [place, each] of categories.entries()) {
			const category = {
				reporter_id: reporterId,
				code: each.code,
				name: each.name,
				group_name: each.group,
				description: each.description ?? '',
				hint: each.hint ?? '',
				keywords: each.keywords ?? [],
				icon: each.icon,
				kind: each.kind ?? 'problem',
				fields: JSON.stringify(each.fields ?? []),
				visibility: each.visibility ?? 'public',
				moderation: each.moderation ?? 'pin',
				contact: each.contact ?? 'optional',
				photo: each.photo ?? 'optional',
				duplicate_distance: each.duplicateDistance ?? 250,
				response_days: each.responseDays ?? 14,
				support_threshold: each.supportThreshold ?? 0,
				position: place
			};
			ids[each.code] = await idOf(scope.insert('report_category', category).returning('id'));
		}
		made[`${tenant}/${slug}`] = { reporterId, categories: ids };
	}
	const all = Object.assign({}, ...Object.values(made).map(({ categories }) => categories)) as Record<string, string>;
	for (const { name, level, email, isDefault, categories = [] } of bodies) {
		const bodyId = await idOf(scope.insert('responsible_body', { name, level, email, is_default: isDefault ?? false }).returning('id'));
		for (const code of categories) await scope.insert('responsibility', { body_id: bodyId, category_id: all[code]! });
	}
	return made;
}

export async function photoIdsOf(scope: TenantScope, reportId: string): Promise<string[]> {
	return (await scope.table('report_photo').where({ report_id: reportId }).select('id')).map((row: { id: string }) => row.id);
}
