import type { TenantScope } from '../../../../gis/db/tenant-scope.ts';
import type { Place } from '../../forms/statement.ts';
import type { StoredGeometry } from './places.ts';

/** At most so many objects are kept per place: a line across a whole plan hits hundreds. */
const MAX_HITS = 200;
/** Metres on the ground around lines and points, which nobody hits exactly. */
const TOLERANCE = 2;

/** Locks the participation: whoever has the lock gives out the next number. */
export async function lockParticipation(scope: TenantScope, id: string): Promise<boolean> {
	return (await scope.table('participation').where({ id }).forUpdate().select('id')).length > 0;
}

export async function findByKey(
	scope: TenantScope,
	participationId: string,
	key: string
): Promise<{ id: string; number: number; received_at: Date; late: boolean; digest: Buffer } | undefined> {
	return scope
		.table('statement')
		.where({ participation_id: participationId, idempotency_key: key })
		.first('id', 'number', 'received_at', 'late', 'digest');
}

/** Only under `lockParticipation`: the numbers have no gaps, because an undone transaction gives its number back. */
export async function nextNumber(scope: TenantScope, participationId: string): Promise<number> {
	const row = await scope.table('statement').where({ participation_id: participationId }).max('number as number').first();
	return Number(row?.number ?? 0) + 1;
}

/**
 * @param geometry of a drawn place, EPSG:3857
 * @returns the id; undefined when the plan version has no such object
 */
export async function insertPlace(
	scope: TenantScope,
	statementId: string,
	position: number,
	planVersionId: string | null,
	place: Place,
	geometry: StoredGeometry | null
): Promise<string | undefined> {
	if (place.kind === 'object') {
		const rows = await scope.query<{ id: string }>(
			`insert into statement_place (tenant_id, statement_id, position, kind, description, geom)
			select :tenant, :statementId, cast(:position as integer), 'object', :description, o.geom
			from plan_object o where o.tenant_id = :tenant and o.plan_version_id = cast(:planVersionId as uuid) and o.gml_id = :gmlId
			returning id`,
			{ statementId, position, description: place.label ?? null, planVersionId, gmlId: place.gmlId }
		);
		return rows[0]?.id;
	}
	const rows = await scope.query<{ id: string }>(
		`insert into statement_place (tenant_id, statement_id, position, kind, description, geom)
		values (:tenant, :statementId, cast(:position as integer), :kind, :description,
			ST_SetSRID(ST_GeomFromGeoJSON(cast(:geometry as text)), 3857))
		returning id`,
		{ statementId, position, kind: place.kind, description: place.label ?? null, geometry: geometry && JSON.stringify(geometry) }
	);
	return rows[0]!.id;
}

/**
 * Copies the objects that a place means: the chosen one, or all that a drawn place touches; areas first, of these the larger first,
 * so that the most specific stands last. In one statement, so that attributes and geometry are exactly those of the plan.
 */
export async function copyObjectsOfPlace(scope: TenantScope, placeId: string, planVersionId: string, gmlId: string | null): Promise<void> {
	await scope.query(
		`with place as (
			select p.id, case when ST_IsValid(p.geom) then p.geom else ST_MakeValid(p.geom) end as geom,
				${TOLERANCE} / cos(radians(ST_Y(ST_Transform(ST_Centroid(p.geom), 4326)))) as reach
			from statement_place p where p.tenant_id = :tenant and p.id = :placeId
		)
		insert into statement_place_object (tenant_id, place_id, plan_version_id, gml_id, class, sign, label, attributes, geom)
		select o.tenant_id, place.id, o.plan_version_id, o.gml_id, o.class, o.sign, o.label, o.attributes, o.geom
		from place
		join plan_object o on o.tenant_id = :tenant and o.plan_version_id = :planVersionId
		where case when cast(:gmlId as text) is not null then o.gml_id = :gmlId
			else not o.presentation and o.geom && ST_Expand(place.geom, place.reach)
				and ST_DWithin(o.geom, place.geom, case when ST_Dimension(o.geom) = 2 then 0 else place.reach end) end
		order by ST_Dimension(o.geom) desc, ST_Area(o.geom) desc, o.id
		limit ${MAX_HITS}`,
		{ placeId, planVersionId, gmlId }
	);
}

export interface StatementRow {
	id: string;
	participation_id: string;
	idempotency_key: string;
	number: number;
	origin: 'web' | 'staff';
	late: boolean;
	body: string;
	author_name: string | null;
	author_address: string | null;
	author_email: string | null;
	email_token_hash: Buffer | null;
	email_confirmed_at: Date | null;
	received_at: Date;
	salt: Buffer;
	author_digest: Buffer;
	digest: Buffer;
	receipt_seq: number;
	erased_at: Date | null;
}

export function findStatements(scope: TenantScope, ids: string[]): Promise<StatementRow[]> {
	return scope.table('statement').whereIn('id', ids).select('*');
}

/** The statement, locked until the transaction ends. */
export async function lockStatement(scope: TenantScope, id: string): Promise<StatementRow | undefined> {
	return scope.table('statement').where({ id }).forUpdate().first('*');
}

export async function findByCodeHash(scope: TenantScope, hash: Buffer): Promise<string | undefined> {
	return (await scope.table('statement').where({ code_hash: hash }).first('id'))?.id;
}

export interface PlaceRow {
	id: string;
	statement_id: string;
	kind: 'object' | 'point' | 'line' | 'polygon' | 'text';
	description: string | null;
	geometry: string | null;
}

