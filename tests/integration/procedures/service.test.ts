import { beforeAll, describe, expect, test } from 'vitest';
import type { Database } from '../../../gis/db/connect.ts';
import { forTenant } from '../../../gis/db/tenant-scope.ts';
import { composeNotice } from '../../../portal/lib/server/notices/compose.ts';
import { readNoticeFacts } from '../../../portal/lib/server/notices/notice-facts.ts';
import {
	addIteration,
	addStep,
	changeArea,
	changeEndDate,
	changeProcedure,
	createProcedure,
	discardProcedure,
	listProcedures,
	publishStep,
	readProcedure,
	readPublicProcedure,
	removeStep,
	saveStep,
	skipStep,
	unskipStep
} from '../../../portal/lib/server/procedures/service.ts';
import { makeTenant, testDatabase } from '../../support/database.ts';
import { announce, BEFORE, DURING_STEP, makeProcedure, showDocument, stepOf } from '../../support/procedure.ts';

let db: Database;
beforeAll(async () => {
	db = await testDatabase();
});
const events = async (test: { scope: Awaited<ReturnType<typeof makeProcedure>>['scope']; procedureId: string }) =>
	(await test.scope.table('procedure_event').where({ procedure_id: test.procedureId }).orderBy('id')).map(({ kind }: { kind: string }) => kind);

describe('a new procedure', () => {
	test('has the steps of its kind and is nobody’s business yet', async () => {
		const { id } = await makeTenant(db);
		const scope = forTenant(db.knex, id);
		const procedureId = await createProcedure(scope, { kindKey: 'bebauungsplan', title: 'Am Bach' }, null, BEFORE);
		const procedure = await readProcedure(scope, procedureId, BEFORE);
		expect(procedure.steps.map(({ key }) => key)).toEqual([
			'aufstellungsbeschluss', 'fruehzeitig-oeffentlichkeit', 'eroerterung', 'fruehzeitig-toeb', 'veroeffentlichung', 'toeb', 'abwaegung', 'beschluss', 'genehmigung', 'inkraft'
		]);
		expect(procedure).toMatchObject({ status: null, publishedAt: null, kindKey: 'bebauungsplan', title: 'Am Bach' });
		expect(procedure.kind.lawVersion).toContain('20. Dezember 2023');
		await expect(readPublicProcedure(scope, procedureId, BEFORE)).rejects.toMatchObject({ code: 'not_found' });
		await expect(createProcedure(scope, { kindKey: 'bebauungsplan', title: '' }, null, BEFORE)).rejects.toMatchObject({ code: 'form_invalid' });
		await expect(createProcedure(scope, { kindKey: 'unbekannt', title: 'Am Bach' }, null, BEFORE)).rejects.toMatchObject({ code: 'not_found' });
	});

	test('made from a plan takes name, area and number from it', async () => {
		const made = await makeProcedure(db, { publish: false });
		const id = await createProcedure(made.scope, { kindKey: 'bebauungsplan-13a', planId: made.planId }, null, BEFORE);
		const procedure = await readProcedure(made.scope, id, BEFORE);
		expect(procedure).toMatchObject({ title: 'Testplan', planId: made.planId });
		expect(procedure.bbox?.map(Math.round)).toEqual([1480000, 6670000, 1481000, 6671000]);
		const other = await makeProcedure(db, { publish: false });
		await expect(createProcedure(other.scope, { kindKey: 'bebauungsplan', planId: made.planId }, null, BEFORE)).rejects.toMatchObject({ code: 'not_found' });
	});

	test('can be given up until something is published', async () => {
		const draft = await makeProcedure(db, { publish: false });
		await discardProcedure(draft.scope, draft.procedureId, null, BEFORE);
		expect(await listProcedures(draft.scope, BEFORE)).toEqual([]);
		expect(await events(draft)).toContain('procedure-discarded');
		await expect(publishStep(draft.scope, draft.stepId, null, BEFORE)).rejects.toMatchObject({ code: 'procedure_discarded' });
		const published = await makeProcedure(db);
		await expect(discardProcedure(published.scope, published.procedureId, null, BEFORE)).rejects.toMatchObject({ code: 'procedure_published' });
	});
});

