-- Wegewarte: the network of marked trails, who walks it, what was found on the way, and the proof that somebody looked.

create table trail_route (
	id uuid primary key default gen_random_uuid(),
	tenant_id uuid not null references tenant (id) on delete cascade,
	-- What files of the network call it: an import finds it again by this.
	ref text not null check (ref <> ''),
	name text not null,
	colour text not null check (colour ~ '^#[0-9a-f]{6}$'),
	-- The mark on trees and posts, as OpenStreetMap writes it (osmc:symbol) or in words.
	symbol text not null default '',
	unique (tenant_id, id),
	unique (tenant_id, ref)
);

create table trail_section (
	id uuid primary key default gen_random_uuid(),
	tenant_id uuid not null references tenant (id) on delete cascade,
	ref text not null check (ref <> ''),
	name text not null,
	geom geometry (LineString, 3857) not null,
	-- Metres on the ground.
	length real not null,
	warden_id uuid,
	deputy_id uuid,
	interval_days integer not null default 182 check (interval_days between 7 and 1095),
	unique (tenant_id, id),
	unique (tenant_id, ref),
	-- Who is no member any more looks after nothing: the section is shown as one without a warden.
	foreign key (tenant_id, warden_id) references membership (tenant_id, account_id) on delete set null (warden_id),
	foreign key (tenant_id, deputy_id) references membership (tenant_id, account_id) on delete set null (deputy_id)
);
create index trail_section_geom on trail_section using gist (geom);

-- A route is its sections, in order; a section may carry several routes.
create table trail_route_section (
	tenant_id uuid not null,
	route_id uuid not null,
	section_id uuid not null,
	position integer not null,
	-- Walked against the direction of the line.
	reversed boolean not null default false,
	primary key (route_id, position),
	foreign key (tenant_id, route_id) references trail_route (tenant_id, id) on delete cascade,
	foreign key (tenant_id, section_id) references trail_section (tenant_id, id) on delete cascade
);
create index trail_route_section_section on trail_route_section (section_id);

-- Sperrung. Public.
create table trail_closure (
	id uuid primary key default gen_random_uuid(),
	tenant_id uuid not null,
	section_id uuid not null,
	from_day date not null,
	-- Null: until further notice.
	until_day date check (until_day >= from_day),
	reason text not null,
	diversion text not null default '',
	created_at timestamptz not null,
	lifted_at timestamptz,
	unique (tenant_id, id),
	foreign key (tenant_id, section_id) references trail_section (tenant_id, id) on delete cascade
);
create index trail_closure_open on trail_closure (tenant_id, section_id) where lifted_at is null;

-- Standort.
create table trail_post (
	id uuid primary key default gen_random_uuid(),
	tenant_id uuid not null references tenant (id) on delete cascade,
	-- On its plate, as people read it out on the phone.
	number text not null check (number <> ''),
	name text not null default '',
	-- Metres above sea level.
	elevation real,
	carrier text not null default 'pfosten-holz'
		check (carrier in ('pfosten-holz', 'pfosten-metall', 'mast', 'baum', 'wand', 'fels', 'unbekannt')),
	owner text not null default '',
	point geometry (Point, 3857) not null,
	-- In the address of its QR code.
	token text not null unique check (length(token) >= 10),
	-- The same thing in the reporter's layer of things, so that citizens' reports are tied to it.
	asset_id uuid,
	unique (tenant_id, id),
	unique (tenant_id, number),
	foreign key (tenant_id, asset_id) references asset (tenant_id, id)
);
create index trail_post_point on trail_post using gist (point);

-- Blade or plate at a post.
create table trail_sign (
	id uuid primary key default gen_random_uuid(),
	tenant_id uuid not null,
	post_id uuid not null,
	position integer not null,
	kind text not null check (kind in
		('zielwegweiser', 'vorwegweiser', 'richtungspfeil', 'markierung', 'standortschild', 'routenlogo', 'infotafel', 'rettungspunkt', 'sperrschild')),
	-- importers/trails/model.ts, SignLine[]
	lines jsonb not null default '[]',
	-- Where it points to: degrees from north, clockwise. Null: it points nowhere.
	azimuth integer check (azimuth between 0 and 359),
	route_ids uuid[] not null default '{}',
	material text not null default '',
	year integer,
	unique (tenant_id, id),
	foreign key (tenant_id, post_id) references trail_post (tenant_id, id) on delete cascade
);
create index trail_sign_post on trail_sign (post_id, position);

create table trail_equipment (
	id uuid primary key default gen_random_uuid(),
	tenant_id uuid not null references tenant (id) on delete cascade,
	ref text not null check (ref <> ''),
	kind text not null check (kind in ('bank', 'tisch', 'huette', 'bruecke', 'gelaender', 'treppe', 'drehkreuz', 'sonstiges')),
	name text not null default '',
	point geometry (Point, 3857) not null,
	unique (tenant_id, id),
	unique (tenant_id, ref)
);

