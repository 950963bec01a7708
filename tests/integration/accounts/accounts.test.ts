import { beforeAll, beforeEach, expect, test } from 'vitest';
import { forTenant, type TenantScope } from '../../../gis/db/tenant-scope.ts';
import { findAccountByEmail, insertAccount } from '../../../portal/lib/server/accounts/accounts-queries.ts';
import { login } from '../../../portal/lib/server/accounts/login.ts';
import { members } from '../../../portal/lib/server/accounts/members.ts';
import { can, demandOperator, demandStaff } from '../../../portal/lib/server/accounts/permissions.ts';
import { hashPassword } from '../../../portal/lib/server/accounts/passwords.ts';
import { accountOfCookie, accountOfToken, closeSession, sweepSessions } from '../../../portal/lib/server/accounts/sessions.ts';
import type { Services } from '../../../portal/lib/server/services.ts';
import { makeTenant, testServices } from '../../support/database.ts';

let services: Services;
let a: TenantScope;
let b: TenantScope;
const start = new Date('2026-03-02T08:00:00Z').getTime();
let clock = start;
const HOUR = 3_600_000;
let addresses = 0;

beforeAll(async () => {
	services = await testServices({ now: () => new Date(clock) });
	const db = services.db.knex;
	a = forTenant(db, (await makeTenant(services.db)).id);
	b = forTenant(db, (await makeTenant(services.db)).id);
});
beforeEach(() => {
	clock = start + ++addresses * 30 * 24 * HOUR;
});

let people = 0;
async function person(scope = a, role = 'planner') {
	const email = `person-${++people}@ort.example`;
	const { accountId, password } = await members.create(scope, { email, name: `Person ${people}`, role });
	return { email, accountId, password: password! };
}
const signIn = (email: string, password: string, more: { address?: string; previousToken?: string } = {}) =>
	login(services, { email, password, address: more.address ?? `192.0.2.${addresses}`, previousToken: more.previousToken });

test('login opens a session for the account with its tenants and roles; the database holds no token', async () => {
	const { email, password } = await person(a, 'clerk');
	const { token } = await signIn(`  ${email.toUpperCase()} `, password);
	const account = await accountOfCookie(services, `theme=dark; sitzung=${token}; x=1`);
	expect(account).toMatchObject({ email, operator: false, memberships: [{ tenantId: a.tenantId, role: 'clerk' }] });
	const rows = await services.db.knex('session').select('token_hash');
	expect(rows.every((row) => Buffer.from(row.token_hash).toString('base64url') !== token && row.token_hash.length === 32)).toBe(true);
	expect(await accountOfCookie(services, undefined)).toBeNull();
	expect(await accountOfToken(services, token.replace(/^./, token.startsWith('A') ? 'B' : 'A'))).toBeNull();
	await closeSession(services, token);
	expect(await accountOfToken(services, token)).toBeNull();
});

test('wrong password and unknown account are told apart by nothing', async () => {
	const { email } = await person();
	await expect(signIn(email, 'falsch-falsch-falsch')).rejects.toMatchObject({ code: 'login_failed' });
	await expect(signIn('niemand@ort.example', 'falsch-falsch-falsch')).rejects.toMatchObject({ code: 'login_failed' });
});

test('the session before a login ends with it', async () => {
	const { email, password } = await person();
	const first = await signIn(email, password);
	const second = await signIn(email, password, { previousToken: first.token });
	expect(await accountOfToken(services, first.token)).toBeNull();
	expect(await accountOfToken(services, second.token)).toMatchObject({ email });
});

test('a session ends after 12 hours without use, and after 7 days in any case', async () => {
	const { email, password } = await person();
	const idle = await signIn(email, password);
	clock += 12 * HOUR;
	expect(await accountOfToken(services, idle.token)).toBeNull();
	const used = await signIn(email, password);
	for (let hours = 0; hours < 7 * 24 - 11; hours += 11) {
		clock += 11 * HOUR;
		expect(await accountOfToken(services, used.token)).not.toBeNull();
	}
	clock += 11 * HOUR;
	expect(await accountOfToken(services, used.token)).toBeNull();
});

