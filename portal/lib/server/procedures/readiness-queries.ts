import type { TenantScope } from '../../../../gis/db/tenant-scope.ts';
import type { DocumentCategory } from './types.ts';

/** Documents that a step shows to an audience, its plan's own documents not among them. */
export function shownDocuments(scope: TenantScope, stepId: string, audience: 'public' | 'toeb'): Promise<{ category: DocumentCategory; title: string }[]> {
	return scope.query(
		`select d.category, d.title from step_document s
		 join procedure_document_version v on v.tenant_id = s.tenant_id and v.id = s.document_version_id
		 join procedure_document d on d.tenant_id = v.tenant_id and d.id = v.document_id
		 where s.tenant_id = :tenant and s.step_id = :stepId and (case when :toeb then d.for_toeb else d.for_public end)
		 order by d.position, d.id`,
		{ stepId, toeb: audience === 'toeb' }
	);
}

export interface NoticeFact {
	id: string;
	publishedOn: string | null;
	publishedAt: Date;
	blocks: { key?: string; text: string; required: boolean; changed: boolean }[];
}

/** The newest published notice of each step of a procedure. */
export async function publishedNotices(scope: TenantScope, procedureId: string): Promise<Map<string, NoticeFact>> {
	const rows = await scope.query<{ step_id: string; id: string; published_on: string | null; published_at: Date; blocks: NoticeFact['blocks'] }>(
		`select distinct on (step_id) step_id, id, published_on, published_at, blocks from notice
		 where tenant_id = :tenant and procedure_id = :procedureId and published_at is not null
		 order by step_id, published_at desc, created_at desc`,
		{ procedureId }
	);
	return new Map(rows.map((row) => [row.step_id, { id: row.id, publishedOn: row.published_on, publishedAt: new Date(row.published_at), blocks: row.blocks }]));
}

export async function tenantFacts(
	scope: TenantScope
): Promise<{ name: string; land: string; contact: Record<string, string>; holidays: string[]; noticeLeadDays: number }> {
	const [row] = await scope.query<{ name: string; land: string; contact: Record<string, string>; settings: { holidays?: string[]; noticeRule?: { leadDays?: number } } }>(
		`select name, land, contact, settings from tenant where id = :tenant`
	);
	return { name: row!.name, land: row!.land, contact: row!.contact, holidays: row!.settings.holidays ?? [], noticeLeadDays: row!.settings.noticeRule?.leadDays ?? 0 };
}
