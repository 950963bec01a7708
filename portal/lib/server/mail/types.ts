export interface MailAttachment {
	name: string;
	mediaType: string;
	content: Uint8Array;
}

export interface NewMail {
	/** null: mail of the installation itself. */
	tenantId: string | null;
	recipient: string;
	subject: string;
	/** Plain text; links are written out. */
	text: string;
	attachments?: MailAttachment[];
	/** Headers beside the usual ones, such as `List-Unsubscribe`. */
	headers?: Record<string, string>;
}

/** As the row keeps it. */
export interface StoredAttachment {
	name: string;
	mediaType: string;
	base64: string;
}

export interface MailRow {
	id: string;
	tenant_id: string | null;
	recipient: string;
	subject: string;
	body_text: string;
	attachments: StoredAttachment[];
	headers: Record<string, string>;
	state: 'queued' | 'sent' | 'failed';
	tries: number;
	next_try_at: Date | null;
	claimed_until: Date | null;
	last_error: string | null;
	created_at: Date;
	sent_at: Date | null;
}
