import { randomUUID } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import type { TenantScope } from '../../../../gis/db/tenant-scope.ts';
import { DomainError } from '../../../../gis/errors.ts';
import type { Feature } from '../../../../importers/xplan/model.ts';
import { problemOf, type Problem } from '../errors.ts';
import type { Services } from '../services.ts';
import { fileNameOf } from './file-name.ts';
import { existingVersionsAcrossTenants, nativeExtent, type ExportedVersion } from './plan-export-queries.ts';
import { versionFeatures } from './plan-features.ts';
import { hasReport, PLAN_EXPORTS } from './plan-kinds.ts';
import type { PlanExportKind, PlanExportMessage, PlanExportReport, PlanExportTask } from './plan-kinds.ts';

type Needs = Pick<Services, 'config' | 'db' | 'files' | 'work' | 'now' | 'log'>;

/** Rises whenever files would come out differently, so that older ones are made anew. */
const GENERATION = 1;
const LIMITS = { seconds: 600, megabytes: 1024 };
/** Objects that fit into memory as a whole: conversions need all at once, GDAL's WebAssembly has 2 GB. */
const MOST_OBJECTS = 300_000;
/** Files that were made are kept for a while: a version never changes. */
const KEPT_BYTES = 2e9;
const KEPT_DAYS = 7;

export interface PlanExportFile {
	path: string;
	/** Bytes. */
	size: number;
	/** As offered for download. */
	name: string;
	mediaType: string;
	report: PlanExportReport | null;
}

export type PlanExportState =
	| { state: 'ready'; file: PlanExportFile }
	| { state: 'making'; progress: number; done: Promise<void> }
	| { state: 'failed'; problem: Problem };

interface Making {
	progress: number;
	done: Promise<void>;
	problem: Problem | null;
}

/** What is being made, per process: two people who want the same file wait for the same work. */
const underWay = new WeakMap<object, Map<string, Making>>();

function makings(services: Needs): Map<string, Making> {
	let map = underWay.get(services.work);
	if (map === undefined) underWay.set(services.work, (map = new Map()));
	return map;
}

const folderOf = (services: Pick<Needs, 'config'>, versionId: string): string => join(services.config.dataDir, 'exports', String(GENERATION), versionId);
const pathOf = (services: Needs, versionId: string, kind: PlanExportKind): string =>
	join(folderOf(services, versionId), `${kind}.${PLAN_EXPORTS[kind].extension}`);

/** The file, if it has been made already. */
export async function findPlanExport(services: Needs, version: ExportedVersion, kind: PlanExportKind): Promise<PlanExportFile | null> {
	const path = pathOf(services, version.id, kind);
	try {
		const { size } = await stat(path);
		const report = hasReport(kind) ? (JSON.parse(await readFile(`${path}.json`, 'utf8')) as PlanExportReport | null) : null;
		const { suffix, extension, mediaType } = PLAN_EXPORTS[kind];
		return { path, size, name: `${fileNameOf(version.name)}${suffix}.${extension}`, mediaType, report };
	} catch (error) {
		if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
		throw error;
	}
}

/**
 * The file, or how far it is; work begins with the first request.
 * @param again begins anew after a failure
 * @param beforeWork called before new work begins; it may refuse by throwing
 */
export async function preparePlanExport(
	services: Needs,
	scope: TenantScope,
	version: ExportedVersion,
	kind: PlanExportKind,
	options: { again?: boolean; beforeWork?: () => Promise<void> } = {}
): Promise<PlanExportState> {
	const file = await findPlanExport(services, version, kind);
	if (file) return { state: 'ready', file };
	const map = makings(services);
	const key = `${version.id} ${kind}`;
	let making = map.get(key);
	if (making?.problem && options.again) {
		map.delete(key);
		making = undefined;
	}
	if (making === undefined) {
		await options.beforeWork?.();
		making = map.get(key) ?? begin(services, scope, version, kind, map, key);
	}
	if (making.problem) return { state: 'failed', problem: making.problem };
	return { state: 'making', progress: making.progress, done: making.done };
}

