-- XPlanung: reports of the full check, overrides of geometry errors, resumable uploads, cancelled imports, editing, and the plan library.

-- Where a plan stands, from the code of its Rechtsstand: in Aufstellung (draft), festgesetzt (adopted), archiviert (archived). The lists
-- differ by family and version: RP 5000 is "Untergegangen" in 4.x and "Allgemeine Planungsabsicht" later; BP 45000/45001 (partly repealed)
-- are numbers above 5000 and yet in force. A plan without Rechtsstand counts as adopted, as in the reference system.
create function plan_status(class text, xplan_version text, rechtsstand text) returns text language sql immutable parallel safe
	return case
		when rechtsstand is null or rechtsstand !~ '^\d{1,9}$' then 'adopted'
		when left(class, 2) = 'BP' then case
			when rechtsstand in ('45000', '45001') or cast(rechtsstand as integer) between 3000 and 4999 then 'adopted'
			when cast(rechtsstand as integer) >= 5000 then 'archived'
			else 'draft' end
		when left(class, 2) = 'FP' then case
			when cast(rechtsstand as integer) between 4000 and 4999 then 'adopted'
			when cast(rechtsstand as integer) >= 5000 then 'archived'
			else 'draft' end
		when left(class, 2) = 'RP' then case
			when cast(rechtsstand as integer) >= 6000 or (xplan_version < '5' and cast(rechtsstand as integer) >= 5000) then 'archived'
			when cast(rechtsstand as integer) between 4000 and 5999 then 'adopted'
			else 'draft' end
		when left(class, 2) = 'LP' then case
			when rechtsstand in ('4000', '6000') then 'adopted'
			when cast(rechtsstand as integer) = 5000 or cast(rechtsstand as integer) > 6000 then 'archived'
			else 'draft' end
		else 'adopted' end;

alter table plan_import drop constraint plan_import_state_check;
alter table plan_import add constraint plan_import_state_check check (state in ('queued', 'running', 'done', 'failed', 'cancelled'));
-- What the run is at: uploaded, reading, storing; then `state` says done, and the check of each version goes on by itself.
alter table plan_import add column stage text not null default 'uploaded' check (stage in ('uploaded', 'reading', 'storing', 'stored'));
-- An import that the portal made itself from an edited version: that version's number and the editor's note.
alter table plan_import add column edited_from integer;
alter table plan_import add column note text not null default '';

alter table plan_version add column edited_from integer;
alter table plan_version add column note text not null default '';
alter table plan_version add column published_by uuid references account (id);

-- What the columns of a plan's members do not keep, so that they can be written again as they were read: circles and areas of several
-- patches (EWKB has neither), heights, classes of a Land's extension. Few members have a row; older versions have none.
create table plan_member_form (
	tenant_id uuid not null,
	plan_version_id uuid not null,
	gml_id text not null,
	-- portal/lib/server/plans/member-form.ts, MemberForm
	form jsonb not null,
	primary key (plan_version_id, gml_id),
	foreign key (tenant_id, plan_version_id) references plan_version (tenant_id, id) on delete cascade deferrable initially deferred
);

-- Report of the full check of a version; a new run replaces it.
create table plan_check (
	plan_version_id uuid primary key,
	tenant_id uuid not null,
	state text not null default 'queued' check (state in ('queued', 'running', 'done', 'failed')),
	-- Share done, 0 to 1, and what is being checked.
	progress real not null default 0,
	stage text not null default '',
	-- Errors that stand against publication are in `blocking`; `passed` has neither errors nor warnings.
	verdict text check (verdict in ('passed', 'warnings', 'errors')),
	-- {"structure": {"valid": true, "errors": 0, "warnings": 0}, "references": …, "geometry": …, "semantics": …}
	counts jsonb not null default '{}',
	-- [{"check": "geometry", "rule": "2.2.1.1", "count": 3}]: errors of the file that the reader did not repair.
	blocking jsonb not null default '[]',
	-- What the report says of the document besides: check-types.ts, CheckFacts.
	facts jsonb not null default '{}',
	-- By check, severity, rule and line. importers/xplan/model.ts, Finding: geometry as GeoJSON in the CRS of the file, which each names.
	findings jsonb not null default '[]',
	-- Names of checks that were not run.
	skipped jsonb not null default '[]',
	-- {"code", "message"} of a check that could not be finished.
	error jsonb,
	-- Version of the checking program.
	engine text,
	duration_ms integer,
	asked_by uuid references account (id),
	queued_at timestamptz not null default now(),
	finished_at timestamptz,
	unique (tenant_id, plan_version_id),
	foreign key (tenant_id, plan_version_id) references plan_version (tenant_id, id) on delete cascade
);
create index plan_check_open on plan_check (queued_at) where state in ('queued', 'running');

-- Somebody publishes in spite of errors of geometry, and says why. Rows are added, never changed.
create table plan_check_override (
	id uuid primary key default gen_random_uuid(),
	tenant_id uuid not null,
	plan_version_id uuid not null,
	-- [{"rule": "2.2.1.1", "count": 3}]: what the person saw; other rules stay in the way.
	rules jsonb not null,
	reason text not null check (length(reason) > 0),
	account_id uuid references account (id),
	-- The name at that time: accounts come and go.
	account_name text not null,
	at timestamptz not null default now(),
	unique (tenant_id, id),
	foreign key (tenant_id, plan_version_id) references plan_version (tenant_id, id) on delete cascade
);
create index plan_check_override_version on plan_check_override (plan_version_id, at);

