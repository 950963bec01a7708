import { createHash, randomUUID } from 'node:crypto';
import { mkdir, readdir, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { TenantScope } from '../../../../gis/db/tenant-scope.ts';
import { DomainError } from '../../../../gis/errors.ts';
import { problemOf, type Problem } from '../errors.ts';
import { scanSources } from '../rasters/raster-queries.ts';
import { RasterTiles } from '../rasters/raster-tiles.ts';
import type { Services } from '../services.ts';
import { baseLayersAt, zoomAt } from './base-items.ts';
import { baseInBox, countInBox, objectsInBox } from './print-queries.ts';
import type { PrintBaseRow, PrintMessage, PrintObjectRow, PrintResult, PrintScan, PrintTask } from './print-types.ts';

type Needs = Pick<Services, 'config' | 'db' | 'files' | 'work' | 'now' | 'log'>;

/** Rises whenever sheets would come out differently, so that older ones are made anew. */
const GENERATION = 2;
const LIMITS = { seconds: 120, megabytes: 768 };
/** Rows per read: the database answers in short steps, and the worker holds only what it draws. */
const BATCH = 1_000;
const MOST_OBJECTS = 80_000;
const MOST_BASE = 120_000;
/** So long a print may keep somebody waiting before the waiting page tells what happens. */
const PATIENCE_MS = 1000;
const KEPT_HOURS = 24;
const KEPT_BYTES = 1e9;

export type PrintState =
	| { state: 'ready'; path: string; size: number }
	| { state: 'making'; progress: number }
	| { state: 'failed'; problem: Problem };

interface Making {
	progress: number;
	done: Promise<void>;
	problem: Problem | null;
}

/** What is being drawn, per process: two people who want the same sheet wait for the same work. */
const underWay = new WeakMap<object, Map<string, Making>>();
/** Failures stay until somebody tries again; so many at most. */
const MOST_REMEMBERED = 200;

export type PrintOrder = Omit<PrintTask, 'file' | 'objectCount' | 'now' | 'ntv2Grid' | 'scans'> & {
	versionId: string;
	/** Changes when the signs of the version are computed anew. */
	styleVersion: number;
	/** Ids of the scans to be drawn. */
	scans: string[];
};

/**
 * The sheet, or how far it is; it begins with the first request. Equal orders of one day give one file.
 * @param again begins anew after a failure
 * @param beforeWork called before new work begins; it may refuse by throwing
 */
export async function preparePrint(
	services: Needs,
	scope: TenantScope,
	order: PrintOrder,
	{ again = false, beforeWork }: { again?: boolean; beforeWork: () => Promise<void> }
): Promise<PrintState> {
	const logo = order.logo && createHash('sha256').update(order.logo).digest('hex');
	const key = createHash('sha256').update(JSON.stringify([scope.tenantId, { ...order, logo }])).digest('hex');
	const path = join(folderOf(services), `${key}.pdf`);
	const found = await sizeOf(path);
	if (found !== null) return { state: 'ready', path, size: found };
	const map = underWay.get(services.work) ?? new Map<string, Making>();
	underWay.set(services.work, map);
	if (again && map.get(key)?.problem) map.delete(key);
	let making = map.get(key);
	if (!making) {
		await beforeWork();
		making = map.get(key) ?? begin(services, scope, order, path, map, key);
	}
	if (!making.problem) await Promise.race([making.done, sleep(PATIENCE_MS)]);
	if (making.problem) return { state: 'failed', problem: making.problem };
	const size = await sizeOf(path);
	return size === null ? { state: 'making', progress: making.progress } : { state: 'ready', path, size };
}

const folderOf = ({ config }: Pick<Needs, 'config'>): string => join(config.dataDir, 'prints', String(GENERATION));

async function sizeOf(path: string): Promise<number | null> {
	try {
		return (await stat(path)).size;
	} catch (error) {
		if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
		throw error;
	}
}

function begin(services: Needs, scope: TenantScope, order: PrintOrder, path: string, map: Map<string, Making>, key: string): Making {
	const making: Making = { progress: 0, problem: null, done: Promise.resolve() };
	for (const [old, { problem }] of map) if (problem && map.size >= MOST_REMEMBERED) map.delete(old);
	map.set(key, making);
	making.done = draw(services, scope, order, path, (share) => (making.progress = share)).then(
		() => void map.delete(key),
		(error: unknown) => {
			services.log.error({ err: error, versionId: order.versionId }, 'print of a plan failed');
			making.problem = problemOf(error) ?? problemOf(new DomainError('unexpected'))!;
		}
	);
	return making;
}

async function draw(services: Needs, scope: TenantScope, order: PrintOrder, path: string, onProgress: (share: number) => void): Promise<void> {
	const { config, db, work, now } = services;
	const { versionId, styleVersion: _, scans: scanIds, ...rest } = order;
	const { box } = order;
	const objectCount = await countInBox(scope, versionId, box, MOST_OBJECTS);
	if (objectCount > MOST_OBJECTS) throw new DomainError('print_too_large');
	const folder = folderOf(services);
	await mkdir(folder, { recursive: true });
	await sweep(folder, now());
	const file = join(folder, `${randomUUID()}.part`);
	const tiles = new RasterTiles(services);
	const scans: PrintScan[] = [];
	for (const { key, bounds, minZoom, maxZoom } of await scanSources(scope, versionId, scanIds)) scans.push({ path: await tiles.localPath(key), bounds, minZoom, maxZoom });
	const task: PrintTask = { ...rest, scans, file, objectCount, now: now(), ntv2Grid: config.ntv2Grid };
	const layers = baseLayersAt(order.scale);
	let [objectId, baseId, baseCount] = [0, 0, 0];
	const answer = async (message: PrintMessage): Promise<PrintObjectRow[] | PrintBaseRow[] | null> => {
		if ('progress' in message) {
			onProgress(message.progress);
			return null;
		}
		if (message.want === 'objects') {
			const rows = await objectsInBox(scope, versionId, box, objectId, BATCH);
			objectId = rows.at(-1)?.id ?? objectId;
			return rows.length > 0 ? rows : null;
		}
		const rows = await baseInBox(db.knex, layers, zoomAt(order.scale), box, baseId, BATCH);
		baseId = rows.at(-1)?.id ?? baseId;
		baseCount += rows.length;
		if (baseCount > MOST_BASE) throw new DomainError('print_too_large');
		return rows.length > 0 ? rows : null;
	};
	try {
		await work.run<PrintResult>('plan-print', task, LIMITS, answer as never);
		await rename(file, path);
	} finally {
		await rm(file, { force: true });
	}
}

/** Removes sheets of yesterday, and the oldest when all together have become too many. */
async function sweep(folder: string, now: Date): Promise<void> {
	const files: { path: string; at: number; size: number }[] = [];
	for (const name of await readdir(folder)) {
		const path = join(folder, name);
		const found = await stat(path).catch(() => null);
		if (found) files.push({ path, at: found.mtimeMs, size: found.size });
	}
	let kept = 0;
	for (const { path, at, size } of files.sort((a, b) => b.at - a.at)) {
		kept += size;
		if (kept > KEPT_BYTES || now.getTime() - at > KEPT_HOURS * 3_600_000) await rm(path, { force: true });
	}
}
