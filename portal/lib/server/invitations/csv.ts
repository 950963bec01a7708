import { DomainError } from '../../../../gis/errors.ts';

const MOST_LINES = 5000;

/**
 * Takes CSV apart (RFC 4180): quoted cells, doubled quotes, line breaks inside. The separator is what the first line has more of,
 * semicolon or comma. Empty lines are left out.
 * @returns cells per record, with the line at which it begins
 * @throws DomainError `public_body_csv`
 */
export function readCsv(text: string): { cells: string[]; line: number }[] {
	const plain = text.replace(/^\ufeff/, '');
	const first = plain.split(/\r?\n/, 1)[0]!;
	const separator = first.split(';').length >= first.split(',').length ? ';' : ',';
	const records: { cells: string[]; line: number }[] = [];
	let cells: string[] = [];
	let cell = '';
	let quoted = false;
	let line = 1;
	let begin = 1;
	const endRecord = () => {
		cells.push(cell);
		if (cells.some((each) => each.trim() !== '')) records.push({ cells, line: begin });
		if (records.length > MOST_LINES) throw new DomainError('public_body_csv', { line });
		cells = [];
		cell = '';
		begin = line;
	};
	for (let at = 0; at < plain.length; at++) {
		const sign = plain[at]!;
		if (sign === '\n') line++;
		if (quoted) {
			if (sign !== '"') cell += sign;
			else if (plain[at + 1] === '"') {
				cell += '"';
				at++;
			} else quoted = false;
		} else if (sign === '"' && cell === '') quoted = true;
		else if (sign === separator) {
			cells.push(cell);
			cell = '';
		} else if (sign === '\n') endRecord();
		else if (sign !== '\r') cell += sign;
	}
	if (quoted) throw new DomainError('public_body_csv', { line: begin });
	endRecord();
	return records;
}
