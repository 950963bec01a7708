-- The ground: tenants, accounts, files, plans, participations, statements, the receipt chain and mail.
-- Every table of a tenant has the tenant in its foreign keys, so that no row can point at another tenant's row.
-- Geometry: `native` is in the plan's own CRS with its curves, as given; `geom` is linearised in EPSG:3857 for display and search.

-- What a person types and what is written meet here, on every engine and locale: case, umlauts (ü = ue = u), ß and "Straße"/"Str." do
-- not count. The folding is the same on both sides, so a fold that is not a word does no harm.
create function search_fold(value text) returns text language sql immutable parallel safe
	return replace(replace(replace(replace(replace(replace(
		lower(translate(value, 'ÄÖÜäöüÉÈéèß', 'aouaoueeees')), 'ae', 'a'), 'oe', 'o'), 'ue', 'u'), 'ss', 's'), 'strase', 'str'), 'str.', 'str');

create table tenant (
	id uuid primary key default gen_random_uuid(),
	slug text not null unique check (slug ~ '^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$'),
	name text not null,
	kind text not null check (kind in ('land', 'kreis', 'gemeinde', 'verband')),
	-- Amtlicher Gemeindeschlüssel: 2 digits of a Land, 5 of a Kreis, 8 of a Gemeinde.
	ags text check (ags ~ '^\d{2}(\d{3}(\d{3})?)?$'),
	land text not null check (land ~ '^[A-Z]{2}$'),
	parent_id uuid references tenant (id),
	area geometry (MultiPolygon, 3857),
	contact jsonb not null default '{}',
	colours jsonb not null default '{}',
	logo_svg text,
	settings jsonb not null default '{}',
	created_at timestamptz not null default now()
);
create unique index tenant_one_land on tenant ((true)) where kind = 'land';
create index tenant_area on tenant using gist (area);

create table legal_page (
	tenant_id uuid not null references tenant (id) on delete cascade,
	kind text not null check (kind in ('impressum', 'datenschutz', 'barrierefreiheit')),
	body text not null,
	updated_at timestamptz not null default now(),
	primary key (tenant_id, kind)
);

create table account (
	id uuid primary key default gen_random_uuid(),
	email text not null,
	name text not null,
	password_hash text not null,
	operator boolean not null default false,
	disabled_at timestamptz,
	created_at timestamptz not null default now()
);
create unique index account_email on account (lower(email));

create table membership (
	tenant_id uuid not null references tenant (id) on delete cascade,
	account_id uuid not null references account (id) on delete cascade,
	role text not null check (role in ('administrator', 'planner', 'clerk')),
	created_at timestamptz not null default now(),
	primary key (tenant_id, account_id)
);
create index membership_account on membership (account_id);

create table session (
	-- SHA-256 of the cookie's value: a copy of the database opens no session.
	token_hash bytea primary key,
	account_id uuid not null references account (id) on delete cascade,
	created_at timestamptz not null default now(),
	seen_at timestamptz not null default now(),
	expires_at timestamptz not null
);
create index session_expires on session (expires_at);

-- Counters of limits (logins, statements), shared by all processes. The key is a keyed hash: no address and no account in clear.
create table throttle (
	key text primary key,
	used integer not null,
	resets_at timestamptz not null
);
create index throttle_resets on throttle (resets_at);

create table file (
	id uuid primary key default gen_random_uuid(),
	tenant_id uuid not null references tenant (id),
	-- Key in the file store; never made from a name that somebody typed.
	key text not null unique,
	name text not null,
	media_type text not null,
	size bigint not null,
	sha256 bytea not null,
	created_at timestamptz not null default now(),
	unique (tenant_id, id)
);

create table plan (
	id uuid primary key default gen_random_uuid(),
	tenant_id uuid not null references tenant (id),
	-- BP_Plan, FP_Plan, RP_Plan, LP_Plan, SO_Plan
	class text not null,
	name text not null,
	number text,
	created_at timestamptz not null default now(),
	unique (tenant_id, id)
);

