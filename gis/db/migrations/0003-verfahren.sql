-- Verfahren: procedures of land-use planning with their steps, documents, notices and evidence; alerts; exchange with other systems.
-- Days are local days (Europe/Berlin), both inclusive; the instants beside them are local midnights, the end exclusive.

-- A tenant's own template (Blaupause) of a kind of procedure; without a row the portal's own holds
-- (portal/lib/server/procedures/kinds).
create table procedure_kind (
	id uuid primary key default gen_random_uuid(),
	tenant_id uuid not null references tenant (id) on delete cascade,
	key text not null check (key ~ '^[a-z0-9-]{2,60}$'),
	-- procedures/kinds/kind.ts, ProcedureKind
	definition jsonb not null,
	-- Taken out of use; procedures of it go on.
	retired_at timestamptz,
	changed_at timestamptz not null default now(),
	unique (tenant_id, id),
	unique (tenant_id, key)
);

create table procedure (
	id uuid primary key default gen_random_uuid(),
	tenant_id uuid not null references tenant (id),
	kind_key text not null,
	-- The kind as it was when the procedure began: a later change of the template changes no running procedure.
	kind jsonb not null,
	-- For lists, which shall not read the whole template.
	kind_name text generated always as (coalesce(kind ->> 'name', '')) stored,
	plan_type text generated always as (coalesce(kind ->> 'group', '')) stored,
	plan_id uuid,
	title text not null,
	number text,
	-- What it is about, in plain language, and in Leichte Sprache where given.
	summary text not null default '',
	easy_language text not null default '',
	topics text[] not null default '{}',
	municipality text not null default '',
	-- Geltungsbereich, from the plan or drawn or received, and a point inside it for small scales.
	area geometry (MultiPolygon, 3857),
	point geometry (Point, 3857),
	contact jsonb not null default '{}',
	-- States whose municipalities and authorities are asked too (§ 4a (4) BauGB), as the notice names them.
	neighbour_states text not null default '',
	-- Names in other systems: {"xbeteiligung": planID}
	external jsonb not null default '{}',
	published_at timestamptz,
	-- A draft that was never published and is given up; its protocol stays.
	discarded_at timestamptz,
	-- Title, number, municipality, topics, kind and summary, written by a trigger; documents have their own.
	search tsvector not null default '',
	created_by uuid references account (id),
	created_at timestamptz not null default now(),
	changed_at timestamptz not null default now(),
	unique (tenant_id, id),
	foreign key (tenant_id, plan_id) references plan (tenant_id, id)
);
create index procedure_area on procedure using gist (area) where published_at is not null;
create index procedure_point on procedure using gist (point) where published_at is not null;
create index procedure_search on procedure using gin (search);
create index procedure_tenant on procedure (tenant_id, changed_at desc);
create index procedure_plan on procedure (plan_id) where plan_id is not null;
create unique index procedure_xbeteiligung on procedure (tenant_id, (external ->> 'xbeteiligung')) where external ? 'xbeteiligung';

