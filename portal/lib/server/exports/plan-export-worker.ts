import { once } from 'node:events';
import { createReadStream, createWriteStream } from 'node:fs';
import { rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parentPort, workerData } from 'node:worker_threads';
import { isZip, openArchive } from '../../../../importers/xplan/archive.ts';
import { loadCatalogue } from '../../../../importers/xplan/catalogue/catalogue.ts';
import { convertDocument, type TargetVersion } from '../../../../importers/xplan/conversion/convert.ts';
import type { Feature } from '../../../../importers/xplan/model.ts';
import { EnvelopeCollector } from '../../../../importers/xplan/writer/envelope.ts';
import { planRepairs, writeRepaired } from '../../../../importers/xplan/writer/repair-document.ts';
import { writeXplanGml } from '../../../../importers/xplan/writer/write-document.ts';
import { useGrid } from '../plans/locate.ts';
import { GdalExport } from './plan-gdal.ts';
import type { PlanExportMessage, PlanExportReport, PlanExportTask } from './plan-kinds.ts';
import { conversionReport, conversionTexts, repairReport, shapeNotes } from './plan-reports.ts';
import { zipFiles } from './plan-zip.ts';

/** Makes one file of a plan beside the event loop (see work-pool.ts for the protocol): asks for features, says how far it is. */
const port = parentPort!;
const task = workerData as PlanExportTask;

/** One question at a time, so that every answer is to the last one. */
function ask<Reply>(batch: PlanExportMessage): Promise<Reply> {
	return new Promise((resolve) => {
		port.once('message', resolve);
		port.postMessage({ batch });
	});
}

async function* features(): AsyncGenerator<Feature[]> {
	let given = 0;
	for (;;) {
		const batch = await ask<Feature[] | null>({ want: 'features' });
		if (!batch) return;
		yield batch;
		given += batch.length;
		await ask({ progress: Math.min(0.9, given / (task.version.objectCount + 10)) });
	}
}

async function writeTexts(path: string, texts: AsyncIterable<string>): Promise<void> {
	const stream = createWriteStream(path);
	for await (const text of texts) if (!stream.write(text)) await once(stream, 'drain');
	stream.end();
	await once(stream, 'close');
}

async function repair(): Promise<PlanExportReport> {
	const { path, gmlPath } = task.source!;
	const head = createReadStream(path, { end: 3 });
	let start = Buffer.alloc(0);
	for await (const chunk of head) start = Buffer.concat([start, chunk as Buffer]);
	const archive = isZip(start) ? await openArchive(path) : null;
	try {
		const entry = archive?.gml.find(({ name }) => name === gmlPath) ?? archive?.gml[0];
		const open = (): AsyncIterable<Uint8Array> => (entry ? entry.open() : createReadStream(path, { highWaterMark: 256 * 1024 }));
		const limits = { maxBytes: task.maxBytes };
		const plan = await planRepairs(open(), limits);
		await ask({ progress: 0.5 });
		await writeTexts(task.file, writeRepaired(open(), plan, limits));
		return repairReport(plan.repairs);
	} finally {
		archive?.close();
	}
}

async function convert(target: TargetVersion): Promise<PlanExportReport> {
	const all: Feature[] = [];
	for await (const batch of features()) all.push(...batch);
	const result = await convertDocument({ version: task.version.xplanVersion, features: all }, target);
	const extent = new EnvelopeCollector();
	for (const feature of result.document.features) extent.add(feature);
	const gml = join(task.folder, 'plan.gml');
	const { crs, envelope } = extent;
	const document = { version: target, id: `Auszug_${task.version.id}`, crs, envelope, features: [result.document.features] };
	await writeTexts(gml, writeXplanGml(document));
	const files = await conversionTexts(result, task.version.xplanVersion, target, task.folder);
	await zipFiles(task.file, [{ path: gml, name: `${task.name}.gml` }, ...files]);
	return conversionReport(result);
}

async function writeOwnVersion(): Promise<null> {
	const { id, xplanVersion, srid } = task.version;
	const crs = srid > 0 ? `EPSG:${srid}` : undefined;
	const document = { version: xplanVersion, id: `Auszug_${id}`, crs, envelope: task.envelope ?? undefined, features: features() };
	await writeTexts(task.file, writeXplanGml(document));
	return null;
}

async function throughGdal(kind: 'geopackage' | 'shapefile' | 'geojson' | 'dxf'): Promise<null> {
	const gdal = new GdalExport(task, kind, await loadCatalogue(task.version.xplanVersion));
	for await (const batch of features()) await gdal.add(batch);
	const made = await gdal.finish();
	if (kind === 'shapefile') {
		const notes = await shapeNotes(gdal.shortNames(), gdal.shortened, task.folder);
		await zipFiles(task.file, [...made.map((path) => ({ path, name: path.split(/[\\/]/).at(-1)! })), ...notes]);
	} else if (made.length > 0) await rename(made[0]!, task.file);
	else await writeFile(task.file, '');
	return null;
}

async function run(): Promise<PlanExportReport | null> {
	useGrid(task.ntv2Grid);
	const { kind } = task;
	if (kind === 'repaired') return repair();
	if (kind === 'xplangml') return writeOwnVersion();
	if (kind === 'xplangml-5.4') return convert('5.4');
	if (kind === 'xplangml-6.0') return convert('6.0');
	return throughGdal(kind);
}

try {
	port.postMessage({ result: await run() });
} catch (thrown) {
	const error = thrown as Error & { code?: string; values?: Record<string, string | number> };
	port.postMessage({ error: { name: error.name, code: error.code, message: error.message, values: error.values, stack: error.stack } });
}
