import type { Position } from '../../importers/xplan/model.ts';
import { mm } from './geometry.ts';
import { spline } from './land.ts';
import type { BuildStyle, Municipality, Street, StreetKind } from './town-types.ts';

const WIDTHS: Record<StreetKind, number> = { main: 15, residential: 10, lane: 7, path: 3.5, country: 9, track: 4 };

export interface Locality {
	municipality: Municipality;
	place: string;
	postcode: string;
	/** Position in EPSG:25833 that is (0, 0) of the lines. */
	origin: Position;
}

/**
 * Reads street lines such as `Schulstraße | residential | house | -150,420 35,400 300,380` in metres from the locality's origin.
 * The third column is the style on both sides, or `left/right`, `-` for none. A width in metres may follow the kind: `lane:6`.
 * Two vertices make a straight street, more make a smooth one. A line that ends where it began is a ring.
 */
export function readStreets(locality: Locality, text: string): Street[] {
	return text
		.split('\n')
		.map((row) => row.trim())
		.filter(Boolean)
		.map((row) => {
			const [name, kindAndWidth, styles, points] = row.split('|').map((cell) => cell.trim()) as [string, string, string, string];
			const [kind, width] = kindAndWidth.split(':') as [StreetKind, string | undefined];
			const [left, right = left] = styles.split('/') as [string, string | undefined];
			const style = (s: string): BuildStyle | undefined => (s === '-' ? undefined : (s as BuildStyle));
			const vertices = points.split(/\s+/).map((p): Position => {
				const [x, y] = p.split(',').map(Number) as [number, number];
				return [mm(locality.origin[0] + x), mm(locality.origin[1] + y)];
			});
			const first = vertices[0]!;
			const last = vertices.at(-1)!;
			const street: Street = {
				municipality: locality.municipality,
				place: locality.place,
				postcode: locality.postcode,
				name,
				kind,
				width: width ? Number(width) : WIDTHS[kind],
				line: spline(vertices, 20)
			};
			const l = style(left);
			const r = style(right);
			if (l) street.left = l;
			if (r) street.right = r;
			if (first[0] === last[0] && first[1] === last[1]) street.closed = true;
			return street;
		});
}
