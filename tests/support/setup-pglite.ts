import { execFileSync } from 'node:child_process';
import type { TestProject } from 'vitest/node';
import { projectPath } from '../../gis/project-path.ts';
import { pgliteTemplatePath } from './templates.ts';

/** Once per run: the template of the embedded database, made by a process of its own because that needs about 1 GB. */
export default function setup(project: TestProject): void {
	execFileSync(process.execPath, ['--no-warnings', projectPath('tests/support/templates.ts')], { stdio: 'inherit' });
	project.provide('pgliteTemplate', pgliteTemplatePath());
}

declare module 'vitest' {
	interface ProvidedContext {
		pgliteTemplate: string;
	}
}
