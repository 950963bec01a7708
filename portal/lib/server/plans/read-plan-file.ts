import { randomUUID } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { parentPort } from 'node:worker_threads';
import { beginsAsZip, openArchive } from '../../../../importers/xplan/archive.ts';
import type { ObjectBatch, ReadPlan, ReadResult, ReadTask, SentPlan } from './import-types.ts';
import { useGrid } from './locate.ts';
import { copyValue } from './object-rows.ts';
import { readDocument, type DocumentSource } from './read-document.ts';

const port = parentPort!;
/** Batches on their way: while one is stored the next is read. */
const AHEAD = 2;
const ENCODER = new TextEncoder();
/** Of one UTF-16 unit in UTF-8. */
const MOST_BYTES = 3;

class Batches {
	/** Rows of the batch that is being filled. Its memory moves to the other thread without a copy. */
	private rows = new Uint8Array(0);
	private bytes = 0;
	private versionIds: string[] = [];
	private underway = 0;
	private waiting: (() => void)[] = [];
	private readonly limit: number;
	private readonly progress: () => number;

	constructor(limit: number, progress: () => number) {
		this.limit = limit;
		this.progress = progress;
		port.on('message', this.taken);
	}

	private readonly taken = (): void => {
		this.underway--;
		for (const resume of this.waiting.splice(0)) resume();
	};

	/** The next rows are those of another version. */
	begin(versionId: string): void {
		this.versionIds.push(versionId);
	}

	add(line: string): Promise<void> | void {
		const room = line.length < this.limit / MOST_BYTES ? line.length * MOST_BYTES : Buffer.byteLength(line);
		const full = this.bytes > 0 && this.bytes + room > this.rows.length ? this.flush() : undefined;
		if (this.bytes === 0) this.rows = new Uint8Array(Math.max(this.limit, room));
		this.bytes += ENCODER.encodeInto(line, this.rows.subarray(this.bytes)).written;
		return full;
	}

	async flush(): Promise<void> {
		if (this.bytes === 0) return;
		const batch: ObjectBatch = { rows: this.rows.subarray(0, this.bytes), versionIds: this.versionIds.splice(0), progress: this.progress() };
		this.bytes = 0;
		this.underway++;
		port.postMessage({ batch }, [this.rows.buffer]);
		await this.until(AHEAD - 1);
	}

	/** Waits until all are stored. */
	async end(): Promise<void> {
		await this.flush();
		await this.until(0);
		port.off('message', this.taken);
	}

	/** Waits until no more than so many batches are underway. */
	private async until(most: number): Promise<void> {
		while (this.underway > most) await new Promise<void>((resolve) => this.waiting.push(resolve));
	}
}

function toSend({ bereiche, ...plan }: ReadPlan, tenantId: string): SentPlan {
	if (bereiche.length === 0) return { ...plan, bereichRows: null };
	const lines = bereiche.map(({ gmlId, class: className, number, name, attributes, native, geom }) =>
		[tenantId, plan.versionId, gmlId, className, number, name, attributes, native, geom].map(copyValue).join('\t')
	);
	return { ...plan, bereichRows: ENCODER.encode(`${lines.join('\n')}\n`) };
}

/** What of a result moves to the other thread without a copy. */
export const memoryOf = ({ plans }: ReadResult): ArrayBuffer[] => plans.flatMap(({ bereichRows }) => (bereichRows ? [bereichRows.buffer] : []));

/** Reads a GML or ZIP and posts rows that are ready to be stored, batch by batch. @throws XplanError */
export async function readPlanFile(task: ReadTask): Promise<ReadResult> {
	useGrid(task.ntv2Grid);
	let read = 0;
	let total = 1;
	const batches = new Batches(task.batchBytes, () => Math.min(1, read / total));
	const measured = (bytes: () => AsyncIterable<Uint8Array>) =>
		async function* () {
			for await (const chunk of bytes()) {
				read += chunk.length;
				yield chunk;
			}
		};
	const common = () => ({ versionId: randomUUID(), tenantId: task.tenantId, maxBytes: task.maxBytes });
	const plans: SentPlan[] = [];
	const run = async (source: DocumentSource) => {
		batches.begin(source.versionId);
		for (const plan of await readDocument(source, (line) => batches.add(line))) plans.push(toSend(plan, task.tenantId));
	};
	if (await beginsAsZip(task.path)) {
		const archive = await openArchive(task.path);
		try {
			total = archive.gml.reduce((sum, each) => sum + each.size, 0);
			for (const gml of archive.gml) {
				const fallbackName = basename(gml.name).replace(/\.gml$/i, '');
				await run({ ...common(), gmlPath: gml.name, fallbackName, open: measured(() => gml.open()) });
			}
		} finally {
			archive.close();
		}
	} else {
		total = (await stat(task.path)).size;
		const fallbackName = basename(task.name).replace(/\.(gml|xml)$/i, '');
		await run({ ...common(), gmlPath: null, fallbackName, open: measured(() => createReadStream(task.path, { highWaterMark: 256 * 1024 })) });
	}
	await batches.end();
	return { plans };
}
