import type { Knex } from 'knex';
import { DEFAULT_WORKFLOW } from '../../portal/lib/server/reports/workflow.ts';

/** The moment for which the reports are made: the newest came in just before. */
export const LAND_NOW = new Date('2027-03-15T10:00:00Z');
/** The tenants lie in here side by side, EPSG:3857: west, south, east, north. */
export const LAND_AREA = [1_330_000, 6_480_000, 1_680_000, 6_730_000] as const;
/** A city: about 20 km wide on the ground. */
export const CITY_AREA = [1_400_000, 6_600_000, 1_432_000, 6_628_000] as const;

const GROUPS = ['Straße', 'Grün', 'Müll', 'Licht'];
const NAMES = ['Schlagloch', 'Schild beschädigt', 'Ampel', 'Baum', 'Hecke', 'Spielplatz', 'Wilder Müll', 'Papierkorb', 'Glasscherben', 'Laterne', 'Fahrrad', 'Gully'];
const list = (words: readonly string[]) => `array[${words.map((word) => `'${word}'`).join(', ')}]`;

/** A share 0 ≤ x < 1, the same for the same `of` in every run. */
const share = (of: string) => `((hashtext(${of})::bigint & 1048575) / 1048576.0)`;

/**
 * Fills an empty, migrated database with a Land's reports of ten years: tenants of very different size, each report near one of six places of
 * its tenant, so that most lie close together. One in seven is open; one in twelve is not public.
 * @param count reports
 * @param area in which the tenants lie side by side, EPSG:3857
 */
export async function makeLandOfReports(knex: Knex, count: number, tenants: number, area: readonly [number, number, number, number] = LAND_AREA): Promise<void> {
	const [west, south, east, north] = area;
	const side = Math.ceil(Math.sqrt(tenants));
	const bindings = { count, tenants, side, west, south, width: (east - west) / side, height: (north - south) / side, workflow: JSON.stringify(DEFAULT_WORKFLOW), now: LAND_NOW };
	const run = (sql: string) => knex.raw(sql, bindings as never);
	const n = (name: string) => `cast(:${name} as float8)`;
	await run(`insert into tenant (slug, name, kind, land, area) values ('land', 'Messland', 'land', 'SN', ST_Multi(ST_MakeEnvelope(${area.join(', ')}, 3857)))`);
	await run(`insert into tenant (slug, name, kind, land, area)
		select 'messdorf-' || n, 'Messdorf ' || n, 'gemeinde', 'SN', ST_Multi(ST_MakeEnvelope(x, y, x + ${n('width')}, y + ${n('height')}, 3857))
		from (select n, ${n('west')} + (n % cast(:side as int)) * ${n('width')} as x, ${n('south')} + (n / cast(:side as int)) * ${n('height')} as y
			from generate_series(0, cast(:tenants as int) - 1) n) at`);
	await run(`insert into defect_reporter (tenant_id, slug, name, workflow) select id, 'maengelmelder', 'Mängelmelder', cast(:workflow as jsonb) from tenant where kind = 'gemeinde'`);
	await run(`insert into report_category (tenant_id, reporter_id, code, name, group_name, position)
		select r.tenant_id, r.id, 'K' || c.n, c.name, (${list(GROUPS)})[1 + (c.n - 1) / 3], c.n
		from defect_reporter r, unnest(${list(NAMES)}) with ordinality c(name, n)`);
	await run(`insert into responsible_body (tenant_id, name, level, is_default)
		select t.id, b.name, b.level, b.first from tenant t, (values ('Bauhof', 'amt', false), ('Ordnungsamt', 'amt', false), ('Gemeinde', 'gemeinde', true)) b(name, level, first)
		where t.kind = 'gemeinde'`);
	// One office for each category, in four quarters of the municipality.
	await run(`insert into responsibility (tenant_id, body_id, category_id, area, area_name)
		select b.tenant_id, b.id, c.id, ST_Multi(ST_MakeEnvelope(ST_XMin(t.area) + q.x * ${n('width')} / 2, ST_YMin(t.area) + q.y * ${n('height')} / 2,
			ST_XMin(t.area) + (q.x + 1) * ${n('width')} / 2, ST_YMin(t.area) + (q.y + 1) * ${n('height')} / 2, 3857)), 'Viertel ' || q.x || q.y
		from responsible_body b join tenant t on t.id = b.tenant_id join report_category c on c.tenant_id = b.tenant_id, (values (0, 0), (0, 1), (1, 0), (1, 1)) q(x, y)
		where b.level = 'amt' and (c.position % 2 = 0) = (b.name = 'Bauhof')`);
	await run(`insert into report (tenant_id, reporter_id, category_id, public_ref, code_hash, idempotency_key, origin, state, open, point, address, address_found, title, body,
			body_release, accepted_at, private, received_at, changed_at, due_at, closed_at)
		select c.tenant_id, c.reporter_id, c.id, 'M-' || n, sha256(('code ' || n)::bytea), 'n' || n, 'web', case when made.open then 'eingegangen' else 'erledigt' end, made.open,
			ST_SetSRID(ST_MakePoint(
				ST_XMin(t.area) + ${n('width')} * (0.1 + 0.8 * ${share("'px' || made.place")}) + (${share("'a' || n")} + ${share("'b' || n")} - 1) * ${n('width')} / 10,
				ST_YMin(t.area) + ${n('height')} * (0.1 + 0.8 * ${share("'py' || made.place")}) + (${share("'c' || n")} + ${share("'d' || n")} - 1) * ${n('height')} / 10), 3857),
			'Am Anger ' || n % 90, true, 'Meldung ' || n, 'Hier stimmt etwas nicht, bitte ansehen. Nummer ' || n,
			case when n % 5 = 0 then 'pending' else 'released' end, made.at, n % 12 = 0, made.at, made.at + interval '3 days', made.at + interval '14 days',
			case when not made.open then made.at + interval '3 days' end
		from (select n, cast(:now as timestamptz) - interval '3650 days' * (1 - n::float8 / cast(:count as int)) as at,
				-- Few municipalities have many reports.
				floor(cast(:tenants as int) * power(${share("'t' || n")}, 1.6))::int as tenant,
				n > cast(:count as int) * 0.85 or n % 40 = 0 as open,
				floor(power(${share("'p' || n")}, 2) * 6)::int || ' ' || floor(cast(:tenants as int) * power(${share("'t' || n")}, 1.6))::int as place
			from generate_series(1, cast(:count as int)) n) made
		join tenant t on t.slug = 'messdorf-' || made.tenant
		join report_category c on c.tenant_id = t.id and c.position = 1 + (abs(hashtext('k' || made.n)) % 12)`);
	await knex.raw('analyze');
}