describe('dates', () => {
	test('the end is computed; an earlier one is refused with the explanation', async () => {
		const made = await makeProcedure(db, { publish: false, startsOn: '2027-02-01' });
		expect(await stepOf(made.scope, made.procedureId, 'veroeffentlichung', BEFORE)).toMatchObject({ startsOn: '2027-02-01', endsOn: '2027-03-02' });
		const save = (values: object) => saveStep(made.scope, made.procedureId, made.stepId, { startsOn: '2027-02-01', planVersionId: made.planVersionId, ...values }, null, BEFORE);
		const refused = await save({ endsOn: '2027-02-28' }).catch((error) => error);
		expect(refused.code).toBe('procedure_end_too_early');
		expect(refused.values.lawful).toBe('02.03.2027');
		expect(refused.values.explanation).toMatch(/30/);
		await expect(save({ endsOn: '2027-03-30' })).rejects.toMatchObject({ code: 'procedure_extension_reason' });
		await save({ endsOn: '2027-03-28', extensionReason: 'Ferien liegen in der Frist.' });
		// Easter Sunday: the next working day.
		expect((await stepOf(made.scope, made.procedureId, 'veroeffentlichung', BEFORE)).endsOn).toBe('2027-03-30');
	});

	test('the holidays of the municipality count', async () => {
		const made = await makeProcedure(db, { publish: false, startsOn: '2027-04-15' });
		expect((await stepOf(made.scope, made.procedureId, 'veroeffentlichung', BEFORE)).endsOn).toBe('2027-05-14');
		await db.knex('tenant').where({ id: made.tenantId }).update({ settings: JSON.stringify({ holidays: ['05-14'] }) });
		await saveStep(made.scope, made.procedureId, made.stepId, { startsOn: '2027-04-15' }, null, BEFORE);
		expect((await stepOf(made.scope, made.procedureId, 'veroeffentlichung', BEFORE)).endsOn).toBe('2027-05-18');
	});

	test('after publication they are locked; the end moves later only, with a reason, and the participation follows', async () => {
		const made = await makeProcedure(db);
		await expect(saveStep(made.scope, made.procedureId, made.stepId, { startsOn: '2027-03-02' }, null, BEFORE)).rejects.toMatchObject({
			code: 'procedure_step_published'
		});
		const change = (values: object) => changeEndDate(made.scope, made.stepId, { reason: 'Das Portal war einen Tag gestört.', ...values }, null, DURING_STEP);
		await expect(change({ endsOn: '2027-03-30' })).rejects.toMatchObject({ code: 'procedure_end_earlier' });
		await expect(change({ endsOn: '2027-04-09', reason: 'kurz' })).rejects.toMatchObject({ code: 'form_invalid' });
		await change({ endsOn: '2027-04-09' });
		expect(await stepOf(made.scope, made.procedureId, 'veroeffentlichung', DURING_STEP)).toMatchObject({ endsOn: '2027-04-09' });
		const participation = await made.scope.table('participation').where({ id: made.participationId }).first();
		expect(new Date(participation.ends_at).toISOString()).toBe('2027-04-09T22:00:00.000Z');
		expect(await events(made)).toContain('dates-changed');
		expect(await made.scope.table('publication_event').where({ procedure_id: made.procedureId, kind: 'dates-changed' })).toHaveLength(1);
		await expect(changeEndDate(made.scope, made.stepId, { endsOn: '2027-05-31', reason: 'Zu spät dran gewesen.' }, null, new Date('2027-04-10T00:00:00Z'))).rejects.toMatchObject({
			code: 'procedure_period_over'
		});
	});
});

