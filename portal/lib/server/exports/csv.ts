import { Readable } from 'node:stream';
import { stringify } from 'csv-stringify/sync';
import { exportTexts } from '../../texts/exports.ts';
import { neutraliseFormula, withoutControls } from './neutralise.ts';
import { COLUMNS, type ExportedStatement } from './rows.ts';

/** CSV as German spreadsheets open it by a double click: UTF-8 with BOM, semicolons, CRLF (RFC 4180 quoting). */
export function writeCsv(batches: AsyncIterable<ExportedStatement[]>): Readable {
	return Readable.from(
		(async function* () {
			yield '\ufeff' + lines([COLUMNS.map((column) => exportTexts.columns[column])]);
			for await (const statements of batches) {
				yield lines(
					statements.map(({ row }) =>
						COLUMNS.map((column) => (typeof row[column] === 'number' ? row[column] : neutraliseFormula(withoutControls(row[column]))))
					)
				);
			}
		})(),
		{ objectMode: false }
	);
}

const lines = (rows: (string | number)[][]) => stringify(rows, { delimiter: ';', record_delimiter: '\r\n', quoted_string: true });
