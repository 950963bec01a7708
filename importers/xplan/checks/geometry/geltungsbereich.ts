import type { PlanGeometry, Position } from '../../model.ts';
import { firstValue } from '../../plans.ts';
import type { CheckRun } from '../checked-document.ts';
import { anyJson, placesText, report, type Found } from './found.ts';
import { TOLERANCE } from './frame.ts';
import { GeosError, type Arena, type Geos, type Pointer } from './geos.ts';
import type { PlacedObject, PlacedPlan } from './placed.ts';
import type { PlanAreas } from './plan-areas.ts';

/** Classes to which 2.2.3.1 does not apply. */
const EXEMPT = new Set(['BP_HoehenMass', 'BP_AbstandsMass']);
/** Objects looked at between two checkpoints. */
const STEP = 200;

/** A Geltungsbereich, wider by the tolerance, ready for questions. */
interface Limit {
	/** `des Plans`, `des Bereichs „1“` */
	of: string;
	outer: Pointer;
	prepared: Pointer;
	/** The Geltungsbereich with its holes filled, wider too. */
	filled: Pointer;
	hasHoles: boolean;
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
export async function checkGeltungsbereich(plan: PlacedPlan, areas: PlanAreas, run: CheckRun, geos: Geos): Promise<void> {
	const arena = geos.arena();
	try {
		const ofPlan = limit(arena, areas, plan.geltungsbereich, 'des Plans');
		let done = 0;
		for (const bereich of plan.bereiche) {
			const name = `des Bereichs „${firstValue(bereich.feature, 'nummer') ?? bereich.feature.gmlId}“`;
			const own = limit(arena, areas, bereich.geltungsbereich, name);
			const limits = [own, bereich.elsewhere ? undefined : ofPlan].filter((one) => one !== undefined);
			if (limits.length === 0) continue;
			for (const object of bereich.objects) {
				if (++done % STEP === 0) await run.checkpoint?.();
				if (!EXEMPT.has(object.feature.class)) checkObject(arena, object, { plan, areas, limits, run });
			}
		}
	} finally {
		arena.free();
	}
}

function limit(arena: Arena, areas: PlanAreas, geometry: PlanGeometry | undefined, of: string): Limit | undefined {
	const area = areas.area(arena, geometry);
	if (area === undefined) return undefined;
	const outer = arena.buffer(area, TOLERANCE);
	const polygons = arena.polygonsOf(outer);
	const rings = polygons.map((polygon) => arena.ringsOf(polygon));
	const hasHoles = rings.some(({ length }) => length > 1);
	const filled = hasHoles ? arena.union(arena.polygons(rings.map(([exterior]) => [exterior!]))) : outer;
	return { of, outer, prepared: arena.prepare(outer), filled, hasHoles };
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
			if (!(cause instanceof GeosError)) throw cause;
			const message = `Ob das Objekt im Geltungsbereich liegt, ließ sich nicht prüfen. Bitte beheben Sie zuerst die Fehler seiner Geometrie.`;
			report(run, feature, plan.crs, { rule: '2.2.3.1 not-checkable', severity: 'warning', message });
		}
	});
}

/** What lies outside the outer edge and what lies in holes, each at most once. */
function leavings(arena: Arena, shape: Pointer, limit: Limit): Leaving[] {
	const found: Leaving[] = [];
	const beyond = limit.hasHoles ? arena.difference(shape, limit.filled) : arena.difference(shape, limit.outer);
	if (!arena.isEmpty(beyond)) {
		const apart = !arena.preparedIntersects(limit.prepared, shape);
		found.push({ kind: apart ? 'outside' : 'crossing', part: beyond, limits: [limit] });
	}
	if (!limit.hasHoles) return found;
	const inHoles = arena.difference(arena.intersection(shape, limit.filled), limit.outer);
	if (arena.isEmpty(inHoles)) return found;
	// A hole that lies within the object as a whole is covered; one of which the edge is crossed is cut.
	const holes = arena.polygonsOf(arena.difference(limit.filled, limit.outer));
	const touched = holes.filter((hole) => arena.intersects(hole, inHoles));
	const covered = touched.every((hole) => arena.covers(arena.roundBuffer(shape, TOLERANCE), hole));
	found.push({ kind: covered ? 'hole-covered' : 'hole-crossing', part: inHoles, limits: [limit] });
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

