/** What a protocol of a procedure tells of; the German text of each is in texts/evidence.ts. */
export const EVENT_KINDS = [
	'procedure-created',
	'procedure-changed',
	'procedure-published',
	'procedure-discarded',
	'plan-linked',
	'step-added',
	'step-changed',
	'step-removed',
	'step-skipped',
	'step-published',
	'step-withdrawn',
	'dates-changed',
	'iteration-added',
	'notice-changed',
	'notice-published',
	'notice-renewed',
	'document-added',
	'document-changed',
	'document-removed',
	'document-version-added',
	'document-version-removed',
	'document-replaced',
	'document-shown',
	'document-hidden',
	'documents-ordered',
	'body-invited',
	'message-received',
	'message-sent'
] as const;
export type EventKind = (typeof EVENT_KINDS)[number];

/** Who did it; null: the portal itself, or another system. */
export interface Actor {
	id: string;
	name: string;
}

/** One field that was changed; values as they are shown to people, or as they are stored. */
export interface Change {
	field: string;
	from: unknown;
	to: unknown;
}

/**
 * What happened, as JSON. Names that the protocol shows with words of its own: texts/evidence.ts, `detailLabels`. No names or addresses of
 * citizens: an entry is never deleted.
 */
export interface EventDetail extends Record<string, unknown> {
	/** Title of the document, step, notice … that it is about. */
	title?: string;
	reason?: string;
	changes?: Change[];
}

export interface NewEvent {
	procedureId: string;
	stepId?: string | null;
	kind: EventKind;
	detail: EventDetail;
	account: Actor | null;
}

export interface ProcedureEvent {
	/** Of the row; in the order of recording. */
	id: number;
	procedureId: string;
	stepId: string | null;
	kind: EventKind;
	detail: EventDetail;
	account: { id: string | null; name: string };
	at: Date;
	salt: Buffer;
	digest: Buffer;
	/** Number in the chain. */
	receiptSeq: number;
}

/** One address that a self-test fetched. */
export interface FetchResult {
	/** Path below the portal's address. */
	path: string;
	/** `public`: as everybody comes. `own`: the public address cannot be reached from this machine, so the portal's own was fetched. */
	address: 'public' | 'own';
	what: 'page' | 'notice' | 'document';
	title: string;
	/** HTTP status; null when there was no answer. */
	status: number | null;
	/** Of the body that came, hex. */
	sha256: string | null;
	/** Of the file as it was taken in, hex; null for pages, which are made anew each time. */
	expected: string | null;
	bytes: number;
	milliseconds: number;
	/** A code: `status`, `redirect`, `login`, `content`, `timeout`, `unreachable`; null when it passed. */
	error: string | null;
}

export interface SelfTest {
	id: number;
	procedureId: string;
	stepId: string;
	/** The full hour that the test is for. */
	hour: Date;
	/** When it began. */
	at: Date;
	passed: boolean;
	results: FetchResult[];
	salt: Buffer;
	digest: Buffer;
	receiptSeq: number;
}
