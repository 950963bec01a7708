import type { Curve, PlanGeometry, Polygon, Position } from '../../model.ts';
import { firstPosition } from '../../positions.ts';
import { EffortError } from './effort.ts';
import { pointsJson, placesText, areasJson, squareMetres, type Found } from './found.ts';
import { TOLERANCE, type Frame } from './frame.ts';
import type { Arena, Pointer } from './geos.ts';
import { hasArcs, ringOf, ringsOf } from './shapes.ts';
import { BROKEN, ringTangleAt, spendOnVisits, tangleAt } from './tangle.ts';

/** Arcs as chords this close, where a coarser chord seems to cross something. */
const FINE = 1e-5;
/** Rings of more points are not looked at again with finer chords, which are ten times as many. */
const MOST_FOR_FINE = 20_000;

/**
 * Rules for areas that need the whole ring or several rings (Konformitätsbedingung 2.2.2.1): self-intersection, interior rings within the
 * exterior and apart from each other, parts of a surface apart from each other, patches connected. Rings are closed or without area: that
 * is reported by `geometryDefects`. Where the arena's effort does not suffice, what was found so far is given, and that it is not all.
 * @param valid gets the geometry when it is a single polygon that GEOS holds for valid
 */
export function surfaceDefects(
	arena: Arena,
	geometry: PlanGeometry,
	frame: Frame,
	valid?: Set<PlanGeometry>
): Found[] {
	if (!('surfaces' in geometry)) return [];
	const needs: RingNeeds = { frame, found: [] };
	const polygons = geometry.surfaces.flat();
	try {
		let sound = true;
		for (const polygon of polygons) sound = polygonDefects(arena, polygon, needs) && sound;
		if (sound && polygons.length === 1) valid?.add(geometry);
		for (const patches of geometry.surfaces) if (patches.length > 1) patchDefects(arena, patches, needs);
		if (geometry.surfaces.length > 1) partDefects(arena, geometry.surfaces, needs);
	} catch (cause) {
		if (!(cause instanceof EffortError)) throw cause;
		needs.found.push(notAllCompared(firstPosition(geometry)));
	}
	return needs.found;
}

interface RingNeeds {
	frame: Frame;
	found: Found[];
}

/** Not every ring or pair was looked at. @param at a place of the area */
function notAllCompared([east, north]: Position): Found {
	const message =
		'Ringe oder Teile einer Fläche liegen so vielfach über- und umeinander, dass sie nicht ganz geprüft ist. Bitte berichtigen Sie ' +
		'die Fläche und prüfen Sie noch einmal.';
	return { rule: '2.2.2.1 not-checkable', severity: 'error', message, geometry: { type: 'Point', coordinates: [east, north] } };
}

/** For areas with which GEOS cannot compute. */
export function notCheckable([east, north]: Position): Found {
	const message = 'Eine Fläche ist so beschädigt, dass sie nicht geprüft werden kann. Bitte zeichnen Sie sie neu.';
	return { rule: '2.2.2.1 not-checkable', severity: 'error', message, geometry: { type: 'Point', coordinates: [east, north] } };
}

/** Says whether GEOS holds the polygon for valid. */
function polygonDefects(arena: Arena, polygon: Polygon, needs: RingNeeds): boolean {
	const { frame, found } = needs;
	const rings = ringsOf(arena, polygon, frame);
	if (rings === undefined) return false;
	if (ringTangleAt(arena, rings) === undefined && arena.within((inner) => inner.isValid(inner.polygon(rings)))) return true;
	const sound: boolean[] = [selfIntersection(arena, polygon.exterior, frame, 'Der äußere Ring', found)];
	polygon.interiors.forEach((interior, index) => {
		sound.push(selfIntersection(arena, interior, frame, `Der ${index + 1}. innere Ring`, found));
	});
	if (polygon.interiors.length > 0) arena.within((inner) => interiorDefects(inner, polygon, sound, needs));
	return false;
}

