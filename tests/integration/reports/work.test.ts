import { beforeAll, describe, expect, test } from 'vitest';
import { addNote, changeCategory, moveReport, setDue, setHidden, settleFlags } from '../../../portal/lib/server/reports/editing/edit.ts';
import { eraseAuthor } from '../../../portal/lib/server/reports/editing/erase.ts';
import { dueDate } from '../../../portal/lib/server/reports/due-date.ts';
import { dayOf, endOfDay } from '../../../portal/lib/server/participations/local-days.ts';
import { formatDay } from '../../../portal/lib/texts/dates.ts';
import { readAuthorReport } from '../../../portal/lib/server/reports/author-view.ts';
import { readPublicPage } from '../../../portal/lib/server/reports/public-page.ts';
import { askForFeedback, reopenByAuthor, takeFeedback } from '../../../portal/lib/server/reports/feedback/feedback.ts';
import { endForwarding, forwardReport } from '../../../portal/lib/server/reports/forward.ts';
import { mergeReport, unmergeReport } from '../../../portal/lib/server/reports/merge-split/merge.ts';
import { splitReport } from '../../../portal/lib/server/reports/merge-split/split.ts';
import { storePhoto } from '../../../portal/lib/server/reports/photos/store-photo.ts';
import { publicMergedInto, readPublicReport } from '../../../portal/lib/server/reports/public-report.ts';
import { releaseDue } from '../../../portal/lib/server/reports/release/release-job.ts';
import { releasePhoto, releaseText, withholdPhoto } from '../../../portal/lib/server/reports/release/release.ts';
import { acceptResponsibility, chooseBody, rejectResponsibility } from '../../../portal/lib/server/reports/responsibility/choose.ts';
import { tellReportNews } from '../../../portal/lib/server/reports/alerts/tell-news.ts';
import { recordReportEvent } from '../../../portal/lib/server/reports/record-report-event.ts';
import { changeState } from '../../../portal/lib/server/reports/states/change-state.ts';
import { readWorkPage } from '../../../portal/lib/server/reports/work-page/work-page.ts';
import type { Services } from '../../../portal/lib/server/services.ts';
import { testServices } from '../../support/database.ts';
import { RECEIVED, away, makeReport, makeReporter, photoWithPlace, type TestReporter } from '../../support/report.ts';
import { signedInStaff } from '../../support/staff.ts';

let now = RECEIVED;
let services: Services;
let here: TestReporter;
let there: TestReporter;
let by: { account: string };

const DAY = 24 * 3_600_000;
const later = (days: number) => new Date(RECEIVED.getTime() + days * DAY);
const mailsTo = async (recipient: string): Promise<{ subject: string; body_text: string }[]> => services.db.knex('mail').where({ recipient }).orderBy('created_at').select('subject', 'body_text');
const rowOf = (id: string, test = here) => test.scope.table('report').where({ id }).first('*');
const eventsOf = (id: string, test = here): Promise<{ kind: string; public_text: string | null; detail: Record<string, unknown> }[]> =>
	test.scope.table('report_event').where({ report_id: id }).orderBy('id').select('kind', 'public_text', 'detail');
const errorOf = (work: Promise<unknown>) => work.then(() => null, (error: { code?: string }) => error.code ?? String(error));
/** A report whose author has confirmed the address. */
async function confirmed(email: string, values: Parameters<typeof makeReport>[2] = {}) {
	const report = await makeReport(services, here, { author: { name: 'Erika Muster', email }, ...values });
	await here.scope.table('report').where({ id: report.id }).update({ email_confirmed_at: RECEIVED });
	return report;
}

beforeAll(async () => {
	services = await testServices({ now: () => now });
	here = await makeReporter(services.db, { settings: { releaseAfterDays: 3, reopenWithinDays: 28, feedbackAfterDays: 14 } });
	there = await makeReporter(services.db);
	by = { account: (await signedInStaff(services, here.scope, { email: 'sachbearbeitung@ort.example', role: 'clerk' })).accountId };
});

