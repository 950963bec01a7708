/** Codes of everything that makes a message unreadable or impossible to write. */
export type XBeteiligungErrorCode =
	| 'empty'
	| 'too-large'
	| 'encoding'
	| 'not-xml'
	| 'doctype'
	| 'entity'
	| 'too-deep'
	| 'too-many-elements'
	| 'unknown-namespace'
	| 'unknown-message'
	| 'missing'
	| 'invalid-value'
	| 'area'
	| 'not-in-version';

/** A message that cannot be read or written. The text is one German sentence that says what is wrong and what to do. */
export class XBeteiligungError extends Error {
	readonly code: XBeteiligungErrorCode;

	constructor(code: XBeteiligungErrorCode, message: string, options?: { cause?: unknown }) {
		super(message, options);
		this.name = 'XBeteiligungError';
		this.code = code;
	}
}
