import ICAL from 'ical.js';
import { beforeAll, describe, expect, test } from 'vitest';
import { callOf, laterSteps } from '../../../portal/lib/server/procedure-page/steps.ts';
import { calendarFile } from '../../../portal/lib/server/procedure-page/calendar.ts';
import { tenantProcedures } from '../../../portal/lib/server/procedure-page/list.ts';
import { listProceduresOfPlan, stepChanges } from '../../../portal/lib/server/procedure-page/page-queries.ts';
import { procedureView, readShownProcedure } from '../../../portal/lib/server/procedure-page/view.ts';
import { participationItems, publicParticipation } from '../../../portal/lib/server/participations/views.ts';
import { changeEndDate, discardProcedure, publishStep, readProcedure, saveStep } from '../../../portal/lib/server/procedures/service.ts';
import type { Services } from '../../../portal/lib/server/services.ts';
import { testServices } from '../../support/database.ts';
import { announce, BEFORE, DURING_STEP, makeProcedure, showDocument, stepOf, type TestProcedure } from '../../support/procedure.ts';

let services: Services;
let made: TestProcedure;
const config = { publicUrl: 'https://portal.example' };
const ACCOUNT = null;

beforeAll(async () => {
	services = await testServices({ env: { PUBLIC_URL: config.publicUrl } });
	made = await makeProcedure(services.db);
});

const tenant = () => ({ slug: made.slug, contact: { organisation: 'Gemeinde' } });
const viewAt = (now: Date, of = made) => procedureView(of.scope, { slug: of.slug, contact: {} }, config, of.procedureId, now);

describe('what somebody can do now', () => {
	test('before, during and after the participation', async () => {
		const before = await viewAt(BEFORE);
		expect(before.status).toBe('announced');
		expect(before.call).toMatchObject({ kind: 'planned', formHref: null });
		expect(before.call.sentence).toContain('beginnt am Montag, 1. März 2027');
		const during = await viewAt(DURING_STEP);
		expect(during.call.sentence).toBe('Sie können bis einschließlich Mittwoch, 31. März 2027, 24 Uhr, Stellung nehmen.');
		expect(during.call.formHref).toBe(`/${made.slug}/beteiligungen/${made.participationId}/stellungnahme`);
		const lastMoment = await viewAt(new Date('2027-03-31T21:59:59Z'));
		expect(lastMoment.call.kind).toBe('running');
		const after = await viewAt(new Date('2027-03-31T22:00:00Z'));
		expect(after.call).toMatchObject({ kind: 'none', formHref: null, calendarHref: null });
		expect(after.call.sentence).toContain('ist seit Mittwoch, 31. März 2027, 24 Uhr, beendet');
	});

	test('the page has what the law and people want: documents, places, environment, notice, contact, the way by the plan', async () => {
		const view = await procedureView(made.scope, tenant(), config, made.procedureId, DURING_STEP);
		expect(view.places).toMatchObject([{ name: 'Rathaus', openingHours: 'Mo–Fr 9–12 Uhr' }]);
		expect(view.environment).toMatchObject([{ kind: 'boden' }]);
		expect(view.contact).toMatchObject({ organisation: 'Gemeinde', email: 'planung@testdorf.example' });
		expect(view.notice).toMatchObject({ publishedIn: 'Amtsblatt Nr. 3' });
		expect(JSON.stringify(view.documents)).toContain('umweltbericht');
		expect(view.plan?.versionId).toBe(made.planVersionId);
		expect(view.area?.extent).toHaveLength(4);
		expect(view.url).toBe(`https://portal.example/${made.slug}/verfahren/${made.procedureId}`);
		expect(view.timeline.map((item) => [item.title, item.state])).toContainEqual(['Veröffentlichung im Internet', 'now']);
		expect(view.later.map(({ title }) => title)).toContain('Inkrafttreten');
		expect(await listProceduresOfPlan(made.scope, made.planId, DURING_STEP)).toMatchObject([{ id: made.procedureId }]);
	});
});

