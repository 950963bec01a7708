import type { PlanGeometry } from '../../model.ts';
import { eachPositions } from '../../positions.ts';
import { GeosError } from './geos-library.ts';

/** Areas lie on, in and around each other so often that looking at each would take minutes: what was asked is left out. */
export class EffortError extends GeosError {}

/** What a rule may cost in a document, and more for every geometry and point. Plans of the field need a fraction of it. */
const EFFORT = 6_000_000;
const EFFORT_PER_GEOMETRY = 1_500;
const EFFORT_PER_POINT = 40;
/** Of a geometry with more points each further one brings less: rules compare geometries, not their points. */
const MANY_POINTS = 2_000;
const EFFORT_PER_FURTHER_POINT = 15;

/** What geometries bring for a rule that looks at them. */
export function effortFor(geometries: readonly PlanGeometry[]): number {
	let effort = 0;
	for (const geometry of geometries) {
		let points = 0;
		eachPositions(geometry, ({ length }) => (points += length));
		const further = Math.max(0, points - MANY_POINTS);
		effort += EFFORT_PER_GEOMETRY + EFFORT_PER_POINT * (points - further) + EFFORT_PER_FURTHER_POINT * further;
	}
	return effort;
}

/**
 * What computing may cost. The same document costs the same on every machine: what is counted are points, and meetings of edges, with
 * which GEOS works, not seconds. One unit is what a point costs that is only looked at.
 */
export class Effort {
	#left: number;

	constructor(units: number = EFFORT) {
		this.#left = units;
	}

	grant(units: number): void {
		this.#left += units;
	}

	/** @throws EffortError when nothing is left; what is granted then can be spent again */
	spend(units: number): void {
		this.#left -= units;
		if (this.#left >= 0) return;
		this.#left = 0;
		throw new EffortError('effort', 'too much lies on and around each other');
	}
}
