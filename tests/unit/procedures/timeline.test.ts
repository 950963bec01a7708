import { expect, test } from 'vitest';
import { DomainError } from '../../../gis/errors.ts';
import { endOfDay, startOfDay } from '../../../portal/lib/server/participations/local-days.ts';
import { readAreaFromGeojson } from '../../../portal/lib/server/procedures/geojson-area.ts';
import { changesBetween } from '../../../portal/lib/server/procedures/changes.ts';
import { stepState, timelineOf } from '../../../portal/lib/server/procedures/timeline.ts';
import type { ProcedureStep } from '../../../portal/lib/server/procedures/types.ts';

const NOW = new Date('2027-03-15T10:00:00Z');
const step = (id: string, track: string, startsOn: string | null, endsOn: string | null = null, values: object = {}) =>
	({
		id,
		title: id,
		track,
		startsOn,
		endsOn,
		startsAt: startsOn && startOfDay(startsOn),
		endsAt: endsOn && endOfDay(endsOn),
		publishedAt: NOW,
		skippedReason: '',
		...values
	}) as unknown as ProcedureStep;

test('states of a step', () => {
	expect(stepState(step('a', 'public', null), NOW)).toBe('open');
	expect(stepState(step('a', 'public', '2027-03-01', '2027-03-31', { publishedAt: null }), NOW)).toBe('planned');
	expect(stepState(step('a', 'public', '2027-04-01', '2027-04-30'), NOW)).toBe('published');
	expect(stepState(step('a', 'public', '2027-03-01', '2027-03-31'), NOW)).toBe('running');
	expect(stepState(step('a', 'public', '2027-03-01', '2027-03-14'), NOW)).toBe('done');
	expect(stepState(step('a', 'public', '2027-03-01', null, { skippedReason: 'x' }), NOW)).toBe('skipped');
});

test('the picture has a lane per track that is used, marks inside it, and today', () => {
	expect(timelineOf([step('a', 'public', null)], NOW)).toBeNull();
	const timeline = timelineOf(
		[step('Beschluss', 'internal', '2026-10-01'), step('Eins', 'public', '2027-03-01', '2027-03-31'), step('Zwei', 'public', '2027-03-10', '2027-04-10'), step('weg', 'toeb', '2027-01-01', null, { skippedReason: 'x' })],
		NOW
	)!;
	expect(timeline.lanes.map(({ track }) => track)).toEqual(['public', 'internal']);
	expect(timeline.marks.map(({ stepId }) => stepId)).toEqual(['Beschluss', 'Eins', 'Zwei']);
	for (const mark of timeline.marks) {
		expect(mark.x).toBeGreaterThanOrEqual(0);
		expect(mark.x + mark.width).toBeLessThanOrEqual(timeline.width);
	}
	// They overlap in time, so they stand below each other.
	const [, one, two] = timeline.marks;
	expect(one!.row).not.toBe(two!.row);
	expect(timeline.today).toBeGreaterThan(one!.x);
	expect(timeline.ticks.length).toBeGreaterThan(2);
	expect(timelineOf([step('alt', 'internal', '1994-05-01')], NOW)!.today).toBeNull();
});

test('areas of GeoJSON: of a geometry, a feature or a collection; nothing else', () => {
	const ring = [[13, 51, 120], [13.1, 51, 120], [13.1, 51.1, 120], [13, 51, 120]];
	const flat = ring.map(([x, y]) => [x, y]);
	const polygon = { type: 'Polygon', coordinates: [ring] };
	for (const thing of [polygon, { type: 'Feature', geometry: polygon }, { type: 'FeatureCollection', features: [{ type: 'Feature', geometry: { type: 'MultiPolygon', coordinates: [[ring]] } }] }])
		expect(readAreaFromGeojson(JSON.stringify(thing))).toEqual({ type: 'MultiPolygon', coordinates: [[flat]] });
	for (const text of ['', '{', 'null', '[]', '{"type":"Point","coordinates":[13,51]}', JSON.stringify({ type: 'Polygon', coordinates: [[[400000, 5600000], [400001, 5600000], [400001, 5600001], [400000, 5600000]]] }), JSON.stringify({ type: 'Polygon', coordinates: [ring.slice(0, 3)] })])
		expect(() => readAreaFromGeojson(text), text).toThrow(DomainError);
});

test('changes name the fields that differ, whatever the order of keys', () => {
	expect(changesBetween({ a: 1, b: { x: 1, y: 2 }, c: null }, { a: 2, b: { y: 2, x: 1 }, c: null })).toEqual([{ field: 'a', from: 1, to: 2 }]);
});
