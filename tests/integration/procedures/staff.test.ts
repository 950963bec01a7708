import { beforeAll, describe, expect, test } from 'vitest';
import type { Database } from '../../../gis/db/connect.ts';
import { deleteVersion, unpublishVersion } from '../../../gis/plans/plans.ts';
import { forTenant } from '../../../gis/db/tenant-scope.ts';
import type { TellingServices } from '../../../portal/lib/server/invitations/invitations.ts';
import { changeParticipation, readParticipation, readPublicParticipation } from '../../../portal/lib/server/participations/service.ts';
import { extendStep } from '../../../portal/lib/server/procedures/extend.ts';
import { listKinds, readKind } from '../../../portal/lib/server/procedures/kinds/kinds.ts';
import { copyKind, resetKind, retireKind, saveTemplate } from '../../../portal/lib/server/procedures/kinds/templates.ts';
import { changeProcedure, createProcedure, publishStep, readProcedure, saveStep } from '../../../portal/lib/server/procedures/service.ts';
import { procedureItems, procedureOverview, upcomingDeadlines } from '../../../portal/lib/server/procedures/staff-views.ts';
import { calculateEnd, stepView } from '../../../portal/lib/server/procedures/step-view.ts';
import { changeCalendar, tenantDetails } from '../../../portal/lib/server/tenants/tenants.ts';
import { makeTenant, testDatabase } from '../../support/database.ts';
import { BEFORE, DURING_STEP, makeProcedure, stepOf } from '../../support/procedure.ts';

let db: Database;
beforeAll(async () => {
	db = await testDatabase();
});
const newScope = async () => forTenant(db.knex, (await makeTenant(db)).id);

describe('templates of a tenant', () => {
	const rows = (steps: { key: string; title: string }[]) => steps.map(({ key, title }, position) => ({ key, title, track: 'internal', form: 'day', effect: '', position }));

	test('rename, order and add steps; procedures that run keep what they began with', async () => {
		const scope = await newScope();
		const before = await createProcedure(scope, { kindKey: 'bebauungsplan', title: 'Am Bach' }, null, BEFORE);
		const kind = await readKind(scope, 'bebauungsplan');
		const steps = [...rows(kind.steps), { ...rows([{ key: '', title: 'Ortstermin' }])[0]!, position: 0 }].map((row) => (row.key === 'abwaegung' ? { ...row, title: 'Unsere Abwägung' } : row));
		const values = { name: 'Unser Bebauungsplan', explanation: 'Wie immer.', summary: 'Hier wird gebaut.', topics: 'Wohnen', steps };
		await saveTemplate(scope, 'bebauungsplan', values, { contact: { email: 'plan@ort.example' }, places: [{ name: 'Rathaus', means: 'paper' }] }, BEFORE);
		const own = await readKind(scope, 'bebauungsplan');
		expect(own).toMatchObject({ name: 'Unser Bebauungsplan', own: true, builtIn: true });
		expect(own.steps.find(({ key }) => key === 'eigen-ortstermin')).toMatchObject({ rule: 'day', track: 'internal' });
		// Rule and law of a step of the law stay, whatever the form says.
		expect(own.steps.find(({ key }) => key === 'veroeffentlichung')).toMatchObject({ rule: 'publication', track: 'public' });
		const made = await readProcedure(scope, await createProcedure(scope, { kindKey: 'bebauungsplan', title: 'Am Berg' }, null, BEFORE), BEFORE);
		expect(made).toMatchObject({ summary: 'Hier wird gebaut.', topics: ['Wohnen'], contact: { email: 'plan@ort.example' } });
		expect(made.steps.map(({ title }) => title)).toContain('Unsere Abwägung');
		expect(made.steps.find(({ key }) => key === 'veroeffentlichung')?.places).toHaveLength(1);
		expect((await readProcedure(scope, before, BEFORE)).steps.map(({ title }) => title)).not.toContain('Unsere Abwägung');
		await resetKind(scope, 'bebauungsplan', BEFORE);
		expect(await readKind(scope, 'bebauungsplan')).toMatchObject({ own: false, name: 'Bebauungsplan (Regelverfahren)' });
	});

	test('what the law demands stays, and names are different', async () => {
		const scope = await newScope();
		const kind = await readKind(scope, 'bebauungsplan');
		const without = rows(kind.steps.filter(({ key }) => key !== 'veroeffentlichung'));
		const save = (steps: object[]) => saveTemplate(scope, 'bebauungsplan', { name: 'Kurz und gut', steps }, { contact: {}, places: [] }, BEFORE);
		await expect(save(without)).rejects.toMatchObject({ code: 'procedure_kind_steps' });
		await expect(save([])).rejects.toMatchObject({ code: 'procedure_kind_steps' });
		await expect(save([...rows(kind.steps), ...rows([{ key: 'fremd', title: 'Fremd' }])])).rejects.toMatchObject({ code: 'procedure_kind_steps' });
		await expect(save([...rows(kind.steps), ...rows([{ key: '', title: 'Gleich' }, { key: '', title: 'Gleich' }])])).rejects.toMatchObject({ code: 'procedure_kind_steps' });
	});

	test('a copy is a kind of its own; one that is not offered starts nothing', async () => {
		const scope = await newScope();
		const key = await copyKind(scope, 'frei', 'Gestaltungssatzung Süd', BEFORE);
		expect(key).toBe('gestaltungssatzung-sued');
		await expect(copyKind(scope, 'frei', 'Gestaltungssatzung Süd', BEFORE)).rejects.toMatchObject({ code: 'procedure_kind_exists' });
		expect((await listKinds(scope)).at(-1)).toMatchObject({ key, builtIn: false, own: true });
		await createProcedure(scope, { kindKey: key, title: 'Satzung' }, null, BEFORE);
		await retireKind(scope, key, true, BEFORE);
		await expect(createProcedure(scope, { kindKey: key, title: 'Satzung' }, null, BEFORE)).rejects.toMatchObject({ code: 'not_found' });
		expect((await listKinds(await newScope())).some((each) => each.key === key)).toBe(false);
	});
});

