import { describe, expect, test } from 'vitest';
import type { TrailModel } from '../../../importers/trails/model.ts';
import { readTrailsFromGpx } from '../../../importers/trails/gpx.ts';
import { recognise } from '../../../portal/lib/server/trails/recognise.ts';
import { SMALL_NETWORK } from '../../support/trails.ts';

const empty: Pick<TrailModel, 'routes' | 'sections' | 'posts' | 'equipment'> = { routes: [], sections: [], posts: [], equipment: [] };
const point = ([lon, lat]: readonly number[]) => `<trkpt lat="${lat}" lon="${lon}"/>`;
const track = (name: string, ...segments: number[][][]) =>
	readTrailsFromGpx(`<gpx version="1.1" xmlns="http://www.topografix.com/GPX/1/1"><trk><name>${name}</name>${segments.map((line) => `<trkseg>${line.map(point).join('')}</trkseg>`).join('')}</trk></gpx>`);
/** A walk as a phone records it: a position every 30 m or so, up to 8 m off. */
const walk = (from: number, to: number) => {
	const count = Math.round(Math.abs(to - from) / 0.0004);
	return Array.from({ length: count + 1 }, (_, index) => [from + ((to - from) * index) / count, 51.3 + Math.sin(index * 1.7) * 0.00007]);
};

describe('a track', () => {
	test('over one section is that section, backwards, too', () => {
		const { things, recognised } = recognise(SMALL_NETWORK, track('Aufzeichnung', walk(13.42, 13.43), walk(13.42, 13.41)));
		expect(recognised.map(({ kind, ref }) => [kind, ref])).toEqual([['sections', 'A3'], ['sections', 'A2'], ['routes', 'R2']]);
		expect(things.routes[0]).toMatchObject({ ref: 'R2', name: 'Höhenweg' });
		expect(things.routes[0]!.sections).toEqual([{ ref: 'A3', reversed: false }, { ref: 'A2', reversed: true }]);
		expect(things.sections.map(({ ref, name }) => [ref, name])).toEqual([['A3', 'Kreuz – Höhe'], ['A2', 'Furt – Kreuz']]);
		// In the direction of the section.
		expect(things.sections[1]!.line[0]![0]).toBeCloseTo(13.41, 6);
	});
	test('in one piece over several sections is these, in its order, and no section of its own', () => {
		const { things, recognised } = recognise(SMALL_NETWORK, track('Höhenweg', walk(13.43, 13.41)));
		expect(things.sections).toEqual([]);
		expect(things.routes).toMatchObject([{ ref: 'R2', sections: [{ ref: 'A3', reversed: true }, { ref: 'A2', reversed: true }] }]);
		expect(recognised).toEqual([{ kind: 'routes', ref: 'R2', inFile: 'Höhenweg', renamed: false }]);
	});
	test('of which half is new is new', () => {
		const { things } = recognise(SMALL_NETWORK, track('Neu', walk(13.42, 13.45)));
		expect(things.sections.map(({ ref }) => ref)).toEqual(['Neu']);
	});
	test('beside a section, a street apart, is another way', () => {
		const { things } = recognise(SMALL_NETWORK, track('Parallel', walk(13.41, 13.42).map(([lon, lat]) => [lon!, lat! + 0.0005])));
		expect(things.sections.map(({ ref }) => ref)).toEqual(['Parallel']);
	});
	test('of a circuit is known in either direction', () => {
		const circuit = Array.from({ length: 41 }, (_, index) => [13.4 + Math.cos((index * Math.PI) / 20) * 0.01, 51.3 + Math.sin((index * Math.PI) / 20) * 0.006]);
		const network = { ...empty, sections: [{ ref: 'RUND', name: 'Rundweg', line: circuit }] } as typeof empty;
		for (const [line, reversed] of [[circuit, false], [[...circuit].reverse(), true]] as const)
			expect(recognise(network, track('x', line)).things.routes[0]!.sections).toEqual([{ ref: 'RUND', reversed }]);
	});
	test('of two routes over one section doubles nothing', () => {
		const file = { ...empty, ...track('Eins', walk(13.41, 13.42)) };
		const other = track('Zwei', walk(13.42, 13.41));
		file.routes.push(...other.routes);
		file.sections.push(...other.sections);
		const { things } = recognise(SMALL_NETWORK, file);
		expect(things.sections.map(({ ref }) => ref)).toEqual(['A2']);
		expect(things.routes.map(({ sections }) => sections)).toEqual([[{ ref: 'A2', reversed: false }], [{ ref: 'A2', reversed: true }]]);
	});
});

describe('posts', () => {
	const post = (number: string, lon: number, values = {}) => ({ ...SMALL_NETWORK.posts[0]!, number, name: '', point: [lon, 51.3] as [number, number], signs: [], ...values });
	const seen = (posts: ReturnType<typeof post>[]) => recognise(SMALL_NETWORK, { ...empty, posts }).recognised.map(({ ref, inFile, renamed }) => [ref, inFile, renamed]);
	test('are known by number wherever they are, else by place, each once', () => {
		expect(seen([post('P1', 13.5), post('N1', 13.41005), post('N2', 13.41006)])).toEqual([['P2', 'N1', true]]);
	});
	test('that the file names stay themselves: a new one beside them is new', () => {
		expect(seen([post('P2', 13.41), post('N1', 13.41005)])).toEqual([]);
	});
	test('a waypoint says nothing of numbers, and takes no signs away', () => {
		const [waypoint] = readTrailsFromGpx('<gpx version="1.1" xmlns="http://www.topografix.com/GPX/1/1"><wpt lat="51.3" lon="13.41005"><name>WP01</name><desc>Kreuz 2 km</desc></wpt></gpx>').posts;
		const { things, recognised } = recognise(SMALL_NETWORK, { ...empty, posts: [waypoint!] });
		expect(recognised).toEqual([{ kind: 'posts', ref: 'P2', inFile: 'WP01', renamed: false }]);
		expect(things.posts).toMatchObject([{ number: 'P2', signs: [] }]);
	});
	test('signs follow their routes under the names they have here', () => {
		const file = { ...empty, routes: [{ ref: 'Bachweg', name: 'Bachweg', colour: '#000000', symbol: '', sections: [], implied: true as const }] };
		const signs = [{ ...SMALL_NETWORK.posts[0]!.signs[0]!, routes: ['Bachweg'] }];
		expect(recognise(SMALL_NETWORK, { ...file, posts: [post('P1', 13.4, { signs })] }).things.posts[0]!.signs[0]!.routes).toEqual(['R1']);
	});
	test('equipment is known by place and kind', () => {
		const thing = { ref: 'x', kind: 'bank' as const, name: '', point: [13.41, 51.30012] as [number, number], loose: 'all' as const };
		expect(recognise(SMALL_NETWORK, { ...empty, equipment: [thing] }).things.equipment[0]!.ref).toBe('B1');
		expect(recognise(SMALL_NETWORK, { ...empty, equipment: [{ ...thing, kind: 'huette' }] }).things.equipment[0]!.ref).toBe('x');
	});
});
