import { createWriteStream } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createRandom } from '../../portal/demo/random.ts';

/** Plans of nothing but areas that share their edges, for the check of the Flächenschluss. */

const CELL = 40;
const [EAST, NORTH] = [380_000, 5_690_000];
/** So many areas share one whose corner was moved, which makes a gap on one side and an overlap on the other. */
const PER_DEFECT = 50;

/**
 * Writes a Bebauungsplan whose perimeter is divided into uneven quadrangles, with a point in the middle of each edge, as surveyors set.
 * @param defects every fiftieth area has a corner half a metre beside the one that its neighbours share
 * @returns its path
 */
export async function writeAreas(folder: string, areas: number, defects: boolean): Promise<string> {
	const path = join(folder, `areas-${areas}${defects ? '-defects' : ''}.gml`);
	await pipeline(Readable.from(areaPlan(areas, defects)), createWriteStream(path));
	return path;
}

function* areaPlan(areas: number, defects: boolean): Generator<string> {
	const columns = Math.round(Math.sqrt(areas));
	const rows = Math.ceil(areas / columns);
	const corner = corners(columns, rows);
	yield `<?xml version="1.0" encoding="UTF-8"?>
<xplan:XPlanAuszug xmlns:xplan="http://www.xplanung.de/xplangml/6/0" xmlns:gml="http://www.opengis.net/gml/3.2" xmlns:xlink="http://www.w3.org/1999/xlink" gml:id="auszug">
`;
	const outline = perimeter(columns, rows, areas, corner);
	yield member('BP_Plan', 'plan', `<xplan:name>Messplan mit ${areas} Flächen</xplan:name>${geometry('raeumlicherGeltungsbereich', 'plan', outline)}<xplan:bereich xlink:href="#bereich"/>`);
	yield member('BP_Bereich', 'bereich', `<xplan:nummer>0</xplan:nummer>${geometry('geltungsbereich', 'bereich', outline)}<xplan:gehoertZuPlan xlink:href="#plan"/>`);
	for (let area = 0; area < areas; area++) {
		const [column, row] = [area % columns, Math.floor(area / columns)];
		const ring = [corner(column, row), corner(column + 1, row), corner(column + 1, row + 1), corner(column, row + 1)];
		const inside = column > 0 && row > 0 && column < columns - 1 && row < rows - 2;
		if (defects && inside && area % PER_DEFECT === 7) ring[2] = [ring[2]![0] + 0.5, ring[2]![1]];
		// The point between two corners is a corner of both neighbours; with a corner moved it belongs to that area alone.
		const points = ring.flatMap((from, index) => [from, middle(from, ring[(index + 1) % 4]!)]);
		const content = `<xplan:gehoertZuBereich xlink:href="#bereich"/>${geometry('position', `f${area}`, points)}<xplan:flaechenschluss>true</xplan:flaechenschluss>`;
		yield member('BP_BaugebietsTeilFlaeche', `f${area}`, content);
	}
	yield '</xplan:XPlanAuszug>\n';
}

type Point = [number, number];

/** Corners of the grid, moved by up to 8 m inside and not at all on the outline. */
function corners(columns: number, rows: number): (column: number, row: number) => Point {
	return (column, row) => {
		const random = createRandom(`${column} ${row}`);
		const free = column > 0 && row > 0 && column < columns && row < rows - 1;
		const moved = () => (free ? random.whole(-8000, 8000) / 1000 : 0);
		return [EAST + column * CELL + moved(), NORTH + row * CELL + moved()];
	};
}

function perimeter(columns: number, rows: number, areas: number, corner: (column: number, row: number) => Point): Point[] {
	const rest = areas % columns;
	const full = rest === 0 ? rows : rows - 1;
	const step = rest === 0 ? [corner(0, rows)] : [corner(rest, full), corner(rest, full + 1), corner(0, full + 1)];
	return [corner(0, 0), corner(columns, 0), corner(columns, full), ...step];
}

const middle = (a: Point, b: Point): Point => [(a[0] + b[0]) / 2, (a[1] + b[1]) / 2];

const member = (name: string, id: string, content: string): string =>
	`<gml:featureMember><xplan:${name} gml:id="${id}">${content}</xplan:${name}></gml:featureMember>\n`;

function geometry(property: string, id: string, points: Point[]): string {
	const list = [...points, points[0]!].map(([x, y]) => `${x.toFixed(4)} ${y.toFixed(4)}`).join(' ');
	return `<xplan:${property}><gml:Polygon gml:id="${id}_g" srsName="EPSG:25833"><gml:exterior><gml:LinearRing><gml:posList>${list}</gml:posList></gml:LinearRing></gml:exterior></gml:Polygon></xplan:${property}>`;
}
