import { createServer, type Plugin } from 'vite';
import { expect, it } from 'vitest';
import { projectPath } from '../../../gis/project-path.ts';
import { jsonImports } from '../../../portal/json-imports.ts';

async function served(plugins: Plugin[]): Promise<string> {
	const server = await createServer({
		configFile: false,
		root: projectPath('.'),
		logLevel: 'silent',
		plugins,
		server: { middlewareMode: true, ws: false, watch: null },
		optimizeDeps: { noDiscovery: true }
	});
	try {
		return (await server.transformRequest('/importers/xplan/catalogue/load.ts'))!.code;
	} finally {
		await server.close();
	}
}

it('the check finds its catalogue in development too: browsers get no JSON type for what Vite serves as scripts', async () => {
	expect(await served([])).toMatch(/6\.0\.json\?import", ?\{ ?with:/);
	const code = await served([jsonImports()]);
	expect(code).toContain('6.0.json');
	expect(code).not.toContain('with:');
});
