import { beforeAll, expect, test } from 'vitest';
import type { TenantScope } from '../../../gis/db/tenant-scope.ts';
import { submitReport } from '../../../portal/lib/server/reports/intake.ts';
import type { Services } from '../../../portal/lib/server/services.ts';
import { verifyChain } from '../../../portal/lib/server/statements/verify-chain.ts';
import { testServices } from '../../support/database.ts';
import { makeReporter, newReport, type TestReporter } from '../../support/report.ts';

const NOW = new Date('2026-11-20T12:00:00.123Z');
let services: Services;
let here: TestReporter;
let scope: TenantScope;

beforeAll(async () => {
	services = await testServices({ now: () => NOW });
	here = await makeReporter(services.db);
	scope = here.scope;
});

const submit = async (values: Parameters<typeof newReport>[1] = {}) => submitReport(services, scope, newReport(here, values), { origin: 'web', now: NOW });
const kinds = async () => (await verifyChain(services.db)).problems.map(({ kind, reportRef }) => [kind, reportRef]);

test('the chain proves reports as they came in, and names each that was changed afterwards', async () => {
	const first = await submit({ title: 'Ä „Titel“', body: 'Zwei\nZeilen', author: { name: 'Meta', email: 'meta@example.org' } });
	const second = await submit({ body: 'Etwas anderes' });
	const third = await submit({ body: 'Noch etwas' });
	expect(await verifyChain(services.db)).toMatchObject({ entries: 3, reports: 3, erased: 0, problems: [] });

	await scope.table('report').where({ id: first.id }).update({ body: 'Zwei Zeilen' });
	expect(await kinds()).toEqual([['report_changed', first.publicRef]]);
	await scope.table('report').where({ id: first.id }).update({ body: 'Zwei\nZeilen', author_name: 'Max' });
	expect(await kinds()).toEqual([['report_changed', first.publicRef]]);
	await scope.table('report').where({ id: first.id }).update({ author_name: 'Meta' });
	expect(await kinds()).toEqual([]);

	// What an editor does with a report is no change of what came in.
	await scope.table('report').where({ id: second.id }).update({ public_body: 'Etwas', body_release: 'released', state: 'in-arbeit', hidden_at: NOW });
	expect(await kinds()).toEqual([]);
	await scope.table('report').where({ id: second.id }).update({ digest: Buffer.alloc(32) });
	expect((await kinds()).map(([kind]) => kind)).toEqual(['report_digest_changed', 'report_changed']);
	await scope.table('report').where({ id: second.id }).update({ digest: (await services.db.knex('receipt_chain').where({ seq: 2 }).first('digest')).digest });

	await scope.table('report').where({ id: third.id }).update({ receipt_seq: null });
	expect(await kinds()).toEqual([['report_missing', undefined]]);
});
