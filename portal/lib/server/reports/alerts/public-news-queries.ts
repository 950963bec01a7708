import type { Knex } from 'knex';
import type { ReportState } from '../types.ts';

export interface Waiting {
	id: number;
	reportId: string;
	eventId: number | null;
	at: Date;
}

/** What waits to be told, oldest first, held by this transaction alone. */
export async function lockWaitingAcrossTenants(trx: Knex, limit: number): Promise<Waiting[]> {
	const { rows } = await trx.raw(
		`select id, report_id as "reportId", event_id as "eventId", at from report_alert_queue order by id limit :limit for update skip locked`,
		{ limit }
	);
	return rows;
}

export async function deleteWaitingAcrossTenants(trx: Knex, ids: number[]): Promise<void> {
	await trx.raw('delete from report_alert_queue where id = any(cast(:ids as bigint[]))', { ids });
}

/**
 * Notes for every alert concerned that it is told, and returns what was not noted before. Only of reports that everybody may see now. An alert
 * hears of what happened after its confirmation; those of a duplicate hear of the report it was merged into, unless the duplicate is private or
 * hidden itself. That a report is new is noted with the first entry of its history.
 */
export async function noteNewsAcrossTenants(trx: Knex, ids: number[]): Promise<{ alertId: string; eventId: number; reportId: string; isNew: boolean }[]> {
	const { rows } = await trx.raw(
		`with waiting as (select * from report_alert_queue where id = any(cast(:ids as bigint[]))),
		found as (
			select distinct a.tenant_id, a.id as alert_id, q.event_id, q.report_id, false as is_new
			from waiting q join public_report p on p.id = q.report_id
			join report_alert a on a.tenant_id = q.tenant_id and a.confirmed_at <= q.at
			where q.event_id is not null
				and (a.report_id = q.report_id or a.report_id in (
					select d.id from report d where d.merged_into = q.report_id and d.accepted_at is not null and not d.private and not d.awaits_release and d.hidden_at is null
				))
			union
			select distinct a.tenant_id, a.id, (select min(e.id) from report_event e where e.report_id = q.report_id), q.report_id, true
			from waiting q join public_report p on p.id = q.report_id
			join report_alert a on a.tenant_id = q.tenant_id and a.report_id is null and a.confirmed_at <= q.at
				and (a.area is null or ST_Intersects(a.area, p.point))
				and (cardinality(a.category_ids) = 0 or p.category_id = any(a.category_ids))
			where q.event_id is null
		), noted as (
			insert into report_alert_delivery (tenant_id, alert_id, event_id)
			select tenant_id, alert_id, event_id from found where event_id is not null
			on conflict do nothing returning alert_id, event_id
		)
		select n.alert_id as "alertId", n.event_id as "eventId", f.report_id as "reportId", f.is_new as "isNew"
		from noted n join found f on f.alert_id = n.alert_id and f.event_id = n.event_id
		order by n.alert_id, n.event_id`,
		{ ids }
	);
	return rows.map((row: { eventId: number | string }) => ({ ...row, eventId: Number(row.eventId) }));
}

export async function noteMailAcrossTenants(trx: Knex, alertId: string, eventIds: number[], mailId: string): Promise<void> {
	await trx.raw('update report_alert_delivery set mail_id = :mailId where alert_id = :alertId and event_id = any(cast(:eventIds as bigint[]))', {
		mailId,
		alertId,
		eventIds
	});
}

export interface AlertRecipient {
	id: string;
	tenantId: string;
	email: string;
	title: string;
	slug: string;
	tenantName: string;
}

export async function readRecipientsAcrossTenants(trx: Knex, alertIds: string[]): Promise<AlertRecipient[]> {
	const { rows } = await trx.raw(
		`select a.id, a.tenant_id as "tenantId", a.email, a.title, t.slug, t.name as "tenantName"
		from report_alert a join tenant t on t.id = a.tenant_id where a.id = any(cast(:alertIds as uuid[])) order by a.id`,
		{ alertIds }
	);
	return rows;
}

export interface NewsOfReport {
	id: string;
	publicRef: string;
	category: string;
	title: string | null;
	address: string;
	state: string;
	workflow: ReportState[];
}

/** What everybody may know of reports. */
export async function readNewsAcrossTenants(trx: Knex, reportIds: string[]): Promise<NewsOfReport[]> {
	const { rows } = await trx.raw(
		`select p.id, p.public_ref as "publicRef", c.name as category, p.title, p.address, p.state, d.workflow
		from public_report p join report_category c on c.id = p.category_id join defect_reporter d on d.id = p.reporter_id
		where p.id = any(cast(:reportIds as uuid[]))`,
		{ reportIds }
	);
	return rows;
}

/** Words of entries that everybody may read. */
export async function readWordsAcrossTenants(trx: Knex, eventIds: number[]): Promise<{ id: number; text: string }[]> {
	const { rows } = await trx.raw(
		`select e.id, e.public_text as text from report_event e join public_report p on p.id = e.report_id
		where e.id = any(cast(:eventIds as bigint[])) and e.public_text is not null order by e.id`,
		{ eventIds }
	);
	return rows.map((row: { id: number | string; text: string }) => ({ ...row, id: Number(row.id) }));
}
