import { createHash } from 'node:crypto';
import canonicalize from 'canonicalize';
import type { Statement } from './types.ts';

export type Provable = Pick<
	Statement,
	'participationId' | 'number' | 'origin' | 'late' | 'text' | 'authorDigest' | 'receivedAt' | 'places' | 'attachments'
>;

const sha256 = (...parts: (string | Uint8Array)[]) => {
	const hash = createHash('sha256');
	for (const part of parts) hash.update(part);
	return hash.digest();
};

/** JSON Canonicalization Scheme, RFC 8785. */
export function canonicalJson(value: unknown): string {
	return canonicalize(value)!;
}

/** Names the author in the canonical form without telling who it is. */
export function authorDigest(salt: Uint8Array, author: { name: string | null; address: string | null; email: string | null }): Buffer {
	return sha256(salt, 'author', canonicalJson([author.name, author.address, author.email]));
}

/**
 * The canonical form (RFC 8785) of a statement as received: what its digest is made of and what a receipt lets people check.
 * Coordinates are EPSG:3857, east, north, in millimetres' precision; objects are named with digests of their attributes and geometry.
 */
export function canonicalForm(statement: Provable): string {
	return canonicalJson({
		form: 'bauleitportal-statement-1',
		participation: statement.participationId,
		number: statement.number,
		receivedAt: statement.receivedAt.toISOString(),
		origin: statement.origin,
		late: statement.late,
		text: statement.text,
		author: statement.authorDigest.toString('hex'),
		places: statement.places.map((place) => ({
			kind: place.kind,
			description: place.description,
			geometry: place.kind === 'object' ? null : place.geometry,
			objects: place.objects.map((object) => ({
				planVersion: object.planVersionId,
				gmlId: object.gmlId,
				class: object.class,
				sign: object.sign,
				label: object.label,
				attributesSha256: sha256(canonicalJson(object.attributes)).toString('hex'),
				geometrySha256: object.geometrySha256
			}))
		})),
		attachments: statement.attachments.map(({ name, mediaType, size, sha256 }) => ({ name, mediaType, size, sha256 }))
	});
}

/** SHA-256 over the salt and the UTF-8 bytes of the canonical form. The salt keeps anybody from guessing the content of a short text. */
export function statementDigest(salt: Uint8Array, statement: Provable): Buffer {
	return sha256(salt, canonicalForm(statement));
}