/** Geometry as GeoJSON text, EPSG:3857, millimetres. */
export function placesOf(scope: TenantScope, statementIds: string[]): Promise<PlaceRow[]> {
	return scope.query<PlaceRow>(
		`select p.id, p.statement_id, p.kind, p.description, ST_AsGeoJSON(p.geom, 3, 0) as geometry
		from statement_place p where p.tenant_id = :tenant and p.statement_id = any(cast(:statementIds as uuid[]))
		order by p.statement_id, p.position`,
		{ statementIds: pgArray(statementIds) }
	);
}

export interface PlaceObjectRow {
	place_id: string;
	plan_version_id: string;
	gml_id: string;
	class: string;
	sign: string;
	label: string | null;
	attributes: unknown;
	geometry_sha256: string | null;
}

/** Geometry by the SHA-256 of its WKB (little endian): exact, and the same on every engine. */
export function placeObjectsOf(scope: TenantScope, statementIds: string[]): Promise<PlaceObjectRow[]> {
	return scope.query<PlaceObjectRow>(
		`select o.place_id, o.plan_version_id, o.gml_id, o.class, o.sign, o.label, o.attributes,
			encode(sha256(ST_AsBinary(o.geom, 'NDR')), 'hex') as geometry_sha256
		from statement_place_object o
		join statement_place p on p.tenant_id = o.tenant_id and p.id = o.place_id
		where o.tenant_id = :tenant and p.statement_id = any(cast(:statementIds as uuid[]))
		order by o.id`,
		{ statementIds: pgArray(statementIds) }
	);
}

export interface AttachmentRow {
	statement_id: string;
	position: number;
	file_id: string;
	key: string;
	name: string;
	media_type: string;
	size: number;
	sha256: string;
}

export function attachmentsOf(scope: TenantScope, statementIds: string[]): Promise<AttachmentRow[]> {
	return scope.query<AttachmentRow>(
		`select a.statement_id, a.position, a.file_id, f.key, f.name, f.media_type, f.size, encode(f.sha256, 'hex') as sha256
		from statement_attachment a
		join file f on f.tenant_id = a.tenant_id and f.id = a.file_id
		where a.tenant_id = :tenant and a.statement_id = any(cast(:statementIds as uuid[]))
		order by a.statement_id, a.position`,
		{ statementIds: pgArray(statementIds) }
	);
}

export interface EventRow {
	statement_id: string;
	kind: string;
	at: Date;
	detail: Record<string, unknown>;
}

export function eventsOf(scope: TenantScope, statementIds: string[]): Promise<EventRow[]> {
	return scope.query<EventRow>(
		`select e.statement_id, e.kind, e.at, e.detail from statement_event e
		where e.tenant_id = :tenant and e.statement_id = any(cast(:statementIds as uuid[])) order by e.id`,
		{ statementIds: pgArray(statementIds) }
	);
}

export async function addEvent(
	scope: TenantScope,
	statementId: string,
	kind: string,
	at: Date,
	detail: Record<string, unknown> = {},
	accountId: string | null = null
): Promise<void> {
	await scope.insert('statement_event', { statement_id: statementId, kind, at, detail: JSON.stringify(detail), account_id: accountId });
}

/** Ids of a tenant's statements in the order of their ids, for the check of all receipts. */
export async function statementIdsAfter(scope: TenantScope, after: string | null, limit: number): Promise<string[]> {
	const query = scope.table('statement').orderBy('id').limit(limit);
	if (after) query.where('id', '>', after);
	return (await query.select('id')).map((row: { id: string }) => row.id);
}

export async function setEmailConfirmed(scope: TenantScope, statementId: string, at: Date): Promise<void> {
	await scope.table('statement').where({ id: statementId }).update({ email_confirmed_at: at });
}

export async function setDigest(
	scope: TenantScope,
	statementId: string,
	values: { digest: Buffer; seq: number; tokenHash: Buffer | null }
): Promise<void> {
	await scope
		.table('statement')
		.where({ id: statementId })
		.update({ digest: values.digest, receipt_seq: values.seq, email_token_hash: values.tokenHash });
}

/** Removes content, author, places and attachments; number, times and digests stay. @returns keys of the files to remove */
export async function eraseContent(scope: TenantScope, statementId: string, at: Date): Promise<string[]> {
	const attachments = await attachmentsOf(scope, [statementId]);
	await scope.table('statement_place').where({ statement_id: statementId }).delete();
	await scope.table('statement_attachment').where({ statement_id: statementId }).delete();
	await scope.table('file').whereIn('id', attachments.map((each) => each.file_id)).delete();
	const nothing = Buffer.alloc(0);
	await scope.table('statement').where({ id: statementId }).update({
		body: '',
		author_name: null,
		author_address: null,
		author_email: null,
		email_token_hash: null,
		salt: nothing,
		author_digest: nothing,
		erased_at: at
	});
	return attachments.map((each) => each.key);
}

/** UUIDs only: they need no quoting in an array literal. */
function pgArray(uuids: string[]): string {
	return `{${uuids.join(',')}}`;
}

/** Of the tenant itself, for links and mails. */
export async function slugOf(scope: TenantScope): Promise<{ slug: string; name: string }> {
	return (await scope.query<{ slug: string; name: string }>('select slug, name from tenant where id = :tenant'))[0]!;
}
