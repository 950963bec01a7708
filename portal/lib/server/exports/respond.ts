import { Readable } from 'node:stream';
import type { TenantScope } from '../../../../gis/db/tenant-scope.ts';
import { exportTexts } from '../../texts/exports.ts';
import { readParticipation } from '../participations/service.ts';
import { disposition } from '../plans/documents.ts';
import { readFilter } from '../statements/list.ts';
import { writeCsv } from './csv.ts';
import { writeGeoJson } from './geojson.ts';
import { writeXlsx } from './xlsx.ts';

const KINDS = {
	csv: { type: 'text/csv; charset=utf-8', write: writeCsv },
	geojson: { type: 'application/geo+json', write: writeGeoJson },
	xlsx: { type: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', write: writeXlsx }
} as const;

/**
 * A download of a participation's statements, streamed; the filter is that of the list.
 * @throws DomainError `not_found`
 */
export async function exportResponse(
	kind: keyof typeof KINDS,
	scope: TenantScope,
	participationId: string,
	params: URLSearchParams,
	now: Date
): Promise<Response> {
	const participation = await readParticipation(scope, participationId, now);
	const { type, write } = KINDS[kind];
	const stream = write(scope, participation.id, readFilter(params).filter);
	return new Response(Readable.toWeb(stream) as ReadableStream, {
		headers: {
			'Content-Type': type,
			'Content-Disposition': disposition('attachment', `${exportTexts.fileName(participation.title)}.${kind}`),
			'X-Content-Type-Options': 'nosniff',
			'Cache-Control': 'private, no-store'
		}
	});
}
