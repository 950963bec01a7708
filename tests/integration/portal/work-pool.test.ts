import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { openWorkPool, type WorkPool } from '../../../portal/lib/server/jobs/work-pool.ts';
import { testFolder } from '../../support/database.ts';
import { planDocument } from '../plans/fixtures.ts';

const LIMITS = { seconds: 60, megabytes: 256 };
const code = (name: string) => expect.objectContaining({ code: name });

describe('work pool', () => {
	let pool: WorkPool;
	let plan: object;
	let image: object;

	beforeAll(async () => {
		const folder = testFolder();
		const [gml, png] = [join(folder, 'plan.gml'), join(folder, 'bild.png')];
		writeFileSync(gml, planDocument());
		writeFileSync(png, await sharp({ create: { width: 8, height: 8, channels: 3, background: '#fff' } }).png().toBuffer());
		plan = { path: gml, name: 'plan.gml', tenantId: 'a', maxBytes: 1e6, ntv2Grid: null, cacheDir: folder, batchBytes: 1e6 };
		image = { path: png, type: 'image/png' };
	});
	afterEach(() => pool.close());

	/** An import whose rows nobody takes; it waits until it is ended. */
	function endlessImport(options: object = {}) {
		let begun = () => {};
		const started = new Promise<void>((resolve) => (begun = resolve));
		const onBatch = () => {
			begun();
			return new Promise<void>(() => {});
		};
		const result = pool.run('read-plan', plan, { ...LIMITS, ...options }, onBatch).then(
			() => null,
			(error: { code: string }) => error
		);
		return { started, result };
	}

	it('nobody who waits for a picture stands behind imports', async () => {
		pool = openWorkPool(1);
		const first = endlessImport();
		endlessImport();
		await first.started;
		expect(await pool.run('clean-image', image, LIMITS)).toMatchObject({ mediaType: 'image/png' });
	});

	it('ends work after its time, and the next one has the place', async () => {
		pool = openWorkPool(1);
		expect(await endlessImport({ seconds: 2 }).result).toEqual(code('work_took_too_long'));
		await endlessImport().started;
	});

	it('ends work that needs too much memory, and says so', async () => {
		pool = openWorkPool(1);
		expect(await endlessImport({ megabytes: 4 }).result).toEqual(code('work_needs_too_much_memory'));
		await endlessImport().started;
	});

	it('tells what went wrong in the worker', async () => {
		pool = openWorkPool(1);
		await expect(pool.run('read-plan', { ...plan, path: '/gibt/es/nicht' }, LIMITS)).rejects.toThrow(/ENOENT/);
		await expect(pool.run('clean-image', { ...image, ...plan }, LIMITS)).rejects.toEqual(code('attachment_unreadable'));
	});

	it('is cancelled while running, while waiting and beforehand', async () => {
		pool = openWorkPool(1);
		const controller = new AbortController();
		const running = endlessImport({ signal: controller.signal });
		await running.started;
		const waiting = endlessImport({ signal: controller.signal });
		controller.abort();
		const late = endlessImport({ signal: controller.signal });
		for (const each of [running, waiting, late]) expect(await each.result).toEqual(code('work_cancelled'));
		await endlessImport().started;
	});

	it('keeps the worker of an import for the next one, and ends it with the pool', async () => {
		pool = openWorkPool(1);
		const threads = () => process.getActiveResourcesInfo().filter((each) => each === 'MessagePort').length;
		const before = threads();
		const once = () => pool.run<{ plans: unknown[] }>('read-plan', plan, LIMITS, async () => null);
		expect((await once()).plans).toHaveLength(1);
		const seen: number[] = [];
		for (let i = 0; i < 3; i++) {
			const result = await pool.run<{ plans: unknown[] }>('read-plan', plan, LIMITS, async () => {
				seen.push(threads());
				return null;
			});
			expect(result.plans).toHaveLength(1);
		}
		expect(new Set(seen)).toEqual(new Set([seen[0]]));
		// Another limit of memory is another worker; an error ends the one that met it.
		expect((await pool.run<{ plans: unknown[] }>('read-plan', plan, { ...LIMITS, megabytes: 300 }, async () => null)).plans).toHaveLength(1);
		await expect(pool.run('read-plan', { ...plan, path: '/gibt/es/nicht' }, LIMITS)).rejects.toThrow(/ENOENT/);
		expect((await once()).plans).toHaveLength(1);
		await pool.close();
		expect(threads()).toBe(before);
	});

	it('keeps the workers of checks, which answer one task after another', async () => {
		pool = openWorkPool(1);
		const task = { ...plan, gmlPath: null, skip: [], form: 'results' };
		for (let i = 0; i < 3; i++) {
			expect(await pool.run('check-plan', task, LIMITS, async () => null)).toMatchObject({ verdict: 'errors' });
			expect(await pool.run('check-file', task, LIMITS)).toMatchObject([{ file: 'plan.gml', ok: false }]);
		}
		await expect(pool.run('check-file', { ...task, path: '/gibt/es/nicht', form: 'json' }, LIMITS)).rejects.toThrow(/Es gibt sie nicht/);
		expect(await pool.run('check-file', task, LIMITS)).toMatchObject([{ file: 'plan.gml' }]);
	});

	it('has a worker ready that was asked for beforehand', async () => {
		pool = openWorkPool(1);
		pool.prepare('read-plan', LIMITS.megabytes);
		pool.prepare('check-plan', LIMITS.megabytes);
		expect((await pool.run<{ plans: unknown[] }>('read-plan', plan, LIMITS, async () => null)).plans).toHaveLength(1);
		expect(await pool.run('check-plan', { ...plan, gmlPath: null }, LIMITS, async () => null)).toMatchObject({ verdict: 'errors' });
	});

	it('after closing nothing runs, neither what waited nor what comes', async () => {
		pool = openWorkPool(1);
		const running = endlessImport();
		await running.started;
		const waiting = endlessImport();
		await pool.close();
		const late = endlessImport();
		for (const each of [running, waiting, late]) expect(await each.result).toEqual(code('work_cancelled'));
	});

	it('refuses when too many wait', async () => {
		pool = openWorkPool(1);
		const all = Array.from({ length: 32 }, () => endlessImport());
		expect(await all.at(-1)!.result).toEqual(code('work_busy'));
	});
});
