-- Meldungen: defect reporters of a tenant, their categories, who is responsible, reports with photos, and what happens to them.
-- Public output reads the views `public_report` and `public_report_photo` and nothing else: what is private, unconfirmed or not
-- released is not in them, so no format can leak it.

alter table membership drop constraint membership_role_check;
alter table membership add constraint membership_role_check check (role in ('administrator', 'planner', 'clerk', 'warden'));

-- Mängelmelder, Wildmüll, Radwege, Wegewarte …
create table defect_reporter (
	id uuid primary key default gen_random_uuid(),
	tenant_id uuid not null references tenant (id) on delete cascade,
	slug text not null check (slug ~ '^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$'),
	name text not null,
	intro text not null default '',
	icon text not null default 'report',
	position integer not null default 0,
	active boolean not null default true,
	-- reports/types.ts, ReporterSettings: anonymity, unconfirmed reports, opening hours and their message, release after days, retention …
	settings jsonb not null default '{}',
	-- reports/types.ts, ReportState[]: key, label, public label, open or closed, mandatory answer, next states.
	workflow jsonb not null,
	created_at timestamptz not null default now(),
	unique (tenant_id, id),
	unique (tenant_id, slug)
);

-- Open311: service.
create table report_category (
	id uuid primary key default gen_random_uuid(),
	tenant_id uuid not null,
	reporter_id uuid not null,
	-- Open311: service_code, unique within the jurisdiction.
	code text not null check (code <> ''),
	name text not null,
	group_name text not null default '',
	description text not null default '',
	hint text not null default '',
	keywords text[] not null default '{}',
	icon text not null default 'report',
	kind text not null default 'problem' check (kind in ('problem', 'idea', 'praise')),
	-- reports/types.ts, CategoryField[]
	fields jsonb not null default '[]',
	-- public: on the map and in all lists; private: seen by staff and its author only.
	visibility text not null default 'public' check (visibility in ('public', 'private')),
	-- What is seen before an editor released it: nothing at all, pin and category, everything.
	moderation text not null default 'pin' check (moderation in ('hidden', 'pin', 'open')),
	contact text not null default 'optional' check (contact in ('optional', 'email')),
	photo text not null default 'optional' check (photo in ('none', 'optional', 'required')),
	-- Metres within which an open report of the same group may be the same.
	duplicate_distance integer not null default 250 check (duplicate_distance between 0 and 2000),
	-- Days until it shall be done.
	response_days integer not null default 14 check (response_days between 1 and 730),
	-- An idea is worked on once so many support it.
	support_threshold integer not null default 0,
	asset_layer_id uuid,
	asset_required boolean not null default false,
	position integer not null default 0,
	active boolean not null default true,
	unique (tenant_id, id),
	unique (tenant_id, code),
	foreign key (tenant_id, reporter_id) references defect_reporter (tenant_id, id) on delete cascade
);
create index report_category_reporter on report_category (reporter_id, position);

-- Lamp posts, benches, signs, road segments.
create table asset_layer (
	id uuid primary key default gen_random_uuid(),
	tenant_id uuid not null references tenant (id) on delete cascade,
	name text not null,
	-- "Laterne", for sentences.
	item_name text not null,
	-- WFS or file; {"url": …, "typeName": …, "refreshedAt": …}
	source jsonb not null default '{}',
	-- Which attribute is the number people read on the thing.
	ref_attribute text not null default 'ref',
	created_at timestamptz not null default now(),
	unique (tenant_id, id)
);
alter table report_category add foreign key (tenant_id, asset_layer_id) references asset_layer (tenant_id, id);

create table asset (
	id uuid primary key default gen_random_uuid(),
	tenant_id uuid not null,
	layer_id uuid not null,
	ref text not null,
	label text not null default '',
	attributes jsonb not null default '{}',
	geom geometry (Geometry, 3857) not null,
	-- No longer in its source; kept because reports name it, and offered no more.
	removed_at timestamptz,
	unique (tenant_id, id),
	unique (layer_id, ref),
	foreign key (tenant_id, layer_id) references asset_layer (tenant_id, id) on delete cascade
);
create index asset_geom on asset using gist (geom);

