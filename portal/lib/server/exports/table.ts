import { exportTexts } from '../../texts/exports.ts';

/** What a table of an export looks like: plain values, so that it can go to a worker. */
export interface ExportTable {
	/** Key of the column → its heading, in order. */
	headings: Record<string, string>;
	/** Columns of long texts. */
	wide: string[];
	/** Name of the sheet. */
	sheet: string;
}

/** A row as exports write it. */
export interface ExportedRow {
	id: string;
	row: Record<string, string | number>;
	/** ISO 8601. */
	receivedAt: string;
	/** GeoJSON texts of its places (longitude, latitude); only read for formats that want them. */
	geometries: string[];
}

export const STATEMENT_TABLE: ExportTable = {
	headings: exportTexts.columns,
	wide: ['text', 'places', 'objects', 'address', 'digest'],
	sheet: exportTexts.sheet
};
