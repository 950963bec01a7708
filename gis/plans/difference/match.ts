/** Finding what is the same thing in both versions. Pure; the places are compared in SQL (`places-queries.ts`). */

export interface Side {
	/** Key of the row. */
	id: number;
	gmlId: string;
	/** In the newer version's standard, where the older was converted. */
	class: string;
}

export interface Pair {
	from: number;
	to: number;
}

export interface Candidate extends Pair {
	/** 0 to 1: how much of the place is shared. */
	score: number;
	/** The properties are equal, references apart. */
	alike: boolean;
}

/** Rows with the same gml:id and class; what is left over of both sides; same gml:id but another class. */
export function matchByGmlId(from: Side[], to: Side[]): { pairs: Pair[]; otherClass: Pair[]; from: Side[]; to: Side[] } {
	const byId = new Map(to.map((side) => [side.gmlId, side]));
	const pairs: Pair[] = [];
	const otherClass: Pair[] = [];
	const taken = new Set<number>();
	const left: Side[] = [];
	for (const side of from) {
		const found = byId.get(side.gmlId);
		if (found?.class === side.class) {
			pairs.push({ from: side.id, to: found.id });
			taken.add(found.id);
			continue;
		}
		if (found) otherClass.push({ from: side.id, to: found.id });
		left.push(side);
	}
	return { pairs, otherClass, from: left, to: to.filter((side) => !taken.has(side.id)) };
}

/** Scores that differ by less are equal: then equal properties decide. */
const SCORE_STEP = 1e-4;

/**
 * One to one, the best first; of equal scores those with equal properties, then the order of the file. Deterministic.
 * @param minimum candidates below are no match
 */
export function greedy(candidates: Candidate[], minimum: number): Pair[] {
	const step = (each: Candidate) => Math.round(each.score / SCORE_STEP);
	const sorted = candidates
		.filter((each) => each.score >= minimum)
		.sort((a, b) => step(b) - step(a) || Number(b.alike) - Number(a.alike) || a.from - b.from || a.to - b.to);
	const used = { from: new Set<number>(), to: new Set<number>() };
	const pairs: Pair[] = [];
	for (const { from, to } of sorted) {
		if (used.from.has(from) || used.to.has(to)) continue;
		used.from.add(from);
		used.to.add(to);
		pairs.push({ from, to });
	}
	return pairs;
}

/** Pairs by several keys, one after the other; a key that is not unique on a side is none. For texts, Bereiche and documents: few rows. */
export function matchByKeys<T>(from: T[], to: T[], keys: ((item: T) => string | null)[]): { pairs: { from: T; to: T; key: number }[]; from: T[]; to: T[] } {
	const pairs: { from: T; to: T; key: number }[] = [];
	const left = { from: [...from], to: [...to] };
	for (const [index, keyOf] of keys.entries()) {
		const [ours, theirs] = [uniqueBy(left.from, keyOf), uniqueBy(left.to, keyOf)];
		const found = [...ours].filter(([key]) => theirs.has(key)).map(([key, item]) => ({ from: item, to: theirs.get(key)!, key: index }));
		pairs.push(...found);
		const gone = new Set(found.flatMap((pair) => [pair.from, pair.to]));
		left.from = left.from.filter((item) => !gone.has(item));
		left.to = left.to.filter((item) => !gone.has(item));
	}
	return { pairs, ...left };
}

function uniqueBy<T>(items: T[], keyOf: (item: T) => string | null): Map<string, T> {
	const unique = new Map<string, T>();
	const doubled = new Set<string>();
	for (const item of items) {
		const key = keyOf(item);
		if (key === null || doubled.has(key)) continue;
		if (unique.delete(key)) doubled.add(key);
		else unique.set(key, item);
	}
	return unique;
}
