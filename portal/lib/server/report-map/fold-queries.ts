import type { Knex } from 'knex';

/**
 * Moves what changed into the counted cells of the map (migration 0007). Tiles are right before and after; they are faster after.
 * @returns cells of changes that were moved; 0 where another process is at it
 */
export async function foldClustersAcrossTenants(db: Knex): Promise<number> {
	return (await db.raw('select fold_report_clusters() as folded')).rows[0].folded;
}
