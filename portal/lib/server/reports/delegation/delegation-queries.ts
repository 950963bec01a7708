import type { TenantScope } from '../../../../../gis/db/tenant-scope.ts';

export interface DelegationRow {
	id: string;
	report_id: string;
	contractor: string;
	email: string;
	order_text: string;
	created_at: Date;
	expires_at: Date;
	revoked_at: Date | null;
	answered_at: Date | null;
}

const COLUMNS = ['id', 'report_id', 'contractor', 'email', 'order_text', 'created_at', 'expires_at', 'revoked_at', 'answered_at'];

export async function insertDelegation(scope: TenantScope, row: Record<string, unknown>): Promise<string> {
	return (await scope.insert('report_delegation', row).returning('id'))[0].id;
}

export function findByToken(scope: TenantScope, hash: Buffer): Promise<DelegationRow | undefined> {
	return scope.table('report_delegation').where({ token_hash: hash }).first(COLUMNS);
}

export function delegationsOf(scope: TenantScope, reportId: string): Promise<DelegationRow[]> {
	return scope.table('report_delegation').where({ report_id: reportId }).orderBy('created_at', 'desc').select(COLUMNS);
}

export function updateDelegation(scope: TenantScope, reportId: string, id: string, values: Record<string, unknown>): Promise<number> {
	return scope.table('report_delegation').where({ id, report_id: reportId }).whereNull('revoked_at').update(values);
}

/** What a contractor needs to find and mend it. Nothing of its author; words only as the public reads them. */
export interface OrderRow {
	public_ref: string;
	category: string;
	address: string;
	title: string | null;
	body: string | null;
	lon: number;
	lat: number;
	asset: string | null;
	open: boolean;
}

export async function orderOf(scope: TenantScope, reportId: string): Promise<OrderRow> {
	const [row] = await scope.query<OrderRow>(
		`select r.public_ref, c.name as category, r.address, r.open,
			case when r.body_release = 'released' then coalesce(r.public_title, r.title) end as title,
			case when r.body_release = 'released' then coalesce(r.public_body, r.body) end as body,
			st_x(st_transform(r.point, 4326)) as lon, st_y(st_transform(r.point, 4326)) as lat,
			case when a.id is null then null else trim(l.item_name || ' ' || a.ref) end as asset
		from report r
		join report_category c on c.tenant_id = :tenant and c.id = r.category_id
		left join asset a on a.tenant_id = :tenant and a.id = r.asset_id
		left join asset_layer l on l.tenant_id = :tenant and l.id = a.layer_id
		where r.tenant_id = :tenant and r.id = :reportId`,
		{ reportId }
	);
	return row!;
}
