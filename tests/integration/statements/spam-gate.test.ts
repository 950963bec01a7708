import { solveChallenge } from 'altcha-lib';
import { deriveKey } from 'altcha-lib/algorithms/pbkdf2';
import { beforeAll, describe, expect, it } from 'vitest';
import { createProofChallenge, proofHolds } from '../../../portal/lib/server/statements/proof-of-work.ts';
import { LIMITS, passSpamGate } from '../../../portal/lib/server/statements/spam-gate.ts';
import { receiveStatement } from '../../../portal/lib/server/statements/service.ts';
import type { Services } from '../../../portal/lib/server/services.ts';
import { testServices } from '../../support/database.ts';
import { DURING, makeParticipation, newStatement } from '../../support/participation.ts';

describe('spam gate', () => {
	let services: Services;
	let now = new Date();
	beforeAll(async () => {
		services = await testServices({ now: () => now });
	});
	async function solved(): Promise<string> {
		const challenge = await createProofChallenge(services);
		const solution = await solveChallenge({ challenge, deriveKey });
		return Buffer.from(JSON.stringify({ challenge, solution })).toString('base64');
	}
	const pass = (address: string, proof = '', honeypot = '') => passSpamGate(services, { address, proof, honeypot }, 'Rathaus');

	it('takes a proof once, and none that was changed', async () => {
		const proof = await solved();
		const changed = JSON.parse(Buffer.from(proof, 'base64').toString());
		changed.challenge.parameters.expiresAt += 1000;
		expect(await proofHolds(services, Buffer.from(JSON.stringify(changed)).toString('base64'))).toBe(false);
		expect(await proofHolds(services, proof)).toBe(true);
		expect(await proofHolds(services, proof)).toBe(false);
		for (const broken of ['', 'x', 'e30=', Buffer.from('{"challenge":{}}').toString('base64')]) expect(await proofHolds(services, broken)).toBe(false);
	});

	it('lets people without a proof through up to the tighter limit, and then names the other ways', async () => {
		for (let i = 0; i < LIMITS.unproven; i++) await pass('192.0.2.1');
		await expect(pass('192.0.2.1')).rejects.toMatchObject({ code: 'statement_throttled', values: { contact: 'Rathaus' } });
		await pass('192.0.2.2');
		await pass('192.0.2.1', await solved());
		now = new Date(now.getTime() + 3601_000);
		await pass('192.0.2.1');
	});

	it('limits what fills the hidden field most', async () => {
		for (let i = 0; i < LIMITS.honeypot; i++) await pass('192.0.2.9', '', 'http://example.org');
		await expect(pass('192.0.2.9', '', 'x')).rejects.toMatchObject({ code: 'statement_throttled' });
		await pass('192.0.2.9');
	});

	it('keeps no address', async () => {
		await pass('198.51.100.77');
		expect(JSON.stringify(await services.db.knex('throttle').select('*'))).not.toContain('198.51.100.77');
	});

	it('does not ask again for a repeated post', async () => {
		const test = await makeParticipation(services.db);
		let asked = 0;
		const input = newStatement();
		const admit = async () => void asked++;
		for (let i = 0; i < 3; i++)
			await receiveStatement(services, test.scope, test.participationId, input, { origin: 'web', now: DURING, admit });
		expect(asked).toBe(1);
	});
});
