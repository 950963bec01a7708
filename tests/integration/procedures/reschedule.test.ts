import { beforeAll, describe, expect, it } from 'vitest';
import { readMessage } from '../../../importers/xbeteiligung/read.ts';
import { members } from '../../../portal/lib/server/accounts/members.ts';
import { bodyOf } from '../../../portal/lib/server/exchange/deliver.ts';
import { findMessage, listMessages } from '../../../portal/lib/server/exchange/exchange-queries.ts';
import { addPartner, readPartner } from '../../../portal/lib/server/exchange/partners.ts';
import { saveBody } from '../../../portal/lib/server/invitations/bodies.ts';
import { inviteBodies, remindBody } from '../../../portal/lib/server/invitations/invitations.ts';
import { listInvitations } from '../../../portal/lib/server/invitations/invitation-queries.ts';
import { openInvitation } from '../../../portal/lib/server/invitations/invited.ts';
import { invitationToken } from '../../../portal/lib/server/invitations/token.ts';
import { currentNotice, publishNotice } from '../../../portal/lib/server/notices/notice.ts';
import { procedureView } from '../../../portal/lib/server/procedure-page/view.ts';
import { readParticipation, readPublicParticipation } from '../../../portal/lib/server/participations/service.ts';
import { readinessOf } from '../../../portal/lib/server/procedures/readiness.ts';
import { announceStep, moveStep, withdrawStep } from '../../../portal/lib/server/procedures/reschedule.ts';
import { listProcedures, publishStep, readProcedure, readStep, removeStep, saveStep } from '../../../portal/lib/server/procedures/service.ts';
import { receiveStatement } from '../../../portal/lib/server/statements/service.ts';
import { verifyChain } from '../../../portal/lib/server/statements/verify-chain.ts';
import type { Services } from '../../../portal/lib/server/services.ts';
import { testServices } from '../../support/database.ts';
import { BEFORE, DURING_STEP, makeProcedure, showDocument, stepOf, type TestProcedure } from '../../support/procedure.ts';
import { newStatement } from '../../support/participation.ts';
import { NO_SCHEMAS, validate } from '../../unit/importers/xbeteiligung/schemas.ts';

const REASON = 'Das Gutachten kommt später.';
const PAPER = { publishedIn: 'Amtsblatt Nr. 4', publishedOn: '2027-02-22' };

let services: Services;
let now = BEFORE;
beforeAll(async () => {
	services = await testServices({ now: () => now, env: { PUBLIC_URL: 'https://portal.example' } });
});

const context = () => ({ publicUrl: 'https://portal.example', account: null, now });
const move = (made: TestProcedure, values: object, stepId = made.stepId) => moveStep(services, made.scope, stepId, { startsOn: '2027-03-08', reason: REASON, ...PAPER, ...values }, context());
const withdraw = (made: TestProcedure, values: object = {}, stepId = made.stepId) => withdrawStep(services, made.scope, stepId, { reason: REASON, ...PAPER, ...values }, context());
const later = () => (now = new Date(now.getTime() + 3_600_000));
const told = (made: TestProcedure) => made.scope.table('publication_event').where({ procedure_id: made.procedureId }).orderBy('id').pluck('kind');
const recorded = (made: TestProcedure) => made.scope.table('procedure_event').where({ procedure_id: made.procedureId }).orderBy('id').select('kind', 'detail');
const view = (made: TestProcedure) => procedureView(made.scope, { slug: made.slug, contact: {} }, { publicUrl: 'https://portal.example' }, made.procedureId, now);

