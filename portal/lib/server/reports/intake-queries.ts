import type { TenantScope } from '../../../../gis/db/tenant-scope.ts';

export interface KnownReport {
	id: string;
	public_ref: string;
}

export async function findByKey(scope: TenantScope, key: string): Promise<KnownReport | null> {
	return (await scope.table('report').where({ idempotency_key: key }).first('id', 'public_ref')) ?? null;
}

/** True where the tenant named no area, too. EPSG:3857. */
export async function isInside(scope: TenantScope, [x, y]: readonly [number, number]): Promise<boolean> {
	const [row] = await scope.query<{ inside: boolean }>(
		'select area is null or st_intersects(area, st_setsrid(st_makepoint(:x, :y), 3857)) as inside from tenant where id = :tenant',
		{ x, y }
	);
	return row?.inside ?? false;
}

export async function assetExists(scope: TenantScope, id: string, layerId: string): Promise<boolean> {
	return (await scope.table('asset').where({ id, layer_id: layerId }).first('id')) !== undefined;
}

/** @param senders folded address and `@domain` */
export async function isBanned(scope: TenantScope, senders: string[]): Promise<boolean> {
	return (await scope.table('sender_ban').whereIn('sender', senders).first('sender')) !== undefined;
}

export interface NewReportRow extends Record<string, unknown> {
	public_ref: string;
	idempotency_key: string;
}

/**
 * @param point EPSG:3857
 * @returns null when a report with this key is there already, also one that somebody else stored meanwhile
 */
export async function insertReport(scope: TenantScope, row: NewReportRow, [x, y]: readonly [number, number]): Promise<string | null> {
	const point = scope.db.raw('st_setsrid(st_makepoint(?, ?), 3857)', [x, y]);
	const rows = await scope.insert('report', { ...row, point }).onConflict(['tenant_id', 'idempotency_key']).ignore().returning('id');
	return rows[0]?.id ?? null;
}

export async function setReceipt(scope: TenantScope, id: string, receipt: { digest: Buffer; seq: number; emailTokenHash: Buffer | null }): Promise<void> {
	await scope.table('report').where({ id }).update({ digest: receipt.digest, receipt_seq: receipt.seq, email_token_hash: receipt.emailTokenHash });
}

export async function slugAndName(scope: TenantScope): Promise<{ slug: string; name: string }> {
	const [row] = await scope.query<{ slug: string; name: string }>('select slug, name from tenant where id = :tenant');
	return row!;
}

const UNIQUE_VIOLATION = '23505';

export function isRefTaken(error: unknown): boolean {
	const { code, constraint } = error as { code?: string; constraint?: string };
	return code === UNIQUE_VIOLATION && constraint === 'report_public_ref_key';
}
