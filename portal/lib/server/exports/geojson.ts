import { Readable } from 'node:stream';
import type { TenantScope } from '../../../../gis/db/tenant-scope.ts';
import { lonLatOf, type StatementFilter } from '../statements/list-queries.ts';
import { COLUMNS, exportRow, statementBatches } from './rows.ts';

/** GeoJSON (RFC 7946: longitude, latitude): a feature per statement, its places as one geometry, null where it has none. */
export function writeGeoJson(scope: TenantScope, participationId: string, filter: StatementFilter): Readable {
	return Readable.from(
		(async function* () {
			yield '{"type":"FeatureCollection","features":[';
			let first = true;
			for await (const statements of statementBatches(scope, participationId, filter)) {
				const rows = await lonLatOf(scope, statements.map((each) => each.id));
				const geometries = Map.groupBy(rows, (row) => row.statement_id);
				for (const statement of statements) {
					const own = (geometries.get(statement.id) ?? []).flatMap((row) => (row.geometry ? [row.geometry] : []));
					const geometry = own.length === 0 ? 'null' : own.length === 1 ? own[0] : `{"type":"GeometryCollection","geometries":[${own.join(',')}]}`;
					const row = exportRow(statement);
					const properties = { ...Object.fromEntries(COLUMNS.map((column) => [column, row[column]])), receivedAt: statement.receivedAt.toISOString() };
					yield `${first ? '' : ',\n'}{"type":"Feature","id":${JSON.stringify(statement.id)},"geometry":${geometry},"properties":${JSON.stringify(properties)}}`;
					first = false;
				}
			}
			yield ']}\n';
		})(),
		{ objectMode: false }
	);
}