describe('states', () => {
	test('a step is written with its history and the author’s mail, or not at all', async () => {
		const { id } = await confirmed('schritt@ort.example');
		const before = (await mailsTo('schritt@ort.example')).length;
		expect(await errorOf(changeState(services, here.scope, id, { state: 'erledigt' }, by, later(1)))).toBe('report_answer_missing');
		expect(await errorOf(changeState(services, here.scope, id, { state: 'unbekannt', answer: 'x' }, by, later(1)))).toBe('report_state_refused');
		expect((await mailsTo('schritt@ort.example')).length).toBe(before);
		await changeState(services, here.scope, id, { state: 'erledigt', answer: 'Leuchtmittel getauscht.', note: 'Firma Licht war da.' }, by, later(1));
		const row = await rowOf(id);
		expect([row.state, row.open, row.closed_at, row.changed_at]).toEqual(['erledigt', false, later(1), later(1)]);
		const [mail] = (await mailsTo('schritt@ort.example')).slice(before);
		expect(mail!.body_text).toContain('Leuchtmittel getauscht.');
		expect(mail!.body_text).toContain('/meldung/');
		expect(mail!.body_text).not.toContain('Firma Licht');
		expect((await eventsOf(id)).slice(-2)).toMatchObject([{ kind: 'note', public_text: null }, { kind: 'state', public_text: 'Leuchtmittel getauscht.' }]);
		expect(await errorOf(changeState(services, here.scope, id, { state: 'geplant', answer: 'Doch geplant' }, by, later(2)))).toBe('report_state_refused');
	});

	test('row 6: an address that nobody confirmed gets no mail of a step', async () => {
		const { id } = await makeReport(services, here, { author: { email: 'opfer@ort.example' } });
		const before = (await mailsTo('opfer@ort.example')).length;
		await changeState(services, here.scope, id, { state: 'in-arbeit' }, by, later(1));
		expect((await mailsTo('opfer@ort.example')).length).toBe(before);
	});

	test('somebody else’s change meanwhile is told, not overwritten', async () => {
		const { id } = await makeReport(services, here);
		const { seen } = await readWorkPage(here.scope, id, RECEIVED);
		await changeState(services, here.scope, id, { state: 'in-pruefung', seen }, by, later(1));
		expect(await errorOf(changeState(services, here.scope, id, { state: 'in-arbeit', seen }, by, later(1)))).toBe('report_outdated');
		expect((await rowOf(id)).state).toBe('in-pruefung');
	});

	test('two who press at the same time: one of them is told', async () => {
		const { id } = await makeReport(services, here);
		const { seen } = await readWorkPage(here.scope, id, RECEIVED);
		const outcomes = await Promise.all([
			errorOf(changeState(services, here.scope, id, { state: 'in-pruefung', seen }, by, later(1))),
			errorOf(changeState(services, here.scope, id, { state: 'in-arbeit', seen }, by, later(1)))
		]);
		expect(outcomes.sort()).toEqual([null, 'report_outdated']);
	});

	test('another tenant’s report is not there', async () => {
		const { id } = await makeReport(services, here);
		expect(await errorOf(changeState(services, there.scope, id, { state: 'in-arbeit' }, by, later(1)))).toBe('not_found');
		expect(await errorOf(readWorkPage(there.scope, id, RECEIVED))).toBe('not_found');
	});
});

