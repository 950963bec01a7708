import type { FileResult } from '../../../importers/xplan/check-archive.ts';
import type { CheckProgress, SkippableCheck } from '../../../importers/xplan/check.ts';
import type { Answer, Ask, CheckedFile } from './messages.ts';
import { startWorker } from './start-worker.ts';

export type Phase = 'idle' | 'running' | 'done' | 'cancelled' | 'failed';

/** A worker that does not heed a cancellation within this time is ended. */
const PATIENCE_MILLISECONDS = 4_000;

/** Runs checks in a web worker and tells the page how far they are. One for each page; only in the browser. */
export class Checker {
	phase = $state<Phase>('idle');
	/** Everything is loaded: a check needs no network any more. */
	ready = $state(false);
	progress = $state.raw<CheckProgress>({ part: 'read', share: 0 });
	files = $state.raw<CheckedFile[]>([]);
	fileName = $state('');
	private worker: Worker;
	private impatience: ReturnType<typeof setTimeout> | undefined;
	private onPdf: { resolve: (bytes: Uint8Array) => void; reject: (error: Error) => void } | undefined;

	constructor() {
		this.worker = this.start();
	}

	check(file: File, skip: Iterable<SkippableCheck>): void {
		if (this.phase === 'running') return;
		this.files = [];
		this.fileName = file.name;
		this.progress = { part: 'read', share: 0 };
		this.phase = 'running';
		this.ask({ ask: 'check', file, skip: [...skip] });
	}

	cancel(): void {
		if (this.phase !== 'running') return;
		this.ask({ ask: 'cancel' });
		this.impatience = setTimeout(() => {
			this.worker.terminate();
			this.worker = this.start();
			this.phase = 'cancelled';
		}, PATIENCE_MILLISECONDS);
	}

	/** The report as PDF, made in the worker. */
	pdf(results: readonly FileResult[]): Promise<Uint8Array> {
		return new Promise((resolve, reject) => {
			this.onPdf = { resolve, reject };
			this.ask({ ask: 'pdf', results: [...results] });
		});
	}

	close(): void {
		clearTimeout(this.impatience);
		this.worker.terminate();
	}

	private start(): Worker {
		const worker = startWorker();
		worker.onmessage = ({ data }: MessageEvent<Answer>) => this.hear(data);
		worker.onerror = () => this.fail();
		this.ready = false;
		return worker;
	}

	private ask(ask: Ask): void {
		this.worker.postMessage(ask);
	}

	private hear(message: Answer): void {
		if (message.answer === 'ready') this.ready = true;
		else if (message.answer === 'progress') this.progress = { part: message.part, share: message.share };
		else if (message.answer === 'pdf') this.onPdf?.resolve(message.bytes);
		else if (message.answer === 'failed') this.refused(message.ask, message.message);
		else {
			clearTimeout(this.impatience);
			this.files = message.answer === 'checked' ? message.files : [];
			this.phase = message.answer === 'checked' ? 'done' : 'cancelled';
		}
	}

	private refused(ask: Ask['ask'], message: string): void {
		if (ask === 'pdf') this.onPdf?.reject(new Error(message));
		// Not prepared: the check itself loads what it needs, as long as there is a network.
		else if (ask !== 'prepare') this.fail();
	}

	private fail(): void {
		clearTimeout(this.impatience);
		this.onPdf?.reject(new Error('worker'));
		if (this.phase === 'running') this.phase = 'failed';
	}
}