create table procedure_step (
	id uuid primary key default gen_random_uuid(),
	tenant_id uuid not null,
	procedure_id uuid not null,
	-- procedures/types.ts, StepKey, or a key of an own kind
	key text not null,
	title text not null,
	track text not null check (track in ('public', 'toeb', 'internal')),
	-- Durchgang
	iteration integer not null default 1 check (iteration > 0),
	position integer not null,
	-- A step without a period (a decision, an entry into force) has its day in starts_on alone.
	starts_on date,
	ends_on date,
	starts_at timestamptz,
	ends_at timestamptz,
	-- How the end is found: publication, toeb, shortened, free; and the version of the law that was asked.
	rule text not null default 'free' check (rule in ('publication', 'toeb', 'shortened', 'free', 'day')),
	law text,
	-- law/deadlines.ts, Deadline: as computed when the dates were set.
	deadline jsonb,
	extension_reason text not null default '',
	shortening_reason text not null default '',
	-- § 4a (3) S. 2: statements only on what was changed; S. 4: only those who are affected.
	changes_only boolean not null default false,
	restricted boolean not null default false,
	-- The step is left out, and why (§ 3 (1) S. 3, § 13 (2)).
	skipped_reason text not null default '',
	plan_version_id uuid,
	-- The version that a renewed participation is compared with.
	compare_version_id uuid,
	contact jsonb not null default '{}',
	-- [{"name", "address", "openingHours", "means": "paper" | "terminal" | "other"}]
	places jsonb not null default '[]',
	-- Kinds of environmental information: [{"kind", "text"}]
	environment jsonb not null default '[]',
	note text not null default '',
	published_at timestamptz,
	published_by uuid references account (id),
	-- Why the announced days of a period that had not begun were moved.
	moved_reason text not null default '',
	-- An announced step that was taken back before it began: it is not published any more, and everybody may see that and why.
	withdrawn_at timestamptz,
	withdrawal_reason text not null default '',
	created_at timestamptz not null default now(),
	changed_at timestamptz not null default now(),
	check (withdrawn_at is null or published_at is null),
	check (ends_on is null or ends_on >= starts_on),
	check ((starts_on is null) = (starts_at is null) and (ends_on is null) = (ends_at is null)),
	unique (tenant_id, id),
	unique (procedure_id, key, iteration),
	unique (id, starts_at, ends_at),
	foreign key (tenant_id, procedure_id) references procedure (tenant_id, id) on delete cascade,
	foreign key (tenant_id, plan_version_id) references plan_version (tenant_id, id),
	foreign key (tenant_id, compare_version_id) references plan_version (tenant_id, id)
);
create index procedure_step_procedure on procedure_step (procedure_id, position);
create index procedure_step_period on procedure_step (starts_at, ends_at) where published_at is not null;
create index procedure_step_version on procedure_step (plan_version_id) where plan_version_id is not null;

-- What the status is at any time, as it follows from the steps: written anew in the transaction of every change of a step, so that lists
-- and tiles need not compute it. Nobody types it.
create table procedure_status (
	procedure_id uuid not null,
	tenant_id uuid not null,
	status text not null check (status in ('announced', 'active', 'recently-ended', 'evaluation', 'decision', 'in-force', 'archived')),
	step_id uuid,
	since timestamptz not null,
	until timestamptz not null default 'infinity',
	check (until > since),
	primary key (procedure_id, since),
	foreign key (tenant_id, procedure_id) references procedure (tenant_id, id) on delete cascade,
	foreign key (tenant_id, step_id) references procedure_step (tenant_id, id) on delete cascade
);
create index procedure_status_span on procedure_status (since, until);

-- What is searched for in procedures and their documents: German stems of folded words. A word that is looked for is folded the same way
-- (landportal/search-words.ts).
create function search_vector(value text) returns tsvector language sql immutable parallel safe
	return to_tsvector('pg_catalog.german'::regconfig, translate(search_fold(value), '-–—/\.:_@+„“', '            '));

create function procedure_search() returns trigger language plpgsql as $$
begin
	new.search := setweight(search_vector(concat_ws(' ', new.title, new.number)), 'A')
		|| setweight(search_vector(concat_ws(' ', new.municipality, array_to_string(new.topics, ' '))), 'B')
		|| setweight(search_vector(concat_ws(' ', new.kind ->> 'name', new.summary)), 'C');
	return new;
end $$;
create trigger procedure_search before insert or update of title, number, municipality, topics, kind, summary, search on procedure
	for each row execute function procedure_search();

-- A participation of a step has the step's period, always: the date has one home.
alter table participation add column step_id uuid;
alter table participation add column audience text not null default 'public' check (audience in ('public', 'toeb'));
alter table participation add constraint participation_step foreign key (tenant_id, step_id) references procedure_step (tenant_id, id);
alter table participation add constraint participation_period_of_step foreign key (step_id, starts_at, ends_at)
	references procedure_step (id, starts_at, ends_at) on update cascade;
create unique index participation_of_step on participation (step_id) where step_id is not null;
-- The early participation may have no plan yet: it is about the procedure's area.
alter table participation alter column plan_version_id drop not null;
alter table participation add constraint participation_subject check (plan_version_id is not null or step_id is not null);

-- Tree of documents; a document without versions is a heading.
create table procedure_document (
	id uuid primary key default gen_random_uuid(),
	tenant_id uuid not null,
	procedure_id uuid not null,
	parent_id uuid,
	-- procedures/types.ts, DocumentCategory
	category text not null,
	title text not null,
	position integer not null default 0,
	-- Who may see it, once a step shows it.
	for_public boolean not null default true,
	for_toeb boolean not null default true,
	created_at timestamptz not null default now(),
	unique (tenant_id, id),
	foreign key (tenant_id, procedure_id) references procedure (tenant_id, id) on delete cascade,
	foreign key (tenant_id, parent_id) references procedure_document (tenant_id, id)
);
create index procedure_document_procedure on procedure_document (procedure_id, position);

