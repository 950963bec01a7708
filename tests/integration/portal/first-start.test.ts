import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { login } from '../../../portal/lib/server/accounts/login.ts';
import { loginsPath } from '../../../portal/lib/server/demo/demo-accounts.ts';
import { prepareFirstStart } from '../../../portal/lib/server/first-start.ts';
import { verifyChain } from '../../../portal/lib/server/statements/verify-chain.ts';
import type { Services } from '../../../portal/lib/server/services.ts';
import { listTenants } from '../../../portal/lib/server/tenants/tenants-queries.ts';
import { testServices } from '../../support/database.ts';

let services: Services;
let demo: Services;
const dataDir = mkdtempSync(join(tmpdir(), 'bauleitportal-first-start-'));
afterAll(() => rmSync(dataDir, { recursive: true, force: true }));

beforeAll(async () => {
	services = await testServices({ now: () => new Date('2026-05-04T10:00:00Z') });
	demo = { ...services, config: { ...services.config, demo: true, dataDir } };
});

const count = async (table: string) => Number((await services.db.knex(table).count('* as n').first())!.n);
const TABLES = ['tenant', 'plan', 'plan_version', 'participation', 'procedure', 'procedure_step', 'procedure_document_version', 'procedure_event', 'notice', 'statement', 'statement_place', 'receipt_chain', 'base_feature', 'address', 'account', 'membership'];
const counts = async () => Object.fromEntries(await Promise.all(TABLES.map(async (table) => [table, await count(table)] as const)));

/** The process dies when the terminal would show the nth line: everything after it did not happen. */
async function killedAt(steps: number): Promise<string[]> {
	const lines: string[] = [];
	await expect(
		prepareFirstStart(demo, (text) => {
			lines.push(text);
			if (lines.length === steps) throw new Error('killed');
		})
	).rejects.toThrow('killed');
	return lines;
}

test('loading the demo Land goes on after being killed, and is the same as at one go', async () => {
	for (const steps of [2, 3, 4, 6, 3]) await killedAt(steps);
	const greeting = await prepareFirstStart(demo, () => {});
	expect(await counts()).toMatchObject({ tenant: 4, plan: 5, plan_version: 6, participation: 23, procedure: 9, account: 12, membership: 11 });
	expect(await count('statement')).toBeGreaterThan(5);
	expect(await count('receipt_chain')).toBe((await count('statement')) + (await count('procedure_event')) + (await count('report')));
	expect((await verifyChain(services.db)).problems).toEqual([]);
	expect(await count('base_feature')).toBeGreaterThan(5000);
	expect(greeting).toContain('betrieb@freiland-elbaue.example');
	const before = await counts();
	const lines: string[] = [];
	expect(await prepareFirstStart(demo, (text) => lines.push(text))).toBe(greeting);
	expect(lines).toEqual([]);
	expect(await counts()).toEqual(before);
}, 180_000);

test('the demo has a procedure in every state, with lawful dates', async () => {
	const { rows } = await services.db.knex.raw(
		`select p.title, s.status from procedure p join procedure_status s on s.procedure_id = p.id and s.since <= :now and s.until > :now order by s.status, p.title`,
		{ now: services.now() }
	);
	expect(rows.map(({ status }: { status: string }) => status)).toEqual([
		'active', 'active', 'announced', 'archived', 'decision', 'evaluation', 'in-force', 'in-force', 'recently-ended'
	]);
	const running = await services.db.knex('procedure_step').where({ key: 'erneut-oeffentlichkeit' }).first();
	expect(running).toMatchObject({ starts_on: '2026-04-24', iteration: 2, changes_only: true });
	expect(running.compare_version_id).not.toBe(running.plan_version_id);
});

test('one town has invited public bodies; one has answered, and a partner exchanges messages', async () => {
	const { knex } = services.db;
	const rows = await knex('invitation as i').join('public_body as b', 'b.id', 'i.body_id').leftJoin('statement as s', 's.invitation_id', 'i.id').select('b.department', 's.body');
	expect(rows).toHaveLength(4);
	expect(rows.filter(({ body }) => body !== null)).toMatchObject([{ department: 'Untere Wasserbehörde', body: expect.stringContaining('Lindenbach') }]);
	expect(await knex('exchange_partner').pluck('name')).toEqual(['Planungssystem der Stadtwerke Musterlinden']);
	// One early participation has no plan yet.
	expect(await knex('participation').whereNull('plan_version_id').where({ audience: 'public' }).where('ends_at', '>', services.now())).toHaveLength(1);
});

test('a plan that was imported just before the kill, and statements, do not come twice', async () => {
	const before = await counts();
	const { value } = await services.db.knex('setting').where({ name: 'demo' }).first();
	const done = value.done.filter((step: string) => !['plan kiefernheide', 'all'].includes(step));
	await services.db.knex('setting').where({ name: 'demo' }).update({ value: JSON.stringify({ ...value, done }) });
	await prepareFirstStart(demo, () => {});
	expect(await counts()).toEqual(before);
}, 180_000);

test('the printed logins work, lie readable for the owner only, and are made anew when the file is lost', async () => {
	const path = loginsPath(dataDir);
	expect(statSync(path).mode & 0o777).toBe(0o600);
	const logins = (await readFile(path, 'utf8')).trim().split('\n').map((line) => line.split('\t'));
	expect(logins).toHaveLength(12);
	const [email, password] = logins[1]!;
	await expect(login(services, { email: email!, password: password!, address: '192.0.2.1' })).resolves.toHaveProperty('token');
	expect(JSON.stringify(await services.db.knex('account').select('*'))).not.toContain(password);
	await rm(path);
	await prepareFirstStart(demo, () => {});
	await expect(login(services, { email: email!, password: password!, address: '192.0.2.1' })).rejects.toMatchObject({ code: 'login_failed' });
});

test('demo tenants have contact, readable colours, coat of arms and complete legal facts', async () => {
	for (const tenant of await listTenants(services.db.knex)) {
		expect(tenant.hasLogo).toBe(true);
		expect(tenant.contact.openingHours).toEqual(expect.any(String));
		expect(tenant.colours.primary).toMatch(/^#/);
	}
});
