import { randomUUID } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { forTenant, type TenantScope } from '../../../../../gis/db/tenant-scope.ts';
import { isDomainError } from '../../../../../gis/errors.ts';
import type { Services } from '../../services.ts';
import { findForReading, saveText, unreadAcrossTenants, unreadOfPlan, unreadOfPlansAcrossTenants, type TextSource } from './text-queries.ts';
import type { TextResult, TextTask } from './text-worker.ts';

/** The reader stops after 90 seconds by itself; one that hangs inside a page is ended after two minutes. */
const LIMITS = { seconds: 120, megabytes: 768 };
const OWN_SECONDS = 90;
/** Too slow or too large: another try would end the same way. */
const HOPELESS = new Set(['work_took_too_long', 'work_needs_too_much_memory']);

/**
 * Reads the text inside a version of a document, or a document of a plan, and keeps it for searching. A file that cannot be read has the empty text.
 * @throws when the portal stops meanwhile, or the file store does not answer: the queue tries again
 */
export async function readDocumentText(
	services: Pick<Services, 'config' | 'db' | 'files' | 'work' | 'log'>,
	{ tenantId, ...source }: { tenantId: string } & TextSource,
	signal?: AbortSignal,
	limits: { seconds: number; megabytes: number; ownSeconds?: number } = LIMITS
): Promise<void> {
	const scope = forTenant(services.db.knex, tenantId);
	const version = await findForReading(scope, source);
	// Deleted meanwhile.
	if (!version) return;
	const { path, remove } = await localPath(services, version.key);
	try {
		const task: TextTask = { path, mediaType: version.mediaType, size: version.size, seconds: limits.ownSeconds ?? OWN_SECONDS };
		const result = await services.work.run<TextResult>('document-text', task, { ...limits, signal });
		await saveText(scope, source, result.body, result.pages);
	} catch (error) {
		if (!isDomainError(error)) throw error;
		if (!HOPELESS.has(error.code)) throw error;
		services.log.warn({ ...source, code: error.code }, 'text of a document was not read');
		await saveText(scope, source, '', null);
	} finally {
		await remove();
	}
}

/** Jobs for what was left unread when the queue gave up (full disk, file store away). */
export async function queueUnreadDocuments(services: Pick<Services, 'db' | 'queue'>): Promise<void> {
	for (const { tenantId, versionId } of await unreadAcrossTenants(services.db.knex))
		await services.queue.send('document-text', { tenantId, versionId }, { singletonKey: versionId });
	for (const job of await unreadOfPlansAcrossTenants(services.db.knex)) await services.queue.send('document-text', job, { singletonKey: job.planDocumentId });
}

/** Jobs for the documents of a plan's version that was just published. */
export async function queuePlanTexts({ queue }: Pick<Services, 'queue'>, scope: TenantScope, planVersionId: string): Promise<void> {
	for (const planDocumentId of await unreadOfPlan(scope, planVersionId))
		await queue.send('document-text', { tenantId: scope.tenantId, planDocumentId }, { singletonKey: planDocumentId });
}

async function localPath({ config, files }: Pick<Services, 'config' | 'files'>, key: string): Promise<{ path: string; remove(): Promise<void> }> {
	const kept = files.pathOf(key);
	if (kept) return { path: kept, remove: async () => {} };
	const folder = join(config.dataDir, 'uploads');
	await mkdir(folder, { recursive: true });
	const path = join(folder, randomUUID());
	const remove = () => rm(path, { force: true });
	try {
		await pipeline(await files.getStream(key), createWriteStream(path));
	} catch (error) {
		await remove();
		throw error;
	}
	return { path, remove };
}
