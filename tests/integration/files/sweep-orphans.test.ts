import { utimes } from 'node:fs/promises';
import { existsSync } from 'node:fs';
import { beforeAll, expect, test } from 'vitest';
import { forTenant } from '../../../gis/db/tenant-scope.ts';
import { sweepOrphanFiles } from '../../../portal/lib/server/files/sweep-orphans.ts';
import type { Services } from '../../../portal/lib/server/services.ts';
import { makeTenant, testServices } from '../../support/database.ts';

let services: Services;
let tenantId: string;
beforeAll(async () => {
	services = await testServices();
	tenantId = (await makeTenant(services.db)).id;
});

/** Puts a file and makes it look `hours` old. */
async function put(hours: number, owner = tenantId): Promise<string> {
	const key = await services.files.put(owner, Buffer.from('x'));
	const at = new Date(Date.now() - hours * 3_600_000);
	await utimes(services.files.pathOf(key)!, at, at);
	return key;
}
const isThere = (key: string) => existsSync(services.files.pathOf(key)!);

test('what no row names is removed after a day; everything else stays', async () => {
	const scope = forTenant(services.db.knex, tenantId);
	const about = { name: 'a', media_type: 'text/plain', size: 1, sha256: Buffer.alloc(32) };
	const [file, staged, logo, young, orphan] = [await put(30), await put(30), await put(30), await put(20), await put(30)];
	const elsewhere = await put(30, crypto.randomUUID());
	await scope.insert('file', { ...about, key: file });
	await scope.insert('staged_file', { ...about, key: staged, expires_at: new Date() });
	await services.db.knex('tenant').where({ id: tenantId }).update({ settings: JSON.stringify({ logo: { key: logo } }) });
	expect(await sweepOrphanFiles(services)).toBe(1);
	expect(isThere(orphan)).toBe(false);
	expect([file, staged, logo, young].map(isThere)).toEqual([true, true, true, true]);
	expect(isThere(elsewhere), 'files of a tenant that this database does not know').toBe(true);
});

test('a bucket is left alone', async () => {
	const orphan = await put(30);
	expect(await sweepOrphanFiles({ ...services, config: { ...services.config, s3: {} as never } })).toBe(0);
	expect(isThere(orphan)).toBe(true);
});
