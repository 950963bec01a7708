import type { TrailModel, TrailPost, TrailSign } from '../../importers/trails/model.ts';
import type { Position } from '../../importers/xplan/model.ts';
import { transformBetween } from '../../importers/xplan/crs.ts';
import { CENTRES, spline } from './land.ts';

/** An invented network of trails in the Heidewinkel: nodes in local metres around Kiefernheide, sections between them. */
const NODES: Record<string, { name: string; at: [number, number]; height: number }> = {
	K: { name: 'Kiefernheide Dorfplatz', at: [0, 0], height: 118 },
	S: { name: 'Heidesee', at: [180, 760], height: 112 },
	F: { name: 'Forsthaus', at: [80, -420], height: 124 },
	G: { name: 'Grabenbrücke', at: [-600, 760], height: 110 },
	W: { name: 'Westhöhe', at: [-1500, 300], height: 137 },
	N: { name: 'Nordheide', at: [200, 1900], height: 128 },
	O: { name: 'Ostblick', at: [2300, 1600], height: 156 },
	E: { name: 'Sandberg', at: [2000, 600], height: 149 },
	L: { name: 'Grenzstein', at: [1900, -900], height: 133 },
	Q: { name: 'Heidequelle', at: [-1200, -900], height: 115 },
	U: { name: 'Uferwarte', at: [-2850, 700], height: 104 }
};
interface Way {
	ref: string;
	from: string;
	to: string;
	via: [number, number][];
	/** Posts on the way. */
	posts: number;
}
const WAYS: Way[] = [
	{ ref: 'A1', from: 'K', to: 'S', via: [[60, 420]], posts: 1 },
	{ ref: 'A2', from: 'S', to: 'N', via: [[420, 1150], [120, 1500]], posts: 1 },
	{ ref: 'A3', from: 'N', to: 'O', via: [[900, 2080], [1600, 1780]], posts: 2 },
	{ ref: 'A4', from: 'O', to: 'E', via: [[2380, 1120], [2080, 900]], posts: 1 },
	{ ref: 'A5', from: 'E', to: 'K', via: [[1400, 420], [900, 60], [520, 180]], posts: 2 },
	{ ref: 'A6', from: 'E', to: 'L', via: [[2260, 60], [1980, -380]], posts: 1 },
	{ ref: 'A7', from: 'L', to: 'F', via: [[1350, -760], [760, -980]], posts: 2 },
	{ ref: 'A8', from: 'F', to: 'K', via: [[-40, -220]], posts: 0 },
	{ ref: 'A9', from: 'F', to: 'Q', via: [[-400, -620], [-800, -700]], posts: 1 },
	{ ref: 'A10', from: 'Q', to: 'U', via: [[-1650, -420], [-1950, 60], [-2600, 260]], posts: 2 },
	{ ref: 'A11', from: 'U', to: 'W', via: [[-2050, 420]], posts: 1 },
	{ ref: 'A12', from: 'W', to: 'K', via: [[-1080, 120], [-520, 140]], posts: 1 },
	{ ref: 'A13', from: 'W', to: 'G', via: [[-1050, 620]], posts: 1 },
	{ ref: 'A14', from: 'G', to: 'S', via: [[-200, 900]], posts: 1 },
	{ ref: 'A15', from: 'U', to: 'N', via: [[-2100, 1150], [-1350, 1500], [-620, 1980]], posts: 2 }
];
const ROUTES: { ref: string; name: string; colour: string; symbol: string; way: string[] }[] = [
	{ ref: 'R1', name: 'Heideseerunde', colour: '#c8102e', symbol: 'roter Strich auf weißem Grund', way: ['A1', '-A14', '-A13', 'A12'] },
	{ ref: 'R2', name: 'Sandbergweg', colour: '#1f5fbf', symbol: 'blauer Punkt auf weißem Grund', way: ['A1', 'A2', 'A3', 'A4', 'A5'] },
	{ ref: 'R3', name: 'Forsthausweg', colour: '#2f7d4f', symbol: 'grünes Dreieck auf weißem Grund', way: ['-A8', '-A7', '-A6', 'A5'] },
	{ ref: 'R4', name: 'Großer Heideweg', colour: '#b36b00', symbol: 'oranges Quadrat auf weißem Grund', way: ['A9', 'A10', 'A15', 'A3', 'A4', 'A6', 'A7'] }
];
const BENCHES: [string, number, 'bank' | 'huette' | 'bruecke', string][] = [
	['A1', 0.8, 'bank', 'Bank am Heidesee'],
	['A3', 0.97, 'huette', 'Schutzhütte Ostblick'],
	['A5', 0.3, 'bank', 'Bank am Sandberg'],
	['A10', 0.55, 'bruecke', 'Steg über den Quellbach'],
	['A12', 0.1, 'bank', 'Bank Westhöhe'],
	['A14', 0.2, 'bruecke', 'Grabenbrücke']
];

const [originX, originY] = CENTRES.heidewinkel;
const toDegrees = transformBetween('EPSG:25833', 'EPSG:4326');
const degrees = ([x, y]: Position): Position => toDegrees(x, y).map((each) => Math.round(each * 1e7) / 1e7) as Position;
const metres = ([x, y]: [number, number]): Position => [originX + x, originY + y];