/** Reports where a ring crosses or touches itself; says whether it is sound. */
function selfIntersection(arena: Arena, ring: Curve, frame: Frame, which: string, found: Found[]): boolean {
	const points = ringOf(arena, ring, frame);
	if (points === undefined) return false;
	let places = crossings(arena, points);
	if (places.length > 0 && hasArcs(ring) && points.length < MOST_FOR_FINE) {
		// A chord may cross what its arc only comes near to.
		places = crossings(arena, ringOf(arena, ring, frame, FINE) ?? points);
	}
	if (places.length === 0) return true;
	const where = `${places.length === 1 ? 'an der Stelle' : 'an den Stellen'} ${placesText(places, frame)}`;
	const message =
		`${which} einer Fläche schneidet oder berührt sich selbst ${where}. Bitte teilen Sie die Fläche dort oder berichtigen ` +
		'Sie die Punkte.';
	found.push({ rule: '2.2.2.1 self-intersection', severity: 'error', message, geometry: pointsJson(places, frame) });
	return false;
}

/** What it costs to look at a piece of a line (`Effort`). */
const PIECE = 20;

/** Points where a closed line meets itself: where its noded form branches or ends, or somewhere where it is shorter. */
function crossings(arena: Arena, points: readonly Position[]): Position[] {
	const tangle = tangleAt(arena, [points], BROKEN);
	if (tangle !== undefined) return [tangle];
	return arena.within((inner) => {
		const ends = new Map<string, { position: Position; count: number }>();
		const line = inner.line(points);
		const noded = inner.union(line);
		const pieces = inner.linesOf(noded);
		inner.spend(PIECE * pieces.length);
		for (const piece of pieces) {
			const positions = inner.positionsOf(piece);
			for (const position of [positions[0]!, positions[positions.length - 1]!]) {
				const key = position.join(' ');
				const end = ends.get(key);
				if (end === undefined) ends.set(key, { position, count: 1 });
				else end.count++;
			}
		}
		const all = [...ends.values()];
		const branches = all.filter(({ count }) => count !== 2).map(({ position }) => position);
		if (branches.length > 0 || inner.length(noded) >= inner.length(line) * (1 - 1e-9)) return branches;
		// There and back and there again, on itself: it branches nowhere, but is noded where that begins and ends.
		const start = points[0]!;
		const turns = all.map(({ position }) => position).filter(([east, north]) => east !== start[0] || north !== start[1]);
		return turns.length > 0 ? turns : [start];
	});
}

function interiorDefects(arena: Arena, polygon: Polygon, sound: readonly boolean[], needs: RingNeeds): void {
	const { frame, found } = needs;
	const areaOfRing = (curve: Curve): Pointer => arena.polygon([ringOf(arena, curve, frame, hasArcs(curve) ? FINE : undefined)!]);
	const exterior = sound[0]! ? areaOfRing(polygon.exterior) : undefined;
	const prepared = exterior === undefined ? undefined : arena.prepare(exterior);
	const index = arena.index();
	const interiors: { area: Pointer; number: number }[] = [];
	polygon.interiors.forEach((interior, i) => {
		if (!sound[i + 1]!) return;
		const area = areaOfRing(interior);
		const number = i + 1;
		if (exterior !== undefined) againstExterior(arena, { area: exterior, prepared: prepared! }, { area, number }, needs);
		index.add(interiors.length, arena.boxOf(area));
		interiors.push({ area, number });
	});
	for (const [i, { area, number }] of interiors.entries()) {
		for (const j of index.query(arena.boxOf(area)).sort((x, y) => x - y)) {
			if (j <= i) continue;
			const other = interiors[j]!;
			const names = `Der ${number}. und der ${other.number}. innere Ring einer Fläche`;
			if (arena.relates(area, other.area, 'T********')) {
				const nested = arena.covers(area, other.area) || arena.covers(other.area, area);
				const message = nested
					? `${names} liegen ineinander. Bitte löschen Sie den inneren oder machen Sie daraus eine eigene Fläche.`
					: `${names} überschneiden sich. Bitte fassen Sie die Aussparungen zusammen oder trennen Sie sie.`;
				const geometry = areasJson(arena, arena.intersection(area, other.area), frame);
				found.push({ rule: nested ? '2.2.2.1 interiors-nested' : '2.2.2.1 interiors-crossing', severity: 'error', message, geometry });
			} else if (arena.relates(area, other.area, '****1****')) {
				const message =
					`${names} haben eine gemeinsame Kante. Sie dürfen sich nur in einzelnen Punkten berühren; bitte fassen Sie sie ` +
					'zusammen.';
				const geometry = sharedLine(arena, area, other.area, frame);
				found.push({ rule: '2.2.2.1 interiors-crossing', severity: 'error', message, geometry });
			}
		}
	}
}

