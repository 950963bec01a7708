import type { Position } from '../../importers/xplan/model.ts';
import { linearise, mm } from './geometry.ts';
import { CENTRES, RIVER, RIVER_WIDTH, spline } from './land.ts';
import { LINDENPARK, lindenparkGeometry } from './lindenpark-areas.ts';
import { layOutLots } from './lots.ts';
import { landmarks } from './landmarks.ts';
import { Obstacles } from './obstacles.ts';
import { createRandom } from './random.ts';
import { countryStreets } from './streets-country.ts';
import { musterlindenStreets } from './streets-musterlinden.ts';
import type { Landmark, Lot, Street } from './town-types.ts';

export interface Town {
	streets: Street[];
	lots: Lot[];
	landmarks: Landmark[];
	brooks: { name: string; width: number; line: Position[] }[];
	railway: Position[];
}

const at = (centre: Position, points: [number, number][]): Position[] => points.map(([x, y]) => [mm(centre[0] + x), mm(centre[1] + y)]);

/** The Lindenbach comes from the north, passes the Lindenpark, fills the old moat and reaches the Elbe. */
function brooks(): Town['brooks'] {
	const m = CENTRES.musterlinden;
	const line = spline(
		[
			...at(m, [
				[-1500, 5600],
				[-1150, 4300],
				[-900, 3100],
				[-820, 2200],
				[-560, 1500],
				[-450, 1050]
			]),
			LINDENPARK(334, 250),
			LINDENPARK(329, 190),
			LINDENPARK(336, 133),
			LINDENPARK(340, 75),
			LINDENPARK(334, 8),
			...at(m, [
				[-365, 440],
				[-352, 300],
				[-318, 150],
				[-285, 30],
				[-280, -90],
				[-215, -190],
				[-90, -250],
				[60, -262],
				[230, -285],
				[420, -300],
				[640, -330],
				[860, -380],
				[1090, -470]
			])
		],
		15
	);
	const a = CENTRES.auenfelde;
	const field = spline(
		at(a, [
			[2600, -900],
			[1700, -620],
			[900, -560],
			[300, -500],
			[-250, -520],
			[-700, -380],
			[-1300, -560],
			[-2100, -400],
			[-3320, -260]
		]),
		20
	);
	const h = CENTRES.heidewinkel;
	const heath = spline(
		at(h, [
			[1900, 1500],
			[1200, 900],
			[600, 740],
			[120, 900],
			[-700, 760],
			[-1500, 800],
			[-2500, 520],
			[-3330, 350]
		]),
		20
	);
	return [
		{ name: 'Lindenbach', width: 11, line },
		{ name: 'Feldbach', width: 7, line: field },
		{ name: 'Heidegraben', width: 6, line: heath }
	];
}

const railway = (): Position[] =>
	spline(
		at(CENTRES.musterlinden, [
			[-2100, -5100],
			[-1750, -3600],
			[-1350, -1800],
			[-1110, -700],
			[-1052, 100],
			[-1085, 900],
			[-1420, 2400],
			[-1700, 3800],
			[-1750, 5100],
			[-1700, 6250]
		]),
		40
	);

/** The whole invented Land: streets, lots, houses, special buildings, brooks, railway. The same at every call. */
export function buildTown(): Town {
	const streets = [...musterlindenStreets(), ...countryStreets()];
	const special = landmarks();
	const obstacles = new Obstacles();
	for (const s of streets) obstacles.strip(s.line, s.width);
	for (const brook of brooks()) obstacles.strip(brook.line, brook.width + 8);
	obstacles.strip(RIVER, RIVER_WIDTH + 60);
	obstacles.strip(railway(), 34);
	obstacles.area(linearise(lindenparkGeometry(true).perimeter.exterior, 0.5).slice(1));
	for (const l of special) obstacles.area(l.ring);
	const lots = layOutLots(streets, obstacles, createRandom('town'));
	return { streets, lots, landmarks: special, brooks: brooks(), railway: railway() };
}
