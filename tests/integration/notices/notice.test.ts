import { beforeAll, describe, expect, it } from 'vitest';
import type { TenantScope } from '../../../gis/db/tenant-scope.ts';
import { currentNotice, publishNotice, readDraft, readNotice, readPublicNotice, saveDraft, type NoticeContext } from '../../../portal/lib/server/notices/notice.ts';
import { namesDates } from '../../../portal/lib/server/notices/draft.ts';
import { changeCalendar } from '../../../portal/lib/server/tenants/tenants.ts';
import { noticeEditor } from '../../../portal/lib/server/notices/editor-view.ts';
import { changeEndDate, changeProcedure, createProcedure, publishStep, readProcedure, removeStep, saveStep } from '../../../portal/lib/server/procedures/service.ts';
import { testDatabase } from '../../support/database.ts';
import { BEFORE, DURING_STEP, makeProcedure, showDocument, stepOf } from '../../support/procedure.ts';

const PUBLIC_URL = 'https://bauleitplanung.example';
const at = (now: Date): NoticeContext => ({ publicUrl: PUBLIC_URL, account: null, now });
const before = at(BEFORE);

let db: Awaited<ReturnType<typeof testDatabase>>;
let scope: TenantScope;
let stepId = '';
let procedureId = '';

beforeAll(async () => {
	db = await testDatabase();
	const made = await makeProcedure(db, { publish: false });
	({ scope, procedureId } = made);
	// makeProcedure brings a notice of its own; ours is made from an empty step.
	stepId = await anotherStep(made.scope, made.planVersionId, 'Bebauungsplan „Am Anger“');
	procedureId = (await scope.table('procedure_step').where({ id: stepId }).first('procedure_id')).procedure_id;
});

async function anotherStep(inside: TenantScope, planVersionId: string, title: string): Promise<string> {
	const id = await createProcedure(inside, { kindKey: 'bebauungsplan', title, municipality: 'Testdorf' }, null, BEFORE);
	const step = await stepOf(inside, id, 'veroeffentlichung', BEFORE);
	const values = {
		title: step.title,
		rule: 'publication',
		startsOn: '2027-03-01',
		planVersionId,
		email: 'planung@testdorf.example',
		places: [{ name: 'Rathaus', address: 'Markt 1', openingHours: 'Mo–Fr 9–12 Uhr', means: 'paper' }],
		environment: [{ kind: 'boden', text: 'Bodengutachten' }]
	};
	await saveStep(inside, id, step.id, values, null, BEFORE);
	for (const [position, category] of (['begruendung', 'umweltbericht'] as const).entries()) await showDocument(inside, id, step.id, category, { position });
	return step.id;
}

const textOf = async (key: string) => (await readDraft(scope, stepId, before)).blocks.find((block) => block.key === key);
const code = (wanted: string) => expect.objectContaining({ code: wanted });

