import { randomUUID } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import sharp from 'sharp';
import { beforeAll, describe, expect, test } from 'vitest';
import { forTenant, type TenantScope } from '../../../gis/db/tenant-scope.ts';
import { readField, takeFieldChange, type FieldChange } from '../../../portal/lib/server/reports/field.ts';
import { addToShortlist } from '../../../portal/lib/server/reports/shortlist.ts';
import { changeState } from '../../../portal/lib/server/reports/states/change-state.ts';
import type { Services } from '../../../portal/lib/server/services.ts';
import { makeTenant, testServices } from '../../support/database.ts';
import { makeManyReports, makeReportGround } from '../../support/many-reports.ts';
import { signedInStaff } from '../../support/staff.ts';

const NOW = new Date('2026-11-17T12:00:00Z');
let services: Services;
let scope: TenantScope;
let me: { id: string };
let other: { id: string };

beforeAll(async () => {
	services = await testServices({ now: () => NOW });
	const tenant = await makeTenant(services.db);
	scope = forTenant(services.db.knex, tenant.id);
	me = { id: (await signedInStaff(services, scope, { email: 'a@example.org', role: 'clerk' })).accountId };
	other = { id: (await signedInStaff(services, scope, { email: 'b@example.org', role: 'clerk' })).accountId };
	await makeManyReports(services.db.knex, tenant.id, await makeReportGround(scope), { count: 120, until: NOW, assignee: other.id });
});

const reportIn = async (state: string) => (await scope.table('report').where({ state }).whereNotNull('accepted_at').orderBy('id').first('id', 'public_ref')) as { id: string; public_ref: string };
const change = (reportId: string, values: Partial<FieldChange> = {}): FieldChange => ({
	key: randomUUID(), reportId, seenState: 'in-arbeit', state: 'in-arbeit', answer: '', note: '', accountId: me.id, ...values
});
const send = (value: FieldChange, photos: { path: string }[] = [], who = me) => takeFieldChange(services, scope, who, value, photos);
const events = (reportId: string) => scope.table('report_event').where({ report_id: reportId }).orderBy('id').select('kind', 'state', 'public_text', 'detail');

async function photo(): Promise<{ path: string }> {
	const path = join(services.config.dataDir, randomUUID());
	writeFileSync(path, await sharp({ create: { width: 640, height: 480, channels: 3, background: '#8899aa' } }).withExif({ IFD0: { Artist: 'GEHEIM' } }).jpeg().toBuffer());
	return { path };
}

describe('the list that is taken outside', () => {
	test('shortlist first in its order, then what is assigned, open ones only', async () => {
		const [first, second] = [await reportIn('geplant'), await reportIn('eingegangen')];
		await addToShortlist(scope, me.id, first.id);
		await addToShortlist(scope, me.id, second.id);
		await addToShortlist(scope, me.id, (await reportIn('erledigt')).id);
		expect((await readField(services, scope, me.id)).items.map(({ id }) => id)).toEqual([first.id, second.id]);
		const theirs = (await readField(services, scope, other.id)).items;
		expect(theirs.length).toBeGreaterThan(3);
		expect(theirs.every(({ open }) => open)).toBe(true);
		const due = theirs.map(({ dueAt }) => dueAt!.getTime());
		expect(due).toEqual([...due].sort((a, b) => a - b));
	});
});

describe('changes from outside', () => {
	test('state, answer, note and photos at once; ten times the same key is one change', async () => {
		const report = await reportIn('in-arbeit');
		const value = change(report.id, { state: 'erledigt', answer: 'Repariert.', note: 'Schlüssel hinterlegt' });
		const photos = [await photo(), await photo()];
		const answers = await Promise.all(Array.from({ length: 4 }, () => send(value, photos)));
		for (let index = 0; index < 6; index++) answers.push(await send(value, photos));
		expect(answers.filter(({ again }) => !again)).toHaveLength(1);
		for (const answer of answers) expect(answer).toMatchObject({ publicRef: report.public_ref, state: 'erledigt' });
		const told = await events(report.id);
		expect(told.map(({ kind }) => kind).sort()).toEqual(['note', 'photo', 'state']);
		expect(told.find(({ kind }) => kind === 'state')).toMatchObject({ state: 'erledigt', public_text: 'Repariert.' });
		const kept = await scope.table('report_photo').where({ report_id: report.id }).orderBy('position');
		expect(kept.map((row) => [row.origin, row.release, row.position])).toEqual([['staff', 'pending', 0], ['staff', 'pending', 1]]);
		for (const row of kept) {
			const { key } = await scope.table('file').where({ id: row.file_id }).first('key');
			const bytes = Buffer.from(await services.files.getBytes(key));
			expect(bytes.includes('GEHEIM')).toBe(false);
		}
	});

	test('a report that moved on meanwhile: the change is refused with the present state, nothing of it is stored, a mended one goes through', async () => {
		const report = await reportIn('in-arbeit');
		await changeState(services, scope, report.id, { state: 'geplant', answer: 'Im Mai.' }, { account: other.id }, NOW);
		const before = await events(report.id);
		const late = change(report.id, { state: 'erledigt', answer: 'Fertig.', note: 'x' });
		await expect(send(late, [await photo()])).rejects.toMatchObject({ code: 'report_changed_meanwhile', values: { ref: report.public_ref, state: 'Geplant' } });
		expect(await events(report.id)).toEqual(before);
		expect(await scope.table('report_photo').where({ report_id: report.id })).toEqual([]);
		// The key was not used up: the same refusal again, and never a half of it.
		await expect(send(late)).rejects.toMatchObject({ code: 'report_changed_meanwhile' });
		expect(await send(change(report.id, { seenState: 'geplant', state: 'erledigt', answer: 'Fertig.' }))).toMatchObject({ state: 'erledigt', again: false });
	});

	test('note or photo alone fit any state; nothing at all, too many photos and a missing answer are refused', async () => {
		const report = await reportIn('in-pruefung');
		expect(await send(change(report.id, { note: 'Nur eine Notiz' }))).toMatchObject({ state: 'in-pruefung' });
		await expect(send(change(report.id))).rejects.toMatchObject({ code: 'form_invalid' });
		await expect(send(change(report.id, { seenState: 'in-pruefung', state: 'erledigt' }))).rejects.toMatchObject({ code: 'report_answer_missing' });
		await expect(send(change(report.id, { note: 'x' }), Array.from({ length: 6 }, () => ({ path: '/nowhere' })))).rejects.toMatchObject({ code: 'attachments_too_many' });
	});

	test("somebody else's entry, another tenant's report and a key of somebody else are refused", async () => {
		const report = await reportIn('in-pruefung');
		await expect(send(change(report.id, { note: 'x' }), [], other)).rejects.toMatchObject({ code: 'report_field_foreign' });
		const value = change(report.id, { note: 'x' });
		await send(value);
		await expect(send({ ...value, accountId: other.id }, [], other)).rejects.toMatchObject({ code: 'report_field_foreign' });
		const tenant = await makeTenant(services.db);
		const foreign = forTenant(services.db.knex, tenant.id);
		await expect(takeFieldChange(services, foreign, me, change(report.id, { note: 'x' }), [])).rejects.toMatchObject({ code: 'not_found' });
	});
});
