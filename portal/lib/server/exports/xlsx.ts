import { Readable } from 'node:stream';
import { ZipFile } from 'yazl';
import { withoutControls } from './neutralise.ts';
import type { ExportedRow, ExportTable } from './table.ts';

const XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006';
/** A cell holds at most 32,767 characters (Excel's limit). */
const MAX_CELL = 32_767;

/**
 * Excel workbook (ECMA-376), row by row into the ZIP, so that memory stays flat: the libraries for this hold the whole sheet. Texts are
 * inline strings, never formulas.
 */
export function writeXlsx(batches: AsyncIterable<ExportedRow[]>, table: ExportTable): Readable {
	const zip = new ZipFile();
	for (const [name, content] of Object.entries(parts(table.sheet))) zip.addBuffer(Buffer.from(XML + content), name);
	const sheet = Readable.from(sheetXml(batches, table), { objectMode: false });
	const output = zip.outputStream as Readable;
	// A failure of the database must break the download off, not end it as if it were whole.
	sheet.on('error', (error) => output.destroy(error));
	zip.addReadStream(sheet, 'xl/worksheets/sheet1.xml');
	zip.end();
	return output;
}

async function* sheetXml(batches: AsyncIterable<ExportedRow[]>, { headings, wide }: ExportTable): AsyncGenerator<string> {
	const names = Object.keys(headings);
	const columns = names.map((column, index) => `<col min="${index + 1}" max="${index + 1}" width="${wide.includes(column) ? 50 : 16}" customWidth="1"/>`);
	yield `${XML}<worksheet xmlns="${MAIN}"><sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews><cols>${columns.join('')}</cols><sheetData>`;
	yield `<row r="1">${names.map((column) => cell(headings[column]!, 1)).join('')}</row>`;
	let number = 2;
	for await (const some of batches) {
		let rows = '';
		for (const { row } of some) {
			rows += `<row r="${number++}">${names.map((column) => cell(row[column] ?? '', 2)).join('')}</row>`;
		}
		yield rows;
	}
	yield '</sheetData></worksheet>';
}

function cell(value: string | number, style: number): string {
	if (typeof value === 'number') return `<c s="${style}"><v>${value}</v></c>`;
	const text = withoutControls(value).slice(0, MAX_CELL).replace(/[&<>]/g, (sign) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;' })[sign]!);
	return `<c s="${style}" t="inlineStr"><is><t xml:space="preserve">${text}</t></is></c>`;
}

function parts(sheet: string): Record<string, string> {
	const type = 'application/vnd.openxmlformats-officedocument.spreadsheetml';
	return {
		'[Content_Types].xml': `<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="${type}.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="${type}.worksheet+xml"/><Override PartName="/xl/styles.xml" ContentType="${type}.styles+xml"/></Types>`,
		'_rels/.rels': `<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="rId1" Type="${OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
		'xl/workbook.xml': `<workbook xmlns="${MAIN}" xmlns:r="${OFFICE}"><sheets><sheet name="${sheet}" sheetId="1" r:id="rId1"/></sheets></workbook>`,
		'xl/_rels/workbook.xml.rels': `<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="rId1" Type="${OFFICE}/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="${OFFICE}/styles" Target="styles.xml"/></Relationships>`,
		'xl/styles.xml': `<styleSheet xmlns="${MAIN}"><fonts count="2"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="3"><xf/><xf fontId="1" applyFont="1"/><xf applyAlignment="1"><alignment vertical="top" wrapText="1"/></xf></cellXfs></styleSheet>`
	};
}