describe('§ 13a: ground area and preliminary examination', () => {
	test('are kept, stand in the protocol and the notice, and decide whether the step may be published', async () => {
		const made = await makeProcedure(db, { kindKey: 'bebauungsplan-13a', title: 'Am Gleis', publish: false });
		const { scope, procedureId, stepId } = made;
		const change = (values: object) => changeProcedure(scope, procedureId, { title: 'Am Gleis', topics: '', planId: made.planId, ...values }, null, BEFORE);
		const publish = () => publishStep(scope, stepId, null, BEFORE);
		const refused = async () => ((await publish().catch((error) => error)) as { code: string; values: { reasons: string } });
		expect(await refused()).toMatchObject({ code: 'procedure_not_ready', values: { reasons: expect.stringContaining('Grundfläche ist nicht angegeben') } });
		await change({ floorArea: '70.000 m²' });
		expect((await refused()).values.reasons).toContain('nicht zulässig');
		await change({ floorArea: '35.000' });
		expect((await refused()).values.reasons).toContain('Vorprüfung');
		await expect(change({ examinedOn: '2027-02-21', examinationReasons: 'Schon versiegelt.' })).rejects.toMatchObject({ fields: { examinedOn: 'future' } });
		for (const floorArea of ['viel', '-5', '1,5']) await expect(change({ floorArea }), floorArea).rejects.toMatchObject({ code: 'form_invalid', fields: { floorArea: expect.anything() } });
		await change({ examinedOn: '2027-02-03', examinationReasons: 'Schon versiegelt.' });
		// What a form does not have stays.
		expect((await readProcedure(scope, procedureId, BEFORE)).innerDevelopment).toEqual({ floorArea: 35_000, examinedOn: '2027-02-03', examinationReasons: 'Schon versiegelt.' });
		const { facts } = await readNoticeFacts(scope, stepId, 'https://portal.example', BEFORE);
		expect(composeNotice(facts).find(({ key }) => key === 'hint-accelerated')!.text).toMatch(/3\. Februar 2027.*Schon versiegelt\./s);
		await publish();
		const entries = await scope.table('procedure_event').where({ procedure_id: procedureId, kind: 'procedure-changed' }).orderBy('id');
		expect(entries.flatMap(({ detail }: { detail: { changes: object[] } }) => detail.changes)).toEqual(
			expect.arrayContaining([{ field: 'floorArea', from: 70_000, to: 35_000 }, { field: 'examinedOn', from: null, to: '2027-02-03' }])
		);
	});
});

