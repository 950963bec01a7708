import { describe, expect, it, vi } from 'vitest';
import { startReading } from '../../../portal/lib/server/plans/reading.ts';
import type { ObjectBatch } from '../../../portal/lib/server/plans/import-types.ts';

const file = { path: '/x.gml', name: 'x.gml', tenantId: 't' };
const config = { maxGmlBytes: 1e6, ntv2Grid: null } as never;
const batch = (progress: number): ObjectBatch => ({ rows: new Uint8Array(1), versionIds: [], progress });
type OnBatch = (batch: ObjectBatch) => Promise<unknown>;

/** A pool whose worker is the given function. */
const poolOf = (worker: (onBatch: OnBatch, signal: AbortSignal) => Promise<unknown>) => {
	const run = vi.fn((_name: string, _task: unknown, { signal }: { signal: AbortSignal }, onBatch: OnBatch) => worker(onBatch, signal));
	return { work: { run } as never, config, run };
};

describe('a reading', () => {
	it('begins at once, and gives batches in their order as soon as somebody takes them', async () => {
		const services = poolOf(async (onBatch) => {
			await Promise.all([onBatch(batch(0.1)), onBatch(batch(0.2))]);
			await onBatch(batch(1));
			return { plans: [] };
		});
		const reading = startReading(services, file);
		expect(services.run).toHaveBeenCalledOnce();
		const taken: number[] = [];
		const result = await reading.into(async ({ progress }) => {
			await new Promise((resolve) => setTimeout(resolve, 5 - progress * 5));
			taken.push(progress);
		});
		expect(taken).toEqual([0.1, 0.2, 1]);
		expect(result).toEqual({ plans: [] });
	});

	it('that fails before anybody takes it says so to who asks later', async () => {
		const reading = startReading(
			poolOf(() => Promise.reject(new Error('not-xml'))),
			file
		);
		await new Promise((resolve) => setTimeout(resolve, 5));
		await expect(reading.into(async () => undefined)).rejects.toThrow('not-xml');
	});

	it('has nothing on its way any more when it fails', async () => {
		let stored = false;
		const services = poolOf(async (onBatch) => {
			void onBatch(batch(0.5));
			throw new Error('truncated');
		});
		const store = async () => {
			await new Promise((resolve) => setTimeout(resolve, 20));
			stored = true;
		};
		await expect(startReading(services, file).into(store)).rejects.toThrow('truncated');
		expect(stored).toBe(true);
	});

	it.each(['stop', 'signal'])('ends its worker by %s', async (way) => {
		const caller = new AbortController();
		const services = poolOf((_onBatch, signal) => new Promise((_resolve, reject) => signal.addEventListener('abort', () => reject(new Error('ended')))));
		const reading = startReading(services, file, caller.signal);
		if (way === 'stop') reading.stop();
		else caller.abort();
		await expect(reading.into(async () => undefined)).rejects.toThrow('ended');
	});
});