test('a renewed participation on changed parts says so, and leads to the difference of the two versions', async () => {
	const own = await makeProcedure(services.db);
	const [version] = await own.scope.table('plan_version').where({ id: own.planVersionId });
	const { id: _id, tenant_id: _tenant, ...copy } = version;
	const published_at = new Date('2027-02-01T00:00:00Z');
	const row = { ...copy, attributes: JSON.stringify(copy.attributes), unsupported: JSON.stringify(copy.unsupported), findings: JSON.stringify(copy.findings), number: 2, published_at };
	const columns = Object.fromEntries(Object.entries(row).filter(([, value]) => value !== undefined && value !== null));
	const [{ id: second }] = await own.scope.insert('plan_version', columns).returning('id');
	expect((await viewAt(DURING_STEP, own)).difference).toBeNull();
	await own.scope.table('procedure_step').where({ id: own.stepId }).update({ plan_version_id: second, compare_version_id: own.planVersionId, changes_only: true });
	const view = await viewAt(DURING_STEP, own);
	expect(view.difference).toEqual({ href: `/${own.slug}/plaene/${own.planId}/unterschied?von=1&nach=2` });
	expect(view.call.sentence).toContain('aber nur zu den geänderten oder ergänzten Teilen');
	expect(view.plan?.version).toBe(2);
	// A version that is not published is compared with nothing.
	await own.scope.table('plan_version').where({ id: own.planVersionId }).update({ published_at: null });
	expect((await viewAt(DURING_STEP, own)).difference).toBeNull();
});

describe('one end date', () => {
	test('page, participation, list and calendar say the same, also after an extension', async () => {
		const own = await makeProcedure(services.db);
		const check = async (day: string, words: string) => {
			const view = await viewAt(DURING_STEP, own);
			expect(view.call.sentence).toContain(words);
			expect(view.timeline.find(({ state }) => state === 'now')?.endsOn).toBe(day);
			const participation = await publicParticipation(own.scope, own.slug, own.participationId!, {}, DURING_STEP);
			expect(participation).toMatchObject({ lastDay: day, procedure: { href: `/${own.slug}/verfahren/${own.procedureId}` } });
			const { items } = await tenantProcedures(services.db.knex, { id: own.tenantId, name: '' }, { now: DURING_STEP });
			expect(items[0]!.sentence).toContain(words);
			const { event, end } = await calendarOf(own);
			expect(end).toBe(day);
			return event;
		};
		const first = await check('2027-03-31', '31. März 2027');
		await changeEndDate(own.scope, own.stepId, { endsOn: '2027-04-15', reason: 'Osterferien' }, ACCOUNT, DURING_STEP);
		const second = await check('2027-04-15', '15. April 2027');
		expect(second.uid).toBe(first.uid);
		expect(second.sequence).toBeGreaterThanOrEqual(first.sequence);
	});

	async function calendarOf(of: TestProcedure) {
		const procedure = await readShownProcedure(of.scope, of.procedureId, DURING_STEP);
		const text = calendarFile(procedure, `https://portal.example/${of.slug}/verfahren/${of.procedureId}`, DURING_STEP, null, await stepChanges(of.scope, procedure.id));
		const event = new ICAL.Event(new ICAL.Component(ICAL.parse(text)).getFirstSubcomponent('vevent')!);
		const last = event.endDate.clone();
		last.adjust(-1, 0, 0, 0);
		expect(event.startDate.isDate).toBe(true);
		expect(event.startDate.toString()).toBe('2027-03-01');
		return { event, end: last.toString() };
	}

	test('a title with line breaks and commas stays one value of the calendar', async () => {
		const procedure = await readShownProcedure(made.scope, made.procedureId, DURING_STEP);
		const evil = { ...procedure, title: 'Plan, groß; „neu“\r\nATTENDEE:mailto:x@y.example\nEND:VEVENT' };
		const component = new ICAL.Component(ICAL.parse(calendarFile(evil, 'https://portal.example/a', DURING_STEP, null, new Map())));
		const events = component.getAllSubcomponents('vevent');
		expect(events).toHaveLength(1);
		expect(events[0]!.getFirstProperty('attendee')).toBeNull();
	});

	test('a step without period has no calendar', async () => {
		const procedure = await readShownProcedure(made.scope, made.procedureId, DURING_STEP);
		expect(() => calendarFile(procedure, 'https://portal.example/a', DURING_STEP, '00000000-0000-0000-0000-000000000000', new Map())).toThrow('not_found');
	});
});

