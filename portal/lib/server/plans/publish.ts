import type { TenantScope } from '../../../../gis/db/tenant-scope.ts';
import { DomainError } from '../../../../gis/errors.ts';
import { demandId, publishVersion } from '../../../../gis/plans/plans.ts';
import type { Account } from '../accounts/types.ts';
import { findCheck, insertOverride, listOverrides, setPublisher, type CheckRow, type Override } from './check-queries.ts';
import type { BlockingRule } from './check-types.ts';

const LONGEST_REASON = 4000;

/** What stands in the way of publication. */
export interface Obstacles {
	/** The check has not ended, or has failed. */
	unchecked: boolean;
	/** Errors of geometry that somebody with the right may override. */
	geometry: BlockingRule[];
	/** Errors that only a better file removes. */
	others: BlockingRule[];
}

/** @param check null where none was asked for */
export function obstaclesOf(check: CheckRow | null, overrides: readonly Pick<Override, 'rules'>[]): Obstacles {
	if (check?.state !== 'done') return { unchecked: true, geometry: [], others: [] };
	// As many errors of a rule as somebody saw who took them upon themselves; more are others.
	const covers = ({ rule, count }: BlockingRule) => overrides.some(({ rules }) => rules.some((each) => each.rule === rule && each.count >= count));
	return {
		unchecked: false,
		geometry: check.blocking.filter((each) => each.check === 'geometry' && !covers(each)),
		others: check.blocking.filter((each) => each.check !== 'geometry')
	};
}

/**
 * Makes a version public, if its check allows it.
 * @throws DomainError `not_found`, `plan_unchecked`, `plan_check_errors`, `plan_check_geometry`
 */
export async function publishChecked(scope: TenantScope, versionId: string, accountId: string | null, now: Date): Promise<void> {
	await scope.transaction(async (inside) => {
		if (!(await inside.table('plan_version').where('plan_version.id', demandId(versionId)).forUpdate().first('id'))) throw new DomainError('not_found');
		const { unchecked, geometry, others } = obstaclesOf(await findCheck(inside, versionId), await listOverrides(inside, { versionId }));
		if (unchecked) throw new DomainError('plan_unchecked');
		if (others.length > 0) throw new DomainError('plan_check_errors', { errors: sum(others) });
		if (geometry.length > 0) throw new DomainError('plan_check_geometry', { errors: sum(geometry) });
		await publishVersion(inside, versionId, now);
		await setPublisher(inside, versionId, accountId);
	});
}

/**
 * Keeps who takes errors of geometry upon themselves, and why; they no longer stand against publication.
 * @throws DomainError `not_found`, `plan_unchecked`, `plan_override_reason`, `plan_override_nothing`
 */
export async function overrideGeometry(scope: TenantScope, versionId: string, account: Pick<Account, 'id' | 'name'>, reason: string, now: Date): Promise<void> {
	const text = reason.trim();
	if (text.length < 10 || text.length > LONGEST_REASON) throw new DomainError('plan_override_reason', { limit: LONGEST_REASON });
	await scope.transaction(async (inside) => {
		if (!(await inside.table('plan_version').where('plan_version.id', demandId(versionId)).forUpdate().first('id'))) throw new DomainError('not_found');
		const { unchecked, geometry } = obstaclesOf(await findCheck(inside, versionId), await listOverrides(inside, { versionId }));
		if (unchecked) throw new DomainError('plan_unchecked');
		if (geometry.length === 0) throw new DomainError('plan_override_nothing');
		const rules = geometry.map(({ rule, count }) => ({ rule, count }));
		await insertOverride(inside, { versionId, rules, reason: text, accountId: account.id, accountName: account.name, at: now });
	});
}

const sum = (rules: BlockingRule[]): number => rules.reduce((total, { count }) => total + count, 0);
