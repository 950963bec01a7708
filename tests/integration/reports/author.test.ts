import { createHash } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import { confirmAuthor, isReportCode, readByCode, resendAuthorMail, withdrawReport } from '../../../portal/lib/server/reports/author.ts';
import { readAuthorReport } from '../../../portal/lib/server/reports/author-view.ts';
import { passReportGate, newMark, LIMITS } from '../../../portal/lib/server/reports/spam-gate.ts';
import { readPublicReport } from '../../../portal/lib/server/reports/public-report.ts';
import { MAILS_PER_MAILBOX } from '../../../portal/lib/server/reports/report-mail.ts';
import { changeState } from '../../../portal/lib/server/reports/states/change-state.ts';
import { askToSupport, confirmVote, flagReport, voteToConfirm } from '../../../portal/lib/server/reports/support.ts';
import { forgetUnconfirmed } from '../../../portal/lib/server/reports/unconfirmed.ts';
import { createProofChallenge } from '../../../portal/lib/server/statements/proof-of-work.ts';
import { takeFrom } from '../../../portal/lib/server/throttle.ts';
import type { Services } from '../../../portal/lib/server/services.ts';
import { solveChallenge } from 'altcha-lib';
import { deriveKey } from 'altcha-lib/algorithms/pbkdf2';
import { testServices } from '../../support/database.ts';
import { makeReport, makeReporter, RECEIVED, type TestReporter } from '../../support/report.ts';

let services: Services;
let open: TestReporter;
let strict: TestReporter;
const now = RECEIVED;
const later = (hours: number) => new Date(RECEIVED.getTime() + hours * 3_600_000);
beforeAll(async () => {
	services = await testServices({ now: () => now });
	open = await makeReporter(services.db, { categories: { IDEE: { name: 'Idee', kind: 'idea', support_threshold: 2 }, GEHEIM: { name: 'Vertraulich', visibility: 'private' } } });
	strict = await makeReporter(services.db, { settings: { acceptance: 'afterConfirmation' } });
});

const mailsTo = (recipient: string) => services.db.knex('mail').where({ recipient }).orderBy('created_at');
const sender = (address: string) => ({ address, proof: '', mark: mark(), honeypot: '' });
/** Of a page that was opened a minute ago. */
const mark = () => newMark({ ...services, now: () => new Date(now.getTime() - 60_000) });
async function tokenIn(recipient: string, pattern: RegExp): Promise<string> {
	const mail = (await mailsTo(recipient)).at(-1);
	return pattern.exec(mail.body_text)![1]!;
}
const CONFIRM = /bestaetigung=([\w-]+)/;
const VOTE = /mitmachen\/([\w-]+)/;

