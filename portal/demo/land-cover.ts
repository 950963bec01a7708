import type { Position } from '../../importers/xplan/model.ts';
import { mm } from './geometry.ts';
import { AREAS, CENTRES, land, LAND_ORIGIN, RIVER } from './land.ts';
import { blob } from './landmarks.ts';
import { inside } from './obstacles.ts';
import { createRandom } from './random.ts';
import { ribbon } from './ribbons.ts';

export interface Cover {
	kind: 'grassland' | 'forest' | 'field' | 'orchard' | 'heath';
	name?: string;
	ring: Position[];
}

/** Woods: x, y in metres from the Land's corner, half axes, turn in degrees. */
const WOODS: [name: string, x: number, y: number, a: number, b: number, degrees: number][] = [
	['Steinbacher Forst', 1500, 4350, 850, 480, 20],
	['Nordholz', 2500, 9500, 900, 420, -25],
	['Eichbusch', 1250, 8250, 420, 300, 40],
	['Südholz', 3600, 1150, 620, 260, 5],
	['Wolfswinkel', 2900, 3250, 380, 240, -30],
	['Auwald', 7420, 2650, 330, 170, -50],
	['Auholz', 6050, 8350, 460, 200, 60],
	['Auenfelder Busch', 13650, 9150, 560, 460, 10],
	['Storchenholz', 9650, 11000, 620, 240, 8],
	['Lerchenholz', 12600, 11150, 520, 220, 25],
	['Kiefernheide', 13300, 1650, 760, 560, 30],
	['Große Heide', 11900, 1400, 680, 420, -15],
	['Elbheide', 10450, 1600, 480, 360, 20],
	['Grünheider Tannen', 13500, 3150, 420, 300, 5],
	['Heidewald', 10300, 4350, 640, 360, -10]
];

/** Arable land in strips and blocks: a grid bent by slow waves, so that it follows no ruler. Only what lies wholly inside the Land. */
function fields(): Cover[] {
	const random = createRandom('fields');
	const [step, rise] = [430, 290];
	const bend = (i: number, j: number): Position => {
		const [x, y] = [i * step, j * rise];
		const a = 130 * Math.sin(y / 1500 + 1) + 60 * Math.sin(x / 700);
		const b = 150 * Math.sin(x / 1900) + 70 * Math.cos(y / 800 + x / 2600);
		return [mm(LAND_ORIGIN[0] + x + a), mm(LAND_ORIGIN[1] + y + b)];
	};
	const out: Cover[] = [];
	for (let i = 0; i < 15500 / step; i++) {
		for (let j = 0; j < 12500 / rise; j++) {
			const ring = [bend(i, j), bend(i + 1, j), bend(i + 1, j + 1), bend(i, j + 1)];
			const kind = random.next() < 0.62 ? 'field' : random.next() < 0.8 ? 'grassland' : 'field';
			const orchard = random.chance(0.02);
			if (!ring.every((p) => inside(p, AREAS.land))) continue;
			if (random.chance(0.45)) out.push({ kind: orchard ? 'orchard' : kind, ring });
		}
	}
	return out;
}

/** What covers the Land between the places, from the lowest layer to the highest. */
export function landCover(): Cover[] {
	const h = CENTRES.heidewinkel;
	return [
		...fields(),
		{ kind: 'grassland', name: 'Elbwiesen', ring: ribbon(RIVER, 520, false) },
		...WOODS.map(([name, x, y, a, b, degrees]): Cover => ({ kind: 'forest', name, ring: blob(land(x, y), a, b, degrees, name) })),
		{ kind: 'heath', name: 'Heidekrautfläche', ring: blob([h[0] + 900, h[1] + 500], 260, 150, 60, 'heather') },
		{ kind: 'heath', ring: blob([h[0] - 700, h[1] - 700], 240, 160, 20, 'heather 2') }
	];
}
