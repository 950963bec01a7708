import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Found by walking up, because this module also runs inside the built pages' bundle, deeper in the tree. */
const root = (() => {
	let folder = dirname(fileURLToPath(import.meta.url));
	while (!existsSync(join(folder, 'svelte.config.js'))) {
		const parent = dirname(folder);
		if (parent === folder) throw new Error('svelte.config.js not found above ' + fileURLToPath(import.meta.url));
		folder = parent;
	}
	return folder;
})();

/** Absolute path of a file of the project, given relative to its root. */
export function projectPath(path: string): string {
	return join(root, path);
}