describe('responsibility loop', () => {
	test('rejected: the next one, never the same again, in the end nobody', async () => {
		const insert = async (table: 'responsible_body' | 'responsibility', row: Record<string, unknown>) => (await here.scope.insert(table, row).returning('id'))[0].id as string;
		const office = await insert('responsible_body', { name: 'Tiefbauamt', level: 'amt' });
		const kreis = await insert('responsible_body', { name: 'Landkreis', level: 'kreis' });
		await insert('responsibility', { body_id: office, category_id: here.categories.LATERNE });
		await insert('responsibility', { body_id: kreis });
		const { id } = await makeReport(services, here);
		expect((await rowOf(id)).body_id).toBe(office);
		expect(await errorOf(rejectResponsibility(here.scope, id, ' ', by, later(1)))).toBe('report_reason_missing');
		await rejectResponsibility(here.scope, id, 'Privatweg', by, later(1));
		expect(await rowOf(id)).toMatchObject({ body_id: kreis, body_state: 'proposed' });
		await rejectResponsibility(here.scope, id, 'Gemeindestraße', by, later(1));
		expect((await rowOf(id)).body_id).toBe(here.bodyId);
		await rejectResponsibility(here.scope, id, 'Niemandsland', by, later(1));
		expect(await rowOf(id)).toMatchObject({ body_id: null, body_state: 'rejected' });
		expect(await errorOf(acceptResponsibility(here.scope, id, by, later(1)))).toBe('report_body_missing');
		const page = await readWorkPage(here.scope, id, later(1));
		expect(page.because).toContain('Tiefbauamt („Privatweg“) und Landkreis („Gemeindestraße“)');
		await chooseBody(here.scope, id, kreis, by, later(2));
		await acceptResponsibility(here.scope, id, by, later(2));
		expect(await rowOf(id)).toMatchObject({ body_id: kreis, body_state: 'accepted' });
		for (const table of ['responsibility'] as const) await here.scope.table(table).delete();
	});

	test('another category asks anew; another place, too, but not outside of the municipality', async () => {
		const { id } = await makeReport(services, here);
		await changeCategory(here.scope, id, here.categories.MUELL!, by, later(1));
		expect((await rowOf(id)).category_id).toBe(here.categories.MUELL);
		await moveReport(here.scope, id, { ...away(300, 0), address: 'Hauptstraße 1' }, by, later(1));
		const { point, address } = await readWorkPage(here.scope, id, later(1));
		expect(point.lon).toBeCloseTo(away(300, 0).lon, 6);
		expect(address).toBe('Hauptstraße 1');
		expect(await errorOf(moveReport(here.scope, id, { lon: 9, lat: 50 }, by, later(1)))).toBe('report_outside_area');
		expect(await errorOf(moveReport(here.scope, id, { lon: '', lat: '50' }, by, later(1)))).toBe('form_invalid');
	});
});

describe('another category has another target', () => {
	const days = async (code: string, response_days: number) => here.scope.table('report_category').where({ id: here.categories[code] }).update({ response_days });
	const categoryEvent = async (id: string) => (await eventsOf(id)).find(({ kind }) => kind === 'category')!;

	test('from the day of receipt, in the history, and who was told that it is late is told again', async () => {
		await days('LATERNE', 7);
		await days('MUELL', 21);
		const { id } = await makeReport(services, here, { category: 'LATERNE' });
		expect((await rowOf(id)).due_at).toEqual(later(7));
		await here.scope.table('report').where({ id }).update({ escalated_at: later(8) });
		await changeCategory(here.scope, id, here.categories.MUELL!, by, later(10));
		expect(await rowOf(id)).toMatchObject({ due_at: later(21), escalated_at: null });
		const { detail, public_text: told } = await categoryEvent(id);
		const [from, to] = [dayOf(later(7)), dayOf(later(21))];
		expect(detail.due).toEqual({ from, to });
		expect((await readWorkPage(here.scope, id, later(10))).events.find(({ kind }) => kind === 'category')!.what).toContain(`fällig ${formatDay(to)} statt ${formatDay(from)}`);
		expect(told).not.toContain('fällig');
		// Back, and late already: nobody is told twice.
		await here.scope.table('report').where({ id }).update({ escalated_at: later(22) });
		await changeCategory(here.scope, id, here.categories.LATERNE!, by, later(23));
		expect(await rowOf(id)).toMatchObject({ due_at: later(7), escalated_at: later(22) });
	});

	test('is told to author and public as a target, and honestly when it has passed', async () => {
		await days('LATERNE', 7);
		const { id, code, publicRef } = await makeReport(services, here, { category: 'LATERNE' });
		const told = async (at: Date) => [(await readAuthorReport(here.scope, here.slug, code!, at)).due, (await readPublicPage(here.scope, publicRef, at)).due];
		const day = formatDay(dayOf(later(7)));
		expect(await told(later(1))).toEqual(Array(2).fill(`bis ${day}; ein Richtwert, keine Zusage`));
		expect(await told(later(8))).toEqual(Array(2).fill(`war der ${day}; es dauert länger als vorgesehen`));
		await changeState(services, here.scope, id, { state: 'erledigt', answer: 'Getauscht' }, by, later(9));
		expect(await told(later(10))).toEqual([null, null]);
	});

	test('in working days, where the reporter counts so', async () => {
		await days('MUELL', 3);
		const { id } = await makeReport(services, here, { category: 'LATERNE' });
		const { settings } = await here.scope.table('defect_reporter').first('settings');
		await here.scope.table('defect_reporter').update({ settings: JSON.stringify({ ...settings, targetInWorkingDays: true }) });
		await changeCategory(here.scope, id, here.categories.MUELL!, by, later(1));
		const { land } = await services.db.knex('tenant').where({ id: here.scope.tenantId }).first('land');
		expect((await rowOf(id)).due_at).toEqual(dueDate(RECEIVED, 3, { land, holidays: [] }));
		expect((await rowOf(id)).due_at).not.toEqual(later(3));
		await here.scope.table('defect_reporter').update({ settings: JSON.stringify(settings) });
	});

	test('but not for a date that a person typed, that came with the report, or that is none', async () => {
		const keeps = async (values: Record<string, unknown>, before: (id: string) => unknown = () => undefined) => {
			const { id } = await makeReport(services, here, { category: 'LATERNE' });
			await here.scope.table('report').where({ id }).update(values);
			await before(id);
			await changeCategory(here.scope, id, here.categories.MUELL!, by, later(1));
			expect((await rowOf(id)).due_at).toEqual(values.due_at);
			expect((await categoryEvent(id)).detail.due).toBeUndefined();
		};
		const due_at = new Date(endOfDay(dayOf(later(40))).getTime() - 1000);
		await keeps({ due_at }, async (id) => {
			await here.scope.table('report').where({ id }).update({ due_at: later(7) });
			await setDue(here.scope, id, { due: dayOf(later(40)) }, by, later(1));
		});
		await keeps({ due_at: later(40), external: JSON.stringify({ seed: 'x' }) });
		await keeps({ due_at: null });
	});
});

