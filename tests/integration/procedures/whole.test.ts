import { expect, test } from 'vitest';
import type { TellingServices } from '../../../portal/lib/server/invitations/invitations.ts';
import { publishNotice } from '../../../portal/lib/server/notices/notice.ts';
import { addIteration, changeProcedure, createProcedure, publishStep, readProcedure, readPublicProcedure, saveStep, skipStep } from '../../../portal/lib/server/procedures/service.ts';
import { extendStep } from '../../../portal/lib/server/procedures/extend.ts';
import { testDatabase } from '../../support/database.ts';
import { showDocument, stepOf } from '../../support/procedure.ts';
import { makeParticipation } from '../../support/participation.ts';

/** A procedure from Aufstellungsbeschluss to entry into force, over a new year and both changes of the clocks; the clock is injected. */
test('a whole procedure', async () => {
	const db = await testDatabase();
	const { scope, planId, planVersionId } = await makeParticipation(db, { publish: false });
	await scope.table('participation').delete();
	const account = null;
	const at = (time: string) => new Date(time);
	const notice = (stepId: string, publishedOn: string, now: Date) => publishNotice(scope, stepId, { publishedIn: 'Amtsblatt', publishedOn }, { publicUrl: 'https://portal.example', account, now });
	const status = async (time: string) => (await readPublicProcedure(scope, id, at(time))).status;

	let now = at('2026-10-12T08:00:00Z');
	const id = await createProcedure(scope, { kindKey: 'bebauungsplan', title: 'Bebauungsplan Nr. 9 „Am Wehr“', number: '9', planId }, account, now);
	await changeProcedure(scope, id, { title: 'Bebauungsplan Nr. 9 „Am Wehr“', number: '9', planId, summary: 'Am Wehr sollen Wohnungen entstehen.' }, account, now);
	const start = await stepOf(scope, id, 'aufstellungsbeschluss', now);
	await saveStep(scope, id, start.id, { startsOn: '2026-10-12' }, account, now);
	await publishStep(scope, start.id, account, now);
	expect(await status('2026-10-12T08:00:00Z')).toBe('announced');
	await skipStep(scope, (await stepOf(scope, id, 'fruehzeitig-oeffentlichkeit', now)).id, { reason: 'unwesentlich' }, account, now);

	// Over the new year: 1 January is a Friday, so the end rolls to Monday, 4 January 2027.
	now = at('2026-11-27T08:00:00Z');
	const details = {
		planVersionId,
		places: [{ name: 'Rathaus', address: 'Markt 1', openingHours: 'Mo 9–12 Uhr', means: 'paper' }],
		environment: [{ kind: 'wasser', text: 'Hochwassergutachten' }],
		email: 'plan@ort.example'
	};
	const first = await stepOf(scope, id, 'veroeffentlichung', now);
	await saveStep(scope, id, first.id, { ...details, startsOn: '2026-12-02' }, account, now);
	expect((await stepOf(scope, id, 'veroeffentlichung', now)).endsOn).toBe('2027-01-04');
	for (const category of ['begruendung', 'umweltbericht'] as const) await showDocument(scope, id, first.id, category);
	const bodies = await stepOf(scope, id, 'toeb', now);
	await saveStep(scope, id, bodies.id, { startsOn: '2026-12-02', planVersionId }, account, now);
	await publishStep(scope, bodies.id, account, now);
	await notice(first.id, '2026-11-28', now);
	await publishStep(scope, first.id, account, now);
	expect(await status('2026-12-01T22:59:59Z')).toBe('announced');
	expect(await status('2026-12-01T23:00:00Z')).toBe('active');
	expect(await status('2027-01-04T22:59:59Z')).toBe('active');

	// Extended for an important reason: everything else says the new day.
	now = at('2026-12-20T08:00:00Z');
	await extendStep({ now: () => now } as TellingServices, scope, first.id, { endsOn: '2027-01-15', reason: 'Das Rathaus ist über die Feiertage geschlossen.', publishedIn: 'Amtsblatt', publishedOn: '2026-12-21' }, { publicUrl: 'https://portal.example', account, now });
	expect(await status('2027-01-15T22:59:59Z')).toBe('active');
	expect(await status('2027-01-15T23:00:00Z')).toBe('recently-ended');
	expect(await status('2027-01-29T22:59:59Z')).toBe('recently-ended');
	expect(await status('2027-01-29T23:00:00Z')).toBe('evaluation');
	const participation = await scope.table('participation').where({ step_id: first.id }).first();
	expect(new Date(participation.ends_at).toISOString()).toBe('2027-01-15T23:00:00.000Z');

	// Renewed, over the night in which the clocks go forward (28 March 2027), and over Easter.
	now = at('2027-03-10T08:00:00Z');
	const [again] = await addIteration(scope, id, { track: 'public', changesOnly: '1', shortened: '1', shorteningReason: 'Nur zwei Baugrenzen wurden verschoben.' }, account, now);
	await saveStep(scope, id, again!, { ...details, startsOn: '2027-03-15', days: '14', shorteningReason: 'Nur zwei Baugrenzen wurden verschoben.', changesOnly: true, compareVersionId: planVersionId }, account, now);
	// The fourteenth day is Easter Sunday.
	expect((await stepOf(scope, id, 'erneut-oeffentlichkeit', now)).endsOn).toBe('2027-03-30');
	for (const category of ['begruendung', 'umweltbericht'] as const) await showDocument(scope, id, again!, category);
	await notice(again!, '2027-03-12', now);
	await publishStep(scope, again!, account, now);
	expect(await status('2027-03-14T22:59:59Z')).toBe('announced');
	expect(await status('2027-03-14T23:00:00Z')).toBe('active');
	expect(await status('2027-03-30T21:59:59Z')).toBe('active');
	expect(await status('2027-03-30T22:00:00Z')).toBe('recently-ended');

	now = at('2027-04-20T08:00:00Z');
	for (const [key, day] of [['abwaegung', '2027-04-15'], ['beschluss', '2027-04-19']] as const) {
		const step = await stepOf(scope, id, key, now);
		await saveStep(scope, id, step.id, { startsOn: day }, account, now);
		await publishStep(scope, step.id, account, now);
	}
	expect(await status('2027-04-20T08:00:00Z')).toBe('decision');

	now = at('2027-05-03T08:00:00Z');
	const force = await stepOf(scope, id, 'inkraft', now);
	await saveStep(scope, id, force.id, { startsOn: '2027-05-07', planVersionId }, account, now);
	await expect(publishStep(scope, force.id, account, now)).rejects.toMatchObject({ code: 'procedure_not_ready' });
	await notice(force.id, '2027-05-07', now);
	await publishStep(scope, force.id, account, now);
	expect(await status('2027-05-06T21:59:59Z')).toBe('decision');
	expect(await status('2027-05-06T22:00:00Z')).toBe('in-force');
	expect(await status('2125-01-01T00:00:00Z')).toBe('in-force');

	const kinds = (await scope.table('procedure_event').where({ procedure_id: id }).orderBy('id')).map(({ kind }: { kind: string }) => kind);
	for (const kind of ['procedure-created', 'step-skipped', 'step-published', 'notice-published', 'dates-changed', 'notice-renewed', 'iteration-added']) expect(kinds).toContain(kind);
	const told = (await scope.table('publication_event').where({ procedure_id: id }).orderBy('id')).map(({ kind }: { kind: string }) => kind);
	expect(told).toEqual(expect.arrayContaining(['published', 'participation-announced', 'dates-changed', 'decided', 'in-force']));
	expect((await readProcedure(scope, id, now)).steps.filter(({ publishedAt }) => publishedAt).map(({ key }) => key)).toEqual([
		'aufstellungsbeschluss', 'veroeffentlichung', 'toeb', 'erneut-oeffentlichkeit', 'abwaegung', 'beschluss', 'inkraft'
	]);
});
