import type { CheckPart } from './check-parts.ts';
import type { CheckRun } from './checks/checked-document.ts';
import type { FindingList } from './findings.ts';

export interface CheckProgress {
	part: CheckPart;
	/** Of the whole check, 0 to 1; never falls. */
	share: number;
}

/** Shares of the time that the parts take on ordinary plans. */
const WEIGHT: Record<CheckPart, number> = { read: 45, references: 4, geometry: 45, semantics: 6 };
/** How long a check may keep the thread before it lets messages in, such as the one that cancels it. */
const BREATH_MILLISECONDS = 50;
const SMALLEST_STEP = 0.005;
/** After what waits, messages included. Browsers have no `setImmediate`; a timer waits for a millisecond and more. */
const later = (resolve: () => void): void => void (typeof setImmediate === 'function' ? setImmediate : setTimeout)(resolve);

interface PaceOptions {
	bytes?: number;
	onProgress?: (progress: CheckProgress) => void;
	signal?: AbortSignal;
}

/** Tells progress in shares of the whole, lets the thread breathe, and stops when asked to. */
export class Pace {
	private readonly parts: readonly CheckPart[];
	private readonly options: PaceOptions;
	private part: CheckPart = 'read';
	private told = -1;
	private breathed = performance.now();

	constructor(parts: readonly CheckPart[], options: PaceOptions) {
		this.parts = parts;
		this.options = options;
		this.tell(0);
	}

	/** Whether any check looks at the objects together. */
	get needsDocument(): boolean {
		return this.parts.length > 1;
	}

	start(part: CheckPart): void {
		this.part = part;
		this.tell(0);
	}

	end(): void {
		this.part = this.parts[this.parts.length - 1]!;
		this.tell(1);
	}

	/** @throws the reason of the signal when cancelled */
	readonly checkpoint = async (): Promise<void> => {
		this.options.signal?.throwIfAborted();
		if (performance.now() - this.breathed < BREATH_MILLISECONDS) return;
		await new Promise<void>(later);
		this.breathed = performance.now();
		this.options.signal?.throwIfAborted();
	};

	run(findings: FindingList): CheckRun {
		return { findings, checkpoint: this.checkpoint, onProgress: (share) => this.tell(share) };
	}

	/** The source, counted. */
	async *counted(source: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
		let done = 0;
		for await (const piece of source) {
			await this.checkpoint();
			done += piece.byteLength;
			if (this.options.bytes) this.tell(done / this.options.bytes);
			yield piece;
		}
	}

	private tell(share: number): void {
		if (!this.options.onProgress) return;
		let before = 0;
		let whole = 0;
		for (const part of this.parts) {
			whole += WEIGHT[part];
			if (this.parts.indexOf(part) < this.parts.indexOf(this.part)) before += WEIGHT[part];
		}
		const total = Math.min(1, (before + WEIGHT[this.part] * Math.min(1, Math.max(0, share))) / whole);
		if (total - this.told < SMALLEST_STEP && !(total === 1 && this.told < 1)) return;
		this.told = total;
		this.options.onProgress({ part: this.part, share: total });
	}
}
