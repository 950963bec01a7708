import type { Finding } from './model.ts';

/**
 * Rules whose errors make a document unfit for import, because its places would be wrong on the map: coordinates that are no
 * numbers, that no place has, on the wrong hemisphere, with exchanged axes, or in an unknown CRS. All other errors are shown to the planner with the imported plan.
 */
const REFUSED = new Set([
	'coordinates-not-a-number',
	'coordinates-impossible',
	'wrong-hemisphere',
	'axis-order',
	'crs-unknown',
	'crs-mixed-geometry'
]);

/** The first finding for which a document must not be imported, null where there is none. */
export function refusalIn(findings: readonly Finding[]): Finding | null {
	return findings.find(({ rule, severity }) => severity === 'error' && REFUSED.has(rule)) ?? null;
}
