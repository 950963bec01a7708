import type { TenantScope } from '../../../../gis/db/tenant-scope.ts';

export interface JurisdictionSettings {
	jurisdictionId: string;
	mediaUrls: 'fetch' | 'refuse';
}

export async function readSettings(scope: TenantScope): Promise<JurisdictionSettings> {
	const row = await scope.table('open311_jurisdiction').first('jurisdiction_id', 'media_urls');
	return { jurisdictionId: row?.jurisdiction_id ?? '', mediaUrls: row?.media_urls ?? 'refuse' };
}

/** Whether another tenant is called so. */
export async function nameTakenAcrossTenants(scope: TenantScope, name: string): Promise<boolean> {
	const { rows } = await scope.db.raw(
		`select exists (select from tenant where slug = :name and id <> :own) or exists (select from open311_jurisdiction where jurisdiction_id = :name and tenant_id <> :own) as taken`,
		{ name, own: scope.tenantId }
	);
	return rows[0].taken;
}

export async function writeSettings(scope: TenantScope, { jurisdictionId, mediaUrls }: JurisdictionSettings): Promise<void> {
	await scope.insert('open311_jurisdiction', { jurisdiction_id: jurisdictionId || null, media_urls: mediaUrls }).onConflict('tenant_id').merge(['jurisdiction_id', 'media_urls']);
}
