import type { TenantScope } from '../../../../gis/db/tenant-scope.ts';
import type { ReadForm } from './import-types.ts';
import type { MemberForm } from './member-form.ts';

export async function insertMemberForms(scope: TenantScope, versionId: string, forms: readonly ReadForm[]): Promise<void> {
	if (forms.length === 0) return;
	await scope.query(
		`insert into plan_member_form (tenant_id, plan_version_id, gml_id, form)
		select :tenant, :versionId, r."gmlId", cast(r.form as jsonb)
		from json_to_recordset(cast(:list as json)) as r("gmlId" text, form text)`,
		{ versionId, list: JSON.stringify(forms) }
	);
}

/** Forms of these members, by gml:id. */
export async function memberForms(scope: TenantScope, versionId: string, gmlIds: string[]): Promise<Map<string, MemberForm>> {
	if (gmlIds.length === 0) return new Map();
	const rows = await scope.query<{ gmlId: string; form: MemberForm }>(
		`select m.gml_id as "gmlId", m.form from plan_member_form m
		where m.tenant_id = :tenant and m.plan_version_id = :versionId and m.gml_id = any(cast(:gmlIds as text[]))`,
		{ versionId, gmlIds }
	);
	return new Map(rows.map(({ gmlId, form }) => [gmlId, form]));
}