test('the sweep deletes what nobody can use any more, and nothing else', async () => {
	const { email, password } = await person();
	await signIn(email, password);
	clock += 13 * HOUR;
	const alive = await signIn(email, password);
	expect(await sweepSessions(services)).toBeGreaterThanOrEqual(1);
	expect(await accountOfToken(services, alive.token)).not.toBeNull();
	expect(await services.db.knex('session').count('* as n').first()).toMatchObject({ n: 1 });
});

test('ten wrong passwords close an account for the window, from any address, even for the right one', async () => {
	const { email, password } = await person();
	for (let i = 0; i < 10; i++) await expect(signIn(email, 'falsch', { address: `198.51.100.${i}` })).rejects.toMatchObject({ code: 'login_failed' });
	await expect(signIn(email, password, { address: '198.51.100.99' })).rejects.toMatchObject({ code: 'login_throttled', values: { minutes: 15 } });
	clock += HOUR / 4;
	await expect(signIn(email, password)).resolves.toHaveProperty('token');
});

test('parallel tries cannot slip through the limit together', async () => {
	const { email } = await person();
	const results = await Promise.allSettled(Array.from({ length: 16 }, () => signIn(email, 'falsch')));
	const codes = results.map((result) => (result.status === 'rejected' ? (result.reason as { code: string }).code : 'in'));
	expect(codes.filter((code) => code === 'login_failed')).toHaveLength(10);
	expect(codes.filter((code) => code === 'login_throttled')).toHaveLength(6);
});

test('an address that tries many accounts is stopped, and a success does not refill an account of somebody else', async () => {
	for (let i = 0; i < 50; i++)
		await expect(signIn(`raten-${i}@ort.example`, 'falsch', { address: '203.0.113.5' })).rejects.toMatchObject({ code: 'login_failed' });
	const { email, password } = await person();
	await expect(signIn(email, password, { address: '203.0.113.5' })).rejects.toMatchObject({ code: 'login_throttled' });
	expect(JSON.stringify(await services.db.knex('throttle').select('*'))).not.toMatch(/203\.0\.113|ort\.example/);
});

test('a disabled account is told so only after the right password', async () => {
	const { email, password, accountId } = await person();
	await services.db.knex('account').where({ id: accountId }).update({ disabled_at: new Date(clock) });
	await expect(signIn(email, 'falsch')).rejects.toMatchObject({ code: 'login_failed' });
	await expect(signIn(email, password)).rejects.toMatchObject({ code: 'account_disabled' });
});

test('the last administrator keeps the role and the membership', async () => {
	const one = await person(b, 'administrator');
	await expect(members.changeRole(b, one.accountId, 'clerk')).rejects.toMatchObject({ code: 'account_last_administrator' });
	await expect(members.remove(b, one.accountId)).rejects.toMatchObject({ code: 'account_last_administrator' });
	const two = await person(b, 'administrator');
	const both = await Promise.allSettled([members.changeRole(b, one.accountId, 'clerk'), members.changeRole(b, two.accountId, 'clerk')]);
	expect(both.map((each) => each.status).sort()).toEqual(['fulfilled', 'rejected']);
});

test('an administrator reaches only members of the own tenant', async () => {
	const foreign = await person(b, 'planner');
	for (const attempt of [
		() => members.changeRole(a, foreign.accountId, 'administrator'),
		() => members.remove(a, foreign.accountId),
		() => members.resetPassword(a, foreign.accountId, false)
	])
		await expect(attempt()).rejects.toMatchObject({ code: 'not_found' });
	expect((await members.list(b)).find((each) => each.accountId === foreign.accountId)?.role).toBe('planner');
	await expect(signIn(foreign.email, foreign.password)).resolves.toHaveProperty('token');
});

test('a reset password ends the sessions; a shared account is reset by the operator only', async () => {
	const { accountId, email, password } = await person();
	const { token } = await signIn(email, password);
	const next = await members.resetPassword(a, accountId, false);
	expect(await accountOfToken(services, token)).toBeNull();
	await expect(signIn(email, password)).rejects.toMatchObject({ code: 'login_failed' });
	await expect(signIn(email, next)).resolves.toHaveProperty('token');
	const again = await members.create(b, { email, name: 'Anderer Name', role: 'clerk' });
	expect(again).toEqual({ accountId, password: null });
	await expect(members.resetPassword(b, accountId, false)).rejects.toMatchObject({ code: 'account_shared' });
	await expect(members.resetPassword(b, accountId, true)).resolves.toMatch(/^(\w{4}-){3}\w{4}$/);
});

