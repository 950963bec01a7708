import type { Knex } from 'knex';
import type { TenantScope } from '../../../../gis/db/tenant-scope.ts';
import type { Contact } from '../accounts/types.ts';
import type { CategoryField, ReporterSettings } from '../reports/types.ts';

export interface JurisdictionRow {
	tenantId: string;
	slug: string;
	name: string;
	contact: Contact;
	/** Beside the slug. */
	alias: string | null;
	mediaUrls: 'fetch' | 'refuse';
}

const COLUMNS = `t.id as "tenantId", t.slug, t.name, t.contact, j.jurisdiction_id as alias, coalesce(j.media_urls, 'refuse') as "mediaUrls"`;
const FROM = 'tenant t left join open311_jurisdiction j on j.tenant_id = t.id';

/** By the name that was given to it, or by the slug. Names of tenants, nothing of any report. */
export async function findJurisdictionAcrossTenants(db: Knex, id: string): Promise<JurisdictionRow | null> {
	const { rows } = await db.raw(`select ${COLUMNS} from ${FROM} where j.jurisdiction_id = :id or t.slug = :id order by (j.jurisdiction_id = :id) desc nulls last limit 1`, {
		id
	});
	return rows[0] ?? null;
}

/** Tenants that take reports; two are enough to know that there are several. */
export async function servedJurisdictionsAcrossTenants(db: Knex): Promise<JurisdictionRow[]> {
	const { rows } = await db.raw(
		`select ${COLUMNS} from ${FROM} where exists (select from defect_reporter d where d.tenant_id = t.id and d.active) order by t.id limit 2`
	);
	return rows;
}

export interface ServiceRow {
	categoryId: string;
	reporterId: string;
	code: string;
	name: string;
	group: string;
	description: string;
	hint: string;
	keywords: string[];
	fields: CategoryField[];
	settings: Partial<ReporterSettings>;
	type: 'realtime' | 'batch' | 'blackbox' | null;
	metadata: boolean | null;
	attributes: Record<string, { order?: number; datatype?: string }>;
}

/** Categories that take reports, in the order of the forms. @param code one of them */
export function selectServices(scope: TenantScope, code: string | null = null): Promise<ServiceRow[]> {
	return scope.query<ServiceRow>(
		`select c.id as "categoryId", c.reporter_id as "reporterId", c.code, c.name, c.group_name as "group", c.description, c.hint, c.keywords, c.fields,
			d.settings, s.type, s.metadata, coalesce(s.attributes, '{}') as attributes
		from report_category c join defect_reporter d on d.id = c.reporter_id left join open311_service s on s.category_id = c.id
		where c.tenant_id = :tenant and c.active and d.active and (cast(:code as text) is null or c.code = :code)
		order by d.position, d.name, c.position, c.name, c.id`,
		{ code }
	);
}

/** When the list of services was changed last: their content, folded into a sign. */
export async function servicesSignAcrossTenants(db: Knex): Promise<string> {
	const { rows } = await db.raw(
		`select coalesce(md5(string_agg(sign, '' order by sign)), '') as sign from (
			select md5(cast(row(c.code, c.name, c.description, c.hint, c.keywords, c.group_name, c.fields, c.active, d.active, s.type, s.metadata, s.attributes) as text)) as sign
			from report_category c join defect_reporter d on d.id = c.reporter_id left join open311_service s on s.category_id = c.id
			where c.tenant_id = d.tenant_id
		) all_services`
	);
	return rows[0].sign;
}
