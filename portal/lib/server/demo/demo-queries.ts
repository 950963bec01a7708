import type { Knex } from 'knex';
import type { BaseFeature, DemoAddress } from '../../../demo/base-map.ts';

const SRID = 25833;
const BATCH = 1000;

/** How far loading the demo Land has come; kept in `setting`, so that a killed process goes on where it was. */
export interface DemoState {
	/** Day the data is made for, ISO time: dates of all steps come from it. */
	today: string;
	done: string[];
	/** Key of the demo plan → what the import made. */
	plans: Record<string, { planId: string; versionId: string }>;
	/** Key of the demo plan → participation. */
	participations: Record<string, string>;
}

export async function readDemoState(db: Knex): Promise<DemoState | null> {
	return (await db('setting').where({ name: 'demo' }).first('value'))?.value ?? null;
}

export async function writeDemoState(db: Knex, state: DemoState): Promise<void> {
	await db('setting').insert({ name: 'demo', value: JSON.stringify(state) }).onConflict('name').merge(['value']);
}

export async function countTenants(db: Knex): Promise<number> {
	return Number((await db('tenant').count('* as count').first())?.count ?? 0);
}

export async function hasOperator(db: Knex): Promise<boolean> {
	return (await db('account').where({ operator: true }).first('id')) !== undefined;
}

/** Mails that loading the demo has queued are not handed to a mail server. */
export async function keepDemoMails(trx: Knex, now: Date): Promise<void> {
	await trx('mail').where({ state: 'queued' }).update({ state: 'sent', sent_at: now });
}

/** Lets only one of several processes that start at once load data; held until the transaction ends. */
export async function lockFirstStart(trx: Knex): Promise<void> {
	const KEY = 7_204_113;
	await trx.raw('select pg_advisory_xact_lock(?)', [KEY]);
}

/** @param features geometry in EPSG:25833, east, north */
export async function insertBaseFeatures(db: Knex, features: BaseFeature[]): Promise<void> {
	for (let at = 0; at < features.length; at += BATCH) {
		const list = features.slice(at, at + BATCH).map(({ layer, kind, name, width, minZoom, geometry }) => ({
			layer,
			kind,
			name,
			width,
			min_zoom: minZoom,
			geometry
		}));
		await db.raw(
			`insert into base_feature (layer, kind, name, width, min_zoom, geom)
			 select layer, kind, name, width, min_zoom, ST_Transform(ST_SetSRID(ST_GeomFromGeoJSON(cast(geometry as text)), cast(:srid as integer)), 3857)
			 from json_to_recordset(cast(:list as json)) as r (layer text, kind text, name text, width real, min_zoom integer, geometry json)`,
			{ srid: SRID, list: JSON.stringify(list) }
		);
	}
}

/** @param addresses middle of the house in EPSG:25833; `tenantIds` by slug */
export async function insertAddresses(db: Knex, addresses: DemoAddress[], tenantIds: Record<string, string>): Promise<void> {
	for (let at = 0; at < addresses.length; at += BATCH) {
		const list = addresses.slice(at, at + BATCH).map(({ tenant, street, number, postcode, place, x, y }) => ({
			tenant_id: tenantIds[tenant],
			street,
			house_number: number,
			postcode,
			place,
			x,
			y
		}));
		await db.raw(
			`insert into address (tenant_id, street, house_number, postcode, place, geom)
			 select tenant_id, street, house_number, postcode, place, ST_Transform(ST_SetSRID(ST_MakePoint(x, y), cast(:srid as integer)), 3857)
			 from json_to_recordset(cast(:list as json))
				as r (tenant_id uuid, street text, house_number text, postcode text, place text, x float8, y float8)`,
			{ srid: SRID, list: JSON.stringify(list) }
		);
	}
}