describe('a day until which it shall be done, typed by hand', () => {
	test('counts until its end, stands in the history, and who was told that it is late is told again', async () => {
		const { id } = await makeReport(services, here, { category: 'LATERNE' });
		await here.scope.table('report').where({ id }).update({ due_at: later(7), escalated_at: later(8) });
		const to = dayOf(later(12));
		await setDue(here.scope, id, { due: to }, by, later(9));
		const row = await rowOf(id);
		expect([dayOf(row.due_at), row.escalated_at]).toEqual([to, null]);
		expect(row.due_at < endOfDay(to)).toBe(true);
		const page = await readWorkPage(here.scope, id, later(10));
		expect(page.dueDay).toBe(to);
		expect(page.events.find(({ kind }) => kind === 'due')).toMatchObject({ what: `Frist geändert: fällig ${formatDay(to)} statt ${formatDay(dayOf(later(7)))}`, isPublic: false });
		await setDue(here.scope, id, { due: to }, by, later(10));
		expect((await eventsOf(id)).filter(({ kind }) => kind === 'due')).toHaveLength(1);
	});

	test('is no day that has passed, and no day that there is not', async () => {
		const { id } = await makeReport(services, here, { category: 'LATERNE' });
		await expect(setDue(here.scope, id, { due: dayOf(later(1)) }, by, later(2))).rejects.toMatchObject({ code: 'form_invalid', fields: { due: 'past' } });
		for (const due of ['', 'morgen', '2026-02-30']) expect(await errorOf(setDue(here.scope, id, { due }, by, later(2)))).toBe('form_invalid');
		await setDue(here.scope, id, { due: dayOf(later(2)) }, by, later(2));
		await changeState(services, here.scope, id, { state: 'erledigt', answer: 'Getauscht' }, by, later(3));
		expect(await errorOf(setDue(here.scope, id, { due: dayOf(later(9)) }, by, later(4)))).toBe('report_outdated');
	});
});

