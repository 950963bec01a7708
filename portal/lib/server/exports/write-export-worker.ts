import { parentPort, workerData } from 'node:worker_threads';
import { writeCsv } from './csv.ts';
import { writeGeoJson } from './geojson.ts';
import type { ExportKind, ExportMessage } from './export-stream.ts';
import type { ExportedRow, ExportTable } from './table.ts';
import { writeXlsx } from './xlsx.ts';

/** Writes a table beside the event loop (see work-pool.ts for the protocol): asks for rows and hands over what it wrote. */
const WRITERS = { csv: writeCsv, geojson: writeGeoJson, xlsx: writeXlsx };
const port = parentPort!;

/** One question at a time, so that every answer is to the last one. */
let last: Promise<unknown> = Promise.resolve();
function ask<Reply>(batch: ExportMessage): Promise<Reply> {
	const reply = last.then(
		() =>
			new Promise<Reply>((resolve) => {
				port.once('message', resolve);
				port.postMessage({ batch });
			})
	);
	last = reply;
	return reply;
}

async function* rows(): AsyncGenerator<ExportedRow[]> {
	for (;;) {
		const batch = await ask<ExportedRow[] | null>({ want: 'rows' });
		if (!batch) return;
		yield batch;
	}
}

try {
	const { kind, table } = workerData as { kind: ExportKind; table: ExportTable };
	for await (const chunk of WRITERS[kind](rows(), table)) await ask({ chunk: chunk as Uint8Array });
	port.postMessage({ result: null });
} catch (thrown) {
	const error = thrown as Error & { code?: string };
	port.postMessage({ error: { name: error.name, code: error.code, message: error.message, stack: error.stack } });
}
