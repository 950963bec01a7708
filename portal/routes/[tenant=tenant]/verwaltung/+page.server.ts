import { forTenant } from '$gis/db/tenant-scope.ts';
import { listOutages } from '$lib/server/evidence/self-test.ts';
import { can } from '$lib/server/accounts/permissions.ts';
import { answer } from '$lib/server/page.ts';
import { upcomingDeadlines } from '$lib/server/procedures/staff-views.ts';
import { countWork } from '$lib/server/reports/staff-list-queries.ts';
import { getServices } from '$lib/server/services.ts';
import { countForDashboard } from '$lib/server/staff/dashboard-queries.ts';
import { staffTexts } from '$lib/texts/staff.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = ({ locals: { tenant, account } }) =>
	answer(async () => {
		const { db, now } = getServices();
		return {
			title: staffTexts.dashboardTitle,
			role: account?.memberships.find((each) => each.tenantId === tenant.id)?.role ?? null,
			numbers: await countForDashboard(forTenant(db.knex, tenant.id), now()),
			outages: (await listOutages(forTenant(db.knex, tenant.id), now())).map(({ procedureId, procedureTitle, stepId, stepTitle, since }) => ({ procedureId, procedureTitle, stepId, stepTitle, since })),
			reports: account && can(account, tenant.id, 'reports.work') ? await countWork(forTenant(db.knex, tenant.id), now(), account.id) : null,
			deadlines: await upcomingDeadlines(forTenant(db.knex, tenant.id), tenant.slug, now())
		};
	});