describe('release', () => {
	test('text and every photo by themselves; a shortened text says so with its reason', async () => {
		const photos = [await storePhoto(services, here.scope, await photoWithPlace()), await storePhoto(services, here.scope, await photoWithPlace())];
		const { id, publicRef } = await makeReport(services, here, { title: 'Bei Schulze', body: 'Schulze hat sie zerstört.', photos });
		expect(await readPublicReport(here.scope, publicRef)).toMatchObject({ body: null, title: null, bodyPending: true, photos: [], photosPending: 2 });
		expect(await errorOf(releaseText(here.scope, id, { title: 'Laterne', body: 'Sie ist zerstört.' }, by, later(1)))).toBe('report_reason_missing');
		await releaseText(here.scope, id, { title: 'Laterne', body: 'Sie ist zerstört.', reason: 'Namen entfernt' }, by, later(1));
		expect(await readPublicReport(here.scope, publicRef)).toMatchObject({ body: 'Sie ist zerstört.', title: 'Laterne', bodyPending: false, photos: [], photosPending: 2 });
		expect((await eventsOf(id)).at(-1)!.public_text).toContain('Namen entfernt');
		const [first, second] = await here.scope.table('report_photo').where({ report_id: id }).orderBy('position').select('id');
		await releasePhoto(here.scope, id, first.id, by, later(1));
		await withholdPhoto(here.scope, id, second.id, by, later(1));
		expect((await readPublicReport(here.scope, publicRef)).photos.map((photo) => photo.id)).toEqual([first.id]);
		const found = await services.db.knex('public_report').whereRaw(`public_search @@ plainto_tsquery('german', 'Schulze')`).select('id');
		expect(found).toEqual([]);
		expect(await errorOf(releasePhoto(there.scope, id, first.id, by, later(1)))).toBe('not_found');
	});

	test('by the rule after so many days; not what is hidden or complained about', async () => {
		const waiting = await makeReport(services, here, { body: 'Wartet auf die Regel.' });
		const flagged = await makeReport(services, here, { body: 'Jemand hat sich beschwert.' });
		const hidden = await makeReport(services, here, { body: 'Verborgen.' });
		await here.scope.insert('report_flag', { report_id: flagged.id, reason: 'Name im Text', at: RECEIVED });
		await setHidden(here.scope, hidden.id, true, 'Beleidigung', by, later(1));
		now = later(2);
		await releaseDue(services);
		expect((await rowOf(waiting.id)).body_release).toBe('pending');
		now = later(4);
		await releaseDue(services);
		const releases = [];
		for (const { id } of [waiting, flagged, hidden]) releases.push((await rowOf(id)).body_release);
		expect(releases).toEqual(['released', 'pending', 'pending']);
		now = RECEIVED;
	});

	test('row 10: a complaint hides nothing by itself; an editor settles it', async () => {
		const { id, publicRef } = await makeReport(services, here);
		for (let i = 0; i < 5; i++) await here.scope.insert('report_flag', { report_id: id, reason: 'Gefällt mir nicht', at: RECEIVED });
		expect((await readPublicReport(here.scope, publicRef)).publicRef).toBe(publicRef);
		expect((await readWorkPage(here.scope, id, RECEIVED)).flags).toHaveLength(5);
		await settleFlags(here.scope, id, by, later(1));
		expect((await readWorkPage(here.scope, id, RECEIVED)).flags).toEqual([]);
		await setHidden(here.scope, id, true, 'Doch', by, later(1));
		expect(await errorOf(readPublicReport(here.scope, publicRef))).toBe('not_found');
	});

	test('row 7: hidden, private, unconfirmed and missing look the same', async () => {
		const hidden = await makeReport(services, here);
		await setHidden(here.scope, hidden.id, true, 'Grund', by, later(1));
		const unconfirmed = await makeReport(services, here);
		await here.scope.table('report').where({ id: unconfirmed.id }).update({ accepted_at: null });
		for (const ref of [hidden.publicRef, unconfirmed.publicRef, 'M-222222']) expect(await errorOf(readPublicReport(here.scope, ref))).toBe('not_found');
	});
});

