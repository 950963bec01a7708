/** `waiting`: not tried, or no network; `failed`: not taken for now, tried again by itself; `conflict`: refused, a person must decide. */
export type OutboxState = 'waiting' | 'sending' | 'sent' | 'conflict' | 'failed';

export interface OutboxBlob {
	/** Name of the form's field; several photos share one. */
	field: string;
	name: string;
	type: string;
	/** Bytes instead of a Blob: some browsers lose blobs of a database in a service worker. */
	bytes: ArrayBuffer;
}

/** What somebody wants to send. */
export interface OutboxDraft {
	/** Subject, "meldung", "kontrollgang"; entries of one kind are sent one after another in the order in which they were made. */
	kind: string;
	/** Path of this portal that takes the entry by POST, `multipart/form-data`. */
	url: string;
	fields: Record<string, string | string[]>;
	blobs: { field: string; name: string; blob: Blob }[];
	/** Idempotency key, made once by `crypto.randomUUID()`; sent as field `idempotencyKey`. The server takes a key once. */
	key: string;
	/** What people read in the list: "Straßenlaterne, Am Anger 3". */
	label: string;
	/** Page on which a refused entry is opened again and mended (`readDraft`, then `replace`); it gets `?entwurf=<id>`. */
	mendUrl?: string;
}

export interface OutboxEntry extends Omit<OutboxDraft, 'blobs'> {
	id: number;
	/** How many files hang on it. */
	files: number;
	bytes: number;
	state: OutboxState;
	/** What the server said, or why it waits. */
	message: string;
	/** Machine's name of a refusal (`category_closed`). */
	code: string;
	/** What is wrong by field, as the form names it; missing in entries of older versions. */
	problems?: Record<string, string>;
	/** How often the server answered to it with a fault of its own. */
	attempts: number;
	/** Attempts that failed for other reasons: no network, signed out, busy. */
	misses: number;
	/** Milliseconds since 1970; not tried by itself before. */
	nextAttemptAt: number;
	createdAt: number;
	sentAt: number | null;
	/** The server's answer once sent: `{publicRef, statusUrl, …}`. */
	receipt: Record<string, unknown> | null;
}

/** Still to be sent by itself. */
export const isOpen = ({ state }: Pick<OutboxEntry, 'state'>): boolean => state === 'waiting' || state === 'sending' || state === 'failed';
