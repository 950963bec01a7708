import type { Position } from '../../importers/xplan/model.ts';
import { mm } from './geometry.ts';
import { CENTRES, land, spline } from './land.ts';
import { createRandom } from './random.ts';
import type { Landmark } from './town-types.ts';

type Pair = [number, number];

const ring = (origin: Position, points: Pair[]): Position[] => points.map(([x, y]) => [mm(origin[0] + x), mm(origin[1] + y)]);

/** Ring with smooth, irregular edge around a centre; `a` and `b` are its half axes in metres, turned by `degrees`. */
export function blob(centre: Position, a: number, b: number, degrees: number, seed: string, roughness = 0.16): Position[] {
	const random = createRandom(seed);
	const n = Math.max(9, Math.round((a + b) / 70));
	const turn = (degrees * Math.PI) / 180;
	const points = Array.from({ length: n }, (_, i): Position => {
		const t = (i * 2 * Math.PI) / n;
		const r = 1 + random.between(-roughness, roughness);
		const [x, y] = [a * r * Math.cos(t), b * r * Math.sin(t)];
		return [centre[0] + x * Math.cos(turn) - y * Math.sin(turn), centre[1] + x * Math.sin(turn) + y * Math.cos(turn)];
	});
	const closed = [points.at(-1)!, ...points, points[0]!, points[1]!];
	const smooth = spline(closed, Math.max(8, (a + b) / 16));
	const from = smooth.findIndex((p) => p[0] === mm(points[0]![0]) && p[1] === mm(points[0]![1]));
	const to = smooth.findLastIndex((p) => p[0] === mm(points[0]![0]) && p[1] === mm(points[0]![1]));
	return smooth.slice(from, to);
}

/** A church: nave with apse and a tower in the west. */
function church(x: number, y: number, size: number, origin: Position, name: string): Landmark[] {
	const s = size;
	const nave: Pair[] = [
		[x, y],
		[x + s, y],
		[x + s * 1.18, y + s * 0.08],
		[x + s * 1.25, y + s * 0.24],
		[x + s * 1.18, y + s * 0.4],
		[x + s, y + s * 0.48],
		[x, y + s * 0.48]
	];
	const tower: Pair[] = [
		[x - s * 0.3, y + s * 0.09],
		[x, y + s * 0.09],
		[x, y + s * 0.39],
		[x - s * 0.3, y + s * 0.39]
	];
	return [
		{ layer: 'building', kind: 'church', name, ring: ring(origin, nave) },
		{ layer: 'building', kind: 'church', ring: ring(origin, tower) }
	];
}

const box = (origin: Position, kind: string, x: number, y: number, w: number, d: number, degrees = 0, name?: string): Landmark => {
	const [c, s] = [Math.cos((degrees * Math.PI) / 180), Math.sin((degrees * Math.PI) / 180)];
	const points = (
		[
			[0, 0],
			[w, 0],
			[w, d],
			[0, d]
		] as Pair[]
	).map(([u, v]): Pair => [x + u * c - v * s, y + u * s + v * c]);
	const mark: Landmark = { layer: 'building', kind, ring: ring(origin, points) };
	if (name) mark.name = name;
	return mark;
};

const cover = (kind: string, area: Position[], name?: string): Landmark =>
	name ? { layer: 'landcover', kind, name, ring: area } : { layer: 'landcover', kind, ring: area };