describe('merge and split', () => {
	test('supporters count once, followers and authors are told, both know of each other', async () => {
		const stays = await confirmed('bleibt@ort.example');
		const duplicate = await confirmed('doppelt@ort.example');
		const person = (name: string) => Buffer.from(name.padEnd(32, '.'));
		const support = (reportId: string, name: string, isConfirmed: boolean) =>
			here.scope.insert('report_support', { report_id: reportId, person: person(name), token_hash: person(`${name}${reportId}`), created_at: RECEIVED, confirmed_at: isConfirmed ? RECEIVED : null });
		await support(stays.id, 'anna', true);
		await support(duplicate.id, 'anna', true);
		await support(stays.id, 'bert', false);
		await support(duplicate.id, 'bert', true);
		await support(duplicate.id, 'carl', true);
		const follow = (reportId: string, email: string) =>
			here.scope.insert('report_alert', { report_id: reportId, email, confirm_hash: person(`c${email}${reportId}`), manage_hash: person(`m${email}${reportId}`), confirmed_at: RECEIVED, created_at: RECEIVED });
		await follow(duplicate.id, 'folgt@ort.example');
		await follow(duplicate.id, 'beiden@ort.example');
		await follow(stays.id, 'beiden@ort.example');
		await mergeReport(services, here.scope, duplicate.id, stays.publicRef.toLowerCase(), by, later(1));
		// anna, bert, carl and the author of the duplicate.
		expect((await rowOf(stays.id)).support_count).toBe(4);
		expect(await rowOf(duplicate.id)).toMatchObject({ merged_into: stays.id, state: 'duplikat', open: false, support_count: 0 });
		const followers = await here.scope.table('report_alert').where({ report_id: stays.id }).orderBy('email').select('email');
		expect(followers.map((each: { email: string }) => each.email)).toEqual(['beiden@ort.example', 'folgt@ort.example']);
		expect((await mailsTo('doppelt@ort.example')).at(-1)!.body_text).toContain(stays.publicRef);
		expect((await mailsTo('folgt@ort.example')).at(-1)!.body_text).toContain(`/meldungen/${stays.publicRef}`);
		expect(await errorOf(readPublicReport(here.scope, duplicate.publicRef))).toBe('not_found');
		// Who follows a link to it finds the one that stays; of what nobody could read, nobody learns that it was one.
		expect(await publicMergedInto(here.scope, duplicate.publicRef.toLowerCase())).toBe(stays.publicRef);
		const hide = (id: string, values: Record<string, unknown>) => here.scope.table('report').where({ id }).update(values);
		for (const [id, hidden, shown] of [
			[duplicate.id, { private: true }, { private: false }], [duplicate.id, { hidden_at: RECEIVED }, { hidden_at: null }], [duplicate.id, { awaits_release: true }, { awaits_release: false }],
			[duplicate.id, { accepted_at: null }, { accepted_at: RECEIVED }], [stays.id, { private: true }, { private: false }]
		] as const) {
			await hide(id, hidden);
			expect(await publicMergedInto(here.scope, duplicate.publicRef), JSON.stringify(hidden)).toBeNull();
			await hide(id, shown);
		}
		expect(await publicMergedInto(here.scope, stays.publicRef)).toBeNull();
		expect((await readWorkPage(here.scope, stays.id, later(1))).merged).toMatchObject([{ ref: duplicate.publicRef }]);
		expect((await readWorkPage(here.scope, duplicate.id, later(1))).mergedInto).toMatchObject({ ref: stays.publicRef });
		expect(await errorOf(mergeReport(services, here.scope, stays.id, duplicate.publicRef, by, later(1)))).toBe('report_merge_refused');
		expect(await errorOf(mergeReport(services, here.scope, stays.id, stays.publicRef, by, later(1)))).toBe('report_merge_refused');
		expect(await errorOf(mergeReport(services, here.scope, stays.id, 'M-999999', by, later(1)))).toBe('report_merge_unknown');
		await unmergeReport(services, here.scope, duplicate.id, by, later(2));
		expect(await rowOf(duplicate.id)).toMatchObject({ merged_into: null, state: 'eingegangen', open: true });
	});

	test('a public report cannot vanish into a private one', async () => {
		const shown = await makeReport(services, here);
		const secret = await makeReport(services, here);
		await here.scope.table('report').where({ id: secret.id }).update({ private: true });
		expect(await errorOf(mergeReport(services, here.scope, shown.id, secret.publicRef, by, later(1)))).toBe('report_merge_refused');
		expect((await rowOf(shown.id)).merged_into).toBeNull();
	});

	test.each([
		['private', { private: true }, { private: false }],
		['hidden', { hidden_at: RECEIVED }, { hidden_at: null }]
	])('row 8: who follows a report that was made %s hears neither of its steps nor of its merge, until it is public again', async (name, gone, back) => {
		const [stays, duplicate] = [await makeReport(services, here), await makeReport(services, here)];
		const email = `folgt-${name}@ort.example`;
		const hash = (word: string) => Buffer.from(`${word}${name}`.padEnd(32, '.'));
		await here.scope.insert('report_alert', { report_id: duplicate.id, email, confirm_hash: hash('c'), manage_hash: hash('m'), confirmed_at: RECEIVED, created_at: RECEIVED });
		const say = (reportId: string, publicText: string, days: number) => recordReportEvent(here.scope, { reportId, kind: 'state', state: 'in-arbeit', publicText }, later(days));
		await here.scope.table('report').where({ id: duplicate.id }).update(gone);
		await say(duplicate.id, 'Geschieht im Stillen.', 1);
		await mergeReport(services, here.scope, duplicate.id, stays.publicRef, by, later(2));
		await say(stays.id, 'Geschieht öffentlich.', 3);
		await tellReportNews(services);
		expect(await mailsTo(email)).toEqual([]);
		await unmergeReport(services, here.scope, duplicate.id, by, later(4));
		await tellReportNews(services);
		expect(await mailsTo(email)).toEqual([]);
		await here.scope.table('report').where({ id: duplicate.id }).update(back);
		await say(duplicate.id, 'Wieder zu sehen.', 5);
		await tellReportNews(services);
		expect((await mailsTo(email)).map(({ body_text }) => body_text)).toEqual([expect.stringMatching(/^(?!.*Stillen)[\s\S]*Wieder zu sehen\./)]);
	});

	test('a part becomes a report of its own, with photos of its own, and the author stays', async () => {
		const photos = [await storePhoto(services, here.scope, await photoWithPlace())];
		const whole = await confirmed('teilt@ort.example', { photos });
		const [photo] = await here.scope.table('report_photo').where({ report_id: whole.id }).select('id', 'file_id');
		const part = await splitReport(services, here.scope, whole.id, { categoryId: here.categories.MUELL, body: 'Daneben liegt Müll.', photos: [photo.id] }, by, later(1));
		expect(await rowOf(part.id)).toMatchObject({ split_from: whole.id, body: 'Daneben liegt Müll.', category_id: here.categories.MUELL, author_email: 'teilt@ort.example', origin: 'web', is_public: true });
		const [copy] = await here.scope.table('report_photo').where({ report_id: part.id }).select('file_id');
		expect(copy.file_id).not.toBe(photo.file_id);
		await changeState(services, here.scope, part.id, { state: 'in-arbeit' }, by, later(2));
		expect((await mailsTo('teilt@ort.example')).at(-1)!.subject).toContain(part.publicRef);
		expect((await readWorkPage(here.scope, whole.id, later(2))).parts).toMatchObject([{ ref: part.publicRef }]);
	});
});

