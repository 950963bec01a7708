/**
 * The outbox: what people write without a network waits here, survives everything, and is sent once.
 *
 * For a form that works offline:
 * 1. An end point that takes `multipart/form-data` by POST and answers JSON: 2xx with an object (kept as `receipt`), or a problem
 *    `{message, code}` with the sentence that people read. It takes field `idempotencyKey` as unique key: the same key again gives
 *    the first answer again. 4xx means "a person must decide" (state `conflict`), 408, 425, 429 and 5xx mean "later"; 401 or a
 *    redirect to the login means "later, after signing in".
 * 2. On "send": `const outbox = await openOutbox(); await outbox.enqueue({kind, url, fields, blobs, key, label, mendUrl});
 *    void outbox.sendAll();`. Always through the outbox, online too: then a network that breaks in the middle loses nothing.
 *    `enqueue` throws OutboxFull, with a sentence to show, before anything is lost. `sendAll` resolves when nothing can be sent now.
 * 3. Entries of one `kind` go strictly one after another; a refused one steps aside. What must stay in order across subjects (a round,
 *    its ticks, its end) uses one kind.
 * 4. Who must be signed in puts the account's id into the fields, and the end point refuses somebody else's.
 * 5. `OutboxStatus.svelte` shows it all in the frame of every page; `mendUrl` opens a refused entry again (`readDraft`, `replace`).
 *
 * No DOM: the service worker uses the same module.
 */
import { outboxTexts, storageFull } from '../texts/outbox.ts';
import { isOpen, type OutboxBlob, type OutboxDraft, type OutboxEntry } from './outbox-entry.ts';
import { openOutboxStore, type OutboxStore } from './outbox-store.ts';
import { sendEntry } from './send-entry.ts';

export type { OutboxBlob, OutboxDraft, OutboxEntry, OutboxState } from './outbox-entry.ts';

/** Not enough storage: nothing was kept, and the person is told before leaving the form. */
export class OutboxFull extends Error {
	override name = 'OutboxFull';
}

/** What the outbox needs of its surroundings; tests give their own. */
export interface OutboxSurroundings {
	store: OutboxStore;
	fetch: typeof fetch;
	now: () => number;
	/** Runs work while nobody else of this browser does; waits for them. */
	exclusively: <T>(work: () => Promise<T>) => Promise<T>;
	/** Bytes that may still be written; null if the browser does not say. */
	freeBytes: () => Promise<number | null>;
	channel: Pick<BroadcastChannel, 'postMessage' | 'addEventListener'> | null;
	/** Asks the browser to send when there is a network, even with all tabs closed. */
	askForSync: () => Promise<void>;
}

export interface Outbox {
	/** @throws OutboxFull; TypeError when the address is not one of this portal */
	enqueue(draft: OutboxDraft): Promise<OutboxEntry>;
	/** @param force also what would wait for a later attempt */
	sendAll(options?: { force?: boolean }): Promise<void>;
	/** Called with all entries now and after every change, in whichever tab. @returns ends it */
	subscribe(listener: (entries: OutboxEntry[]) => void): () => void;
	entries(): Promise<OutboxEntry[]>;
	/** An entry with its files, to be opened in its form again. */
	readDraft(id: number): Promise<{ entry: OutboxEntry; blobs: OutboxBlob[] } | null>;
	/** The mended entry in place of the refused one; a new key, because the old content may be known to the server. */
	replace(id: number, draft: OutboxDraft): Promise<void>;
	/** A refused entry as it is, once more. */
	retry(id: number): Promise<void>;
	/** Forgets an entry and its files. */
	discard(id: number): Promise<void>;
	/** When the next attempt is due; null if nothing waits. */
	nextAttempt(): Promise<number | null>;
}

/** A little more than the files themselves, for the database's own pages. */
const RESERVE = 512 * 1024;
const FIRST_WAIT = 5_000;
const LONGEST_WAIT = 15 * 60_000;
/** A server that answers so often with its own fault will not take this entry: those behind it shall not wait for ever. */
const ATTEMPTS = 10;
/** Receipts are shown so long, unless somebody hides them. */
const KEEP_SENT = 30 * 24 * 3600_000;