describe('the address of an author', () => {
	it('a report that has to be confirmed counts from the press of the button, and is kept before', async () => {
		const { code, publicRef, id } = await makeReport(services, strict, { author: { email: 'erst@example.org' } });
		await expect(readPublicReport(strict.scope, publicRef)).rejects.toMatchObject({ code: 'not_found' });
		expect(await readAuthorReport(strict.scope, strict.slug, code!, now)).toMatchObject({ waitsForConfirmation: true, email: { confirmed: false } });
		const token = await tokenIn('erst@example.org', CONFIRM);
		await confirmAuthor(strict.scope, code!, token, later(1));
		await confirmAuthor(strict.scope, code!, token, later(2));
		expect(await readPublicReport(strict.scope, publicRef)).toMatchObject({ publicRef });
		const row = await strict.scope.table('report').where({ id }).first();
		expect([row.accepted_at, row.email_confirmed_at]).toEqual([later(1), later(1)]);
	});

	it('row 5: a token is no hash of what is known, and one of another report confirms nothing', async () => {
		const [one, two] = [await makeReport(services, strict, { author: { email: 'eins@example.org' } }), await makeReport(services, strict, { author: { email: 'zwei@example.org' } })];
		const foreign = await tokenIn('zwei@example.org', CONFIRM);
		const known = [one.id, 'eins@example.org', `${one.id}eins@example.org`, `${one.publicRef}eins@example.org`];
		const guesses = [foreign, ...known.flatMap((text) => ['md5', 'sha1', 'sha256'].flatMap((kind) => (['hex', 'base64url'] as const).map((form) => createHash(kind).update(text).digest(form))))];
		for (const guess of guesses) await expect(confirmAuthor(strict.scope, one.code!, guess, now)).rejects.toMatchObject({ code: 'email_token_invalid' });
		const row = await strict.scope.table('report').where({ id: two.id }).first();
		expect(Buffer.from(row.email_token_hash).toString()).not.toContain(foreign);
		expect(foreign.length).toBeGreaterThanOrEqual(32);
	});

	it('row 6: a hundred reports with variants of one address are few mails, and no word of the reports', async () => {
		const variants = ['Opfer@Example.org', 'opfer@example.org', 'opfer+1@example.org', 'OPFER+x@EXAMPLE.ORG', 'opfer+2@example.org'];
		for (let i = 0; i < 25; i++) await makeReport(services, open, { body: 'Kaufen Sie hier!', author: { email: variants[i % variants.length]!, name: 'Kaufen Sie' } });
		const mails = (await services.db.knex('mail')).filter(({ recipient }: { recipient: string }) => /opfer/i.test(recipient));
		expect(mails).toHaveLength(MAILS_PER_MAILBOX);
		expect(JSON.stringify(mails)).not.toContain('Kaufen');
		expect((await open.scope.table('report').where({ body: 'Kaufen Sie hier!' })).length).toBe(25);
	});

	it('row 6: the mail is sent again three times a day at most', async () => {
		const { code } = await makeReport(services, open, { author: { email: 'nochmal@example.org' } });
		for (let i = 0; i < 3; i++) await resendAuthorMail(services, open.scope, code!, '192.0.2.1');
		await expect(resendAuthorMail(services, open.scope, code!, '192.0.2.1')).rejects.toMatchObject({ code: 'report_mail_throttled' });
		expect(await mailsTo('nochmal@example.org')).toHaveLength(4);
	});

	it('row 12: reports of banned addresses and domains wait for an editor, whatever the rule', async () => {
		await open.scope.insert('sender_ban', [{ sender: '@wegwerf.example', created_at: now }, { sender: 'boese@example.org', created_at: now }]);
		for (const email of ['wer@wegwerf.example', 'Boese+9@example.org']) {
			const { publicRef, code } = await makeReport(services, open, { author: { email } });
			await expect(readPublicReport(open.scope, publicRef)).rejects.toMatchObject({ code: 'not_found' });
			await confirmAuthor(open.scope, code!, await tokenIn(email, CONFIRM), now);
			await expect(readPublicReport(open.scope, publicRef)).rejects.toMatchObject({ code: 'not_found' });
		}
	});
});

describe('reports that nobody confirms', () => {
	const eightDays = () => ({ ...services, now: () => later(8 * 24) });

	it('are kept where the rule says nothing, and forgotten with a protocol entry where it does', async () => {
		const rule = await makeReporter(services.db, { settings: { acceptance: 'afterConfirmation', deleteUnconfirmedAfterDays: 7 } });
		const [lost, confirmed, kept] = [
			await makeReport(services, rule, { body: 'MARKE', author: { email: 'nie@example.org', name: 'Nie' } }),
			await makeReport(services, rule, { author: { email: 'doch@example.org' } }),
			await makeReport(services, strict, { body: 'bleibt', author: { email: 'bleibt@example.org' } })
		];
		await confirmAuthor(rule.scope, confirmed.code!, await tokenIn('doch@example.org', CONFIRM), later(1));
		expect(await forgetUnconfirmed({ ...services, now: () => later(6 * 24) })).toBe(0);
		expect(await forgetUnconfirmed(eightDays())).toBe(1);
		expect(await forgetUnconfirmed(eightDays())).toBe(0);
		expect(await rule.scope.table('report').where({ id: lost.id }).first()).toMatchObject({ body: '', author_email: null, author_name: null, is_public: false, open: false });
		expect(await mailsTo('nie@example.org')).toEqual([]);
		expect(await rule.scope.table('report_protocol')).toMatchObject([{ kind: 'retention', detail: { unconfirmed: 1 } }]);
		expect(await readPublicReport(rule.scope, confirmed.publicRef)).toMatchObject({ publicRef: confirmed.publicRef });
		expect(await strict.scope.table('report').where({ id: kept.id }).first()).toMatchObject({ body: 'bleibt', open: true });
	});
});

