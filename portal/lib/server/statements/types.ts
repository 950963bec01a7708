import type { Services } from '../services.ts';
import type { StatementInput } from '../../forms/statement.ts';

/** What receiving a statement needs of the process. */
export type ReceiveServices = Pick<Services, 'config' | 'db' | 'files' | 'queue' | 'work' | 'secret' | 'now'>;

/** A file of the form, on disk (`uploadsOf`) or made by the portal itself (demo, tests). */
export interface AttachmentSource {
	path: string;
	/** Shown, never used as path or type. */
	name: string;
	size: number;
	sha256: Buffer;
}

export interface NewStatement extends StatementInput {
	attachments?: AttachmentSource[];
	/** Ids of files that an earlier step of the form took in (`stageAttachments`). */
	staged?: string[];
}

export interface ReceiveOptions {
	/** `staff`: paper, minutes, late arrivals; accepted outside the period and then flagged. */
	origin: 'web' | 'staff';
	now: Date;
	enteredBy?: string | null;
	/** Asked before anything is stored, and not for a repeated POST; it refuses by throwing. */
	admit?: () => Promise<void>;
	/** When a paper arrived; staff only, not after `now`. */
	arrivedAt?: Date;
	/** Of an invited public body: its own period counts instead of the participation's. */
	invitation?: { id: string; startsAt: Date; endsAt: Date };
}

/** What the sender gets. The code is nowhere else. */
export interface Receipt {
	statementId: string;
	number: number;
	/** Opens `/<tenant>/eingang/<code>`. */
	code: string;
	receivedAt: Date;
	late: boolean;
	/** SHA-256 as hex. */
	digest: string;
	/** True when the same statement had come in before: nothing new was stored. */
	repeated: boolean;
}

export interface StoredObject {
	planVersionId: string;
	gmlId: string;
	class: string;
	/** Id in the catalogue of signs. */
	sign: string;
	label: string | null;
	attributes: unknown;
	geometrySha256: string | null;
}

export interface StoredPlace {
	kind: 'object' | 'point' | 'line' | 'polygon' | 'text';
	description: string | null;
	/** EPSG:3857, rounded to a millimetre; for an object the geometry it had. */
	geometry: { type: string; coordinates: unknown } | null;
	objects: StoredObject[];
}

export interface StoredAttachment {
	position: number;
	fileId: string;
	key: string;
	name: string;
	mediaType: string;
	size: number;
	sha256: string;
}

export interface StatementEvent {
	kind: string;
	at: Date;
	detail: Record<string, unknown>;
}

/** A statement with everything that belongs to it, for its status page, its receipt and for staff. */
export interface Statement {
	id: string;
	participationId: string;
	number: number;
	origin: 'web' | 'staff';
	late: boolean;
	text: string;
	author: { name: string | null; address: string | null; email: string | null };
	emailConfirmedAt: Date | null;
	receivedAt: Date;
	salt: Buffer;
	authorDigest: Buffer;
	digest: Buffer;
	receiptSeq: number;
	erasedAt: Date | null;
	places: StoredPlace[];
	attachments: StoredAttachment[];
	events: StatementEvent[];
}
