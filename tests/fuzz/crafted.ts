import type { Random } from '../differential/random.ts';

/**
 * Plans that are valid as documents and as bad as can be for whoever computes with their areas: thousands of rings on, in and around each
 * other, in every role that a ring has in a plan.
 */

type Place = readonly [east: number, north: number];
type Ring = readonly Place[];

/** Points of a document. */
const MOST_POINTS = 20_000;
const ORIGIN: Place = [400_000, 5_600_000];
/** Metres. */
const EXTENT = 4_000;

const box = (east: number, north: number, width: number, height: number = width): Ring => [
	...[[east, north], [east + width, north], [east + width, north + height], [east, north + height]] as Place[]
];
/** A strip that leans to the right. */
const strip = (east: number, north: number, run: number, rise: number, width: number): Ring => [
	...[[east, north], [east + run, north + rise], [east + run, north + rise + width], [east, north + width]] as Place[]
];
const row = <T>(count: number, make: (index: number) => T): T[] => Array.from({ length: count }, (_, index) => make(index));

/** One ring of so many points. */
export const LONG_RINGS: Record<string, (count: number) => Ring> = {
	star: (n) => row(n, (i) => [1000 + 900 * Math.cos(i * 2.4), 1000 + 900 * Math.sin(i * 2.4)]),
	circle: (n) => row(n, (i) => [1000 + 900 * Math.cos((i / n) * 2 * Math.PI), 1000 + 900 * Math.sin((i / n) * 2 * Math.PI)]),
	comb: (n) => row(n, (i) => [Math.floor(i / 2) * 0.02, i % 4 === 0 || i % 4 === 3 ? 0 : 2000]),
	'leaning comb': (n) => row(n, (i) => (i % 4 === 0 || i % 4 === 3 ? [Math.floor(i / 2) * 0.02, 0] : [2000 + Math.floor(i / 2) * 0.02, 2000])),
	zigzag: (n) => row(n, (i) => [i % 2 ? 1000 : 0, i * 0.01]),
	spiral: (n) => row(n, (i) => [1500 + i * 0.01 * Math.cos(i / 100), 1500 + i * 0.01 * Math.sin(i / 100)]),
	'on one line': (n) => row(n, (i) => [i * 0.01, 0]),
	'on one leaning line': (n) => row(n, (i) => [i * 0.01, i * 0.01]),
	'there and back': (n) => row(n, (i) => [Math.min(i, n - i) * 0.01, 0]),
	'there and back many times': (n) => row(n, (i) => [i % 100, 0]),
	'one place': (n) => row(n, () => [5, 5]),
	'around many times': (n) => row(n, (i) => box(0, 0, 100)[i % 4]!),
	'touching itself': (n) => row(n, (i) => (i % 3 === 0 ? [1000, 1000] : [1000 + 900 * Math.cos(i / n * 6), 1000 + 900 * Math.sin(i / n * 6)])),
	'thinner than 2 mm': (n) => row(n, (i) => (i < n / 2 ? [i * 0.05, 0] : [(n - i) * 0.05, 0.001])),
	'random on one line': (n) => row(n, (i) => [((i * 0.618034) % 1) * n * 0.01, 0]),
	'comb, and its edge again and again': (n) =>
		row(n, (i) => (i < n / 2 ? [Math.floor(i / 2), i % 4 === 0 || i % 4 === 3 ? 0 : 2000] : [i % 2 ? 0 : n / 4, 0])),
	'comb with long spikes': (n) =>
		row(n, (i) => {
			const tooth = Math.floor(i / 12) * 0.06;
			return i % 12 === 1 ? [tooth + 10_000, 0] : i % 12 < 3 ? [tooth, 0] : [tooth + (i % 12) * 0.004, i % 4 === 0 || i % 4 === 3 ? 2000 : 0];
		}),
	stairs: (n) => row(n, (i) => [Math.ceil(i / 2) * 0.05, Math.floor(i / 2) * 0.05])
};

