import type { Knex } from 'knex';
import type { TenantScope } from '../../../../gis/db/tenant-scope.ts';
import type { ReportState } from './types.ts';

export interface Unconfirmed {
	tenant_id: string;
	id: string;
	workflow: ReportState[];
}

/** Reports that nobody confirmed in the days of their reporter's rule, oldest first; none where the rule keeps them. */
export async function selectUnconfirmedAcrossTenants(db: Knex, now: Date, limit: number): Promise<Unconfirmed[]> {
	const { rows } = await db.raw(
		`select r.tenant_id, r.id, d.workflow
		from defect_reporter d join report r on r.tenant_id = d.tenant_id and r.reporter_id = d.id
		where jsonb_typeof(d.settings -> 'deleteUnconfirmedAfterDays') = 'number'
			and r.accepted_at is null and r.email_confirmed_at is null and r.hidden_at is null and r.open
			and r.received_at < cast(:now as timestamptz) - make_interval(days => cast(d.settings ->> 'deleteUnconfirmedAfterDays' as integer))
		order by r.received_at, r.id limit :limit`,
		{ now, limit }
	);
	return rows;
}

/** Confirmed in this very moment, it stays. @returns whether it is put away */
export async function putAway(scope: TenantScope, id: string, state: ReportState, now: Date): Promise<boolean> {
	const closed = { hidden_at: now, state: state.key, open: state.open311 === 'open', closed_at: now, changed_at: now };
	return (await scope.table('report').where({ id, accepted_at: null, email_confirmed_at: null }).whereNull('hidden_at').update(closed)) > 0;
}
