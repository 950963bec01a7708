import type { ReportKind } from '../../../../importers/report-files.ts';
import type { FileResult } from '../../../../importers/xplan/check-archive.ts';
import type { SkippableCheck } from '../../../../importers/xplan/check-parts.ts';

/** A file that somebody wants checked without keeping it. */
export interface CheckTask {
	/** Where it lies until the answer is sent. */
	path: string;
	/** As the asker calls it; shown in the report. */
	name: string;
	maxBytes: number;
	skip: SkippableCheck[];
	/** `results`: for a page; the others are files. */
	form: ReportKind | 'results';
}

/** A report that is kept, as a file. */
export interface ReportTask {
	results: FileResult[];
	kind: ReportKind;
	checkedAt: Date;
}
