import { randomUUID } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { forTenant, type TenantScope } from '../../../../gis/db/tenant-scope.ts';
import { demandId } from '../../../../gis/plans/plans.ts';
import { DomainError, isDomainError } from '../../../../gis/errors.ts';
import { beginsAsZip } from '../../../../importers/xplan/archive.ts';
import { errorTexts } from '../../texts/errors.ts';
import { problemOf } from '../errors.ts';
import type { Services } from '../services.ts';
import { safeName } from '../uploads/attachments.ts';
import type { Upload } from '../uploads/multipart.ts';
import { demandRoom, holdQuota } from '../uploads/quota.ts';
import * as queries from './import-queries.ts';
import { findImportFile, insertFile, insertImport, listImports, setImportProgress, type ImportRow } from './import-queries.ts';
import { fileOnDisk, keepFile } from './keep-file.ts';
import { startReading, type Reading } from './reading.ts';
import { storePlans, type ImportedPlan, type ImportRun } from './store-plans.ts';

export type { ImportedPlan, ImportRow };
type Needs = Pick<Services, 'config' | 'db' | 'files' | 'work' | 'now' | 'log'> & Partial<Pick<Services, 'queue'>>;

export interface ImportOptions {
	/** The file is the next version of this plan; otherwise its plans are matched by class, number and name. */
	planId?: string;
	/** Account. */
	createdBy?: string;
	/** Number of the version that was edited, where the portal wrote the file itself, and the editor's note. */
	editedFrom?: number;
	note?: string;
}

interface StartOptions extends ImportOptions {
	/** These run in the transaction of file, import and job: what they refuse does not exist. */
	before?(inside: TenantScope): Promise<void>;
	after?(inside: TenantScope, importId: string): Promise<void>;
	/** The bytes count already, as those of an upload that `after` ends. */
	counted?: boolean;
}

/** Progress is written at most this often. */
const PROGRESS_MS = 500;
const CANCEL_MS = 1000;
/** Far beyond the time limit of reading and storing. */
const LONGEST_IMPORT_MS = 2 * 3_600_000;

/**
 * Takes an uploaded file in: file, import and job exist together or not at all. The job reads it later (`runImport`).
 * @returns id of the import, whose state `readImport` tells
 * @throws DomainError `not_found` for a plan of somebody else, `upload_quota`
 */
export async function startImport(
	services: Pick<Services, 'config' | 'db' | 'files' | 'queue'>,
	scope: TenantScope,
	upload: Pick<Upload, 'path' | 'name'>,
	options: StartOptions = {}
): Promise<string> {
	if (options.planId && !(await queries.classOfPlan(scope, demandId(options.planId)))) throw new DomainError('not_found');
	const name = safeName(upload.name);
	const onDisk = await fileOnDisk(upload.path, name);
	if (!options.counted) await demandRoom(scope, services.config, onDisk.size);
	const file = await keepFile(services, scope.tenantId, onDisk);
	try {
		return await scope.transaction(async (inside) => {
			await options.before?.(inside);
			const importId = await register(inside, await insertFile(inside, file), name, 'queued', options);
			await services.queue.send('plan-import', { tenantId: scope.tenantId, importId }, { trx: inside.db });
			await options.after?.(inside, importId);
			await holdQuota(inside, services.config);
			return importId;
		});
	} catch (error) {
		await services.files.remove(file.key);
		throw error;
	}
}

const register = (scope: TenantScope, fileId: string, fileName: string, state: 'queued' | 'running', options: ImportOptions) =>
	insertImport(scope, {
		fileId,
		fileName,
		state,
		planId: options.planId ?? null,
		createdBy: options.createdBy ?? null,
		editedFrom: options.editedFrom ?? null,
		note: options.note ?? ''
	});

/**
 * The job: does nothing for an import that is over. A failure is kept with the import, for the page that waits for it.
 * @throws DomainError `work_cancelled` when the portal stops meanwhile: the import waits again, and the queue repeats the job
 */
export async function runImport(services: Needs, { tenantId, importId }: { tenantId: string; importId: string }, signal?: AbortSignal): Promise<void> {
	const scope = forTenant(services.db.knex, tenantId);
	const row = await findImportFile(scope, importId);
	if (!row?.key || !row.file_id || !['queued', 'running'].includes(row.state)) return;
	const path = await temporaryPath(services);
	try {
		await pipeline(await services.files.getStream(row.key), createWriteStream(path));
		const run: ImportRun = {
			importId,
			fileId: row.file_id,
			path,
			name: row.file_name,
			zip: await beginsAsZip(path),
			planId: row.plan_id,
			createdBy: row.created_by,
			editedFrom: row.edited_from,
			note: row.note
		};
		const reading = startReading(services, { path, name: run.name, tenantId }, signal);
		await attempt(services, scope, run, reading, { repeated: true });
	} catch (error) {
		// Somebody cancelled it: whatever broke then is no failure, and no reason to try again.
		if (!(await queries.isImportOpen(scope, importId)) && (await queries.importState(scope, importId)) === 'cancelled') return;
		if (isCancelled(error)) throw error;
		// The import says why; only what nobody foresaw is news for the log.
		if (!problemOf(error)) services.log.error({ err: error, importId }, 'import failed');
	} finally {
		await rm(path, { force: true });
	}
}