/** So many small rings. */
export const MANY_RINGS: Record<string, (count: number) => Ring[]> = {
	same: (n) => row(n, () => box(1, 1, 10)),
	'in each other': (n) => row(n, (i) => box(1 + i * 0.01, 1 + i * 0.01, 3000 - i * 0.02)),
	apart: (n) => row(n, (i) => box(1 + (i % 200) * 19, 1 + Math.floor(i / 200) * 19, 10)),
	'side by side': (n) => row(n, (i) => box(1 + (i % 200) * 19, 1 + Math.floor(i / 200) * 19, 19)),
	'corner at corner': (n) => row(n, (i) => box(1 + i * 0.3, 1 + i * 0.3, 0.3)),
	'chess board': (n) => row(n, (i) => box(1 + (i % 200) * 10, 1 + Math.floor(i / 200) * 10, (i + Math.floor(i / 200)) % 2 ? 10 : 0.5)),
	overlapping: (n) => row(n, (i) => box(1 + (i % 300) * 5, 1 + Math.floor(i / 300) * 5, 6)),
	'pushed by 1 mm': (n) => row(n, (i) => box(1 + i * 0.001, 1, 1000)),
	crossing: (n) => row(n, (i) => (i % 2 ? box(1, 1 + i, 3900, 0.5) : box(1 + i, 1, 0.5, 3900))),
	'leaning beside each other': (n) => row(n, (i) => strip(1 + i * 0.6, 1, 1900, 1900, 0.5)),
	'leaning and touching': (n) => row(n, (i) => strip(1 + i * 0.5, 1, 1900, 1900, 0.5)),
	'leaning both ways': (n) => row(n, (i) => (i % 2 ? strip(1 + i, 1, 1900, 1900, 0.4) : strip(1 + i, 1901, 1900, -1900, 0.4))),
	fan: (n) => row(n, (i) => [[1500, 1500], ...[i, i + 1].map((k): Place => [1500 + 1400 * Math.cos((k / n) * 6.28), 1500 + 1400 * Math.sin((k / n) * 6.28)])]),
	'thin triangles': (n) => row(n, (i) => [[1, 1 + i * 0.01], [3900, 1], [1, 1 + i * 0.01 + 0.005]]),
	'without area': (n) => row(n, (i) => [[i, 1], [i + 1, 1], [i + 0.5, 1]]),
	'one outside': (n) => row(n, (i) => box(i % 2 ? 1 + i : EXTENT + 10 + i, 1, 0.5)),
	bowties: (n) => row(n, (i) => [[1 + i, 1], [2 + i, 2], [2 + i, 1], [1 + i, 2]])
};

type Curves = (ring: Ring) => string;
const text = (ring: Ring): string => ring.map(([east, north]) => `${(ORIGIN[0] + east).toFixed(3)} ${(ORIGIN[1] + north).toFixed(3)}`).join(' ');
const closed = (ring: Ring): string => text([...ring, ring[0]!]);
const segments = (piece: string): string => `<gml:Ring><gml:curveMember><gml:Curve><gml:segments>${piece}</gml:segments></gml:Curve></gml:curveMember></gml:Ring>`;

/** How the points of a ring are joined. */
export const CURVES: Record<string, Curves> = {
	straight: (ring) => `<gml:LinearRing><gml:posList>${closed(ring)}</gml:posList></gml:LinearRing>`,
	arcs: (ring) => segments(`<gml:ArcString><gml:posList>${closed(ring.length % 2 ? ring.slice(1) : ring)}</gml:posList></gml:ArcString>`),
	circles: (ring) => segments(`<gml:Circle><gml:posList>${text([ring[0]!, ring[1]!, ring[2]!])}</gml:posList></gml:Circle>`),
	'circles of 100 km': ([[east, north] = ORIGIN]) =>
		segments(`<gml:Circle><gml:posList>${text([[east, north], [east + 100_000, north + 100_000], [east + 200_000, north]])}</gml:posList></gml:Circle>`)
};

const polygon = (element: string, exterior: Ring, interiors: readonly Ring[], curves: Curves): string =>
	`<gml:${element}><gml:exterior>${curves(exterior)}</gml:exterior>` +
	`${interiors.map((ring) => `<gml:interior>${curves(ring)}</gml:interior>`).join('')}</gml:${element}>`;
