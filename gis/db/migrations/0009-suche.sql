-- Search in reports: words of a category's name find all reports of it, however many a tenant, or the Land, has.

alter table report_category add column search tsvector generated always as (to_tsvector('german', name || ' ' || group_name)) stored;
create index report_category_search on report_category using gin (search);
create index report_category_of on report (category_id);
