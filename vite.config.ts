import { sveltekit } from '@sveltejs/kit/vite';
import { defineConfig } from 'vite';
import { jsonImports } from './portal/json-imports.ts';
import { offlineFiles } from './portal/offline-files.ts';

export default defineConfig({
	plugins: [sveltekit(), jsonImports(), offlineFiles()],
	// Without these the first visit of a map or of the check in development loads half of it anew and fails: workers are not followed.
	optimizeDeps: { entries: ['portal/**/*.svelte', 'portal/lib/map/**/*.ts', 'portal/lib/check/check-worker.ts', 'styles/ol/*.ts'] },
	// Inlined assets would need img-src and font-src exceptions in the Content-Security-Policy.
	build: { assetsInlineLimit: 0 },
	worker: { format: 'es' }
});
