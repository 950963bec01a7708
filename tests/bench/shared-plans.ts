import { existsSync, globSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { projectPath } from '../../gis/project-path.ts';

const FOLDER = projectPath('../shared/xplanung/plans');

/** The largest real plans that lie beside the project, at most one per size (the same plan lies there in several versions). */
export function largestSharedPlans(count: number): { name: string; path: string; bytes: number }[] {
	if (!existsSync(FOLDER)) return [];
	const plans = globSync('**/*.gml', { cwd: FOLDER }).map((name) => ({ name, path: join(FOLDER, name), bytes: statSync(join(FOLDER, name)).size }));
	plans.sort((a, b) => b.bytes - a.bytes || a.name.localeCompare(b.name));
	const kept: typeof plans = [];
	for (const plan of plans) {
		if (!/^[456]\./.test(plan.name)) continue;
		if (kept.length < count && kept.every((other) => Math.abs(other.bytes - plan.bytes) > 100)) kept.push(plan);
	}
	return kept;
}
