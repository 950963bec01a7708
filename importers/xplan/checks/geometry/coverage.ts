import type { Position } from '../../model.ts';
import { EdgeTable } from './edges.ts';
import { EffortError } from './effort.ts';
import { TOLERANCE } from './frame.ts';
import type { Arena, Pointer } from './geos.ts';
import { boxOf, sharedBox, type Box, type SpatialIndex } from './spatial-index.ts';
import { spendOnCrowd, tangleAt } from './tangle.ts';

/** An area that takes part: its rings for edges, its geometry for questions. */
export interface CoverageArea {
	rings: readonly Position[][];
	/** Points that stand in the file; undefined where all do. */
	given?: ReadonlySet<Position>;
	area: Pointer;
}

export interface Coverage {
	/** Pairs that cover a place together, by their index, with that place; `a < b`. */
	overlaps: { a: number; b: number; shared: Pointer }[];
	/** There may be overlaps beside these. */
	more: boolean;
	/** Within the outline and covered by none. `enclosed`: the gap lies between areas and nowhere touches the outline. */
	gaps: { face: Pointer; enclosed: boolean }[];
	/** Areas, by their index, that may cover something outside of the outline: no others do. */
	beyond: ReadonlySet<number>;
	/** Points of one area on a straight edge of another one that has none there. */
	missing: Position[];
}

/**
 * How much of overlaps is computed, in their points: enough for areas that all lie on each other once or twice. Where everything lies on
 * everything, there is any number of them.
 */
const OVERLAP_POINTS = 50_000;
const OVERLAP_POINTS_PER_AREA = 40;
/** What a point of two areas costs that has no part in their overlap, compared with one that has. */
const IDLE_POINT = 1 / 16;
/**
 * Where areas overlap or leave gaps. Strips up to 2 mm wide count as neither. Only what does not fit together is looked at closely.
 * @param areas rings with exterior counter-clockwise, interior clockwise, in metres
 * @param outline what they are to cover, as well; without it gaps are not looked for
 * @param wanted `gaps`: overlaps are left out
 * @throws EffortError where the areas cross each other, or lie around each other, beyond all measure
 */
export function coverage(
	arena: Arena,
	areas: readonly CoverageArea[],
	outline: CoverageArea | undefined,
	wanted: 'all' | 'gaps' = 'all'
): Coverage {
	const all = outline === undefined ? areas : [...areas, outline];
	const table = new EdgeTable(all.reduce((sum, { rings }) => sum + rings.reduce((count, ring) => count + ring.length, 0), 0));
	for (const { rings, given } of areas) {
		const isGiven = (point: Position): boolean => given === undefined || given.has(point);
		for (const ring of rings) table.addRing(ring, isGiven);
	}
	for (const ring of outline?.rings ?? []) table.takeRing(ring);
	const edges = table.remaining(arena);
	const { missing } = table;
	if (edges.length === 0) return { overlaps: [], more: false, gaps: [], beyond: new Set(), missing };
	spendOnCrowd(arena, all.flatMap(({ rings }) => rings));
	if (tangleAt(arena, edges) !== undefined) throw new EffortError('coverage', 'too many crossings');
	const faces = arena.polygonsOf(arena.polygonize(arena.union(arena.lines(edges))));
	const boxes = areas.map(({ area }) => arena.boxOf(area));
	const index = arena.index();
	boxes.forEach((box, item) => index.add(item, box));
	const prepared = preparedOf(arena, areas);
	const within = outline === undefined ? undefined : arena.prepare(outline.area);
	const gaps: Pointer[] = [];
	const suspects = new Set<number>();
	const crowded = arena.index();
	const beyond = new Set<number>();
	for (const face of faces) {
		const place = placeWithin(arena, face);
		if (place === undefined) {
			// Of strips side by side an overlap that is wider may consist.
			crowded.add(0, arena.boxOf(face));
			continue;
		}
		const covering = index.query(boxOf([place])).filter((item) => arena.preparedHas(prepared(item), place)).length;
		const expected = within === undefined || arena.preparedHas(within, place) ? 1 : 0;
		// In a face the surplus is the same everywhere, but not the areas of which it consists.
		if (covering > expected) {
			const box = arena.boxOf(face);
			crowded.add(0, box);
			for (const item of index.query(box)) {
				suspects.add(item);
				if (expected === 0) beyond.add(item);
			}
		} else if (within !== undefined && covering < expected) gaps.push(face);
	}
	const most = OVERLAP_POINTS + OVERLAP_POINTS_PER_AREA * areas.length;
	const found = wanted === 'all' ? overlapsAmong(arena, areas, { suspects, crowded, boxes, index, prepared, most }) : { overlaps: [], more: false };
	return { ...found, gaps: joinedGaps(arena, gaps, outline), beyond, missing };
}

