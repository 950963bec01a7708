import { afterAll, beforeAll, expect, test } from 'vitest';
import { forTenant } from '../../../gis/db/tenant-scope.ts';
import { accountOfToken } from '../../../portal/lib/server/accounts/sessions.ts';
import type { Account, TenantSummary } from '../../../portal/lib/server/accounts/types.ts';
import { forgetServices, provideServices, type Services } from '../../../portal/lib/server/services.ts';
import { findTenantBySlug } from '../../../portal/lib/server/tenants/tenants-queries.ts';
import { makeTenant, testServices } from '../../support/database.ts';
import { signedInStaff } from '../../support/staff.ts';
import { MAY, type Who } from '../../support/staff-actions.ts';

/**
 * Every form of the staff's pages, sent by every role: who may not is refused before anything else is looked at. All forms are found by
 * their files; a new one fails here until it is named below.
 */

interface Module {
	actions?: Record<string, (event: unknown) => unknown>;
}
const modules = import.meta.glob<Module>(['../../../portal/routes/**/verwaltung/**/+page.server.ts']);
const routes = Object.keys(modules).map((file) => ({ route: /routes(\/.*)\/\+/.exec(file)![1]!.replace('/[tenant=tenant]/verwaltung', ''), module: modules[file]! }));

let services: Services;
let tenant: TenantSummary;
const accounts = new Map<Who, Account | null>([['nobody', null]]);

beforeAll(async () => {
	services = await testServices();
	provideServices(services);
	const { id, slug } = await makeTenant(services.db);
	tenant = (await findTenantBySlug(services.db.knex, slug))!;
	for (const role of ['administrator', 'planner', 'clerk'] as const) {
		const { token } = await signedInStaff(services, forTenant(services.db.knex, id), { email: `${role}@ort.example`, role });
		accounts.set(role, await accountOfToken(services, token));
	}
	// An administrator who did not replace the one-time password yet.
	accounts.set('newcomer', { ...accounts.get('administrator')!, mustChangePassword: true });
	accounts.set('operator', { ...accounts.get('clerk')!, operator: true, memberships: [] });
});
afterAll(() => forgetServices());

test.each(routes)('$route', async ({ route, module }) => {
	const { actions = {} } = await module();
	for (const [name, action] of Object.entries(actions))
		for (const [who, account] of accounts) {
			const url = new URL('http://localhost:3000/x');
			const result = (await Promise.resolve(
				action({
					params: { tenant: tenant.slug, id: '00000000-0000-4000-8000-000000000000', planId: '0', kind: 'unbekannt' },
					url,
					locals: { account, tenant, wholeLand: false, refused: null },
					request: new Request(url, { method: 'POST', body: new URLSearchParams() }),
					cookies: { get: () => undefined, set() {}, delete() {} },
					getClientAddress: () => '192.0.2.1'
				})
			).catch((thrown: unknown) => thrown)) as { status?: number } | undefined;
			expect(MAY[route], `${route} is new: say who may send it`).toBeDefined();
			const refused = result?.status === 403;
			expect(refused, `${name} of ${route} by ${who}`).toBe(!MAY[route]!.includes(who));
		}
});
