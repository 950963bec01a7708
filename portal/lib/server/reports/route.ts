/** A place on the ground: longitude and latitude in degrees. */
export type Place = readonly [lon: number, lat: number];

const EARTH = 6_371_008.8;
const RADIANS = Math.PI / 180;
/** Rounds of improvement: the gain of later ones is small. */
const ROUNDS = 40;

/** Metres as the crow flies, on a sphere. */
export function beeline([lon1, lat1]: Place, [lon2, lat2]: Place): number {
	const a = Math.sin(((lat2 - lat1) * RADIANS) / 2) ** 2 + Math.cos(lat1 * RADIANS) * Math.cos(lat2 * RADIANS) * Math.sin(((lon2 - lon1) * RADIANS) / 2) ** 2;
	return 2 * EARTH * Math.asin(Math.min(1, Math.sqrt(a)));
}

/** Metres of a way through all places in that order. */
export function lengthOf(places: readonly Place[]): number {
	let metres = 0;
	for (let index = 1; index < places.length; index++) metres += beeline(places[index - 1]!, places[index]!);
	return metres;
}

/**
 * A short way through all places, beginning with the first: the nearest next one, then crossings are taken out (2-opt). Beelines; not
 * the shortest of all ways, but near it, and the same for the same places.
 * @returns indexes in the order of the way
 */
export function shortWay(places: readonly Place[]): number[] {
	if (places.length < 3) return places.map((_, index) => index);
	const left = new Set(places.keys());
	const way = [0];
	left.delete(0);
	while (left.size > 0) {
		const here = places[way.at(-1)!]!;
		let nearest = -1;
		let shortest = Infinity;
		for (const index of left) {
			const metres = beeline(here, places[index]!);
			if (metres < shortest) [nearest, shortest] = [index, metres];
		}
		way.push(nearest);
		left.delete(nearest);
	}
	return withoutCrossings(places, way);
}

/** Turns pieces of the way round as long as that makes it shorter; its beginning stays. */
function withoutCrossings(places: readonly Place[], way: number[]): number[] {
	const metres = (a: number, b: number) => beeline(places[way[a]!]!, places[way[b]!]!);
	for (let round = 0, better = true; better && round < ROUNDS; round++) {
		better = false;
		for (let from = 1; from < way.length - 1; from++) {
			for (let to = from + 1; to < way.length; to++) {
				const before = metres(from - 1, from) + (to + 1 < way.length ? metres(to, to + 1) : 0);
				const after = metres(from - 1, to) + (to + 1 < way.length ? metres(from, to + 1) : 0);
				if (after < before - 1e-6) {
					way.splice(from, to - from + 1, ...way.slice(from, to + 1).reverse());
					better = true;
				}
			}
		}
	}
	return way;
}
