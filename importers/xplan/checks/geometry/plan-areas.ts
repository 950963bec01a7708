import type { PlanGeometry, Position } from '../../model.ts';
import { EffortError, type Effort } from './effort.ts';
import type { Frame } from './frame.ts';
import { GeosError, type Arena, type Geos, type Pointer } from './geos.ts';
import { areaOf, polygonsOf, shapeOf } from './shapes.ts';

/** An area in GEOS with its rings in metres. */
export interface OutlinedArea {
	area: Pointer;
	rings: Position[][];
}

/** What a point costs that is kept and matched (`Effort`), mostly memory: a circle of 100 km has thousands. */
const KEPT_POINT = 20;

/** The areas of one plan in GEOS: what one part of the check has made, the next ones need not make and validate again. */
export class PlanAreas {
	/** What is made with it is freed with the areas. */
	private readonly arena: Arena;
	private readonly frame: Frame;
	private readonly valid: ReadonlySet<PlanGeometry>;
	private readonly kept = new Map<PlanGeometry, Pointer | undefined>();

	/** @param valid areas of one polygon that GEOS has found valid already */
	constructor(geos: Geos, effort: Effort, frame: Frame, valid: ReadonlySet<PlanGeometry>) {
		this.arena = geos.arena(effort);
		this.frame = frame;
		this.valid = valid;
	}

	free(): void {
		this.arena.free();
	}

	/** The areas of a geometry, kept for the other parts; undefined where it has none or GEOS cannot make any, which the check of rings reports. */
	outlined(geometry: PlanGeometry | undefined): OutlinedArea | undefined {
		if (geometry === undefined || !('surfaces' in geometry)) return undefined;
		const polygons = polygonsOf(this.arena, geometry, this.frame);
		this.arena.spend(KEPT_POINT * polygons.flat().reduce((sum, { length }) => sum + length, 0));
		if (!this.kept.has(geometry)) this.kept.set(geometry, sound(() => areaOf(this.arena, polygons, this.valid.has(geometry))));
		const area = this.kept.get(geometry);
		return area === undefined ? undefined : { area, rings: polygons.flat() };
	}

	/** The same without the rings: a kept one, or one made in an arena of the caller. */
	area(arena: Arena, geometry: PlanGeometry | undefined): Pointer | undefined {
		if (geometry === undefined || !('surfaces' in geometry)) return undefined;
		if (this.kept.has(geometry)) return this.kept.get(geometry);
		return sound(() => areaOf(arena, polygonsOf(arena, geometry, this.frame), this.valid.has(geometry)));
	}

	/** The same for a geometry of any type. @throws GeosError for lines with which GEOS would compute for minutes; nobody else reports those */
	shape(arena: Arena, geometry: PlanGeometry): Pointer | undefined {
		return 'surfaces' in geometry ? this.area(arena, geometry) : shapeOf(arena, geometry, this.frame);
	}
}

function sound(make: () => Pointer | undefined): Pointer | undefined {
	try {
		return make();
	} catch (cause) {
		if (cause instanceof GeosError && !(cause instanceof EffortError)) return undefined;
		throw cause;
	}
}
