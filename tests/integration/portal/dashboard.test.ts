import { expect, test } from 'vitest';
import { forTenant } from '../../../gis/db/tenant-scope.ts';
import { countForDashboard } from '../../../portal/lib/server/staff/dashboard-queries.ts';
import { makeTenant, testServices } from '../../support/database.ts';
import { fillDatabase } from '../../support/filled-database.ts';

test('the numbers are those of the own tenant at this time', async () => {
	const { db, files } = await testServices();
	await fillDatabase(db, files);
	const { id } = await db.knex('tenant').where({ slug: 'prueffurt' }).first('id');
	await db.knex('participation').update({ published_at: new Date('2026-02-01T00:00:00Z') });
	const numbersAt = (time: string, tenantId = id) => countForDashboard(forTenant(db.knex, tenantId), new Date(time));
	expect(await numbersAt('2026-03-16T12:00:00Z')).toEqual({
		plans: 1,
		publishedPlans: 1,
		// One stands alone, one is a step of a procedure.
		runningParticipations: 2,
		plannedParticipations: 0,
		statements: 1,
		statementsThisWeek: 1
	});
	expect(await numbersAt('2026-02-16T12:00:00Z')).toMatchObject({ runningParticipations: 0, plannedParticipations: 2 });
	expect(await numbersAt('2026-04-01T12:00:00Z')).toMatchObject({ runningParticipations: 0, plannedParticipations: 0, statementsThisWeek: 0 });
	const other = await makeTenant(db);
	expect(Object.values(await numbersAt('2026-03-16T12:00:00Z', other.id))).toEqual([0, 0, 0, 0, 0, 0]);
});
