import { describe, expect, it } from 'vitest';
import { crsByCode, knownCrs, plausibleRange, transformBetween } from '../../../importers/xplan/crs.ts';
import { crsFromSrsName } from '../../../importers/xplan/crs-names.ts';
import { readGeometry, rulesOf } from './documents.ts';

describe('spellings of srsName', () => {
	it.each([
		['EPSG:25832', 'EPSG:25832'],
		['epsg:25833', 'EPSG:25833'],
		[' EPSG:25831 ', 'EPSG:25831'],
		['urn:ogc:def:crs:EPSG::25832', 'EPSG:25832'],
		['urn:ogc:def:crs:EPSG:9.8.15:25833', 'EPSG:25833'],
		['urn:x-ogc:def:crs:EPSG::31467', 'EPSG:31467'],
		['http://www.opengis.net/def/crs/EPSG/0/25832', 'EPSG:25832'],
		['https://www.opengis.net/def/crs/EPSG/0/4258', 'EPSG:4258'],
		['http://www.opengis.net/gml/srs/epsg.xml#31468', 'EPSG:31468'],
		['urn:adv:crs:ETRS89_UTM32', 'EPSG:25832'],
		['urn:adv:crs:ETRS89_UTM33*DE_DHHN2016_NH', 'EPSG:25833'],
		['urn:adv:crs:ETRS89_zE-N_UTM32', 'EPSG:25832'],
		['urn:adv:crs:DE_DHDN_3GK2', 'EPSG:31466'],
		['urn:adv:crs:DE_DHDN_3GK3', 'EPSG:31467'],
		['urn:adv:crs:DE_DHDN_3GK4', 'EPSG:31468'],
		['urn:adv:crs:DE_DHDN_3GK5', 'EPSG:31469'],
		['urn:adv:crs:ETRS89_Lat-Lon', 'EPSG:4258'],
		['EPSG:5678', 'EPSG:5678'],
		['EPSG:325833', 'EPSG:25833'],
		['EPSG:4647', 'EPSG:25832'],
		['EPSG:5650', 'EPSG:25833'],
		['urn:ogc:def:crs:OGC:1.3:CRS84', 'EPSG:4326'],
		['EPSG:3857', 'EPSG:3857']
	])('%s is %s', (srsName, code) => {
		expect(crsFromSrsName(srsName)).toBe(code);
	});

	it.each(['', 'EPSG:2398', '25832', 'EPSG:25832x', 'urn:adv:crs:DE_42-83_3GK4', 'http://example.org/25832'])(
		'%s is not known',
		(srsName) => {
			expect(crsFromSrsName(srsName)).toBeNull();
		}
	);
});

describe('transformations', () => {
	it('of places that no projection has give no number and do not throw', () => {
		for (const code of ['EPSG:25832', 'EPSG:31467', 'EPSG:31468'])
			for (const east of [1e10, 1e30, -1e300]) for (const north of [1e5, 1e30]) expect(() => transformBetween(code, 'EPSG:4258')(east, north)).not.toThrow();
	});

	it.each([
		// PROJ 9 with the same parameters gives the values for the display CRS; the first is the definition of UTM on its meridian.
		['EPSG:4258', 'EPSG:25832', [9, 0], [500_000, 0]],
		['EPSG:25833', 'EPSG:3857', [382_000, 5_656_000], [1482412.5533, 6628975.5475]],
		['EPSG:31467', 'EPSG:3857', [3_565_000, 5_934_000], [1110883.3082, 7082295.0135]],
		['EPSG:5677', 'EPSG:3857', [3_565_000, 5_934_000], [1110883.3082, 7082295.0135]]
	])('%s → %s', (from, to, source, expected) => {
		const [east, north] = transformBetween(from, to)(source[0]!, source[1]!);
		expect(east).toBeCloseTo(expected[0]!, 3);
		expect(north).toBeCloseTo(expected[1]!, 3);
	});

	it.each(knownCrs().map(({ code }) => code))('%s and back stays within 1 mm', (code) => {
		const [east, north] = transformBetween('EPSG:25832', code)(565_000, 5_930_000);
		const back = transformBetween(code, 'EPSG:25832')(east, north);
		expect(Math.hypot(back[0] - 565_000, back[1] - 5_930_000)).toBeLessThan(1e-3);
		const range = plausibleRange(code);
		expect(east > range.minEast && east < range.maxEast && north > range.minNorth && north < range.maxNorth).toBe(true);
	});

	it('states the accuracy', () => {
		expect(crsByCode('EPSG:31467')).toMatchObject({ accuracyMetres: 3, grid: false, unit: 'metre' });
		expect(crsByCode('EPSG:25832')).toMatchObject({ accuracyMetres: 0 });
	});

	it('refuses unknown systems', () => {
		expect(() => transformBetween('EPSG:25832', 'EPSG:1')).toThrow(RangeError);
	});
});

describe('coordinates on the way in', () => {
	const point = (srsName: string, position: string): string => `<gml:Point srsName="${srsName}"><gml:pos>${position}</gml:pos></gml:Point>`;

	it.each([
		['EPSG:25833', '33382000.25 5656000', [382000.25, 5656000], ['info zone-prefix']],
		['EPSG:325833', '3382000.25 5656000', [382000.25, 5656000], ['info zone-prefix']],
		['EPSG:25832', '32565000.001 5930000', [565000.001, 5930000], ['info zone-prefix']],
		['EPSG:4647', '32565000 5930000', [565000, 5930000], ['info zone-prefix']],
		['EPSG:31467', '3565000 5934000', [3565000, 5934000], []],
		['EPSG:4258', '13.4 51.05', [13.4, 51.05], []],
		['EPSG:4326', '51.05 13.4', [13.4, 51.05], ['info axis-order']]
	])('%s %s', async (srsName, position, expected, rules) => {
		const { geometry, findings } = await readGeometry(point(srsName, position));
		expect(geometry).toEqual({ type: 'Point', positions: [expected] });
		expect(rulesOf(findings)).toEqual(rules);
	});

	it.each([
		['the southern hemisphere', 'EPSG:25833', '382000 -5656000', 'wrong-hemisphere'],
		['the western hemisphere', 'EPSG:4258', '-13.4 51.05', 'wrong-hemisphere'],
		['exchanged axes', 'EPSG:25833', '5656000 382000', 'axis-order'],
		['the zone of another system', 'EPSG:25833', '32382000 5656000', 'coordinates-impossible'],
		['a local system', 'EPSG:25832', '500000 1092.1', 'coordinates-outside'],
		['an absurd number', 'EPSG:25832', '1e300 1e300', 'coordinates-impossible']
	])('%s is an error', async (_, srsName, position, rule) => {
		const { findings } = await readGeometry(point(srsName, position));
		expect(findings).toEqual([
			expect.objectContaining({ rule, severity: 'error', crs: crsFromSrsName(srsName), geometry: expect.anything() })
		]);
	});
});
