-- Search in reports: words of a category's name find all reports of it, however many a tenant, or the Land, has.

alter table report_category add column search tsvector generated always as (to_tsvector('german', name || ' ' || group_name)) stored;
create index report_category_search on report_category using gin (search);
create index report_category_of on report (category_id);

-- Search in the documents of procedures: beside „this step shows this version“ stands whose it is and from when everybody may see it, so that a
-- word of nearly every document costs no walk over documents and steps. Null: never, as things are. Written by triggers, whoever changes
-- step, document or link; who sees what is defined in portal/lib/server/procedures/documents/public-queries.ts.

alter table step_document add column procedure_id uuid;
alter table step_document add column public_from timestamptz;

create function step_document_public() returns trigger language plpgsql as $$
begin
	select s.procedure_id, case when d.for_public and s.published_at is not null and s.track <> 'toeb' and s.skipped_reason = ''
		then greatest(s.published_at, s.starts_at) end
	into new.procedure_id, new.public_from
	from procedure_step s, procedure_document_version v join procedure_document d on d.id = v.document_id
	where s.id = new.step_id and v.id = new.document_version_id and d.procedure_id = s.procedure_id;
	return new;
end $$;
create trigger step_document_public before insert or update on step_document for each row execute function step_document_public();

create function step_documents_of_step() returns trigger language plpgsql as $$
begin
	update step_document set public_from = null where step_id = new.id;
	return null;
end $$;
create trigger step_documents_of_step after update of published_at, starts_at, track, skipped_reason on procedure_step
	for each row execute function step_documents_of_step();

create function step_documents_of_document() returns trigger language plpgsql as $$
begin
	update step_document set public_from = null
		where document_version_id in (select v.id from procedure_document_version v where v.document_id = new.id);
	return null;
end $$;
create trigger step_documents_of_document after update of for_public, procedure_id on procedure_document
	for each row execute function step_documents_of_document();

-- The trigger writes what is true.
update step_document set public_from = null;

-- § 13a (1) S. 2 BauGB: ground area and preliminary examination (portal/lib/server/procedures/inner-development.ts); empty: nobody said.
alter table procedure add column inner_development jsonb not null default '{}';
