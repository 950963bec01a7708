import type { TenantScope } from '../../../../gis/db/tenant-scope.ts';
import type { TrailEquipment, TrailPost, TrailRoute, TrailSection } from '../../../../importers/trails/model.ts';

const json = JSON.stringify;
const POINT = (column: string) => `ST_Transform(ST_SetSRID(ST_MakePoint((${column} ->> 0)::float8, (${column} ->> 1)::float8), 4326), 3857)`;

export async function upsertRoutes(scope: TenantScope, routes: Pick<TrailRoute, 'ref' | 'name' | 'colour' | 'symbol'>[]): Promise<void> {
	await scope.query(
		`insert into trail_route (tenant_id, ref, name, colour, symbol)
		select cast(:tenant as uuid), ref, name, colour, symbol from json_to_recordset(cast(:list as json)) as x (ref text, name text, colour text, symbol text)
		on conflict (tenant_id, ref) do update set name = excluded.name, colour = excluded.colour, symbol = excluded.symbol`,
		{ list: json(routes.map(({ ref, name, colour, symbol }) => ({ ref, name, colour, symbol }))) }
	);
}

/** Lines in degrees; who looks after a section stays. */
export async function upsertSections(scope: TenantScope, sections: TrailSection[]): Promise<void> {
	await scope.query(
		`insert into trail_section (tenant_id, ref, name, geom, length)
		select cast(:tenant as uuid), ref, name, ST_Transform(g, 3857), ST_Length(g::geography)
		from (select ref, name, ST_SetSRID(ST_GeomFromGeoJSON(json_build_object('type', 'LineString', 'coordinates', line)::text), 4326) as g
			from json_to_recordset(cast(:list as json)) as x (ref text, name text, line json)) found
		on conflict (tenant_id, ref) do update set name = excluded.name, geom = excluded.geom, length = excluded.length`,
		{ list: json(sections.map(({ ref, name, line }) => ({ ref, name, line }))) }
	);
}

/** The order of the sections of a route, in place of the one before. */
export async function replaceOrder(scope: TenantScope, route: Pick<TrailRoute, 'ref' | 'sections'>): Promise<void> {
	await scope.query(
		'delete from trail_route_section x using trail_route r where x.tenant_id = :tenant and r.tenant_id = :tenant and r.id = x.route_id and r.ref = :ref',
		{ ref: route.ref }
	);
	await scope.query(
		`insert into trail_route_section (tenant_id, route_id, section_id, position, reversed)
		select s.tenant_id, r.id, s.id, (x.at - 1)::int, coalesce((x.part ->> 'reversed')::boolean, false)
		from json_array_elements(cast(:list as json)) with ordinality as x (part, at)
		join trail_section s on s.tenant_id = :tenant and s.ref = x.part ->> 'ref'
		join trail_route r on r.tenant_id = :tenant and r.ref = :ref`,
		{ ref: route.ref, list: json(route.sections) }
	);
}

/** @param posts with the token that a new one gets */
export async function upsertPosts(scope: TenantScope, posts: (TrailPost & { token: string })[]): Promise<void> {
	await scope.query(
		`insert into trail_post (tenant_id, number, name, elevation, carrier, owner, point, token)
		select cast(:tenant as uuid), number, name, elevation, carrier, owner, ${POINT('point')}, token
		from json_to_recordset(cast(:list as json)) as x (number text, name text, elevation real, carrier text, owner text, point json, token text)
		on conflict (tenant_id, number) do update set name = excluded.name, elevation = excluded.elevation, carrier = excluded.carrier, owner = excluded.owner,
			point = excluded.point`,
		{ list: json(posts.map(({ signs: _signs, ...post }) => post)) }
	);
}