describe('the author\'s page', () => {
	it('takes a report back while nobody works on it, and not afterwards', async () => {
		const [mine, worked] = [await makeReport(services, open, { author: { email: 'weg@example.org' } }), await makeReport(services, open)];
		await withdrawReport(open.scope, mine.code!, later(1));
		await expect(readPublicReport(open.scope, mine.publicRef)).rejects.toMatchObject({ code: 'not_found' });
		expect(await open.scope.table('report').where({ id: mine.id }).first()).toMatchObject({ author_email: null, open: false, is_public: false });
		await changeState(services, open.scope, worked.id, { state: 'in-pruefung' }, { actor: 'staff' }, later(1));
		await expect(withdrawReport(open.scope, worked.code!, later(2))).rejects.toMatchObject({ code: 'report_not_yours_any_more' });
		expect(await readAuthorReport(open.scope, open.slug, worked.code!, now)).toMatchObject({ mayWithdraw: false, progress: [{ done: true }, { current: true, label: 'In Prüfung' }, {}] });
	});

	it('a code is known as a report’s however it is typed, and in its tenant alone', async () => {
		const { code } = await makeReport(services, open);
		expect(await isReportCode(open.scope, ` ${code!.toLowerCase().replaceAll('-', ' ')} `)).toBe(true);
		expect(await isReportCode(strict.scope, code!)).toBe(false);
		for (const typed of ['', 'x', '0000-0000-0000-0000-0000-0000', "' or 1=1"]) expect(await isReportCode(open.scope, typed)).toBe(false);
	});

	it('row 7: an unknown code, and one of another tenant, are the same', async () => {
		const { code } = await makeReport(services, open);
		await expect(readByCode(strict.scope, code!)).rejects.toMatchObject({ code: 'receipt_unknown' });
		await expect(readByCode(open.scope, 'AAAA-BBBB-CCCC-DDDD-EEEE-FFFF')).rejects.toMatchObject({ code: 'receipt_unknown' });
		await expect(readByCode(open.scope, "' or 1=1")).rejects.toMatchObject({ code: 'receipt_unknown' });
	});

	it('row 7: missing, private, hidden, unconfirmed, merged and another tenant\'s reports are the same to the public', async () => {
		const [secret, hidden, merged, foreign, into] = await Promise.all([
			makeReport(services, open, { category: 'GEHEIM' }),
			makeReport(services, open),
			makeReport(services, open),
			makeReport(services, strict, { author: { email: 'w@example.org' } }),
			makeReport(services, open)
		]);
		await open.scope.table('report').where({ id: hidden!.id }).update({ hidden_at: now });
		await open.scope.table('report').where({ id: merged!.id }).update({ merged_into: into!.id });
		const refs = [secret!.publicRef, hidden!.publicRef, merged!.publicRef, foreign!.publicRef, 'M-222222', 'x', "M-' or 1"];
		const answers = await Promise.all(refs.map((ref) => readPublicReport(open.scope, ref).then(() => 'shown', (error) => `${error.name} ${error.code} ${JSON.stringify(error.values)}`)));
		expect(new Set(answers)).toEqual(new Set(['DomainError not_found {}']));
	});

	it('row 7: references are random and tell no order', async () => {
		const refs: string[] = [];
		for (let i = 0; i < 12; i++) refs.push((await makeReport(services, open, { body: `Nr. ${i}` })).publicRef);
		expect(new Set(refs).size).toBe(refs.length);
		expect([...refs].sort()).not.toEqual(refs);
	});
});

describe('"I see this too"', () => {
	it('row 4: looking at the link counts nothing; the press of the button counts once', async () => {
		const { publicRef } = await makeReport(services, open, { category: 'IDEE', author: { email: 'autorin@example.org' } });
		await askToSupport(services, open.scope, publicRef, { email: 'stimme@example.org' }, sender('192.0.2.20'));
		const token = await tokenIn('stimme@example.org', VOTE);
		expect(await voteToConfirm(open.scope, publicRef, token)).toMatchObject({ confirmed: false });
		expect((await readPublicReport(open.scope, publicRef)).supportCount).toBe(0);
		await confirmVote(open.scope, publicRef, token, later(1));
		await confirmVote(open.scope, publicRef, token, later(2));
		expect((await readPublicReport(open.scope, publicRef)).supportCount).toBe(1);
		// Variants of one mailbox are one person, and the author has spoken already.
		for (const email of ['Stimme@example.org', 'stimme+2@example.org', 'autorin@example.org', 'AUTORIN+a@example.org']) await askToSupport(services, open.scope, publicRef, { email }, sender('192.0.2.20'));
		expect((await services.db.knex('mail')).filter(({ body_text: text }: { body_text: string }) => text.includes(publicRef) && VOTE.test(text))).toHaveLength(1);
		await askToSupport(services, open.scope, publicRef, { email: 'zweite@example.org' }, sender('192.0.2.20'));
		await confirmVote(open.scope, publicRef, await tokenIn('zweite@example.org', VOTE), later(3));
		expect(await open.scope.table('report_event').where({ kind: 'supported' })).toHaveLength(1);
	});

	it('row 5: a vote cannot be computed, nor used for another report', async () => {
		const [one, two] = [await makeReport(services, open), await makeReport(services, open)];
		await askToSupport(services, open.scope, one.publicRef, { email: 'rechner@example.org' }, sender('192.0.2.21'));
		const token = await tokenIn('rechner@example.org', VOTE);
		const computed = createHash('md5').update(`${one.id}rechner@example.org`).digest('hex');
		for (const [ref, guess] of [[one.publicRef, computed], [two.publicRef, token], [one.publicRef, '']] as const)
			await expect(confirmVote(open.scope, ref, guess, now)).rejects.toMatchObject({ code: 'not_found' });
		const [row] = await open.scope.table('report_support').where({ report_id: one.id });
		expect(Buffer.from(row.person).toString('hex')).not.toBe(createHash('sha256').update('rechner@example.org').digest('hex'));
	});

	it('row 6: one mail per address and report waits, and a mailbox gets few of them', async () => {
		const { publicRef } = await makeReport(services, open);
		for (let i = 0; i < 20; i++) await askToSupport(services, open.scope, publicRef, { email: 'bombe@example.org' }, sender(`198.51.100.${i}`));
		expect(await mailsTo('bombe@example.org')).toHaveLength(1);
		for (let i = 0; i < 20; i++) {
			const other = await makeReport(services, open);
			await askToSupport(services, open.scope, other.publicRef, { email: `bombe+${i}@example.org` }, sender(`198.51.100.${i}`));
		}
		const all = (await services.db.knex('mail')).filter(({ recipient }: { recipient: string }) => recipient.startsWith('bombe'));
		expect(all.length).toBe(MAILS_PER_MAILBOX);
	});
});

