import type { TenantScope } from '../../../../gis/db/tenant-scope.ts';
import type { Attribute } from '../../../../importers/xplan/model.ts';
import type { GeometryKind } from '../../../../styles/types.ts';

/** SQL of lettering.ts and signing.ts: rows of plan_object as drawing needs them. */

export interface ObjectToDraw {
	id: number;
	gml_id: string;
	class: string;
	attributes: Attribute[];
	kind: GeometryKind;
}

const COLUMNS = `o.id, o.gml_id, o.class, o.attributes,
	case ST_Dimension(o.geom) when 2 then 'area' when 1 then 'line' else 'point' end as kind`;

/** @param after id of the last row of the page before, 0 for the first */
export function presentationPage(scope: TenantScope, versionId: string, after: number, limit: number): Promise<ObjectToDraw[]> {
	return scope.query(
		`select ${COLUMNS} from plan_object o
		where o.tenant_id = :tenant and o.plan_version_id = :versionId and o.presentation and o.id > :after order by o.id limit :limit`,
		{ versionId, after, limit }
	);
}

export function objectPage(scope: TenantScope, versionId: string, after: number, limit: number): Promise<ObjectToDraw[]> {
	return scope.query(
		`select ${COLUMNS} from plan_object o
		where o.tenant_id = :tenant and o.plan_version_id = :versionId and o.id > :after order by o.id limit :limit`,
		{ versionId, after, limit }
	);
}

export function objectsByGmlId(scope: TenantScope, versionId: string, gmlIds: string[]): Promise<ObjectToDraw[]> {
	if (gmlIds.length === 0) return Promise.resolve([]);
	return scope.query(
		`select ${COLUMNS} from plan_object o
		where o.tenant_id = :tenant and o.plan_version_id = :versionId and o.gml_id = any(cast(:gmlIds as text[]))`,
		{ versionId, gmlIds }
	);
}

/** Objects that name presentation objects themselves (`wirdDargestelltDurch`): who and whom. */
export function shownBy(scope: TenantScope, versionId: string): Promise<{ gml_id: string; href: string }[]> {
	return scope.query(
		`select o.gml_id, link.value->>'href' as href
		from plan_object o cross join lateral jsonb_array_elements(o.attributes) as link
		where o.tenant_id = :tenant and o.plan_version_id = :versionId and not o.presentation
			and o.attributes @> '[{"name": "wirdDargestelltDurch"}]' and link.value->>'name' = 'wirdDargestelltDurch'`,
		{ versionId }
	);
}

export interface DrawnRow {
	id: number;
	sign: string;
	label: string | null;
	rotation: number | null;
	draw_order: number;
	lettering: string | null;
}

export async function storeDrawn(scope: TenantScope, versionId: string, rows: DrawnRow[]): Promise<void> {
	if (rows.length === 0) return;
	await scope.query(
		`update plan_object o set sign = r.sign, label = r.label, rotation = r.rotation, draw_order = r.draw_order, lettering = r.lettering
		from jsonb_to_recordset(cast(:rows as jsonb))
			as r (id bigint, sign text, label text, rotation real, draw_order integer, lettering text)
		where o.tenant_id = :tenant and o.plan_version_id = :versionId and o.id = r.id`,
		{ versionId, rows: JSON.stringify(rows) }
	);
}

/** Marks objects whose label or symbol presentation objects draw. */
export async function storeLeft(scope: TenantScope, versionId: string, rows: { gml_id: string; lettering: string }[]): Promise<void> {
	if (rows.length === 0) return;
	await scope.query(
		`update plan_object o set lettering = r.lettering
		from jsonb_to_recordset(cast(:rows as jsonb)) as r (gml_id text, lettering text)
		where o.tenant_id = :tenant and o.plan_version_id = :versionId and o.gml_id = r.gml_id and not o.presentation`,
		{ versionId, rows: JSON.stringify(rows) }
	);
}
