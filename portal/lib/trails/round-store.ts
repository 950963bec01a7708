import { openDB, type DBSchema } from 'idb';
import type { KeptRound, TrackPoint } from './types.ts';

interface Schema extends DBSchema {
	/** One per tenant. */
	rounds: { key: string; value: KeptRound };
	points: { key: number; value: TrackPoint & { round: string }; indexes: { round: string } };
}

/** The round that is under way, on the device: every step is written before it is shown, so that a browser that is killed loses nothing. */
export interface RoundStore {
	read(tenant: string): Promise<{ round: KeptRound; points: TrackPoint[] } | null>;
	write(round: KeptRound): Promise<void>;
	addPoint(round: string, point: TrackPoint): Promise<void>;
	/** Forgets the round and its track. */
	remove(round: KeptRound): Promise<void>;
}

const NAME = 'kontrollgang';

export async function openRoundStore(): Promise<RoundStore> {
	const db = await openDB<Schema>(NAME, 1, {
		upgrade(fresh) {
			fresh.createObjectStore('rounds', { keyPath: 'tenant' });
			fresh.createObjectStore('points', { autoIncrement: true }).createIndex('round', 'round');
		},
		blocking: (_old, _new, event) => (event.target as IDBDatabase).close()
	});
	return {
		async read(tenant) {
			const round = await db.get('rounds', tenant);
			if (!round) return null;
			const points = await db.getAllFromIndex('points', 'round', round.key);
			return { round, points: points.map(({ round: _round, ...point }) => point) };
		},
		async write(round) {
			await db.put('rounds', round);
		},
		async addPoint(round, point) {
			await db.add('points', { ...point, round });
		},
		async remove({ tenant, key }) {
			const tx = db.transaction(['rounds', 'points'], 'readwrite');
			await tx.objectStore('rounds').delete(tenant);
			for (let cursor = await tx.objectStore('points').index('round').openCursor(key); cursor; cursor = await cursor.continue()) await cursor.delete();
			await tx.done;
		}
	};
}

/** Whether a round of the tenant is under way, without making a database on devices that never walk. */
export async function isUnderWay(tenant: string): Promise<boolean> {
	if (typeof indexedDB === 'undefined') return false;
	if (indexedDB.databases && !(await indexedDB.databases()).some(({ name }) => name === NAME)) return false;
	return (await (await openRoundStore()).read(tenant)) !== null;
}
