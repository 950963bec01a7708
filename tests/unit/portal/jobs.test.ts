import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { projectPath } from '../../../gis/project-path.ts';

const source = (path: string) => readFileSync(projectPath(path), 'utf8');

it('every job of the queue has somebody who does it', () => {
	const named = [...source('portal/lib/server/jobs/queue.ts').matchAll(/^\t'([a-z-]+)': \{ (?:retryLimit|\.\.\.RETRY)/gm)].map(([, name]) => name);
	const done = [...source('portal/lib/server/jobs/start-jobs.ts').matchAll(/queue\.work\('([a-z-]+)'/g)].map(([, name]) => name);
	expect(named.length).toBeGreaterThan(5);
	expect(done.sort()).toEqual(named.sort());
});
