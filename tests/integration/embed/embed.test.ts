import { beforeAll, expect, test } from 'vitest';
import { forTenant } from '../../../gis/db/tenant-scope.ts';
import { listEmbedAreas } from '../../../portal/lib/server/embed/embed-queries.ts';
import { changeEmbedOrigins, embedOrigins } from '../../../portal/lib/server/embed/origins.ts';
import { updateSettings } from '../../../portal/lib/server/tenants/tenants-queries.ts';
import type { Services } from '../../../portal/lib/server/services.ts';
import { makeTenant, testServices } from '../../support/database.ts';
import { DURING_STEP, makeProcedure } from '../../support/procedure.ts';

let services: Services;
beforeAll(async () => {
	services = await testServices();
});

test('the list of websites belongs to one tenant, keeps other settings, and can be emptied', async () => {
	const { knex } = services.db;
	const [one, other] = [await makeTenant(services.db), await makeTenant(services.db)];
	await updateSettings(knex, one.id, { legal: { legalForm: 'Körperschaft' } });
	expect(await embedOrigins(knex, one.id)).toEqual([]);
	expect(await changeEmbedOrigins(knex, one.id, 'https://www.a.example/seite\n\nwww.b.example\r\nhttps://www.a.example')).toEqual(['https://www.a.example', 'https://www.b.example']);
	expect(await embedOrigins(knex, one.id)).toEqual(['https://www.a.example', 'https://www.b.example']);
	expect(await embedOrigins(knex, other.id)).toEqual([]);
	expect((await knex('tenant').where({ id: one.id }).first('settings')).settings.legal).toEqual({ legalForm: 'Körperschaft' });
	await expect(changeEmbedOrigins(knex, one.id, 'https://www.a.example\n*')).rejects.toMatchObject({ code: 'form_invalid', fields: { origins: '*' } });
	expect(await embedOrigins(knex, one.id)).toHaveLength(2);
	const many = Array.from({ length: 21 }, (_, index) => `https://w${index}.example`).join('\n');
	await expect(changeEmbedOrigins(knex, one.id, many)).rejects.toMatchObject({ code: 'form_invalid' });
	expect(await changeEmbedOrigins(knex, one.id, '  ')).toEqual([]);
});

test('what was written into the settings past the form never reaches the policy', async () => {
	const tenant = await makeTenant(services.db);
	await updateSettings(services.db.knex, tenant.id, { embedOrigins: ["https://a.example; script-src 'unsafe-inline'", '*', 'https://gut.example'] });
	expect(await embedOrigins(services.db.knex, tenant.id)).toEqual(['https://gut.example']);
});

test('the map shows published procedures of this tenant only', async () => {
	const made = await makeProcedure(services.db);
	const draft = await makeProcedure(services.db, { publish: false });
	expect(await listEmbedAreas(made.scope, DURING_STEP)).toMatchObject([{ id: made.procedureId, status: 'active', geometry: { type: expect.stringMatching(/Polygon/) } }]);
	expect(await listEmbedAreas(draft.scope, DURING_STEP)).toEqual([]);
	expect(await listEmbedAreas(forTenant(services.db.knex, (await makeTenant(services.db)).id), DURING_STEP)).toEqual([]);
});
