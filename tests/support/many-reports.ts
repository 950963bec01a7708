import type { Knex } from 'knex';
import { forTenant, type TenantScope } from '../../gis/db/tenant-scope.ts';
import { DEFAULT_WORKFLOW } from '../../portal/lib/server/reports/workflow.ts';

/** A reporter with categories and bodies, ready for many reports. */
export interface ReportGround {
	reporterId: string;
	/** By code: LATERNE, MUELL, SCHLAGLOCH, IDEE. */
	categories: Record<string, string>;
	bodies: { tiefbau: string; gruen: string };
}

/** South-western corner of the test town and its size, metres of EPSG:3857. */
export const TOWN = { x: 1_400_000, y: 6_600_000, size: 10_000 } as const;

export async function makeReportGround(scope: TenantScope, slug = 'maengelmelder', suffix = ''): Promise<ReportGround> {
	const insert = async (table: Parameters<TenantScope['insert']>[0], row: Record<string, unknown>): Promise<string> =>
		(await scope.insert(table, row).returning('id'))[0].id;
	const reporterId = await insert('defect_reporter', { slug, name: slug === 'maengelmelder' ? 'Mängelmelder' : slug, workflow: JSON.stringify(DEFAULT_WORKFLOW) });
	const categories: Record<string, string> = {};
	for (const [code, name, group, days] of [
		['LATERNE', 'Laterne defekt', 'Straße', 7],
		['SCHLAGLOCH', 'Schlagloch', 'Straße', 14],
		['MUELL', 'Wilder Müll', 'Sauberkeit', 5],
		['IDEE', 'Idee', 'Ideen', 90]
	] as const)
		categories[code] = await insert('report_category', { reporter_id: reporterId, code: code + suffix, name, group_name: group, response_days: days });
	const tiefbau = await insert('responsible_body', { name: `Tiefbauamt${suffix}`, level: 'amt', email: 'tiefbau@example.org', is_default: suffix === '' });
	const gruen = await insert('responsible_body', { name: `Grünflächenamt${suffix}`, level: 'amt', email: 'gruen@example.org' });
	await insert('responsibility', { body_id: gruen, area: square(scope.db, 0, 0, 4000), area_name: `Altstadt${suffix}` });
	await insert('responsibility', { body_id: tiefbau, area: square(scope.db, 3000, 3000, 4000), area_name: `Neustadt${suffix}` });
	return { reporterId, categories, bodies: { tiefbau, gruen } };
}

const square = (db: Knex, x: number, y: number, size: number) =>
	db.raw('st_multi(st_makeenvelope(?, ?, ?, ?, 3857))', [TOWN.x + x, TOWN.y + y, TOWN.x + x + size, TOWN.y + y + size]);

/**
 * Reports by one statement: spread over the town, the states, the categories and the two years before `until`; some closed in time, some
 * late, some unconfirmed. The same numbers give the same reports.
 */
export async function makeManyReports(knex: Knex, tenantId: string, ground: ReportGround, options: { count: number; until: Date; seed?: number; assignee?: string }): Promise<void> {
	const scope = forTenant(knex, tenantId);
	const states = DEFAULT_WORKFLOW.map(({ key }) => key);
	await scope.query(
		`insert into report (tenant_id, reporter_id, category_id, public_ref, code_hash, idempotency_key, origin, state, open, point, address, address_found,
			title, body, body_release, author_name, author_email, accepted_at, body_id, body_state, assigned_to, due_at, received_at, changed_at, closed_at, support_count)
		select :tenant, cast(:reporter as uuid), (cast(:categories as uuid[]))[1 + n % 4], 'M-' || upper(substr(md5(cast(:tenant as text) || cast(:seed as text) || n), 1, 12)),
			decode(md5(cast(:tenant as text) || cast(:seed as text) || n) || md5('code' || n), 'hex'), 'many-' || cast(:seed as text) || '-' || n, 'web', s.state, s.open,
			st_setsrid(st_makepoint(cast(:x as float8) + (cast(n as bigint) * 7919 % 10007) * cast(:size as float8) / 10007, cast(:y as float8) + (cast(n as bigint) * 104729 % 10009) * cast(:size as float8) / 10009), 3857),
			'Musterweg ' || (1 + n % 200), n % 2 = 0, 'Meldung ' || n, 'Text der Meldung ' || n || ', bitte ansehen.',
			(array['pending', 'released', 'released', 'withheld'])[1 + n % 4], 'Person ' || n, 'person' || n || '@example.org',
			case when n % 19 <> 0 then t.received end,
			case when n % 11 <> 0 then (cast(:bodies as uuid[]))[1 + n % 2] end, 'proposed', case when n % 5 = 0 then cast(:assignee as uuid) end,
			t.received + k.response_days * interval '1 day', t.received, t.received + interval '1 day',
			case when not s.open then t.received + (n % 30) * interval '1 day' + interval '1 hour' end, n % 8
		from generate_series(1, cast(:count as integer)) n
		cross join lateral (select (cast(:states as text[]))[1 + (n / 3) % 8] as state, (n / 3) % 8 < 4 as open) s
		cross join lateral (select cast(:until as timestamptz) - ((cast(n as bigint) * 48611) % 63072000) * interval '1 second' - interval '31 days' as received) t
		join report_category k on k.id = (cast(:categories as uuid[]))[1 + n % 4]`,
		{
			reporter: ground.reporterId,
			categories: Object.values(ground.categories),
			bodies: Object.values(ground.bodies),
			states,
			seed: options.seed ?? 0,
			count: options.count,
			until: options.until,
			assignee: options.assignee ?? null,
			...TOWN
		}
	);
}
