import type { TenantScope } from '../../../../gis/db/tenant-scope.ts';

export interface NewReportEvent {
	reportId: string;
	/** received, confirmed, state, assigned, responsibility, note, released, redacted, hidden, merged, split, reopened, feedback, forwarded … */
	kind: string;
	/** The state that it led to. */
	state?: string | null;
	/** Shown to everybody who may see the report. */
	publicText?: string | null;
	detail?: Record<string, unknown>;
	/** Id of the account, where it was one. */
	account?: string | null;
	/** Who, where it was no account: author, contractor, body, system. */
	actor?: string;
}

/**
 * Appends an entry to the history of a report; call it in the transaction of what happened.
 * @returns id of the entry
 */
export async function recordReportEvent(scope: TenantScope, event: NewReportEvent, now: Date): Promise<number> {
	const [row] = await scope
		.insert('report_event', {
			report_id: event.reportId,
			kind: event.kind,
			state: event.state ?? null,
			public_text: event.publicText ?? null,
			detail: JSON.stringify(event.detail ?? {}),
			account_id: event.account ?? null,
			actor: event.actor ?? (event.account ? 'staff' : 'system'),
			at: now
		})
		.returning('id');
	return Number(row.id);
}
