import type { TenantScope } from '../../../../../gis/db/tenant-scope.ts';
import type { LonLat, ReasonOfResponsibility } from '../types.ts';
import { selectResponsible } from './responsibility-queries.ts';

export interface Responsible {
	/** Null: nobody is left; somebody has to choose. */
	bodyId: string | null;
	/** Why, for `because` in texts/responsibility.ts. */
	reason: ReasonOfResponsibility;
}

/**
 * Who is responsible for a category at a place: a rule for both, then for the category, then for the area, then for everything
 * (Amt, Gemeinde, Kreis, Land), then the default body. Within a level the smaller area wins.
 * @param where.point EPSG:4326, degrees
 * @param where.without ids of bodies that refused
 */
export async function findResponsible(
	scope: TenantScope,
	{ categoryId, point, without = [] }: { categoryId: string; point: LonLat; without?: readonly string[] }
): Promise<Responsible> {
	const row = await selectResponsible(scope, categoryId, point, without);
	if (!row) return { bodyId: null, reason: { rule: 'none' } };
	const reason: ReasonOfResponsibility = { rule: row.rule, level: row.level };
	if (row.category) reason.category = row.category;
	if (row.area_name) reason.area = row.area_name;
	return { bodyId: row.body_id, reason };
}
