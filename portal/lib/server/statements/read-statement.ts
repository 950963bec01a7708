import type { TenantScope } from '../../../../gis/db/tenant-scope.ts';
import { DomainError } from '../../../../gis/errors.ts';
import * as queries from './statement-queries.ts';
import { codeHash, normaliseCode } from './receipt-code.ts';
import type { Statement } from './types.ts';

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** Statements with everything that belongs to them, in the order of `ids`; unknown ids are left out. */
export async function readStatements(scope: TenantScope, ids: string[]): Promise<Statement[]> {
	if (ids.length === 0) return [];
	const rows = new Map((await queries.findStatements(scope, ids)).map((row) => [row.id, row]));
	const found = ids.filter((id) => rows.has(id));
	const places = Map.groupBy(await queries.placesOf(scope, found), (row) => row.statement_id);
	const objects = Map.groupBy(await queries.placeObjectsOf(scope, found), (row) => row.place_id);
	const attachments = Map.groupBy(await queries.attachmentsOf(scope, found), (row) => row.statement_id);
	const events = Map.groupBy(await queries.eventsOf(scope, found), (row) => row.statement_id);
	return found.map((id) => {
		const row = rows.get(id)!;
		return {
			id,
			participationId: row.participation_id,
			number: row.number,
			origin: row.origin,
			late: row.late,
			text: row.body,
			author: { name: row.author_name, address: row.author_address, email: row.author_email },
			emailConfirmedAt: row.email_confirmed_at,
			receivedAt: new Date(row.received_at),
			salt: Buffer.from(row.salt),
			authorDigest: Buffer.from(row.author_digest),
			digest: Buffer.from(row.digest),
			receiptSeq: Number(row.receipt_seq),
			erasedAt: row.erased_at,
			places: (places.get(id) ?? []).map((place) => ({
				kind: place.kind,
				description: place.description,
				geometry: place.geometry === null ? null : JSON.parse(place.geometry),
				objects: (objects.get(place.id) ?? []).map((object) => ({
					planVersionId: object.plan_version_id,
					gmlId: object.gml_id,
					class: object.class,
					sign: object.sign,
					label: object.label,
					attributes: object.attributes,
					geometrySha256: object.geometry_sha256
				}))
			})),
			attachments: (attachments.get(id) ?? []).map((each) => ({
				position: each.position,
				fileId: each.file_id,
				key: each.key,
				name: each.name,
				mediaType: each.media_type,
				size: Number(each.size),
				sha256: each.sha256
			})),
			events: (events.get(id) ?? []).map(({ kind, at, detail }) => ({ kind, at: new Date(at), detail }))
		};
	});
}

/** @throws DomainError `not_found` */
export async function readStatement(scope: TenantScope, id: string): Promise<Statement> {
	const [statement] = UUID.test(id) ? await readStatements(scope, [id]) : [];
	if (!statement) throw new DomainError('not_found');
	return statement;
}

/**
 * The statement of a receipt code, as typed or from a link.
 * @throws DomainError `receipt_unknown`
 */
export async function readStatementByCode(scope: TenantScope, typed: string): Promise<Statement> {
	const code = normaliseCode(typed);
	const id = code && (await queries.findByCodeHash(scope, codeHash(code)));
	if (!id) throw new DomainError('receipt_unknown');
	return readStatement(scope, id);
}
