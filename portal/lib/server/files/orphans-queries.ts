import type { Knex } from 'knex';
import { forTenant } from '../../../../gis/db/tenant-scope.ts';

/** Those of the keys that nothing of the tenant names: no file, no attachment of an unfinished form, no logo. */
export async function unknownKeys(db: Knex, tenantId: string, keys: string[]): Promise<string[]> {
	if (keys.length === 0) return [];
	const rows = await forTenant(db, tenantId).query<{ key: string }>(
		`select k.key from json_array_elements_text(cast(:keys as json)) as k(key)
		where not exists (select from file f where f.tenant_id = :tenant and f.key = k.key)
			and not exists (select from staged_file s where s.tenant_id = :tenant and s.key = k.key)
			and not exists (select from tenant t where t.id = :tenant and t.settings -> 'logo' ->> 'key' = k.key)`,
		{ keys: JSON.stringify(keys) }
	);
	return rows.map((row) => row.key);
}