describe('what staff see', () => {
	test('the list says what is next', async () => {
		const made = await makeProcedure(db, { publish: false });
		const task = async (now: Date) => (await procedureItems(made.scope, made.slug, now, {}, { limit: 10, offset: 0 })).items[0]?.task;
		// The required step before it has no dates yet.
		expect((await task(BEFORE))?.text).toContain('Frühzeitige Beteiligung');
		await publishStep(made.scope, made.stepId, null, BEFORE);
		expect((await task(BEFORE))?.text).toMatch(/Behörden und Träger/);
		const running = await task(DURING_STEP);
		expect(running?.text).toContain('läuft bis 31. März 2027');
		expect(running?.href).toBe(`/${made.slug}/verwaltung/beteiligungen/${made.participationId ?? (await stepOf(made.scope, made.procedureId, 'veroeffentlichung', BEFORE)).participationId}/stellungnahmen`);
		expect((await procedureItems(made.scope, made.slug, DURING_STEP, { search: 'gibt es nicht' }, { limit: 10, offset: 0 })).total).toBe(0);
	});

	test('overview, step and deadlines of a running participation', async () => {
		const made = await makeProcedure(db);
		const procedure = await readProcedure(made.scope, made.procedureId, DURING_STEP);
		const overview = await procedureOverview(made.scope, made.slug, procedure, DURING_STEP);
		expect(overview).toMatchObject({ status: 'active', published: true, mayRenew: true });
		expect(overview.timeline?.marks).toHaveLength(1);
		expect(overview.addable.map(({ key }) => key)).toEqual(['eingestellt', 'aufgehoben']);
		const step = procedure.steps.find(({ id }) => id === made.stepId)!;
		const view = await stepView(made.scope, made.slug, procedure, step, DURING_STEP);
		expect(view).toMatchObject({ published: true, mayExtend: true, announced: true, maySkip: false, mayRemove: false });
		expect(view.checks.every(({ passed, grade }) => passed || grade === 'advice')).toBe(true);
		expect(await calculateEnd(made.scope, step, { title: 'x', rule: 'publication', startsOn: '2027-02-01', endsOn: '2027-02-03' })).toMatchObject({ end: '2027-03-02' });
		expect((await upcomingDeadlines(made.scope, made.slug, DURING_STEP)).map(({ what, day }) => `${what} ${day}`)).toEqual(['endet letzter Tag 31. März 2027']);
		expect((await upcomingDeadlines(made.scope, made.slug, BEFORE)).map(({ what }) => what)).toEqual(['beginnt', 'endet']);
	});
});

