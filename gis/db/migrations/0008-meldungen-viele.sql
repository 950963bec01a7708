-- Meldungen: many years of them in one tenant, and how long their personal data are kept.

-- The staff's map, hot spots and areas ask by place for all reports, public or not.
create index report_point on report using gist (point);

-- Days after closing; null: as its reporter says.
alter table report_category add column anonymise_after_days integer check (anonymise_after_days between 30 and 3650);

-- Verfahren: documents are written seldom and searched often. With a list of what waits for the index, a search reads every text until somebody
-- vacuums: on 6,000 documents five times as long.
alter index procedure_search set (fastupdate = off);
alter index procedure_document_version_search set (fastupdate = off);
alter index plan_document_search set (fastupdate = off);
select gin_clean_pending_list('procedure_search'), gin_clean_pending_list('procedure_document_version_search'), gin_clean_pending_list('plan_document_search');

-- Who follows a link to a duplicate finds the report that stays. Nothing of one that the public could not have read.
create view public_report_merged as
	select r.tenant_id, r.public_ref, m.public_ref as into_ref
	from report r join report m on m.id = r.merged_into
	where m.is_public and r.accepted_at is not null and not r.private and not r.awaits_release and r.hidden_at is null;
