import type { Knex } from 'knex';

/** Tables whose rows belong to a tenant. They are reached through a TenantScope only (a test of the rooms enforces it). */
export const TENANT_TABLES = [
	'legal_page',
	'membership',
	'file',
	'plan',
	'plan_import',
	'plan_version',
	'plan_bereich',
	'plan_object',
	'plan_text',
	'plan_member_form',
	'plan_document',
	'plan_check',
	'plan_check_override',
	'plan_upload',
	'plan_raster',
	'plan_difference',
	'plan_difference_entry',
	'participation',
	'statement',
	'statement_place',
	'statement_place_object',
	'statement_attachment',
	'staged_file',
	'statement_event',
	'procedure_kind',
	'procedure',
	'procedure_step',
	'procedure_status',
	'procedure_document',
	'procedure_document_version',
	'step_document',
	'notice',
	'procedure_event',
	'self_test',
	'publication_event',
	'public_body',
	'invitation',
	'exchange_partner',
	'exchange_message',
	'defect_reporter',
	'report_category',
	'asset_layer',
	'asset',
	'responsible_body',
	'responsibility',
	'report',
	'report_photo',
	'report_photo_draft',
	'report_event',
	'report_template',
	'report_support',
	'report_alert',
	'report_alert_delivery',
	'report_alert_queue',
	'report_flag',
	'report_delegation',
	'report_shortlist',
	'sender_ban',
	'report_view',
	'report_digest',
	'report_protocol',
	'report_field_change',
	'open311_jurisdiction',
	'open311_service',
	'open311_record',
	'open311_key',
	'open311_token',
	'open311_endpoint',
	'open311_link',
	'open311_update',
	'trail_route',
	'trail_section',
	'trail_route_section',
	'trail_closure',
	'trail_post',
	'trail_sign',
	'trail_equipment',
	'trail_inspection',
	'trail_inspection_section',
	'trail_visit',
	'trail_damage',
	'trail_damage_photo',
	'material_order',
	'report_cluster',
	'report_cluster_change',
	// Views: all that the public may see of reports.
	'public_report',
	'public_report_photo',
	'public_report_merged'
] as const;
export type TenantTable = (typeof TENANT_TABLES)[number];

/**
 * The only way to the rows of a tenant: every query carries the tenant, so that a guessed id of another tenant finds nothing and
 * a foreign row cannot be written. Foreign keys of these tables include the tenant as well.
 */
export class TenantScope {
	readonly tenantId: string;
	readonly db: Knex;

	constructor(db: Knex, tenantId: string) {
		this.db = db;
		this.tenantId = tenantId;
	}

	/** Select, update or delete: rows of this tenant only. */
	table(name: TenantTable) {
		return this.db(name).where(`${name}.tenant_id`, this.tenantId);
	}

	/** Insert: the tenant is set here and nowhere else. */
	insert(name: TenantTable, rows: Record<string, unknown> | Record<string, unknown>[]) {
		const list = Array.isArray(rows) ? rows : [rows];
		return this.db(name).insert(list.map((row) => ({ ...row, tenant_id: this.tenantId })));
	}

	/**
	 * SQL by hand with named bindings (`:name`); it must filter by `:tenant`, which is bound here.
	 * @throws Error when the SQL does not mention `:tenant`
	 */
	async query<Row = Record<string, unknown>>(sql: string, bindings: Record<string, unknown> = {}): Promise<Row[]> {
		if (!/:tenant\b/.test(sql)) throw new Error('Query of tenant data without :tenant');
		const result = await this.db.raw(sql, { ...bindings, tenant: this.tenantId } as never);
		return result.rows as Row[];
	}

	/** All or nothing; inside, use the given scope only (the embedded database has one connection). */
	transaction<T>(work: (scope: TenantScope) => Promise<T>): Promise<T> {
		return this.db.transaction((trx) => work(new TenantScope(trx, this.tenantId)));
	}
}

/** @param db the database or an open transaction */
export function forTenant(db: Knex, tenantId: string): TenantScope {
	return new TenantScope(db, tenantId);
}
