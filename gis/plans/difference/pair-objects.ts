import type { TenantScope } from '../../db/tenant-scope.ts';
import { greedy, matchByGmlId, type Candidate, type Pair, type Side } from './match.ts';
import { candidatesFor, measurePairs, type Frame, type Measured } from './places-queries.ts';
import type { ObjectRow } from './rows-queries.ts';
import type { EntryDetail, GeometryChange } from './types.ts';

/** Rows per query: some ten milliseconds of the database. */
const BATCH = 400;
const CANDIDATE_BATCH = 150;
/** Shares of the place below which two objects are not the same thing with another gml:id. */
const MINIMUM = 0.25;
/** Enough of the same place for an object that kept its gml:id and got another class. */
const SAME_PLACE = 0.5;

export interface MatchedPair extends Pair {
	matchedBy: Exclude<EntryDetail['matchedBy'], null>;
	/** Null: the same place. */
	geometry: GeometryChange | null;
}

export interface PairedObjects {
	pairs: MatchedPair[];
	added: ObjectRow[];
	removed: ObjectRow[];
}

/**
 * Finds each object of the earlier version in the later one: by gml:id; then, of what is left, by class and share of the place; then what kept
 * its gml:id but moved away. An id that an export gave to something far away (ids that are mere numbers) yields to a match by place.
 * @param classOf class of an earlier object in the later version's standard
 */
export async function pairObjects(
	scope: TenantScope,
	frame: Frame,
	from: ObjectRow[],
	to: ObjectRow[],
	classOf: (row: ObjectRow) => string,
	onBatch: (done: number) => Promise<void>
): Promise<PairedObjects> {
	const [before, after] = [new Map(from.map((row) => [row.id, row])), new Map(to.map((row) => [row.id, row]))];
	const sides = (rows: ObjectRow[], name: (row: ObjectRow) => string): Side[] => rows.map((row) => ({ id: row.id, gmlId: row.gmlId, class: name(row) }));
	const known = matchByGmlId(sides(from, classOf), sides(to, (row) => row.class));
	const pairs: MatchedPair[] = [];
	const free = { from: new Set(known.from.map((each) => each.id)), to: new Set(known.to.map((each) => each.id)) };
	const take = (pair: Pair, matchedBy: MatchedPair['matchedBy'], measured: Measured) => {
		pairs.push({ ...pair, matchedBy, geometry: measured.same ? null : measured.change });
		free.from.delete(pair.from);
		free.to.delete(pair.to);
	};

	const far: { pair: Pair; measured: Measured }[] = [];
	await measureAll(scope, frame, known.pairs, async (pair, measured) => {
		if (!measured.apart) return take(pair, 'id', measured);
		far.push({ pair, measured });
		free.from.add(pair.from);
		free.to.add(pair.to);
	}, (done) => onBatch(0.5 * (done / Math.max(1, known.pairs.length))));

	const classes = [...new Set([...free.from].map((id) => `${before.get(id)!.class}>${classOf(before.get(id)!)}`))];
	const open = [...free.from].filter((id) => before.get(id)!.placed);
	const candidates: Candidate[] = [];
	for (let i = 0; i < open.length; i += CANDIDATE_BATCH) {
		const found = await candidatesFor(scope, frame, open.slice(i, i + CANDIDATE_BATCH), classes);
		for (const each of found) if (free.to.has(each.to) && classOf(before.get(each.from)!) === after.get(each.to)!.class) candidates.push(each);
		await onBatch(0.5 + 0.3 * (i / open.length));
	}
	await measureAll(scope, frame, greedy(candidates, MINIMUM), async (pair, measured) => take(pair, 'place', measured), (done) => onBatch(0.8 + 0.0001 * Math.min(1000, done)));

	for (const { pair, measured } of far) if (free.from.has(pair.from) && free.to.has(pair.to)) take(pair, 'id', measured);
	const renamed = known.otherClass.filter((pair) => free.from.has(pair.from) && free.to.has(pair.to));
	await measureAll(scope, frame, renamed, async (pair, measured) => {
		if (measured.same || overlaps(measured.change)) take(pair, 'id', measured);
	});
	return {
		pairs,
		added: to.filter((row) => free.to.has(row.id)),
		removed: from.filter((row) => free.from.has(row.id))
	};
}

function overlaps(change: GeometryChange | null): boolean {
	if (change?.kind !== 'area' || change.before === null || change.after === null || change.lost === undefined) return false;
	return change.before - change.lost >= SAME_PLACE * Math.max(change.before, change.after);
}

async function measureAll(
	scope: TenantScope,
	frame: Frame,
	pairs: Pair[],
	each: (pair: Pair, measured: Measured) => Promise<void>,
	onBatch: (done: number) => Promise<void> = async () => {}
): Promise<void> {
	for (let i = 0; i < pairs.length; i += BATCH) {
		const batch = pairs.slice(i, i + BATCH);
		const measured = await measurePairs(scope, frame, 'object', batch.map((pair) => ({ from: String(pair.from), to: String(pair.to) })));
		for (const [index, pair] of batch.entries()) await each(pair, measured[index]!);
		await onBatch(i + batch.length);
	}
}
