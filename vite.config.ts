import { sveltekit } from '@sveltejs/kit/vite';
import { defineConfig } from 'vite';

export default defineConfig({
	plugins: [sveltekit()],
	// Inlined assets would need img-src and font-src exceptions in the Content-Security-Policy.
	build: { assetsInlineLimit: 0 },
	worker: { format: 'es' }
});
