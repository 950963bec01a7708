import { createWriteStream } from 'node:fs';
import { parentPort, workerData } from 'node:worker_threads';
import { useGrid } from '../plans/locate.ts';
import { MapItems } from './map-items.ts';
import type { PrintBaseRow, PrintMessage, PrintObjectRow, PrintResult, PrintTask } from './print-types.ts';
import { scanPieces } from './print-scans.ts';
import { writeSheet } from './sheet.ts';

/** Draws a sheet beside the event loop (see work-pool.ts for the protocol): asks for rows, says how far it is. */
const port = parentPort!;
const task = workerData as PrintTask;

function ask<Reply>(batch: PrintMessage): Promise<Reply> {
	return new Promise((resolve) => {
		port.once('message', resolve);
		port.postMessage({ batch });
	});
}

async function run(): Promise<PrintResult> {
	useGrid(task.ntv2Grid);
	const map = new MapItems(task);
	if (task.base) {
		for (let rows: PrintBaseRow[] | null; (rows = await ask({ want: 'base' })); ) for (const row of rows) map.addBase(row);
	}
	await ask({ progress: 0.1 });
	for (let rows: PrintObjectRow[] | null; (rows = await ask({ want: 'objects' })); ) {
		for (const row of rows) map.add(row);
		await ask({ progress: 0.1 + 0.6 * Math.min(1, map.objects / (task.objectCount + 1)) });
	}
	if (task.perimeter) map.addPerimeter(task.perimeter);
	const scans = await scanPieces(task, map.toFrame);
	await ask({ progress: 0.75 });
	const { pages, done } = writeSheet(task, map, createWriteStream(task.file), scans);
	await done;
	return { pages, objects: map.objects };
}

try {
	port.postMessage({ result: await run() });
} catch (thrown) {
	const error = thrown as Error & { code?: string; values?: Record<string, string | number> };
	port.postMessage({ error: { name: error.name, code: error.code, message: error.message, values: error.values, stack: error.stack } });
}
