import { beforeEach, expect, test } from 'vitest';
import { login } from '../../../portal/lib/server/accounts/login.ts';
import { prepareFirstStart } from '../../../portal/lib/server/first-start.ts';
import type { Services } from '../../../portal/lib/server/services.ts';
import { listTenants } from '../../../portal/lib/server/tenants/tenants-queries.ts';
import { testServices } from '../../support/database.ts';

let services: Services;
beforeEach(async () => {
	services ??= await testServices();
	await services.db.knex('account').delete();
	await services.db.knex('tenant').delete();
});
const withConfig = (config: Partial<Services['config']>) => ({ ...services, config: { ...services.config, ...config } });
const firstOperator = { email: 'betrieb@land.example', password: 'ein langes Passwort' };

test('without demo: the tenant of the Land, and how to get an operator', async () => {
	expect(await prepareFirstStart(services, () => {})).toContain('OPERATOR_EMAIL');
	expect(await listTenants(services.db.knex)).toMatchObject([{ kind: 'land', slug: 'landesportal' }]);
	await prepareFirstStart(services, () => {});
	expect(await listTenants(services.db.knex)).toHaveLength(1);
});

test('the operator of the configuration is made once', async () => {
	const configured = withConfig({ firstOperator });
	expect(await prepareFirstStart(configured, () => {})).toContain('betrieb@land.example');
	expect(await prepareFirstStart(withConfig({ firstOperator: { ...firstOperator, email: 'zweiter@land.example' } }), () => {})).toBe('');
	await expect(login(services, { ...firstOperator, address: '192.0.2.1' })).resolves.toHaveProperty('token');
});

test('a weak operator password stops the start', async () => {
	await expect(prepareFirstStart(withConfig({ firstOperator: { ...firstOperator, password: 'kurz' } }), () => {})).rejects.toMatchObject({
		code: 'account_password_weak'
	});
});

test('DEMO never touches a database that is in use', async () => {
	await prepareFirstStart(services, () => {});
	expect(await prepareFirstStart(withConfig({ demo: true }), () => {})).toContain('keine Demonstrationsdaten');
	expect(await listTenants(services.db.knex)).toHaveLength(1);
	expect(await services.db.knex('plan').select('id')).toEqual([]);
});