/** Signs by post and place in the order: one that stays keeps its id, so that its damages stay with it. */
export async function replaceSigns(scope: TenantScope, posts: Pick<TrailPost, 'number' | 'signs'>[]): Promise<void> {
	const list = json(
		posts.flatMap(({ number, signs }) => signs.map(({ lines, routes, ...sign }, position) => ({ ...sign, number, position, lines: json(lines), routes: json(routes) })))
	);
	const wanted = `select p.tenant_id, p.id as post_id, x.position, x.kind, cast(x.lines as jsonb) as lines, x.azimuth, x.material, x.year,
			coalesce((select array_agg(r.id order by r.ref) from json_array_elements_text(cast(x.routes as json)) as n (ref)
				join trail_route r on r.tenant_id = :tenant and r.ref = n.ref), '{}') as route_ids
		from json_to_recordset(cast(:list as json)) as x (number text, position int, kind text, lines text, azimuth int, routes text, material text, year int)
		join trail_post p on p.tenant_id = :tenant and p.number = x.number`;
	await scope.query(
		`update trail_sign g set kind = w.kind, lines = w.lines, azimuth = w.azimuth, material = w.material, year = w.year, route_ids = w.route_ids
		from (${wanted}) w where g.tenant_id = :tenant and g.post_id = w.post_id and g.position = w.position`,
		{ list }
	);
	await scope.query(
		`insert into trail_sign (tenant_id, post_id, position, kind, lines, azimuth, material, year, route_ids)
		select w.tenant_id, w.post_id, w.position, w.kind, w.lines, w.azimuth, w.material, w.year, w.route_ids from (${wanted}) w
		where not exists (select from trail_sign g where g.tenant_id = :tenant and g.post_id = w.post_id and g.position = w.position)`,
		{ list }
	);
	await scope.query(
		`delete from trail_sign g using trail_post p, json_to_recordset(cast(:counts as json)) as x (number text, signs int)
		where g.tenant_id = :tenant and p.tenant_id = :tenant and p.id = g.post_id and p.number = x.number and g.position >= x.signs`,
		{ counts: json(posts.map(({ number, signs }) => ({ number, signs: signs.length }))) }
	);
}

export async function upsertEquipment(scope: TenantScope, equipment: TrailEquipment[]): Promise<void> {
	await scope.query(
		`insert into trail_equipment (tenant_id, ref, kind, name, point)
		select cast(:tenant as uuid), ref, kind, name, ${POINT('point')} from json_to_recordset(cast(:list as json)) as x (ref text, kind text, name text, point json)
		on conflict (tenant_id, ref) do update set kind = excluded.kind, name = excluded.name, point = excluded.point`,
		{ list: json(equipment) }
	);
}

/** Removes things by what they are called, except sections and posts that a round names: its proof must still say where it went. */
export async function removeMissing(scope: TenantScope, kind: 'routes' | 'sections' | 'posts' | 'equipment', refs: string[]): Promise<number> {
	const sql = {
		routes: 'delete from trail_route t where t.tenant_id = :tenant and t.ref = any(cast(:refs as text[]))',
		sections: `delete from trail_section t where t.tenant_id = :tenant and t.ref = any(cast(:refs as text[]))
			and not exists (select from trail_inspection_section x where x.tenant_id = t.tenant_id and x.section_id = t.id)`,
		posts: `delete from trail_post t where t.tenant_id = :tenant and t.number = any(cast(:refs as text[]))
			and not exists (select from trail_visit v where v.tenant_id = t.tenant_id and v.post_id = t.id)`,
		equipment: 'delete from trail_equipment t where t.tenant_id = :tenant and t.ref = any(cast(:refs as text[]))'
	}[kind];
	return (await scope.query(`${sql} returning t.id`, { refs })).length;
}

/** Things that go by another number from now on; the thing of a post in the citizens' form goes with it, so that its reports stay. */
export async function rename(scope: TenantScope, renamed: { kind: 'routes' | 'sections' | 'posts' | 'equipment'; ref: string; inFile: string }[]): Promise<void> {
	const of = (kind: string) => JSON.stringify(renamed.filter((each) => each.kind === kind));
	const from = 'from json_to_recordset(cast(:list as json)) as x (ref text, "inFile" text)';
	await scope.query(`update trail_section t set ref = x."inFile" ${from} where t.tenant_id = :tenant and t.ref = x.ref`, { list: of('sections') });
	await scope.query(`update trail_equipment t set ref = x."inFile" ${from} where t.tenant_id = :tenant and t.ref = x.ref`, { list: of('equipment') });
	await scope.query(
		`update asset a set ref = x."inFile" from json_to_recordset(cast(:list as json)) as x (ref text, "inFile" text), trail_post p
		where a.tenant_id = :tenant and p.tenant_id = :tenant and p.number = x.ref and a.id = p.asset_id
			and not exists (select from asset o where o.layer_id = a.layer_id and o.ref = x."inFile")`,
		{ list: of('posts') }
	);
	await scope.query(`update trail_post t set number = x."inFile" ${from} where t.tenant_id = :tenant and t.number = x.ref`, { list: of('posts') });
}

export async function insertStagedFile(scope: TenantScope, row: Record<string, unknown>): Promise<string> {
	return (await scope.insert('staged_file', row).returning('id'))[0].id;
}

export async function findStagedFile(scope: TenantScope, id: string, now: Date): Promise<{ key: string; name: string } | undefined> {
	return scope.table('staged_file').where({ id }).where('expires_at', '>', now).first('key', 'name');
}

/** One import after the other. */
export async function lockNetwork(scope: TenantScope): Promise<void> {
	await scope.query("select pg_advisory_xact_lock(hashtextextended('trails ' || cast(:tenant as text), 0))");
}
