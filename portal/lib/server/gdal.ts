import { createRequire } from 'node:module';
import { dirname, join, relative } from 'node:path';

/** The part of gdal3.js that is used; the package's own types do not fit its Node entry. */
export interface Gdal {
	open(path: string): Promise<{ datasets: unknown[]; errors: unknown[] }>;
	gdalwarp(dataset: unknown, options: string[], name: string): Promise<{ real: string }>;
	gdal_translate(dataset: unknown, options: string[], name: string): Promise<{ real: string }>;
	ogr2ogr(dataset: unknown, options: string[], name: string): Promise<{ all: { real: string }[] }>;
}

const require = createRequire(import.meta.url);

/** GDAL (WebAssembly). It looks for its data below the working directory, so its path is said from there. @param dest folder for results */
export function openGdal(dest: string, onMessage: (text: string) => void): Promise<Gdal> {
	const start = require('gdal3.js/node.js') as (config: object) => Promise<Gdal>;
	const path = relative(process.cwd(), join(dirname(require.resolve('gdal3.js/node.js')), 'dist/package'));
	return start({ path, dest, useWorker: false, logHandler: () => {}, errorHandler: onMessage });
}