describe('forwarding between tenants', () => {
	test('a copy without the author; its answers come back; the author keeps one page', async () => {
		const report = await confirmed('weiter@ort.example', { body: 'Radweg am Kreisgebiet' });
		await forwardReport(services, here.scope, report.id, { tenantId: there.tenantId, categoryId: there.categories.LATERNE, body: 'Radweg am Kreisgebiet' }, by, later(1));
		const [copy] = await there.scope.table('report').select('*');
		expect(copy).toMatchObject({ origin: 'forwarded', author_name: null, author_email: null, author_phone: null, body: 'Radweg am Kreisgebiet' });
		await changeState(services, there.scope, copy.id, { state: 'erledigt', answer: 'Geflickt.' }, { actor: 'staff' }, later(2));
		expect(await rowOf(report.id)).toMatchObject({ state: 'erledigt', open: false });
		expect((await eventsOf(report.id)).at(-1)!.public_text).toMatch(/^Gemeinde \d+: Geflickt\.$/);
		expect((await mailsTo('weiter@ort.example')).at(-1)!.body_text).toContain('Geflickt.');
		await reopenByAuthor(services, here.scope, report.id, 'Wieder kaputt', later(3));
		expect((await there.scope.table('report').where({ id: copy.id }).first('state')).state).toBe('eingegangen');
		// Who is not responsible there is asked no more.
		await changeState(services, there.scope, copy.id, { state: 'nicht-zustaendig', answer: 'Gemeindestraße' }, { actor: 'staff' }, later(4));
		const back = await rowOf(report.id);
		expect(back.external).toEqual({});
		expect(back.open).toBe(true);
		await changeState(services, there.scope, copy.id, { state: 'in-pruefung' }, { actor: 'staff' }, later(5));
		expect((await rowOf(report.id)).state).toBe('eingegangen');
		expect(await errorOf(endForwarding(here.scope, report.id, by, later(5)))).toBe('report_forward_refused');
	});

	test('private stays private', async () => {
		const report = await makeReport(services, here);
		await here.scope.table('report').where({ id: report.id }).update({ private: true });
		const { publicRef } = await forwardReport(services, here.scope, report.id, { tenantId: there.tenantId, categoryId: there.categories.LATERNE, body: 'x' }, by, later(1));
		expect(await errorOf(readPublicReport(there.scope, publicRef))).toBe('not_found');
	});
});

