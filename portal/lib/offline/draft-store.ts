import { openDB, type DBSchema } from 'idb';

/** A form that nobody has sent yet, without its photos. */
export interface KeptDraft {
	id: string;
	/** Form, by its path. */
	path: string;
	/** What its address was opened with: a code on a bench begins a report of its own. */
	search: string;
	/** Milliseconds since 1970. */
	savedAt: number;
	/** With which it would be sent: what lies in the outbox already is no draft any more. */
	key: string;
	step: string;
	/** Names and values of the form's fields. */
	fields: Record<string, string | string[]>;
	/** How many there were. Fewer come back where the device had no room. */
	photos: number;
}

export interface KeptPhoto {
	bytes: ArrayBuffer;
	type: string;
}

export interface DraftStore {
	listOf(path: string): Promise<KeptDraft[]>;
	photosOf(id: string): Promise<KeptPhoto[]>;
	keep(draft: KeptDraft): Promise<void>;
	/** By themselves: what was typed must not be lost because the photos have no room. @throws DOMException `QuotaExceededError` */
	keepPhotos(id: string, photos: KeptPhoto[]): Promise<void>;
	drop(id: string): Promise<void>;
	/** Forgets what was not touched since. */
	sweep(before: number): Promise<void>;
}

interface Schema extends DBSchema {
	drafts: { key: string; value: KeptDraft };
	photos: { key: string; value: KeptPhoto[] };
}

export const DRAFTS = 'entwuerfe';

/**
 * Drafts of forms in the browser's IndexedDB: beside the outbox, not in it, so that a service worker of an older version still opens its own.
 * @throws DOMException where the browser keeps nothing (some private windows)
 */
export async function openDraftStore(name = DRAFTS): Promise<DraftStore> {
	const db = await openDB<Schema>(name, 1, {
		upgrade(fresh) {
			fresh.createObjectStore('drafts', { keyPath: 'id' });
			fresh.createObjectStore('photos');
		},
		blocking: (_old, _new, event) => (event.target as IDBDatabase).close()
	});
	const drop = async (id: string) => {
		const tx = db.transaction(['drafts', 'photos'], 'readwrite');
		await Promise.all([tx.objectStore('drafts').delete(id), tx.objectStore('photos').delete(id), tx.done]);
	};
	return {
		listOf: async (path) => (await db.getAll('drafts')).filter((draft) => draft.path === path),
		photosOf: async (id) => (await db.get('photos', id)) ?? [],
		keep: async (draft) => void (await db.put('drafts', draft)),
		keepPhotos: async (id, photos) => void (await db.put('photos', photos, id)),
		drop,
		async sweep(before) {
			for (const { id, savedAt } of await db.getAll('drafts')) if (savedAt < before) await drop(id);
		}
	};
}

/** Longer, a forgotten draft would be a riddle to its writer and a find for others who use the device. */
export const DRAFT_DAYS = 7;

/** On whichever page: nobody has to open the form again for an old draft to go. */
export const sweepDrafts = (store: DraftStore): Promise<void> => store.sweep(Date.now() - DRAFT_DAYS * 24 * 3_600_000);

/** The draft for an address: one that began with the same query; a plain address takes up the latest of its form. */
export function chooseDraft(drafts: readonly KeptDraft[], search: string): KeptDraft | null {
	const latest = drafts.toSorted((one, other) => other.savedAt - one.savedAt);
	return latest.find((draft) => draft.search === search) ?? (search === '' ? (latest[0] ?? null) : null);
}
