import type { Knex } from 'knex';
import type { OpenEvent } from './types.ts';

const WATERMARK = 'alerts-looked-until';

/**
 * The instant until which the clock was looked at, locked until the transaction ends: of two processes the second waits, and finds
 * nothing left to do.
 */
export async function lockWatermark(trx: Knex): Promise<Date | null> {
	await trx('setting').insert({ name: WATERMARK, value: 'null' }).onConflict('name').ignore();
	const { rows } = await trx.raw('select value from setting where name = :name for update', { name: WATERMARK });
	return rows[0].value === null ? null : new Date(rows[0].value);
}

export async function setWatermark(trx: Knex, until: Date): Promise<void> {
	await trx('setting').where({ name: WATERMARK }).update({ value: JSON.stringify(until.toISOString()) });
}

/**
 * Notes what began or ended by the clock, in every tenant: public steps of published procedures. What became public only afterwards
 * happened when it became public. Idempotent.
 * @param from look at what happened after, @param now and until
 */
export async function noteClockEventsAcrossTenants(trx: Knex, from: Date, now: Date): Promise<number> {
	const { rowCount, affectedRows } = await trx.raw(
		`with step as (
			select s.*, greatest(s.published_at, p.published_at) as shown_at, coalesce(
				(select k ->> 'effect' from jsonb_array_elements(p.kind -> 'steps') k where jsonb_typeof(p.kind -> 'steps') = 'array' and k ->> 'key' = s.key limit 1),
				case s.key when 'beschluss' then 'decision' when 'inkraft' then 'in-force' end) as effect
			from procedure_step s join procedure p on p.tenant_id = s.tenant_id and p.id = s.procedure_id
			where s.published_at is not null and p.published_at is not null and p.discarded_at is null
				and s.track <> 'toeb' and s.skipped_reason = '' and not s.restricted and s.starts_at is not null
				and greatest(s.starts_at, coalesce(s.ends_at, s.starts_at), s.published_at, p.published_at) > :from
		), happening as (
			select s.*, 'participation-announced' as kind, s.id::text as occasion, s.shown_at as at
				from step s where s.track = 'public' and s.ends_at is not null and s.starts_at > s.shown_at
			union all
			select s.*, 'participation-started', s.id::text, greatest(s.starts_at, s.shown_at)
				from step s where s.track = 'public' and s.ends_at > s.shown_at
			union all
			select s.*, 'participation-ending', s.id || ':' || s.ends_on, (s.ends_on - 3)::timestamp at time zone 'Europe/Berlin'
				from step s where s.track = 'public' and s.ends_on - s.starts_on >= 7 and (s.ends_on - 3)::timestamp at time zone 'Europe/Berlin' > s.shown_at
			union all
			select s.*, 'ended', s.id || ':' || s.ends_on, s.ends_at from step s where s.track = 'public' and s.ends_at > s.shown_at
			union all
			select s.*, 'decided', s.id::text, greatest(s.starts_at, s.shown_at) from step s where s.effect = 'decision'
			union all
			select s.*, 'in-force', s.id::text, greatest(s.starts_at, s.shown_at) from step s where s.effect = 'in-force'
		)
		insert into publication_event (tenant_id, procedure_id, step_id, kind, occasion, at)
		select tenant_id, procedure_id, id, kind, occasion, at from happening where at > :from and at <= :now
		on conflict do nothing`,
		{ from, now }
	);
	return rowCount ?? affectedRows ?? 0;
}

/**
 * Finds the alerts of events whose time has come, and remembers that they were found; each event once, whoever else is at it. An alert
 * hears of what happens after its confirmation.
 * @returns how many events were looked at
 */
