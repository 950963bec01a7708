import { beforeAll, describe, expect, it } from 'vitest';
import { eraseStatement, readErasure } from '../../../portal/lib/server/statements/erase.ts';
import { readStaffView } from '../../../portal/lib/server/statements/staff-view.ts';
import { readStatement } from '../../../portal/lib/server/statements/read-statement.ts';
import { receiveStatement } from '../../../portal/lib/server/statements/service.ts';
import { verifyChain } from '../../../portal/lib/server/statements/verify-chain.ts';
import type { Services } from '../../../portal/lib/server/services.ts';
import { runScript } from '../../../gis/db/connect.ts';
import { testServices } from '../../support/database.ts';
import { DURING, makeParticipation, newStatement, square, type TestParticipation } from '../../support/participation.ts';

describe('receipt chain', () => {
	let services: Services;
	let test: TestParticipation;
	beforeAll(async () => {
		services = await testServices();
		test = await makeParticipation(services.db);
	});
	const send = async () => {
		const places = [{ kind: 'polygon', crs: 'EPSG:3857', geometry: JSON.parse(square(450, 10, 100)) }] as const;
		const input = newStatement({ text: 'Wörtlich so', name: 'Erika', places: [...places] });
		return (await receiveStatement(services, test.scope, test.participationId, input, { origin: 'web', now: DURING })).statementId;
	};
	const problems = async () => (await verifyChain(services.db)).problems.map((each) => each.kind);

	/** Changes a row as somebody with access to the database could, looks, and changes it back. */
	async function tampered(table: string, where: object, change: Record<string, unknown>): Promise<string[]> {
		const [before] = await services.db.knex(table).where(where).limit(1);
		await services.db.knex(table).where(where).update(change);
		const found = await problems();
		const old = (key: string) => (key === 'attributes' ? JSON.stringify(before[key]) : before[key]);
		await services.db.knex(table).where(where).update(Object.fromEntries(Object.keys(change).map((key) => [key, old(key)])));
		return found;
	}

	it('notices every change of content', async () => {
		const id = await send();
		expect(await problems()).toEqual([]);
		const [place] = await services.db.knex('statement_place').where({ statement_id: id });
		const moved = services.db.knex.raw('ST_Translate(geom, 0.01, 0)');
		expect(await tampered('statement', { id }, { body: 'Wörtlich anders' })).toEqual(['statement_changed']);
		expect(await tampered('statement', { id }, { number: 99 })).toEqual(['statement_changed']);
		expect(await tampered('statement', { id }, { received_at: new Date('2027-03-15T10:00:01Z') })).toEqual(['statement_changed']);
		expect(await tampered('statement_place', { id: place.id }, { geom: moved })).toEqual(['statement_changed']);
		expect(await tampered('statement_place_object', { place_id: place.id, gml_id: 'wa' }, { attributes: '[]' })).toEqual(['statement_changed']);
		expect(await tampered('statement', { id }, { author_name: 'Egon' })).toEqual(['author_changed']);
		expect(await tampered('statement', { id }, { author_email: 'egon@example.org' })).toEqual(['author_changed']);
		expect(await tampered('statement', { id }, { author_name: null })).toEqual([]);
		expect(await tampered('statement', { id }, { digest: Buffer.alloc(32) })).toEqual(['digest_changed', 'statement_changed']);
		expect(await problems()).toEqual([]);
	});

	it('refuses changes of the chain, and notices them when somebody forces them', async () => {
		const id = await send();
		const { receiptSeq } = await readStatement(test.scope, id);
		await expect(services.db.knex('receipt_chain').where({ seq: receiptSeq }).delete()).rejects.toThrow('append-only');
		await expect(services.db.knex('receipt_chain').update({ subject: 'x' })).rejects.toThrow('append-only');
		const force = (sql: string) =>
			runScript(services.db.knex, `alter table receipt_chain disable trigger user; ${sql}; alter table receipt_chain enable trigger user`);
		await force(`update receipt_chain set at = at + interval '1 second' where seq = ${receiptSeq}`);
		expect(await problems()).toContain('link');
		await force(`update receipt_chain set at = at - interval '1 second' where seq = ${receiptSeq}`);
		await force(`delete from receipt_chain where seq = ${receiptSeq}`);
		expect(await problems()).toEqual(['entry_missing']);
	});

	it('stays valid when content is erased', async () => {
		const clean = await testServices();
		const own = await makeParticipation(clean.db);
		const input = newStatement({ text: 'Bitte löschen', name: 'Erika Muster', email: 'erika@example.org', places: [{ kind: 'object', gmlId: 'wa' }] });
		const { statementId, digest } = await receiveStatement(clean, own.scope, own.participationId, input, { origin: 'web', now: DURING });
		await receiveStatement(clean, own.scope, own.participationId, newStatement(), { origin: 'web', now: DURING });
		expect(await clean.db.knex('mail').pluck('recipient')).toEqual(['erika@example.org']);
		await eraseStatement(clean, own.scope, statementId, { now: DURING, accountId: null, by: 'Adele Amtmann', reason: 'Antrag nach Art. 17 DSGVO' });
		expect(await clean.db.knex('mail')).toEqual([]);
		const statement = await readStatement(own.scope, statementId);
		expect(statement).toMatchObject({ text: '', places: [], attachments: [], author: { name: null, email: null }, erasedAt: DURING, number: 1 });
		expect(statement.digest.toString('hex')).toBe(digest);
		expect(statement.salt).toHaveLength(0);
		expect(await verifyChain(clean.db)).toMatchObject({ entries: 2, statements: 2, erased: 1, problems: [] });
		const protocol = (await readStaffView(own.scope, own.participationId, statementId)).events.at(-1);
		expect(protocol).toMatchObject({ kind: 'erased', by: 'Adele Amtmann', reason: 'Antrag nach Art. 17 DSGVO' });
		const again = { now: DURING, accountId: null, by: 'Adele Amtmann', reason: 'Antrag nach Art. 17 DSGVO' };
		await expect(eraseStatement(clean, own.scope, statementId, again)).rejects.toMatchObject({ code: 'statement_erased' });
	});

	it('is not touched by an erasure without reason', async () => {
		const id = await send();
		const options = { now: DURING, accountId: null, by: 'Adele Amtmann', reason: '  weil   ' };
		await expect(eraseStatement(services, test.scope, id, options)).rejects.toMatchObject({ code: 'form_invalid', fields: { reason: 'min_length' } });
		expect((await readStatement(test.scope, id)).text).toBe('Wörtlich so');
		await expect(readErasure(test.scope, crypto.randomUUID(), id)).rejects.toMatchObject({ code: 'not_found' });
		expect(await readErasure(test.scope, test.participationId, id)).toEqual({ number: expect.any(Number), erased: false, characters: 11, places: 1, attachments: 0, author: true });
	});
});
