import type { Position } from '../../model.ts';
import { EdgeTable } from './edges.ts';
import { TOLERANCE } from './frame.ts';
import type { Arena, Pointer, SpatialIndex } from './geos.ts';

/** An area that takes part: its rings for edges, its geometry for questions. */
export interface CoverageArea {
	rings: readonly Position[][];
	area: Pointer;
}

export interface Coverage {
	/** Pairs that cover a place together, by their index, with the places; `a < b`. */
	overlaps: { a: number; b: number; faces: Pointer[] }[];
	/** Within the outline and covered by none. `enclosed`: the gap lies between areas and nowhere touches the outline. */
	gaps: { face: Pointer; enclosed: boolean }[];
}

/** So many areas over one place are named pair by pair; a pile of more is reported by its lowest ones. */
const MAX_PILE = 12;

/**
 * Where areas overlap or leave gaps. Strips up to 2 mm wide count as neither.
 * @param areas rings with exterior counter-clockwise, interior clockwise, in metres
 * @param outline what they are to cover, as well; without it gaps are not looked for
 */
export function coverage(arena: Arena, areas: readonly CoverageArea[], outline: CoverageArea | undefined): Coverage {
	const all = outline === undefined ? areas : [...areas, outline];
	const table = new EdgeTable(all.reduce((sum, { rings }) => sum + rings.reduce((count, ring) => count + ring.length, 0), 0));
	for (const { rings } of areas) for (const ring of rings) table.addRing(ring, 1);
	for (const ring of outline?.rings ?? []) table.addRing(ring, -1);
	const edges = table.remaining(arena);
	const result: Coverage = { overlaps: [], gaps: [] };
	if (edges.length === 0) return result;
	const faces = arena.polygonsOf(arena.polygonize(arena.union(arena.lines(edges))));
	const gaps: Pointer[] = [];
	const pairs = new Map<number, Coverage['overlaps'][number]>();
	const index = arena.index();
	areas.forEach(({ area }, item) => index.add(item, area));
	const prepared = new Map<number, Pointer>();
	const outlinePrepared = outline === undefined ? undefined : arena.prepare(outline.area);
	for (const face of faces) {
		const place = placeWithin(arena, face);
		if (place === undefined) continue;
		const covering = coveringAt(arena, areas, index, prepared, place);
		if (covering.length === 0) {
			if (outlinePrepared !== undefined && arena.preparedHas(outlinePrepared, place)) gaps.push(face);
			continue;
		}
		const pile = covering.slice(0, MAX_PILE);
		pile.forEach((a, i) => {
			for (const b of pile.slice(i + 1)) {
				const key = a * areas.length + b;
				const pair = pairs.get(key);
				if (pair === undefined) pairs.set(key, { a, b, faces: [face] });
				else pair.faces.push(face);
			}
		});
	}
	result.overlaps.push(...[...pairs.values()].sort((x, y) => x.a - y.a || x.b - y.b));
	if (outline !== undefined && gaps.length > 0) {
		const edge = arena.prepare(arena.roundBuffer(arena.boundary(outline.area), TOLERANCE));
		const joined = gaps.length === 1 ? gaps : arena.polygonsOf(arena.union(arena.collect(gaps)));
		result.gaps = joined.map((face) => ({ face, enclosed: !arena.preparedIntersects(edge, face) }));
	}
	return result;
}

/** A place in a face that is no nearer than 1 mm to its edge; undefined for strips. */
function placeWithin(arena: Arena, face: Pointer): Position | undefined {
	return arena.within((inner) => {
		const core = inner.buffer(face, -TOLERANCE / 2);
		return inner.isEmpty(core) ? undefined : inner.positionsOf(inner.pointOnSurface(core))[0];
	});
}

function coveringAt(
	arena: Arena,
	areas: readonly CoverageArea[],
	index: SpatialIndex,
	prepared: Map<number, Pointer>,
	place: Position
): number[] {
	const candidates = arena.within((inner) => index.query(inner.point(place)));
	return candidates
		.filter((item) => {
			let of = prepared.get(item);
			if (of === undefined) prepared.set(item, (of = arena.prepare(areas[item]!.area)));
			return arena.preparedHas(of, place);
		})
		.sort((a, b) => a - b);
}