describe('publishing', () => {
	test('opens the participation, computes the status and is told', async () => {
		const made = await makeProcedure(db);
		expect(made.participationId).not.toBeNull();
		const at = async (now: string) => (await readPublicProcedure(made.scope, made.procedureId, new Date(now))).status;
		expect(await at('2027-02-21T00:00:00Z')).toBe('announced');
		expect(await at('2027-02-28T22:59:59Z')).toBe('announced');
		expect(await at('2027-02-28T23:00:00Z')).toBe('active');
		expect(await at('2027-03-31T21:59:59Z')).toBe('active');
		expect(await at('2027-03-31T22:00:00Z')).toBe('recently-ended');
		expect(await at('2027-04-15T00:00:00Z')).toBe('evaluation');
		expect(await events(made)).toEqual(['procedure-created', 'step-changed', 'step-published']);
		const told = await made.scope.table('publication_event').where({ procedure_id: made.procedureId }).orderBy('id');
		expect(told.map(({ kind }: { kind: string }) => kind)).toEqual(['published', 'participation-announced']);
		expect((await readPublicProcedure(made.scope, made.procedureId, BEFORE)).steps.map(({ key }) => key)).toEqual(['veroeffentlichung']);
	});

	test('is refused with the reasons that would void the plan', async () => {
		const made = await makeProcedure(db, { publish: false, step: { places: [] } });
		await made.scope.table('step_document').delete();
		const refused = await publishStep(made.scope, made.stepId, null, BEFORE).catch((error) => error);
		expect(refused.code).toBe('procedure_not_ready');
		expect(refused.values.reasons).toContain('Zugangsmöglichkeit');
		expect(refused.values.reasons).toContain('Begründung');
		expect(refused.values.reasons).not.toContain('Bekanntmachung');
		expect((await readProcedure(made.scope, made.procedureId, BEFORE)).publishedAt).toBeNull();
	});

	test('is refused once the first day has begun, and with a notice that names other dates', async () => {
		const late = await makeProcedure(db, { publish: false });
		await expect(publishStep(late.scope, late.stepId, null, DURING_STEP)).rejects.toMatchObject({ code: 'procedure_not_ready' });
		const moved = await makeProcedure(db, { publish: false });
		const before = await moved.scope.table('procedure_step').where({ id: moved.stepId }).first();
		await saveStep(
			moved.scope,
			moved.procedureId,
			moved.stepId,
			{ startsOn: '2027-03-02', planVersionId: moved.planVersionId, places: before.places, environment: before.environment },
			null,
			BEFORE
		);
		const refused = await publishStep(moved.scope, moved.stepId, null, BEFORE).catch((error) => error);
		expect(refused.values.reasons).toContain('anderen Zeitraum');
		await announce(moved.scope, moved.procedureId, moved.stepId, new Date(BEFORE.getTime() + 1000));
		await publishStep(moved.scope, moved.stepId, null, new Date(BEFORE.getTime() + 2000));
	});
});

describe('steps', () => {
	test('a step is left out for a reason that the law knows', async () => {
		const made = await makeProcedure(db, { publish: false });
		const early = await stepOf(made.scope, made.procedureId, 'fruehzeitig-oeffentlichkeit', BEFORE);
		await expect(skipStep(made.scope, early.id, { reason: '' }, null, BEFORE)).rejects.toMatchObject({ code: 'procedure_skip_reason' });
		await skipStep(made.scope, early.id, { reason: 'unwesentlich' }, null, BEFORE);
		expect((await stepOf(made.scope, made.procedureId, early.key, BEFORE)).skippedReason).toContain('§ 3 Abs. 1 Satz 3 Nr. 1');
		await expect(publishStep(made.scope, early.id, null, BEFORE)).rejects.toMatchObject({ code: 'procedure_step_skipped' });
		await unskipStep(made.scope, early.id, null, BEFORE);
		expect((await stepOf(made.scope, made.procedureId, early.key, BEFORE)).skippedReason).toBe('');
		await expect(skipStep(made.scope, made.stepId, { reason: 'eigener', ownReason: 'Wir mögen nicht.' }, null, BEFORE)).rejects.toMatchObject({ code: 'procedure_step_needed' });
	});

	test('steps on demand are added once and removed', async () => {
		const made = await makeProcedure(db, { publish: false });
		const id = await addStep(made.scope, made.procedureId, { key: 'eingestellt' }, null, BEFORE);
		await expect(addStep(made.scope, made.procedureId, { key: 'eingestellt' }, null, BEFORE)).rejects.toMatchObject({ code: 'procedure_step_exists' });
		await removeStep(made.scope, id, null, BEFORE);
		await expect(removeStep(made.scope, made.stepId, null, BEFORE)).rejects.toMatchObject({ code: 'procedure_step_needed' });
		expect(await events(made)).toEqual(expect.arrayContaining(['step-added', 'step-removed']));
	});

	test('a renewed participation is the next Durchgang, compared with the version before', async () => {
		const made = await makeProcedure(db);
		const [id] = await addIteration(made.scope, made.procedureId, { track: 'public', changesOnly: '1', shortened: '1', shorteningReason: 'Nur eine Baugrenze wurde verschoben.' }, null, DURING_STEP);
		const step = (await readProcedure(made.scope, made.procedureId, DURING_STEP)).steps.find((each) => each.id === id)!;
		expect(step).toMatchObject({ key: 'erneut-oeffentlichkeit', iteration: 2, changesOnly: true, rule: 'shortened', compareVersionId: made.planVersionId });
		expect(step.places).toHaveLength(1);
		await saveStep(
			made.scope,
			made.procedureId,
			id!,
			{ ...step, startsOn: '2027-05-10', endsOn: '', days: '14', planVersionId: made.planVersionId, compareVersionId: made.planVersionId },
			null,
			DURING_STEP
		);
		expect((await stepOf(made.scope, made.procedureId, 'erneut-oeffentlichkeit', DURING_STEP)).endsOn).toBe('2027-05-24');
		// The changed version is not there yet: the notice does not say that something is marked.
		expect((await readNoticeFacts(made.scope, id!, 'https://portal.example', DURING_STEP)).facts.step.compareVersionId).toBeNull();
		for (const category of ['begruendung', 'umweltbericht'] as const) await showDocument(made.scope, made.procedureId, id!, category);
		await announce(made.scope, made.procedureId, id!, DURING_STEP);
		await publishStep(made.scope, id!, null, DURING_STEP);
		expect(await made.scope.table('participation').where({ step_id: id })).toHaveLength(1);
		await expect(addIteration(made.scope, made.procedureId, { track: 'toeb' }, null, DURING_STEP)).rejects.toMatchObject({ code: 'procedure_nothing_to_renew' });
	});
});

