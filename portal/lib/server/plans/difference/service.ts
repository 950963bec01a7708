import type { TenantScope } from '../../../../../gis/db/tenant-scope.ts';
import { forTenant } from '../../../../../gis/db/tenant-scope.ts';
import { DomainError, isDomainError } from '../../../../../gis/errors.ts';
import { computeDifference, type ComputeOptions } from '../../../../../gis/plans/difference/compute.ts';
import {
	askForDifference,
	failDifference,
	findDifference,
	listEntries,
	readChangedArea,
	saveDifference,
	setDifferenceProgress,
	type DifferenceState,
	type Versions
} from '../../../../../gis/plans/difference/store-queries.ts';
import type { PlanDifference } from '../../../../../gis/plans/difference/types.ts';
import { demandId, readVersion } from '../../../../../gis/plans/plans.ts';
import { errorTexts } from '../../../texts/errors.ts';
import { problemOf } from '../../errors.ts';
import type { Services } from '../../services.ts';
import { convertOlder } from './convert-older.ts';

/** So many objects of both versions together are compared while the page is asked for; more wait for a job. */
const AT_ONCE = 800;
const PROGRESS_MS = 500;
/** A comparison that failed is tried again when somebody asks after this time. */
const RETRY_AFTER_MS = 10 * 60_000;

const optionsFor = (scope: TenantScope): ComputeOptions => ({ convert: (version, into) => convertOlder(scope, version, into) });

/**
 * The difference between two versions of a plan, from the database, or computed now and kept. What a renewed participation (§ 4a (3) BauGB)
 * is limited to: `changedArea` (MultiPolygon, EPSG:3857) for places, `texts`, `documents` and `metadata` for words.
 * @throws DomainError `not_found` for versions that the tenant does not have or that are not of one plan
 */
export async function differenceOf(scope: TenantScope, fromVersionId: string, toVersionId: string, now = new Date()): Promise<PlanDifference> {
	const versions = { from: demandId(fromVersionId), to: demandId(toVersionId) };
	const known = await findDifference(scope, versions);
	if (known?.state !== 'done') await compute(scope, versions, now, optionsFor(scope));
	const { summary } = (await findDifference(scope, versions))!;
	const entries = await listEntries(scope, versions);
	const things = entries.filter((each) => each.subject === 'object' || each.subject === 'bereich');
	const of = (kind: string) => things.filter((each) => each.kind === kind);
	return {
		added: of('added'),
		removed: of('removed'),
		changed: of('changed'),
		texts: entries.filter((each) => each.subject === 'text'),
		documents: entries.filter((each) => each.subject === 'document'),
		metadata: entries.find((each) => each.subject === 'plan') ?? null,
		summary: summary!,
		changedArea: await readChangedArea(scope, versions)
	};
}

async function compute(scope: TenantScope, versions: Versions, now: Date, options: ComputeOptions): Promise<void> {
	const began = performance.now();
	const computed = await computeDifference(scope, versions.from, versions.to, options);
	await saveDifference(scope, versions, computed, { now, durationMs: Math.round(performance.now() - began) });
}

/**
 * What there is of a difference: small ones are made at once, large ones by a job, whose progress the state tells.
 * @throws DomainError `not_found`
 */
export async function prepareDifference(services: Pick<Services, 'queue' | 'now'>, scope: TenantScope, versions: Versions): Promise<DifferenceState> {
	const known = await findDifference(scope, versions);
	if (known && known.state !== 'failed') return known;
	const [from, to] = [await readVersion(scope, versions.from), await readVersion(scope, versions.to)];
	if (!known && from.objectCount + to.objectCount <= AT_ONCE && from.xplanVersion === to.xplanVersion) {
		await compute(scope, versions, services.now(), optionsFor(scope));
		return (await findDifference(scope, versions))!;
	}
	if (known?.finishedAt && services.now().getTime() - known.finishedAt.getTime() < RETRY_AFTER_MS) return known;
	await askAgain(services, scope, versions);
	return (await findDifference(scope, versions))!;
}

/** Puts the work into the queue, once. */
export async function askAgain(services: Pick<Services, 'queue' | 'now'>, scope: TenantScope, versions: Versions): Promise<void> {
	await scope.transaction(async (inside) => {
		if (await askForDifference(inside, versions, services.now()))
			await services.queue.send('plan-difference', { tenantId: scope.tenantId, ...versions }, { trx: inside.db });
	});
}

/** The job. One that is done, or whose versions are gone, is left alone. @throws DomainError `work_cancelled`: the queue repeats it */
export async function runDifference(
	services: Pick<Services, 'db' | 'now' | 'log'>,
	{ tenantId, from, to }: { tenantId: string } & Versions,
	signal?: AbortSignal
): Promise<void> {
	const scope = forTenant(services.db.knex, tenantId);
	const versions = { from, to };
	const known = await findDifference(scope, versions);
	if (!known || known.state === 'done' || known.state === 'failed') return;
	let told = 0;
	const onProgress = async (share: number, stage: string) => {
		if (signal?.aborted) throw new DomainError('work_cancelled');
		if (performance.now() - told < PROGRESS_MS) return;
		told = performance.now();
		await setDifferenceProgress(scope, versions, share, stage);
	};
	try {
		await compute(scope, versions, services.now(), { ...optionsFor(scope), onProgress });
	} catch (error) {
		if (isDomainError(error) && error.code === 'work_cancelled') throw error;
		const problem = problemOf(error);
		if (!problem) services.log.error({ err: error, ...versions }, 'difference failed');
		const { code, message } = problem ?? { code: 'unexpected', message: errorTexts.unexpected };
		await failDifference(scope, versions, { code, message }, services.now());
	}
}