describe('one home of the date', () => {
	test('the participation of a step is not changed beside it', async () => {
		const made = await makeProcedure(db);
		const participation = await readParticipation(made.scope, made.participationId!, DURING_STEP);
		const values = { title: 'Neuer Titel', planVersionId: made.planVersionId, firstDay: participation.firstDay, lastDay: '2027-05-01' };
		await expect(changeParticipation(made.scope, made.participationId!, values, DURING_STEP)).rejects.toMatchObject({ code: 'participation_of_step' });
		await expect(made.scope.table('participation').where({ id: made.participationId }).update({ ends_at: new Date('2027-05-02T00:00:00Z') })).rejects.toThrow(/participation_period_of_step|foreign key/);
	});

	test('an extension publishes the renewed notice with it, or does not happen', async () => {
		const made = await makeProcedure(db);
		const context = { publicUrl: 'https://portal.example', account: null, now: DURING_STEP };
		const extend = (values: object) => extendStep({ now: () => DURING_STEP } as TellingServices, made.scope, made.stepId, { endsOn: '2027-04-09', reason: 'Das Rathaus war geschlossen.', ...values }, context);
		await expect(extend({})).rejects.toMatchObject({ code: 'notice_publication_missing' });
		expect((await stepOf(made.scope, made.procedureId, 'veroeffentlichung', DURING_STEP)).endsOn).toBe('2027-03-31');
		await extend({ publishedIn: 'Amtsblatt Nr. 4', publishedOn: '2027-03-16' });
		expect((await stepOf(made.scope, made.procedureId, 'veroeffentlichung', DURING_STEP)).endsOn).toBe('2027-04-09');
		const [newest] = await made.scope.table('notice').where({ step_id: made.stepId }).whereNotNull('published_at').orderBy('published_at', 'desc');
		expect(JSON.stringify(newest.blocks)).toContain('9. April 2027');
		expect(newest.replaces_id).not.toBeNull();
		const kinds = (await made.scope.table('procedure_event').where({ procedure_id: made.procedureId }).orderBy('id')).map(({ kind }: { kind: string }) => kind);
		expect(kinds.slice(-2)).toEqual(['dates-changed', 'notice-renewed']);
	});

	test('words and contact of the participation follow the procedure; a version that a step shows stays', async () => {
		const made = await makeProcedure(db);
		await changeProcedure(made.scope, made.procedureId, { title: 'Neuer Name', summary: 'Neu gesagt.', phone: '0351 1', planId: made.planId }, null, DURING_STEP);
		const participation = await readParticipation(made.scope, made.participationId!, DURING_STEP);
		expect(participation).toMatchObject({ title: 'Veröffentlichung im Internet – Neuer Name', intro: 'Neu gesagt.', contact: { phone: '0351 1', email: 'planung@testdorf.example' } });
		await expect(unpublishVersion(made.scope, made.planVersionId)).rejects.toMatchObject({ code: 'plan_in_participation' });
		const draft = await makeProcedure(db, { publish: false });
		await draft.scope.table('participation').delete();
		await unpublishVersion(draft.scope, draft.planVersionId);
		await expect(deleteVersion(draft.scope, draft.planVersionId)).rejects.toMatchObject({ code: 'plan_in_procedure' });
		await draft.scope.table('procedure_step').update({ plan_version_id: null });
		await expect(deleteVersion(draft.scope, draft.planVersionId)).rejects.toMatchObject({ code: 'plan_in_procedure' });
	});

	test('the participation of public bodies is not public', async () => {
		const made = await makeProcedure(db);
		const toeb = await stepOf(made.scope, made.procedureId, 'toeb', BEFORE);
		await saveStep(made.scope, made.procedureId, toeb.id, { startsOn: '2027-03-01', planVersionId: made.planVersionId }, null, BEFORE);
		await publishStep(made.scope, toeb.id, null, BEFORE);
		const { participationId } = await stepOf(made.scope, made.procedureId, 'toeb', BEFORE);
		expect((await readParticipation(made.scope, participationId!, DURING_STEP)).audience).toBe('toeb');
		await expect(readPublicParticipation(made.scope, participationId!, DURING_STEP)).rejects.toMatchObject({ code: 'not_found' });
		await expect(readPublicParticipation(made.scope, made.participationId!, DURING_STEP)).resolves.toMatchObject({ audience: 'public' });
	});
});

test('holidays of the municipality and its rule of notices', async () => {
	const { id } = await makeTenant(db);
	await changeCalendar(db.knex, id, { holidays: '8.8. Friedensfest\r\n27.05.2027\n', noticeText: 'Amtsblatt', leadDays: '3' });
	expect((await tenantDetails(db.knex, id)).settings).toMatchObject({ holidays: ['08-08', '2027-05-27'], noticeRule: { text: 'Amtsblatt', leadDays: 3 } });
	for (const holidays of ['31.2.', 'morgen', '8.8.27']) await expect(changeCalendar(db.knex, id, { holidays }), holidays).rejects.toMatchObject({ code: 'form_invalid', fields: { holidays: expect.any(String) } });
	await expect(changeCalendar(db.knex, id, { leadDays: 'drei' })).rejects.toMatchObject({ fields: { leadDays: expect.any(String) } });
	await changeCalendar(db.knex, id, {});
	expect((await tenantDetails(db.knex, id)).settings).toMatchObject({ holidays: [], noticeRule: { leadDays: 0 } });
});
