import type { OutboxBlob, OutboxEntry } from '../../../portal/lib/offline/outbox-entry.ts';
import type { OutboxStore } from '../../../portal/lib/offline/outbox-store.ts';

/** The store's promises without a browser; several outboxes over one are several tabs. */
export function memoryStore(): OutboxStore {
	const entries = new Map<number, OutboxEntry>();
	const files = new Map<number, OutboxBlob[]>();
	let last = 0;
	return {
		async add(entry, blobs) {
			const known = [...entries.values()].find(({ key }) => key === entry.key);
			if (known) return { ...known };
			const id = ++last;
			entries.set(id, { ...entry, id });
			files.set(id, blobs);
			return { ...entry, id };
		},
		list: async () => [...entries.values()].map((entry) => ({ ...entry })),
		get: async (id) => (entries.has(id) ? { entry: { ...entries.get(id)! }, blobs: files.get(id) ?? [] } : null),
		async update(id, values, dropBlobs) {
			if (!entries.has(id)) return;
			entries.set(id, { ...entries.get(id)!, ...values, id });
			if (dropBlobs) files.delete(id);
		},
		async replace(id, values, blobs) {
			if (!entries.has(id)) return;
			entries.set(id, { ...entries.get(id)!, ...values, id });
			files.set(id, blobs);
		},
		async remove(id) {
			entries.delete(id);
			files.delete(id);
		}
	};
}

/** A queue, as Web Locks are one. */
export function oneAtATime(): <T>(work: () => Promise<T>) => Promise<T> {
	let before: Promise<unknown> = Promise.resolve();
	return (work) => {
		const mine = before.then(work);
		before = mine.catch(() => undefined);
		return mine;
	};
}

/** A server that takes each key once, and can fail in between. */
export function fakeServer() {
	const taken = new Map<string, { fields: Record<string, string>; photos: string[] }>();
	const server = {
		/** In the order in which they were taken. */
		taken,
		requests: 0,
		/** What happens to the next requests, one each: afterwards all is well. */
		script: [] as ('offline' | 'lost-answer' | { status: number; body?: object; headers?: Record<string, string> })[],
		async fetch(_url: unknown, init?: RequestInit): Promise<Response> {
			server.requests += 1;
			const step = server.script.shift();
			if (step === 'offline') throw new TypeError('Failed to fetch');
			if (typeof step === 'object') return Response.json(step.body ?? {}, { status: step.status, headers: step.headers });
			const form = init!.body as FormData;
			const key = String(form.get('idempotencyKey'));
			if (!taken.has(key)) {
				const photos = await Promise.all(form.getAll('fotos').map((photo) => (photo as File).text()));
				taken.set(key, { fields: Object.fromEntries([...form].filter((pair): pair is [string, string] => typeof pair[1] === 'string')), photos });
			}
			// The request has arrived, its answer has not.
			if (step === 'lost-answer') throw new TypeError('network lost');
			return Response.json({ publicRef: `M-${key}` });
		}
	};
	return server;
}
