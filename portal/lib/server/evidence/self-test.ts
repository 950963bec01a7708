import { forTenant, type TenantScope } from '../../../../gis/db/tenant-scope.ts';
import { isDomainError } from '../../../../gis/errors.ts';
import { outageMail } from '../../texts/evidence.ts';
import { queueMail } from '../mail/queue-mail.ts';
import { filesOf, publicDocuments } from '../procedures/documents/public-documents.ts';
import type { Services } from '../services.ts';
import { fetchAnonymously, type Target } from './fetch-anonymously.ts';
import { hasSelfTest } from './evidence-queries.ts';
import { recordSelfTest } from './record-event.ts';
import { findTestedStep, lastOutcome, runningStepsAcrossTenants, type TestedStep } from './self-test-queries.ts';
import type { FetchResult } from './types.ts';

export { listOutages, type Outage } from './self-test-queries.ts';

const HOUR = 3_600_000;
/** Full hours are the same in Germany as in UTC, also when clocks change. */
export const hourOf = (instant: Date): Date => new Date(Math.floor(instant.getTime() / HOUR) * HOUR);

/** Puts a test of this hour into the queue for every step that is being published. Several processes may do it: one test is run. */
export async function queueSelfTests(services: Pick<Services, 'db' | 'queue' | 'now'>): Promise<void> {
	const now = services.now();
	for (const step of await runningStepsAcrossTenants(services.db.knex, now))
		await services.queue.send('self-test-step', step, { singletonKey: `${step.stepId}:${hourOf(now).toISOString()}` });
}

type Needs = Pick<Services, 'db' | 'queue' | 'now' | 'config' | 'log'>;

/**
 * Fetches the pages and documents of a step as anybody could, and records what came, for the hour in which it runs. An hour in which no test
 * ran stays a gap. The tenant is told by mail when an outage begins.
 * @returns null when the step is not being published now, or the hour has its test already
 */
export async function runSelfTest(services: Needs, { tenantId, stepId }: { tenantId: string; stepId: string }): Promise<{ passed: boolean } | null> {
	const scope = forTenant(services.db.knex, tenantId);
	const at = services.now();
	const hour = hourOf(at);
	const step = await findTestedStep(scope, stepId, at);
	if (!step || (await hasSelfTest(scope, stepId, hour))) return null;
	const results = await fetchAll(services.config, await targetsOf(scope, step, at));
	const passed = results.every((each) => each.error === null);
	const test = { procedureId: step.procedureId, stepId, hour, at, passed, results };
	const recorded = await recordSelfTest(scope, test, async (inner) => {
		if (!passed && (await lastOutcome(inner, stepId)) !== false) await tellOutage(services, inner, step, results, hour);
	});
	if (!passed) services.log.warn({ stepId, errors: results.filter((each) => each.error).map((each) => `${each.error} ${each.path}`) }, 'self-test failed');
	return recorded ? { passed } : null;
}

/** Procedure page, notice and every document of the step that is public now. */
export async function targetsOf(scope: TenantScope, step: TestedStep, now: Date): Promise<Target[]> {
	const base = `/${step.slug}/verfahren/${step.procedureId}`;
	const files = filesOf(await publicDocuments(scope, step.procedureId, now)).filter(({ file }) => file.href !== null && file.steps.some((each) => each.id === step.id));
	return [
		{ path: base, what: 'page', title: step.procedureTitle, expected: null, words: step.procedureTitle },
		...(step.noticeId ? [{ path: `${base}/bekanntmachung/${step.noticeId}`, what: 'notice' as const, title: step.title, expected: null, words: null }] : []),
		...files.map(({ node, file }) => ({ path: file.href!, what: 'document' as const, title: node.title, expected: file.sha256, words: null }))
	];
}

/**
 * By the public address, as everybody comes: a login or an error page of a proxy before the portal is found too. Where that address cannot
 * be reached from here at all (a network without a way back to itself), the portal's own; the results say which it was.
 */
async function fetchAll(config: Services['config'], targets: Target[]): Promise<FetchResult[]> {
	const first = await fetchAnonymously(config.publicUrl, 'public', targets[0]!);
	const usable = first.error !== 'unreachable';
	const [base, address] = usable ? ([config.publicUrl, 'public'] as const) : ([ownAddress(config), 'own'] as const);
	const results = usable ? [first] : [];
	for (const target of targets.slice(results.length)) results.push(await fetchAnonymously(base, address, target));
	return results;
}

/** Where this process listens. */
export function ownAddress({ host, port }: Pick<Services['config'], 'host' | 'port'>): string {
	const everywhere = ['', '0.0.0.0', '::'].includes(host);
	return `http://${everywhere ? '127.0.0.1' : host.includes(':') ? `[${host}]` : host}:${port}`;
}

async function tellOutage(services: Needs, inner: TenantScope, step: TestedStep, results: FetchResult[], hour: Date): Promise<void> {
	if (!step.email) return;
	const failures = results.filter((each) => each.error !== null);
	const protocolUrl = `${services.config.publicUrl}/${step.slug}/verwaltung/verfahren/${step.procedureId}/protokoll`;
	const mail = outageMail({ procedure: step.procedureTitle, step: step.title, hour, failures, protocolUrl, lastDay: step.lastDay, tenant: step.tenantName });
	try {
		await queueMail(services, inner.db, { tenantId: inner.tenantId, recipient: step.email, ...mail });
	} catch (error) {
		// An address that nobody can write to must not keep the test from being recorded. It is looked at before anything is written.
		if (!isDomainError(error) || error.code !== 'mail_address_invalid') throw error;
		services.log.warn({ err: error, stepId: step.id }, 'outage mail');
	}
}
