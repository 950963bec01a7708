import { forTenant } from '../../../../gis/db/tenant-scope.ts';
import { deleteMailsNaming } from '../mail/mail-queries.ts';
import type { Services } from '../services.ts';
import { dropFiles } from '../uploads/attachments.ts';
import { eraseAuthor } from './editing/erase.ts';
import { deletePhotos } from './editing/erase-queries.ts';
import { writeProtocol } from './export-queries.ts';
import * as queries from './retention-queries.ts';
import { DEFAULT_SETTINGS } from './workflow.ts';

type Needs = Pick<Services, 'db' | 'files' | 'now'>;
const AT_ONCE = 100;

/**
 * The job of every night: personal data of reports that are closed so long as their category or reporter says are removed. The report, its place, its
 * category, its states and its times stay: no number of any statistics changes. What the public could read stays as it read it; all other
 * words, photos, mails and answers go, but for answers of which the category says that they tell nothing about a person.
 * @returns how many reports
 */
export async function runRetention(services: Needs, signal?: AbortSignal): Promise<number> {
	const now = services.now();
	const done = new Map<string, number>();
	for (let due = await find(services, now); due.length > 0 && !signal?.aborted; due = await find(services, now)) {
		for (const each of due) {
			if (signal?.aborted) break;
			await forgetOne(services, each, now);
			done.set(each.tenant_id, (done.get(each.tenant_id) ?? 0) + 1);
		}
	}
	for (const [tenantId, reports] of done) await writeProtocol(forTenant(services.db.knex, tenantId), { kind: 'retention', detail: { reports } }, now);
	return [...done.values()].reduce((sum, count) => sum + count, 0);
}

const find = (services: Needs, now: Date) => queries.selectDueRetentionsAcrossTenants(services.db.knex, now, DEFAULT_SETTINGS.anonymiseAfterDays, AT_ONCE);

async function forgetOne(services: Needs, { tenant_id, id, public_ref, released, erased, changed_at }: queries.DueRetention, now: Date): Promise<void> {
	const keys = await forTenant(services.db.knex, tenant_id).transaction(async (scope) => {
		const answers = await queries.answersToKeep(scope, id);
		if (released) await queries.keepPublicWordsOnly(scope, id);
		await queries.forgetOthers(scope, id);
		await queries.eraseInternalWords(scope, id);
		const dropped = await deletePhotos(scope, await queries.photosToForget(scope, id, released));
		if (!(released && erased)) await eraseAuthor(services, scope, id, !released, { actor: 'system' }, now);
		await queries.markForgotten(scope, id, { answers, changedAt: changed_at }, now);
		// To whomever they went: author, supporters, contractors.
		await deleteMailsNaming(scope, public_ref);
		return dropped;
	});
	await dropFiles(services, keys);
}
