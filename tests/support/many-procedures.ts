import type { Knex } from 'knex';

/** The moment for which the procedures are made. */
export const MANY_NOW = new Date('2027-03-15T10:00:00Z');

const WORDS = [
	'Wohnen', 'Gewerbe', 'Spielplatz', 'Lärmschutz', 'Gehölz', 'Straße', 'Radweg', 'Schule', 'Kindergarten', 'Bahnhof', 'Solarpark', 'Windenergie',
	'Hochwasser', 'Grünfläche', 'Parkplatz', 'Altstadt', 'Neubau', 'Sportplatz', 'Feuerwehr', 'Klinik', 'Friedhof', 'Biotop', 'Eidechse', 'Fledermaus',
	'Versickerung', 'Regenwasser', 'Baugrenze', 'Geschosse', 'Dachform', 'Gebäude', 'Verkehr', 'Boden', 'Klima', 'Wasser', 'Landschaft', 'Denkmal',
	'Ausgleich', 'Eingriff', 'Gutachten', 'Umwelt', 'Artenschutz', 'Erschließung', 'Leitung', 'Kanal', 'Brücke', 'Ufer', 'Wald', 'Acker', 'Wiese', 'Garten'
];
const TOPICS = ['Wohnen', 'Gewerbe', 'Verkehr', 'Energie', 'Natur', 'Freizeit', 'Einzelhandel', 'Soziales'];
const list = (words: readonly string[]) => `(array[${words.map((word) => `'${word}'`).join(',')}])`;

/** Ten times as many words, most of them rare. */
export const MANY_WORDS = [...WORDS, ...WORDS.flatMap((word) => ['gebiet', 'plan', 'weg', 'schutz', 'nutzung', 'bereich', 'pflege', 'bau', 'flächen'].map((end) => word + end))];
/** A word of a text: the first is as frequent as the next two together, and so on (Zipf). */
const word = (of: string) => `(${`array[${MANY_WORDS.map((each) => `'${each}'`).join(',')}]`})[1 + floor(power(${MANY_WORDS.length}, (abs(hashtext(${of})) % 100000) / 100000.0))::int]`;

/** 150 words and a parcel, for a row with an id. */
const text = (id: string) => `(select string_agg(${word(`${id}::text || w`)}, ' ') from generate_series(1, 150) w) || ' Flurstück' || ${dice(`${id}::text`, 5000)}`;

/** A whole number 0 … below, the same for the same `of` in every run. */
const dice = (of: string, below: number) => `(abs(hashtext(${of})) % ${below})`;

/**
 * Fills an empty, migrated database: tenants side by side, each with a share of the procedures, each with its steps, status spans and a document of
 * 150 words, some frequent and most rare; one in four with a plan and its document. About one in ten is running at `MANY_NOW`, four in ten are in force or archived.
 * @param count procedures
 */
