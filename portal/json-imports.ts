import type { Plugin } from 'vite';

/**
 * Node wants `with { type: 'json' }` where JSON is imported. Vite serves JSON as a script while developing and leaves the words in, so that
 * browsers refuse the script. Built pages do not have them.
 */
export function jsonImports(): Plugin {
	return {
		name: 'json-imports',
		apply: 'serve',
		transform(code, id, options) {
			if (options?.ssr || !id.endsWith('.ts') || !code.includes('.json')) return undefined;
			return { code: code.replace(/(\.json['"]), \{ with: \{ type: ['"]json['"] \} \}/g, '$1'), map: null };
		}
	};
}
