/** Numbers that look random and are the same for the same seed (mulberry32). */
export class Random {
	private state: number;

	constructor(seed: number) {
		this.state = seed >>> 0;
	}

	/** From 0 up to 1. */
	next(): number {
		this.state = (this.state + 0x6d2b79f5) >>> 0;
		let t = this.state;
		t = Math.imul(t ^ (t >>> 15), t | 1);
		t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
		return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
	}

	/** Whole, below `end`. */
	below(end: number): number {
		return Math.floor(this.next() * end);
	}

	pick<T>(items: readonly T[]): T {
		return items[this.below(items.length)]!;
	}

	chance(share: number): boolean {
		return this.next() < share;
	}
}