const placed = (geometry: string): string => geometry.replace(/^<gml:\w+/, (start) => `${start} srsName="EPSG:25833"`);
const area = (exterior: Ring, interiors: readonly Ring[], curves: Curves): string => placed(polygon('Polygon', exterior, interiors, curves));
const whole = box(0, 0, EXTENT);

const parts = (rings: readonly Ring[], curves: Curves): string =>
	placed(`<gml:MultiSurface>${rings.map((ring) => `<gml:surfaceMember>${polygon('Polygon', ring, [], curves)}</gml:surfaceMember>`).join('')}</gml:MultiSurface>`);
const patches = (rings: readonly Ring[], curves: Curves): string =>
	placed(`<gml:Surface><gml:patches>${rings.map((ring) => polygon('PolygonPatch', ring, [], curves)).join('')}</gml:patches></gml:Surface>`);
const lines = (rings: readonly Ring[]): string =>
	placed(`<gml:MultiCurve>${rings.map((ring) => `<gml:curveMember><gml:LineString><gml:posList>${closed(ring)}</gml:posList></gml:LineString></gml:curveMember>`).join('')}</gml:MultiCurve>`);
const points = (rings: readonly Ring[]): string =>
	placed(`<gml:MultiPoint>${rings.map(([place]) => `<gml:pointMember><gml:Point><gml:pos>${text([place!])}</gml:pos></gml:Point></gml:pointMember>`).join('')}</gml:MultiPoint>`);

const member = (content: string): string => `<gml:featureMember>${content}</gml:featureMember>`;
const object = (name: string, id: string, geometry: string, more = ''): string =>
	member(
		`<xplan:${name} gml:id="${id}"><xplan:ebene>0</xplan:ebene><xplan:gehoertZuBereich xlink:href="#B"/>` +
			`<xplan:position>${geometry}</xplan:position>${more}</xplan:${name}>`
	);
const green = (id: number, geometry: string, flaechenschluss = true): string =>
	object('BP_GruenFlaeche', `a${id}`, geometry, `<xplan:flaechenschluss>${flaechenschluss}</xplan:flaechenschluss>`);
const bereich = (id: string, outline: string): string =>
	member(
		`<xplan:BP_Bereich gml:id="${id}"><xplan:nummer>1</xplan:nummer>${outline === '' ? '' : `<xplan:geltungsbereich>${outline}</xplan:geltungsbereich>`}` +
			`<xplan:gehoertZuPlan xlink:href="#P"/></xplan:BP_Bereich>`
	);
const plan = (outline: string): string =>
	member(
		`<xplan:BP_Plan gml:id="P"><xplan:name>Plan</xplan:name><xplan:raeumlicherGeltungsbereich>${outline}</xplan:raeumlicherGeltungsbereich>` +
			'<xplan:planArt>1000</xplan:planArt><xplan:bereich xlink:href="#B"/></xplan:BP_Plan>'
	);
const around = (content: string): string => plan(area(whole, [], CURVES.straight!)) + bereich('B', '') + content;

