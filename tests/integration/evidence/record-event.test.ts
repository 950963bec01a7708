import { beforeAll, describe, expect, it } from 'vitest';
import { forTenant, type TenantScope } from '../../../gis/db/tenant-scope.ts';
import { runScript } from '../../../gis/db/connect.ts';
import { recordEvent, recordSelfTest } from '../../../portal/lib/server/evidence/record-event.ts';
import { EVENT_KINDS } from '../../../portal/lib/server/evidence/types.ts';
import { verifyChain } from '../../../portal/lib/server/statements/verify-chain.ts';
import { eventTexts } from '../../../portal/lib/texts/evidence.ts';
import { verifyTexts } from '../../../portal/lib/texts/receipts.ts';
import type { Services } from '../../../portal/lib/server/services.ts';
import { makeTenant, testServices } from '../../support/database.ts';
import { makeBareProcedure } from '../../support/evidence.ts';

const NOW = new Date('2027-03-28T00:30:00Z');
const HOUR = new Date('2027-03-28T00:00:00Z');
const RESULT = {
	path: '/a/verfahren/1',
	address: 'public',
	what: 'page',
	title: 'Süße Au',
	status: 200,
	sha256: 'ab',
	expected: null,
	bytes: 10,
	milliseconds: 3,
	error: null
} as const;

