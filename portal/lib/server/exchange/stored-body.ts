import { createHash } from 'node:crypto';

/** Longer runs of Base64 are documents. */
const DOCUMENT = />([A-Za-z0-9+/=\s]{4096,})</g;

/**
 * A message as it is kept for the staff: documents inside are replaced by their size and SHA-256. They lie in the file store, as documents
 * of the procedure; twice would be a hundred megabytes in a row.
 */
export function storedBody(bytes: Uint8Array): string {
	const text = Buffer.from(bytes).toString('utf8').replaceAll('\0', '');
	return text.replace(DOCUMENT, (_, base64: string) => {
		const content = Buffer.from(base64, 'base64');
		return `><!-- Dokument, ${content.length} Bytes, SHA-256 ${createHash('sha256').update(content).digest('hex')} --><`;
	});
}