describe('a draft', () => {
	it('follows the data', async () => {
		expect((await textOf('period'))!.text).toContain('Montag, 1. März 2027 bis einschließlich Mittwoch, 31. März 2027');
		const step = await stepOf(scope, procedureId, 'veroeffentlichung', BEFORE);
		await saveStep(scope, procedureId, stepId, { ...valuesOf(step), startsOn: '2027-03-03', endsOn: '' }, null, BEFORE);
		expect((await textOf('period'))!.text).toContain('3. März 2027 bis einschließlich Freitag, 2. April 2027');
		await saveStep(scope, procedureId, stepId, { ...valuesOf(step), startsOn: '2027-03-01', endsOn: '' }, null, BEFORE);
		expect((await textOf('documents'))!.text).toBe('- Planzeichnung\n- begruendung\n- umweltbericht');
	});

	it('begins with what the settings say of all notices', async () => {
		await changeCalendar(db.knex, scope.tenantId, { holidays: '', noticeText: 'Amtsblatt der Stadt', noticeHint: 'Hinweis nach der Gemeindeordnung.', leadDays: '0' });
		expect(await textOf('land')).toMatchObject({ text: 'Hinweis nach der Gemeindeordnung.', changed: false });
		expect((await noticeEditor(scope, 'x', { procedureId, stepId }, before)).suggestedIn).toBe('Amtsblatt der Stadt');
		await changeCalendar(db.knex, scope.tenantId, { holidays: '', noticeText: '', noticeHint: '', leadDays: '0' });
		expect((await textOf('land'))!.text).toBe('');
	});

	it('names the neighbouring states that the procedure names', async () => {
		await changeProcedure(scope, procedureId, { title: 'Bebauungsplan „Am Anger“', municipality: 'Testdorf', neighbourStates: 'Tschechische Republik' }, null, BEFORE);
		expect((await textOf('hint-neighbours'))!.text).toContain('Tschechische Republik');
		// Who does not know the field leaves it as it was.
		await changeProcedure(scope, procedureId, { title: 'Nachbarn 2', municipality: 'Testdorf' }, null, BEFORE);
		expect(await textOf('hint-neighbours')).toBeDefined();
		await changeProcedure(scope, procedureId, { title: 'Bebauungsplan „Am Anger“', municipality: 'Testdorf', neighbourStates: '' }, null, BEFORE);
		expect(await textOf('hint-neighbours')).toBeUndefined();
	});

	it('keeps what somebody wrote and marks it; the same text again is unmarked', async () => {
		const generated = (await textOf('contact'))!.text;
		await saveDraft(scope, stepId, { contact: 'Frau Amsel, Bauamt\r\n' }, before);
		expect(await textOf('contact')).toMatchObject({ text: 'Frau Amsel, Bauamt', changed: true });
		await saveDraft(scope, stepId, { contact: generated }, before);
		expect(await textOf('contact')).toMatchObject({ text: generated, changed: false });
		await saveDraft(scope, stepId, { contact: 'Herr Star' }, before);
		await saveDraft(scope, stepId, { contact: null }, before);
		expect(await textOf('contact')).toMatchObject({ changed: false });
		const events = await scope.table('procedure_event').where({ procedure_id: procedureId, kind: 'notice-changed' });
		expect(events).toHaveLength(4);
	});

	it('cannot lose what the law asks for, nor name another end, nor change the dates', async () => {
		await expect(saveDraft(scope, stepId, { 'hint-late': ' \n' }, before)).rejects.toThrowError(code('notice_block_empty'));
		await expect(saveDraft(scope, stepId, { 'hint-period': 'Schreiben Sie uns bis zum 30.03.2027.' }, before)).rejects.toThrowError(code('notice_end_foreign'));
		await saveDraft(scope, stepId, { period: 'Die Frist endet bald.' }, before);
		expect((await textOf('period'))!.text).toContain('31. März 2027');
	});
});

