import { randomUUID } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { mkdir, rm } from 'node:fs/promises';
import { join, posix } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { DomainError, isDomainError } from '../../../../gis/errors.ts';
import { forTenant, type TenantScope } from '../../../../gis/db/tenant-scope.ts';
import { errorTexts } from '../../texts/errors.ts';
import { problemOf } from '../errors.ts';
import { insertFile } from '../plans/import-queries.ts';
import { fileOnDisk, keepFile } from '../plans/keep-file.ts';
import type { Services } from '../services.ts';
import { MAX_WORLD_FILE } from './georeference.ts';
import { failRaster, finishRaster, listOpenRasters, listSideFiles, setRasterProgress, setRasterWaiting } from './raster-queries.ts';
import type { OpenRaster, SideFile } from './raster-queries.ts';
import { MAX_PIXELS, type RasterResult, type RasterStep, type RasterTask } from './raster-types.ts';
import { worldFileNames } from './world-file-names.ts';

type Needs = Pick<Services, 'config' | 'db' | 'files' | 'work' | 'now' | 'log'>;

/** Of a scan at the pixel limit; ordinary ones take seconds. */
const SECONDS = 1200;
const HEAP_MEGABYTES = 500;
const PROGRESS_MS = 500;

/**
 * The job: turns the scans of a version into web tiles, one after another. What is wrong with one is kept with it as a sentence for the
 * planner; the plan and the other scans stay.
 * @throws DomainError `work_cancelled` when the portal stops meanwhile: the scan waits again, and the queue repeats the job
 */
export async function runRasters(
	services: Needs,
	{ tenantId, versionId }: { tenantId: string; versionId: string },
	signal?: AbortSignal
): Promise<void> {
	const scope = forTenant(services.db.knex, tenantId);
	const rasters = await listOpenRasters(scope, versionId);
	if (rasters.length === 0) return;
	const sideFiles = await listSideFiles(scope, versionId, MAX_WORLD_FILE);
	for (const raster of rasters) await runOne(services, scope, raster, sideFiles, signal);
}

async function runOne(services: Needs, scope: TenantScope, raster: OpenRaster, sideFiles: SideFile[], signal?: AbortSignal): Promise<void> {
	const folder = join(services.config.dataDir, 'imports', `raster-${randomUUID()}`);
	const began = performance.now();
	try {
		if (!(await setRasterProgress(scope, raster.id, 0))) return;
		await mkdir(folder, { recursive: true });
		const result = await makeTiles(services, scope, raster, sideFiles, folder, signal);
		const kept = await keepFile(services, scope.tenantId, await fileOnDisk(result.path, `${raster.name}.tif`));
		const durationMs = Math.round(performance.now() - began);
		const finished = await scope.transaction(async (inside) => {
			const fileId = await insertFile(inside, kept);
			if (await finishRaster(inside, raster.id, fileId, { ...result, clipped: raster.clip !== null, durationMs, note: noteOn(result, raster) }, services.now())) return true;
			await inside.table('file').where('file.id', fileId).delete();
			return false;
		});
		if (!finished) await services.files.remove(kept.key);
	} catch (error) {
		if (isDomainError(error) && error.code === 'work_cancelled') {
			await setRasterWaiting(scope, raster.id);
			throw error;
		}
		const problem = problemOf(error);
		if (!problem || !isAboutTheImage(error)) services.log.error({ err: error, rasterId: raster.id }, 'raster failed');
		const { code, message } = problem ?? { code: 'unexpected', message: errorTexts.unexpected };
		await failRaster(scope, raster.id, { code, message }, services.now());
	} finally {
		await rm(folder, { recursive: true, force: true });
	}
}

/** Only the first page of a file has a place on the map. */
function noteOn({ sheets }: RasterResult, { name, fileName }: OpenRaster) {
	if (sheets === 1) return null;
	const { code, message } = problemOf(new DomainError('raster_more_sheets', { name: fileName ?? name, sheets }))!;
	return { code, message };
}

const isAboutTheImage = (error: unknown): boolean => isDomainError(error) && error.code.startsWith('raster_');

async function makeTiles(
	services: Needs,
	scope: TenantScope,
	raster: OpenRaster,
	sideFiles: SideFile[],
	folder: string,
	signal?: AbortSignal
): Promise<RasterResult> {
	const { key, fileName } = raster;
	if (!key || !fileName) throw new DomainError('raster_missing', { name: raster.name });
	const path = join(folder, 'image');
	await pipeline(await services.files.getStream(key), createWriteStream(path));
	const world = worldFileOf(raster.georefUrl, fileName, sideFiles);
	const task: RasterTask = {
		path,
		name: fileName,
		worldFile: world ? new TextDecoder().decode(await services.files.getBytes(world.key)) : null,
		planCrs: `EPSG:${raster.srid}`,
		clip: raster.clip,
		ntv2Grid: services.config.ntv2Grid,
		folder,
		maxPixels: MAX_PIXELS
	};
	let told = -Infinity;
	let telling: Promise<unknown> = Promise.resolve();
	const onStep = ({ share }: RasterStep) => {
		if (performance.now() - told < PROGRESS_MS) return telling;
		told = performance.now();
		telling = telling.then(() => setRasterProgress(scope, raster.id, share));
		return telling;
	};
	const result = await services.work.run<RasterResult>('make-raster', task, { seconds: SECONDS, megabytes: HEAP_MEGABYTES, signal }, onStep as never);
	await telling;
	return result;
}

/** The world file that the reference names, else the one named like the image. */
export function worldFileOf<File extends { name: string }>(georefUrl: string | null, imageName: string, files: File[]): File | undefined {
	const named = georefUrl && posix.basename(georefUrl.replaceAll('\\', '/')).toLowerCase();
	const wanted = [...(named && named !== imageName.toLowerCase() ? [named, decoded(named)] : []), ...worldFileNames(imageName)];
	for (const name of wanted) {
		const found = files.find((file) => file.name.normalize('NFC').toLowerCase() === name.normalize('NFC'));
		if (found) return found;
	}
	return undefined;
}

/** Names with percent signs are mostly encoded; one that cannot be decoded stands for itself. */
function decoded(name: string): string {
	return /%(?![0-9a-f]{2})/i.test(name)
		? name
		: name.replace(/(%[0-9a-f]{2})+/gi, (bytes) => Buffer.from(bytes.replaceAll('%', ''), 'hex').toString('utf8'));
}
