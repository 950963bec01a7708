import { Readable } from 'node:stream';
import { COLUMNS, type ExportedStatement } from './rows.ts';

/** GeoJSON (RFC 7946: longitude, latitude): a feature per statement, its places as one geometry, null where it has none. */
export function writeGeoJson(batches: AsyncIterable<ExportedStatement[]>): Readable {
	return Readable.from(
		(async function* () {
			yield '{"type":"FeatureCollection","features":[';
			let first = true;
			for await (const statements of batches) {
				let text = '';
				for (const statement of statements) {
					text += (first ? '' : ',\n') + feature(statement);
					first = false;
				}
				yield text;
			}
			yield ']}\n';
		})(),
		{ objectMode: false }
	);
}

function feature({ id, row, receivedAt, geometries }: ExportedStatement): string {
	const geometry = geometries.length > 1 ? `{"type":"GeometryCollection","geometries":[${geometries.join(',')}]}` : (geometries[0] ?? 'null');
	const properties = { ...Object.fromEntries(COLUMNS.map((column) => [column, row[column]])), receivedAt };
	return `{"type":"Feature","id":${JSON.stringify(id)},"geometry":${geometry},"properties":${JSON.stringify(properties)}}`;
}
