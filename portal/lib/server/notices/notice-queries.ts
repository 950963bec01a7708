import type { TenantScope } from '../../../../gis/db/tenant-scope.ts';
import type { Contact } from '../accounts/types.ts';
import type { TenantSettings } from '../tenants/types.ts';
import type { Notice, NoticeBlock } from './types.ts';

const SELECT = `
	select n.id, n.procedure_id, n.step_id, n.blocks, n.published_in, n.published_on, n.published_at, n.replaces_id, n.reason, n.changed_at,
		(select r.id from notice r where r.tenant_id = n.tenant_id and r.replaces_id = n.id and r.published_at is not null limit 1) as replaced_by_id
	from notice n
	where n.tenant_id = :tenant`;

interface Row {
	id: string;
	procedure_id: string;
	step_id: string;
	blocks: Partial<NoticeBlock>[];
	published_in: string;
	published_on: string | null;
	published_at: Date | null;
	replaces_id: string | null;
	replaced_by_id: string | null;
	reason: string;
	changed_at: Date;
}

function noticeFrom(row: Row): Notice {
	return {
		id: row.id,
		procedureId: row.procedure_id,
		stepId: row.step_id,
		blocks: row.blocks.map((block) => ({ key: '', text: '', changed: false, required: false, fixed: false, law: '', ...block })),
		publishedIn: row.published_in,
		publishedOn: row.published_on,
		publishedAt: row.published_at && new Date(row.published_at),
		replacesId: row.replaces_id,
		replacedById: row.replaced_by_id,
		reason: row.reason,
		changedAt: new Date(row.changed_at)
	};
}

export async function findNotice(scope: TenantScope, id: string): Promise<Notice | null> {
	const [row] = await scope.query<Row>(`${SELECT} and n.id = :id`, { id });
	return row ? noticeFrom(row) : null;
}

/** Of a step, the newest first; a draft is the newest. */
export async function noticesOfStep(scope: TenantScope, stepId: string): Promise<Notice[]> {
	const rows = await scope.query<Row>(`${SELECT} and n.step_id = :stepId order by n.published_at desc nulls first, n.created_at desc, n.id`, { stepId });
	return rows.map(noticeFrom);
}

/** The published notices of a procedure, the newest first. */
export async function publishedOfProcedure(scope: TenantScope, procedureId: string): Promise<Notice[]> {
	const rows = await scope.query<Row>(
		`${SELECT} and n.procedure_id = :procedureId and n.published_at is not null order by n.published_at desc, n.created_at desc, n.id`,
		{ procedureId }
	);
	return rows.map(noticeFrom);
}

export async function insertDraft(
	scope: TenantScope,
	{ procedureId, stepId, blocks, now }: { procedureId: string; stepId: string; blocks: NoticeBlock[]; now: Date }
): Promise<string> {
	const row = { procedure_id: procedureId, step_id: stepId, blocks: JSON.stringify(blocks), created_at: now, changed_at: now };
	const [{ id }] = await scope.insert('notice', row).returning('id');
	return id;
}

/** A notice that never was a draft. */
export async function insertPublished(scope: TenantScope, row: Record<string, unknown>): Promise<string> {
	const [{ id }] = await scope.insert('notice', row).returning('id');
	return id;
}

export async function updateDraft(scope: TenantScope, id: string, row: Record<string, unknown>, now: Date): Promise<void> {
	await scope
		.table('notice')
		.where({ id })
		.whereNull('published_at')
		.update({ ...row, changed_at: now });
}

export async function deleteDraft(scope: TenantScope, stepId: string): Promise<void> {
	await scope.table('notice').where({ step_id: stepId }).whereNull('published_at').delete();
}

export async function tenantOf(scope: TenantScope): Promise<{ slug: string; name: string; land: string; contact: Contact; leadDays: number; publishedIn: string; hint: string }> {
	const [row] = await scope.query<{ slug: string; name: string; land: string; contact: Contact; settings: TenantSettings }>(
		`select slug, name, land, contact, settings from tenant where id = :tenant`
	);
	const { slug, name, land, contact, settings } = row!;
	const { leadDays = 0, text = '', hint = '' } = settings.noticeRule ?? {};
	return { slug, name, land, contact, leadDays, publishedIn: text, hint };
}
