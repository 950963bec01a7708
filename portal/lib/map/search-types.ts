import type { Extent } from './types.ts';

/** One answer of `/api/search`. */
export interface SearchHit {
	id: string;
	kind: 'procedure' | 'plan' | 'address' | 'place' | 'street';
	title: string;
	subtitle?: string;
	/** Page of the hit, for procedures and plans. */
	href?: string;
	/** EPSG:3857 */
	extent: Extent;
}
