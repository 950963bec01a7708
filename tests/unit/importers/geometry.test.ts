import { describe, expect, it } from 'vitest';
import type { PlanGeometry, Position } from '../../../importers/xplan/model.ts';
import { writeGeoJson } from '../../../importers/xplan/geojson.ts';
import { at, EAST, NORTH, offsetsOf, polygon, readGeometry, rulesOf, SQUARE } from './documents.ts';

const line = (offsets: string): string => `<gml:LineString><gml:posList>${at(offsets)}</gml:posList></gml:LineString>`;
const segment = (kind: string, offsets: string): string => `<gml:${kind}><gml:posList>${at(offsets)}</gml:posList></gml:${kind}>`;
const curve = (...segments: string[]): string => `<gml:Curve><gml:segments>${segments.join('')}</gml:segments></gml:Curve>`;
const point = (offsets: string): string => `<gml:Point><gml:pos>${at(offsets)}</gml:pos></gml:Point>`;
const members = (name: string, member: string, ...parts: string[]): string =>
	`<gml:${name}>${parts.map((part) => `<gml:${member}>${part}</gml:${member}>`).join('')}</gml:${name.split(' ')[0]}>`;

/** The model with offsets for positions, as short text. */
function shape(geometry: PlanGeometry | undefined): string {
	const list = (positions: Position[]): string => offsetsOf(positions).join(' ');
	const curves = (parts: { type: string; points: Position[] }[]): string =>
		parts.map(({ type, points }) => `${type}(${list(points)})`).join('+');
	if (geometry === undefined) return 'none';
	if ('positions' in geometry) return `${geometry.type} ${list(geometry.positions)}`;
	if ('curves' in geometry) return `${geometry.type} ${geometry.curves.map(curves).join(' | ')}`;
	const surfaces = geometry.surfaces.map((surface) =>
		surface.map(({ exterior, interiors }) => [exterior, ...interiors].map(curves).join(' − ')).join(' & ')
	);
	return `${geometry.type} ${surfaces.join(' | ')}`;
}

const square = 'line(0,0 10,0 10,10 0,10 0,0)';

