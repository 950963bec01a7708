import type { FileResult } from '../../../importers/xplan/check-archive.ts';
import type { CheckProgress, SkippableCheck } from '../../../importers/xplan/check.ts';
import type { Drawing } from './drawing.ts';

/** What the page asks of the worker. The file is never sent anywhere: it stays with the browser. */
export type Ask =
	/** Loads everything that a check can need, so that it works without a network from then on. */
	| { ask: 'prepare'; fonts: { regular: string; bold: string } }
	| { ask: 'check'; file: File; skip: SkippableCheck[] }
	| { ask: 'cancel' }
	| { ask: 'pdf'; results: FileResult[] };

/** One document with what the map shows of it. */
export interface CheckedFile {
	result: FileResult;
	drawing: Drawing;
}

export type Answer =
	| { answer: 'ready' }
	| ({ answer: 'progress' } & CheckProgress)
	| { answer: 'checked'; files: CheckedFile[] }
	| { answer: 'cancelled' }
	| { answer: 'pdf'; bytes: Uint8Array }
	/** Of `ask`; a failure that nobody foresaw. */
	| { answer: 'failed'; ask: Ask['ask']; message: string };