describe('an announced step that has not begun', () => {
	it('is moved with a reason and a renewed notice, and everything follows', async () => {
		now = BEFORE;
		const made = await makeProcedure(services.db);
		await expect(move(made, { reason: 'kurz' })).rejects.toMatchObject({ code: 'form_invalid' });
		await expect(move(made, { publishedIn: '' })).rejects.toMatchObject({ code: 'notice_publication_missing' });
		await expect(move(made, { publishedOn: '2027-03-08' })).rejects.toMatchObject({ code: 'notice_too_late' });
		await expect(move(made, { startsOn: '2027-02-20' })).rejects.toMatchObject({ code: 'procedure_start_not_ahead' });
		await expect(move(made, { startsOn: '2027-03-01' })).rejects.toMatchObject({ code: 'procedure_move_same' });
		await expect(move(made, { endsOn: '2027-03-20' })).rejects.toMatchObject({ code: 'procedure_end_too_early' });
		expect((await readStep(made.scope, made.stepId, now)).step).toMatchObject({ startsOn: '2027-03-01', endsOn: '2027-03-31', movedReason: '' });
		await move(made, {});
		const { step } = await readStep(made.scope, made.stepId, now);
		// A month from 8 March ends on 7 April, a Wednesday.
		expect(step).toMatchObject({ startsOn: '2027-03-08', endsOn: '2027-04-07', movedReason: REASON, extensionReason: '' });
		expect(await readPublicParticipation(made.scope, made.participationId!, now)).toMatchObject({ firstDay: '2027-03-08', lastDay: '2027-04-07', state: 'planned' });
		const notice = (await currentNotice(made.scope, made.stepId))!;
		expect(notice).toMatchObject({ reason: REASON, replacesId: expect.any(String) });
		expect(notice.blocks.find(({ key }) => key === 'period')!.text).toMatch(/8\. März 2027.*7\. April 2027[\s\S]*verschoben wurde: Das Gutachten/);
		expect((await told(made)).at(-1)).toBe('dates-changed');
		expect((await recorded(made)).at(-1)).toMatchObject({
			kind: 'dates-changed',
			detail: { reason: REASON, changes: [{ field: 'startsOn', from: '2027-03-01', to: '2027-03-08' }, { field: 'endsOn', from: '2027-03-31', to: '2027-04-07' }] }
		});
		const page = await view(made);
		expect(page.timeline[0]).toMatchObject({ startsOn: '2027-03-08', remarks: [`Der Zeitraum wurde verschoben: ${REASON}`], noticeHref: expect.stringContaining(notice.id) });
		expect((await verifyChain(services.db)).problems).toEqual([]);
	});

	it('may end later than the law asks, with the reason', async () => {
		now = BEFORE;
		const made = await makeProcedure(services.db);
		await move(made, { endsOn: '2027-04-16' });
		expect((await readStep(made.scope, made.stepId, now)).step).toMatchObject({ endsOn: '2027-04-16', extensionReason: REASON });
	});

	it('is neither moved nor taken back once it has begun, nor before it is published', async () => {
		now = BEFORE;
		const made = await makeProcedure(services.db);
		const draft = await stepOf(made.scope, made.procedureId, 'toeb', now);
		await expect(withdraw(made, {}, draft.id)).rejects.toMatchObject({ code: 'procedure_step_unpublished' });
		now = DURING_STEP;
		await expect(move(made, { startsOn: '2027-05-03' })).rejects.toMatchObject({ code: 'procedure_step_begun' });
		await expect(withdraw(made)).rejects.toMatchObject({ code: 'procedure_step_begun' });
	});

	it('is taken back, which everybody sees, and announced again', async () => {
		now = BEFORE;
		const made = await makeProcedure(services.db);
		await expect(withdraw(made, { publishedIn: ' ' })).rejects.toMatchObject({ code: 'notice_publication_missing' });
		expect((await readStep(made.scope, made.stepId, now)).step.publishedAt).not.toBeNull();
		await withdraw(made);
		const { procedure, step } = await readStep(made.scope, made.stepId, now);
		expect(step).toMatchObject({ publishedAt: null, withdrawalReason: REASON, participationId: null });
		expect(procedure.status).toBe('announced');
		await expect(readParticipation(made.scope, made.participationId!, now)).rejects.toMatchObject({ code: 'not_found' });
		const notice = (await currentNotice(made.scope, made.stepId))!;
		expect(notice.blocks.find(({ key }) => key === 'withdrawal')!.text).toMatch(/1\. März 2027.*31\. März 2027\) findet nicht statt[\s\S]*Grund: Das Gutachten/);
		const page = await view(made);
		expect(page.call).toMatchObject({ kind: 'none', sentence: expect.stringContaining('zurückgenommen'), remarks: [expect.stringContaining(REASON)] });
		expect(page.timeline).toMatchObject([{ state: 'withdrawn', remarks: [expect.stringContaining(REASON)], noticeHref: expect.stringContaining(notice.id) }]);
		expect(page.later.map(({ title }) => title)).not.toContain(step.title);
		expect((await told(made)).at(-1)).toBe('withdrawn');
		expect((await recorded(made)).slice(-2)).toMatchObject([{ kind: 'notice-renewed' }, { kind: 'step-withdrawn', detail: { reason: REASON } }]);
		const [listed] = await listProcedures(made.scope, now, { onlyPublished: true });
		expect(listed!.steps).toEqual([]);
		await expect(removeStep(made.scope, made.stepId, null, now)).rejects.toMatchObject({ code: 'procedure_step_published' });

		later();
		// What was taken back announces nothing: a new notice is needed, in time.
		const ready = async () => (await readinessOf(made.scope, ...(await both(made)), now)).find(({ code }) => code === 'notice')!.passed;
		expect(await ready()).toBe(false);
		await saveStep(made.scope, made.procedureId, made.stepId, { ...(await values(made)), startsOn: '2027-04-01', endsOn: '' }, null, now);
		await expect(publishStep(made.scope, made.stepId, null, now)).rejects.toMatchObject({ code: 'procedure_not_ready' });
		const again = { publishedIn: 'Amtsblatt Nr. 5', reason: 'Das Gutachten liegt vor.' };
		await expect(publishNotice(made.scope, made.stepId, { ...again, publishedOn: '2027-04-01' }, context())).rejects.toMatchObject({ code: 'notice_too_late' });
		await publishNotice(made.scope, made.stepId, { ...again, publishedOn: '2027-03-20' }, context());
		expect(await ready()).toBe(true);
		await publishStep(made.scope, made.stepId, null, now);
		const fresh = (await readStep(made.scope, made.stepId, now)).step;
		expect(fresh).toMatchObject({ withdrawnAt: null, withdrawalReason: '', startsOn: '2027-04-01', participationId: expect.any(String) });
		expect((await told(made)).filter((kind) => kind === 'participation-announced')).toHaveLength(2);
		expect((await verifyChain(services.db)).problems).toEqual([]);
	});

	it('keeps a statement that staff entered early, and opens again with it', async () => {
		now = BEFORE;
		const made = await makeProcedure(services.db);
		await receiveStatement(services, made.scope, made.participationId!, newStatement(), { origin: 'staff', now });
		await withdraw(made);
		await expect(readPublicParticipation(made.scope, made.participationId!, now)).rejects.toMatchObject({ code: 'not_found' });
		later();
		const empty = { ...(await values(made)), startsOn: '', endsOn: '' };
		await expect(saveStep(made.scope, made.procedureId, made.stepId, empty, null, now)).rejects.toMatchObject({ code: 'procedure_dates_invalid' });
		await saveStep(made.scope, made.procedureId, made.stepId, { ...(await values(made)), startsOn: '2027-04-01', endsOn: '' }, null, now);
		await publishNotice(made.scope, made.stepId, { ...PAPER, reason: 'Das Gutachten liegt vor.' }, context());
		await publishStep(made.scope, made.stepId, null, now);
		expect(await readPublicParticipation(made.scope, made.participationId!, now)).toMatchObject({ firstDay: '2027-04-01' });
	});

	it('tells the invited bodies, by mail and by message, whose link says so, and invites them anew', async () => {
		now = BEFORE;
		const made = await makeProcedure(services.db);
		const bodies = await stepOf(made.scope, made.procedureId, 'toeb', now);
		await saveStep(made.scope, made.procedureId, bodies.id, { title: bodies.title, startsOn: '2027-03-01', planVersionId: made.planVersionId, email: 'planung@testdorf.example' }, null, now);
		for (const category of ['begruendung', 'umweltbericht'] as const) await showDocument(made.scope, made.procedureId, bodies.id, category);
		await publishStep(made.scope, bodies.id, null, now);
		const { accountId } = await members.create(made.scope, { name: 'Petra Plan', email: 'plan@ort.example', role: 'planner' });
		const account = { id: accountId, name: 'Petra Plan' };
		const partner = await addPartner(services, made.scope, { name: 'Fachsystem', version: '1.3', receives: ['invitation'], url: 'https://fachsystem.example/' }, now);
		const byMail = await saveBody(made.scope, null, { name: 'Forstbezirk', email: 'forst@land.example', topics: '' });
		const byMessage = await saveBody(made.scope, null, { name: 'Wasserbehörde', email: '', topics: '', partnerId: partner.id });
		await inviteBodies(services, made.scope, bodies.id, [byMail, byMessage], account);
		const mails = async () => services.db.knex('mail').where({ recipient: 'forst@land.example' }).orderBy('created_at').orderBy('id').select('subject', 'body_text');
		/** Messages since the last time, as they would go out now. */
		let seen = 0;
		const messages = async () => {
			const rows = (await listMessages(made.scope, { partnerId: partner.id }, 20)).toReversed().slice(seen);
			seen += rows.length;
			return Promise.all(
				rows.map(async ({ id }) => {
					const xml = await bodyOf(services, made.scope, await readPartner(made.scope, partner.id), (await findMessage(made.scope, id))!);
					if (NO_SCHEMAS === null) validate('1.3', xml);
					return readMessage(Buffer.from(xml)).content;
				})
			);
		};
		const [first] = await messages();
		expect(first!.invitation!.kommunal.toeb).toMatchObject({ period: { begin: '2027-03-01' } });
		expect(first!.invitation!.kommunal.toeb!.news).toBeUndefined();

		now = later();
		await move(made, { startsOn: '2027-03-15' }, bodies.id);
		const [moved, ...none] = await messages();
		expect(none).toEqual([]);
		expect(moved).toMatchObject({ processId: first!.processId, legalConsequences: expect.any(String), invitation: { kommunal: { toeb: { id: first!.invitation!.kommunal.toeb!.id, period: { begin: '2027-03-15', end: '2027-04-15' } } } } });
		expect(moved!.invitation!.kommunal.toeb!.news!.join(' ')).toMatch(new RegExp(`geändert.*${REASON}.*15\\. April 2027`));

		now = later();
		await withdraw(made, {}, bodies.id);
		const [withdrawn] = await messages();
		expect(withdrawn!.processId).toBe(first!.processId);
		expect(withdrawn!.legalConsequences).toBeUndefined();
		expect(withdrawn!.invitation!.kommunal.toeb).toMatchObject({ period: { note: 'zurückgenommen' }, news: [expect.stringContaining(REASON)] });
		const news = (await mails()).filter(({ subject }) => !subject.startsWith('Beteiligung:'));
		expect(news.map(({ subject }) => subject.split(':')[0]).toSorted()).toEqual(['Beteiligung zurückgenommen', 'Zeitraum geändert']);
		expect(news.every(({ body_text: text }) => text.includes(REASON))).toBe(true);
		const rows = await listInvitations(made.scope, bodies.id);
		const link = invitationToken(services.secret, rows[0]!.id);
		await expect(openInvitation(services, made.scope, link, '192.0.2.1')).rejects.toMatchObject({ code: 'invitation_withdrawn' });

		now = new Date('2027-03-02T09:00:00Z');
		await saveStep(made.scope, made.procedureId, bodies.id, { title: bodies.title, startsOn: '2027-03-03', planVersionId: made.planVersionId, email: 'planung@testdorf.example' }, null, now);
		await announceStep(services, made.scope, bodies.id, account, now);
		const [again] = await messages();
		expect(again).toMatchObject({ processId: first!.processId, legalConsequences: expect.any(String), invitation: { kommunal: { toeb: { period: { begin: '2027-03-03' } } } } });
		expect(again!.invitation!.kommunal.toeb!.period.note).toBeUndefined();
		expect((await mails()).map(({ subject }) => subject)).toContainEqual(expect.stringMatching(/^Beteiligung findet statt/));
		// Received today: a month from 2 March, and never shorter than the step.
		expect((await listInvitations(made.scope, bodies.id)).map(({ receivedOn, endsOn }) => [receivedOn, endsOn])).toEqual(Array(2).fill(['2027-03-02', '2027-04-05']));
		expect((await openInvitation(services, made.scope, link, '192.0.2.1')).open).toBe(true);
		await announceStep(services, made.scope, bodies.id, account, now);
		expect(await messages()).toEqual([]);
		// Where a message is the only way, a reminder is one too. What was moved before it was taken back is no news any more.
		await remindBody(services, made.scope, bodies.id, rows.find(({ bodyId }) => bodyId === byMessage)!.id);
		expect((await messages()).map(({ invitation }) => invitation!.kommunal.toeb!.news)).toEqual([['Es gilt die Frist bis einschließlich 5. April 2027.']]);
	});
});

async function both(made: TestProcedure) {
	const { procedure, step } = await readStep(made.scope, made.stepId, now);
	return [procedure, step] as const;
}

async function values(made: TestProcedure): Promise<Record<string, unknown>> {
	const { steps } = await readProcedure(made.scope, made.procedureId, now);
	const { title, planVersionId, contact, places, environment } = steps.find(({ id }) => id === made.stepId)!;
	return { title, planVersionId, ...contact, places, environment };
}
