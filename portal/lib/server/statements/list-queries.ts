import type { TenantScope } from '../../../../gis/db/tenant-scope.ts';

export interface StatementFilter {
	/** Statements with a place on this object of the plan. */
	gmlId?: string;
	/** Words in the text (German full text, as in a search engine). */
	text?: string;
	/** Received from this instant … */
	from?: Date;
	/** … and before this one. */
	until?: Date;
	late?: boolean;
}

export interface ListRow {
	id: string;
	number: number;
	origin: 'web' | 'staff';
	late: boolean;
	excerpt: string;
	author_name: string | null;
	received_at: Date;
	erased_at: Date | null;
	places: number;
	attachments: number;
}

/** Last row of the page before: the list goes by time of receipt, then id. */
export interface ListKey {
	receivedAt: Date;
	id: string;
}

const WHERE = `s.tenant_id = :tenant and s.participation_id = :participationId
	and (cast(:text as text) is null or to_tsvector('german', s.body) @@ websearch_to_tsquery('german', :text))
	and (cast(:from as timestamptz) is null or s.received_at >= :from)
	and (cast(:until as timestamptz) is null or s.received_at < :until)
	and (cast(:late as boolean) is null or s.late = :late)
	and (cast(:gmlId as text) is null or exists (
		select from statement_place p
		join statement_place_object o on o.tenant_id = p.tenant_id and o.place_id = p.id
		where p.tenant_id = s.tenant_id and p.statement_id = s.id and o.gml_id = :gmlId))`;

function bindings(participationId: string, filter: StatementFilter): Record<string, unknown> {
	return {
		participationId,
		text: filter.text?.trim() || null,
		from: filter.from ?? null,
		until: filter.until ?? null,
		late: filter.late ?? null,
		gmlId: filter.gmlId || null
	};
}

/** Newest first. */
export function listRows(
	scope: TenantScope,
	participationId: string,
	filter: StatementFilter,
	after: ListKey | null,
	limit: number
): Promise<ListRow[]> {
	return scope.query<ListRow>(
		`select s.id, s.number, s.origin, s.late, left(s.body, 240) as excerpt, s.author_name, s.received_at, s.erased_at,
			cast((select count(*) from statement_place p where p.tenant_id = s.tenant_id and p.statement_id = s.id) as integer) as places,
			cast((select count(*) from statement_attachment a where a.tenant_id = s.tenant_id and a.statement_id = s.id) as integer) as attachments
		from statement s
		where ${WHERE}
			and (cast(:afterTime as timestamptz) is null or (s.received_at, s.id) < (:afterTime, cast(:afterId as uuid)))
		order by s.received_at desc, s.id desc
		limit cast(:limit as integer)`,
		{ ...bindings(participationId, filter), afterTime: after?.receivedAt ?? null, afterId: after?.id ?? null, limit }
	);
}

export async function countRows(scope: TenantScope, participationId: string, filter: StatementFilter): Promise<number> {
	const [row] = await scope.query<{ count: number }>(`select count(*) as count from statement s where ${WHERE}`, bindings(participationId, filter));
	return Number(row!.count);
}

/** Ids in the order of their numbers, for exports. */
export async function idsAfterNumber(
	scope: TenantScope,
	participationId: string,
	filter: StatementFilter,
	after: number,
	limit: number
): Promise<{ id: string; number: number }[]> {
	return scope.query(
		`select s.id, s.number from statement s where ${WHERE} and s.number > cast(:after as integer) order by s.number limit cast(:limit as integer)`,
		{ ...bindings(participationId, filter), after, limit }
	);
}

/** Places as GeoJSON text (EPSG:3857) with their statement, for the map beside the list. */
export function placesForMap(
	scope: TenantScope,
	participationId: string,
	filter: StatementFilter,
	limit: number
): Promise<{ statement_id: string; number: number; kind: string; geometry: string }[]> {
	return scope.query(
		`select s.id as statement_id, s.number, p.kind, ST_AsGeoJSON(p.geom, 1, 0) as geometry
		from statement s
		join statement_place p on p.tenant_id = s.tenant_id and p.statement_id = s.id and p.geom is not null
		where ${WHERE} order by s.number, p.position limit cast(:limit as integer)`,
		{ ...bindings(participationId, filter), limit }
	);
}

/** Objects of the plan that statements are about, most first, for the filter. */
export function objectsCommented(
	scope: TenantScope,
	participationId: string
): Promise<{ gml_id: string; sign: string; label: string | null; count: number }[]> {
	return scope.query(
		`select o.gml_id, min(o.sign) as sign, min(o.label) as label, cast(count(distinct s.id) as integer) as count
		from statement s
		join statement_place p on p.tenant_id = s.tenant_id and p.statement_id = s.id
		join statement_place_object o on o.tenant_id = p.tenant_id and o.place_id = p.id
		where s.tenant_id = :tenant and s.participation_id = :participationId
		group by o.gml_id order by count desc, o.gml_id limit 300`,
		{ participationId }
	);
}

/** Geometry of places in degrees, as GeoJSON text by place id order; for GeoJSON exports (RFC 7946 knows no other CRS). */
export function lonLatOf(scope: TenantScope, statementIds: string[]): Promise<{ statement_id: string; geometry: string | null }[]> {
	return scope.query(
		`select p.statement_id, ST_AsGeoJSON(ST_Transform(p.geom, 4326), 7, 0) as geometry
		from statement_place p where p.tenant_id = :tenant and p.statement_id = any(cast(:ids as uuid[]))
		order by p.statement_id, p.position`,
		{ ids: `{${statementIds.join(',')}}` }
	);
}