describe('what is not public', () => {
	test('an unpublished procedure, one of another tenant, a guessed id', async () => {
		const draft = await makeProcedure(services.db, { publish: false });
		await expect(viewAt(DURING_STEP, draft)).rejects.toMatchObject({ code: 'not_found' });
		await expect(procedureView(draft.scope, tenant(), config, made.procedureId, DURING_STEP)).rejects.toMatchObject({ code: 'not_found' });
		for (const id of ['x', '00000000-0000-0000-0000-000000000000', `${made.procedureId}'`])
			await expect(procedureView(made.scope, tenant(), config, id, DURING_STEP), id).rejects.toMatchObject({ code: 'not_found' });
		await discardProcedure(draft.scope, draft.procedureId, ACCOUNT, DURING_STEP);
		expect(await listProceduresOfPlan(draft.scope, draft.planId, DURING_STEP)).toEqual([]);
	});

	test('the participation of public bodies: no page, no list, no form; its dates are in the timeline', async () => {
		const own = await makeProcedure(services.db);
		const toeb = await stepOf(own.scope, own.procedureId, 'toeb', BEFORE);
		await saveStep(own.scope, own.procedureId, toeb.id, { title: toeb.title, startsOn: '2027-03-01', planVersionId: own.planVersionId, email: 'a@b.example' }, ACCOUNT, BEFORE);
		await publishStep(own.scope, toeb.id, ACCOUNT, BEFORE);
		const { participationId } = (await readProcedure(own.scope, own.procedureId, BEFORE)).steps.find(({ id }) => id === toeb.id)!;
		expect(participationId).toBeTruthy();
		await expect(publicParticipation(own.scope, own.slug, participationId!, {}, DURING_STEP)).rejects.toMatchObject({ code: 'not_found' });
		expect((await participationItems(own.scope, own.slug, DURING_STEP)).map(({ id }) => id)).toEqual([own.participationId]);
		const view = await viewAt(DURING_STEP, own);
		expect(view.timeline.find(({ id }) => id === toeb.id)).toMatchObject({ track: 'toeb', state: 'now', formHref: null });
		expect(JSON.stringify(view)).not.toContain(participationId);
	});
});

test('in force: permanent, the zusammenfassende Erklärung first, nothing to do any more', async () => {
	const own = await makeProcedure(services.db);
	const after = new Date('2027-08-01T10:00:00Z');
	const procedure = await readProcedure(own.scope, own.procedureId, after);
	const inForce = { ...procedure, status: 'in-force' as const, steps: procedure.steps.filter(({ publishedAt }) => publishedAt) };
	expect(callOf(inForce, after, `/${own.slug}`)).toMatchObject({ kind: 'none', formHref: null });
	expect(callOf(inForce, after, `/${own.slug}`).sentence).toContain('in Kraft');
	expect(laterSteps(inForce)).toEqual([]);
	const toeb = await stepOf(own.scope, own.procedureId, 'toeb', BEFORE);
	await saveStep(own.scope, own.procedureId, toeb.id, { title: toeb.title, startsOn: '2027-03-01', planVersionId: own.planVersionId, email: 'a@b.example' }, ACCOUNT, BEFORE);
	await publishStep(own.scope, toeb.id, ACCOUNT, BEFORE);
	for (const [key, startsOn] of [['beschluss', '2027-06-10'], ['inkraft', '2027-07-01']] as const) {
		const { id, title } = await stepOf(own.scope, own.procedureId, key, after);
		await saveStep(own.scope, own.procedureId, id, { title, startsOn }, ACCOUNT, after);
		await announce(own.scope, own.procedureId, id, after);
		if (key === 'beschluss') await publishStep(own.scope, id, ACCOUNT, after);
	}
	const step = await stepOf(own.scope, own.procedureId, 'inkraft', after);
	await showDocument(own.scope, own.procedureId, step.id, 'zusammenfassende-erklaerung');
	await showDocument(own.scope, own.procedureId, step.id, 'planzeichnung');
	await showDocument(own.scope, own.procedureId, step.id, 'begruendung');
	await publishStep(own.scope, step.id, ACCOUNT, after);
	const view = await viewAt(after, own);
	expect(view).toMatchObject({ status: 'in-force', permanent: true, open: null });
	expect(view.summaryStatement.map(({ category }) => category)).toEqual(['zusammenfassende-erklaerung']);
	expect(view.call.sentence).toContain('seit 1. Juli 2027 in Kraft');
	// What holds now stands first, for ever; what was in the making stays below.
	const { documents } = await viewAt(new Date('2040-01-01T10:00:00Z'), own);
	expect(documents.map(({ title, nodes }) => [title, nodes.length])).toEqual([['Zum Schritt „Inkrafttreten“', 3], ['Aus anderen Schritten', 2]]);
});
