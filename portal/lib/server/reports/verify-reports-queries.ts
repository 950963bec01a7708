import type { TenantScope } from '../../../../gis/db/tenant-scope.ts';
import type { Answers } from './types.ts';

export interface ProvedRow {
	id: string;
	publicRef: string;
	receivedAt: Date;
	title: string;
	body: string;
	answers: Answers;
	name: string | null;
	email: string | null;
	phone: string | null;
	salt: Uint8Array | null;
	digest: Uint8Array;
	receiptSeq: number;
	anonymised: boolean;
	/** What the entry of its receipt says; erased with the person's data. */
	detail: { category: string; point: [number, number]; photos: string[] } | { erased: true } | null;
}

/** Reports with a receipt, by its number. */
export async function provedReportsAfter(scope: TenantScope, after: number, limit: number): Promise<ProvedRow[]> {
	const rows = await scope.query<ProvedRow & Record<string, unknown>>(
		`select r.id, r.public_ref as "publicRef", r.received_at as "receivedAt", r.title, r.body, r.answers, r.author_name as name, r.author_email as email,
			r.author_phone as phone, r.salt, r.digest, r.receipt_seq as "receiptSeq", r.anonymised_at is not null as anonymised,
			(select e.detail from report_event e where e.report_id = r.id and e.kind = 'received' order by e.id limit 1) as detail
		from report r where r.tenant_id = :tenant and r.receipt_seq > :after order by r.receipt_seq limit :limit`,
		{ after, limit }
	);
	return rows.map((row) => ({ ...row, receiptSeq: Number(row.receiptSeq) }));
}