export async function makeManyProcedures(knex: Knex, count: number, tenants: number): Promise<void> {
	const run = (sql: string) => knex.raw(sql, { count, tenants, side: Math.ceil(Math.sqrt(tenants)) } as never);
	await run(`insert into tenant (slug, name, kind, land, area) values
		('land', 'Messland', 'land', 'SN', ST_Multi(ST_MakeEnvelope(1330000, 6480000, 1680000, 6730000, 3857)))`);
	await run(`insert into tenant (slug, name, kind, land, area)
		select 'messdorf-' || n, 'Messdorf ' || n, 'gemeinde', 'SN', ST_Multi(ST_MakeEnvelope(x, y, x + 350000.0 / cast(:side as int), y + 250000.0 / cast(:side as int), 3857))
		from (select n, 1330000 + (n % cast(:side as int)) * 350000.0 / cast(:side as int) as x,
			6480000 + (n / cast(:side as int)) * 250000.0 / cast(:side as int) as y from generate_series(0, cast(:tenants as int) - 1) n) at`);
	await run(`insert into procedure (tenant_id, kind_key, kind, title, number, summary, topics, municipality, area, point, external, published_at)
		select t.id, kind.key, json_build_object('name', kind.name, 'group', kind.plan_type, 'steps', repeat('Ein Schritt. ', 400)),
			kind.name || ' Nr. ' || n || ' „' || ${list(WORDS)}[1 + ${dice("'a' || n", WORDS.length)}] || ' am ' || ${list(WORDS)}[1 + ${dice("'b' || n", WORDS.length)}] || '“',
			n::text, 'Es geht um ' || ${list(WORDS)}[1 + ${dice("'c' || n", WORDS.length)}] || ' und ' || ${list(WORDS)}[1 + ${dice("'d' || n", WORDS.length)}] || '.',
			array[${list(TOPICS)}[1 + ${dice("'e' || n", TOPICS.length)}], ${list(TOPICS)}[1 + ${dice("'f' || n", TOPICS.length)}]], t.name,
			ST_Multi(ST_MakeEnvelope(at.x, at.y, at.x + 100 + ${dice("'g' || n", 600)}, at.y + 100 + ${dice("'h' || n", 600)}, 3857)),
			ST_SetSRID(ST_MakePoint(at.x + 50, at.y + 50), 3857), json_build_object('n', n), timestamptz '2026-01-01' + n * interval '1 minute'
		from generate_series(1, cast(:count as int)) n
		join tenant t on t.slug = 'messdorf-' || (n % cast(:tenants as int))
		join lateral (select (array['bebauungsplan', 'bebauungsplan-13a', 'flaechennutzungsplan', 'innenbereichssatzung'])[1 + k] as key,
			(array['Bebauungsplan', 'Bebauungsplan der Innenentwicklung', 'Flächennutzungsplan', 'Innenbereichssatzung'])[1 + k] as name,
			(array['bebauungsplan', 'bebauungsplan', 'flaechennutzungsplan', 'satzung'])[1 + k] as plan_type from (select ${dice("'i' || n", 4)} as k) chosen) kind on true
		join lateral (select ST_XMin(t.area) + ${dice("'x' || n", 10_000)} / 10000.0 * 350000 / cast(:side as int) as x,
			ST_YMin(t.area) + ${dice("'y' || n", 10_000)} / 10000.0 * 250000 / cast(:side as int) as y) at on true`);
	// Two periods and a decision. `shift`: how many days before 15 March 2027 the second period begins.
	await run(`insert into procedure_step (tenant_id, procedure_id, key, title, track, position, starts_on, ends_on, starts_at, ends_at, rule, published_at)
		select p.tenant_id, p.id, step.key, step.title, step.track, step.position, step.first, step.last,
			step.first::timestamp at time zone 'Europe/Berlin', (step.last + 1)::timestamp at time zone 'Europe/Berlin', step.rule, p.published_at
		from procedure p
		join lateral (select date '2027-03-15' - (${dice('p.id::text', 400)} - 60) as day) begin on true
		join lateral (values
			('fruehzeitig-oeffentlichkeit', 'Frühzeitige Beteiligung', 'public', 1, day - 200, day - 170, 'free'),
			('toeb', 'Beteiligung der Behörden', 'toeb', 2, day, day + 30, 'toeb'),
			('veroeffentlichung', 'Veröffentlichung im Internet', 'public', 3, day, day + 30, 'publication'),
			('inkraft', 'In Kraft', 'public', 4, day + 150, null, 'day')
		) step(key, title, track, position, first, last, rule) on true`);
	await run(`insert into procedure_status (procedure_id, tenant_id, status, step_id, since, until)
		select st.procedure_id, st.tenant_id, span.status, st.id, span.since, span.until
		from procedure_step st
		join lateral (values
			('announced', timestamptz '2020-01-01', st.starts_at), ('active', st.starts_at, st.ends_at),
			('recently-ended', st.ends_at, st.ends_at + interval '14 days'), ('evaluation', st.ends_at + interval '14 days', st.ends_at + interval '119 days'),
			('in-force', st.ends_at + interval '119 days', 'infinity')
		) span(status, since, until) on true
		where st.key = 'veroeffentlichung'`);
	await run(`insert into file (tenant_id, key, name, media_type, size, sha256)
		select t.id, t.slug, 'begruendung.pdf', 'application/pdf', 1000, sha256(t.slug::bytea) from tenant t where t.kind = 'gemeinde'`);
	await run(`insert into procedure_document (tenant_id, procedure_id, category, title) select p.tenant_id, p.id, 'begruendung', 'Begründung' from procedure p`);
	await run(`insert into procedure_document_version (tenant_id, document_id, number, file_id, pages, body)
		select d.tenant_id, d.id, 1, f.id, 20, ${text('d.id')}
		from procedure_document d join file f on f.tenant_id = d.tenant_id`);
	await run(`insert into step_document (tenant_id, step_id, document_version_id)
		select d.tenant_id, st.id, dv.id from procedure_document d
		join procedure_document_version dv on dv.document_id = d.id
		join procedure_step st on st.procedure_id = d.procedure_id and st.key = 'veroeffentlichung'`);
	// One procedure in four has a published plan that brings its own PDF.
	await run(`insert into plan (tenant_id, class, name, number)
		select p.tenant_id, 'BP_Plan', p.title, p.number from procedure p where cast(p.number as int) % 4 = 0`);
	await run('update procedure p set plan_id = pl.id from plan pl where pl.tenant_id = p.tenant_id and pl.number = p.number');
	await run(`insert into plan_version (tenant_id, plan_id, number, xplan_version, gml_id, file_id, name, srid, attributes, area, published_at)
		select p.tenant_id, p.plan_id, 1, '6.0', 'plan', f.id, p.title, 25833, '{}', p.area, p.published_at
		from procedure p join file f on f.tenant_id = p.tenant_id where p.plan_id is not null`);
	await run(`insert into plan_document (tenant_id, plan_version_id, position, name, owner_gml_id, body)
		select pv.tenant_id, pv.id, 0, 'begruendung.pdf', pv.gml_id, ${text('pv.id')} from plan_version pv`);
	await run('analyze');
}