/** What the rings are in the plan. */
export const ROLES: Record<string, (rings: readonly Ring[], curves: Curves) => string> = {
	areas: (rings, curves) => around(rings.map((ring, i) => green(i, area(ring, [], curves))).join('')),
	'areas without Flächenschluss': (rings, curves) => around(rings.map((ring, i) => green(i, area(ring, [], curves), false)).join('')),
	'areas on one for all': (rings, curves) => around(green(-1, area(whole, [], CURVES.straight!)) + rings.map((ring, i) => green(i, area(ring, [], curves))).join('')),
	holes: (rings, curves) => around(green(0, area(whole, rings, curves))),
	'holes in a broken area': (rings, curves) => around(green(0, area([...whole, [10, -10]], rings, curves))),
	'holes and what fills them': (rings, curves) => around(green(-1, area(whole, rings, curves)) + rings.map((ring, i) => green(i, area(ring, [], curves))).join('')),
	'a hole in each area': (rings, curves) => around(rings.map((ring, i) => green(i, area(whole, [ring], curves))).join('')),
	parts: (rings, curves) => around(green(0, parts(rings, curves))),
	patches: (rings, curves) => around(green(0, patches(rings, curves))),
	lines: (rings) => around(object('BP_BauLinie', 'a', lines(rings))),
	'lines one by one': (rings) => around(rings.map((ring, i) => object('BP_BauLinie', `a${i}`, lines([ring]))).join('')),
	points: (rings) => around(object('BP_AnpflanzungBindungErhaltung', 'a', points(rings))),
	Geltungsbereich: (rings, curves) => plan(parts(rings, curves)) + bereich('B', '') + green(0, area(whole, [], curves)) + object('BP_BauLinie', 'l', lines(rings.slice(0, 200))),
	'holes of the Geltungsbereich': (rings, curves) =>
		plan(area(whole, rings, curves)) + bereich('B', '') + row(20, (i) => green(i, area(box(i * 200, 0, 190, EXTENT), [], CURVES.straight!))).join(''),
	'holes of the Geltungsbereich, and areas': (rings, curves) =>
		plan(area(whole, rings, curves)) + bereich('B', '') + rings.map((ring, i) => green(i, area(ring, [], curves))).join(''),
	Bereiche: (rings, curves) => around(rings.map((ring, i) => bereich(`B${i}`, area(ring, [], curves))).join('') + green(0, area(whole, [], curves)))
};

/** A document of a version in which rings play a role. */
export function craftedPlan(role: string, rings: readonly Ring[], curves: string, version: string): string {
	const names = `xmlns:xplan="http://www.xplanung.de/xplangml/${version}" xmlns:gml="http://www.opengis.net/gml/3.2" xmlns:xlink="http://www.w3.org/1999/xlink"`;
	return `<?xml version="1.0" encoding="UTF-8"?>\n<xplan:XPlanAuszug ${names} gml:id="auszug">${ROLES[role]!(rings, CURVES[curves]!)}</xplan:XPlanAuszug>\n`;
}

const REPEATED = 0.1;
/** Characters. */
const MOST_REPEATED = 3_000_000;

/** One of them at random, the most of them small: a large one says more, but of few things. @returns the document, and what is in it */
export function anyCraftedPlan(random: Random): { text: string; what: string } {
	const size = Math.ceil(MOST_POINTS ** (0.4 + 0.6 * random.next()));
	const [kind, rings] = random.chance(0.4) ? longRings(size, random) : manyRings(size, random);
	const curves = random.chance(0.7) ? 'straight' : random.pick(Object.keys(CURVES));
	const role = random.pick(Object.keys(ROLES));
	const text = craftedPlan(role, rings, curves, random.pick(['5/4', '6/0']));
	const what = `${role}: ${rings.length} rings, ${kind}, ${curves}, ${size} points`;
	if (!random.chance(REPEATED)) return { text, what };
	const times = 1 + random.below(Math.ceil(MOST_REPEATED / text.length));
	return { text: repeated(text, times), what: `${what}, ${times} times` };
}

/** Whatever a plan consists of, so many times: what is cheap once may not be so in thousands of objects. */
function repeated(text: string, times: number): string {
	const members = text.match(/<gml:featureMember>.*?<\/gml:featureMember>/gs)!.join('');
	return text.replace('</xplan:XPlanAuszug>', () => `${members.repeat(times - 1)}</xplan:XPlanAuszug>`);
}

function longRings(size: number, random: Random): [kind: string, rings: Ring[]] {
	const kinds = row(random.chance(0.7) ? 1 : 1 + random.below(50), () => random.pick(Object.keys(LONG_RINGS)));
	return [[...new Set(kinds)].join(' and '), kinds.map((kind) => LONG_RINGS[kind]!(Math.ceil(size / kinds.length) + 3))];
}

function manyRings(size: number, random: Random): [kind: string, rings: Ring[]] {
	const kind = random.pick(Object.keys(MANY_RINGS));
	return [kind, MANY_RINGS[kind]!(Math.ceil(size / 4))];
}