describe('after closing', () => {
	test('row 17: the author is asked once, however often the job runs, and may open it again in time', async () => {
		const report = await confirmed('fragen@ort.example');
		await changeState(services, here.scope, report.id, { state: 'erledigt', answer: 'Fertig.' }, by, later(1));
		const asked = async () => (await mailsTo('fragen@ort.example')).filter(({ subject }) => subject.startsWith('Ist alles in Ordnung')).length;
		now = later(14);
		await askForFeedback(services);
		expect(await asked()).toBe(0);
		now = later(16);
		await Promise.all([askForFeedback(services), askForFeedback(services)]);
		await askForFeedback(services);
		expect(await asked()).toBe(1);
		expect(await errorOf(takeFeedback(services, here.scope, report.id, { helped: 'nein', reopen: true }, later(16)))).toBe('report_reason_missing');
		expect((await eventsOf(report.id)).some(({ kind }) => kind === 'feedback')).toBe(false);
		await takeFeedback(services, here.scope, report.id, { helped: 'nein', text: 'Sie flackert noch.', reopen: true }, later(16));
		expect(await rowOf(report.id)).toMatchObject({ state: 'eingegangen', open: true, closed_at: null });
		const told = (await readWorkPage(here.scope, report.id, later(16))).events;
		expect(told[0]).toMatchObject({ what: 'Wieder geöffnet', text: expect.stringContaining('Sie flackert noch.') });
		// The author's words are for staff.
		expect((await eventsOf(report.id)).some(({ public_text }) => public_text?.includes('flackert noch'))).toBe(false);
		await changeState(services, here.scope, report.id, { state: 'erledigt', answer: 'Jetzt.' }, by, later(17));
		expect(await errorOf(reopenByAuthor(services, here.scope, report.id, 'Noch immer', later(17 + 29)))).toBe('report_reopen_refused');
		now = RECEIVED;
	});

	test('row 18: the author’s data go, and with them his words and mails; the report stays', async () => {
		const photos = [await storePhoto(services, here.scope, await photoWithPlace())];
		const report = await confirmed('weg@ort.example', { body: 'Ich bin Erika.', photos });
		await changeState(services, here.scope, report.id, { state: 'erledigt', answer: 'Fertig.' }, by, later(1));
		await takeFeedback(services, here.scope, report.id, { helped: 'ja', text: 'Danke, Ihre Erika' }, later(2));
		const [{ key }] = await services.db.knex('file').whereIn('id', here.scope.table('report_photo').where({ report_id: report.id }).select('file_id')).select('key');
		await eraseAuthor(services, here.scope, report.id, true, by, later(3));
		const left = JSON.stringify([await rowOf(report.id), await eventsOf(report.id), await mailsTo('weg@ort.example')]);
		expect(left).not.toMatch(/Erika|weg@ort/);
		expect(await rowOf(report.id)).toMatchObject({ state: 'erledigt', category_id: here.categories.LATERNE });
		await expect(services.files.getBytes(key)).rejects.toThrow();
		expect(await errorOf(eraseAuthor(services, here.scope, report.id, false, by, later(3)))).toBe('report_erased');
	});
});

test('the history is append-only', async () => {
	const { id } = await makeReport(services, here);
	await addNote(here.scope, id, 'Erste Notiz', by, later(1));
	await expect(here.scope.table('report_event').where({ report_id: id }).delete()).rejects.toThrow(/append-only/);
	await expect(here.scope.table('report_event').where({ report_id: id }).update({ public_text: 'anders' })).rejects.toThrow(/append-only/);
	const { events } = await readWorkPage(here.scope, id, RECEIVED);
	expect(events[0]).toMatchObject({ what: 'Interne Notiz', text: 'Erste Notiz', isPublic: false, who: expect.any(String) });
});
