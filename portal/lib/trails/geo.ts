/** Sums of the field page. Positions EPSG:3857 unless said; distances in metres on the ground. */
export type Point = readonly [x: number, y: number];

const RADIUS = 6_378_137;

/** Longitude, latitude (degrees) → EPSG:3857. */
export const toMap = (lon: number, lat: number): [number, number] => [
	(RADIUS * lon * Math.PI) / 180,
	RADIUS * Math.log(Math.tan(Math.PI / 4 + (lat * Math.PI) / 360))
];

/** How much longer a metre on the ground is on the web map at this height. */
const stretch = (y: number): number => Math.cosh(y / RADIUS);

export const distance = (a: Point, b: Point): number => Math.hypot(a[0] - b[0], a[1] - b[1]) / stretch((a[1] + b[1]) / 2);

/** To the nearest place of a line. */
export function distanceToLine(at: Point, line: readonly Point[]): number {
	let least = Infinity;
	for (let index = 0; index + 1 < line.length; index++) {
		const [a, b] = [line[index]!, line[index + 1]!];
		const [dx, dy] = [b[0] - a[0], b[1] - a[1]];
		const square = dx * dx + dy * dy;
		const t = square === 0 ? 0 : Math.max(0, Math.min(1, ((at[0] - a[0]) * dx + (at[1] - a[1]) * dy) / square));
		least = Math.min(least, Math.hypot(at[0] - a[0] - t * dx, at[1] - a[1] - t * dy));
	}
	return least / stretch(at[1]);
}

export interface Near<T> {
	thing: T;
	metres: number;
}

/** Things by distance, nearest first. */
export const nearest = <T extends { point: Point }>(things: readonly T[], at: Point, most = Infinity): Near<T>[] =>
	things
		.map((thing) => ({ thing, metres: distance(at, thing.point) }))
		.filter(({ metres }) => metres <= most)
		.sort((a, b) => a.metres - b.metres);

/** Part of a line (0 … 1) that lies within so many metres of any piece of the track. The server's measure counts; this one proposes. */
export function coveredShare(line: readonly Point[], track: readonly (readonly Point[])[], within: number): number {
	const pieces = track.filter((piece) => piece.length > 1);
	if (pieces.length === 0) return 0;
	const samples = sample(line, 20);
	const reach = within;
	const near = samples.filter((at) => pieces.some((piece) => inReach(at, piece, reach * stretch(at[1])) && distanceToLine(at, piece) <= reach));
	return near.length / samples.length;
}

/** Rules out pieces that are far away without looking at each of their lines. */
function inReach(at: Point, piece: readonly Point[], reach: number): boolean {
	return piece.some(([x, y]) => Math.abs(x - at[0]) <= reach + 500 && Math.abs(y - at[1]) <= reach + 500);
}

function sample(line: readonly Point[], metres: number): Point[] {
	const points: Point[] = [line[0]!];
	for (let index = 0; index + 1 < line.length; index++) {
		const [a, b] = [line[index]!, line[index + 1]!];
		const count = Math.max(1, Math.ceil(distance(a, b) / metres));
		for (let step = 1; step <= count; step++) points.push([a[0] + ((b[0] - a[0]) * step) / count, a[1] + ((b[1] - a[1]) * step) / count]);
	}
	return points;
}

export const lengthOf = (track: readonly (readonly Point[])[]): number =>
	track.reduce((sum, piece) => sum + piece.slice(1).reduce((part, at, index) => part + distance(piece[index]!, at), 0), 0);

/** ISO 8601, UTC. */
export const momentNow = (): string => new Date().toISOString();
