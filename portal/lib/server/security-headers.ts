import helmet from 'helmet';
import type { RequestHandler } from 'express';
import type { Config } from './config.ts';

/**
 * Headers of every answer. Pages bring their own Content-Security-Policy with a nonce (svelte.config.js), which replaces this one;
 * this one covers the rest: tiles, downloads, and the scripts of web workers, which are held to their own answer's policy.
 */
export function securityHeaders(config: Config): RequestHandler {
	return helmet({
		contentSecurityPolicy: {
			useDefaults: false,
			directives: {
				'default-src': ["'self'"],
				'script-src': ["'self'", "'wasm-unsafe-eval'"],
				'style-src': ["'self'"],
				'img-src': ["'self'", 'data:', 'blob:'],
				'object-src': ["'none'"],
				'base-uri': ["'self'"],
				'form-action': ["'self'"],
				'frame-ancestors': ["'none'"]
			}
		},
		crossOriginEmbedderPolicy: false,
		referrerPolicy: { policy: 'same-origin' },
		strictTransportSecurity: config.publicUrl.startsWith('https:') ? { maxAge: 31_536_000 } : false,
		xPoweredBy: false
	});
}
