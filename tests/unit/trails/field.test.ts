import { describe, expect, test } from 'vitest';
import { coveredShare, distance, distanceToLine, lengthOf, nearest, toMap } from '../../../portal/lib/trails/geo.ts';
import { proposeSections } from '../../../portal/lib/trails/summary.ts';
import type { FieldNetwork, KeptRound } from '../../../portal/lib/trails/types.ts';
import { handDamage, handOrder, handRound } from '../../../portal/lib/server/trails/plain-forms.ts';
import { layOutBlade } from '../../../styles/trails/blade.ts';
import { demoTrails } from '../../../portal/demo/trails.ts';
import { azimuthText, describeDamage, lineText } from '../../../portal/lib/texts/trails.ts';

describe('sums of the field page', () => {
	const at = (east: number, north = 0) => toMap(13.4 + east / (111_320 * Math.cos((51.3 * Math.PI) / 180)), 51.3 + north / 111_320);
	test('distances are metres on the ground, not on the web map', () => {
		expect(distance(at(0), at(1000))).toBeGreaterThan(990);
		expect(distance(at(0), at(1000))).toBeLessThan(1010);
		expect(distanceToLine(at(500, 40), [at(0), at(1000)])).toBeCloseTo(40, 0);
		expect(distanceToLine(at(-30), [at(0), at(1000)])).toBeCloseTo(30, 0);
		expect(lengthOf([[at(0), at(100)], [at(5000), at(5050)]])).toBeCloseTo(150, 0);
	});
	test('the nearest thing comes first, within reach only', () => {
		const things = [{ id: 'weit', point: at(900) }, { id: 'nah', point: at(20) }, { id: 'mittel', point: at(200) }];
		expect(nearest(things, at(0)).map(({ thing }) => thing.id)).toEqual(['nah', 'mittel', 'weit']);
		expect(nearest(things, at(0), 250).map(({ thing }) => thing.id)).toEqual(['nah', 'mittel']);
	});
	test('what was walked of a section', () => {
		const line = [at(0), at(1000)];
		const walked = (from: number, to: number, north = 10) => Array.from({ length: (to - from) / 20 + 1 }, (_, index) => at(from + index * 20, north));
		expect(coveredShare(line, [walked(0, 1000)], 35)).toBe(1);
		expect(coveredShare(line, [walked(0, 400)], 35)).toBeGreaterThan(0.38);
		expect(coveredShare(line, [walked(0, 400)], 35)).toBeLessThan(0.5);
		// A pause leaves a gap: the way between two pieces was not walked.
		expect(coveredShare(line, [walked(0, 200), walked(800, 1000)], 35)).toBeLessThan(0.55);
		expect(coveredShare(line, [walked(0, 1000, 80)], 35)).toBe(0);
		expect(coveredShare(line, [], 35)).toBe(0);
	});

	const section = (id: string, from: number, own: boolean) => ({ id, name: id, line: [at(from), at(from + 1000)] as [number, number][], length: 1000, routeIds: [], closure: null, own });
	const post = (id: string, east: number) => ({ id, number: id, name: '', point: at(east) as [number, number], signs: [] });
	const network = { accountId: 'w', routes: [], sections: [section('A', 0, true), section('B', 1000, true), section('C', 9000, false)], posts: [post('p1', 100), post('p2', 500), post('p3', 1500)], equipment: [], extent: null, basemap: { kind: 'none' } } as FieldNetwork;
	const round = (values: Partial<KeptRound>): KeptRound => ({ key: 'k', tenant: 't', accountId: 'w', startedAt: '2026-05-01T08:00:00Z', gps: true, paused: false, piece: 0, visits: {}, damages: [], ...values });
	const ok = { at: '2026-05-01T08:30:00Z', result: 'ok' as const };

	test('the end of a round proposes what lies under the track, else the own sections', () => {
		const track = [Array.from({ length: 51 }, (_, index) => at(index * 20))];
		const proposed = proposeSections(network, round({ visits: { p1: ok } }), track);
		expect(proposed.map(({ section: { id }, walked, unticked }) => [id, walked, unticked])).toEqual([['A', true, 1]]);
		expect(proposeSections(network, round({}), []).map(({ section: { id }, walked }) => [id, walked])).toEqual([['A', false], ['B', false]]);
	});
	test('without GPS ticked posts count; a damage is a finding of its section', () => {
		const proposed = proposeSections(network, round({ gps: false, visits: { p3: ok }, damages: [{ label: '', postId: 'p3', sectionId: null, fixed: false }] }), []);
		expect(proposed.find(({ section: { id } }) => id === 'B')).toMatchObject({ walked: true, share: null, result: 'befund' });
		expect(proposed).toHaveLength(1);
	});
});

