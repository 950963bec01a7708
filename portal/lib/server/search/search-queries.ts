import type { Knex } from 'knex';
import { escapeLike, forFold } from '../../../../gis/db/search-fold.ts';
import type { Extent } from '../../../../gis/plans/types.ts';
import type { AddressReading } from './parse-address.ts';

/** Gazetteer and tenants. What is found here is public. All coordinates are EPSG:3857. */

export interface AddressRow {
	id: number;
	street: string;
	houseNumber: string;
	postcode: string;
	place: string;
	x: number;
	y: number;
	/** Street and number are exactly those asked for. */
	exact: boolean;
}

export interface StreetRow {
	street: string;
	postcode: string;
	place: string;
	extent: Extent;
	exact: boolean;
}

export interface PlaceRow {
	/** Address of the tenant's page; null for a place of the gazetteer. */
	slug: string | null;
	name: string;
	postcode: string | null;
	extent: Extent;
	exact: boolean;
}

const BOX = 'array[ST_XMin(box), ST_YMin(box), ST_XMax(box), ST_YMax(box)]';
const NUMBER = "replace(lower(a.house_number), ' ', '')";
const FAR = (geometry: string) => `${geometry} <-> ST_MakeEnvelope(:west, :south, :east, :north, 3857)`;

interface Near {
	west: number | null;
	south: number | null;
	east: number | null;
	north: number | null;
}

function bindNear(near: Extent | undefined): Near {
	return { west: near?.[0] ?? null, south: near?.[1] ?? null, east: near?.[2] ?? null, north: near?.[3] ?? null };
}

/** Street by its beginning (or, `inside`, by the beginning of any of its words) and place by any part of it. */
function streetConditions(reading: AddressReading, inside: boolean): { sql: string; values: Record<string, string> } {
	const values: Record<string, string> = { street: escapeLike(forFold(reading.street)) };
	const conditions = [`search_fold(a.street) like ${inside ? "'% ' || " : ''}search_fold(:street) || '%'`];
	reading.place.forEach((word, index) => {
		values[`place${index}`] = escapeLike(forFold(word));
		conditions.push(`search_fold(a.postcode || ' ' || a.place) like '%' || search_fold(:place${index}) || '%'`);
	});
	return { sql: conditions.join(' and '), values };
}

/** Houses whose number begins as asked; that number itself first, then `12a` before `120`. */
export async function findAddresses(db: Knex, reading: AddressReading, near: Extent | undefined, inside: boolean, limit: number): Promise<AddressRow[]> {
	const { sql, values } = streetConditions(reading, inside);
	const { rows } = await db.raw(
		`select a.id, a.street, a.house_number as "houseNumber", a.postcode, a.place, ST_X(a.geom) as x, ST_Y(a.geom) as y,
			${NUMBER} = :number and search_fold(a.street) = search_fold(:street) as exact
		from address a
		where ${sql} and ${NUMBER} like :number || '%'
		order by (${NUMBER} = :number) desc, search_fold(a.street) = search_fold(:street) desc, ${near ? `${FAR('a.geom')},` : ''}
			a.street, a.place, substring(${NUMBER} from '^\\d+')::int, ${NUMBER}, a.id
		limit :limit`,
		{ ...values, ...(near ? bindNear(near) : {}), number: reading.houseNumber ?? '', limit } as never
	);
	return rows;
}

export async function findStreets(db: Knex, reading: AddressReading, near: Extent | undefined, inside: boolean, limit: number): Promise<StreetRow[]> {
	const { sql, values } = streetConditions(reading, inside);
	const { rows } = await db.raw(
		`select street, place, postcode, exact, ${BOX} as extent
		from (
			select a.street, a.place, min(a.postcode) as postcode, ST_Extent(a.geom) as box, search_fold(a.street) = search_fold(:street) as exact
			from address a where ${sql} group by a.street, a.place
		) found
		order by exact desc, ${near ? `${FAR('ST_SetSRID(box::geometry, 3857)')},` : ''} street, place
		limit :limit`,
		{ ...values, ...(near ? bindNear(near) : {}), limit } as never
	);
	return rows;
}

/** Tenants by any part of their name, places of the gazetteer by the beginning of theirs or by their postcode. */
export async function findPlaces(db: Knex, words: string, postcode: string | null, near: Extent | undefined, limit: number): Promise<PlaceRow[]> {
	const { rows } = await db.raw(
		`select slug, name, postcode, exact, ${BOX} as extent
		from (
			select t.slug, t.name, null as postcode, t.area::box2d as box, search_fold(t.name) = search_fold(:words) as exact
			from tenant t
			where t.area is not null and :words <> '' and search_fold(t.name) like '%' || search_fold(:words) || '%'
			union all
			select null, a.place, min(a.postcode), ST_Extent(a.geom), :words <> '' and search_fold(a.place) = search_fold(:words)
			from address a
			where (:words = '' or search_fold(a.place) like search_fold(:words) || '%')
				and (cast(:postcode as text) is null or a.postcode = cast(:postcode as text))
				and not (:words = '' and cast(:postcode as text) is null)
			group by a.place
		) found
		order by exact desc, slug is null, ${near ? `${FAR('ST_SetSRID(box::geometry, 3857)')},` : ''} name
		limit :limit`,
		{ words: escapeLike(forFold(words)), postcode, ...(near ? bindNear(near) : {}), limit } as never
	);
	return rows;
}

/** Area of the Land; null where nobody gave it one. */
export async function landExtent(db: Knex): Promise<Extent | null> {
	const { rows } = await db.raw(`select ${BOX} as extent from (select t.area::box2d as box from tenant t where t.kind = 'land' and t.area is not null) land`);
	return rows[0]?.extent ?? null;
}

/** Which of the positions lie in the Land. @returns their indexes; all of them where the Land has no area */
export async function positionsInLand(db: Knex, positions: [number, number][]): Promise<number[]> {
	const list = JSON.stringify(positions.map(([x, y], index) => ({ index, x, y })));
	const { rows } = await db.raw(
		`select p.index
		from json_to_recordset(cast(:list as json)) as p(index int, x float8, y float8)
		where coalesce((select ST_Intersects(t.area, ST_SetSRID(ST_MakePoint(p.x, p.y), 3857)) from tenant t where t.kind = 'land'), true)
		order by p.index`,
		{ list }
	);
	return rows.map((row: { index: number }) => row.index);
}
