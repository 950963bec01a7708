import { expect, test } from 'vitest';
import { destinationAfterLogin } from '../../../portal/lib/server/accounts/login.ts';
import type { Account } from '../../../portal/lib/server/accounts/types.ts';

const planner: Account = {
	id: '1',
	email: 'a@b.example',
	name: 'A',
	operator: false,
	mustChangePassword: false,
	memberships: [{ tenantId: 't', slug: 'ort', tenantName: 'Ort', role: 'planner' }]
};

test('a path of this portal is kept', () => {
	expect(destinationAfterLogin(planner, '/ort/verwaltung/plaene?seite=2')).toBe('/ort/verwaltung/plaene?seite=2');
});

test.each(['//evil.example', '/\\evil.example', 'https://evil.example', '\\\\evil', 'javascript:alert(1)', '', null, '/a\nb', '/\t/evil.example'])(
	'„%s“ leads to the own staff pages',
	(wanted) => {
		expect(destinationAfterLogin(planner, wanted)).toBe('/ort/verwaltung');
	}
);

test('an operator without tenant goes to the tenants', () => {
	expect(destinationAfterLogin({ ...planner, operator: true, memberships: [] }, null)).toBe('/verwaltung/mandanten');
});

test('wardens have no staff pages: their own trails come first', () => {
	const memberships = [{ ...planner.memberships[0]!, role: 'warden' as const }];
	expect(destinationAfterLogin({ ...planner, memberships }, null)).toBe('/ort/wege');
});
