import type { TrailModel, TrailRoute, TrailSection } from '../../../../importers/trails/model.ts';
import { distance, toMap } from '../../trails/geo.ts';
import type { ThingKind, Things } from './difference.ts';
import { coverOf, directionOf, sameLine, shapeOf, type Shape } from './line-match.ts';

/** Posts stand no closer to each other; a phone is off by less. */
const NEAR_POST_METRES = 10;

/** A thing of a file that goes by another name here, known by where it lies. */
export interface Recognised {
	kind: ThingKind;
	/** What it is called here. */
	ref: string;
	/** What the file calls it. */
	inFile: string;
	/** The file is a register: it gets the file's number. Tracks and made refs say nothing of numbers. */
	renamed: boolean;
}

export type TrailFile = Pick<TrailModel, ThingKind> & Partial<Pick<TrailModel, 'unplaced'>>;
type Part = TrailRoute['sections'][number];

/**
 * A file in the words of the network: things are known by their ref or number, else routes by their name or their sections, all others by
 * where they lie. So nothing that is there already is taken for new.
 * @returns the file's things under the refs of the network, which of them were known by another name, and posts that neither file nor network has a place for
 */
export function recognise(now: Things, file: TrailFile): { things: Things; recognised: Recognised[]; lost: TrailModel['unplaced'] } {
	const recognised: Recognised[] = [];
	const { placed, lost } = place(now, file);
	const { sections, replaced } = recogniseSections(now, file, recognised);
	const { routes, refOf } = recogniseRoutes(now, file, replaced, recognised);
	const posts = recognisePoints('posts', now.posts, [...file.posts, ...placed], ({ number }) => number, () => true, recognised).map(({ thing, known }) => {
		const post = { ...thing, number: known?.number ?? thing.number, signs: thing.signs.map((sign) => ({ ...sign, routes: sign.routes.map((ref) => refOf.get(ref) ?? ref) })) };
		return known && thing.loose && known.signs.length > 0 ? { ...post, signs: [] } : post;
	});
	const equipment = recognisePoints('equipment', now.equipment, file.equipment, ({ ref }) => ref, (a, b) => a.kind === b.kind, recognised).map(({ thing, known }) =>
		known ? { ...thing, ref: known.ref } : thing
	);
	return { things: { routes, sections, posts, equipment }, recognised, lost };
}

/** A table of signs says no places: its posts stand where they stood. */
function place(now: Things, { posts, unplaced = [] }: TrailFile) {
	const known = new Map(now.posts.map((post) => [post.number, post]));
	const told = new Set(posts.map(({ number }) => number));
	const placed = unplaced.filter(({ number }) => known.has(number) && !told.has(number)).map(({ row: _row, ...post }) => ({ ...post, point: known.get(post.number)!.point }));
	return { placed, lost: unplaced.filter(({ number }) => !known.has(number) && !told.has(number)) };
}

/** @returns sections under the refs of the network, and what stands for each ref of the file: itself turned round, or the sections that a track runs over */
function recogniseSections(now: Things, file: TrailFile, recognised: Recognised[]): { sections: TrailSection[]; replaced: Map<string, Part[]> } {
	const known = new Map(now.sections.map((section) => [section.ref, section]));
	const named = new Set(file.sections.map(({ ref }) => ref));
	const others = now.sections.filter(({ ref }) => !named.has(ref)).map((section) => ({ section, shape: shapeOf(section.line) }));
	const taken = new Set<string>();
	const replaced = new Map<string, Part[]>();
	const sections: TrailSection[] = [];
	const nameOf = (section: TrailSection, before: TrailSection) => (section.loose === 'all' || section.name === section.ref ? before.name : section.name);
	for (const section of file.sections) {
		const before = known.get(section.ref);
		const shape = shapeOf(section.line);
		if (before) {
			// Other routes go over it in the direction that it has here.
			const reversed = directionOf(shape, shapeOf(before.line)) === 'reversed';
			if (reversed) replaced.set(section.ref, [{ ref: section.ref, reversed }]);
			sections.push({ ...section, name: nameOf(section, before), line: reversed ? [...section.line].reverse() : section.line });
			continue;
		}
		// Two routes over one section are two tracks.
		const found = bestOf(shape, others.filter((each) => section.loose || !taken.has(each.section.ref)));
		if (found) {
			const { ref } = found.section;
			replaced.set(section.ref, [{ ref, reversed: found.reversed }]);
			if (taken.has(ref)) continue;
			taken.add(ref);
			recognised.push({ kind: 'sections', ref, inFile: section.ref, renamed: !section.loose });
			sections.push({ ...section, ref, name: nameOf(section, found.section), line: found.reversed ? [...section.line].reverse() : section.line });
			continue;
		}
		const parts = section.loose === 'all' ? coverOf(shape, others.map((each) => each.shape)) : [];
		if (parts.length > 0) replaced.set(section.ref, parts.map(({ index, reversed }) => ({ ref: others[index]!.section.ref, reversed })));
		else sections.push(section);
	}
	return { sections, replaced };
}

