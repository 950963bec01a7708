import { describe, expect, it } from 'vitest';
import { bytesOf, polygon, ring } from '../documents.ts';
import { checkFragment, placeOf, short } from './support.ts';

const NAMESPACE = 'xmlns:gml="http://www.opengis.net/gml/3.2"';
/** A geometry as a document of its own. */
const alone = (gml: string, srsName: string | null = 'EPSG:25833'): string =>
	gml.replace(/^<gml:(\w+)/, `<gml:$1 ${NAMESPACE}${srsName === null ? '' : ` srsName="${srsName}"`}`);

describe('a geometry alone', () => {
	it.each([
		['a polygon', polygon()],
		['a ring, whichever way it runs', ring('0 0 0 10 10 10 10 0 0 0')],
		['a line', '<gml:LineString><gml:posList>382000 5656000 382001 5656000</gml:posList></gml:LineString>'],
		['a point', '<gml:Point><gml:pos>382000 5656000</gml:pos></gml:Point>']
	])('%s is good', async (_, gml) => {
		expect(await checkFragment(alone(gml))).toEqual([]);
	});

	it('has the findings of 2.2.2.1 with places, read from text or bytes', async () => {
		const gml = alone(ring('0 0 10 10 10 0 0 10 0 0'));
		const findings = await checkFragment(gml);
		expect(short(findings)).toEqual(['error 2.2.2.1 self-intersection ohne-id']);
		expect(placeOf(findings[0])).toEqual({ type: 'Point', coordinates: [5, 5] });
		expect(findings[0]).toMatchObject({ class: 'gml:LinearRing', line: 1, crs: 'EPSG:25833' });
		expect(await checkFragment(bytesOf(gml, 7))).toEqual(findings);
	});

	it('an open ring, repeated points, a wrong direction', async () => {
		expect(short(await checkFragment(alone(ring('0 0 10 0 10 0 10 10 0 10'))))).toEqual([
			'error 2.2.2.1 duplicate-points ohne-id',
			'error 2.2.2.1 ring-not-closed ohne-id'
		]);
		const clockwise = alone(polygon('0 0 0 10 10 10 10 0 0 0'));
		expect(await checkFragment(clockwise)).toEqual([expect.objectContaining({ rule: '2.2.2.1 orientation', severity: 'error', repaired: true })]);
		expect(await checkFragment(clockwise, { orientation: false })).toEqual([]);
	});

	it('without a CRS, metres are taken', async () => {
		const [finding] = await checkFragment(alone(ring('0 0 10 10 10 0 0 10 0 0'), null));
		expect(finding).toMatchObject({ geometry: { type: 'Point' } });
		expect(finding).not.toHaveProperty('crs');
	});
});

describe('what is none', () => {
	it.each([
		['another element', `<gml:Envelope ${NAMESPACE}/>`, 'wrong-root'],
		['no XML', 'geometry', 'not-xml'],
		['half of one', `<gml:Polygon ${NAMESPACE}>`, 'truncated']
	])('%s', async (_, source, code) => {
		await expect(checkFragment(source)).rejects.toMatchObject({ code });
	});

	it('what cannot be read is a finding', async () => {
		const findings = await checkFragment(alone('<gml:Point><gml:pos>NaN 1</gml:pos></gml:Point>'));
		expect(short(findings)).toEqual(['error coordinates-not-a-number ohne-id']);
	});
});
