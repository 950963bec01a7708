import { LONGEST_IN_MESSAGE, shortened } from '../../findings.ts';
import type { PlanGeometry, Position } from '../../model.ts';
import { firstValue } from '../../plans.ts';
import type { CheckRun } from '../checked-document.ts';
import { EffortError } from './effort.ts';
import { anyJson, placesText, report, type Found } from './found.ts';
import { TOLERANCE } from './frame.ts';
import { GeosError, type Arena, type Pointer } from './geos.ts';
import type { PlacedObject, PlacedPlan } from './placed.ts';
import type { PlanAreas } from './plan-areas.ts';
import type { SpatialIndex } from './spatial-index.ts';

/** Classes to which 2.2.3.1 does not apply. */
const EXEMPT = new Set(['BP_HoehenMass', 'BP_AbstandsMass']);
/** Objects looked at between two checkpoints. */
const STEP = 200;
/** What each two parts cost into which an edge cuts an object (`Effort`): GEOS enters the places one by one in a tree, all on one line. */
const PART_PAIR = 10;

/** A Geltungsbereich, wider by the tolerance, ready for questions. */
interface Limit {
	/** `des Plans`, `des Bereichs „1“` */
	of: string;
	prepared: Pointer;
	/** The Geltungsbereich with its holes filled, wider too. */
	filled: Pointer;
	/** Narrower by the tolerance. */
	holes?: Holes;
}

/** How an object leaves a Geltungsbereich. */
type Kind = 'outside' | 'crossing' | 'hole-covered' | 'hole-crossing';

interface Leaving {
	kind: Kind;
	part: Pointer;
	limits: Limit[];
}

/**
 * Objects within the Geltungsbereich (2.2.3.1): those that belong to a Bereich lie within its `geltungsbereich`, and, unless the
 * Bereich's `bedeutung` is 1800 or 2000, within the plan's `raeumlicherGeltungsbereich`. 2 mm beyond are allowed.
 */
export async function checkGeltungsbereich(arena: Arena, plan: PlacedPlan, areas: PlanAreas, run: CheckRun): Promise<void> {
	const ofPlan = limit(arena, areas, plan.geltungsbereich, 'des Plans');
	let done = 0;
	for (const bereich of plan.bereiche) {
		const name = `des Bereichs „${shortened(firstValue(bereich.feature, 'nummer') ?? bereich.feature.gmlId, LONGEST_IN_MESSAGE)}“`;
		const own = bereich.objects.length === 0 ? undefined : limit(arena, areas, bereich.geltungsbereich, name);
		const limits = [own, bereich.elsewhere ? undefined : ofPlan].filter((one) => one !== undefined);
		if (limits.length === 0) continue;
		for (const object of bereich.objects) {
			if (++done % STEP === 0) await run.checkpoint?.();
			if (!EXEMPT.has(object.feature.class)) checkObject(arena, object, { plan, areas, limits, run });
		}
	}
}

function limit(arena: Arena, areas: PlanAreas, geometry: PlanGeometry | undefined, of: string): Limit | undefined {
	const area = areas.area(arena, geometry);
	if (area === undefined) return undefined;
	const outer = arena.buffer(area, TOLERANCE);
	const rings = arena.polygonsOf(outer).map((polygon) => arena.ringsOf(polygon));
	if (!rings.some(({ length }) => length > 1)) return { of, prepared: arena.prepare(outer), filled: outer };
	const filled = arena.union(arena.polygons(rings.map(([exterior]) => [exterior!])));
	return { of, prepared: arena.prepare(outer), filled, holes: new Holes(arena, arena.polygonsOf(arena.difference(filled, outer))) };
}

/** The holes of a Geltungsbereich; of thousands an object meets few. */
class Holes {
	readonly #areas: readonly Pointer[];
	readonly #index: SpatialIndex;

