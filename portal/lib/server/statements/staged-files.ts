import { forTenant, type TenantScope } from '../../../../gis/db/tenant-scope.ts';
import type { Knex } from 'knex';
import type { Services } from '../services.ts';
import { dropFiles, keepAttachments, type KeptFile, type Source } from '../uploads/attachments.ts';
import * as queries from './staged-file-queries.ts';

/** How long an attachment waits between two steps of the form. */
const HOURS = 3;
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

export interface StagedFile {
	/** Unguessable; the form carries it in a hidden field. */
	id: string;
	name: string;
	size: number;
}

/**
 * Takes in attachments before the statement is sent, so that a form in several steps, without JavaScript, loses no file.
 * @throws DomainError as `keepAttachments`
 */
export async function stageAttachments(
	services: Pick<Services, 'config' | 'files' | 'work' | 'db'>,
	scope: TenantScope,
	sources: Source[],
	alreadyStaged: number,
	now: Date
): Promise<StagedFile[]> {
	await sweepStagedFiles(services, now);
	const kept = await keepAttachments(services, scope.tenantId, sources, alreadyStaged);
	const expiresAt = new Date(now.getTime() + HOURS * 3_600_000);
	return queries.insertStaged(scope, kept, expiresAt);
}

/** Files of earlier steps that still wait, in the order of `ids`. Unknown and expired ones are left out. */
export async function listStaged(scope: TenantScope, ids: string[], now: Date): Promise<StagedFile[]> {
	const rows = await queries.findStaged(scope, ids.filter((id) => UUID.test(id)), now);
	return ids.flatMap((id) => rows.filter((row) => row.id === id)).map(({ id, name, size }) => ({ id, name, size: Number(size) }));
}

/** Takes staged files over, inside the transaction of the statement: the rows are gone from the stage if and only if it commits. */
export async function takeStaged(scope: TenantScope, ids: string[], now: Date): Promise<KeptFile[]> {
	const rows = await queries.takeStaged(scope, ids.filter((id) => UUID.test(id)), now);
	return ids
		.flatMap((id) => rows.filter((row) => row.id === id))
		.map((row) => ({ key: row.key, name: row.name, mediaType: row.media_type, size: Number(row.size), sha256: Buffer.from(row.sha256) }));
}

/** Removes what nobody sent, of all tenants. */
export async function sweepStagedFiles(services: Pick<Services, 'files' | 'db'>, now: Date): Promise<void> {
	for (const tenantId of await queries.tenantsWithExpired(services.db.knex as Knex, now)) {
		const keys = await queries.deleteExpired(forTenant(services.db.knex, tenantId), now);
		await dropFiles(services, keys);
	}
}