function bestOf<T extends { shape: Shape }>(shape: Shape, others: readonly T[]): (T & { reversed: boolean }) | null {
	let best: { other: T; metres: number; reversed: boolean } | null = null;
	for (const other of others) {
		const same = sameLine(shape, other.shape);
		if (same && (!best || same.metres < best.metres)) best = { other, ...same };
	}
	return best && { ...best.other, reversed: best.reversed };
}

const fold = (text: string) => text.trim().toLocaleLowerCase('de');

function recogniseRoutes(now: Things, file: TrailFile, replaced: Map<string, Part[]>, recognised: Recognised[]): { routes: TrailRoute[]; refOf: Map<string, string> } {
	const known = new Set(now.routes.map(({ ref }) => ref));
	const taken = new Set(file.routes.map(({ ref }) => ref));
	const refOf = new Map<string, string>();
	const tracks = new Set(file.sections.filter(({ loose }) => loose === 'all').map(({ ref }) => ref));
	const routes = file.routes.map((route) => {
		const sections = route.sections.flatMap((part) => turned(replaced.get(part.ref), part));
		if (known.has(route.ref)) return { ...route, sections };
		const free = now.routes.filter(({ ref }) => !taken.has(ref));
		const named = free.find(({ name }) => fold(name) === fold(route.name));
		const before = named ?? free.find((each) => sameWay(each.sections, sections));
		if (!before) return { ...route, sections };
		taken.add(before.ref);
		refOf.set(route.ref, before.ref);
		recognised.push({ kind: 'routes', ref: before.ref, inFile: route.ref, renamed: false });
		// A track is called after a day or a device.
		const isTrack = route.sections.every(({ ref }) => tracks.has(ref));
		return { ...route, ref: before.ref, name: named || !isTrack ? route.name : before.name, sections };
	});
	return { routes, refOf };
}

/** A section of a route in the network's words; walked backwards, its parts come the other way round. */
function turned(parts: Part[] | undefined, { ref, reversed }: Part): Part[] {
	const list = (parts ?? [{ ref, reversed: false }]).map((part) => ({ ref: part.ref, reversed: part.reversed !== reversed }));
	return reversed ? list.reverse() : list;
}

const sameWay = (a: readonly Part[], b: readonly Part[]) => a.length > 0 && a.length === b.length && a.every(({ ref }) => b.some((part) => part.ref === ref));

interface Placed {
	name: string;
	point: readonly number[];
	loose?: 'ref' | 'all';
}

function recognisePoints<T extends Placed>(
	kind: ThingKind,
	now: readonly T[],
	file: readonly T[],
	refOf: (thing: T) => string,
	fits: (a: T, b: T) => boolean,
	recognised: Recognised[]
): { thing: T; known: T | undefined }[] {
	const known = new Map(now.map((thing) => [refOf(thing), thing]));
	const named = new Set(file.map(refOf));
	const place = ({ point }: T) => toMap(point[0]!, point[1]!);
	const others = now.filter((thing) => !named.has(refOf(thing))).map((thing) => ({ thing, at: place(thing) }));
	const taken = new Set<string>();
	return file.map((thing) => {
		const before = known.get(refOf(thing));
		if (before) return { thing, known: before };
		const at = place(thing);
		const near = others
			.filter((other) => !taken.has(refOf(other.thing)) && Math.abs(other.at[1] - at[1]) < 100 && Math.abs(other.at[0] - at[0]) < 100 && fits(thing, other.thing))
			.map((other) => ({ other, metres: distance(at, other.at) }))
			.filter(({ metres }) => metres <= NEAR_POST_METRES)
			.sort((a, b) => a.metres - b.metres)[0]?.other.thing;
		if (!near) return { thing, known: undefined };
		const ref = refOf(near);
		taken.add(ref);
		recognised.push({ kind, ref, inFile: refOf(thing), renamed: !thing.loose && fold(refOf(thing)) !== fold(near.name) });
		return { thing, known: near };
	});
}
