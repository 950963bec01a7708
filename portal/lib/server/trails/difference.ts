import type { TrailModel } from '../../../../importers/trails/model.ts';
import { writeSignLines } from '../../../../importers/trails/values.ts';

export type Things = Pick<TrailModel, 'routes' | 'sections' | 'posts' | 'equipment'>;
export type ThingKind = keyof Things;
export const THING_KINDS: readonly ThingKind[] = ['routes', 'sections', 'posts', 'equipment'];

/** What is different about a thing; pages have words for each. */
export type Aspect = 'ref' | 'name' | 'colour' | 'symbol' | 'order' | 'line' | 'elevation' | 'carrier' | 'owner' | 'point' | 'signs' | 'kind';

export interface ThingDifference {
	added: { ref: string; name: string }[];
	changed: { ref: string; name: string; aspects: Aspect[] }[];
	/** Here, but not in the file. Empty where the file has nothing of the kind: a table of posts says nothing about sections. */
	missing: { ref: string; name: string }[];
	same: number;
}
export type NetworkDifference = Record<ThingKind, ThingDifference>;

const refOf = (thing: { ref: string } | { number: string }): string => ('ref' in thing ? thing.ref : thing.number);

/**
 * What an import would do to the network. A route that the file only mentions changes nothing of the known one.
 * @param file as `recognise` gives it
 * @param renamed refs that the file calls otherwise, and is to be followed in
 */
export function differenceOf(now: Things, file: Things, renamed: readonly { kind: ThingKind; ref: string }[] = []): NetworkDifference {
	return Object.fromEntries(
		THING_KINDS.map((kind) => {
			const others = new Set(renamed.filter((each) => each.kind === kind).map(({ ref }) => ref));
			const aspects = aspectsOf[kind] as (a: Thing, b: Thing) => Aspect[];
			return [kind, compare<Thing>(now[kind], file[kind], (a, b) => [...(others.has(refOf(a)) ? (['ref'] as const) : []), ...aspects(a, b)])];
		})
	) as NetworkDifference;
}

type Thing = ({ ref: string } | { number: string }) & { name: string };

function compare<T extends Thing>(now: T[], file: T[], aspects: (a: T, b: T) => Aspect[]): ThingDifference {
	const known = new Map(now.map((thing) => [refOf(thing), thing]));
	const named = new Set(file.map(refOf));
	const brief = (thing: T) => ({ ref: refOf(thing), name: thing.name });
	const both = file.filter((thing) => known.has(refOf(thing))).map((thing) => ({ ...brief(thing), aspects: aspects(known.get(refOf(thing))!, thing) }));
	return {
		added: file.filter((thing) => !known.has(refOf(thing))).map(brief),
		changed: both.filter((each) => each.aspects.length > 0),
		missing: file.length === 0 ? [] : now.filter((thing) => !named.has(refOf(thing))).map(brief),
		same: both.filter((each) => each.aspects.length === 0).length
	};
}

/** About a decimetre. */
const near = (a: readonly number[], b: readonly number[]) => Math.abs(a[0]! - b[0]!) < 1.5e-6 && Math.abs(a[1]! - b[1]!) < 1.5e-6;
const list = (...pairs: [Aspect, boolean][]): Aspect[] => pairs.filter(([, differs]) => differs).map(([aspect]) => aspect);
const signText = (signs: Things['posts'][number]['signs']) =>
	JSON.stringify(signs.map(({ kind, lines, azimuth, routes, material, year }) => [kind, writeSignLines(lines), azimuth, [...routes].sort(), material, year]));

const aspectsOf: { [Kind in ThingKind]: (a: Things[Kind][number], b: Things[Kind][number]) => Aspect[] } = {
	routes: (a, b) =>
		b.implied
			? []
			: list(
					['name', a.name !== b.name],
					['colour', !b.colourChosen && a.colour !== b.colour],
					['symbol', b.symbol !== '' && a.symbol !== b.symbol],
					['order', b.sections.length > 0 && JSON.stringify(a.sections) !== JSON.stringify(b.sections)]
				),
	sections: (a, b) => list(['name', a.name !== b.name], ['line', a.line.length !== b.line.length || a.line.some((at, index) => !near(at, b.line[index]!))]),
	posts: (a, b) =>
		list(
			['name', b.name !== '' && a.name !== b.name],
			['elevation', b.elevation !== null && (a.elevation === null || Math.abs(a.elevation - b.elevation) > 0.01)],
			['carrier', b.carrier !== 'unbekannt' && a.carrier !== b.carrier],
			['owner', b.owner !== '' && a.owner !== b.owner],
			['point', !near(a.point, b.point)],
			['signs', b.signs.length > 0 && signText(a.signs) !== signText(b.signs)]
		),
	equipment: (a, b) => list(['name', b.name !== '' && a.name !== b.name], ['kind', a.kind !== b.kind], ['point', !near(a.point, b.point)])
};
