-- Open311 (GeoReport v2): keys and names of a tenant's interface, and the end points of others that it pulls from and pushes to.

-- What a tenant's interface is called and does. Without a row the slug is its jurisdiction.
create table open311_jurisdiction (
	tenant_id uuid primary key references tenant (id) on delete cascade,
	-- jurisdiction_id beside the slug: "stadt.example".
	jurisdiction_id text unique check (jurisdiction_id <> ''),
	-- Whether a media_url in a request is fetched (over the public internet only) or refused.
	media_urls text not null default 'refuse' check (media_urls in ('fetch', 'refuse'))
);

-- What GeoReport says of a service and the portal's category does not know.
create table open311_service (
	tenant_id uuid not null,
	category_id uuid primary key,
	-- Null: realtime, or batch where reports wait for the confirmation of an address.
	type text check (type in ('realtime', 'batch', 'blackbox')),
	-- Null: whether the category has fields.
	metadata boolean,
	-- {code: {order, datatype}} of attributes.
	attributes jsonb not null default '{}',
	foreign key (tenant_id, category_id) references report_category (tenant_id, id) on delete cascade
);

-- What GeoReport says of a request and the portal's report does not know: {address_id, zipcode, media_url, service_notice, extended_attributes …}
create table open311_record (
	tenant_id uuid not null,
	report_id uuid primary key,
	fields jsonb not null default '{}',
	foreign key (tenant_id, report_id) references report (tenant_id, id) on delete cascade
);

create table open311_key (
	id uuid primary key default gen_random_uuid(),
	tenant_id uuid not null references tenant (id) on delete cascade,
	name text not null,
	-- SHA-256; the key itself is shown once and kept nowhere.
	key_hash bytea not null,
	-- create: new requests; update: states and answers.
	scopes text[] not null check (scopes <@ array['create', 'update'] and cardinality(scopes) > 0),
	hourly_limit integer not null default 600 check (hourly_limit between 1 and 100000),
	created_by uuid references account (id),
	created_at timestamptz not null,
	last_used_at timestamptz,
	revoked_at timestamptz,
	unique (tenant_id, id),
	unique (tenant_id, key_hash)
);

-- Answer to a request whose id has to wait.
create table open311_token (
	tenant_id uuid not null,
	token_hash bytea primary key,
	report_id uuid not null,
	created_at timestamptz not null,
	foreign key (tenant_id, report_id) references report (tenant_id, id) on delete cascade
);

-- A neighbour from which reports are pulled, or a contractor to whom they are pushed.
create table open311_endpoint (
	id uuid primary key default gen_random_uuid(),
	tenant_id uuid not null references tenant (id) on delete cascade,
	name text not null,
	direction text not null check (direction in ('pull', 'push')),
	url text not null check (url <> ''),
	jurisdiction_id text not null default '',
	format text not null default 'json' check (format in ('json', 'xml')),
	-- Encrypted with the installation's secret.
	api_key bytea,
	-- pull: {reporterId, categories: {service_code: categoryId}, otherwise: categoryId | null}; push: {categoryIds, bodyIds, services: {categoryId: service_code}, otherwise}
	rule jsonb not null default '{}',
	-- Foreign status or detailed status -> key of a state.
	states jsonb not null default '{}',
	minutes integer not null default 15 check (minutes between 1 and 1440),
	-- Up to here records and updates of the other side are taken over.
	requests_until timestamptz,
	updates_until timestamptz,
	next_run_at timestamptz,
	last_run_at timestamptz,
	last_success_at timestamptz,
	tries integer not null default 0,
	-- {code, message} of the last run, null when it went well.
	error jsonb,
	disabled_at timestamptz,
	created_at timestamptz not null,
	unique (tenant_id, id),
	unique (tenant_id, name)
);
create index open311_endpoint_due on open311_endpoint (next_run_at) where disabled_at is null;

-- A report here and a request there are the same.
create table open311_link (
	id uuid primary key default gen_random_uuid(),
	tenant_id uuid not null,
	endpoint_id uuid not null,
	report_id uuid not null,
	-- service_request_id of the other side; null until it told one.
	foreign_id text,
	token text,
	-- linked: both know; queued: is to be pushed; sent: the answer is outstanding; waiting: for the id of a token; failed: a person has to look.
	state text not null check (state in ('linked', 'queued', 'sent', 'waiting', 'failed')),
	tries integer not null default 0,
	next_try_at timestamptz,
	error jsonb,
	-- SHA-256 of what the other side said last: the same again changes nothing.
	seen bytea,
	-- Foreign status that was taken over last.
	foreign_status text,
	created_at timestamptz not null,
	done_at timestamptz,
	unique (tenant_id, id),
	unique (endpoint_id, report_id),
	foreign key (tenant_id, endpoint_id) references open311_endpoint (tenant_id, id) on delete cascade,
	foreign key (tenant_id, report_id) references report (tenant_id, id) on delete cascade
);
create unique index open311_link_foreign on open311_link (endpoint_id, foreign_id) where foreign_id is not null;
create index open311_link_due on open311_link (next_try_at) where next_try_at is not null;
create index open311_link_report on open311_link (report_id);

-- Updates that were taken over: from an end point, or sent to us with a key. The same id again is the same update.
create table open311_update (
	tenant_id uuid not null references tenant (id) on delete cascade,
	-- Id of the end point or of the key.
	source uuid not null,
	update_id text not null,
	report_id uuid not null,
	event_id bigint,
	taken_at timestamptz not null,
	primary key (source, update_id),
	foreign key (tenant_id, report_id) references report (tenant_id, id) on delete cascade
);
create index open311_update_report on open311_update (report_id);
