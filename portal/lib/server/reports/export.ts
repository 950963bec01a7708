import { Readable } from 'node:stream';
import { forTenant, type TenantScope } from '../../../../gis/db/tenant-scope.ts';
import { DomainError } from '../../../../gis/errors.ts';
import { formatShortMoment } from '../../texts/dates.ts';
import { reportListTexts as texts } from '../../texts/report-list.ts';
import { exportStream, type ExportKind } from '../exports/export-stream.ts';
import { EXPORT_TYPES } from '../exports/respond.ts';
import type { ExportedRow, ExportTable } from '../exports/table.ts';
import { dayOf } from '../participations/local-days.ts';
import { disposition } from '../plans/documents.ts';
import type { Services } from '../services.ts';
import { selectExportBatch, writeProtocol, type ReportExportRow } from './export-queries.ts';
import type { ReportConditions } from './report-conditions-queries.ts';
import { readStaffFilter, type StaffChoices } from './staff-list.ts';
import { countReports } from './staff-list.ts';
import type { StaffRequest } from './staff-page.ts';

const BATCH = 500;
const KINDS: readonly ExportKind[] = ['csv', 'xlsx', 'geojson'];

/** @param personal with name, mail address and phone */
export const reportTable = (personal: boolean): ExportTable => ({
	headings: { ...texts.exportColumns, ...(personal ? texts.exportPersonalColumns : {}) },
	wide: ['title', 'text', 'address'],
	sheet: texts.exportSheet
});

/** Reports of a filter, oldest first, in batches by key. */
export async function* reportBatches(scope: TenantScope, conditions: ReportConditions, choices: Pick<StaffChoices, 'reporters'>, personal: boolean): AsyncGenerator<ExportedRow[]> {
	for (let after: { key: string; id: string } | null = null; ; ) {
		const rows: ReportExportRow[] = await selectExportBatch(scope, conditions, after, BATCH);
		if (rows.length === 0) return;
		yield rows.map((row) => exportRow(row, choices, personal));
		after = { key: rows.at(-1)!.sort_key, id: rows.at(-1)!.id };
	}
}

function exportRow(row: ReportExportRow, { reporters }: Pick<StaffChoices, 'reporters'>, personal: boolean): ExportedRow {
	const state = reporters.find(({ id }) => id === row.reporter_id)?.workflow.find(({ key }) => key === row.state);
	const degrees = (value: number) => Number(value.toFixed(6));
	const moment = (at: Date | null) => (at ? formatShortMoment(at) : '');
	return {
		id: row.id,
		receivedAt: row.received_at.toISOString(),
		geometries: [JSON.stringify({ type: 'Point', coordinates: [degrees(row.lon), degrees(row.lat)] })],
		row: {
			ref: row.public_ref,
			reporter: row.reporter,
			group: row.group_name,
			category: row.category,
			title: row.title,
			text: row.body,
			address: row.address,
			lon: degrees(row.lon),
			lat: degrees(row.lat),
			state: state?.label ?? row.state,
			open: row.open ? texts.yes : texts.no,
			received: moment(row.received_at),
			changed: moment(row.changed_at),
			due: moment(row.due_at),
			closed: moment(row.closed_at),
			body: row.body_name ?? '',
			assignee: row.assigned_name ?? '',
			release: row.body_release === 'released' ? texts.yes : texts.no,
			photos: row.photos,
			supporters: row.support_count,
			origin: texts.exportOrigins[row.origin],
			...(personal ? { authorName: row.author_name ?? '', authorEmail: row.author_email ?? '', authorPhone: row.author_phone ?? '' } : {})
		}
	};
}

/**
 * A download of all that fits, streamed. Personal data are in it only where they were asked for; then the protocol has a line before the
 * first byte leaves.
 * @param params the filter; `als` csv, xlsx or geojson; `personen=ja`
 * @throws DomainError `not_found`, `report_filter_wrong`
 */
export async function exportReports(services: Services, request: StaffRequest, params: URLSearchParams): Promise<Response> {
	const kind = KINDS.find((each) => each === params.get('als'));
	if (!kind) throw new DomainError('not_found');
	const personal = params.get('personen') === 'ja';
	const scope = forTenant(services.db.knex, request.tenantId);
	const { conditions, choices, query } = await readStaffFilter(services, request, params, true);
	const now = services.now();
	if (personal) {
		const rows = await countReports(scope, conditions);
		// Words of a search may be a name: the protocol itself holds no personal data.
		const asked = new URLSearchParams(query);
		if (asked.has('suche')) asked.set('suche', '…');
		await writeProtocol(scope, { kind: 'export', account: request.account.id, detail: { format: kind, rows, filter: asked.toString() } }, now);
	}
	const stream = exportStream(services, kind, reportBatches(scope, conditions, choices, personal), reportTable(personal));
	return new Response(Readable.toWeb(stream) as ReadableStream, {
		headers: {
			'Content-Type': EXPORT_TYPES[kind],
			'Content-Disposition': disposition('attachment', `meldungen-${dayOf(now)}.${kind}`),
			'X-Content-Type-Options': 'nosniff',
			'Cache-Control': 'private, no-store'
		}
	});
}
