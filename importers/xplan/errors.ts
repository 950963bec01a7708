/** Codes of everything that makes an input unreadable. They are part of the interface: pages and the command line show them. */
export type XplanErrorCode =
	| 'empty'
	| 'not-xml'
	| 'not-well-formed'
	| 'truncated'
	| 'doctype'
	| 'entity'
	| 'encoding'
	| 'wrong-root'
	| 'unknown-version'
	| 'no-members'
	| 'unplaceable'
	| 'too-large'
	| 'too-deep'
	| 'text-too-long'
	| 'too-many-elements'
	| 'too-many-attributes'
	| 'too-many-classes'
	| 'file'
	| 'zip-damaged'
	| 'zip-encrypted'
	| 'zip-path'
	| 'zip-too-many-entries'
	| 'zip-too-large'
	| 'zip-bomb'
	| 'zip-without-gml';

/** An input that cannot be read at all. The message is one German sentence that says what is wrong and what to do. */
export class XplanError extends Error {
	readonly code: XplanErrorCode;
	/** Line in the file, from 1, where one is known. */
	readonly line: number | undefined;

	constructor(code: XplanErrorCode, message: string, options: { cause?: unknown; line?: number } = {}) {
		super(message, options.cause === undefined ? undefined : { cause: options.cause });
		this.name = 'XplanError';
		this.code = code;
		this.line = options.line;
	}
}

export const notXml = (line: number): XplanError =>
	new XplanError('not-xml', 'Die Datei ist kein XML. Bitte wählen Sie die exportierte XPlanGML-Datei (.gml oder .zip).', { line });
