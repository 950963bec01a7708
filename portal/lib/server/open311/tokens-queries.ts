import type { TenantScope } from '../../../../gis/db/tenant-scope.ts';

/** Of a token: the reference once the report counts. Who has the token sent the report. @returns undefined for an unknown token */
export async function findToken(scope: TenantScope, tokenHash: Buffer): Promise<{ ref: string | null } | undefined> {
	const rows = await scope.query<{ ref: string | null }>(
		`select case when r.accepted_at is not null then r.public_ref end as ref from open311_token t join report r on r.id = t.report_id
		where t.tenant_id = :tenant and t.token_hash = :tokenHash`,
		{ tokenHash }
	);
	return rows[0];
}

export async function insertToken(scope: TenantScope, row: { tokenHash: Buffer; reportId: string; at: Date }): Promise<void> {
	await scope.insert('open311_token', { token_hash: row.tokenHash, report_id: row.reportId, created_at: row.at }).onConflict('token_hash').ignore();
}

/** What GeoReport knows and a report does not; what was there stays. */
export async function insertRecord(scope: TenantScope, reportId: string, fields: object): Promise<void> {
	await scope.insert('open311_record', { report_id: reportId, fields: JSON.stringify(fields) }).onConflict('report_id').ignore();
}
