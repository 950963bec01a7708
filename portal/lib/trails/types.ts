import type { Basemap } from '../map/basemap.ts';
import type { Equipment, Network, Post, Route, Section } from '../server/trails/types.ts';

/** What a warden's device keeps of the network. Positions EPSG:3857. */
export interface FieldNetwork {
	accountId: string;
	routes: Route[];
	sections: (Pick<Section, 'id' | 'name' | 'line' | 'length' | 'routeIds' | 'closure'> & { own: boolean })[];
	posts: Pick<Post, 'id' | 'number' | 'name' | 'point' | 'signs'>[];
	equipment: Equipment[];
	extent: Network['extent'];
	basemap: Basemap;
}
export type FieldPost = FieldNetwork['posts'][number];
export type FieldSection = FieldNetwork['sections'][number];

/** A round that is under way, as it is kept on the device. */
export interface KeptRound {
	/** Idempotency key of the round to be. */
	key: string;
	tenant: string;
	accountId: string;
	/** ISO 8601 */
	startedAt: string;
	/** Without GPS: nothing is recorded. */
	gps: boolean;
	paused: boolean;
	/** Number of the piece of the track that is being recorded; a pause begins a new one. */
	piece: number;
	visits: Record<string, { at: string; result: 'ok' | 'damage' | 'fixed' }>;
	/** What was found, for the summary; the damages themselves are in the outbox already. */
	damages: { label: string; postId: string | null; sectionId: string | null; fixed: boolean }[];
}

/** Longitude, latitude in degrees, seconds since 1970. */
export interface TrackPoint {
	piece: number;
	lon: number;
	lat: number;
	at: number;
}
