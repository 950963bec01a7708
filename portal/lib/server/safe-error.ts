/** What of an error goes into the log. */
export interface LoggedError {
	type: string;
	message: string;
	code?: string;
	stack?: string;
	cause?: LoggedError;
}

/** SQLSTATE: five signs. Such errors carry the values of the statement in `params`, `detail`, `where` and at times in the message. */
const SQLSTATE = /^[0-9A-Z]{5}$/;

/**
 * An error without personal data: name, code, message and stack, nothing else that a library attached. Of database errors only the
 * state is kept of the message, because the server quotes the value that it did not like.
 */
export function safeError(error: unknown): LoggedError {
	if (!(error instanceof Error)) return { type: typeof error, message: 'not an error' };
	const code = 'code' in error && error.code !== undefined ? String(error.code) : undefined;
	const ofDatabase = code !== undefined && SQLSTATE.test(code) && 'severity' in error;
	const message = ofDatabase ? `database error ${code}${'constraint' in error && error.constraint ? ` (${error.constraint})` : ''}` : error.message;
	const frames = error.stack?.split('\n').filter((line) => /^\s+at /.test(line)) ?? [];
	return {
		type: error.name,
		message,
		...(code ? { code } : {}),
		stack: [message, ...frames].join('\n'),
		...(error.cause instanceof Error ? { cause: safeError(error.cause) } : {})
	};
}
