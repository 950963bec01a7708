import { createWriteStream, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { beforeAll, describe, expect, it } from 'vitest';
import { forTenant, type TenantScope } from '../../../gis/db/tenant-scope.ts';
import { importPlanFile } from '../../../portal/lib/server/plans/import-service.ts';
import { problemOf } from '../../../portal/lib/server/errors.ts';
import type { Services } from '../../../portal/lib/server/services.ts';
import { makeTenant, testServices } from '../../support/database.ts';
import { ORIGIN, planDocument, zipOf } from './fixtures.ts';

/** A GML limit of 1 MB: what is above it is refused long before 1 GB was read. */
const MEGABYTE = 1024 * 1024;
let services: Services;
let scope: TenantScope;
beforeAll(async () => {
	services = await testServices({ env: { MAX_GML_MB: '1' } });
	scope = forTenant(services.db.knex, (await makeTenant(services.db)).id);
});

const good = Buffer.from(planDocument()).toString();
const [east, north] = ORIGIN;
const moved = (x: number | string, y: number | string) => good.replaceAll(`${east} ${north}`, `${x} ${y}`);

async function left(): Promise<Record<string, number>> {
	const tables = ['file', 'plan', 'plan_version', 'plan_bereich', 'plan_object', 'plan_text', 'plan_document'] as const;
	const rows = await Promise.all(tables.map(async (table) => [table, Number((await scope.table(table).count('* as n').first())!.n)]));
	const files = readdirSync(services.config.dataDir, { recursive: true, withFileTypes: true }).filter((each) => each.isFile());
	return { ...Object.fromEntries(rows), files: files.length };
}

async function refusalOf(name: string, content: Uint8Array | string) {
	const before = await left();
	const error: unknown = await importPlanFile(services, scope.tenantId, { name, content: Buffer.from(content as Uint8Array) }).then(
		() => new Error('was imported'),
		(reason: unknown) => reason
	);
	const problem = problemOf(error);
	if (!problem) throw error;
	expect(problem.status).toBeGreaterThanOrEqual(400);
	expect(problem.status).toBeLessThan(500);
	// One or two clear sentences for people, without a trace of our insides.
	expect(problem.message).toMatch(/^[A-ZÄÖÜ„].*[.!]$/s);
	expect(problem.message).not.toMatch(/undefined|null|Error|\bat \//);
	expect(await left()).toEqual(before);
	const reason = await scope.table('plan_import').orderBy('created_at', 'desc').first('state', 'error');
	expect(reason).toMatchObject({ state: 'failed', error: { code: problem.code, message: problem.message } });
	return problem.code;
}

describe('bad input is refused with a sentence and leaves nothing behind', () => {
	it.each<[string, string, string]>([
		['not XML', 'Sehr geehrte Damen und Herren', 'not-xml'],
		['truncated', good.slice(0, -300), 'truncated'],
		['wrong root', '<html><body/></html>', 'wrong-root'],
		['unknown version', good.replaceAll('xplangml/6/0', 'xplangml/9/9'), 'unknown-version'],
		['DOCTYPE with an external entity', good.replace('?>', '?><!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>'), 'doctype'],
		['an entity bomb', good.replace('?>', '?><!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]>').replace('Am Weinberg', '&b;'), 'doctype'],
		['a coordinate that is no number', moved('NaN', north), 'unplaceable'],
		['an infinite coordinate', moved('INF', north), 'unplaceable'],
		['the southern hemisphere', moved(east, -north), 'unplaceable'],
		['an unknown CRS', good.replaceAll('EPSG:25833', 'EPSG:99999'), 'unplaceable'],
		['a GML above the limit', good.replace('Am Weinberg', 'A'.repeat(2 * MEGABYTE)), 'too-large']
	])('%s', async (_, content, code) => {
		expect(await refusalOf('plan.gml', content)).toBe(code);
	});

	it('a file of endlessly repeated elements, without keeping them', async () => {
		const head = good.slice(0, good.indexOf('<gml:featureMember>'));
		const member = '<gml:featureMember><xplan:BP_BauGrenze gml:id="x"/></gml:featureMember>\n'.repeat(1000);
		const path = join(services.config.dataDir, 'flood.gml');
		await pipeline(
			Readable.from(
				(function* () {
					yield head;
					for (let i = 0; i < 400; i++) yield member;
				})()
			),
			createWriteStream(path)
		);
		const before = await left();
		await expect(importPlanFile(services, scope.tenantId, { name: 'flood.gml', path })).rejects.toMatchObject({ code: 'too-large' });
		expect(await left()).toEqual(before);
	});

	it.each<[string, () => Promise<Uint8Array>, string]>([
		['a ZIP without GML', () => zipOf({ 'readme.txt': 'nichts' }), 'zip-without-gml'],
		['a ZIP bomb', () => zipOf({ 'plan.gml': good, 'bomb.tif': Buffer.alloc(400 * MEGABYTE) }), 'zip-bomb'],
		['a path that leaves the archive', async () => renamed(await zipOf({ 'plan.gml': good, 'aa/bb/cc.txt': 'x' }), 'aa/bb/cc.txt', '../../cc.txt'), 'zip-path'],
		['a ZIP that was cut off', async () => (await zipOf({ 'plan.gml': good })).subarray(0, 900), 'zip-damaged'],
		['a ZIP whose second GML is broken', () => zipOf({ 'a.gml': good, 'b.gml': good.slice(0, -300) }), 'truncated']
	])('%s', async (_, content, code) => {
		expect(await refusalOf('plan.zip', await content())).toBe(code);
	});
});

/** The archive with a name of the same length written over another, in both headers. */
function renamed(zip: Uint8Array, from: string, to: string): Uint8Array {
	return Buffer.from(Buffer.from(zip).toString('latin1').replaceAll(from, to), 'latin1');
}
