import { randomUUID } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { isDomainError } from '../../../../gis/errors.ts';
import { forTenant } from '../../../../gis/db/tenant-scope.ts';
import { errorTexts } from '../../texts/errors.ts';
import { problemOf } from '../errors.ts';
import type { Services } from '../services.ts';
import { failCheck, findCheckFile, saveReport, setCheckProgress, setCheckWaiting } from './check-queries.ts';
import type { CheckReport, CheckStep, CheckTask } from './check-types.ts';

type Needs = Pick<Services, 'config' | 'db' | 'files' | 'work' | 'now' | 'log'>;

/** Of a plan at the size limit; ordinary ones take seconds. */
const SECONDS = 1800;
const HEAP_MEGABYTES = 1500;
const PROGRESS_MS = 500;

/** Has a worker ready before the first check. */
export function prepareChecks(work: Services['work']): void {
	work.prepare('check-plan', HEAP_MEGABYTES);
}

/** The full check of a file on disk, all of it. @throws XplanError, DomainError */
export function checkInWorker(
	work: Services['work'],
	task: CheckTask,
	signal?: AbortSignal,
	onStep?: (step: CheckStep) => Promise<void>
): Promise<CheckReport> {
	return work.run('check-plan', task, { seconds: SECONDS, megabytes: HEAP_MEGABYTES, signal }, onStep as never);
}

/**
 * The job: the full check of a stored document, kept with every version that came from it. A check that is over, or whose version is
 * gone, is left alone.
 * @throws DomainError `work_cancelled` when the portal stops meanwhile: the check waits again, and the queue repeats the job
 */
export async function runCheck(services: Needs, { tenantId, versionId }: { tenantId: string; versionId: string }, signal?: AbortSignal): Promise<void> {
	const scope = forTenant(services.db.knex, tenantId);
	const file = await findCheckFile(scope, versionId);
	if (!file || file.state === 'done' || file.state === 'failed') return;
	const folder = join(services.config.dataDir, 'imports');
	await mkdir(folder, { recursive: true });
	const path = join(folder, randomUUID());
	const gone = new AbortController();
	let told = 0;
	let telling: Promise<void> = Promise.resolve();
	const tell = async ({ share, part }: CheckStep) => {
		if (performance.now() - told < PROGRESS_MS) return;
		told = performance.now();
		// Nobody is left who waits for it: the import was cancelled or the version deleted.
		if ((await setCheckProgress(scope, file.together, share, part)) === 0) gone.abort();
	};
	try {
		await setCheckProgress(scope, file.together, 0, 'read');
		await pipeline(await services.files.getStream(file.key), createWriteStream(path));
		const task: CheckTask = { path, gmlPath: file.gmlPath, maxBytes: services.config.maxGmlBytes };
		const onStep = (step: CheckStep) => (telling = telling.then(() => tell(step)));
		const report = await checkInWorker(services.work, task, signal ? AbortSignal.any([signal, gone.signal]) : gone.signal, onStep);
		await telling;
		await saveReport(scope, file.together, report, services.now());
	} catch (error) {
		await telling.catch(() => undefined);
		if (gone.signal.aborted) return;
		if (isDomainError(error) && error.code === 'work_cancelled') {
			await setCheckWaiting(scope, file.together);
			throw error;
		}
		const problem = problemOf(error);
		if (!problem) services.log.error({ err: error, versionId }, 'check failed');
		const { code, message } = problem ?? { code: 'unexpected', message: errorTexts.unexpected };
		await failCheck(scope, file.together, { code, message }, services.now());
	} finally {
		await rm(path, { force: true });
	}
}
