import { sveltekit } from '@sveltejs/kit/vite';
import { defineConfig } from 'vite';
import { offlineFiles } from './portal/offline-files.ts';

export default defineConfig({
	plugins: [sveltekit(), offlineFiles()],
	// Without these the first visit of a map in development loads half of it anew and fails.
	optimizeDeps: { entries: ['portal/**/*.svelte', 'portal/lib/map/**/*.ts', 'styles/ol/*.ts'] },
	// Inlined assets would need img-src and font-src exceptions in the Content-Security-Policy.
	build: { assetsInlineLimit: 0 },
	worker: { format: 'es' }
});