describe('abuse and spam', () => {
	it('row 10: an abuse report hides nothing', async () => {
		const { publicRef } = await makeReport(services, open);
		for (let i = 0; i < 5; i++) await flagReport(services, open.scope, publicRef, { reason: 'Gefällt mir nicht.' }, `203.0.113.${i}`);
		expect(await readPublicReport(open.scope, publicRef)).toMatchObject({ publicRef });
		expect(await open.scope.table('report_flag').whereNull('settled_at')).toHaveLength(5);
		await expect(flagReport(services, open.scope, publicRef, { reason: '' }, '203.0.113.1')).rejects.toMatchObject({ fields: { reason: 'min_length' } });
	});

	const pass = (times: number, sent: (index: number) => Parameters<typeof passReportGate>[1]) =>
		Promise.all(Array.from({ length: times }, (_, index) => passReportGate(services, sent(index)).then(() => 1, () => 0))).then((all) => all.reduce<number>((a, b) => a + b, 0));

	it('row 12: of a hundred posts of a program fewer than five come through', async () => {
		expect(await pass(100, () => ({ address: '203.0.113.50', proof: '', mark: '', honeypot: '' }))).toBe(LIMITS.hasty);
		expect(await pass(100, () => ({ address: '203.0.113.51', proof: '', mark: mark(), honeypot: 'https://spam.example' }))).toBe(LIMITS.honeypot);
		expect(await pass(100, () => ({ address: '203.0.113.52', proof: '', mark: newMark(services), honeypot: '' }))).toBe(LIMITS.hasty);
		expect(await pass(100, () => ({ address: '203.0.113.53', proof: '', mark: `${mark().split('.')[0]}.AAAAAAAAAAAAAAAAAAAAAA`, honeypot: '' }))).toBe(LIMITS.hasty);
	});

	it('row 13: two hundred people behind one address are let through', async () => {
		const proofs: string[] = [];
		for (let i = 0; i < 10; i++) {
			const challenge = await createProofChallenge(services);
			const solution = await solveChallenge({ challenge, deriveKey, counterStart: 400 } as never);
			proofs.push(Buffer.from(JSON.stringify({ challenge, solution })).toString('base64'));
		}
		const address = '203.0.113.60';
		expect(await pass(9, (index) => ({ address, proof: proofs[index]!, mark: mark(), honeypot: '' }))).toBe(9);
		// Work of 190 more devices would take this test a minute: they are counted where the gate counts them.
		for (let i = 0; i < 190; i++) await takeFrom(services, `report-proven:${address}`, LIMITS.proven, 3600);
		expect(await pass(1, () => ({ address, proof: proofs[9]!, mark: mark(), honeypot: '' }))).toBe(1);
		// A proof counts once: used again, it is the mark that counts, and here there is none.
		expect(await pass(10, (index) => ({ address, proof: proofs[index]!, mark: '', honeypot: '' }))).toBe(LIMITS.hasty);
		expect(await pass(60, () => ({ address: '203.0.113.61', proof: '', mark: mark(), honeypot: '' }))).toBe(60);
	});
});