create table procedure_document_version (
	id uuid primary key default gen_random_uuid(),
	tenant_id uuid not null,
	document_id uuid not null,
	number integer not null check (number > 0),
	file_id uuid not null,
	pages integer,
	-- Why a published version was replaced.
	reason text not null default '',
	-- Text inside the file; null while it is not read yet.
	body text,
	-- Title and body, written by a trigger.
	search tsvector not null default '',
	uploaded_by uuid references account (id),
	uploaded_at timestamptz not null default now(),
	unique (tenant_id, id),
	unique (document_id, number),
	foreign key (tenant_id, document_id) references procedure_document (tenant_id, id) on delete cascade,
	foreign key (tenant_id, file_id) references file (tenant_id, id)
);
create index procedure_document_version_search on procedure_document_version using gin (search);
create index procedure_document_version_file on procedure_document_version (file_id);

create function procedure_document_search() returns trigger language plpgsql as $$
declare
	heading tsvector := (select setweight(search_vector(d.title), 'A') from procedure_document d where d.id = new.document_id);
begin
	new.search := heading || search_vector(left(new.body, 1000000));
	if new.search is null then new.search := coalesce(heading, ''); end if;
	return new;
exception when program_limit_exceeded then
	-- More different words than a vector holds (1 MB).
	new.search := heading || search_vector(left(new.body, 200000));
	return new;
end $$;
create trigger procedure_document_search before insert or update of body, search on procedure_document_version
	for each row execute function procedure_document_search();

create function procedure_document_retitled() returns trigger language plpgsql as $$
begin
	update procedure_document_version v set search = '' where v.tenant_id = new.tenant_id and v.document_id = new.id;
	return null;
end $$;
create trigger procedure_document_retitled after update of title on procedure_document
	for each row execute function procedure_document_retitled();

-- Documents of plans are searched through like those of procedures, once their version is shown.
alter table plan_document add column body text;
alter table plan_document add column search tsvector not null default '';
create index plan_document_search on plan_document using gin (search);
create function plan_document_search() returns trigger language plpgsql as $$
declare
	heading tsvector := setweight(search_vector(new.name), 'A');
begin
	new.search := coalesce(heading || search_vector(left(new.body, 1000000)), heading);
	return new;
exception when program_limit_exceeded then
	new.search := heading || search_vector(left(new.body, 200000));
	return new;
end $$;
create trigger plan_document_search before insert or update of name, body, search on plan_document
	for each row execute function plan_document_search();
update plan_document set search = '';

-- Which version of a document a step shows.
create table step_document (
	tenant_id uuid not null,
	step_id uuid not null,
	document_version_id uuid not null,
	primary key (step_id, document_version_id),
	foreign key (tenant_id, step_id) references procedure_step (tenant_id, id) on delete cascade,
	foreign key (tenant_id, document_version_id) references procedure_document_version (tenant_id, id) on delete cascade
);
create index step_document_version on step_document (document_version_id);

-- Bekanntmachung. A published one is never changed; a renewed one names what it replaces.
create table notice (
	id uuid primary key default gen_random_uuid(),
	tenant_id uuid not null,
	procedure_id uuid not null,
	step_id uuid not null,
	-- notices/types.ts, NoticeBlock[]
	blocks jsonb not null,
	-- Where and on which day it appears as the statute of the municipality wants it (Amtsblatt Nr. 3, Aushang …).
	published_in text not null default '',
	published_on date,
	published_at timestamptz,
	published_by uuid references account (id),
	replaces_id uuid,
	-- Why a published date was changed.
	reason text not null default '',
	created_at timestamptz not null default now(),
	changed_at timestamptz not null default now(),
	unique (tenant_id, id),
	foreign key (tenant_id, procedure_id) references procedure (tenant_id, id) on delete cascade,
	foreign key (tenant_id, step_id) references procedure_step (tenant_id, id) on delete cascade,
	foreign key (tenant_id, replaces_id) references notice (tenant_id, id)
);
create index notice_step on notice (step_id, created_at);
create unique index notice_draft on notice (step_id) where published_at is null;
create function notice_is_fixed() returns trigger language plpgsql as $$
begin
	raise exception 'a published notice is never changed';
