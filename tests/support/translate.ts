import { mkdirSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { openGdal } from '../../portal/lib/server/gdal.ts';

/** `FOLDER OPTION…`: writes in.tif anew as out.tif, by GDAL. A process of its own, because GDAL starts once in each. */
const [folder, ...options] = process.argv.slice(2) as [string, ...string[]];
const output = join(folder, 'out');
mkdirSync(output);
const gdal = await openGdal(output, (text) => console.error(text));
const { datasets, errors } = await gdal.open(join(folder, 'in.tif'));
if (datasets.length !== 1) throw new Error(JSON.stringify(errors));
await gdal.gdal_translate(datasets[0], ['-of', 'GTiff', ...options], 'made');
renameSync(join(output, 'made.tif'), join(folder, 'out.tif'));
