import { createReadStream } from 'node:fs';
import type { TenantScope } from '../../../../../gis/db/tenant-scope.ts';
import { DomainError } from '../../../../../gis/errors.ts';
import { formatBytes } from '../../../../../importers/xplan/limits.ts';
import type { Services } from '../../services.ts';
import { safeName, type KeptFile, type Source } from '../../uploads/attachments.ts';
import { scanFile } from '../../uploads/clamav.ts';
import { demandRoom } from '../../uploads/quota.ts';
import { documentType } from './document-type.ts';

type Needs = Pick<Services, 'config' | 'files'>;

/**
 * Checks a document and puts it into the file store, byte by byte as it was given: its SHA-256 is what is published.
 * @throws DomainError `attachment_empty`, `attachment_too_large`, `document_type_unsupported`, `attachment_infected`,
 * `scanner_unavailable`, `upload_quota`
 */
export async function keepDocument(services: Needs, scope: TenantScope, source: Source): Promise<KeptFile> {
	const name = safeName(source.name);
	const { maxGmlBytes, clamav } = services.config;
	if (source.size === 0) throw new DomainError('attachment_empty', { name });
	if (source.size > maxGmlBytes) throw new DomainError('attachment_too_large', { name, limit: formatBytes(maxGmlBytes) });
	await demandRoom(scope, services.config, source.size);
	const mediaType = await documentType(source.path, name);
	if (!mediaType) throw new DomainError('document_type_unsupported', { name });
	if (clamav) await scanFile(clamav, source.path, name);
	const key = await services.files.put(scope.tenantId, { stream: createReadStream(source.path), size: source.size });
	return { key, name, mediaType, size: source.size, sha256: source.sha256 };
}
