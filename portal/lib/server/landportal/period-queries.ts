import type { Knex } from 'knex';
import { conditionsOf, PUBLIC_STEP, PUBLISHED_PROCEDURES } from './published-queries.ts';
import type { ProcedureFilter } from './types.ts';

/** A period in which the public can take part. Days are local, both inclusive, `YYYY-MM-DD`. */
export interface PublicPeriod {
	stepId: string;
	procedureId: string;
	tenant: string;
	tenantName: string;
	procedureTitle: string;
	stepTitle: string;
	municipality: string;
	startsOn: string;
	endsOn: string;
	/** Statements only on what was changed. */
	changesOnly: boolean;
	/** When step or procedure were changed last. */
	changedAt: Date;
}

/** Periods of procedures that fit, which end after `since`: those that end soonest first. */
export async function listPeriodsAcrossTenants(
	db: Knex,
	filter: ProcedureFilter,
	{ now, tenantId, since, limit }: { now: Date; tenantId?: string; since: Date; limit: number }
): Promise<PublicPeriod[]> {
	const { sql, bindings } = conditionsOf(filter, { now, tenantId });
	const { rows } = await db.raw(
		`select st.id as "stepId", p.id as "procedureId", t.slug as tenant, t.name as "tenantName", p.title as "procedureTitle", st.title as "stepTitle",
			p.municipality, st.starts_on as "startsOn", st.ends_on as "endsOn", st.changes_only as "changesOnly",
			greatest(p.changed_at, st.changed_at) as "changedAt"
		from ${PUBLISHED_PROCEDURES}
		join procedure_step st on st.procedure_id = p.id and st.track = 'public' and st.ends_at > :since and ${PUBLIC_STEP}
		where ${sql}
		order by st.ends_at, st.id
		limit :limit`,
		{ ...bindings, since, limit } as never
	);
	return rows;
}