-- Kontrollgang: the proof that a section was looked at.
create table trail_inspection (
	id uuid primary key default gen_random_uuid(),
	tenant_id uuid not null references tenant (id) on delete cascade,
	account_id uuid not null references account (id),
	-- As of the day: a proof does not change when an account does.
	warden_name text not null,
	-- Of the device: the same round sent ten times is one round. Damages name it too, they may arrive before.
	key uuid not null,
	-- What was sent, so that another content under the same key is told apart.
	digest bytea not null,
	started_at timestamptz not null,
	ended_at timestamptz not null check (ended_at >= started_at),
	received_at timestamptz not null,
	-- Pieces between pauses; M: seconds since 1970. Null: entered by hand.
	track geometry (MultiLineStringM, 3857),
	note text not null default '',
	unique (tenant_id, id),
	unique (tenant_id, key)
);
create index trail_inspection_ended on trail_inspection (tenant_id, ended_at desc);

create table trail_inspection_section (
	tenant_id uuid not null,
	inspection_id uuid not null,
	section_id uuid not null,
	result text not null check (result in ('ohne-befund', 'befund')),
	-- Part of the section's length near the track, 0 … 1. Null without a track.
	covered real,
	primary key (inspection_id, section_id),
	foreign key (tenant_id, inspection_id) references trail_inspection (tenant_id, id) on delete cascade,
	foreign key (tenant_id, section_id) references trail_section (tenant_id, id) on delete cascade
);
create index trail_inspection_section_section on trail_inspection_section (section_id);

create table trail_visit (
	tenant_id uuid not null,
	inspection_id uuid not null,
	post_id uuid not null,
	at timestamptz not null,
	result text not null check (result in ('ok', 'damage', 'fixed')),
	primary key (inspection_id, post_id),
	foreign key (tenant_id, inspection_id) references trail_inspection (tenant_id, id) on delete cascade,
	foreign key (tenant_id, post_id) references trail_post (tenant_id, id) on delete cascade
);
create index trail_visit_post on trail_visit (post_id, at desc);

-- On a sign, its post, a place of a section, a piece of equipment, or anywhere.
create table trail_damage (
	id uuid primary key default gen_random_uuid(),
	tenant_id uuid not null references tenant (id) on delete cascade,
	account_id uuid not null references account (id),
	key uuid not null,
	digest bytea not null,
	-- The round on which it was found: trail_inspection.key, also before that has arrived.
	round_key uuid,
	post_id uuid,
	sign_id uuid,
	section_id uuid,
	-- Along the section, 0 … 1.
	measure double precision check (measure between 0 and 1),
	equipment_id uuid,
	point geometry (Point, 3857) not null,
	-- portal/lib/forms/trails.ts, DAMAGE_KINDS
	kinds text[] not null check (cardinality(kinds) > 0),
	note text not null default '',
	-- What was done about it on the spot; then no report follows.
	fixed text check (fixed in ('gereinigt', 'freigeschnitten', 'festgezogen', 'nachmarkiert', 'sonstiges')),
	found_at timestamptz not null,
	received_at timestamptz not null,
	report_id uuid,
	unique (tenant_id, id),
	unique (tenant_id, key),
	foreign key (tenant_id, post_id) references trail_post (tenant_id, id) on delete set null (post_id),
	foreign key (tenant_id, sign_id) references trail_sign (tenant_id, id) on delete set null (sign_id),
	foreign key (tenant_id, section_id) references trail_section (tenant_id, id) on delete set null (section_id),
	foreign key (tenant_id, equipment_id) references trail_equipment (tenant_id, id) on delete set null (equipment_id),
	foreign key (tenant_id, report_id) references report (tenant_id, id)
);
create index trail_damage_round on trail_damage (tenant_id, round_key);
create index trail_damage_post on trail_damage (post_id);
create index trail_damage_report on trail_damage (report_id) where report_id is not null;

-- Of what was fixed on the spot; those of others belong to the report.
create table trail_damage_photo (
	tenant_id uuid not null,
	damage_id uuid not null,
	position integer not null,
	file_id uuid not null,
	thumbnail_file_id uuid not null,
	width integer not null,
	height integer not null,
	primary key (damage_id, position),
	foreign key (tenant_id, damage_id) references trail_damage (tenant_id, id) on delete cascade,
	foreign key (tenant_id, file_id) references file (tenant_id, id),
	foreign key (tenant_id, thumbnail_file_id) references file (tenant_id, id)
);

create table material_order (
	id uuid primary key default gen_random_uuid(),
	tenant_id uuid not null references tenant (id) on delete cascade,
	account_id uuid not null references account (id),
	key uuid not null,
	post_id uuid,
	sign_id uuid,
	-- portal/lib/forms/trails.ts, orderForm: items
	items jsonb not null,
	note text not null default '',
	state text not null default 'bestellt' check (state in ('bestellt', 'geliefert', 'montiert', 'storniert')),
	ordered_at timestamptz not null,
	changed_at timestamptz not null,
	unique (tenant_id, id),
	unique (tenant_id, key),
	foreign key (tenant_id, post_id) references trail_post (tenant_id, id) on delete set null (post_id),
	foreign key (tenant_id, sign_id) references trail_sign (tenant_id, id) on delete set null (sign_id)
);
create index material_order_state on material_order (tenant_id, state, ordered_at);