-- Who can be responsible: an office, the municipality, the Kreis, the Land; or another tenant of this portal.
create table responsible_body (
	id uuid primary key default gen_random_uuid(),
	tenant_id uuid not null references tenant (id) on delete cascade,
	name text not null,
	-- The order of the fall-back: amt before gemeinde before kreis before land.
	level text not null check (level in ('amt', 'gemeinde', 'kreis', 'land')),
	email text,
	-- Reports are forwarded to it.
	forward_tenant_id uuid references tenant (id),
	-- Where nothing else fits. One per tenant.
	is_default boolean not null default false,
	active boolean not null default true,
	unique (tenant_id, id)
);
create unique index responsible_body_default on responsible_body (tenant_id) where is_default;

-- Responsibility = category × polygon.
create table responsibility (
	id uuid primary key default gen_random_uuid(),
	tenant_id uuid not null,
	body_id uuid not null,
	-- Null: every category.
	category_id uuid,
	-- Null: everywhere.
	area geometry (MultiPolygon, 3857),
	area_name text not null default '',
	unique (tenant_id, id),
	foreign key (tenant_id, body_id) references responsible_body (tenant_id, id) on delete cascade,
	foreign key (tenant_id, category_id) references report_category (tenant_id, id) on delete cascade
);
create index responsibility_area on responsibility using gist (area) where area is not null;
create index responsibility_category on responsibility (tenant_id, category_id);

