import type { TenantScope } from '../../../../gis/db/tenant-scope.ts';
import { DomainError } from '../../../../gis/errors.ts';
import { demandId } from '../../../../gis/plans/plans.ts';
import type { Services } from '../services.ts';
import { cancelOpenImport, listImports, markCancelled, type ImportRow } from './import-queries.ts';
import { removeVersion } from './staff-plans.ts';

/** Whether the import, or the check of what it stored, is still under way. */
export function isUnderWay(row: ImportRow): boolean {
	if (row.state === 'queued' || row.state === 'running') return true;
	return row.state === 'done' && row.versions.some(({ check }) => check === 'queued' || check === 'running');
}

/**
 * Cancels an import at any time until its last check has ended, and leaves nothing of it behind but the record that it was cancelled.
 * @throws DomainError `not_found`, `import_over`; `plan_published` where somebody published a version meanwhile
 */
export async function cancelImport(services: Pick<Services, 'files' | 'now'>, scope: TenantScope, importId: string): Promise<void> {
	const { cancelled, key } = await cancelOpenImport(scope, demandId(importId), services.now());
	if (key) await services.files.remove(key);
	if (cancelled) return;
	const [row] = await listImports(scope, importId);
	if (!row) throw new DomainError('not_found');
	if (!isUnderWay(row)) throw new DomainError('import_over');
	// Before the first is removed: all of them or none.
	if (row.versions.some(({ published }) => published)) throw new DomainError('plan_published');
	for (const { versionId } of row.versions) await removeVersion(services, scope, versionId);
	await markCancelled(scope, importId, services.now());
}
