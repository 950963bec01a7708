import sharp from 'sharp';
import type { Position } from '../../importers/xplan/model.ts';
import { demoBaseMap, type BaseFeature } from './base-map.ts';
import { CENTRES } from './land.ts';
import { createRandom } from './random.ts';
import { strokeText } from './stroke-letters.ts';

/** Metres per pixel of the scan: 1:1,000 at 254 dpi. */
const PIXEL = 0.1;
/** The sheet lay a little askew on the scanner; the world file says how much. */
const ASKEW = (0.4 * Math.PI) / 180;
/** Size of the sheet in metres, and where its upper left corner lies from the village's centre. */
const [WIDTH, HEIGHT] = [430, 370];
const CORNER: Position = [-385, 80];

/** Corners of the plan area, metres from the village's centre. */
const PERIMETER: Position[] = [
	[-305, 39],
	[-267, 73],
	[6, 12],
	[-15, -64],
	[-31, -136],
	[-35, -183],
	[-33, -222],
	[-84, -218],
	[-87, -246],
	[-114, -243],
	[-166, -236],
	[-219, -228],
	[-265, -218],
	[-288, -208],
	[-314, -183],
	[-340, -153],
	[-344, -125],
	[-342, -96],
	[-337, -70],
	[-326, -36],
	[-316, -1]
];

export const ANGER_FILES = { scan: 'BP1_Dorfanger.tif', world: 'BP1_Dorfanger.tfw', reasons: 'BP1_Dorfanger_Begruendung.pdf' };

const fromCentre = ([x, y]: Position): Position => [CENTRES.heidewinkel[0] + x, CENTRES.heidewinkel[1] + y];
export const angerPerimeter = (): Position[] => PERIMETER.map(fromCentre);

const [cos, sin] = [Math.cos(ASKEW), Math.sin(ASKEW)];

/** Place on the sheet in pixels, of metres from the village's centre. */
function onSheet([x, y]: Position): Position {
	const [u, v] = [x - CORNER[0], CORNER[1] - y];
	return [(u * cos + v * sin) / PIXEL, (v * cos - u * sin) / PIXEL];
}

/** Six lines: the sheet's way to the right and downwards, and the centre of its first pixel. */
export function angerWorldFile(): string {
	const [a, d] = [PIXEL * cos, -PIXEL * sin];
	const [b, e] = [-PIXEL * sin, -PIXEL * cos];
	const [east, north] = fromCentre(CORNER);
	return [a, d, b, e, east + (a + b) / 2, north + (d + e) / 2].map((each) => each.toFixed(9)).join('\r\n');
}

const point = (position: Position): string => onSheet(position).map((each) => each.toFixed(1)).join(' ');
const line = (positions: readonly Position[], closed = false): string => `M${positions.map(point).join('L')}${closed ? 'Z' : ''}`;
const relative = ([x, y]: Position): Position => [x - CENTRES.heidewinkel[0], y - CENTRES.heidewinkel[1]];

/** A line of lettering. @param height of capitals in metres @param turn degrees, counter-clockwise */
function lettering(text: string, [x, y]: Position, height: number, turn = 0, weight = 4): string {
	const { d, width } = strokeText(text);
	const [px, py] = onSheet([x, y]);
	const scale = height / 6 / PIXEL;
	const place = `translate(${px.toFixed(1)} ${py.toFixed(1)}) rotate(${-turn}) scale(${scale}) translate(${-width / 2} 3)`;
	return `<path d="${d}" transform="${place}" stroke-width="${weight / scale}"/>`;
}

/** The scale of use in its circle, as planners drew it by hand. */
function useTable(at: Position): string {
	const [x, y] = onSheet(at);
	const rows: [string, number, number][] = [
		['MD', -5.2, 3.4],
		['II', 5.2, 3.4],
		['0,4', -5.2, -3],
		['o', 5.2, -3]
	];
	const radius = 12 / PIXEL;
	const cross = `M${x - radius} ${y}h${2 * radius}M${x} ${y - radius}v${2 * radius}`;
	const circle = `<circle cx="${x}" cy="${y}" r="${radius}" fill="#fff"/><path d="${cross}"/>`;
	return circle + rows.map(([text, dx, dy]) => lettering(text, [at[0] + dx, at[1] + dy], 3.4)).join('');
}