end $$;
create trigger notice_published_is_fixed before update or delete on notice
	for each row when (old.published_at is not null) execute function notice_is_fixed();

-- Protocol of a procedure; every entry is in the receipt chain by a salted digest.
create table procedure_event (
	id bigint generated always as identity primary key,
	tenant_id uuid not null,
	procedure_id uuid not null,
	step_id uuid,
	kind text not null,
	detail jsonb not null default '{}',
	account_id uuid references account (id),
	-- The name at that time: accounts come and go.
	account_name text not null default '',
	at timestamptz not null,
	salt bytea not null,
	digest bytea not null,
	receipt_seq bigint not null,
	foreign key (tenant_id, procedure_id) references procedure (tenant_id, id)
);
create index procedure_event_procedure on procedure_event (procedure_id, id);

-- Hourly fetch of page and documents without cookie, during a publication.
create table self_test (
	id bigint generated always as identity primary key,
	tenant_id uuid not null,
	procedure_id uuid not null,
	step_id uuid not null,
	-- The full hour that the test is for: every process may run it, one does.
	hour timestamptz not null,
	at timestamptz not null,
	passed boolean not null,
	-- [{"path", "status", "sha256", "expected", "bytes", "milliseconds", "error"}]
	results jsonb not null,
	salt bytea not null,
	digest bytea not null,
	receipt_seq bigint not null,
	unique (step_id, hour),
	foreign key (tenant_id, procedure_id) references procedure (tenant_id, id),
	foreign key (tenant_id, step_id) references procedure_step (tenant_id, id)
);
create index self_test_procedure on self_test (procedure_id, hour);

create function evidence_is_append_only() returns trigger language plpgsql as $$
begin
	raise exception '% is append-only', tg_table_name;
end $$;
create trigger procedure_event_append_only before update or delete or truncate on procedure_event
	for each statement execute function evidence_is_append_only();
create trigger self_test_append_only before update or delete or truncate on self_test
	for each statement execute function evidence_is_append_only();

-- Who wants to hear of procedures (at a place, in an area or a municipality). The address is forgotten when the alert ends.
create table alert (
	id uuid primary key default gen_random_uuid(),
	-- The tenant on whose pages it was made; null: the Land's portal.
	tenant_id uuid references tenant (id) on delete cascade,
	email text not null,
	title text not null,
	-- forms/procedure-filter.ts, without place
	filter jsonb not null default '{}',
	area geometry (Geometry, 3857),
	-- What was chosen to make the area, for the page that changes it: {"where", "address", "radius"}
	place jsonb not null default '{}',
	frequency text not null check (frequency in ('instant', 'daily')),
	-- SHA-256 of the tokens in the mails.
	confirm_hash bytea not null unique,
	manage_hash bytea not null unique,
	confirmed_at timestamptz,
	-- The last mail that told something.
	told_at timestamptz,
	created_at timestamptz not null default now(),
	expires_at timestamptz
);
create index alert_area on alert using gist (area);

-- Headers of a mail beside the usual ones: {"List-Unsubscribe": "<https://…>"}
alter table mail add column headers jsonb not null default '{}';

-- What alerts and feeds tell of a procedure, once each.
create table publication_event (
	id bigint generated always as identity primary key,
	tenant_id uuid not null,
	procedure_id uuid not null,
	step_id uuid,
	-- published, participation-announced, participation-started, participation-ending, dates-changed, documents-replaced, decided, in-force, ended
	kind text not null,
	-- Makes it once: step, iteration, date …
	occasion text not null,
	at timestamptz not null,
	-- When the alerts that it concerns were found; before, nobody was told.
	matched_at timestamptz,
	unique (procedure_id, kind, occasion),
	foreign key (tenant_id, procedure_id) references procedure (tenant_id, id) on delete cascade,
	foreign key (tenant_id, step_id) references procedure_step (tenant_id, id) on delete cascade
);
create index publication_event_at on publication_event (at, id);
create index publication_event_open on publication_event (at) where matched_at is null;

