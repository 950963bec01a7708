import type { TenantScope } from '../../../../gis/db/tenant-scope.ts';

export interface DashboardNumbers {
	plans: number;
	publishedPlans: number;
	runningParticipations: number;
	plannedParticipations: number;
	statements: number;
	statementsThisWeek: number;
}

/** What the start page of the staff shows. */
export async function countForDashboard(scope: TenantScope, now: Date): Promise<DashboardNumbers> {
	const [row] = await scope.query<DashboardNumbers & Record<string, unknown>>(
		`select
			(select count(*) from plan where tenant_id = :tenant) as plans,
			(select count(distinct plan_id) from plan_version where tenant_id = :tenant and published_at is not null) as "publishedPlans",
			(select count(*) from participation where tenant_id = :tenant and published_at is not null and starts_at <= :now and ends_at > :now)
				as "runningParticipations",
			(select count(*) from participation where tenant_id = :tenant and published_at is not null and starts_at > :now)
				as "plannedParticipations",
			(select count(*) from statement where tenant_id = :tenant) as statements,
			(select count(*) from statement where tenant_id = :tenant and received_at > cast(:now as timestamptz) - interval '7 days') as "statementsThisWeek"`,
		{ now }
	);
	return row!;
}