test('what a procedure is about may change; the protocol keeps what it was', async () => {
	const made = await makeProcedure(db);
	await changeProcedure(made.scope, made.procedureId, { title: 'Bebauungsplan Nr. 7 „Neu“', topics: 'Wohnen, Verkehr\nWohnen', summary: 'Es wird gebaut.', email: 'a@b.example', planId: made.planId }, null, DURING_STEP);
	const procedure = await readProcedure(made.scope, made.procedureId, DURING_STEP);
	expect(procedure).toMatchObject({ title: 'Bebauungsplan Nr. 7 „Neu“', topics: ['Wohnen', 'Verkehr'], contact: { email: 'a@b.example' } });
	const [event] = await made.scope.table('procedure_event').where({ procedure_id: made.procedureId, kind: 'procedure-changed' });
	expect(event.detail.changes).toContainEqual({ field: 'title', from: 'Bebauungsplan Nr. 7 „Testplan“', to: 'Bebauungsplan Nr. 7 „Neu“' });
	for (const search of ['verkehr', 'VERKEHR', 'testdorf', '„Neu“', 'Nr. 7']) expect(await listProcedures(made.scope, DURING_STEP, { search }), search).toHaveLength(search === 'testdorf' ? 0 : 1);
	expect(await listProcedures(made.scope, DURING_STEP, { search: 'bahnhof' })).toHaveLength(0);
	expect(await listProcedures(made.scope, DURING_STEP, { status: 'active' })).toHaveLength(1);
	expect(await listProcedures(made.scope, DURING_STEP, { status: 'in-force' })).toHaveLength(0);
});

test('the area comes from GeoJSON', async () => {
	const made = await makeProcedure(db, { publish: false });
	const ring = [[13, 51], [13.01, 51], [13.01, 51.01], [13, 51.01], [13, 51]];
	await changeArea(made.scope, made.procedureId, { geojson: { type: 'Polygon', coordinates: [ring] } }, null, BEFORE);
	const { bbox } = await readProcedure(made.scope, made.procedureId, BEFORE);
	expect(bbox![0]).toBeCloseTo(1447153, 0);
	await expect(changeArea(made.scope, made.procedureId, { geojson: { type: 'Point', coordinates: [13, 51] } }, null, BEFORE)).rejects.toMatchObject({ code: 'procedure_area_invalid' });
});