describe('geometry elements', () => {
	it.each([
		['Point', point('1 2'), 'Point 1,2'],
		['MultiPoint', members('MultiPoint', 'pointMember', point('1 2'), point('3 4')), 'MultiPoint 1,2 3,4'],
		[
			'pointMembers',
			`<gml:MultiPoint><gml:pointMembers>${point('1 2')}${point('3 4')}</gml:pointMembers></gml:MultiPoint>`,
			'MultiPoint 1,2 3,4'
		],
		['LineString', line('0 0 5 5'), 'Curve line(0,0 5,5)'],
		['pos', `<gml:LineString><gml:pos>${at('0 0')}</gml:pos>\n<gml:pos>${at('5 5')}</gml:pos></gml:LineString>`, 'Curve line(0,0 5,5)'],
		[
			'pointProperty',
			`<gml:LineString>${['0 0', '5 5'].map((p) => `<gml:pointProperty>${point(p)}</gml:pointProperty>`).join('')}</gml:LineString>`,
			'Curve line(0,0 5,5)'
		],
		['Curve', curve(segment('LineStringSegment', '0 0 5 0'), segment('Arc', '5 0 6 1 7 0')), 'Curve line(0,0 5,0)+arc(5,0 6,1 7,0)'],
		['ArcString', curve(segment('ArcString', '0 0 1 1 2 0 3 -1 4 0')), 'Curve arc(0,0 1,1 2,0 3,-1 4,0)'],
		['Circle', curve(segment('Circle', '0 0 1 1 2 0')), 'Curve circle(0,0 1,1 2,0)'],
		[
			'CompositeCurve',
			members('CompositeCurve', 'curveMember', line('0 0 5 0'), curve(segment('Arc', '5 0 6 1 7 0'))),
			'Curve line(0,0 5,0)+arc(5,0 6,1 7,0)'
		],
		[
			'OrientableCurve +',
			`<gml:OrientableCurve><gml:baseCurve>${line('0 0 5 0')}</gml:baseCurve></gml:OrientableCurve>`,
			'Curve line(0,0 5,0)'
		],
		[
			'OrientableCurve -',
			members('OrientableCurve orientation="-"', 'baseCurve', curve(segment('LineStringSegment', '0 0 5 0'), segment('Arc', '5 0 6 1 7 0'))),
			'Curve arc(7,0 6,1 5,0)+line(5,0 0,0)'
		],
		['MultiCurve', members('MultiCurve', 'curveMember', line('0 0 5 0'), line('1 1 2 2')), 'MultiCurve line(0,0 5,0) | line(1,1 2,2)'],
		[
			'curveMembers',
			`<gml:MultiCurve><gml:curveMembers>${line('0 0 5 0')}</gml:curveMembers></gml:MultiCurve>`,
			'MultiCurve line(0,0 5,0)'
		],
		['Polygon', polygon(), `Surface ${square}`],
		['Polygon with a hole', polygon(SQUARE, '2 2 2 4 4 4 2 2'), `Surface ${square} − line(2,2 2,4 4,4 2,2)`],
		[
			'Ring',
			members('Polygon', 'exterior', members('Ring', 'curveMember', line('0 0 10 0'), curve(segment('Arc', '10 0 5 5 0 0')))),
			'Surface line(0,0 10,0)+arc(10,0 5,5 0,0)'
		],
		[
			'Surface with patches',
			members('Surface', 'patches', (polygon() + polygon('10 0 20 0 20 10 10 10 10 0')).replaceAll('Polygon', 'PolygonPatch')),
			`Surface ${square} & line(10,0 20,0 20,10 10,10 10,0)`
		],
		[
			'CompositeSurface',
			members('CompositeSurface', 'surfaceMember', polygon(), polygon('10 0 20 0 20 10 10 0')),
			`Surface ${square} & line(10,0 20,0 20,10 10,0)`
		],
		[
			'MultiSurface',
			members('MultiSurface', 'surfaceMember', polygon(), polygon('20 0 30 0 30 10 20 0')),
			`MultiSurface ${square} | line(20,0 30,0 30,10 20,0)`
		],
		[
			'surfaceMembers',
			`<gml:MultiSurface><gml:surfaceMembers>${polygon()}</gml:surfaceMembers></gml:MultiSurface>`,
			`MultiSurface ${square}`
		],
		[
			'MultiGeometry of lines',
			members('MultiGeometry', 'geometryMember', line('0 0 5 0'), line('1 1 2 2')),
			'MultiCurve line(0,0 5,0) | line(1,1 2,2)'
		]
	])('%s', async (_, xml, expected) => {
		const { geometry, findings, summary } = await readGeometry(xml);
		expect(shape(geometry)).toBe(expected);
		expect(findings).toEqual([]);
		expect(summary.unsupported).toEqual([]);
	});

	it('reads posLists with line breaks, trailing blanks, exponents and signs', async () => {
		const list = ` ${EAST}.125\n${NORTH}\r\n\t+3.82010e5  5656010.25 \n`;
		const { geometry } = await readGeometry(
			`<gml:LineString><gml:posList count="2" srsDimension="2">${list}</gml:posList></gml:LineString>`
		);
		expect(shape(geometry)).toBe('Curve line(0.125,0 10,10.25)');
	});

	it('reads decimals to the last digit', async () => {
		const { geometry } = await readGeometry('<gml:Point><gml:pos>382000.123456789 5656000.00000000012345678</gml:pos></gml:Point>');
		expect(geometry).toEqual({ type: 'Point', positions: [[382000.123456789, Number('5656000.00000000012345678')]] });
	});

	it('keeps third coordinates aside and says so', async () => {
		const xml = members('LineString srsDimension="3"', 'posList', `${EAST} ${NORTH} 112.5 ${EAST + 5} ${NORTH} 113`);
		const { geometry, attribute, findings } = await readGeometry(xml);
		expect(shape(geometry)).toBe('Curve line(0,0 5,0)');
		expect(attribute.attributes).toEqual([{ name: '@heights', value: '112.5 113' }]);
		expect(rulesOf(findings)).toEqual(['info third-dimension']);
	});
});

describe('geometry that cannot be taken over', () => {
	it.each([
		['an unknown segment', curve(segment('CubicSpline', '0 0 1 1 2 0')), 'geometry-unsupported', 'gml:CubicSpline'],
		[
			'a linked member',
			'<gml:MultiCurve><gml:curveMember xlink:href="#C1"/></gml:MultiCurve>',
			'geometry-unsupported',
			'Verweis in gml:curveMember'
		],
		[
			'gml:coordinates',
			'<gml:LineString><gml:coordinates>1,2 3,4</gml:coordinates></gml:LineString>',
			'geometry-unsupported',
			'gml:coordinates'
		],
		[
			'a mixed collection',
			members('MultiGeometry', 'geometryMember', line('0 0 5 0'), point('1 1')),
			'geometry-unsupported',
			'MultiGeometry'
		],
		['a solid', '<gml:Solid/>', 'geometry-unsupported', 'gml:Solid']
	])('%s is unsupported and kept as elements', async (_, xml, rule, what) => {
		const { geometry, attribute, findings, summary } = await readGeometry(xml);
		expect(geometry).toBeUndefined();
		expect(attribute.type).toMatch(/^(Curve|MultiCurve|LineString|MultiGeometry|Solid)$/);
		expect(rulesOf(findings)).toEqual([`error ${rule}`]);
		expect(summary.unsupported).toEqual([{ what: expect.stringContaining(what), gmlId: 'O1', line: 3 }]);
	});

	it.each([
		['NaN', '<gml:Point><gml:pos>NaN 5656000</gml:pos></gml:Point>', 'coordinates-not-a-number'],
		['an infinite number', '<gml:Point><gml:pos>382000 1e999</gml:pos></gml:Point>', 'coordinates-not-a-number'],
		['a decimal comma', '<gml:Point><gml:pos>382000,5 5656000,5</gml:pos></gml:Point>', 'coordinates-not-a-number'],
		['a hexadecimal number', '<gml:Point><gml:pos>0x10 5656000</gml:pos></gml:Point>', 'coordinates-not-a-number'],
		['an odd number of coordinates', `<gml:LineString><gml:posList>${at('0 0 5')}</gml:posList></gml:LineString>`, 'coordinates-count'],
		['an arc of two points', curve(segment('Arc', '0 0 1 1')), 'arc-points'],
		['a line of one point', line('0 0'), 'line-points'],
		['a polygon without exterior', '<gml:Polygon/>', '2.2.2.1 exterior-missing'],
		['an empty aggregate', '<gml:MultiSurface/>', 'geometry-empty'],
		['another dimension', `<gml:Point srsDimension="4"><gml:pos>1 2 3 4</gml:pos></gml:Point>`, 'srs-dimension'],
		[
			'two systems in one geometry',
			polygon()
				.replace('<gml:Polygon', '<gml:Polygon srsName="EPSG:25833"')
				.replace('<gml:LinearRing', '<gml:LinearRing srsName="EPSG:25832"'),
			'crs-mixed-geometry'
		]
	])('%s is an error', async (_, xml, rule) => {
		const { findings } = await readGeometry(xml);
		expect(findings).toEqual([expect.objectContaining({ check: 'geometry', rule, severity: 'error', gmlId: 'O1', line: 3 })]);
	});
});

