import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { defineConfig } from 'vitest/config';

// tsconfig.json extends a file that SvelteKit writes; a fresh clone has none yet.
if (!existsSync('.svelte-kit/tsconfig.json')) execFileSync(process.execPath, ['node_modules/@sveltejs/kit/svelte-kit.js', 'sync']);

/** `unit`: no database. `pglite`, `postgres`: the same integration tests on each engine. */
const integration = (engine: 'pglite' | 'postgres') => ({
	test: {
		name: engine,
		include: ['tests/integration/**/*.test.ts'],
		env: { TEST_ENGINE: engine },
		globalSetup: [`tests/support/setup-${engine}.ts`],
		// The embedded database needs about 1 GB in each process.
		maxWorkers: 2,
		testTimeout: 60_000,
		hookTimeout: 120_000
	}
});

export default defineConfig({
	resolve: {
		alias: {
			$lib: new URL('portal/lib', import.meta.url).pathname,
			$gis: new URL('gis', import.meta.url).pathname,
			$importers: new URL('importers', import.meta.url).pathname,
			$styles: new URL('styles', import.meta.url).pathname
		}
	},
	test: {
		projects: [
			{ extends: true, test: { name: 'unit', include: ['tests/unit/**/*.test.ts'], testTimeout: 20_000 } },
			{ extends: true, ...integration('pglite') },
			{ extends: true, ...integration('postgres') }
		]
	}
});
