import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { forTenant } from '../../../gis/db/tenant-scope.ts';
import { accountOfToken } from '../../../portal/lib/server/accounts/sessions.ts';
import type { Account, Role, TenantSummary } from '../../../portal/lib/server/accounts/types.ts';
import { forgetServices, provideServices, type Services } from '../../../portal/lib/server/services.ts';
import { findTenantBySlug } from '../../../portal/lib/server/tenants/tenants-queries.ts';
import { GET as network } from '../../../portal/routes/[tenant=tenant]/wege/netz.json/+server.ts';
import { POST as send } from '../../../portal/routes/[tenant=tenant]/wege/senden/+server.ts';
import { makeTenant, testServices } from '../../support/database.ts';
import { signedInStaff } from '../../support/staff.ts';
import { makeNetwork } from '../../support/trails.ts';

const now = new Date('2026-05-10T12:00:00Z');
let services: Services;
let tenant: TenantSummary;
const accounts: Partial<Record<Role, Account>> = {};

beforeAll(async () => {
	services = await testServices({ now: () => now });
	provideServices(services);
	const { id, slug } = await makeTenant(services.db);
	tenant = (await findTenantBySlug(services.db.knex, slug))!;
	const scope = forTenant(services.db.knex, id);
	await makeNetwork(scope, now);
	for (const role of ['warden', 'planner', 'clerk'] as const) {
		const { token } = await signedInStaff(services, scope, { email: `${role}@wald.example`, role });
		accounts[role] = (await accountOfToken(services, token))!;
	}
});
afterAll(() => forgetServices());

const eventOf = (account: Account | null, fields?: Record<string, string>) => {
	const url = new URL(`http://localhost:3000/${tenant.slug}/wege/x`);
	return { url, params: { tenant: tenant.slug }, locals: { account, tenant }, request: new Request(url, fields && { method: 'POST', body: new URLSearchParams(fields) }) } as never;
};
async function post(account: Account | null, fields: Record<string, string>) {
	const response = await send(eventOf(account, fields));
	return { status: response.status, body: (await response.json()) as Record<string, unknown> };
}

test('the network goes to those who walk, without names of other people', async () => {
	const text = await (await network(eventOf(accounts.warden!))).text();
	expect(JSON.parse(text).sections).toHaveLength(3);
	expect(text).not.toMatch(/"warden"|"deputy"|token|@wald\.example/);
	await expect(Promise.resolve(network(eventOf(accounts.planner!)))).rejects.toMatchObject({ status: 403 });
	await expect(Promise.resolve(network(eventOf(null)))).rejects.toMatchObject({ status: 303 });
});

test('who is not signed in is asked to come back later, not refused for good', async () => {
	expect(await post(null, { was: 'runde' })).toMatchObject({ status: 401, body: { code: 'sign_in' } });
});

test.each([
	['a planner', 'planner', {}, 403, 'forbidden'],
	['an entry of somebody else', 'warden', { konto: randomUUID() }, 409, 'trail_other_account'],
	['no JSON', 'warden', { daten: '{' }, 422, 'form_invalid'],
	['an unknown subject', 'warden', { was: 'bank' }, 422, 'form_invalid'],
	['no key', 'warden', { idempotencyKey: 'x' }, 422, 'form_invalid'],
	['an empty round', 'warden', { daten: '{}' }, 422, 'form_invalid']
] as const)('%s is refused with a sentence', async (_name, role, fields, status, code) => {
	const account = accounts[role]!;
	const answer = await post(account, { was: 'runde', konto: account.id, idempotencyKey: randomUUID(), daten: '{}', ...fields });
	expect(answer).toMatchObject({ status, body: { code, message: expect.stringMatching(/\.$/) } });
});

test('a round in a field of the form is taken, again and again the same', async () => {
	const account = accounts.warden!;
	const { sections } = (await (await network(eventOf(account))).json()) as { sections: { id: string }[] };
	const at = '2026-05-10T08:00:00Z';
	const daten = JSON.stringify({ startedAt: at, endedAt: at, sections: [{ id: sections[0]!.id, result: 'ohne-befund' }], visits: [], track: [] });
	const fields = { was: 'runde', konto: account.id, idempotencyKey: randomUUID(), daten };
	const [first, second] = [await post(account, fields), await post(account, fields)];
	expect(first).toMatchObject({ status: 200, body: { again: false } });
	expect(second).toMatchObject({ status: 200, body: { again: true, id: first.body.id } });
	expect(await post(account, { ...fields, daten: daten.replace('ohne-befund', 'befund') })).toMatchObject({ status: 409, body: { code: 'trail_key_taken' } });
});
