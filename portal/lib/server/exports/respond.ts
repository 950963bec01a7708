import { Readable } from 'node:stream';
import { forTenant } from '../../../../gis/db/tenant-scope.ts';
import { exportTexts } from '../../texts/exports.ts';
import { readParticipation } from '../participations/service.ts';
import { disposition } from '../plans/documents.ts';
import type { Services } from '../services.ts';
import { readFilter } from '../statements/list.ts';
import { exportStream, type ExportKind } from './export-stream.ts';
import { statementBatches } from './rows.ts';

export const EXPORT_TYPES: Record<ExportKind, string> = {
	csv: 'text/csv; charset=utf-8',
	geojson: 'application/geo+json',
	xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'
};

/**
 * A download of a participation's statements, streamed; the filter is that of the list.
 * @throws DomainError `not_found`
 */
export async function exportResponse(
	services: Pick<Services, 'db' | 'work' | 'now'>,
	kind: ExportKind,
	tenantId: string,
	participationId: string,
	params: URLSearchParams
): Promise<Response> {
	const scope = forTenant(services.db.knex, tenantId);
	const participation = await readParticipation(scope, participationId, services.now());
	const batches = statementBatches(scope, participation.id, readFilter(params).filter, kind === 'geojson');
	return new Response(Readable.toWeb(exportStream(services, kind, batches)) as ReadableStream, {
		headers: {
			'Content-Type': EXPORT_TYPES[kind],
			'Content-Disposition': disposition('attachment', `${exportTexts.fileName(participation.title)}.${kind}`),
			'X-Content-Type-Options': 'nosniff',
			'Cache-Control': 'private, no-store'
		}
	});
}
