-- The map of reports at small scales: how many lie in a cell, counted once and kept true by what changes.
-- A tile of zoom z has 8 × 8 cells (64 pixels each); zoom 0 to 11 are kept, closer ones are counted live.

create table report_cluster (
	tenant_id uuid not null references tenant (id) on delete cascade,
	zoom smallint not null,
	tile_x integer not null,
	tile_y integer not null,
	-- Row from the north × 8 + column from the west.
	cell smallint not null,
	category_id uuid not null,
	open boolean not null,
	number integer not null,
	-- Sums of EPSG:3857, for the middle of what is there.
	sum_x double precision not null,
	sum_y double precision not null,
	primary key (zoom, tile_x, tile_y, tenant_id, cell, category_id, open)
);
create index report_cluster_empty on report_cluster (number) where number = 0;

-- The same for the whole Land, whose map has no categories.
create table report_cluster_land (
	zoom smallint not null,
	tile_x integer not null,
	tile_y integer not null,
	cell smallint not null,
	open boolean not null,
	number integer not null,
	sum_x double precision not null,
	sum_y double precision not null,
	primary key (zoom, tile_x, tile_y, cell, open)
);

-- What changed since they were counted, in cells of zoom 11. Appended by the transaction of the change, so nobody waits for anybody; a tile
-- adds it to what is counted, a job moves it there.
create table report_cluster_change (
	id bigint generated always as identity primary key,
	tenant_id uuid not null references tenant (id) on delete cascade,
	category_id uuid not null,
	open boolean not null,
	grid_x integer not null,
	grid_y integer not null,
	number integer not null,
	sum_x double precision not null,
	sum_y double precision not null
);

-- Column and row of the cell of zoom 11: 8 × 2^11 cells along the edge of the world.
create function report_grid_x(point geometry) returns integer language sql immutable parallel safe
	return least(16383, greatest(0, floor((st_x(point) + 20037508.342789244) / (40075016.685578488 / 16384))))::integer;
create function report_grid_y(point geometry) returns integer language sql immutable parallel safe
	return least(16383, greatest(0, floor((20037508.342789244 - st_y(point)) / (40075016.685578488 / 16384))))::integer;

create function note_report_cluster_change() returns trigger language plpgsql as $$
begin
	if tg_op = 'INSERT' then
		insert into report_cluster_change (tenant_id, category_id, open, grid_x, grid_y, number, sum_x, sum_y)
			select tenant_id, category_id, open, report_grid_x(point), report_grid_y(point), count(*), sum(st_x(point)), sum(st_y(point))
			from new_report where is_public group by 1, 2, 3, 4, 5;
	elsif tg_op = 'DELETE' then
		insert into report_cluster_change (tenant_id, category_id, open, grid_x, grid_y, number, sum_x, sum_y)
			select tenant_id, category_id, open, report_grid_x(point), report_grid_y(point), -count(*), -sum(st_x(point)), -sum(st_y(point))
			from old_report where is_public group by 1, 2, 3, 4, 5;
	else
		insert into report_cluster_change (tenant_id, category_id, open, grid_x, grid_y, number, sum_x, sum_y)
			select tenant_id, category_id, open, report_grid_x(point), report_grid_y(point), sum(sign), sum(sign * st_x(point)), sum(sign * st_y(point))
			from (
				select o.id, o.tenant_id, o.category_id, o.open, o.point, -1 as sign from old_report o where o.is_public
				union all
				select n.id, n.tenant_id, n.category_id, n.open, n.point, 1 from new_report n where n.is_public
			) both_sides
			group by 1, 2, 3, 4, 5
			-- Most changes are of words and states: minus and plus in the same cell are none, if the place is the same.
			having sum(sign) <> 0 or sum(sign * st_x(point)) <> 0 or sum(sign * st_y(point)) <> 0;
	end if;
	return null;
end $$;
create trigger report_cluster_insert after insert on report referencing new table as new_report
	for each statement execute function note_report_cluster_change();
create trigger report_cluster_delete after delete on report referencing old table as old_report
	for each statement execute function note_report_cluster_change();
create trigger report_cluster_update after update on report referencing old table as old_report new table as new_report
	for each statement execute function note_report_cluster_change();

-- Moves what changed into the counted cells. One at a time; who comes second finds nothing to do.
create function fold_report_clusters() returns integer language plpgsql as $$
declare
	folded integer;
begin
	if not pg_try_advisory_xact_lock(740225007) then
		return 0;
	end if;
	create temporary table if not exists report_cluster_folding (like report_cluster) on commit delete rows;
	with gone as (
		delete from report_cluster_change returning *
	), counted as (
		insert into report_cluster_folding
			select tenant_id, zoom, grid_x >> (14 - zoom), grid_y >> (14 - zoom),
				((grid_y >> (11 - zoom)) & 7) * 8 + ((grid_x >> (11 - zoom)) & 7), category_id, open, sum(number), sum(sum_x), sum(sum_y)
			from gone, generate_series(0, 11) zoom group by 1, 2, 3, 4, 5, 6, 7
			having sum(number) <> 0 or sum(sum_x) <> 0 or sum(sum_y) <> 0
	)
	select count(*) from gone into folded;
	insert into report_cluster as kept
		select * from report_cluster_folding order by zoom, tile_x, tile_y, tenant_id, cell, category_id, open
		on conflict (zoom, tile_x, tile_y, tenant_id, cell, category_id, open) do update
			set number = kept.number + excluded.number, sum_x = kept.sum_x + excluded.sum_x, sum_y = kept.sum_y + excluded.sum_y;
	delete from report_cluster where number = 0;
	insert into report_cluster_land as kept
		select zoom, tile_x, tile_y, cell, open, sum(number), sum(sum_x), sum(sum_y) from report_cluster_folding group by 1, 2, 3, 4, 5
		on conflict (zoom, tile_x, tile_y, cell, open) do update
			set number = kept.number + excluded.number, sum_x = kept.sum_x + excluded.sum_x, sum_y = kept.sum_y + excluded.sum_y;
	truncate report_cluster_folding;
	return folded;
end $$;

create index report_public_newest on report (received_at, id) where is_public;

-- What was there before.
insert into report_cluster_change (tenant_id, category_id, open, grid_x, grid_y, number, sum_x, sum_y)
	select tenant_id, category_id, open, report_grid_x(point), report_grid_y(point), count(*), sum(st_x(point)), sum(st_y(point))
	from report where is_public group by 1, 2, 3, 4, 5;
