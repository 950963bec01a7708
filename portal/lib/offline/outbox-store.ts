import { openDB, type DBSchema, type IDBPDatabase } from 'idb';
import type { OutboxBlob, OutboxEntry } from './outbox-entry.ts';

/** Where entries are kept. Each function is one transaction: a browser that is killed leaves all of it or nothing. */
export interface OutboxStore {
	/** @returns the entry of the same key if there is one: the same thing is never kept twice */
	add(entry: Omit<OutboxEntry, 'id'>, blobs: OutboxBlob[]): Promise<OutboxEntry>;
	/** Oldest first, without files. */
	list(): Promise<OutboxEntry[]>;
	get(id: number): Promise<{ entry: OutboxEntry; blobs: OutboxBlob[] } | null>;
	/** Nothing happens if the entry is gone meanwhile. @param dropBlobs its files are not needed any more */
	update(id: number, values: Partial<OutboxEntry>, dropBlobs?: boolean): Promise<void>;
	/** New content in the place of the old, in one step. */
	replace(id: number, values: Partial<OutboxEntry>, blobs: OutboxBlob[]): Promise<void>;
	remove(id: number): Promise<void>;
}

interface Schema extends DBSchema {
	entries: { key: number; value: OutboxEntry; indexes: { key: string } };
	blobs: { key: [number, number]; value: OutboxBlob & { entry: number; position: number } };
}

const blobsOf = (id: number) => IDBKeyRange.bound([id, 0], [id, Infinity]);
// Written to the disk before it counts as written: what a person was told is kept survives a dead battery.
const STRICT = { durability: 'strict' } as const;

/** The store in the browser's IndexedDB, shared by all tabs and the service worker. */
export async function openOutboxStore(name = 'ausgang'): Promise<OutboxStore> {
	const db: IDBPDatabase<Schema> = await openDB<Schema>(name, 1, {
		upgrade(fresh) {
			fresh.createObjectStore('entries', { keyPath: 'id', autoIncrement: true }).createIndex('key', 'key', { unique: true });
			fresh.createObjectStore('blobs', { keyPath: ['entry', 'position'] });
		},
		// A newer version of the portal in another tab must not wait for this one.
		blocking: (_old, _new, event) => (event.target as IDBDatabase).close()
	});
	const both = () => db.transaction(['entries', 'blobs'], 'readwrite', STRICT);

	return {
		async add(entry, blobs) {
			const tx = both();
			const known = await tx.objectStore('entries').index('key').get(entry.key);
			if (known) return known;
			const id = await tx.objectStore('entries').add(entry as OutboxEntry);
			for (const [position, blob] of blobs.entries()) tx.objectStore('blobs').add({ ...blob, entry: id, position }).catch(ignoreUntilDone);
			await tx.done;
			return { ...entry, id };
		},
		list: () => db.getAll('entries'),
		async get(id) {
			const tx = db.transaction(['entries', 'blobs']);
			const [entry, blobs] = await Promise.all([tx.objectStore('entries').get(id), tx.objectStore('blobs').getAll(blobsOf(id))]);
			return entry ? { entry, blobs } : null;
		},
		async update(id, values, dropBlobs = false) {
			const tx = both();
			const entry = await tx.objectStore('entries').get(id);
			if (entry) await tx.objectStore('entries').put({ ...entry, ...values, id });
			if (entry && dropBlobs) await tx.objectStore('blobs').delete(blobsOf(id));
			await tx.done;
		},
		async replace(id, values, blobs) {
			const tx = both();
			const entry = await tx.objectStore('entries').get(id);
			if (entry) {
				await tx.objectStore('entries').put({ ...entry, ...values, id });
				await tx.objectStore('blobs').delete(blobsOf(id));
				for (const [position, blob] of blobs.entries()) tx.objectStore('blobs').add({ ...blob, entry: id, position }).catch(ignoreUntilDone);
			}
			await tx.done;
		},
		async remove(id) {
			const tx = both();
			await Promise.all([tx.objectStore('entries').delete(id), tx.objectStore('blobs').delete(blobsOf(id)), tx.done]);
		}
	};
}

/** A failed write aborts its transaction: `tx.done` throws the same error, and the caller gets it there. */
const ignoreUntilDone = (): void => undefined;
