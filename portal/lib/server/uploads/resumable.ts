import { open, readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { forTenant, type TenantScope } from '../../../../gis/db/tenant-scope.ts';
import { DomainError, isDomainError } from '../../../../gis/errors.ts';
import { isZip } from '../../../../importers/xplan/archive.ts';
import { formatBytes } from '../../../../importers/xplan/limits.ts';
import { classOfPlan } from '../plans/import-queries.ts';
import { startImport } from '../plans/import-service.ts';
import type { Services } from '../services.ts';
import { holdQuota } from './quota.ts';
import * as queries from './resumable-queries.ts';

export type { UploadRow } from './resumable-queries.ts';

type Needs = Pick<Services, 'config' | 'db' | 'files' | 'queue' | 'now'>;

/** An upload that nobody continues is removed after this time; the line of one that has ended, too. */
const ABANDONED_MS = 48 * 3_600_000;
/** Whoever sends gives a sign of life with every piece. */
const QUIET_MS = 15 * 60_000;
const HEAD_BYTES = 64;

/** Bytes on their way lie here, one file per upload, with tus's note beside it. Several processes share the folder. */
export const uploadFolder = (config: Pick<Services['config'], 'dataDir'>): string => join(config.dataDir, 'tus');

/** A ZIP may hold more than its GML. */
export const largestUpload = (config: Pick<Services['config'], 'maxGmlBytes'>): number => 2 * config.maxGmlBytes;

export interface WantedUpload {
	id: string;
	accountId: string;
	fileName: string;
	size: number;
	planId: string | null;
}

/**
 * Takes an upload on, before its first byte.
 * @throws DomainError `upload_missing` without size, `upload_too_large`, `upload_quota`, `not_found` for a plan of somebody else
 */
export async function beginUpload(services: Needs, scope: TenantScope, wanted: WantedUpload): Promise<void> {
	const { config, now } = services;
	if (!(wanted.size > 0)) throw new DomainError('upload_missing');
	if (wanted.size > largestUpload(config)) throw new DomainError('upload_too_large', { limit: formatBytes(largestUpload(config)) });
	if (wanted.planId && !(await classOfPlan(scope, wanted.planId))) throw new DomainError('not_found');
	await scope.transaction(async (inside) => {
		await queries.insertUpload(inside, { ...wanted, now: now() });
		await holdQuota(inside, config);
	});
}

/**
 * The upload, if this person began it for this tenant.
 * @throws DomainError `not_found`
 */
export async function demandUpload(scope: TenantScope, id: string, accountId: string): Promise<queries.UploadRow> {
	const upload = /^[0-9a-f]{32}$/.test(id) ? await queries.findUpload(scope, id) : null;
	if (upload?.accountId !== accountId) throw new DomainError('not_found');
	return upload;
}

export const touchUpload = (scope: TenantScope, id: string, now: Date): Promise<void> => queries.touchUpload(scope, id, now);

/**
 * The end of an upload: its one import. However often this is asked, and by however many processes, there is no second one.
 * @returns id of the import
 * @throws DomainError `not_found`, `upload_incomplete` before the last byte, `upload_not_a_plan` (the upload is gone then)
 */
export async function finishUpload(services: Needs, scope: TenantScope, id: string): Promise<string> {
	const upload = await queries.findUpload(scope, id);
	if (!upload) throw new DomainError('not_found');
	if (upload.importId) return upload.importId;
	const path = join(uploadFolder(services.config), id);
	if ((await sizeOf(path)) !== upload.size) throw new DomainError('upload_incomplete');
	if (!(await looksLikePlan(path))) {
		await dropUpload(services, scope, id);
		throw new DomainError('upload_not_a_plan', { name: upload.fileName });
	}
	try {
		const importId = await startImport(services, scope, { path, name: upload.fileName }, {
			createdBy: upload.accountId,
			planId: upload.planId ?? undefined,
			counted: true,
			before: async (inside) => {
				const held = await queries.findUpload(inside, id, true);
				// Taken back meanwhile: whoever was told so must not find an import.
				if (!held) throw new DomainError('not_found');
				if (held.importId) throw new AlreadyEnded();
			},
			after: (inside, importId) => queries.endUpload(inside, id, importId, services.now())
		});
		await removeBytes(services, id);
		return importId;
	} catch (error) {
		if (!(error instanceof AlreadyEnded)) throw error;
		return (await queries.findUpload(scope, id))!.importId!;
	}
}

/** Another request was faster. */
class AlreadyEnded extends Error {}

/** Forgets an upload that has not ended; one that has stays, with its import. */
export async function dropUpload(services: Needs, scope: TenantScope, id: string): Promise<void> {
	await queries.deleteUpload(scope, id, false);
	await removeBytes(services, id);
}

/** How much of an upload has arrived. */
export async function receivedBytes(services: Pick<Services, 'config'>, id: string): Promise<number> {
	return (await sizeOf(join(uploadFolder(services.config), id))) ?? 0;
}

/** What the person began and did not end, with how much of it has arrived. */
export async function listOpenUploads(services: Pick<Services, 'config'>, scope: TenantScope, accountId: string) {
	const open = await queries.openUploadsOf(scope, accountId);
	return Promise.all(open.map(async ({ id, fileName, size }) => ({ id, fileName, size: Number(size), received: await receivedBytes(services, id) })));
}

/** Hourly: ends uploads that are complete but whose end got lost with a process, and removes what nobody continues. */
export async function sweepUploads(services: Needs): Promise<void> {
	const now = services.now().getTime();
	for (const { id, tenantId, size, finished, touchedAt } of await queries.idleUploadsAcrossTenants(services.db.knex, new Date(now - QUIET_MS))) {
		const scope = forTenant(services.db.knex, tenantId);
		if (touchedAt.getTime() < now - ABANDONED_MS) {
			await queries.deleteUpload(scope, id, finished);
			await removeBytes(services, id);
		}
		else if (!finished && (await receivedBytes(services, id)) === size) await finishUpload(services, scope, id).catch(refused);
	}
	// Bytes without a row: a process was killed between the two.
	for (const name of await readdir(uploadFolder(services.config)).catch(nothingThere)) {
		const path = join(uploadFolder(services.config), name);
		const changed = (await stat(path).catch(() => null))?.mtimeMs;
		if (changed !== undefined && changed < Date.now() - 2 * ABANDONED_MS) await rm(path, { force: true });
	}
}

async function removeBytes(services: Pick<Services, 'config'>, id: string): Promise<void> {
	for (const name of [id, `${id}.json`]) await rm(join(uploadFolder(services.config), name), { force: true });
}

async function sizeOf(path: string): Promise<number | null> {
	return (await stat(path).catch(nothingThere))?.size ?? null;
}

/** Only the kind is looked at here; whether it is XPlanGML says the reader. */
async function looksLikePlan(path: string): Promise<boolean> {
	const handle = await open(path);
	try {
		const { buffer, bytesRead } = await handle.read({ buffer: Buffer.alloc(HEAD_BYTES) });
		const head = buffer.subarray(0, bytesRead);
		// UTF-16 writes a NUL beside each letter.
		return isZip(head) || /^(\xef\xbb\xbf|\xfe\xff|\xff\xfe)?[\s\0]*</.test(head.toString('latin1'));
	} finally {
		await handle.close();
	}
}

/** What is no plan is gone already; nobody waits for the sentence. */
function refused(error: unknown): void {
	if (!isDomainError(error)) throw error;
}

function nothingThere(error: NodeJS.ErrnoException): never[] & { size?: number } {
	if (error.code !== 'ENOENT') throw error;
	return [];
}
