import type { TenantScope } from '../../../../gis/db/tenant-scope.ts';
import { DomainError } from '../../../../gis/errors.ts';
import { formatBytes } from '../../../../importers/xplan/limits.ts';
import type { Config } from '../config.ts';
import { bytesOfTenant, lockQuota } from './quota-queries.ts';

type Needs = Pick<Config, 'tenantQuotaBytes'>;

/**
 * The last word on what a tenant stores, in the transaction that has just written its rows: others who wrote at the same moment are
 * counted after it or before it, never beside it.
 * @throws DomainError `upload_quota`; then the transaction must not stand
 */
export async function holdQuota(inside: TenantScope, config: Needs): Promise<void> {
	await lockQuota(inside);
	await demandRoom(inside, config, 0);
}

/**
 * Whether so many bytes more would fit at this moment; saves keeping what would be refused anyway.
 * @throws DomainError `upload_quota`
 */
export async function demandRoom(scope: TenantScope, { tenantQuotaBytes: quota }: Needs, bytes: number): Promise<void> {
	if ((await bytesOfTenant(scope)) + bytes > quota) throw new DomainError('upload_quota', { limit: formatBytes(quota) });
}
