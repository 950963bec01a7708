import { createHash } from 'node:crypto';

/** Random numbers that are the same on every machine for the same seed. */
export interface Random {
	/** From 0 to below 1. */
	next(): number;
	between(low: number, high: number): number;
	/** Whole number from `low` to `high`, both included. */
	whole(low: number, high: number): number;
	pick<T>(list: readonly T[]): T;
	chance(probability: number): boolean;
}

/** A generator of the mulberry32 kind: 32 bits of state are plenty for a town, and it is the same everywhere. */
export function createRandom(seed: string | number): Random {
	let state = createHash('sha256').update(String(seed)).digest().readUInt32LE(0);
	const next = (): number => {
		state = (state + 0x6d2b79f5) | 0;
		let t = Math.imul(state ^ (state >>> 15), 1 | state);
		t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
		return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
	};
	return {
		next,
		between: (low, high) => low + next() * (high - low),
		whole: (low, high) => low + Math.floor(next() * (high - low + 1)),
		pick: (list) => list[Math.floor(next() * list.length)]!,
		chance: (probability) => next() < probability
	};
}

/** The same name under the same seed always gives the same id, so that drafts of one plan can share ids. `GML_` makes it an NCName. */
export function gmlId(seed: string, name: string): string {
	const h = createHash('sha256').update(`${seed}\n${name}`).digest('hex');
	const variant = '89ab'[parseInt(h[16]!, 16) & 3];
	return `GML_${h.slice(0, 8)}-${h.slice(8, 12)}-5${h.slice(13, 16)}-${variant}${h.slice(17, 20)}-${h.slice(20, 32)}`;
}
