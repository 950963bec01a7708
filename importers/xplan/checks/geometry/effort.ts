import type { PlanGeometry } from '../../model.ts';
import { eachPositions } from '../../positions.ts';
import { GeosError } from './geos-library.ts';

/** Areas lie on, in and around each other so often that looking at each would take minutes: what was asked is left out. */
export class EffortError extends GeosError {}

/** What a rule may cost in a document, and more for every geometry and point. Plans of the field need a fraction of it. */
const EFFORT = 8_000_000;
const EFFORT_PER_GEOMETRY = 1_000;
const EFFORT_PER_POINT = 100;

/** What geometries bring for a rule that looks at them. */
export function effortFor(geometries: readonly PlanGeometry[]): number {
	let points = 0;
	for (const geometry of geometries) eachPositions(geometry, ({ length }) => (points += length));
	return geometries.length * EFFORT_PER_GEOMETRY + points * EFFORT_PER_POINT;
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
