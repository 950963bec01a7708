import { PassThrough, type Readable } from 'node:stream';
import { once } from 'node:events';
import type { Services } from '../services.ts';
import { STATEMENT_TABLE, type ExportedRow, type ExportTable } from './table.ts';

export type ExportKind = 'csv' | 'geojson' | 'xlsx';
/** What the worker posts: it wants the next rows, or has written something. */
export type ExportMessage = { want: 'rows' } | { chunk: Uint8Array };

/** A download over a slow line may take its time; the worker holds one batch. */
const LIMITS = { seconds: 1800, megabytes: 256 };

/**
 * A table as a stream, written by a worker. The database is read here, a batch whenever the worker wants one, and only as
 * fast as the download is taken. A failure breaks the download off, so that half a table is never taken for a whole one.
 */
export function exportStream(
	services: Pick<Services, 'work'>,
	kind: ExportKind,
	batches: AsyncGenerator<ExportedRow[]>,
	table: ExportTable = STATEMENT_TABLE
): Readable {
	const output = new PassThrough();
	const gone = new AbortController();
	output.once('close', () => gone.abort());
	const answer = async (message: ExportMessage): Promise<ExportedRow[] | null> => {
		if ('want' in message) return (await batches.next()).value ?? null;
		if (!output.write(message.chunk)) await once(output, 'drain', { signal: gone.signal });
		return null;
	};
	services.work.run('write-export', { kind, table }, { ...LIMITS, signal: gone.signal }, answer as never).then(
		() => output.end(),
		(error: Error) => output.destroy(error)
	);
	return output;
}
