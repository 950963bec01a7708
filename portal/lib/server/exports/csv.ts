import { Readable } from 'node:stream';
import { stringify } from 'csv-stringify/sync';
import { neutraliseFormula, withoutControls } from './neutralise.ts';
import type { ExportedRow, ExportTable } from './table.ts';

/** CSV as German spreadsheets open it by a double click: UTF-8 with BOM, semicolons, CRLF (RFC 4180 quoting). */
export function writeCsv(batches: AsyncIterable<ExportedRow[]>, table: ExportTable): Readable {
	const columns = Object.keys(table.headings);
	return Readable.from(
		(async function* () {
			yield '\ufeff' + lines([columns.map((column) => table.headings[column]!)]);
			for await (const rows of batches) {
				yield lines(
					rows.map(({ row }) =>
						columns.map((column) => (typeof row[column] === 'number' ? row[column] : neutraliseFormula(withoutControls(row[column] ?? ''))))
					)
				);
			}
		})(),
		{ objectMode: false }
	);
}

const lines = (rows: (string | number)[][]) => stringify(rows, { delimiter: ';', record_delimiter: '\r\n', quoted_string: true });