describe('defects', () => {
	it.each([
		['an open ring', polygon('0 0 10 0 10 10 0 10'), ['error 2.2.2.1 ring-not-closed']],
		['a ring open by 1 mm', polygon('0 0 10 0 10 10 0 10 0.001 0'), ['warning 2.2.2.1 ring-not-closed']],
		['a repeated point in a ring', polygon('0 0 10 0 10 0 10 10 0 10 0 0'), ['error 2.2.2.1 duplicate-points']],
		['a repeated point in a line', line('0 0 5 0 5 0'), ['warning duplicate-points']],
		['a ring on a line', polygon('0 0 10 0 5 0 0 0'), ['error 2.2.2.1 ring-without-area']],
		[
			'a gap between segments',
			curve(segment('LineStringSegment', '0 0 5 0'), segment('LineStringSegment', '6 0 7 0')),
			['error curve-not-connected']
		]
	])('%s', async (_, xml, rules) => {
		const { findings, geometry } = await readGeometry(xml);
		expect(rulesOf(findings)).toEqual(rules);
		expect(findings[0]).toMatchObject({ crs: 'EPSG:25833', geometry: { type: 'Point' } });
		expect(geometry).toBeDefined();
	});

	it('turns rings that run the wrong way and reports each', async () => {
		const clockwise = '0 0 0 10 10 10 10 0 0 0';
		const { geometry, findings } = await readGeometry(polygon(clockwise, '2 2 4 4 2 4 2 2'));
		expect(shape(geometry)).toBe(`Surface line(0,0 10,0 10,10 0,10 0,0) − line(2,2 2,4 4,4 2,2)`);
		expect(rulesOf(findings)).toEqual(['error 2.2.2.1 orientation', 'error 2.2.2.1 orientation']);
		expect(findings.map(({ message }) => /äußerer|innerer/.exec(message)![0])).toEqual(['äußerer', 'innerer']);
	});

	it('turns rings of arcs by their true area and keeps circles in place', async () => {
		const circle = members('Polygon', 'exterior', members('Ring', 'curveMember', curve(segment('Circle', '0 0 5 5 10 0'))));
		const { geometry, findings } = await readGeometry(circle);
		expect(shape(geometry)).toBe('Surface circle(0,0 10,0 5,5)');
		expect(rulesOf(findings)).toEqual(['error 2.2.2.1 orientation']);
	});
});

describe('GeoJSON', () => {
	it.each([
		['Point', point('1 2')],
		['MultiPoint', members('MultiPoint', 'pointMember', point('1 2'))],
		['LineString', line('0 0 5 5')],
		['MultiLineString', members('MultiCurve', 'curveMember', line('0 0 5 0'))],
		['Polygon', polygon()],
		['MultiPolygon', members('CompositeSurface', 'surfaceMember', polygon(), polygon('10 0 20 0 20 10 10 0'))],
		['MultiPolygon', members('MultiSurface', 'surfaceMember', polygon())]
	])('writes %s', async (type, xml) => {
		const { geometry } = await readGeometry(xml);
		expect(writeGeoJson(geometry!).type).toBe(type);
	});

	it('closes open rings', async () => {
		const { geometry } = await readGeometry(polygon('0 0 10 0 10 10'));
		const [exterior] = writeGeoJson(geometry!).coordinates as Position[][];
		expect(offsetsOf(exterior!)).toEqual([
			[0, 0],
			[10, 0],
			[10, 10],
			[0, 0]
		]);
	});
});
