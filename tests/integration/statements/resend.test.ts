import { beforeAll, expect, it } from 'vitest';
import { confirmEmail, resendReceipt } from '../../../portal/lib/server/statements/after-receipt.ts';
import { eraseStatement } from '../../../portal/lib/server/statements/erase.ts';
import { readStatement } from '../../../portal/lib/server/statements/read-statement.ts';
import { receiveStatement } from '../../../portal/lib/server/statements/service.ts';
import type { Services } from '../../../portal/lib/server/services.ts';
import { testServices } from '../../support/database.ts';
import { DURING, makeParticipation, newStatement, type TestParticipation } from '../../support/participation.ts';

let services: Services;
let test: TestParticipation;
let clients = 0;
beforeAll(async () => {
	services = await testServices({ now: () => DURING });
	test = await makeParticipation(services.db);
});

const send = (email?: string) => receiveStatement(services, test.scope, test.participationId, newStatement({ email }), { origin: 'web', now: DURING });
const again = (code: string, client = `192.0.2.${++clients}`) => resendReceipt(services, test.scope, code, client);
const mailsTo = (recipient: string) => services.db.knex('mail').where({ recipient }).orderBy('created_at').pluck('body_text');

it('the receipt mail comes a second time, with the same code and a link that still confirms', async () => {
	const { code, statementId } = await send('erika@example.org');
	await again(code.toLowerCase());
	const [first, second] = await mailsTo('erika@example.org');
	expect(second).toBe(first);
	const token = /bestaetigung=([\w-]+)/.exec(second!)![1]!;
	await confirmEmail(test.scope, code, token, DURING);
	expect((await readStatement(test.scope, statementId)).events.map((event) => event.kind)).toEqual(['received', 'receipt_resent', 'email_confirmed']);
	await again(code);
	const [, , third] = await mailsTo('erika@example.org');
	expect(third).toContain(code);
	expect(third, 'a confirmed address is not asked again').not.toContain('bestaetigung=');
});

it('three times a day, and for one recipient six times, whatever statements name it', async () => {
	const codes = [await send('viel@example.org'), await send('Viel@example.org'), await send('viel@example.org')].map((receipt) => receipt.code);
	for (let i = 0; i < 3; i++) await again(codes[0]!);
	await expect(again(codes[0]!)).rejects.toMatchObject({ code: 'receipt_mail_throttled' });
	// The refused try counts too.
	for (let i = 0; i < 2; i++) await again(codes[1]!);
	await expect(again(codes[2]!)).rejects.toMatchObject({ code: 'receipt_mail_throttled' });
	expect(await services.db.knex('mail').whereRaw("lower(recipient) = 'viel@example.org'")).toHaveLength(3 + 5);
});

it('one address of the network cannot have mails sent all day', async () => {
	for (let i = 0; i < 20; i++) await again((await send(`person-${i}@example.org`)).code, '198.51.100.7');
	await expect(again((await send('person-20@example.org')).code, '198.51.100.7')).rejects.toMatchObject({ code: 'receipt_mail_throttled' });
});

it('nothing goes out without address, after an erasure, or for a code that is not there', async () => {
	const { code } = await send();
	await expect(again(code)).rejects.toMatchObject({ code: 'receipt_without_email' });
	const erased = await send('weg@example.org');
	await eraseStatement(services, test.scope, erased.statementId, { now: DURING, accountId: null, by: 'A', reason: 'Antrag nach Art. 17 DSGVO' });
	await expect(again(erased.code)).rejects.toMatchObject({ code: 'receipt_without_email' });
	expect(await mailsTo('weg@example.org')).toEqual([]);
	await expect(again('AAAA-AAAA-AAAA-AAAA-AAAA-AAAA')).rejects.toMatchObject({ code: 'receipt_unknown' });
});
