import type { Extent } from './types.ts';

/** What the map of trails shows; positions EPSG:3857. */
export interface TrailMapSection {
	id: string;
	line: [number, number][];
	/** Of its routes, in their order. */
	colours: string[];
	closed: boolean;
}
export interface TrailMapPost {
	id: string;
	number: string;
	point: [number, number];
	/** On a round: what was ticked. */
	state?: 'ok' | 'damage' | 'fixed';
}

interface Sections {
	id: string;
	line: [number, number][];
	routeIds: string[];
	closure: unknown;
}

/** Sections of a network with the colours of their routes. */
export const coloured = (sections: readonly Sections[], routes: readonly { id: string; colour: string }[]): TrailMapSection[] =>
	sections.map(({ id, line, routeIds, closure }) => ({
		id,
		line,
		colours: routes.filter((route) => routeIds.includes(route.id)).map(({ colour }) => colour),
		closed: closure !== null
	}));

/** Box of lines and points; null for none. */
export function boxOf(positions: readonly (readonly [number, number])[]): Extent | null {
	if (positions.length === 0) return null;
	const xs = positions.map(([x]) => x);
	const ys = positions.map(([, y]) => y);
	return [Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys)];
}
