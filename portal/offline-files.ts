import type { Plugin } from 'vite';
import { OFFLINE_FILES, OFFLINE_SECTIONS } from './lib/offline/offline-sections.ts';

/** What is used of a chunk of the bundle. */
interface Chunk {
	type: 'chunk';
	fileName: string;
	moduleIds: string[];
	imports: string[];
	dynamicImports: string[];
	viteMetadata?: { importedCss: Set<string>; importedAssets: Set<string> };
}
type Bundle = Record<string, Chunk | { type: 'asset' }>;

/** Writes the list of scripts, styles and fonts that the offline sections need; the service worker keeps them, and not the whole portal. */
export function offlineFiles(): Plugin {
	return {
		name: 'offline-files',
		generateBundle(_options, bundle) {
			if (this.environment.name !== 'client') return;
			const files = filesOf(bundle as unknown as Bundle);
			this.emitFile({ type: 'asset', fileName: OFFLINE_FILES.slice(1), source: JSON.stringify(files.map((file) => `/${file}`)) });
		}
	};
}

/** Cuts of the typeface that these pages do not need; without them the system's stand in. */
const RARE_TYPE = /(Italic|Light)\b[^/]*\.woff2$/;
const ROUTES = '/portal/routes/';
const folderOf = (id: string): string | null => {
	const at = id.indexOf(ROUTES);
	return at < 0 ? null : id.slice(at + ROUTES.length).replace(/\/?[^/]+$/, '');
};

/** The frame of every page, the pages of the sections, and all that these load, also later. Of the app itself only what it needs to start. */
function filesOf(bundle: Bundle): string[] {
	const chunks = Object.values(bundle).filter((each): each is Chunk => each.type === 'chunk');
	const byName = new Map(chunks.map((chunk) => [chunk.fileName, chunk]));
	const wanted = new Set<string>();
	const visit = (name: string, later: boolean) => {
		const chunk = byName.get(name);
		if (!chunk || wanted.has(name)) return;
		wanted.add(name);
		for (const file of [...(chunk.viteMetadata?.importedCss ?? []), ...(chunk.viteMetadata?.importedAssets ?? [])]) wanted.add(file);
		for (const next of chunk.imports) visit(next, later);
		if (later) for (const next of chunk.dynamicImports) visit(next, later);
	};
	for (const chunk of chunks.filter(isOfSection)) visit(chunk.fileName, true);
	for (const chunk of chunks.filter(({ fileName }) => fileName.includes('/entry/'))) visit(chunk.fileName, false);
	return [...wanted].filter((name) => !RARE_TYPE.test(name)).sort();
}

function isOfSection({ moduleIds }: Chunk): boolean {
	return moduleIds.some((id) => {
		const folder = folderOf(id);
		if (folder === null) return false;
		// Layouts and error pages above a section, and everything in it.
		return OFFLINE_SECTIONS.some(({ route }) => folder === route || folder.startsWith(`${route}/`) || (/\+(layout|error)/.test(id) && `${route}/`.startsWith(folder && `${folder}/`)));
	});
}