/** Squares, churches, schools, parks, cemeteries, sports grounds and other places that no street generates. */
export function landmarks(): Landmark[] {
	const m = CENTRES.musterlinden;
	const a = CENTRES.auenfelde;
	const h = CENTRES.heidewinkel;
	return [
		cover(
			'square',
			ring(m, [
				[-46, -36],
				[50, -34],
				[50, 38],
				[-44, 38]
			]),
			'Markt'
		),
		box(m, 'public', -12, -30, 26, 16, 0, 'Rathaus'),
		cover(
			'square',
			ring(m, [
				[-112, 44],
				[-58, 40],
				[-74, 84],
				[-104, 100]
			]),
			'Kirchplatz'
		),
		...church(-100, 50, 30, m, 'Stadtkirche'),
		cover(
			'park',
			ring(m, [
				[-262, 20],
				[-240, -40],
				[-242, 40],
				[-236, 90],
				[-200, 140],
				[-215, 160],
				[-262, 100]
			]),
			'Wallanlagen'
		),
		cover(
			'park',
			ring(m, [
				[-300, 200],
				[-250, 200],
				[-150, 260],
				[-150, 330],
				[-230, 410],
				[-335, 420],
				[-335, 300]
			]),
			'Stadtpark'
		),
		{ layer: 'water', kind: 'pond', name: 'Schwanenteich', ring: blob([m[0] - 245, m[1] + 320], 45, 26, 40, 'swan') },
		box(m, 'station', -1034, 118, 14, 62, 0, 'Bahnhof Musterlinden'),
		cover(
			'public',
			ring(m, [
				[60, 420],
				[152, 410],
				[160, 500],
				[66, 508]
			]),
			'Grundschule'
		),
		box(m, 'school', 74, 436, 60, 16, -3, 'Grundschule am Nordtor'),
		box(m, 'school', 110, 452, 16, 42, -3),
		cover(
			'public',
			ring(m, [
				[-500, -70],
				[-375, -78],
				[-375, -170],
				[-490, -160]
			]),
			'Gymnasium'
		),
		box(m, 'school', -480, -100, 78, 17, -4, 'Lindengymnasium'),
		box(m, 'school', -440, -150, 17, 46, -4),
		cover(
			'public',
			ring(m, [
				[180, 30],
				[330, 20],
				[330, 110],
				[210, 120]
			]),
			'Krankenhaus'
		),
		box(m, 'hospital', 236, 60, 70, 18, -4, 'Kreiskrankenhaus'),
		box(m, 'hospital', 262, 34, 18, 26, -4),
		cover(
			'cemetery',
			ring(m, [
				[-330, -360],
				[-110, -330],
				[-60, -420],
				[-300, -425]
			]),
			'Friedhof'
		),
		cover(
			'sports',
			ring(m, [
				[780, 40],
				[960, 30],
				[965, 190],
				[785, 200]
			]),
			'Elbstadion'
		),
		cover(
			'pitch',
			ring(m, [
				[810, 75],
				[915, 69],
				[919, 137],
				[814, 143]
			])
		),
		cover(
			'allotments',
			ring(m, [
				[785, 230],
				[960, 220],
				[930, 520],
				[790, 480]
			]),
			'Kleingärten Elbblick'
		),
		cover(
			'allotments',
			ring(m, [
				[-990, 760],
				[-760, 770],
				[-740, 960],
				[-980, 980]
			]),
			'Kleingärten Nord'
		),
		cover(
			'sports',
			ring(m, [
				[400, -330],
				[560, -340],
				[570, -480],
				[420, -480]
			]),
			'Sportplatz Süd'
		),
		cover(
			'pitch',
			ring(m, [
				[430, -362],
				[530, -368],
				[534, -434],
				[434, -430]
			])
		),
		box(m, 'works', 820, -330, 60, 34, 10, 'Klärwerk'),
		cover(
			'square',
			ring(a, [
				[-36, -62],
				[26, -60],
				[20, -8],
				[-30, -10]
			]),
			'Dorfplatz'
		),
		...church(-24, -52, 24, a, 'Dorfkirche Auenfelde'),
		cover(
			'public',
			ring(a, [
				[60, 80],
				[170, 90],
				[172, 170],
				[64, 170]
			]),
			'Grundschule Auenfelde'
		),
		box(a, 'school', 78, 100, 62, 16, 4, 'Grundschule Auenfelde'),
		cover(
			'sports',
			ring(a, [
				[130, -520],
				[330, -500],
				[320, -400],
				[120, -410]
			]),
			'Sportplatz Auenfelde'
		),
		cover(
			'pitch',
			ring(a, [
				[160, -500],
				[260, -490],
				[255, -425],
				[155, -432]
			])
		),
		cover(
			'cemetery',
			ring(a, [
				[-130, 60],
				[-20, 50],
				[-14, 140],
				[-120, 150]
			]),
			'Friedhof Auenfelde'
		),
		{ layer: 'water', kind: 'pond', name: 'Feuerteich', ring: blob([a[0] - 200, a[1] - 330], 34, 20, 20, 'fire') },
		cover(
			'square',
			ring(h, [
				[-34, 22],
				[18, 12],
				[26, 60],
				[-22, 66]
			]),
			'Kirchanger'
		),
		...church(-18, 26, 18, h, 'Heidekirche'),
		box(h, 'public', 50, -70, 26, 13, -20, 'Verbandsverwaltung'),
		{ layer: 'water', kind: 'lake', name: 'Heidesee', ring: blob([h[0] + 520, h[1] + 1020], 310, 170, 25, 'heath lake') },
		...church(30, 20, 16, land(4700, 9250), 'Dorfkirche Oberlinden'),
		...church(-40, 70, 16, land(4500, 2450), 'Dorfkirche Altwiesen'),
		{ layer: 'water', kind: 'pond', name: 'Gutsteich', ring: blob(land(4480, 2700), 60, 35, 10, 'manor') },
		{ layer: 'water', kind: 'lake', name: 'Kiessee Steinbach', ring: blob(land(2900, 7000), 330, 210, -15, 'gravel') },
		{
			layer: 'water',
			kind: 'oxbow',
			name: 'Alte Elbe',
			ring: spline(
				[
					land(7900, 8600),
					land(8250, 8750),
					land(8500, 8500),
					land(8420, 8150),
					land(8250, 8250),
					land(8280, 8480),
					land(8120, 8560),
					land(7930, 8480)
				],
				40
			)
		}
	];
}