	constructor(arena: Arena, areas: readonly Pointer[]) {
		this.#areas = areas;
		this.#index = arena.index();
		areas.forEach((area, item) => this.#index.add(item, arena.boxOf(area)));
	}

	/** Those in which a part of a geometry lies. */
	under(arena: Arena, shape: Pointer, prepared: Pointer): Pointer[] {
		const near = this.#index.query(arena.boxOf(shape)).sort((a, b) => a - b);
		return near.map((item) => this.#areas[item]!).filter((hole) => arena.preparedRelates(prepared, hole, 'T********'));
	}
}

interface Within {
	plan: PlacedPlan;
	areas: PlanAreas;
	limits: readonly Limit[];
	run: CheckRun;
}

function checkObject(arena: Arena, { feature, geometry }: PlacedObject, { plan, areas, limits, run }: Within): void {
	arena.within((inner) => {
		try {
			const shape = areas.shape(inner, geometry);
			if (shape === undefined) return;
			const leaving: Leaving[] = [];
			for (const limit of limits) {
				if (!inner.preparedCovers(limit.prepared, shape)) for (const one of leavings(inner, shape, limit)) merge(leaving, one);
			}
			for (const one of leaving) report(run, feature, plan.crs, describe(inner, shape, one, plan));
		} catch (cause) {
			if (!(cause instanceof GeosError) || cause instanceof EffortError) throw cause;
			const message = `Ob das Objekt im Geltungsbereich liegt, ließ sich nicht prüfen. Bitte beheben Sie zuerst die Fehler seiner Geometrie.`;
			report(run, feature, plan.crs, { rule: '2.2.3.1 not-checkable', severity: 'warning', message });
		}
	});
}

/** What lies outside the outer edge and what lies in holes, each at most once. */
function leavings(arena: Arena, shape: Pointer, limit: Limit): Leaving[] {
	const found: Leaving[] = [];
	const beyond = arena.difference(shape, limit.filled);
	arena.spend(PART_PAIR * arena.parts(beyond).length ** 2);
	if (!arena.isEmpty(beyond)) {
		const apart = !arena.preparedIntersects(limit.prepared, shape);
		found.push({ kind: apart ? 'outside' : 'crossing', part: beyond, limits: [limit] });
	}
	if (limit.holes === undefined) return found;
	const prepared = arena.prepare(shape);
	const holes = limit.holes.under(arena, shape, prepared);
	if (holes.length === 0) return found;
	// A hole that lies within the object as a whole is covered; one of which the edge is crossed is cut.
	const covered = holes.every((hole) => {
		const narrower = arena.buffer(hole, -TOLERANCE);
		return arena.isEmpty(narrower) || arena.preparedCovers(prepared, narrower);
	});
	// All at once: where edges lie close to each other GEOS enters all points of the object in a tree for each question.
	const part = arena.intersection(shape, holes.length === 1 ? holes[0]! : arena.multiPolygon(holes));
	found.push({ kind: covered ? 'hole-covered' : 'hole-crossing', part, limits: [limit] });
	return found;
}

/** The same defect against plan and Bereich is one finding. */
function merge(all: Leaving[], one: Leaving): void {
	const isHole = one.kind.startsWith('hole');
	const same = all.find(({ kind }) => kind.startsWith('hole') === isHole);
	if (same === undefined) all.push(one);
	else same.limits.push(...one.limits);
}

function describe(arena: Arena, shape: Pointer, { kind, part, limits }: Leaving, { frame }: PlacedPlan): Found {
	const of = limits.map((limit) => limit.of).join(' und ');
	const places = kind === 'crossing' ? crossings(arena, shape, limits[0]!) : [];
	const at = places.length === 0 ? '' : ` Schnittpunkte: ${placesText(places, frame)}.`;
	const text: Record<Kind, string> = {
		outside:
			`Das Objekt liegt vollständig außerhalb des Geltungsbereichs ${of}. Bitte prüfen Sie seine Lage und den Bereich, zu dem ` +
			'es gehört.',
		crossing: `Das Objekt ragt aus dem Geltungsbereich ${of} heraus.${at} Bitte schneiden Sie es am Geltungsbereich ab.`,
		'hole-covered':
			`Das Objekt überdeckt eine Aussparung im Geltungsbereich ${of}. Bitte nehmen Sie die Aussparung auch aus dem Objekt ` +
			'heraus.',
		'hole-crossing': `Das Objekt ragt in eine Aussparung des Geltungsbereichs ${of}. Bitte schneiden Sie es am Rand der Aussparung ab.`
	};
	return { rule: `2.2.3.1 ${kind}`, severity: 'error', message: text[kind], geometry: anyJson(arena, part, frame) };
}

/** Where the edge of an object (or the line itself) passes the outer edge. */
function crossings(arena: Arena, shape: Pointer, limit: Limit): Position[] {
	const line = arena.polygonsOf(shape).length > 0 ? arena.boundary(shape) : shape;
	return arena.allPositionsOf(arena.intersection(line, arena.boundary(limit.filled)));
}

