import type { Curve, Polygon, Position } from '../../importers/xplan/model.ts';
import { circle, Edges, frame } from './geometry.ts';
import { CENTRES } from './land.ts';

/** The Lindenpark's own plane: u along the Lindenallee, v away from it, in metres. The town's streets use it as well. */
export const LINDENPARK = frame([CENTRES.musterlinden[0] - 700, CENTRES.musterlinden[1] + 470], 9);

/** Position of a point on the circle around (u, v), `degrees` counter-clockwise from the u axis. */
const onCircle = (u: number, v: number, radius: number, degrees: number): Position =>
	LINDENPARK(u + radius * Math.cos((degrees * Math.PI) / 180), v + radius * Math.sin((degrees * Math.PI) / 180));

export type AreaName =
	| 'WA 1'
	| 'WA 2'
	| 'WA 3'
	| 'WA 4'
	| 'WA 5'
	| 'WA 6'
	| 'MU 1'
	| 'MU 2'
	| 'Kita'
	| 'Park'
	| 'Spielplatz'
	| 'Grün West'
	| 'Grün Ost'
	| 'Ufer'
	| 'Teich'
	| 'Lindenbach'
	| 'Trafo'
	| 'Rückhaltebecken'
	| 'Lindenallee'
	| 'Planstraße A'
	| 'Quartiersplatz'
	| 'Fuß- und Radweg';

export interface LindenparkGeometry {
	edges: Edges;
	/** The plan's perimeter. */
	perimeter: Polygon;
	/** Areas that cover the perimeter without gaps or overlaps. */
	areas: Map<AreaName, Polygon>;
	/** A polygon or line through (u, v) positions; `'west'` and `'east'` stand for the middles of the road's two bends. */
	path(spec: string): Position[];
	pond: Curve;
}

const MIDDLES: Record<string, Position> = { west: onCircle(160, 120, 50, 135), east: onCircle(230, 120, 50, 45) };

/** Reads `0,16 104,16 west` as positions. */
function path(spec: string): Position[] {
	return spec
		.trim()
		.split(/\s+/)
		.map((token) => {
			const middle = MIDDLES[token];
			if (middle) return middle;
			const [u, v] = token.split(',').map(Number) as [number, number];
			return LINDENPARK(u, v);
		});
}

/** The curved edges: the bends of Planstraße A, the rounded corners at the Lindenallee, the banks of the Lindenbach. */
function curvedEdges(): Edges {
	const edges = new Edges();
	const arc = (from: string, via: Position, to: string): void => edges.arc(path(from)[0]!, via, path(to)[0]!);
	arc('110,120', onCircle(160, 120, 50, 157.5), 'west');
	arc('west', onCircle(160, 120, 50, 112.5), '160,170');
	arc('120,120', onCircle(160, 120, 40, 135), '160,160');
	arc('230,170', onCircle(230, 120, 50, 67.5), 'east');
	arc('east', onCircle(230, 120, 50, 22.5), '280,120');
	arc('230,160', onCircle(230, 120, 40, 45), '270,120');
	arc('104,16', onCircle(104, 22, 6, -45), '110,22');
	arc('120,22', onCircle(126, 22, 6, 225), '126,16');
	arc('264,16', onCircle(264, 22, 6, -45), '270,22');
	arc('280,22', onCircle(286, 22, 6, 225), '286,16');
	arc('328,16', LINDENPARK(334, 75), '330,133');
	arc('330,133', LINDENPARK(323, 190), '328,250');
	arc('340,16', LINDENPARK(346, 75), '342,133');
	arc('342,133', LINDENPARK(335, 190), '340,250');
	// Buildings that follow the bends (überbaubare Flächen of WA 2 and WA 3).
	arc('138,120', onCircle(160, 120, 22, 135), '160,142');
	arc('160,156', onCircle(160, 120, 36, 135), '124,120');
	arc('252,120', onCircle(230, 120, 22, 45), '230,142');
	arc('230,156', onCircle(230, 120, 36, 45), '266,120');
	return edges;
}

/** Areas of the plan. The earlier draft has no playground; there the park goes on. */
export function lindenparkGeometry(withPlayground: boolean): LindenparkGeometry {
	const edges = curvedEdges();
	const pond = circle(LINDENPARK(200, 122), 12);
	const trafo = '99,84 105,84 105,89 99,89';
	const areas = new Map<AreaName, Polygon>();
	const add = (name: AreaName, spec: string, holes: Curve[] = []): void => {
		areas.set(name, edges.polygon(path(spec), holes));
	};
	const corner = withPlayground ? '165,84' : '';
	add('Lindenallee', '0,0 340,0 340,16 328,16 312,16 286,16 264,16 201,16 189,16 126,16 104,16 0,16');
	add(
		'Planstraße A',
		`104,16 110,22 110,110 110,120 west 160,170 190,170 194,170 230,170 east 280,120 280,22 286,16 264,16 270,22 270,62 270,120
		 230,160 225,160 165,160 160,160 120,120 120,62 120,22 126,16`
	);
	add('Quartiersplatz', '189,16 201,16 201,62 189,62');
	add('Fuß- und Radweg', '190,170 194,170 194,225 194,250 190,250 190,225');
	add('WA 1', '0,16 104,16 110,22 110,110 0,110', [edges.ring(path(trafo), true)]);
	add('Trafo', trafo);
	add('Kita', '0,110 110,110 110,120 west 105,175 0,175');
	add('WA 2', `120,62 165,62 ${corner} 165,160 160,160 120,120`);
	add('WA 3', '225,62 270,62 270,120 230,160 225,160');
	add('WA 4', '0,175 105,175 west 160,170 190,170 190,225 0,225');
	add('WA 5', '194,170 230,170 east 300,190 300,225 194,225');
	add('WA 6', '286,16 312,16 312,190 300,190 east 280,120 280,22');
	add('MU 1', '126,16 189,16 189,62 165,62 120,62 120,22');
	add('MU 2', '201,16 264,16 270,22 270,62 225,62 201,62');
	if (withPlayground) {
		add('Spielplatz', '165,62 189,62 189,84 165,84');
		add('Park', '189,62 201,62 225,62 225,160 165,160 165,84 189,84', [pond]);
	} else {
		add('Park', '165,62 189,62 201,62 225,62 225,160 165,160', [pond]);
	}
	areas.set('Teich', { exterior: pond, interiors: [] });
	add('Rückhaltebecken', '300,190 312,190 312,225 300,225');
	add('Grün West', '0,225 190,225 190,250 0,250');
	add('Grün Ost', '194,225 300,225 312,225 312,250 194,250');
	add('Ufer', '312,16 328,16 330,133 328,250 312,250 312,225 312,190');
	add('Lindenbach', '328,16 340,16 342,133 340,250 328,250 330,133');
	const perimeter = edges.polygon(
		path('0,0 340,0 340,16 342,133 340,250 328,250 312,250 194,250 190,250 0,250 0,225 0,175 0,110 0,16')
	);
	return { edges, perimeter, areas, path, pond };
}