describe('protocol of a procedure', () => {
	let services: Services;
	let scope: TenantScope;
	let procedureId: string;
	let stepId: string;
	beforeAll(async () => {
		services = await testServices();
		scope = forTenant(services.db.knex, (await makeTenant(services.db)).id);
		({ procedureId, stepId } = await makeBareProcedure(scope));
	});
	const record = (detail: Record<string, unknown>, of = scope) =>
		of.transaction((inner) =>
			recordEvent(inner, { procedureId, stepId, kind: 'dates-changed', detail, account: { id: accountId, name: 'Petra Planer' } }, NOW)
		);
	let accountId: string;
	beforeAll(async () => {
		const [row] = await services.db.knex('account').insert({ email: 'p@example.org', name: 'Petra', password_hash: 'x' }).returning('id');
		accountId = row.id;
	});
	const problems = async () => (await verifyChain(services.db)).problems.map(({ kind, procedureId: of }) => ({ kind, of }));
	const last = (table: string) => services.db.knex(table).orderBy('id', 'desc').first('*');
	/** As somebody who owns the database could: without triggers. */
	async function forced(table: string, sql: string): Promise<void> {
		await runScript(services.db.knex, `alter table ${table} disable trigger user; ${sql}; alter table ${table} enable trigger user`);
	}
	async function tampered(table: string, change: string): Promise<string[]> {
		const row = await last(table);
		await forced(table, `create table kept as select * from ${table} where id = ${row.id}; update ${table} set ${change} where id = ${row.id}`);
		const found = (await problems()).map((each) => each.kind);
		const names = Object.keys(row).filter((name) => name !== 'id');
		await forced(table, `update ${table} t set ${names.map((name) => `${name} = k.${name}`).join(', ')} from kept k where k.id = t.id; drop table kept`);
		expect(await problems()).toEqual([]);
		return found;
	}

	it('has a German text for every kind', () => {
		expect(Object.keys(eventTexts).sort()).toEqual([...EVENT_KINDS].sort());
	});

	it('keeps entries as they were, whatever JSON they carry', async () => {
		await record({ title: 'Größe „ß“ \u2028 \\ "', reason: undefined, number: 1.5e21, small: 1e-7, nested: { b: [1, null, true], a: new Date(0) }, zero: -0 });
		expect(await verifyChain(services.db)).toMatchObject({ events: 1, entries: 1, problems: [] });
		expect((await services.db.knex('receipt_chain').first('subject')).subject).toBe('procedure-event');
	});

	it('writes the entry and what it tells of together or not at all', async () => {
		const before = await verifyChain(services.db);
		await expect(
			scope.transaction(async (inner) => {
				await recordEvent(inner, { procedureId, kind: 'procedure-changed', detail: {}, account: null }, NOW);
				throw new Error('afterwards');
			})
		).rejects.toThrow('afterwards');
		expect(await verifyChain(services.db)).toEqual(before);
	});

	it('refuses a procedure of another tenant and a step of another procedure', async () => {
		const foreign = forTenant(services.db.knex, (await makeTenant(services.db)).id);
		await expect(record({}, foreign)).rejects.toMatchObject({ code: 'not_found' });
		const other = await makeBareProcedure(scope);
		const event = { procedureId: other.procedureId, stepId, kind: 'step-changed', detail: {}, account: null } as const;
		await expect(scope.transaction((inner) => recordEvent(inner, event, NOW))).rejects.toMatchObject({ code: 'not_found' });
	});

	it('is append-only', async () => {
		for (const table of ['procedure_event', 'self_test']) {
			await expect(services.db.knex(table).update({ at: NOW })).rejects.toThrow('append-only');
			await expect(services.db.knex(table).delete()).rejects.toThrow('append-only');
			await expect(services.db.knex.raw(`truncate ${table}`)).rejects.toThrow('append-only');
		}
	});

	it('names every entry that somebody changed or removed by force', async () => {
		await record({ endsOn: '2027-04-14', reason: 'Feiertag' });
		expect(await tampered('procedure_event', `detail = jsonb_set(detail, '{endsOn}', '"2027-04-13"')`)).toEqual(['event_changed']);
		expect(await tampered('procedure_event', `kind = 'step-changed'`)).toEqual(['event_changed']);
		expect(await tampered('procedure_event', `account_name = 'Egon'`)).toEqual(['event_changed']);
		expect(await tampered('procedure_event', `account_id = null`)).toEqual(['event_changed']);
		expect(await tampered('procedure_event', `step_id = null`)).toEqual(['event_changed']);
		expect(await tampered('procedure_event', `at = at + interval '1 millisecond'`)).toEqual(['event_changed']);
		expect(await tampered('procedure_event', `salt = '\\x00'`)).toEqual(['event_changed']);
		expect(await tampered('procedure_event', `digest = '\\x00'`)).toEqual(['event_digest_changed', 'event_changed']);
		expect(await tampered('procedure_event', `receipt_seq = 4711`)).toEqual(['event_entry_missing', 'event_missing']);
		const { id } = await last('procedure_event');
		await forced('procedure_event', `create table gone as select * from procedure_event where id = ${id}; delete from procedure_event where id = ${id}`);
		const report = await verifyChain(services.db);
		expect(report.problems.map((each) => each.kind)).toEqual(['event_missing']);
		expect(verifyTexts.report(report)).toContain('er wurde gelöscht');
		await forced('procedure_event', 'insert into procedure_event overriding system value select * from gone; drop table gone');
		expect(await problems()).toEqual([]);
	});

	it('says whose entry it is', async () => {
		const { id } = await last('procedure_event');
		await forced('procedure_event', `update procedure_event set account_name = 'Egon' where id = ${id}`);
		const report = await verifyChain(services.db);
		expect(report.problems).toMatchObject([{ kind: 'event_changed', rowId: Number(id), procedureId }]);
		expect(verifyTexts.report(report)).toContain(`Verfahren ${procedureId}, Zeile ${id}`);
		await forced('procedure_event', `update procedure_event set account_name = 'Petra Planer' where id = ${id}`);
	});

	it('keeps one self-test of a step and hour, whoever comes first, and notices changes of it', async () => {
		const test = { procedureId, stepId, hour: HOUR, at: NOW, passed: true, results: [RESULT] };
		const outcomes = await Promise.all([recordSelfTest(scope, test), recordSelfTest(scope, test), recordSelfTest(scope, test)]);
		expect(outcomes.filter(Boolean)).toHaveLength(1);
		expect(await services.db.knex('self_test')).toHaveLength(1);
		expect(await verifyChain(services.db)).toMatchObject({ selfTests: 1, problems: [] });
		expect(await tampered('self_test', `passed = false`)).toEqual(['self_test_changed']);
		expect(await tampered('self_test', `hour = hour + interval '1 hour'`)).toEqual(['self_test_changed']);
		expect(await tampered('self_test', `results = jsonb_set(results, '{0,status}', '404')`)).toEqual(['self_test_changed']);
		expect(await tampered('self_test', `digest = '\\x00'`)).toEqual(['self_test_digest_changed', 'self_test_changed']);
	});

	it('lets writers of many processes come one after the other', async () => {
		const before = (await verifyChain(services.db)).entries;
		await Promise.all(Array.from({ length: 20 }, (_, number) => record({ number })));
		expect(await verifyChain(services.db)).toMatchObject({ entries: before + 20, problems: [] });
	});
});