create table plan_import (
	id uuid primary key default gen_random_uuid(),
	tenant_id uuid not null references tenant (id),
	-- The uploaded file; null after a failure, which leaves no file behind.
	file_id uuid,
	file_name text not null default '',
	state text not null default 'queued' check (state in ('queued', 'running', 'done', 'failed')),
	-- Share of the file read, 0 to 1.
	progress real not null default 0,
	-- The plan that gets a new version; null: the plans of the file are matched by class, number and name, or are new.
	plan_id uuid,
	error jsonb,
	created_by uuid references account (id),
	created_at timestamptz not null default now(),
	finished_at timestamptz,
	unique (tenant_id, id),
	foreign key (tenant_id, file_id) references file (tenant_id, id),
	foreign key (tenant_id, plan_id) references plan (tenant_id, id)
);

create table plan_version (
	id uuid primary key default gen_random_uuid(),
	tenant_id uuid not null,
	plan_id uuid not null,
	import_id uuid,
	number integer not null check (number > 0),
	xplan_version text not null,
	gml_id text not null,
	-- The file as uploaded, and the path of the GML inside it where it is a ZIP.
	file_id uuid not null,
	gml_path text,
	name text not null,
	plan_number text,
	plan_art text,
	rechtsstand text,
	gemeinde text,
	srid integer not null,
	-- Metres: how far the transformation to EPSG:3857 may be off (0 for ETRS89).
	accuracy real not null default 0,
	attributes jsonb not null,
	native geometry,
	area geometry (MultiPolygon, 3857),
	object_count integer not null default 0,
	findings jsonb not null default '[]',
	unsupported jsonb not null default '[]',
	style_version integer not null default 0,
	published_at timestamptz,
	created_by uuid references account (id),
	created_at timestamptz not null default now(),
	unique (tenant_id, id),
	unique (plan_id, number),
	foreign key (tenant_id, plan_id) references plan (tenant_id, id) on delete cascade deferrable initially deferred,
	foreign key (tenant_id, file_id) references file (tenant_id, id),
	foreign key (tenant_id, import_id) references plan_import (tenant_id, id)
);
create index plan_version_area on plan_version using gist (area);
create index plan_version_published on plan_version (plan_id, published_at desc) where published_at is not null;

create table plan_bereich (
	tenant_id uuid not null,
	plan_version_id uuid not null,
	gml_id text not null,
	class text not null,
	number text,
	name text,
	attributes jsonb not null,
	native geometry,
	geom geometry (Geometry, 3857),
	primary key (plan_version_id, gml_id),
	foreign key (tenant_id, plan_version_id) references plan_version (tenant_id, id) on delete cascade deferrable initially deferred
);

-- Plan objects and presentation objects, of every class of every version.
create table plan_object (
	id bigint generated always as identity primary key,
	tenant_id uuid not null,
	plan_version_id uuid not null,
	gml_id text not null,
	class text not null,
	bereich_gml_id text,
	presentation boolean not null default false,
	-- All properties but geometry, in document order (importers/xplan/model.ts, Attribute).
	attributes jsonb not null,
	native geometry,
	geom geometry (Geometry, 3857),
	-- What styles/ computed from class and attributes.
	sign text not null,
	label text,
	rotation real,
	draw_order integer not null default 0,
	foreign key (tenant_id, plan_version_id) references plan_version (tenant_id, id) on delete cascade deferrable initially deferred
);
create index plan_object_geom on plan_object using gist (geom);
create index plan_object_version on plan_object (plan_version_id, id);
create unique index plan_object_gml_id on plan_object (plan_version_id, gml_id);

create table plan_text (
	tenant_id uuid not null,
	plan_version_id uuid not null,
	gml_id text not null,
	class text not null,
	position integer not null,
	-- schluessel, gesetzlicheGrundlage, text
	key text,
	legal_basis text,
	body text,
	attributes jsonb not null,
	primary key (plan_version_id, gml_id),
	foreign key (tenant_id, plan_version_id) references plan_version (tenant_id, id) on delete cascade deferrable initially deferred
);

