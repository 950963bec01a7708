import { beforeAll, describe, expect, it } from 'vitest';
import { changeParticipation, createParticipation, publishParticipation, readParticipation } from '../../../portal/lib/server/participations/service.ts';
import { publishVersion } from '../../../gis/plans/plans.ts';
import { readStatement } from '../../../portal/lib/server/statements/read-statement.ts';
import { receiveStatement } from '../../../portal/lib/server/statements/service.ts';
import type { Services } from '../../../portal/lib/server/services.ts';
import { testServices } from '../../support/database.ts';
import { makeParticipation, newStatement, type TestParticipation } from '../../support/participation.ts';

describe('period of a participation', () => {
	let services: Services;
	beforeAll(async () => {
		services = await testServices();
	});
	const send = (test: TestParticipation, now: string) =>
		receiveStatement(services, test.scope, test.participationId, newStatement(), { origin: 'web', now: new Date(now) });

	it('opens at the first local midnight and closes at the last, across the change of the clock', async () => {
		// 28 March 2027: clocks go forward; local midnight is 23:00 UTC before and 22:00 UTC after.
		const test = await makeParticipation(services.db, { firstDay: '2027-03-28', lastDay: '2027-03-28' });
		await expect(send(test, '2027-03-27T22:59:59.999Z')).rejects.toMatchObject({ code: 'participation_closed' });
		expect((await send(test, '2027-03-27T23:00:00.000Z')).number).toBe(1);
		expect((await send(test, '2027-03-28T21:59:59.999Z')).number).toBe(2);
		await expect(send(test, '2027-03-28T22:00:00.000Z')).rejects.toMatchObject({ code: 'participation_closed' });
		// 31 October 2027: clocks go back; the day has 25 hours.
		const autumn = await makeParticipation(services.db, { firstDay: '2027-10-31', lastDay: '2027-10-31' });
		const { startsAt, endsAt } = await readParticipation(autumn.scope, autumn.participationId, new Date());
		expect([startsAt.toISOString(), endsAt.toISOString()]).toEqual(['2027-10-30T22:00:00.000Z', '2027-10-31T23:00:00.000Z']);
	});

	it('computes the state from the given clock', async () => {
		const test = await makeParticipation(services.db);
		const stateAt = async (now: string) => (await readParticipation(test.scope, test.participationId, new Date(now))).state;
		expect(await stateAt('2027-02-28T22:59:59Z')).toBe('planned');
		expect(await stateAt('2027-02-28T23:00:00Z')).toBe('running');
		expect(await stateAt('2027-03-31T22:00:00Z')).toBe('ended');
	});

	it('lets staff enter what arrived on paper, and flags what came late', async () => {
		const test = await makeParticipation(services.db);
		const enter = (arrivedAt: string) =>
			receiveStatement(services, test.scope, test.participationId, newStatement(), {
				origin: 'staff',
				now: new Date('2027-04-20T08:00:00Z'),
				arrivedAt: new Date(arrivedAt)
			});
		const inTime = await enter('2027-03-31T21:59:59Z');
		const late = await enter('2027-03-31T22:00:00Z');
		expect([inTime.late, late.late]).toEqual([false, true]);
		expect((await readStatement(test.scope, late.statementId)).origin).toBe('staff');
		await expect(enter('2027-04-20T08:00:01Z')).rejects.toMatchObject({ code: 'form_invalid' });
	});

	it('takes in nothing while the participation is not published', async () => {
		const test = await makeParticipation(services.db, { publish: false });
		await expect(send(test, '2027-03-15T10:00:00Z')).rejects.toMatchObject({ code: 'not_found' });
	});

	it('refuses impossible days, foreign versions, and shortening while it runs', async () => {
		const test = await makeParticipation(services.db);
		const values = { title: 'Neu', planVersionId: test.planVersionId, firstDay: '2027-03-01', lastDay: '2027-03-31' };
		await expect(createParticipation(test.scope, { ...values, lastDay: '2027-02-28' })).rejects.toMatchObject({ code: 'participation_dates_invalid' });
		await expect(createParticipation(test.scope, { ...values, firstDay: '2027-02-30' })).rejects.toMatchObject({ code: 'participation_dates_invalid' });
		const stranger = await makeParticipation(services.db);
		await expect(createParticipation(stranger.scope, values)).rejects.toMatchObject({ code: 'not_found' });
		const during = new Date('2027-03-15T10:00:00Z');
		const change = (changed: object) => changeParticipation(test.scope, test.participationId, { ...values, ...changed }, during);
		await expect(change({ lastDay: '2027-03-30' })).rejects.toMatchObject({ code: 'participation_change_refused' });
		await expect(change({ firstDay: '2027-02-28' })).rejects.toMatchObject({ code: 'participation_change_refused' });
		await change({ lastDay: '2027-04-15' });
		expect((await readParticipation(test.scope, test.participationId, during)).lastDay).toBe('2027-04-15');
	});

	it('does not publish what nobody could see, or what is over', async () => {
		const test = await makeParticipation(services.db, { publish: false });
		await expect(publishParticipation(test.scope, test.participationId, new Date('2027-05-01T00:00:00Z'))).rejects.toMatchObject({
			code: 'participation_dates_invalid'
		});
		await test.scope.table('plan_version').update({ published_at: null });
		await expect(publishParticipation(test.scope, test.participationId, new Date('2027-01-01T00:00:00Z'))).rejects.toMatchObject({
			code: 'plan_not_published'
		});
	});

	it('an announced participation is not ended in secret, and keeps its plan once a statement names it', async () => {
		const now = new Date('2027-02-01T10:00:00Z');
		const test = await makeParticipation(services.db);
		const { id: other } = await secondVersion(test);
		const values = { title: 'Andere Beteiligung', firstDay: '2027-03-01', lastDay: '2027-03-31', planVersionId: test.planVersionId };
		const change = (changed: object) => changeParticipation(test.scope, test.participationId, { ...values, ...changed }, now);
		await expect(change({ firstDay: '2027-01-01', lastDay: '2027-01-31' })).rejects.toMatchObject({ code: 'participation_dates_invalid' });
		await change({ planVersionId: other });
		await change({});
		await test.scope.table('plan_version').where('plan_version.id', other).update({ published_at: null });
		await expect(change({ planVersionId: other })).rejects.toMatchObject({ code: 'plan_not_published' });
		await publishVersion(test.scope, other, now);
		// The day on which it became public stays, whoever presses the button again.
		await publishVersion(test.scope, other, new Date('2027-02-02T10:00:00Z'));
		expect((await test.scope.table('plan_version').where('plan_version.id', other).first('published_at')).published_at).toEqual(now);
		await expect(publishVersion(test.scope, '00000000-0000-4000-8000-000000000000', now)).rejects.toMatchObject({ code: 'not_found' });
		await receiveStatement(services, test.scope, test.participationId, newStatement(), { origin: 'staff', now, arrivedAt: now });
		await expect(change({ planVersionId: other })).rejects.toMatchObject({ code: 'participation_change_refused' });
		await change({ title: 'Neuer Titel' });
	});

	async function secondVersion(test: TestParticipation): Promise<{ id: string }> {
		const { id: _id, ...first } = await test.scope.table('plan_version').where('plan_version.id', test.planVersionId).first();
		const json = { attributes: '[]', findings: '[]', unsupported: '[]' };
		const [row] = await test.scope.insert('plan_version', { ...first, ...json, number: 2 }).returning('id');
		return row;
	}
});