describe('forms without script', () => {
	const id = '00000000-0000-4000-8000-000000000001';
	test('local times, in summer and in winter', () => {
		const form = (day: string) => handRound({ day, from: '10:30', to: '12:00', note: '' }, { [`abschnitt-${id}`]: 'befund', 'abschnitt-x': '' });
		expect(form('2026-07-01')).toMatchObject({ startedAt: '2026-07-01T08:30:00.000Z', endedAt: '2026-07-01T10:00:00.000Z', sections: [{ id, result: 'befund' }], track: [] });
		expect(form('2026-01-10').startedAt).toBe('2026-01-10T09:30:00.000Z');
		expect(form('2026-03-29').startedAt).toBe('2026-03-29T08:30:00.000Z');
		expect(form('2026-10-25').startedAt).toBe('2026-10-25T09:30:00.000Z');
	});
	test.each([
		[{ day: '', from: '10:00', to: '11:00' }, {}, 'startedAt'],
		[{ day: '2026-05-01', from: '10:00', to: '25:00' }, {}, 'endedAt'],
		[{ day: '2026-05-01', from: '10:00', to: '11:00' }, {}, 'sections']
	])('%j is refused by name', (values, results, field) => {
		expect(() => handRound({ note: '', ...values }, results)).toThrow(expect.objectContaining({ fields: { [field]: 'required' } }));
	});
	test('a damage and an order name their thing', () => {
		const now = new Date('2026-05-01T10:00:00Z');
		expect(handDamage({ target: `sign:${id}`, note: '', fixed: '' }, ['lose'], now)).toMatchObject({ target: { kind: 'sign', id }, fixed: null });
		expect(handOrder({ target: `post:${id}`, item: 'pfosten', count: '2', text: '' }, now)).toMatchObject({ postId: id, items: [{ item: 'pfosten', count: 2 }] });
		expect(() => handOrder({ target: '', item: 'pfosten', count: '0', text: '' }, now)).toThrow();
	});
});

describe('blades', () => {
	const sign = { kind: 'zielwegweiser', lines: [{ text: 'Heidesee', km: 2.5, minutes: 40 }], azimuth: 90, colours: ['#c8102e', '#1f5fbf'], title: 'Zielwegweiser' };
	test('point east to the right, west to the left, and nowhere without a direction', () => {
		expect(layOutBlade(sign).outline).toMatch(/^M1 1H\d+L/);
		expect(layOutBlade({ ...sign, azimuth: 270 }).outline).toMatch(/^M\d+ 1H22L1 /);
		expect(layOutBlade({ ...sign, azimuth: null })).toMatchObject({ needle: null, outline: expect.not.stringContaining('L') });
		expect(layOutBlade(sign).needle!.angle).toBe(90);
	});
	test('words, distance and all routes are inside of the picture', () => {
		const many = layOutBlade({ ...sign, colours: Array(7).fill('#000000'), lines: [...sign.lines, { text: 'Schutzhütte am langen Grenzgraben', km: 12, minutes: 185 }] });
		expect(many.texts.map(({ text }) => text)).toEqual(['Heidesee', '2,5 km · 0:40', 'Schutzhütte am langen Grenzgraben', '12 km · 3:05']);
		expect(many.marks).toHaveLength(7);
		for (const { x, y, size } of many.marks) expect(x >= 0 && y >= 0 && y + size <= many.height && x + size < many.texts[0]!.x).toBe(true);
	});
	test('a plate without lines says what it is', () => {
		expect(layOutBlade({ ...sign, kind: 'markierung', lines: [], azimuth: null, title: 'Markierungszeichen' }).texts).toMatchObject([{ text: 'Markierungszeichen' }]);
	});
	test('in words', () => {
		expect(lineText(sign.lines[0]!)).toBe('Heidesee 2,5 km 0:40 h');
		expect(azimuthText(130)).toBe('Südost (130°)');
		expect(azimuthText(359)).toBe('Nord (359°)');
		expect(describeDamage({ kind: 'post', label: 'P', sign: null, kinds: ['lose', 'pfosten'], note: 'Wackelt' })).toBe('lose oder schief; umgefallen, morsch oder nicht standsicher.\nWackelt');
	});
});

test('the network of the demo holds together', () => {
	const { routes, sections, posts } = demoTrails();
	expect([routes.length, posts.length, posts.reduce((sum, { signs }) => sum + signs.length, 0)]).toEqual([4, 30, 60]);
	const known = new Map(sections.map(({ ref, line }) => [ref, line]));
	for (const { sections: parts } of routes)
		for (const [index, part] of parts.slice(1).entries()) {
			const endOf = ({ ref, reversed }: typeof part, last: boolean) => known.get(ref)!.at(last !== reversed ? -1 : 0);
			expect(endOf(part, false), part.ref).toEqual(endOf(parts[index]!, true));
		}
});
