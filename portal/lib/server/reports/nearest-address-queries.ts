import type { Knex } from 'knex';

/** The address of the gazetteer next to a point (EPSG:3857), within so many units of the map. */
export async function selectNearestAddress(
	db: Knex,
	[x, y]: readonly [number, number],
	within: number
): Promise<{ street: string; house_number: string; postcode: string; place: string } | null> {
	const { rows } = await db.raw(
		`select street, house_number, postcode, place from address
		where st_dwithin(geom, st_setsrid(st_makepoint(:x, :y), 3857), :within)
		order by geom <-> st_setsrid(st_makepoint(:x, :y), 3857) limit 1`,
		{ x, y, within }
	);
	return rows[0] ?? null;
}

/** Whether these words are an address of the gazetteer at that place. */
export async function isAddressAt(db: Knex, [x, y]: readonly [number, number], within: number, words: string): Promise<boolean> {
	const { rows } = await db.raw(
		`select 1 from address
		where st_dwithin(geom, st_setsrid(st_makepoint(:x, :y), 3857), :within)
			and street || ' ' || house_number || ', ' || postcode || ' ' || place = :words
		limit 1`,
		{ x, y, within, words }
	);
	return rows.length > 0;
}
