import type { TenantScope } from '../../../../gis/db/tenant-scope.ts';

type Row = Record<string, unknown>;
type Table = 'trail_route' | 'trail_section' | 'trail_post' | 'trail_sign' | 'trail_closure' | 'material_order';

export async function insertRow(scope: TenantScope, table: Table, row: Row): Promise<string> {
	return (await scope.insert(table, row).returning('id'))[0].id;
}

export async function updateRow(scope: TenantScope, table: Table, id: string, row: Row): Promise<boolean> {
	return (await scope.table(table).where({ id }).update(row)) > 0;
}

export async function deleteRow(scope: TenantScope, table: Table, id: string): Promise<boolean> {
	return (await scope.table(table).where({ id }).delete()) > 0;
}

/** Whether another row of the table has the value already. */
export async function isTaken(scope: TenantScope, table: 'trail_route' | 'trail_post', column: 'ref' | 'number', value: string, except: string | null): Promise<boolean> {
	const rows = scope.table(table).where({ [column]: value });
	if (except) rows.whereNot({ id: except });
	return (await rows.first('id')) !== undefined;
}

export async function exists(scope: TenantScope, table: Table, id: string): Promise<boolean> {
	return (await scope.table(table).where({ id }).first('id')) !== undefined;
}

export async function isMember(scope: TenantScope, accountId: string): Promise<boolean> {
	return (await scope.table('membership').where({ account_id: accountId }).first('account_id')) !== undefined;
}

/** @param point longitude, latitude (EPSG:4326) */
export const pointOf = (scope: TenantScope, [lon, lat]: readonly [number, number]) =>
	scope.db.raw('ST_Transform(ST_SetSRID(ST_MakePoint(?, ?), 4326), 3857)', [lon, lat]);

export async function nextPosition(scope: TenantScope, postId: string): Promise<number> {
	return ((await scope.table('trail_sign').where({ post_id: postId }).max('position as last').first())?.last ?? -1) + 1;
}

export async function routeIdsOf(scope: TenantScope, ids: string[]): Promise<string[]> {
	return (await scope.table('trail_route').whereIn('id', ids).select('id')).map(({ id }: { id: string }) => id);
}

/** Assigns a warden or deputy to several sections at once. */
export async function assignSections(scope: TenantScope, ids: string[], row: Row): Promise<number> {
	return scope.table('trail_section').whereIn('id', ids).update(row);
}