-- Uploads by the tus protocol. The bytes lie in DATA_DIR until the last has come; then there is exactly one import.
create table plan_upload (
	-- Unguessable; the last part of the upload's address.
	id text primary key check (id ~ '^[0-9a-f]{32}$'),
	tenant_id uuid not null references tenant (id) on delete cascade,
	account_id uuid not null references account (id) on delete cascade,
	file_name text not null,
	size bigint not null check (size > 0),
	-- The plan that gets a new version.
	plan_id uuid,
	import_id uuid,
	created_at timestamptz not null default now(),
	-- The last sign of life; abandoned uploads are swept.
	touched_at timestamptz not null default now(),
	finished_at timestamptz,
	foreign key (tenant_id, plan_id) references plan (tenant_id, id) on delete cascade,
	foreign key (tenant_id, import_id) references plan_import (tenant_id, id)
);
create index plan_upload_tenant on plan_upload (tenant_id, touched_at);

create index plan_text_search on plan_text using gin (
	to_tsvector('german', coalesce(key, '') || ' ' || coalesce(legal_basis, '') || ' ' || coalesce(body, ''))
);

-- How a presentation object is written, or what an object leaves to one: styles/lettering.ts.
alter table plan_object add column lettering text;

-- Set with a password that somebody else made and knows: an administrator for a new account, or after a reset.
alter table account add column must_change_password boolean not null default false;

-- The gazetteer is also asked by the beginning of a place's name and by postcode.
create index address_place on address (search_fold(place) text_pattern_ops);
create index address_postcode on address (postcode);

-- Differences between two versions of a plan, computed once; a version never changes.
create table plan_difference (
	from_version_id uuid not null,
	to_version_id uuid not null,
	tenant_id uuid not null,
	state text not null default 'queued' check (state in ('queued', 'running', 'done', 'failed')),
	-- Share done, 0 to 1, and what is being compared.
	progress real not null default 0,
	stage text not null default '',
	-- Version of the comparing program; an older result is computed anew.
	program integer not null,
	-- gis/plans/difference/types.ts, DifferenceSummary
	summary jsonb,
	changed_area geometry (MultiPolygon, 3857),
	-- {"code", "message"}
	error jsonb,
	duration_ms integer,
	asked_at timestamptz not null default now(),
	finished_at timestamptz,
	primary key (from_version_id, to_version_id),
	unique (tenant_id, from_version_id, to_version_id),
	check (from_version_id <> to_version_id),
	foreign key (tenant_id, from_version_id) references plan_version (tenant_id, id) on delete cascade,
	foreign key (tenant_id, to_version_id) references plan_version (tenant_id, id) on delete cascade
);
create index plan_difference_to on plan_difference (to_version_id);

create table plan_difference_entry (
	tenant_id uuid not null,
	from_version_id uuid not null,
	to_version_id uuid not null,
	position integer not null,
	subject text not null check (subject in ('plan', 'bereich', 'object', 'text', 'document')),
	kind text not null check (kind in ('added', 'removed', 'changed')),
	class text not null,
	-- gml:id before and after; null where there is none.
	from_gml_id text,
	to_gml_id text,
	title text not null,
	label text,
	-- Everything that the list's filter finds.
	search text not null default '',
	-- gis/plans/difference/types.ts, EntryDetail
	detail jsonb not null,
	primary key (from_version_id, to_version_id, position),
	foreign key (tenant_id, from_version_id, to_version_id)
		references plan_difference (tenant_id, from_version_id, to_version_id) on delete cascade
);

-- Scanned plans: what a reference says of a georeferenced image, and the image as web tiles.
create table plan_raster (
	id uuid primary key default gen_random_uuid(),
	tenant_id uuid not null,
	plan_version_id uuid not null,
	position integer not null,
	name text not null,
	-- The image as delivered; null where the reference names a file that is not in the ZIP.
	source_file_id uuid,
	-- Name of the world file, as the reference gives it.
	georef_url text,
	-- gml:id of the feature that refers to it; a Bereich cuts it to its own area.
	owner_gml_id text,
	state text not null default 'queued' check (state in ('queued', 'running', 'done', 'failed')),
	-- Share done, 0 to 1.
	progress real not null default 0,
	-- {"code", "message"}
	error jsonb,
	-- Tiled TIFF with overviews in EPSG:3857, on the grid of the web tiles.
	file_id uuid,
	-- [min east, min north, max east, max north] of that file, EPSG:3857.
	bounds jsonb,
	min_zoom integer,
	max_zoom integer,
	-- Pixels and metres per pixel of the image as delivered, and the CRS it was placed with.
	width integer,
	height integer,
	metres_per_pixel real,
	crs text,
	bilevel boolean not null default false,
	clipped boolean not null default false,
	duration_ms integer,
	finished_at timestamptz,
	unique (tenant_id, id),
	foreign key (tenant_id, plan_version_id) references plan_version (tenant_id, id) on delete cascade,
	foreign key (tenant_id, source_file_id) references file (tenant_id, id),
	foreign key (tenant_id, file_id) references file (tenant_id, id)
);
create index plan_raster_version on plan_raster (plan_version_id, position);
create index plan_raster_source on plan_raster (source_file_id) where source_file_id is not null;
create index plan_raster_file on plan_raster (file_id) where file_id is not null;
create index plan_raster_open on plan_raster (plan_version_id) where state in ('queued', 'running');
-- Plans that came before this: the portal makes their tiles when it starts.
insert into plan_raster (tenant_id, plan_version_id, position, name, source_file_id, owner_gml_id)
	select tenant_id, plan_version_id, position, name, file_id, owner_gml_id from plan_document where type = 'refScan' and file_id is not null;
