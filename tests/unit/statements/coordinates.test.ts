import { describe, expect, it } from 'vitest';
import { readCoordinates } from '../../../portal/lib/forms/coordinates.ts';

describe('coordinates as people have them', () => {
	it.each([
		['51.2584 13.1993', 13.1993, 51.2584],
		['51,2584 13,1993', 13.1993, 51.2584],
		['51.2584, 13.1993', 13.1993, 51.2584],
		['13,1993; 51,2584', 13.1993, 51.2584],
		['51.2584° N 13.1993° O', 13.1993, 51.2584]
	])('%s', (text, lon, lat) => expect(readCoordinates(text)).toEqual([lon, lat]));

	it('reads UTM with and without zone, in either order', () => {
		const [lon, lat] = readCoordinates('372000 5680000')!;
		expect(lon).toBeCloseTo(13.168, 2);
		expect(lat).toBeCloseTo(51.257, 2);
		expect(readCoordinates('33372000 5680000')).toEqual([lon, lat]);
		expect(readCoordinates('5680000 372000')).toEqual([lon, lat]);
		expect(readCoordinates('32372000 5680000')![0]).toBeCloseTo(lon - 6, 5);
	});

	it.each(['', 'Markt 1', '51.2', '51.2 13.1 7', '0 0', '91 13', '-51 13', '2.35 48.85', '99999999 1', '1e3 13'])('refuses „%s“', (text) =>
		expect(readCoordinates(text)).toBeNull()
	);
});
