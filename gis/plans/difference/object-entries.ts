import type { TenantScope } from '../../db/tenant-scope.ts';
import { signOf } from '../../../styles/signs/catalogue.ts';
import { compareAttributes } from './attributes.ts';
import type { MatchedPair } from './pair-objects.ts';
import type { NewEntry, Sides } from './parts.ts';
import type { Frame } from './places-queries.ts';
import { attributesOf, differingPairs, objectRows, type ObjectRow } from './rows-queries.ts';
import type { ChangeKind } from './types.ts';

const BATCH = 500;

export interface ComparedPairs {
	entries: NewEntry[];
	/** Ids of objects of either version of which all counts as changed, and pairs of which only the shift does. */
	whole: number[];
	shifted: { from: number; to: number }[];
}

/** Properties of pairs of objects; only those that are not simply equal are read. @param all read all: one side was converted */
export async function comparePairs(
	scope: TenantScope,
	frame: Frame,
	pairs: MatchedPair[],
	sides: Sides,
	all: boolean,
	onBatch: (done: number) => Promise<void>
): Promise<ComparedPairs> {
	const [before, after] = [await rowsById(scope, frame.from), await rowsById(scope, frame.to)];
	const result: ComparedPairs = { entries: [], whole: [], shifted: [] };
	for (let i = 0; i < pairs.length; i += BATCH) {
		const batch = pairs.slice(i, i + BATCH);
		const differing = all ? new Set(batch.map((pair) => pair.from)) : await differingPairs(scope, frame, batch);
		const read = batch.filter((pair) => differing.has(pair.from));
		const old = await attributesOf(scope, frame.from, read.map((pair) => pair.from));
		const now = await attributesOf(scope, frame.to, read.map((pair) => pair.to));
		for (const pair of batch) {
			const [a, b] = [before.get(pair.from)!, after.get(pair.to)!];
			const attributes = differing.has(pair.from) ? propertyChanges(sides, a, b, old.get(a.id) ?? [], now.get(b.id) ?? []) : [];
			if (attributes.length === 0 && pair.geometry === null) continue;
			result.entries.push({ ...objectEntry('changed', a, b), attributes, geometry: pair.geometry, matchedBy: pair.matchedBy });
			if (attributes.length > 0) result.whole.push(a.id, b.id);
			else result.shifted.push({ from: a.id, to: b.id });
		}
		await onBatch((i + batch.length) / pairs.length);
	}
	return result;
}

function propertyChanges(sides: Sides, a: ObjectRow, b: ObjectRow, old: Parameters<Sides['before']>[1], now: Parameters<Sides['before']>[1]) {
	const [before, after] = [sides.before(a.class, old, a.gmlId), sides.after(b.class, now, b.gmlId)];
	const changes = compareAttributes(before, after);
	const [from, to] = [signOf(a.sign).title, signOf(b.sign).title];
	if (before.className !== after.className) changes.unshift({ name: 'class', labels: ['Art des Objekts'], before: from, after: to });
	return changes;
}

async function rowsById(scope: TenantScope, versionId: string): Promise<Map<number, ObjectRow>> {
	return new Map((await objectRows(scope, versionId)).map((row) => [row.id, row]));
}

export function objectEntry(kind: ChangeKind, from: ObjectRow | null, to: ObjectRow | null): NewEntry {
	const row = (to ?? from)!;
	return {
		subject: 'object',
		kind,
		class: row.class,
		fromGmlId: from?.gmlId ?? null,
		toGmlId: to?.gmlId ?? null,
		title: signOf(row.sign).title,
		label: row.label?.replaceAll('\n', ' ') ?? null,
		attributes: [],
		geometry: null,
		words: null,
		matchedBy: null
	};
}
