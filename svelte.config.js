import adapter from '@sveltejs/adapter-node';

/** @type {import('@sveltejs/kit').Config} */
export default {
	compilerOptions: { runes: true },
	kit: {
		adapter: adapter({ out: 'build', precompress: true }),
		files: {
			assets: 'portal/static',
			lib: 'portal/lib',
			params: 'portal/params',
			routes: 'portal/routes',
			appTemplate: 'portal/app.html',
			errorTemplate: 'portal/error.html',
			hooks: { server: 'portal/hooks.server', client: 'portal/hooks.client', universal: 'portal/hooks' },
			serviceWorker: 'portal/service-worker'
		},
		alias: { $gis: 'gis', $importers: 'importers', $styles: 'styles' },
		// The portal checks every form itself (hooks.server.ts): behind a proxy the origin is PUBLIC_URL, which is only known at start.
		csrf: { trustedOrigins: ['*'] },
		csp: {
			mode: 'nonce',
			directives: {
				'default-src': ['self'],
				'script-src': ['self', 'wasm-unsafe-eval'],
				'style-src': ['self'],
				// The one style attribute that is allowed: SvelteKit's announcer of page changes, invisible and for screen readers.
				'style-src-attr': ['unsafe-hashes', 'sha256-S8qMpvofolR8Mpjy4kQvEm7m1q8clzU4dfDH0AmvZjo='],
				'img-src': ['self', 'data:', 'blob:'],
				'font-src': ['self'],
				'connect-src': ['self'],
				'worker-src': ['self'],
				'object-src': ['none'],
				'base-uri': ['self'],
				'form-action': ['self'],
				'frame-ancestors': ['none']
			}
		},
		version: { pollInterval: 0 },
		// Only the sections that work offline register it (OfflineSupport.svelte).
		serviceWorker: { register: false }
	}
};