/** The outbox over given surroundings; `openOutbox` gives the browser's. */
export function createOutbox(around: OutboxSurroundings): Outbox {
	const { store, now } = around;
	const listeners = new Set<(entries: OutboxEntry[]) => void>();

	async function tellHere(): Promise<void> {
		if (listeners.size === 0) return;
		const entries = await store.list();
		for (const listener of listeners) listener(entries);
	}
	around.channel?.addEventListener('message', () => void tellHere());
	const changed = async () => {
		around.channel?.postMessage('changed');
		await tellHere();
	};

	async function withRoom<T>(bytes: number, work: () => Promise<T>): Promise<T> {
		const free = await around.freeBytes();
		if (free !== null && free < bytes + RESERVE) throw new OutboxFull(storageFull(bytes, Math.max(0, free)));
		try {
			return await work();
		} catch (cause) {
			if (cause instanceof Error && cause.name === 'QuotaExceededError') throw new OutboxFull(storageFull(bytes, Math.max(0, free ?? 0)), { cause });
			throw cause;
		}
	}

	async function attempt(id: number): Promise<'done' | 'blocked'> {
		await store.update(id, { state: 'sending', message: '' });
		await changed();
		const found = await store.get(id);
		// Discarded in another tab in this very moment.
		if (!found) return 'done';
		const outcome = await sendEntry(found.entry, found.blobs, around.fetch);
		const reached = outcome.kind !== 'later' || outcome.reached;
		// Only what fails by the entry itself counts against it: no network, a login, a limit or maintenance do not.
		const fault = outcome.kind !== 'later' || outcome.fault;
		const attempts = found.entry.attempts + (fault ? 1 : 0);
		const misses = found.entry.misses + (fault ? 0 : 1);
		switch (outcome.kind) {
			case 'sent':
				await store.update(id, { state: 'sent', receipt: outcome.receipt, sentAt: now(), attempts, message: '', code: '', fields: {} }, true);
				break;
			case 'refused':
				await store.update(id, { state: 'conflict', message: outcome.message, code: outcome.code, problems: outcome.problems, attempts });
				break;
			case 'later': {
				const { message, code } = outcome;
				if (fault && attempts >= ATTEMPTS) {
					await store.update(id, { state: 'conflict', message: outboxTexts.givenUp, code, attempts });
					break;
				}
				const wait = outcome.wait ?? Math.min(LONGEST_WAIT, FIRST_WAIT * 3 ** (misses + attempts - 1));
				await store.update(id, { message, code, nextAttemptAt: now() + wait, attempts, misses, state: reached ? 'failed' : 'waiting' });
				await changed();
				return 'blocked';
			}
		}
		await changed();
		return 'done';
	}

	const outbox: Outbox = {
		async enqueue(draft) {
			const { entry, blobs } = await toEntry(draft, now());
			const kept = await withRoom(entry.bytes, () => store.add(entry, blobs));
			await changed();
			await around.askForSync();
			return kept;
		},

		sendAll: ({ force = false } = {}) =>
			around.exclusively(async () => {
				// Nobody else is sending: what says so was interrupted, and may or may not have arrived; its key makes asking again safe.
				for (const { id, state } of await store.list()) if (state === 'sending') await store.update(id, { state: 'waiting' });
				const blocked = new Set<string>();
				for (;;) {
					const next = (await store.list()).find((entry) => isOpen(entry) && !blocked.has(entry.kind));
					if (!next) break;
					const due = force || next.nextAttemptAt <= now();
					if (!due || (await attempt(next.id)) === 'blocked') blocked.add(next.kind);
				}
				for (const { id, sentAt } of await store.list()) if (sentAt !== null && sentAt < now() - KEEP_SENT) await store.remove(id);
			}),

		subscribe(listener) {
			listeners.add(listener);
			void store.list().then((entries) => listeners.has(listener) && listener(entries));
			return () => void listeners.delete(listener);
		},

		entries: () => store.list(),
		readDraft: (id) => store.get(id),

		async replace(id, draft) {
			const { entry, blobs } = await toEntry(draft, now());
			const { createdAt: _kept, ...values } = entry;
			await withRoom(entry.bytes, () => store.replace(id, values, blobs));
			await changed();
			await around.askForSync();
		},

		async retry(id) {
			await store.update(id, { state: 'waiting', attempts: 0, misses: 0, nextAttemptAt: 0, message: '', code: '' });
			await changed();
			await around.askForSync();
		},

		async discard(id) {
			await store.remove(id);
			await changed();
		},

		async nextAttempt() {
			// Only the first of each kind is due: those behind wait for it.
			const seen = new Set<string>();
			const first = (await store.list()).filter((entry) => isOpen(entry) && !seen.has(entry.kind) && seen.add(entry.kind));
			return first.length === 0 ? null : Math.min(...first.map((entry) => entry.nextAttemptAt));
		}
	};
	return outbox;
}

async function toEntry({ blobs, ...draft }: OutboxDraft, createdAt: number): Promise<{ entry: Omit<OutboxEntry, 'id'>; blobs: OutboxBlob[] }> {
	if (!/^\/(?!\/)/.test(draft.url)) throw new TypeError(`not an address of this portal: ${draft.url}`);
	const files = await Promise.all(
		blobs.map(async ({ field, name, blob }): Promise<OutboxBlob> => ({ field, name, type: blob.type, bytes: await blob.arrayBuffer() }))
	);
	const bytes = files.reduce((sum, file) => sum + file.bytes.byteLength, 0);
	return {
		entry: { ...draft, files: files.length, bytes, state: 'waiting', message: '', code: '', attempts: 0, misses: 0, nextAttemptAt: 0, createdAt, sentAt: null, receipt: null },
		blobs: files
	};
}

export const OUTBOX_SYNC = 'ausgang';
let opened: Promise<Outbox> | null = null;

/** The outbox of this browser, the same one for the whole page or service worker. */
export function openOutbox(): Promise<Outbox> {
	opened ??= openOutboxStore().then((store) =>
		createOutbox({
			store,
			fetch: (...request) => fetch(...request),
			now: () => Date.now(),
			exclusively: (work) => (navigator.locks ? (navigator.locks.request(OUTBOX_SYNC, work) as ReturnType<typeof work>) : work()),
			freeBytes,
			channel: typeof BroadcastChannel === 'undefined' ? null : new BroadcastChannel(OUTBOX_SYNC),
			askForSync
		})
	);
	opened.catch(() => (opened = null));
	return opened;
}

async function freeBytes(): Promise<number | null> {
	// Without the promise to keep, a browser short of storage may throw an outbox away. It may ask the person, and nothing waits for that.
	void navigator.storage?.persist?.();
	const { quota, usage } = (await navigator.storage?.estimate?.()) ?? {};
	return quota === undefined ? null : quota - (usage ?? 0);
}

/** Background Sync, where the browser has it and lets us; else the next open page sends. */
async function askForSync(): Promise<void> {
	const registration = 'registration' in globalThis ? (globalThis as unknown as ServiceWorkerGlobalScope).registration : await navigator.serviceWorker?.getRegistration();
	const sync = (registration as { sync?: { register(tag: string): Promise<void> } } | undefined)?.sync;
	// Refused where the person has switched it off: then the next open page sends.
	await sync?.register(OUTBOX_SYNC).catch(() => undefined);
}