/** What is imported: a file on disk, or its content. */
export type ImportSource = { name: string } & ({ path: string } | { content: Uint8Array });

/**
 * Imports a file at once (command line, demo).
 * @throws XplanError, DomainError; nothing is left behind then but the failed import with its reason
 */
export async function importPlanFile(
	services: Needs,
	tenantId: string,
	source: ImportSource,
	options: ImportOptions & { onProgress?: (share: number) => void; signal?: AbortSignal } = {}
): Promise<ImportedPlan[]> {
	const scope = forTenant(services.db.knex, tenantId);
	const path = 'path' in source ? source.path : await temporaryPath(services);
	try {
		if ('content' in source) await writeFile(path, source.content);
		const reading = startReading(services, { path, name: source.name, tenantId }, options.signal);
		const run = await keepAndRegister(services, scope, { path, name: source.name }, options).catch((error: unknown) => {
			reading.stop();
			throw error;
		});
		return await attempt(services, scope, run, reading, { onProgress: options.onProgress, repeated: false });
	} finally {
		if ('content' in source) await rm(path, { force: true });
	}
}

async function keepAndRegister(services: Needs, scope: TenantScope, { path, name }: { path: string; name: string }, options: ImportOptions): Promise<ImportRun> {
	const file = await keepFile(services, scope.tenantId, await fileOnDisk(path, name));
	const ids = await scope.transaction(async (inside) => {
		const fileId = await insertFile(inside, file);
		return { fileId, importId: await register(inside, fileId, name, 'running', options) };
	});
	return {
		...ids,
		path,
		name,
		zip: await beginsAsZip(path),
		planId: options.planId ?? null,
		createdBy: options.createdBy ?? null,
		editedFrom: options.editedFrom ?? null,
		note: options.note ?? ''
	};
}

const isCancelled = (error: unknown): boolean => isDomainError(error) && error.code === 'work_cancelled';

/**
 * Runs an import; when it fails, removes what it stored, keeps the reason and throws.
 * @param repeated the queue will run it again when it was broken off
 */
async function attempt(
	services: Needs,
	scope: TenantScope,
	run: ImportRun,
	reading: Reading,
	{ onProgress, repeated }: { onProgress?: (share: number) => void; repeated: boolean }
): Promise<ImportedPlan[]> {
	const kept: string[] = [];
	let told = 0;
	const watch = watchForCancel(scope, run.importId, reading);
	try {
		await setImportProgress(scope, run.importId, 0);
		return await storePlans(services, scope.tenantId, run, reading, kept, async (share, stage) => {
			onProgress?.(share);
			if (performance.now() - told < PROGRESS_MS && stage === 'reading') return;
			told = performance.now();
			if (!(await setImportProgress(scope, run.importId, share, stage))) reading.stop();
		});
	} catch (error) {
		if (repeated && isCancelled(error)) {
			await queries.setImportWaiting(scope, run.importId);
			for (const key of kept) await services.files.remove(key);
			throw error;
		}
		const { code, message } = problemOf(error) ?? { code: 'unexpected', message: errorTexts.unexpected };
		const original = await queries.failImport(scope, run.importId, { code, message }, services.now());
		for (const key of original ? [...kept, original] : kept) await services.files.remove(key);
		throw error;
	} finally {
		reading.stop();
		await watch.stop();
	}
}

/** Asks every second whether somebody cancelled the import: the request may have reached another process. */
function watchForCancel(scope: TenantScope, importId: string, reading: Reading) {
	let asking = Promise.resolve();
	const ask = async () => {
		if (!(await queries.isImportOpen(scope, importId))) reading.stop();
	};
	const timer = setInterval(() => {
		asking = asking.then(ask).catch(() => clearInterval(timer));
	}, CANCEL_MS);
	return { stop: () => (clearInterval(timer), asking) };
}

/**
 * Ends imports that nobody works on any more: the process that ran them was killed, more often than the queue repeats a job, or from
 * the command line. Nothing of them was stored but the file.
 */
export async function endInterruptedImports(services: Pick<Services, 'db' | 'files' | 'now'>): Promise<void> {
	const { db, files, now } = services;
	// Next to a server a command line may be importing right now; the embedded database belongs to this process alone.
	const before = db.engine === 'pglite' ? null : new Date(now().getTime() - LONGEST_IMPORT_MS);
	const reason = { code: 'import_interrupted', message: errorTexts.import_interrupted };
	for (const { id, tenantId } of await queries.interruptedImportsAcrossTenants(db.knex, before)) {
		const original = await queries.failImport(forTenant(db.knex, tenantId), id, reason, now());
		if (original) await files.remove(original);
	}
}

/** An import with its progress and, at the end, its plans or the reason of its failure; null for an unknown id. */
export async function readImport(scope: TenantScope, importId: string): Promise<ImportRow | null> {
	if (!/^[0-9a-f-]{36}$/i.test(importId)) return null;
	return (await listImports(scope, importId))[0] ?? null;
}

export { listImports };

async function temporaryPath(services: Pick<Services, 'config'>): Promise<string> {
	const folder = join(services.config.dataDir, 'imports');
	await mkdir(folder, { recursive: true });
	return join(folder, randomUUID());
}