function againstExterior(
	arena: Arena,
	{ area: exterior, prepared }: { area: Pointer; prepared: Pointer },
	{ area: interior, number }: { area: Pointer; number: number },
	{ frame, found }: RingNeeds
): void {
	if (!arena.preparedCovers(prepared, interior)) {
		const apart = !arena.preparedRelates(prepared, interior, 'T********');
		if (apart) {
			const message =
				`Der ${number}. innere Ring liegt außerhalb des äußeren Rings seiner Fläche. Bitte löschen Sie ihn oder berichtigen Sie ` +
				'die Punkte.';
			found.push({ rule: '2.2.2.1 interior-outside', severity: 'error', message, geometry: areasJson(arena, interior, frame) });
			return;
		}
		const places = arena.allPositionsOf(arena.intersection(arena.boundary(exterior), arena.boundary(interior)));
		const message =
			`Der ${number}. innere Ring schneidet den äußeren Ring seiner Fläche (${placesText(places, frame)}). Bitte berichtigen ` +
			'Sie die Punkte.';
		found.push({ rule: '2.2.2.1 exterior-interior-crossing', severity: 'error', message, geometry: pointsJson(places, frame) });
	} else if (arena.preparedRelates(prepared, interior, '****1****')) {
		const message =
			`Der ${number}. innere Ring hat eine gemeinsame Kante mit dem äußeren Ring. Erlaubt sind nur einzelne gemeinsame ` +
			'Punkte; bitte nehmen Sie die Aussparung in den äußeren Ring auf.';
		const geometry = sharedLine(arena, exterior, interior, frame);
		found.push({ rule: '2.2.2.1 exterior-interior-crossing', severity: 'error', message, geometry });
	}
}

function sharedLine(arena: Arena, a: Pointer, b: Pointer, frame: Frame): Found['geometry'] {
	const lines = arena.linesOf(arena.intersection(arena.boundary(a), arena.boundary(b)));
	const coordinates = lines.map((line) => arena.positionsOf(line).map(frame.fromMetres));
	return { type: 'MultiLineString', coordinates };
}

/** What each two parts cost that are widened, joined and narrowed again: they may be as many then. */
const ISLAND_PAIR = 1;

/** Patches of one surface: no overlap, and every one joined to the others along a line. */
function patchDefects(arena: Arena, patches: readonly Polygon[], { frame, found }: RingNeeds): void {
	arena.within((inner) => {
		const areas = patches.map((patch) => soundArea(inner, [patch], frame));
		const { pairs: overlap, all } = overlaps(inner, areas);
		if (!all) found.push(notAllCompared(patches[0]!.exterior[0]!.points[0]!));
		if (overlap.length > 0) {
			const shared = all ? inner.union(inner.collect(overlap.map(({ shared }) => shared))) : overlap[0]!.shared;
			const message =
				`Teilflächen (Patches) einer Fläche überlappen sich auf ${squareMetres(inner.area(shared))}. Bitte schneiden Sie sie ` +
				'gegeneinander aus.';
			found.push({ rule: '2.2.2.1 patches-overlap', severity: 'error', message, geometry: areasJson(inner, shared, frame) });
			return;
		}
		if (!all) return;
		const whole = areas.filter((area) => area !== undefined);
		const islands = islandsOf(inner, inner.union(inner.collect(whole)));
		if (islands.length > 1) {
			const message =
				`Die Teilflächen (Patches) einer Fläche hängen nicht zusammen: sie bilden ${islands.length} getrennte Inseln. Bitte ` +
				'verwenden Sie dafür gml:MultiSurface.';
			const smallest = islands.reduce((least, island) => (inner.area(island) < inner.area(least) ? island : least));
			found.push({ rule: '2.2.2.1 patches-apart', severity: 'error', message, geometry: areasJson(inner, smallest, frame) });
		}
	});
}