/** Lines in EPSG:25833, a vertex about every 25 m. */
const lines = (): Map<string, Position[]> => new Map(WAYS.map(({ ref, from, to, via }) => [ref, spline([NODES[from]!.at, ...via, NODES[to]!.at].map(metres), 25)]));
const lengthOf = (line: Position[]): number => line.slice(1).reduce((sum, [x, y], index) => sum + Math.hypot(x - line[index]![0], y - line[index]![1]), 0);
const azimuth = ([x, y]: Position, [tx, ty]: Position): number => Math.round((Math.atan2(tx - x, ty - y) * 180) / Math.PI + 360) % 360;
const place = (line: Position[], share: number): number => Math.min(line.length - 2, Math.max(1, Math.round((line.length - 1) * share)));
/** At 4 km an hour. */
const walk = (length: number) => ({ km: Math.max(0.1, Math.round(length / 100) / 10), minutes: Math.max(5, Math.round(length / 66 / 5) * 5) });

/** About 25 km, four routes, thirty posts, sixty blades and plates. The same at every call. */
export function demoTrails(): Pick<TrailModel, 'routes' | 'sections' | 'posts' | 'equipment'> {
	const line = lines();
	const routesOf = (ref: string) => ROUTES.filter(({ way }) => way.some((each) => each.replace('-', '') === ref)).map((route) => route.ref);
	const blade = (towards: string, length: number, direction: number, routes: string[]): TrailSign => ({
		kind: 'zielwegweiser',
		lines: [{ text: towards, ...walk(length) }],
		azimuth: direction,
		routes,
		material: 'Aluminium',
		year: 2021
	});
	const posts: TrailPost[] = [];
	const add = (name: string, elevation: number, at: Position, signs: TrailSign[]) =>
		posts.push({
			number: `HEI${String(posts.length + 1).padStart(3, '0')}`,
			name,
			elevation,
			carrier: posts.length % 4 === 3 ? 'pfosten-metall' : 'pfosten-holz',
			owner: 'Verwaltungsverband Heidewinkel',
			point: degrees(at),
			signs
		});
	for (const [key, node] of Object.entries(NODES)) {
		const signs = WAYS.flatMap(({ ref, from, to }) => {
			const path = line.get(ref)!;
			if (from === key) return [blade(NODES[to]!.name, lengthOf(path), azimuth(path[0]!, path[2]!), routesOf(ref))];
			if (to === key) return [blade(NODES[from]!.name, lengthOf(path), azimuth(path.at(-1)!, path.at(-3)!), routesOf(ref))];
			return [];
		});
		add(node.name, node.height, metres(node.at), signs);
	}
	let marks = 0;
	for (const { ref, from, to, posts: count } of WAYS)
		for (let number = 1; number <= count; number++) {
			const path = line.get(ref)!;
			const index = place(path, number / (count + 1));
			const rest = lengthOf(path.slice(index));
			const signs = [blade(NODES[to]!.name, rest, azimuth(path[index]!, path[index + 1]!), routesOf(ref))];
			if (marks++ % 2 === 0) signs.push({ kind: 'markierung', lines: [], azimuth: null, routes: routesOf(ref), material: 'Farbe', year: 2024 });
			if (marks === 3) signs.push({ kind: 'rettungspunkt', lines: [{ text: 'Rettungspunkt HW 17', km: null, minutes: null }], azimuth: null, routes: [], material: 'Aluminium', year: 2022 });
			const height = Math.round((NODES[from]!.height + NODES[to]!.height) / 2 - 4 + number * 3);
			add(`${NODES[from]!.name} – ${NODES[to]!.name}`, height, path[index]!, signs);
		}
	return {
		routes: ROUTES.map(({ way, ...route }) => ({ ...route, sections: way.map((each) => ({ ref: each.replace('-', ''), reversed: each.startsWith('-') })) })),
		sections: WAYS.map(({ ref, from, to }) => ({ ref, name: `${NODES[from]!.name} – ${NODES[to]!.name}`, line: line.get(ref)!.map(degrees) })),
		posts,
		equipment: BENCHES.map(([ref, share, kind, name], index) => ({ ref: `B${index + 1}`, kind, name, point: degrees(line.get(ref)![place(line.get(ref)!, share)]!) }))
	};
}

/** Who looks after which sections: the first of the two wardens, and the second. */
export const DEMO_SECTIONS = [
	['A1', 'A2', 'A3', 'A4', 'A5', 'A6', 'A7', 'A8'],
	['A9', 'A10', 'A11', 'A12', 'A13', 'A14', 'A15']
] as const;

export interface DemoRound {
	/** 0 or 1 */
	warden: number;
	daysAgo: number;
	sections: string[];
	byHand?: boolean;
	note?: string;
	damages?: { post: string; sign: number | null; kinds: string[]; fixed?: string; note?: string }[];
}

export const DEMO_ROUNDS: DemoRound[] = [
	{ warden: 0, daysAgo: 212, sections: ['A6', 'A7'], byHand: true, note: 'Nach dem Sturm gegangen, GPS-Gerät ohne Strom.' },
	{ warden: 1, daysAgo: 96, sections: ['A12', 'A13', 'A14'] },
	{
		warden: 0,
		daysAgo: 41,
		sections: ['A1', 'A2', 'A3'],
		damages: [
			{ post: 'HEI006', sign: 0, kinds: ['verwachsen'], fixed: 'freigeschnitten' },
			{ post: 'HEI007', sign: 1, kinds: ['verdreht', 'lose'], note: 'Schelle gerissen, Schild dreht sich im Wind.' }
		]
	},
	{
		warden: 1,
		daysAgo: 12,
		sections: ['A9', 'A10'],
		damages: [
			{ post: 'HEI010', sign: null, kinds: ['pfosten'], note: 'Am Boden morsch, steht noch.' },
			{ post: 'HEI011', sign: 0, kinds: ['verschmutzt'], fixed: 'gereinigt' }
		]
	},
	{ warden: 0, daysAgo: 3, sections: ['A5', 'A8'] }
];
