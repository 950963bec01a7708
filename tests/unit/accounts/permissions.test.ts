import { expect, test } from 'vitest';
import { can, demand, PERMISSIONS, type Action } from '../../../portal/lib/server/accounts/permissions.ts';
import type { Account, Role } from '../../../portal/lib/server/accounts/types.ts';

const account = (role: Role | null, operator = false): Account => ({
	id: '1',
	email: 'a@b.example',
	name: 'A',
	operator,
	mustChangePassword: false,
	memberships: role ? [{ tenantId: 'own', slug: 'own', tenantName: 'Own', role }] : []
});
const actions = Object.keys(PERMISSIONS) as Action[];
const allowed = (role: Role) => actions.filter((action) => can(account(role), 'own', action));

test('roles', () => {
	expect(allowed('administrator')).toEqual(actions);
	expect(allowed('planner')).toEqual(actions.filter((action) => !['settings.change', 'accounts.manage', 'statements.erase'].includes(action) && !/^(reports|trails)\./.test(action)));
	expect(allowed('clerk')).toEqual(['staff.enter', 'statements.read', 'statements.write', 'reports.work', 'trails.inspect', 'trails.manage', 'mail.read']);
	expect(allowed('warden')).toEqual(['trails.inspect']);
});

test.each(actions)('%s: nobody in a foreign tenant but the operator', (action) => {
	expect(can(null, 'own', action)).toBe(false);
	expect(can(account('administrator'), 'foreign', action)).toBe(false);
	expect(can(account(null), 'own', action)).toBe(false);
	expect(can(account(null, true), 'foreign', action)).toBe(true);
	expect(() => demand(account('administrator'), 'foreign', action)).toThrowError(expect.objectContaining({ code: 'forbidden' }));
});
