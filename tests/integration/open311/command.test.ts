import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { projectPath } from '../../../gis/project-path.ts';
import { emptyDatabase, testEngine } from '../../support/database.ts';
import { seedOf } from '../../support/open311.ts';

let folder: string;
let env: Record<string, string>;
beforeAll(async () => {
	folder = mkdtempSync(join(tmpdir(), 'bauleitportal-command-'));
	env = { ...(process.env as Record<string, string>), DATA_DIR: folder, DATABASE_URL: '' };
	// Nobody has started the portal on it yet.
	if (testEngine === 'postgres') env.DATABASE_URL = ((await emptyDatabase()).knex.client.config.connection as { connectionString: string }).connectionString;
	writeFileSync(join(folder, 'seed.json'), JSON.stringify(seedOf()));
	writeFileSync(join(folder, 'other.json'), JSON.stringify(seedOf({ jurisdiction_id: 'andere.example' })));
	writeFileSync(join(folder, 'broken.json'), '{"jurisdiction_id": "x", "requests": [{"service_code": "1"}]}');
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function open311(...args: string[]): Promise<{ code: number; stdout: string; stderr: string }> {
	const command = [projectPath('portal/commands/open311.ts'), ...args];
	return new Promise((resolve) => {
		execFile(process.execPath, ['--no-warnings', ...command], { env, cwd: folder }, (error, stdout, stderr) =>
			resolve({ code: error ? Number(error.code) : 0, stdout, stderr })
		);
	});
}

describe('open311 seed', () => {
	it('loads a file into an empty database, and nothing the second time', async () => {
		const first = await open311('seed', 'seed.json', '--json');
		expect([first.code, first.stderr]).toEqual([0, '']);
		expect(JSON.parse(first.stdout)).toEqual({ jurisdiction_id: 'stadt.example', slug: 'stadt-example', services: 4, keys: 1, created: 3, changed: 0, unchanged: 0 });
		const second = await open311('seed', 'seed.json');
		expect(second.code).toBe(0);
		expect(second.stdout).toContain('0 neue Schlüssel, 0 neue Meldungen, 0 geändert, 3 unverändert');
	}, 120_000);

	it('loads all or nothing, and says what is wrong', async () => {
		const taken = await open311('seed', 'other.json');
		expect([taken.code, taken.stderr]).toEqual([1, expect.stringContaining('gehört schon zu einem anderen Mandanten')]);
		const broken = await open311('seed', 'broken.json');
		expect([broken.code, broken.stderr]).toEqual([1, expect.stringContaining('requests.0.service_request_id')]);
		expect((await open311('seed', 'fehlt.json')).code).toBe(2);
	}, 120_000);

	it('explains itself', async () => {
		expect(await open311('--help')).toMatchObject({ code: 0, stdout: expect.stringContaining('seed DATEI') });
		expect((await open311()).code).toBe(2);
		expect((await open311('seed')).code).toBe(2);
		expect((await open311('seed', 'a', '--quatsch')).code).toBe(2);
	}, 60_000);
});