-- External references of a plan, and the attachments of its ZIP.
create table plan_document (
	id uuid primary key default gen_random_uuid(),
	tenant_id uuid not null,
	plan_version_id uuid not null,
	position integer not null,
	name text not null,
	-- Code of XP_ExterneReferenzTyp or the name of the 4.x element (refBegruendung …).
	type text,
	url text,
	media_type text,
	-- Set where the reference names a file of the ZIP.
	file_id uuid,
	-- gml:id of the feature that refers to it.
	owner_gml_id text,
	unique (tenant_id, id),
	foreign key (tenant_id, plan_version_id) references plan_version (tenant_id, id) on delete cascade deferrable initially deferred,
	foreign key (tenant_id, file_id) references file (tenant_id, id)
);
create index plan_document_version on plan_document (plan_version_id, position);

create table participation (
	id uuid primary key default gen_random_uuid(),
	tenant_id uuid not null,
	plan_version_id uuid not null,
	title text not null,
	intro text not null default '',
	starts_at timestamptz not null,
	-- Exclusive: the local midnight after the last day.
	ends_at timestamptz not null,
	contact jsonb not null default '{}',
	-- Which of name, address are asked for: {"name": "off|optional|required", "address": …}
	settings jsonb not null default '{}',
	published_at timestamptz,
	created_by uuid references account (id),
	created_at timestamptz not null default now(),
	check (ends_at > starts_at),
	unique (tenant_id, id),
	foreign key (tenant_id, plan_version_id) references plan_version (tenant_id, id)
);
create index participation_version on participation (plan_version_id);
create index participation_period on participation (starts_at, ends_at) where published_at is not null;

create table statement (
	id uuid primary key default gen_random_uuid(),
	tenant_id uuid not null,
	participation_id uuid not null,
	-- Running number within the participation.
	number integer not null,
	-- SHA-256 of the receipt code; the code itself is shown once and kept nowhere.
	code_hash bytea not null unique,
	idempotency_key uuid not null,
	origin text not null check (origin in ('web', 'staff')),
	late boolean not null default false,
	body text not null,
	author_name text,
	author_address text,
	author_email text,
	email_token_hash bytea,
	email_confirmed_at timestamptz,
	received_at timestamptz not null,
	entered_by uuid references account (id),
	-- Proof of receipt: SHA-256 over salt and the canonical form (RFC 8785) of the content; `receipt` in receipt_chain.
	-- The form names the author by a salted digest of its own, so that deleting a person's data leaves the rest provable.
	salt bytea not null,
	author_digest bytea not null,
	digest bytea not null,
	receipt_seq bigint not null,
	-- Content and salt are gone; number, time and digest stay.
	erased_at timestamptz,
	unique (tenant_id, id),
	unique (participation_id, number),
	unique (participation_id, idempotency_key),
	foreign key (tenant_id, participation_id) references participation (tenant_id, id)
);
create index statement_received on statement (participation_id, received_at, id);
create index statement_body_search on statement using gin (to_tsvector('german', body));

create table statement_place (
	id uuid primary key default gen_random_uuid(),
	tenant_id uuid not null,
	statement_id uuid not null,
	position integer not null,
	kind text not null check (kind in ('object', 'point', 'line', 'polygon', 'text')),
	-- Where it is said in words only (an address, "the corner of …").
	description text,
	geom geometry (Geometry, 3857),
	unique (tenant_id, id),
	foreign key (tenant_id, statement_id) references statement (tenant_id, id) on delete cascade
);
create index statement_place_geom on statement_place using gist (geom);
create index statement_place_statement on statement_place (statement_id, position);