create table report (
	id uuid primary key default gen_random_uuid(),
	tenant_id uuid not null,
	reporter_id uuid not null,
	category_id uuid not null,
	-- What people read and say, random: M-7K3F9Q. Never counted up, so nobody can walk through it.
	public_ref text not null unique check (public_ref <> ''),
	-- SHA-256 of the receipt code; the code itself is shown once and kept nowhere.
	code_hash bytea not null unique,
	-- Of the device: the same report sent ten times is one report.
	idempotency_key text not null,
	origin text not null check (origin in ('web', 'staff', 'open311', 'pulled', 'forwarded', 'warden')),
	-- Key of the reporter's workflow.
	state text not null,
	-- Whether that state is one of the open ones; kept with `state` by the same statement.
	open boolean not null default true,
	point geometry (Point, 3857) not null,
	address text not null default '',
	-- From the gazetteer, not typed by somebody: may be shown before an editor looked.
	address_found boolean not null default false,
	asset_id uuid,
	title text not null default '',
	body text not null default '',
	-- Title and text as the public may read them, where an editor shortened them; with `body_release` = released.
	public_title text,
	public_body text,
	body_release text not null default 'pending' check (body_release in ('pending', 'released', 'withheld')),
	-- Answers to the category's fields: {code: value | values}
	answers jsonb not null default '{}',
	author_name text,
	author_email text,
	author_phone text,
	-- SHA-256 of the token in the mail.
	email_token_hash bytea,
	email_confirmed_at timestamptz,
	-- When it counts: at once, or when its address was confirmed (the reporter's rule). Null: not public, kept by the rule.
	accepted_at timestamptz,
	-- By category's visibility, or an editor.
	private boolean not null default false,
	-- Its category shows nothing before an editor released it, and none did yet.
	awaits_release boolean not null default false,
	-- Taken off all public pages by an editor.
	hidden_at timestamptz,
	body_id uuid,
	-- Why this body: ReasonOfResponsibility in reports/types.ts
	body_reason jsonb not null default '{}',
	body_state text not null default 'proposed' check (body_state in ('proposed', 'accepted', 'rejected', 'manual')),
	assigned_to uuid references account (id),
	priority integer not null default 0,
	due_at timestamptz,
	escalated_at timestamptz,
	received_at timestamptz not null,
	changed_at timestamptz not null,
	closed_at timestamptz,
	-- It is a duplicate of, or a part of.
	merged_into uuid,
	split_from uuid,
	support_count integer not null default 0,
	-- {"open311": {endpoint, id}, "forwardedFrom": {tenantId, reportId}, …}
	external jsonb not null default '{}',
	-- Proof of receipt, as of a statement.
	salt bytea,
	digest bytea,
	receipt_seq bigint,
	-- Personal data are gone after the retention.
	anonymised_at timestamptz,
	search tsvector generated always as (to_tsvector('german', title || ' ' || body || ' ' || address)) stored,
	-- What the public may search must not tell what it may not read.
	public_search tsvector generated always as (case when body_release = 'released'
		then to_tsvector('german', coalesce(public_title, title) || ' ' || coalesce(public_body, body) || ' ' || address) end) stored,
	-- One rule for all outputs.
	is_public boolean generated always as (accepted_at is not null and not private and not awaits_release and hidden_at is null and merged_into is null) stored,
	unique (tenant_id, id),
	unique (tenant_id, idempotency_key),
	foreign key (tenant_id, reporter_id) references defect_reporter (tenant_id, id),
	foreign key (tenant_id, category_id) references report_category (tenant_id, id),
	foreign key (tenant_id, asset_id) references asset (tenant_id, id),
	foreign key (tenant_id, body_id) references responsible_body (tenant_id, id),
	foreign key (tenant_id, merged_into) references report (tenant_id, id),
	foreign key (tenant_id, split_from) references report (tenant_id, id)
);
create index report_public_point on report using gist (point) where is_public;
create index report_open_point on report using gist (point) where is_public and open;
create index report_public_received on report (tenant_id, received_at, id) where is_public;
create index report_public_changed on report (tenant_id, changed_at, id) where is_public;
create index report_work on report (tenant_id, open, changed_at desc);
create index report_due on report (due_at) where open;
create index report_search on report using gin (search);
create index report_public_search on report using gin (public_search) where is_public;
create index report_assigned on report (assigned_to) where open and assigned_to is not null;
create index report_unconfirmed on report (received_at) where accepted_at is null;
create index report_merged on report (merged_into) where merged_into is not null;
create index report_unreleased on report (reporter_id, accepted_at) where body_release = 'pending';

-- Every stored variant is re-encoded: without EXIF, XMP, GPS, upright.
create table report_photo (
	id uuid primary key default gen_random_uuid(),
	tenant_id uuid not null,
	report_id uuid not null,
	position integer not null,
	-- 2048 px at most, and 400 px.
	file_id uuid not null,
	thumbnail_file_id uuid not null,
	width integer not null,
	height integer not null,
	-- By whom: author, somebody else, staff ("after the repair").
	origin text not null default 'author' check (origin in ('author', 'public', 'staff')),
	release text not null default 'pending' check (release in ('pending', 'released', 'withheld')),
	-- An editor has blackened parts: the files hold nothing of what lay under it.
	redacted_at timestamptz,
	created_at timestamptz not null,
	unique (tenant_id, id),
	foreign key (tenant_id, report_id) references report (tenant_id, id) on delete cascade,
	foreign key (tenant_id, file_id) references file (tenant_id, id),
	foreign key (tenant_id, thumbnail_file_id) references file (tenant_id, id)
);
create index report_photo_report on report_photo (report_id, position);
create index report_photo_unreleased on report_photo (created_at) where release = 'pending';

-- Photos of a form that is not sent yet; after a day they are removed.
create table report_photo_draft (
	id uuid primary key default gen_random_uuid(),
	tenant_id uuid not null references tenant (id) on delete cascade,
	file_id uuid not null,
	thumbnail_file_id uuid not null,
	width integer not null,
	height integer not null,
	-- Where it was taken, degrees.
	lon double precision,
	lat double precision,
	expires_at timestamptz not null
);
create index report_photo_draft_expires on report_photo_draft (expires_at);

-- Append-only: what happened, by whom. `public_text` is what the status page shows.
create table report_event (
	id bigint generated always as identity primary key,
	tenant_id uuid not null,
	report_id uuid not null,
	-- received, confirmed, state, assigned, responsibility, note, released, redacted, hidden, merged, split, reopened, feedback, forwarded …
	kind text not null,
	state text,
	public_text text,
	detail jsonb not null default '{}',
	account_id uuid references account (id),
	-- Who, where it was no account: author, contractor, body, system.
	actor text not null default 'system',
	at timestamptz not null,
	foreign key (tenant_id, report_id) references report (tenant_id, id)
);
create index report_event_report on report_event (report_id, id);
create index report_event_public on report_event (tenant_id, at, id) where public_text is not null;

create function report_event_is_append_only() returns trigger language plpgsql as $$
begin
	-- Personal data may go (Art. 17 DSGVO, retention): the words of an event, nothing else of it.
	if tg_op = 'UPDATE' and (new.id, new.tenant_id, new.report_id, new.kind, new.at) = (old.id, old.tenant_id, old.report_id, old.kind, old.at)
		and new.state is not distinct from old.state and new.account_id is not distinct from old.account_id
		and new.public_text is null and new.detail = '{"erased": true}' then
		return new;
	end if;
	raise exception 'report_event is append-only';
end $$;
create trigger report_event_append_only before update or delete on report_event for each row execute function report_event_is_append_only();

-- Answers that are written once: "Privateigentum", "Gehölzschnitt erst ab Oktober" …
create table report_template (
	id uuid primary key default gen_random_uuid(),
	tenant_id uuid not null,
	reporter_id uuid,
	state text,
	name text not null,
	body text not null,
	unique (tenant_id, id),
	foreign key (tenant_id, reporter_id) references defect_reporter (tenant_id, id) on delete cascade
);

-- "I see this too": one vote per person, counted when the address is confirmed.
create table report_support (
	id uuid primary key default gen_random_uuid(),
	tenant_id uuid not null,
	report_id uuid not null,
	-- Keyed hash of the folded address.
	person bytea not null,
	token_hash bytea not null unique,
	created_at timestamptz not null,
	confirmed_at timestamptz,
	unique (report_id, person),
	foreign key (tenant_id, report_id) references report (tenant_id, id) on delete cascade
);

-- Who wants to hear of one report, or of new ones in an area and categories.
create table report_alert (
	id uuid primary key default gen_random_uuid(),
	tenant_id uuid not null references tenant (id) on delete cascade,
	email text not null,
	report_id uuid,
	title text not null default '',
	area geometry (Geometry, 3857),
	category_ids uuid[] not null default '{}',
	confirm_hash bytea not null unique,
	manage_hash bytea not null unique,
	confirmed_at timestamptz,
	created_at timestamptz not null,
	foreign key (tenant_id, report_id) references report (tenant_id, id) on delete cascade
);
create index report_alert_area on report_alert using gist (area);
create index report_alert_report on report_alert (report_id) where report_id is not null;

-- Written with the mail in one transaction: nothing is told twice, nothing is lost.
create table report_alert_delivery (
	tenant_id uuid not null references tenant (id) on delete cascade,
	alert_id uuid not null references report_alert (id) on delete cascade,
	event_id bigint not null references report_event (id),
	mail_id uuid references mail (id) on delete set null,
	primary key (alert_id, event_id)
);

-- Abuse reports ("Missbrauch melden"): they hide nothing by themselves.
create table report_flag (
	id uuid primary key default gen_random_uuid(),
	tenant_id uuid not null,
	report_id uuid not null,
	photo_id uuid,
	reason text not null,
	at timestamptz not null,
	settled_at timestamptz,
	settled_by uuid references account (id),
	foreign key (tenant_id, report_id) references report (tenant_id, id) on delete cascade
);
create index report_flag_open on report_flag (tenant_id, report_id) where settled_at is null;

-- A contractor works on it by a link, without an account.
create table report_delegation (
	id uuid primary key default gen_random_uuid(),
	tenant_id uuid not null,
	report_id uuid not null,
	contractor text not null,
	email text not null,
	order_text text not null default '',
	token_hash bytea not null unique,
	created_by uuid references account (id),
	created_at timestamptz not null,
	expires_at timestamptz not null,
	revoked_at timestamptz,
	answered_at timestamptz,
	unique (tenant_id, id),
	foreign key (tenant_id, report_id) references report (tenant_id, id) on delete cascade
);

create table report_shortlist (
	tenant_id uuid not null,
	account_id uuid not null references account (id) on delete cascade,
	report_id uuid not null,
	position integer not null,
	primary key (account_id, report_id),
	foreign key (tenant_id, report_id) references report (tenant_id, id) on delete cascade
);

-- Addresses and domains whose reports are kept for an editor instead of accepted.
create table sender_ban (
	tenant_id uuid not null references tenant (id) on delete cascade,
	-- Folded address, or @domain.
	sender text not null,
	reason text not null default '',
	created_at timestamptz not null,
	primary key (tenant_id, sender)
);

create view public_report_photo as
	select p.id, p.tenant_id, p.report_id, p.position, p.file_id, p.thumbnail_file_id, p.width, p.height, p.created_at
	from report_photo p join report r on r.id = p.report_id
	where r.is_public and p.release = 'released';

create view public_report as
	select
		r.id, r.tenant_id, r.reporter_id, r.category_id, r.public_ref, r.state, r.open, r.point, r.asset_id,
		case when r.body_release = 'released' then coalesce(r.public_body, r.body) end as body,
		case when r.body_release = 'released' then coalesce(r.public_title, r.title) end as title,
		-- "pending" is told apart from "there is nothing": pages say that an editor has not looked yet.
		r.body_release = 'pending' and (r.body <> '' or r.title <> '') as body_pending,
		(select count(*)::integer from report_photo p where p.report_id = r.id and p.release = 'pending') as photos_pending,
		case when r.address_found or r.body_release = 'released' then r.address else '' end as address,
		r.public_search, r.body_id, r.due_at, r.received_at, r.changed_at, r.closed_at, r.support_count
	from report r
	where r.is_public;

-- === Many reports: the staff's lists, digests, the protocol, changes from the field

create index report_received on report (tenant_id, received_at, id);
create index report_done on report (tenant_id, closed_at) where closed_at is not null;
-- Columns of the board.
create index report_board on report (tenant_id, state, received_at, id);
-- What an editor has still to look at is little, among however much.
create index report_text_pending on report (tenant_id) where body_release = 'pending';
create index report_photo_pending on report_photo (tenant_id, report_id) where release = 'pending';

-- A filter that somebody named, for one account.
create table report_view (
	id uuid primary key default gen_random_uuid(),
	tenant_id uuid not null references tenant (id) on delete cascade,
	account_id uuid not null references account (id) on delete cascade,
	name text not null check (name <> ''),
	-- As in the address, written by writeReportFilter.
	query text not null,
	created_at timestamptz not null default now(),
	unique (account_id, tenant_id, name)
);

-- Which digest was mailed for which local day; written with the mail in one transaction, so that none is told twice.
create table report_digest (
	tenant_id uuid not null references tenant (id) on delete cascade,
	-- 'account:<id>' or 'body:<id>'
	recipient text not null,
	day date not null,
	mail_id uuid references mail (id) on delete set null,
	primary key (tenant_id, recipient, day)
);

-- Append-only: who took personal data out, what the retention removed. No personal data itself.
create table report_protocol (
	id bigint generated always as identity primary key,
	tenant_id uuid not null references tenant (id) on delete cascade,
	-- export, retention
	kind text not null,
	account_id uuid references account (id) on delete set null,
	detail jsonb not null default '{}',
	at timestamptz not null
);
create index report_protocol_tenant on report_protocol (tenant_id, id);

-- A change sent from a device that had no network: the same key again gives the same answer.
create table report_field_change (
	tenant_id uuid not null,
	key text not null check (key <> ''),
	report_id uuid not null,
	account_id uuid not null references account (id) on delete cascade,
	answer jsonb not null default '{}',
	at timestamptz not null,
	primary key (tenant_id, key),
	foreign key (tenant_id, report_id) references report (tenant_id, id) on delete cascade
);

-- === Alerts: what subscribers have still to be told

create index report_alert_tenant on report_alert (tenant_id) where confirmed_at is not null;

-- Written by triggers in the transaction of what happened, taken away in the transaction of the mails: no way by which a report becomes
-- public can forget it, and a job that is stopped anywhere tells nothing twice.
create table report_alert_queue (
	id bigint generated always as identity primary key,
	tenant_id uuid not null,
	report_id uuid not null,
	-- Null: the report has become public.
	event_id bigint references report_event (id),
	at timestamptz not null,
	foreign key (tenant_id, report_id) references report (tenant_id, id) on delete cascade
);

-- An alert hears of what happens after its confirmation: with none, nothing is written.
create function report_is_new_to_public() returns trigger language plpgsql as $$
begin
	if exists (select from report_alert a where a.tenant_id = new.tenant_id and a.confirmed_at is not null and a.report_id is null) then
		insert into report_alert_queue (tenant_id, report_id, at)
		values (new.tenant_id, new.id, case when tg_op = 'INSERT' then coalesce(new.accepted_at, new.received_at) else new.changed_at end);
	end if;
	return null;
end $$;
create trigger report_became_public after insert on report for each row when (new.is_public) execute function report_is_new_to_public();
create trigger report_turned_public after update on report for each row when (new.is_public and not old.is_public) execute function report_is_new_to_public();

create function report_event_is_to_be_told() returns trigger language plpgsql as $$
begin
	if exists (select from report_alert a where a.tenant_id = new.tenant_id and a.confirmed_at is not null and a.report_id is not null) then
		insert into report_alert_queue (tenant_id, report_id, event_id, at) values (new.tenant_id, new.report_id, new.id, new.at);
	end if;
	return null;
end $$;
create trigger report_event_told after insert on report_event for each row when (new.public_text is not null) execute function report_event_is_to_be_told();
