import { Readable } from 'node:stream';
import type { TenantScope } from '../../../../gis/db/tenant-scope.ts';
import { DomainError } from '../../../../gis/errors.ts';
import { disposition } from '../plans/documents.ts';
import type { Services } from '../services.ts';
import { readStatement } from './read-statement.ts';

/**
 * An attachment for staff, as a download and nothing else: whatever a file holds, the browser must not run or show it as a page of the
 * portal. The type is the one found in its content when it came in.
 * @throws DomainError `not_found`
 */
export async function downloadAttachment(
	services: Pick<Services, 'files'>,
	scope: TenantScope,
	participationId: string,
	statementId: string,
	position: string
): Promise<Response> {
	const statement = await readStatement(scope, statementId);
	const file = statement.attachments.find((each) => String(each.position) === position);
	if (!file || statement.participationId !== participationId) throw new DomainError('not_found');
	const stream = await services.files.getStream(file.key);
	return new Response(Readable.toWeb(stream) as ReadableStream, {
		headers: {
			'Content-Type': file.mediaType,
			'Content-Length': String(file.size),
			'Content-Disposition': disposition('attachment', file.name),
			'Content-Security-Policy': "default-src 'none'; sandbox",
			'X-Content-Type-Options': 'nosniff',
			'Cache-Control': 'private, no-store'
		}
	});
}