-- What the place hit when the statement came in. gml:ids change between versions, so this is a copy, not a link.
create table statement_place_object (
	id bigint generated always as identity primary key,
	tenant_id uuid not null,
	place_id uuid not null,
	plan_version_id uuid not null,
	gml_id text not null,
	class text not null,
	-- Sign of the catalogue in styles/, for its title.
	sign text not null,
	label text,
	attributes jsonb not null,
	geom geometry (Geometry, 3857),
	foreign key (tenant_id, place_id) references statement_place (tenant_id, id) on delete cascade,
	foreign key (tenant_id, plan_version_id) references plan_version (tenant_id, id)
);
create index statement_place_object_place on statement_place_object (place_id);
create index statement_place_object_gml_id on statement_place_object (plan_version_id, gml_id);

create table statement_attachment (
	tenant_id uuid not null,
	statement_id uuid not null,
	file_id uuid not null,
	position integer not null,
	primary key (statement_id, position),
	foreign key (tenant_id, statement_id) references statement (tenant_id, id) on delete cascade,
	foreign key (tenant_id, file_id) references file (tenant_id, id)
);

-- Attachments between two steps of the form; taken over by the statement or swept away.
create table staged_file (
	id uuid primary key default gen_random_uuid(),
	tenant_id uuid not null references tenant (id) on delete cascade,
	key text not null unique,
	name text not null,
	media_type text not null,
	size bigint not null,
	sha256 bytea not null,
	expires_at timestamptz not null
);
create index staged_file_expires on staged_file (expires_at);

-- What happened to a statement after receipt; append-only.
create table statement_event (
	id bigint generated always as identity primary key,
	tenant_id uuid not null,
	statement_id uuid not null,
	kind text not null,
	detail jsonb not null default '{}',
	account_id uuid references account (id),
	at timestamptz not null default now(),
	foreign key (tenant_id, statement_id) references statement (tenant_id, id) on delete cascade
);

-- Append-only chain of salted digests. It never holds content or a reference to a person, so an erasure leaves it valid.
create table receipt_chain (
	seq bigint primary key,
	subject text not null,
	digest bytea not null,
	-- SHA-256(previous link || subject || digest || time as ISO 8601)
	link bytea not null unique,
	at timestamptz not null
);

create function receipt_chain_is_append_only() returns trigger language plpgsql as $$
begin
	raise exception 'receipt_chain is append-only';
end $$;
create trigger receipt_chain_append_only before update or delete or truncate on receipt_chain
	for each statement execute function receipt_chain_is_append_only();

-- Mails are written in the transaction of what they tell about; the queue sends them.
create table mail (
	id uuid primary key default gen_random_uuid(),
	tenant_id uuid references tenant (id),
	recipient text not null,
	subject text not null,
	body_text text not null,
	attachments jsonb not null default '[]',
	state text not null default 'queued' check (state in ('queued', 'sent', 'failed')),
	tries integer not null default 0,
	next_try_at timestamptz,
	-- While a process hands the mail to the server, no other one takes it.
	claimed_until timestamptz,
	last_error text,
	created_at timestamptz not null default now(),
	sent_at timestamptz
);
create index mail_waiting on mail (created_at) where state = 'queued';

-- Base map and gazetteer of the demo Land.
create table base_feature (
	id bigint generated always as identity primary key,
	layer text not null,
	kind text,
	name text,
	min_zoom integer not null default 0,
	-- Metres on the ground, of a street or brook that is a line.
	width real,
	geom geometry (Geometry, 3857) not null
);
create index base_feature_geom on base_feature using gist (geom);

create table address (
	id bigint generated always as identity primary key,
	tenant_id uuid references tenant (id) on delete cascade,
	street text not null,
	house_number text not null,
	postcode text not null,
	place text not null,
	geom geometry (Point, 3857) not null
);
create index address_geom on address using gist (geom);
create index address_search on address (search_fold(street) text_pattern_ops);

-- Facts about the installation: demo loaded, instance id …
create table setting (
	name text primary key,
	value jsonb not null
);