/** Parts of an area that are apart, taking strips of less than 2 mm between them for nothing. */
function islandsOf(arena: Arena, area: Pointer): Pointer[] {
	const parts = arena.polygonsOf(area);
	if (parts.length <= 1) return parts;
	arena.spend(ISLAND_PAIR * parts.length ** 2);
	const wide = parts.map((part) => arena.buffer(part, TOLERANCE / 2));
	return arena.polygonsOf(arena.buffer(arena.union(arena.collect(wide)), -TOLERANCE));
}

/** Parts of one MultiSurface: no overlap, none within another. */
function partDefects(arena: Arena, surfaces: readonly Polygon[][], { frame, found }: RingNeeds): void {
	arena.within((inner) => {
		const areas = surfaces.map((surface) => soundArea(inner, surface, frame));
		const { pairs, all } = overlaps(inner, areas);
		if (!all) found.push(notAllCompared(surfaces[0]![0]!.exterior[0]!.points[0]!));
		for (const { a, b, shared, covered } of pairs) {
			const names = `Der ${a + 1}. und der ${b + 1}. Teil einer mehrteiligen Fläche`;
			const message = covered
				? `${names} liegen ineinander (${squareMetres(inner.area(shared))}). Bitte löschen Sie den inneren Teil.`
				: `${names} überlappen sich auf ${squareMetres(inner.area(shared))}. Bitte schneiden Sie sie gegeneinander aus.`;
			const rule = covered ? '2.2.2.1 parts-covering' : '2.2.2.1 parts-overlap';
			found.push({ rule, severity: 'error', message, geometry: areasJson(inner, shared, frame) });
		}
	});
}

/** The area of patches; undefined where they bound none or are broken, which has been reported then. */
function soundArea(arena: Arena, patches: readonly Polygon[], frame: Frame): Pointer | undefined {
	const parts = patches.map((patch) => ringsOf(arena, patch, frame)).filter((rings) => rings !== undefined);
	const polygons = parts.flatMap((rings) => {
		if (ringTangleAt(arena, rings) !== undefined) return [];
		const polygon = arena.polygon(rings);
		if (arena.isValid(polygon)) return [polygon];
		if (tangleAt(arena, rings, BROKEN) !== undefined) return [];
		spendOnVisits(arena, rings);
		return [arena.makeValid(polygon)];
	});
	return polygons.length <= 1 ? polygons[0] : arena.union(arena.collect(polygons));
}

interface Overlaps {
	/** `covered`: one of the two lies within the other. */
	pairs: { a: number; b: number; shared: Pointer; covered: boolean }[];
	/** Whether there are no others. */
	all: boolean;
}

/** Pairs of parts of one area that are looked for: nobody reads more. */
const MOST_OVERLAPS = 200;

/** Pairs of areas that share more than a strip of 2 mm, as far as the effort suffices. */
function overlaps(arena: Arena, areas: readonly (Pointer | undefined)[]): Overlaps {
	const pairs: Overlaps['pairs'] = [];
	try {
		const index = arena.index();
		areas.forEach((area, item) => area !== undefined && index.add(item, arena.boxOf(area)));
		for (const [a, area] of areas.entries()) {
			if (area === undefined) continue;
			for (const b of index.query(arena.boxOf(area)).sort((x, y) => x - y)) {
				const other = areas[b]!;
				if (b <= a || !arena.relates(area, other, 'T********')) continue;
				if (pairs.length === MOST_OVERLAPS) return { pairs, all: false };
				const shared = arena.intersection(area, other);
				if (arena.within((inner) => inner.isEmpty(inner.buffer(shared, -TOLERANCE / 2)))) continue;
				pairs.push({ a, b, shared, covered: arena.covers(area, other) || arena.covers(other, area) });
			}
		}
	} catch (cause) {
		if (!(cause instanceof EffortError)) throw cause;
		return { pairs, all: false };
	}
	return { pairs, all: true };
}
