import type { Knex } from 'knex';
import type { Alert, AlertFilter, AlertPlace } from './types.ts';

const SELECT = `select a.id, a.tenant_id as "tenantId", t.name as "tenantName", t.slug, a.email, a.title, a.filter, a.frequency,
		a.confirmed_at as "confirmedAt", a.created_at as "createdAt", a.place, ST_AsGeoJSON(a.area, 2) as area
	from alert a left join tenant t on t.id = a.tenant_id`;

function fromRow(row: Omit<Alert, 'area' | 'filter'> & { area: string | null; filter: Partial<AlertFilter> }): Alert {
	return { ...row, filter: { planTypes: [], kinds: [], topics: [], municipality: '', ...row.filter }, area: row.area === null ? null : JSON.parse(row.area) };
}

export interface NewAlert {
	id: string;
	tenantId: string | null;
	email: string;
	title: string;
	filter: AlertFilter;
	/** GeoJSON, EPSG:3857. */
	area: object | null;
	place: AlertPlace;
	frequency: string;
	confirmHash: Buffer;
	manageHash: Buffer;
}

/** @returns false when the area has no inside (nothing could ever lie in it) */
export async function insertAlert(db: Knex, alert: NewAlert, now: Date): Promise<boolean> {
	const { rows } = await db.raw(
		`with given as (
			select ST_CollectionExtract(ST_MakeValid(ST_SetSRID(ST_GeomFromGeoJSON(cast(:area as text)), 3857)), 3) as area
		)
		insert into alert (id, tenant_id, email, title, filter, area, place, frequency, confirm_hash, manage_hash, created_at)
		select :id, :tenantId, :email, :title, cast(:filter as jsonb), given.area, cast(:place as jsonb), :frequency, :confirmHash, :manageHash, :now
		from given where cast(:area as text) is null or ST_Area(given.area) > 1
		returning id`,
		{ ...alert, filter: JSON.stringify(alert.filter), place: JSON.stringify(alert.place), area: alert.area && JSON.stringify(alert.area), now }
	);
	return rows.length > 0;
}

export async function findAlertToConfirm(db: Knex, hash: Buffer): Promise<Alert | null> {
	const { rows } = await db.raw(`${SELECT} where a.confirm_hash = :hash`, { hash });
	return rows[0] ? fromRow(rows[0]) : null;
}

export async function findAlertToManage(db: Knex, hash: Buffer): Promise<Alert | null> {
	const { rows } = await db.raw(`${SELECT} where a.manage_hash = :hash`, { hash });
	return rows[0] ? fromRow(rows[0]) : null;
}

/** The first confirmation counts: from then on events are told. */
export async function confirmAlertRow(db: Knex, id: string, now: Date): Promise<void> {
	await db('alert').where({ id }).whereNull('confirmed_at').update({ confirmed_at: now });
}

/** @param values.area null: everywhere or a municipality @returns false when the area has no inside */
export async function updateAlert(
	db: Knex,
	id: string,
	values: { title: string; filter: AlertFilter; area: object | null; place: AlertPlace; frequency: string }
): Promise<boolean> {
	const { rows } = await db.raw(
		`with given as (
			select ST_CollectionExtract(ST_MakeValid(ST_SetSRID(ST_GeomFromGeoJSON(cast(:area as text)), 3857)), 3) as area
		)
		update alert a set title = :title, filter = cast(:filter as jsonb), area = given.area, place = cast(:place as jsonb), frequency = :frequency
		from given where a.id = :id and (cast(:area as text) is null or ST_Area(given.area) > 1)
		returning a.id`,
		{ id, ...values, filter: JSON.stringify(values.filter), place: JSON.stringify(values.place), area: values.area && JSON.stringify(values.area) }
	);
	return rows.length > 0;
}

export async function deleteAlert(db: Knex, id: string): Promise<void> {
	await db('alert').where({ id }).delete();
}

/** Unconfirmed alerts from before `before`, and those whose time is over. */
export async function listOutdatedAlerts(db: Knex, before: Date, now: Date, limit: number): Promise<{ id: string; email: string }[]> {
	return db('alert')
		.where((either) => either.where((each) => each.whereNull('confirmed_at').where('created_at', '<', before)).orWhere('expires_at', '<=', now))
		.select('id', 'email')
		.orderBy('created_at')
		.limit(limit);
}

/** Kinds and topics of what is published, and municipalities, for the choices of the form. @param tenantId null: of all tenants */
export async function listChoicesAcrossTenants(
	db: Knex,
	tenantId: string | null
): Promise<{ planTypes: string[]; kinds: { value: string; label: string }[]; topics: string[]; municipalities: string[] }> {
	const mine = 'p.published_at is not null and (cast(:tenantId as uuid) is null or p.tenant_id = :tenantId)';
	const kinds = await db.raw(
		`select p.kind_key as value, coalesce(max(p.kind ->> 'name'), p.kind_key) as label from procedure p where ${mine} group by p.kind_key order by 2`,
		{ tenantId }
	);
	const planTypes = await db.raw(`select distinct p.plan_type as key from procedure p where ${mine} and p.plan_type <> '' order by 1`, { tenantId });
	const topics = await db.raw(`select distinct topic from procedure p cross join unnest(p.topics) topic where ${mine} order by topic limit 60`, { tenantId });
	const places = await db.raw(
		`select name from (
			select distinct p.municipality as name from procedure p where ${mine} and p.municipality <> ''
			union select t.name from tenant t where t.kind = 'gemeinde' and (cast(:tenantId as uuid) is null or t.id = :tenantId)
		) all_names order by lower(name), name limit 3000`,
		{ tenantId }
	);
	return {
		planTypes: planTypes.rows.map((row: { key: string }) => row.key),
		kinds: kinds.rows,
		topics: topics.rows.map((row: { topic: string }) => row.topic),
		municipalities: places.rows.map((row: { name: string }) => row.name)
	};
}