-- Written with the mail in one transaction: nothing is told twice, nothing is lost.
create table alert_delivery (
	alert_id uuid not null references alert (id) on delete cascade,
	publication_event_id bigint not null references publication_event (id) on delete cascade,
	mail_id uuid references mail (id) on delete set null,
	-- Null until the mail that tells it is written.
	told_at timestamptz,
	primary key (alert_id, publication_event_id)
);
create index alert_delivery_open on alert_delivery (alert_id) where told_at is null;

-- Behörden und sonstige Träger öffentlicher Belange (§ 4 BauGB).
create table public_body (
	id uuid primary key default gen_random_uuid(),
	tenant_id uuid not null references tenant (id) on delete cascade,
	name text not null,
	department text not null default '',
	email text not null default '',
	topics text[] not null default '{}',
	partner_id uuid,
	created_at timestamptz not null default now(),
	unique (tenant_id, id)
);

create table invitation (
	id uuid primary key default gen_random_uuid(),
	tenant_id uuid not null,
	step_id uuid not null,
	body_id uuid not null,
	-- SHA-256 of the token in the invitation.
	token_hash bytea not null unique,
	sent_at timestamptz,
	-- The day of receipt, from which the body's own period counts.
	received_on date,
	ends_on date,
	ends_at timestamptz,
	extension_reason text not null default '',
	-- First time that the body's page was opened.
	opened_at timestamptz,
	-- The body asks for a later end (§ 4 (2) S. 3 BauGB).
	requested_at timestamptz,
	requested_until date,
	request_reason text not null default '',
	created_at timestamptz not null default now(),
	unique (tenant_id, id),
	unique (step_id, body_id),
	foreign key (tenant_id, step_id) references procedure_step (tenant_id, id) on delete cascade,
	foreign key (tenant_id, body_id) references public_body (tenant_id, id)
);
alter table statement add column invitation_id uuid;
alter table statement add constraint statement_invitation foreign key (tenant_id, invitation_id) references invitation (tenant_id, id);
create index statement_of_invitation on statement (invitation_id) where invitation_id is not null;

-- Systems that exchange XBeteiligung messages with a tenant.
create table exchange_partner (
	id uuid primary key default gen_random_uuid(),
	tenant_id uuid not null references tenant (id) on delete cascade,
	name text not null,
	-- SHA-256 of the token with which the partner comes to us.
	token_hash bytea unique,
	-- Where our messages go: an HTTPS address, or a folder below the drop folder.
	url text not null default '',
	folder text not null default '',
	-- Token with which we go to the partner, encrypted (exchange/secret.ts).
	secret bytea,
	-- Version of the standard that the partner reads: 1.0, 1.2.1, 1.3
	version text not null default '1.2.1',
	-- Which messages it gets: information, statement, invitation
	receives text[] not null default '{}',
	disabled_at timestamptz,
	created_at timestamptz not null default now(),
	unique (tenant_id, id),
	unique (tenant_id, name)
);
alter table public_body add constraint public_body_partner foreign key (tenant_id, partner_id) references exchange_partner (tenant_id, id);

create table exchange_message (
	id uuid primary key default gen_random_uuid(),
	tenant_id uuid not null,
	partner_id uuid not null,
	direction text not null check (direction in ('in', 'out')),
	-- 0401, 0411, 0421 …
	code text not null,
	version text not null,
	message_uuid text not null,
	-- The message that this one answers.
	answers_uuid text,
	procedure_id uuid,
	-- What it is about: id of the step (045x), the statement (070x) or the invitation (0750).
	subject text not null default '',
	-- Without documents inside, which lie in the file store. Empty for statements: they are written from the statement whenever it is sent.
	body text not null,
	state text not null check (state in ('received', 'answered', 'refused', 'queued', 'sent', 'failed')),
	error jsonb,
	tries integer not null default 0,
	next_try_at timestamptz,
	at timestamptz not null default now(),
	done_at timestamptz,
	unique (tenant_id, id),
	unique (partner_id, direction, message_uuid),
	foreign key (tenant_id, partner_id) references exchange_partner (tenant_id, id) on delete cascade,
	foreign key (tenant_id, procedure_id) references procedure (tenant_id, id) on delete set null (procedure_id)
);
create index exchange_message_waiting on exchange_message (next_try_at) where state = 'queued';
create index exchange_message_subject on exchange_message (partner_id, subject, at) where subject <> '';
create index exchange_message_procedure on exchange_message (procedure_id) where procedure_id is not null;