function near({ geometry }: BaseFeature): boolean {
	if (geometry.type === 'Point') return false;
	const positions = geometry.type === 'Polygon' ? geometry.coordinates[0]! : geometry.coordinates;
	return positions.some((each) => {
		const [x, y] = relative(each);
		return x > CORNER[0] && x < CORNER[0] + WIDTH && y < CORNER[1] && y > CORNER[1] - HEIGHT;
	});
}

/** Lines across an area at 45°, `step` pixels apart. (A pattern of SVG takes seconds on a sheet of this size.) */
function hatching(outline: readonly Position[], step: number): string {
	const corners = outline.map((each) => onSheet(each));
	const sums = corners.map(([x, y]) => x + y);
	let d = '';
	for (let sum = Math.ceil(Math.min(...sums) / step) * step; sum < Math.max(...sums); sum += step) {
		const crossings = corners.flatMap(([x, y], i) => {
			const [nextX, nextY] = corners[(i + 1) % corners.length]!;
			const [from, to] = [x + y - sum, nextX + nextY - sum];
			return from < 0 === to < 0 ? [] : [x + ((nextX - x) * from) / (from - to)];
		});
		crossings.sort((a, b) => a - b);
		const ends = crossings.map((x) => `${x.toFixed(1)} ${(sum - x).toFixed(1)}`);
		for (let i = 0; i + 1 < ends.length; i += 2) d += `M${ends[i]}L${ends[i + 1]}`;
	}
	return d;
}

function existing(): string {
	const found = demoBaseMap().filter(near);
	const rings = (layer: BaseFeature['layer'], kinds?: RegExp): Position[][] =>
		found.flatMap(({ geometry, layer: own, kind }) =>
			own === layer && geometry.type === 'Polygon' && (!kinds || kinds.test(kind)) ? [geometry.coordinates[0]!.map(relative)] : []
		);
	const outlines = (all: Position[][]) => all.map((ring) => line(ring, true)).join('');
	const houses = rings('building');
	return [
		`<path d="${outlines(rings('parcel'))}" stroke-width="2.2"/>`,
		`<path d="${outlines(rings('street', /surface/))}" fill="#fff" stroke-width="4"/>`,
		`<path d="${outlines(houses)}" fill="#fff" stroke-width="4"/>`,
		`<path d="${houses.map((ring) => hatching(ring, 20)).join('')}" stroke-width="4"/>`
	].join('');
}

/** Dust, and a fold across the sheet. */
function wear(): string {
	const random = createRandom('dust');
	const specks = Array.from({ length: 260 }, () => {
		const [x, y, r] = [random.between(0, WIDTH / PIXEL), random.between(0, HEIGHT / PIXEL), random.between(0.8, 2.6)];
		return `<circle cx="${x.toFixed(1)}" cy="${y.toFixed(1)}" r="${r.toFixed(1)}"/>`;
	});
	const fold = `<path d="M${WIDTH / PIXEL / 2} 0v${HEIGHT / PIXEL}" stroke-width="1.6" stroke-dasharray="2 23 5 61"/>`;
	return `<g fill="#000" stroke="none">${specks.join('')}</g>${fold}`;
}

const TREES: Position[] = [
	[-217, -33],
	[-186, -46],
	[-151, -37],
	[-116, -52],
	[-82, -55],
	[-224, -85],
	[-74, -96],
	[-209, -117],
	[-92, -128],
	[-151, -68]
];

function trees(): string {
	const ring = (at: Position) => {
		const [x, y] = onSheet(at).map((each) => each.toFixed(1));
		return `<circle cx="${x}" cy="${y}" r="52" fill="#fff"/><circle cx="${x}" cy="${y}" r="8" fill="#000"/>`;
	};
	return TREES.map(ring).join('');
}