test('nobody becomes a member twice, and a wrong e-mail address is refused', async () => {
	const { email } = await person();
	await expect(members.create(a, { email, name: 'X', role: 'clerk' })).rejects.toMatchObject({ code: 'account_email_taken' });
	await expect(members.create(a, { email: 'kein @', name: 'X', role: 'clerk' })).rejects.toMatchObject({ code: 'form_invalid' });
	await expect(members.create(a, { email: 'neu@ort.example', name: 'X', role: 'operator' })).rejects.toMatchObject({ code: 'form_invalid' });
});

test('a removed member loses access at once; the account stays while something names it', async () => {
	const { accountId, email, password } = await person();
	const { token } = await signIn(email, password);
	await members.remove(a, accountId);
	expect(await accountOfToken(services, token)).toBeNull();
	expect(await findAccountByEmail(services.db.knex, email)).toBeNull();
	const named = await person();
	const [file] = await a.insert('file', { key: 'k', name: 'f', media_type: 't', size: 1, sha256: Buffer.alloc(32) }).returning('id');
	await a.insert('plan_import', { file_id: file.id, created_by: named.accountId });
	await members.remove(a, named.accountId);
	expect(await findAccountByEmail(services.db.knex, named.email)).not.toBeNull();
	expect(await accountOfToken(services, (await signIn(named.email, named.password)).token)).toMatchObject({ memberships: [] });
});

test('the own password: the old one is needed, other devices are signed out, this one stays', async () => {
	const { accountId, email, password } = await person();
	const here = await signIn(email, password);
	const there = await signIn(email, password);
	const change = (current: string, next: string) => members.changeOwnPassword(services, accountId, { current, next, token: here.token });
	await expect(change('falsch', 'ein langes neues Passwort')).rejects.toMatchObject({ code: 'account_password_wrong' });
	await expect(change(password, 'zu kurz')).rejects.toMatchObject({ code: 'account_password_weak' });
	await expect(change(password, 'aaaaaaaaaaaaaaaa')).rejects.toMatchObject({ code: 'account_password_weak' });
	await expect(change(password, password)).rejects.toMatchObject({ code: 'account_password_same' });
	await change(password, 'ein langes neues Passwort');
	expect(await accountOfToken(services, here.token)).not.toBeNull();
	expect(await accountOfToken(services, there.token)).toBeNull();
	await expect(signIn(email, 'ein langes neues Passwort')).resolves.toHaveProperty('token');
});

test('a one-time password opens nothing but its own change, after the account was made and after a reset', async () => {
	const { accountId, email, password } = await person(a, 'administrator');
	const { token } = await signIn(email, password);
	const account = async () => (await accountOfToken(services, token))!;
	expect(can(await account(), a.tenantId, 'staff.enter')).toBe(false);
	expect(demandStaff(await account(), a.tenantId).id).toBe(accountId);
	expect(() => demandStaff({ ...account, operator: false, memberships: [] } as never, b.tenantId)).toThrow('forbidden');
	await members.changeOwnPassword(services, accountId, { current: password, next: 'ein langes neues Passwort', token });
	expect(can(await account(), a.tenantId, 'accounts.manage')).toBe(true);
	const next = await members.resetPassword(a, accountId, false);
	const again = await accountOfToken(services, (await signIn(email, next)).token);
	expect([again?.mustChangePassword, can(again, a.tenantId, 'staff.enter')]).toEqual([true, false]);
	expect(() => demandOperator({ ...again!, operator: true })).toThrow('forbidden');
});

test('an operator is an account without membership', async () => {
	const passwordHash = await hashPassword('ein operator passwort');
	await insertAccount(services.db.knex, { email: 'land@ort.example', name: 'Land', passwordHash, operator: true });
	const { token } = await signIn('land@ort.example', 'ein operator passwort');
	expect(await accountOfToken(services, token)).toMatchObject({ operator: true, memberships: [] });
	expect(await insertAccount(services.db.knex, { email: 'LAND@ort.example', name: 'x', passwordHash })).toBeNull();
});
