import type { TenantScope } from '../../../../gis/db/tenant-scope.ts';

export interface UpdateFilter {
	refs: string[] | null;
	from: Date | null;
	until: Date | null;
}

export interface UpdatePlace {
	micros: number;
	id: number;
}

export interface UpdateRow {
	id: number;
	micros: number;
	ref: string;
	state: string | null;
	text: string;
	at: Date;
	open: boolean;
	/** Whether the state that it led to is an open one; null: it led to none. */
	stateOpen: boolean | null;
}

const FROM = `from report_event e join public_report r on r.id = e.report_id and r.tenant_id = :tenant join defect_reporter d on d.id = r.reporter_id
	where e.tenant_id = :tenant and e.public_text is not null and e.kind <> 'received'`;

function conditionsOf({ refs, from, until }: UpdateFilter): { sql: string; bindings: Record<string, unknown> } {
	const parts = [
		refs ? 'and r.public_ref = any(cast(:refs as text[]))' : '',
		from ? 'and e.at >= :from' : '',
		until ? 'and e.at < :until' : ''
	];
	return { sql: parts.join(' '), bindings: { ...(refs ? { refs } : {}), ...(from ? { from } : {}), ...(until ? { until } : {}) } };
}

export async function countUpdates(scope: TenantScope, filter: UpdateFilter): Promise<number> {
	const { sql, bindings } = conditionsOf(filter);
	const [row] = await scope.query<{ total: number }>(`select count(*) as total ${FROM} ${sql}`, bindings);
	return Number(row!.total);
}

/** Public entries of the histories of public requests, the oldest first. They are never changed, so nothing moves. */
export function selectUpdates(scope: TenantScope, filter: UpdateFilter, from: UpdatePlace | { skip: number }, limit: number): Promise<UpdateRow[]> {
	const { sql, bindings } = conditionsOf(filter);
	const after = 'id' in from ? "and (e.at, e.id) > (timestamptz 'epoch' + cast(:micros as float8) * interval '1 microsecond', :id)" : '';
	return scope.query<UpdateRow>(
		`select e.id, cast(extract(epoch from e.at) * 1000000 as bigint) as micros, r.public_ref as ref, e.state, e.public_text as text, e.at, r.open,
			(select s ->> 'open311' = 'open' from jsonb_array_elements(d.workflow) s where s ->> 'key' = e.state) as "stateOpen"
		${FROM} ${sql} ${after} order by e.at, e.id limit :limit offset :skip`,
		{ ...bindings, limit, skip: 'skip' in from ? from.skip : 0, ...('id' in from ? from : {}) }
	);
}