export async function matchEventsAcrossTenants(trx: Knex, now: Date, limit: number): Promise<number> {
	const { rows } = await trx.raw(
		`select id from publication_event where matched_at is null and at <= :now order by at, id limit :limit for update skip locked`,
		{ now, limit }
	);
	const ids = rows.map((row: { id: number }) => row.id);
	if (ids.length === 0) return 0;
	await trx.raw(
		`insert into alert_delivery (alert_id, publication_event_id)
		select a.id, e.id
		from publication_event e
		join procedure p on p.tenant_id = e.tenant_id and p.id = e.procedure_id and p.published_at is not null
		join alert a on a.confirmed_at <= e.at and (a.expires_at is null or a.expires_at > :now)
			and (a.tenant_id is null or a.tenant_id = p.tenant_id)
			and (a.area is null or ST_Intersects(a.area, coalesce(p.area, p.point)))
			and (coalesce(jsonb_array_length(a.filter -> 'planTypes'), 0) = 0 or a.filter -> 'planTypes' \\? p.plan_type)
			and (coalesce(jsonb_array_length(a.filter -> 'kinds'), 0) = 0 or a.filter -> 'kinds' \\? p.kind_key)
			and (coalesce(jsonb_array_length(a.filter -> 'topics'), 0) = 0 or a.filter -> 'topics' \\?| p.topics)
		join tenant t on t.id = p.tenant_id
		left join procedure_step s on s.tenant_id = e.tenant_id and s.id = e.step_id
		where e.id = any(:ids) and (e.kind = 'published' or s.id is null or s.track <> 'toeb' and not s.restricted)
			and (coalesce(a.filter ->> 'municipality', '') = '' or lower(a.filter ->> 'municipality') in (lower(p.municipality), lower(t.name)))
		on conflict do nothing`,
		{ ids, now }
	);
	await trx('publication_event').whereIn('id', ids).update({ matched_at: now });
	return ids.length;
}

/**
 * Alerts that have something to tell now. Daily ones: what happened before the last 7 o'clock, unless they told something since.
 * @param sevenOClock the last 7:00 local time
 */
export async function listDueAlertsAcrossTenants(db: Knex, sevenOClock: Date, limit: number, after: string | null): Promise<string[]> {
	const { rows } = await db.raw(
		`select a.id from alert a
		where exists (
			select 1 from alert_delivery d join publication_event e on e.id = d.publication_event_id
			where d.alert_id = a.id and d.told_at is null
				and (a.frequency = 'instant' or (e.at < :sevenOClock and (a.told_at is null or a.told_at < :sevenOClock)))
		) and (cast(:after as uuid) is null or a.id > :after)
		order by a.id limit :limit`,
		{ sevenOClock, limit, after }
	);
	return rows.map((row: { id: string }) => row.id);
}

/** @returns null when the alert has ended, or another process has it in hand */
export async function lockAlert(
	trx: Knex,
	id: string
): Promise<{ id: string; email: string; title: string; frequency: 'instant' | 'daily'; tenantId: string | null; tenantName: string | null; toldAt: Date | null } | null> {
	const { rows } = await trx.raw(
		`select a.id, a.email, a.title, a.frequency, a.tenant_id as "tenantId", a.told_at as "toldAt",
			(select t.name from tenant t where t.id = a.tenant_id) as "tenantName"
		from alert a where a.id = :id for update skip locked`,
		{ id }
	);
	return rows[0] ?? null;
}

/** What an alert has still to tell, oldest first. */
export async function listOpenEvents(trx: Knex, alertId: string): Promise<OpenEvent[]> {
	const { rows } = await trx.raw(
		`select e.id as "eventId", e.kind, e.at, p.id as "procedureId", p.title as "procedureTitle", p.municipality, t.slug, t.name as "tenantName",
			(p.published_at is not null and p.discarded_at is null) as shown,
			s.id as "stepId", s.title as "stepTitle", s.published_at is not null as "stepPublished", s.starts_on as "startsOn", s.ends_on as "endsOn", s.starts_at as "startsAt", s.ends_at as "endsAt"
		from alert_delivery d
		join publication_event e on e.id = d.publication_event_id
		join procedure p on p.tenant_id = e.tenant_id and p.id = e.procedure_id
		join tenant t on t.id = p.tenant_id
		left join procedure_step s on s.tenant_id = e.tenant_id and s.id = e.step_id
		where d.alert_id = :alertId and d.told_at is null
		order by e.at, e.id`,
		{ alertId }
	);
	return rows;
}

/** @param mailId null where there was nothing left to say */
export async function markTold(trx: Knex, alertId: string, eventIds: number[], mailId: string | null, now: Date): Promise<void> {
	await trx('alert_delivery').where({ alert_id: alertId }).whereIn('publication_event_id', eventIds).update({ told_at: now, mail_id: mailId });
	if (mailId) await trx('alert').where({ id: alertId }).update({ told_at: now });
}
