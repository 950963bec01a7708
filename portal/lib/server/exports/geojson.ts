import { Readable } from 'node:stream';
import type { ExportedRow, ExportTable } from './table.ts';

/** GeoJSON (RFC 7946: longitude, latitude): a feature per row, its places as one geometry, null where it has none. */
export function writeGeoJson(batches: AsyncIterable<ExportedRow[]>, table: ExportTable): Readable {
	const columns = Object.keys(table.headings);
	return Readable.from(
		(async function* () {
			yield '{"type":"FeatureCollection","features":[';
			let first = true;
			for await (const rows of batches) {
				let text = '';
				for (const row of rows) {
					text += (first ? '' : ',\n') + feature(row, columns);
					first = false;
				}
				yield text;
			}
			yield ']}\n';
		})(),
		{ objectMode: false }
	);
}

function feature({ id, row, receivedAt, geometries }: ExportedRow, columns: string[]): string {
	const geometry = geometries.length > 1 ? `{"type":"GeometryCollection","geometries":[${geometries.join(',')}]}` : (geometries[0] ?? 'null');
	const properties = { ...Object.fromEntries(columns.map((column) => [column, row[column]])), receivedAt };
	return `{"type":"Feature","id":${JSON.stringify(id)},"geometry":${geometry},"properties":${JSON.stringify(properties)}}`;
}