const GREEN: Position[] = [
	[-224, -16],
	[-180, -24],
	[-49, -46],
	[-63, -110],
	[-76, -147],
	[-180, -139],
	[-209, -131],
	[-244, -117],
	[-239, -66]
];
/** Building limits along the two streets, dash and dot. */
const LIMITS: Position[][] = [
	[[-256, 51], [-202, 41], [-129, 26], [-16, 0]],
	[[-224, 11], [-180, -1], [-129, -11], [-38, -30]],
	[[-269, 11], [-289, -44], [-299, -92], [-301, -125], [-292, -154]],
	[[-264, -172], [-224, -185], [-180, -194], [-129, -202], [-74, -207]],
	[[-275, -189], [-220, -202], [-166, -211], [-85, -218]]
];

/** A white place for lettering. @param corner upper left, metres; size in metres */
function paper(corner: Position, width: number, height: number): string {
	const [x, y] = onSheet(corner);
	return `<rect x="${x.toFixed(1)}" y="${y.toFixed(1)}" width="${width / PIXEL}" height="${height / PIXEL}" fill="#fff" stroke="none"/>`;
}

function drawing(): string {
	const limits = LIMITS.map((each) => line(each)).join('');
	const border = line(PERIMETER, true);
	return [
		existing(),
		`<path d="${line(GREEN, true)}" fill="url(#green)" stroke-width="6"/>`,
		trees(),
		`<path d="${limits}" stroke-width="7" stroke-dasharray="60 16 8 16"/>`,
		// Blocks along the inside, as the sign for the plan area has them.
		`<path d="${border}" stroke-width="7"/><path d="${border}" stroke-width="26" stroke-dasharray="34 46"/>`,
		paper([-206, -89], 112, 26),
		lettering('Öffentliche Grünfläche', [-149, -98], 5, 0, 6),
		lettering('Dorfanger', [-149, -108], 5, 0, 6),
		useTable([-186, -9]),
		useTable([-273, -89]),
		useTable([-221, -146]),
		paper([-289, -105], 32, 6),
		lettering('SD 38–45°', [-273, -108], 3),
		lettering('Heidestrasse', [-133, 35], 3.6, -13),
		lettering('Sandgrube', [-151, -205], 3.6, -8),
		lettering('Bergstrasse', [-31, -107], 3.6, 76),
		// Outside of the plan area: cut off on the map, there in the file.
		paper([-118, 76], 150, 34),
		lettering('Gemeinde Kiefernheide', [-40, 68], 5, 0, 8),
		lettering('Bebauungsplan Nr. 1 – Dorfanger', [-43, 52], 5, 0, 8),
		lettering('M. 1:1000   Satzung vom 14.03.1994', [-250, -281], 4)
	].join('');
}

/** The sheet as it came from the scanner: 1 bit, CCITT G4. */
export async function drawAngerScan(): Promise<Uint8Array> {
	const [width, height] = [WIDTH / PIXEL, HEIGHT / PIXEL];
	const dot = (at: number) => `<circle cx="${at}" cy="${at}" r="2.6" fill="#000" stroke="none"/>`;
	const green = `<pattern id="green" width="34" height="34" patternUnits="userSpaceOnUse">${dot(9)}${dot(26)}</pattern>`;
	const frame = `<rect x="30" y="30" width="${width - 60}" height="${height - 60}" fill="none" stroke-width="8"/>`;
	const pen = 'fill="none" stroke="#000" stroke-width="4" stroke-linejoin="round" stroke-linecap="round"';
	const sheet = `<g ${pen}>${drawing()}${frame}${wear()}</g>`;
	const paperWhite = '<rect width="100%" height="100%" fill="#fff"/>';
	const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}"><defs>${green}</defs>${paperWhite}${sheet}</svg>`;
	const drawn = sharp(Buffer.from(svg), { unlimited: true }).flatten({ background: '#fff' }).toColourspace('b-w').threshold(140);
	return new Uint8Array(await drawn.tiff({ compression: 'ccittfax4', bitdepth: 1, xres: 10, yres: 10 }).toBuffer());
}
