import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { connectPglite } from '../../../gis/db/connect.ts';
import { migrate } from '../../../gis/db/migrate.ts';
import { projectPath } from '../../../gis/project-path.ts';
import { planDocument } from './fixtures.ts';
import { makeTenant, testDatabase, testEngine } from '../../support/database.ts';

let folder: string;
let env: Record<string, string>;
beforeAll(async () => {
	folder = mkdtempSync(join(tmpdir(), 'bauleitportal-command-'));
	env = { ...(process.env as Record<string, string>), DATA_DIR: folder, DATABASE_URL: '' };
	if (testEngine === 'postgres') {
		const db = await testDatabase();
		await makeTenant(db, { slug: 'testoed' });
		env.DATABASE_URL = (db.knex.client.config.connection as { connectionString: string }).connectionString;
	} else {
		const db = await connectPglite(join(folder, 'database'));
		await migrate(db);
		await makeTenant(db, { slug: 'testoed' });
		await db.close();
	}
	writeFileSync(join(folder, 'gut.gml'), planDocument());
	writeFileSync(join(folder, 'kaputt.gml'), planDocument().subarray(0, 3000));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function xplan(...args: string[]): Promise<{ code: number; stdout: string; stderr: string }> {
	const command = [projectPath('portal/commands/xplan.ts'), ...args];
	return new Promise((resolve) => {
		execFile(process.execPath, ['--no-warnings', ...command], { env, cwd: folder }, (error, stdout, stderr) =>
			resolve({ code: error ? Number(error.code) : 0, stdout, stderr })
		);
	});
}

const lines = (text: string) =>
	text
		.trim()
		.split('\n')
		.map((line) => JSON.parse(line));

describe('xplan import', () => {
	it('imports what it can, one line of JSON per file, options in any order', async () => {
		const run = await xplan('import', '--json', 'gut.gml', '--tenant', 'testoed', 'kaputt.gml', 'fehlt.gml');
		expect(lines(run.stdout)).toMatchObject([
			{ file: 'gut.gml', ok: true, plans: [{ name: 'Am Weinberg', number: 1, created: true, objects: 6 }] },
			{ file: 'kaputt.gml', ok: false, error: { code: 'truncated' } },
			{ file: 'fehlt.gml', ok: false, error: { code: 'file' } }
		]);
		expect(run.code).toBe(2);
	});

	it('tells people in words', async () => {
		const run = await xplan('import', 'gut.gml', '--tenant', 'testoed');
		expect(run.stdout).toContain('„Am Weinberg“: Fassung 2, 6 Objekte');
		expect(run.code).toBe(0);
	});

	it.runIf(testEngine === 'postgres')('knows the tenants', async () => {
		const unknown = await xplan('import', 'gut.gml', '--tenant', 'gibtsnicht');
		expect([unknown.code, unknown.stderr]).toEqual([2, expect.stringContaining('„gibtsnicht“ gibt es nicht')]);
	});

	it.runIf(testEngine === 'pglite')('says who holds the embedded database', async () => {
		const db = await connectPglite(join(folder, 'database'));
		const run = await xplan('import', 'gut.gml', '--tenant', 'testoed');
		await db.close();
		expect([run.code, run.stderr]).toEqual([2, expect.stringContaining('von einem anderen Prozess benutzt')]);
	});
});

describe('xplan', () => {
	it('checks without a database, and explains itself', async () => {
		const check = await xplan('--json', 'check', 'gut.gml');
		// Whether the file is without fault is the business of the checks' own tests.
		expect(lines(check.stdout)).toMatchObject([{ file: 'gut.gml', version: '6.0', members: 11 }]);
		for (const [args, text] of [
			[['--help'], 'import DATEI'],
			[['import', '--help'], '--tenant'],
			[['check', '--help'], '--json']
		] as const)
			expect(await xplan(...args)).toMatchObject({ code: 0, stdout: expect.stringContaining(text) });
		expect((await xplan('import', 'gut.gml')).code).toBe(2);
		expect((await xplan('nichts')).code).toBe(2);
	});
});
