import type { Position } from '../../importers/xplan/model.ts';
import { mm } from './geometry.ts';
import { createRandom } from './random.ts';

/** The Land lies east of Riesa, between Elbe and heath. Local metres from its south-western corner → EPSG:25833. */
export const LAND_ORIGIN: Position = [372000, 5680000];
export const land = (x: number, y: number): Position => [mm(LAND_ORIGIN[0] + x), mm(LAND_ORIGIN[1] + y)];

/** Smooth line through the positions (Catmull-Rom), a vertex about every `step` metres. */
export function spline(points: Position[], step: number): Position[] {
	const out: Position[] = [];
	for (let i = 0; i + 1 < points.length; i++) {
		const [p1, p2] = [points[i]!, points[i + 1]!];
		const p0 = points[i - 1] ?? p1;
		const p3 = points[i + 2] ?? p2;
		const n = Math.max(1, Math.round(Math.hypot(p2[0] - p1[0], p2[1] - p1[1]) / step));
		for (let k = 0; k < n; k++) {
			const t = k / n;
			const at = (j: 0 | 1): number =>
				0.5 *
				(2 * p1[j] +
					(p2[j] - p0[j]) * t +
					(2 * p0[j] - 5 * p1[j] + 4 * p2[j] - p3[j]) * t * t +
					(3 * p1[j] - p0[j] - 3 * p2[j] + p3[j]) * t ** 3);
			out.push([mm(at(0)), mm(at(1))]);
		}
	}
	out.push(points.at(-1)!);
	return out;
}

/** A boundary as old parishes have them: between two positions it runs in small, irregular bends. */
function bends(from: Position, to: Position, seed: string): Position[] {
	const random = createRandom(seed);
	const split = (a: Position, b: Position, depth: number): Position[] => {
		const length = Math.hypot(b[0] - a[0], b[1] - a[1]);
		if (depth === 0 || length < 140) return [a];
		const off = random.between(-0.16, 0.16) * length;
		const t = random.between(0.38, 0.62);
		const m: Position = [
			mm(a[0] + (b[0] - a[0]) * t - ((b[1] - a[1]) / length) * off),
			mm(a[1] + (b[1] - a[1]) * t + ((b[0] - a[0]) / length) * off)
		];
		return [...split(a, m, depth - 1), ...split(m, b, depth - 1)];
	};
	return split(from, to, 5);
}

const path = (seed: string, ...points: [number, number][]): Position[] => {
	const at = points.map(([x, y]) => land(x, y));
	return [...at.slice(1).flatMap((p, i) => bends(at[i]!, p, `${seed} ${i}`)), at.at(-1)!];
};

/** Centre line of the Elbe, from south to north (it flows north-west here), longer than the Land. */
export const RIVER: Position[] = spline(
	(
		[
			[10900, -600],
			[10150, 450],
			[9250, 1250],
			[8350, 2250],
			[7950, 3400],
			[7050, 4300],
			[6420, 5100],
			[6330, 6000],
			[6900, 7000],
			[7480, 8000],
			[7200, 9200],
			[6350, 10200],
			[5900, 11250],
			[6150, 12500]
		] as [number, number][]
	).map(([x, y]) => land(x, y)),
	60
);
export const RIVER_WIDTH = 112;

const at = (x: number, y: number): Position => {
	const [px, py] = land(x, y);
	return RIVER.reduce((best, p) => (Math.hypot(p[0] - px, p[1] - py) < Math.hypot(best[0] - px, best[1] - py) ? p : best));
};
const local = ([x, y]: Position): [number, number] => [x - LAND_ORIGIN[0], y - LAND_ORIGIN[1]];
const alongRiver = (from: Position, to: Position): Position[] => RIVER.slice(RIVER.indexOf(from), RIVER.indexOf(to) + 1);

const riverSouth = at(9800, 750);
const riverFork = at(7300, 4050);
const riverNorth = at(5950, 11550);

const west = path(
	'west',
	local(riverNorth),
	[4200, 11750],
	[2300, 11100],
	[700, 10300],
	[300, 8100],
	[900, 6100],
	[250, 4200],
	[900, 2100],
	[2600, 700],
	[5100, 450],
	[7600, 900],
	local(riverSouth)
);
const northEast = path(
	'north-east',
	[14700, 5900],
	[14350, 8000],
	[14800, 9800],
	[13500, 11300],
	[11200, 11800],
	[8900, 11350],
	local(riverNorth)
);
const middle = path('middle', local(riverFork), [8900, 4900], [11100, 5200], [12900, 5450], [14700, 5900]);
const southEast = path('south-east', local(riverSouth), [11400, 350], [13300, 800], [14500, 2200], [14200, 4100], [14700, 5900]);

const join = (...parts: Position[][]): Position[] => parts.flatMap((part) => part.slice(0, -1));
const back = (part: Position[]): Position[] => [...part].reverse();
const lower = alongRiver(riverSouth, riverFork);
const upper = alongRiver(riverFork, riverNorth);

/** Municipal areas in EPSG:25833: open rings, counter-clockwise, with shared positions along their common borders. */
export const AREAS: Record<'musterlinden' | 'auenfelde' | 'heidewinkel' | 'land', Position[]> = {
	musterlinden: join(west, lower, upper),
	auenfelde: join(middle, northEast, back(upper)),
	heidewinkel: join(southEast, back(middle), back(lower)),
	land: join(west, southEast, northEast)
};

/** Centres of the three towns and their frames' origins in EPSG:25833. */
export const CENTRES = { musterlinden: land(5250, 5600), auenfelde: land(10700, 8250), heidewinkel: land(11450, 2700) };