describe('publication', () => {
	const paper = { publishedIn: 'Amtsblatt Nr. 3', publishedOn: '2027-02-26' };

	it('wants a place, a day before the beginning, and dates', async () => {
		await expect(publishNotice(scope, stepId, { ...paper, publishedIn: ' ' }, before)).rejects.toThrowError(code('notice_publication_missing'));
		await expect(publishNotice(scope, stepId, { ...paper, publishedOn: '26.02.2027' }, before)).rejects.toThrowError(code('notice_publication_missing'));
		await expect(publishNotice(scope, stepId, { ...paper, publishedOn: '2027-03-01' }, before)).rejects.toThrowError(code('notice_too_late'));
		const early = await stepOf(scope, procedureId, 'fruehzeitig-oeffentlichkeit', BEFORE);
		await expect(publishNotice(scope, early.id, paper, before)).rejects.toThrowError(code('notice_dates_missing'));
		expect(await currentNotice(scope, stepId)).toBeNull();
	});

	it('wants what the law asks for', async () => {
		const step = await stepOf(scope, procedureId, 'veroeffentlichung', BEFORE);
		await saveStep(scope, procedureId, stepId, { ...valuesOf(step), places: [] }, null, BEFORE);
		await expect(publishNotice(scope, stepId, paper, before)).rejects.toThrowError(code('notice_block_empty'));
		await saveStep(scope, procedureId, stepId, valuesOf(step), null, BEFORE);
	});

	it('fixes the notice, announces the procedure, and lets the step be published', async () => {
		expect((await readProcedure(scope, procedureId, BEFORE)).publishedAt).toBeNull();
		const id = await publishNotice(scope, stepId, paper, before);
		const notice = await readPublicNotice(scope, procedureId, id);
		expect(notice).toMatchObject({ ...paper, publishedAt: BEFORE, replacesId: null, replacedById: null });
		expect(notice.blocks.find(({ key }) => key === 'period')!.text).toContain('31. März 2027');
		expect(await readProcedure(scope, procedureId, BEFORE)).toMatchObject({ publishedAt: BEFORE, status: 'announced' });
		await publishStep(scope, stepId, null, BEFORE);
		await expect(scope.table('notice').where({ id }).update({ published_in: 'anderswo' })).rejects.toThrow(/never changed/);
		await expect(scope.table('notice').where({ id }).delete()).rejects.toThrow(/never changed/);
	});

	it('a changed end needs a renewed one with a reason; the first stays readable', async () => {
		const first = (await currentNotice(scope, stepId))!;
		await changeEndDate(scope, stepId, { endsOn: '2027-04-09', reason: 'Die Unterlagen waren zwei Tage nicht abrufbar.' }, null, DURING_STEP);
		const during = at(DURING_STEP);
		const draft = await readDraft(scope, stepId, during);
		expect(draft.outdated).toBe(true);
		expect(namesDates(draft.blocks, '2027-03-01', '2027-04-09')).toBe(true);
		const again = { publishedIn: 'Amtsblatt Nr. 4', publishedOn: '2027-03-16' };
		await expect(publishNotice(scope, stepId, again, during)).rejects.toThrowError(code('notice_reason_missing'));
		const id = await publishNotice(scope, stepId, { ...again, reason: 'Die Frist wurde verlängert.' }, during);
		expect(await readNotice(scope, id)).toMatchObject({ replacesId: first.id, reason: 'Die Frist wurde verlängert.' });
		expect(await readNotice(scope, first.id)).toMatchObject({ replacedById: id, blocks: first.blocks });
		expect((await currentNotice(scope, stepId))!.id).toBe(id);
		expect((await readDraft(scope, stepId, during)).outdated).toBe(false);
		const kinds = (await scope.table('procedure_event').where({ procedure_id: procedureId }).orderBy('id')).map(({ kind }: { kind: string }) => kind);
		expect(kinds.filter((kind: string) => kind.startsWith('notice-p') || kind.startsWith('notice-r'))).toEqual(['notice-published', 'notice-renewed']);
	});

	it('drafts are nobody else’s business', async () => {
		const early = await stepOf(scope, procedureId, 'fruehzeitig-oeffentlichkeit', BEFORE);
		await saveDraft(scope, early.id, { contact: 'Entwurf' }, before);
		const draft = await scope.table('notice').where({ step_id: early.id }).first('id');
		await expect(readPublicNotice(scope, procedureId, draft.id)).rejects.toThrowError(code('not_found'));
		const other = await makeProcedure(db, { publish: false });
		await expect(readNotice(other.scope, draft.id)).rejects.toThrowError(code('not_found'));
		await expect(readDraft(other.scope, stepId, before)).rejects.toThrowError(code('not_found'));
		await expect(readPublicNotice(scope, other.procedureId, (await currentNotice(scope, stepId))!.id)).rejects.toThrowError(code('not_found'));
	});

	it('a step that was announced is not removed any more', async () => {
		const started = await stepOf(scope, procedureId, 'aufstellungsbeschluss', BEFORE);
		await saveStep(scope, procedureId, started.id, { title: started.title, rule: 'day', startsOn: '2027-02-01' }, null, BEFORE);
		const id = await publishNotice(scope, started.id, { publishedIn: 'Amtsblatt Nr. 2', publishedOn: '2027-02-05' }, before);
		expect((await readNotice(scope, id)).blocks.find(({ key }) => key === 'decision')!.text).toContain('Am Montag, 1. Februar 2027 wurde beschlossen');
		await expect(removeStep(scope, started.id, null, BEFORE)).rejects.toThrowError(code('procedure_step_published'));
	});

	it('a step of the public bodies has none', async () => {
		const toeb = await stepOf(scope, procedureId, 'toeb', BEFORE);
		await expect(readDraft(scope, toeb.id, before)).rejects.toThrowError(code('not_found'));
	});
});

/** What a form sends back of a step. */
function valuesOf(step: Awaited<ReturnType<typeof stepOf>>): Record<string, unknown> {
	const { title, rule, startsOn, endsOn, planVersionId, contact, places, environment, note, extensionReason, shorteningReason } = step;
	return { ...contact, title, rule, startsOn, endsOn, planVersionId, places, environment, note, extensionReason, shorteningReason };
}