function begin(
	services: Needs,
	scope: TenantScope,
	version: ExportedVersion,
	kind: PlanExportKind,
	map: Map<string, Making>,
	key: string
): Making {
	const making: Making = { progress: 0, problem: null, done: Promise.resolve() };
	map.set(key, making);
	making.done = make(services, scope, version, kind, (share) => (making.progress = share)).then(
		() => void map.delete(key),
		(error: unknown) => {
			services.log.error({ err: error, versionId: version.id, kind }, 'export of a plan failed');
			making.problem = problemOf(error) ?? problemOf(new DomainError('unexpected'))!;
		}
	);
	return making;
}

async function make(
	services: Needs,
	scope: TenantScope,
	version: ExportedVersion,
	kind: PlanExportKind,
	onProgress: (share: number) => void
): Promise<void> {
	const { config, files, work } = services;
	if (version.objectCount > MOST_OBJECTS && kind !== 'xplangml' && kind !== 'repaired') {
		throw new DomainError('plan_export_too_large', { objects: version.objectCount });
	}
	await sweep(services);
	const folder = join(config.dataDir, 'exports', 'work', randomUUID());
	await mkdir(folder, { recursive: true });
	try {
		const source = kind === 'repaired' ? { path: join(folder, 'original'), gmlPath: version.gmlPath } : null;
		if (source) await pipeline(await files.getStream(version.fileKey), createWriteStream(source.path));
		const task: PlanExportTask = {
			kind,
			folder,
			file: join(folder, 'result'),
			name: fileNameOf(version.name),
			version: { id: version.id, xplanVersion: version.xplanVersion, srid: version.srid, objectCount: version.objectCount },
			envelope: kind === 'xplangml' ? await nativeExtent(scope, version) : null,
			source,
			ntv2Grid: config.ntv2Grid,
			maxBytes: config.maxGmlBytes
		};
		const batches = versionFeatures(scope, version);
		const answer = async (message: PlanExportMessage): Promise<Feature[] | null> => {
			if ('want' in message) return (await batches.next()).value ?? null;
			onProgress(message.progress);
			return null;
		};
		const report = await work.run<PlanExportReport | null>('plan-export', task, LIMITS, answer as never);
		await mkdir(folderOf(services, version.id), { recursive: true });
		const target = pathOf(services, version.id, kind);
		if (hasReport(kind)) await writeFile(`${target}.json`, JSON.stringify(report));
		await rename(task.file, target);
	} finally {
		await rm(folder, { recursive: true, force: true });
	}
}

/** Removes files of long ago and of versions that are gone, and the oldest when all together have become too many. */
async function sweep({ config, db, now }: Needs): Promise<void> {
	const root = join(config.dataDir, 'exports');
	const old = (at: number, days: number) => now().getTime() - at > days * 86_400_000;
	// What a process left behind that was killed; nothing is worked on for so long.
	for (const { path, at } of await filesBelow(join(root, 'work'))) if (old(at, 1)) await rm(dirname(path), { recursive: true, force: true });
	const kept = join(root, String(GENERATION));
	const folders = await readdir(kept).catch(() => []);
	const existing = new Set(await existingVersionsAcrossTenants(db.knex, folders));
	for (const id of folders) if (!existing.has(id)) await rm(join(kept, id), { recursive: true, force: true });
	let left = KEPT_BYTES;
	for (const { path, size, at } of (await filesBelow(kept)).sort((a, b) => b.at - a.at)) {
		left -= size;
		if (left < 0 || old(at, KEPT_DAYS)) await rm(path, { force: true });
	}
}

async function filesBelow(folder: string): Promise<{ path: string; size: number; at: number }[]> {
	const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => []);
	const files: { path: string; size: number; at: number }[] = [];
	for (const entry of entries) {
		if (!entry.isFile()) continue;
		const path = join(entry.parentPath, entry.name);
		const known = await stat(path).catch(() => null);
		if (known) files.push({ path, size: known.size, at: known.mtimeMs });
	}
	return files;
}