/** A place in a face that is no nearer than 1 mm to its edge; undefined for strips. */
function placeWithin(arena: Arena, face: Pointer): Position | undefined {
	return arena.within((inner) => {
		const place = inner.pointOnSurface(face);
		if (!inner.near(place, inner.boundary(face), TOLERANCE / 2)) return inner.positionsOf(place)[0];
		// Narrow there; elsewhere it may be wider. Where there are thousands of holes this takes seconds.
		const core = inner.buffer(face, -TOLERANCE / 2);
		return inner.isEmpty(core) ? undefined : inner.positionsOf(inner.pointOnSurface(core))[0];
	});
}

type Prepared = (item: number) => Pointer;

function preparedOf(arena: Arena, areas: readonly CoverageArea[]): Prepared {
	const made = new Map<number, Pointer>();
	return (item) => {
		let prepared = made.get(item);
		if (prepared === undefined) made.set(item, (prepared = arena.prepare(areas[item]!.area)));
		return prepared;
	};
}

interface OverlapNeeds {
	suspects: ReadonlySet<number>;
	/** Faces that are covered more often than they should be, or may be: every overlap consists of such. */
	crowded: SpatialIndex;
	boxes: readonly Box[];
	index: SpatialIndex;
	prepared: Prepared;
	most: number;
}

function overlapsAmong(
	arena: Arena,
	areas: readonly CoverageArea[],
	{ suspects, crowded, boxes, index, prepared, most }: OverlapNeeds
): Pick<Coverage, 'overlaps' | 'more'> {
	const overlaps: Coverage['overlaps'] = [];
	let points = 0;
	for (const a of [...suspects].sort((x, y) => x - y)) {
		const { area } = areas[a]!;
		for (const b of index.query(boxes[a]!).sort((x, y) => x - y)) {
			if (b <= a || !suspects.has(b) || !crowded.meets(sharedBox(boxes[a]!, boxes[b]!))) continue;
			if (!arena.preparedRelates(prepared(a), areas[b]!.area, 'T********')) continue;
			if (points > most) return { overlaps, more: true };
			const both = arena.intersection(area, areas[b]!.area);
			points += arena.pointsIn(both) + IDLE_POINT * (arena.pointsIn(area) + arena.pointsIn(areas[b]!.area));
			const shared = widerThanTolerance(arena, both);
			if (shared !== undefined) overlaps.push({ a, b, shared });
		}
	}
	return { overlaps, more: false };
}

/** The parts of a geometry that are no strips; undefined where there are none. */
function widerThanTolerance(arena: Arena, of: Pointer): Pointer | undefined {
	const wide = arena.polygonsOf(of).filter((part) => placeWithin(arena, part) !== undefined);
	return wide.length === 0 ? undefined : wide.length === 1 ? wide[0] : arena.union(arena.collect(wide));
}

function joinedGaps(arena: Arena, gaps: readonly Pointer[], outline: CoverageArea | undefined): Coverage['gaps'] {
	if (outline === undefined || gaps.length === 0) return [];
	// Ring by ring: GEOS compares each of the lines that it widens at once with all others.
	const edges = arena.linesOf(arena.boundary(outline.area)).map((ring) => arena.roundBuffer(ring, TOLERANCE));
	const index = arena.index();
	edges.forEach((edge, item) => index.add(item, arena.boxOf(edge)));
	const prepared = edges.map((edge) => arena.prepare(edge));
	const joined = gaps.length === 1 ? gaps : arena.polygonsOf(arena.unionOfFaces(arena.collect(gaps)));
	return joined.map((face) => ({ face, enclosed: !index.query(arena.boxOf(face)).some((item) => arena.preparedIntersects(prepared[item]!, face)) }));
}
