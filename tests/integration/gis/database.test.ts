import { beforeAll, describe, expect, it } from 'vitest';
import type { Database } from '../../../gis/db/connect.ts';
import { forTenant } from '../../../gis/db/tenant-scope.ts';
import type { Services } from '../../../portal/lib/server/services.ts';
import { makeTenant, testEngine, testServices } from '../../support/database.ts';

let services: Services;
let db: Database;
beforeAll(async () => {
	services = await testServices();
	db = services.db;
});

describe('a test database', () => {
	it('runs on the engine of the project, migrated, with PostGIS', async () => {
		expect(db.engine).toBe(testEngine);
		const { rows } = await db.knex.raw("select ST_AsText(ST_Transform('SRID=4326;POINT(13 51)'::geometry, 3857)) as text");
		expect(rows[0].text).toMatch(/^POINT\(14471\d\d/);
		expect(await db.knex('migration').count('* as count').first()).not.toEqual({ count: 0 });
	});

	it('gives the same types on both engines', async () => {
		const { rows } = await db.knex.raw("select date '2026-02-28' as day, 5::bigint as big, 1.5::numeric as exact, now() as at");
		expect(rows[0]).toMatchObject({ day: '2026-02-28', big: 5, exact: 1.5, at: expect.any(Date) });
	});

	it('keeps rows of tenants apart', async () => {
		const [one, two] = [await makeTenant(db), await makeTenant(db)];
		await forTenant(db.knex, one.id).insert('plan', { class: 'BP_Plan', name: 'Nord' });
		expect(await forTenant(db.knex, one.id).table('plan')).toHaveLength(1);
		expect(await forTenant(db.knex, two.id).table('plan')).toHaveLength(0);
	});

	it('takes a job together with its transaction', async () => {
		const failed = db.knex.transaction(async (trx) => {
			await services.queue.send('mail-send', { mailId: 'gone' }, { trx });
			throw new Error('rolled back');
		});
		await expect(failed).rejects.toThrow('rolled back');
		await db.knex.transaction((trx) => services.queue.send('mail-send', { mailId: 'kept' }, { trx }));
		const jobs = await db.knex.withSchema('queue').table('job').where({ name: 'mail-send' }).select('data');
		expect(jobs).toEqual([{ data: { mailId: 'kept' } }]);
	});
});
