/**
 * Something that can go wrong for a person or a program using the portal.
 * `code` is stable and public; the sentence for people and the HTTP status belong to the code (portal/lib/server/errors.ts).
 */
export class DomainError extends Error {
	readonly code: string;
	/** Values for the sentence, e.g. `{ limit: '200 MB' }`. Never personal data. */
	readonly values: Record<string, string | number>;

	constructor(code: string, values: Record<string, string | number> = {}, options?: { cause?: unknown }) {
		super(code, options);
		this.name = 'DomainError';
		this.code = code;
		this.values = values;
	}
}

/** True for a DomainError of any copy of this module: the pages' bundle and the server's own code each have one. */
export function isDomainError(error: unknown): error is DomainError {
	return error instanceof Error && error.name === 'DomainError' && 'code' in error;
}
