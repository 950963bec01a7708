import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { crsByCode, plausibleRange, registerDhdnGrid, transformBetween } from '../../../importers/xplan/crs.ts';

/** An NTv2 file of 2 × 2 degrees around 51° north, 12° east that moves everything by the same seconds. */
function grid(north: number, west: number): ArrayBuffer {
	const records = 22 + 9;
	const view = new DataView(new ArrayBuffer(records * 16));
	const name = (record: number, text: string): void =>
		[...text.padEnd(8)].forEach((c, i) => view.setUint8(record * 16 + i, c.charCodeAt(0)));
	const int = (record: number, label: string, value: number): void => (name(record, label), view.setInt32(record * 16 + 8, value, true));
	const real = (record: number, label: string, value: number): void => (name(record, label), view.setFloat64(record * 16 + 8, value, true));
	int(0, 'NUM_OREC', 11);
	int(1, 'NUM_SREC', 11);
	int(2, 'NUM_FILE', 1);
	['GS_TYPE', 'VERSION', 'SYSTEM_F', 'SYSTEM_T'].forEach((label, i) => name(3 + i, label));
	[6377397.155, 6356078.963, 6378137, 6356752.314].forEach((axis, i) => real(7 + i, 'AXIS', axis));
	['SUB_NAME', 'PARENT', 'CREATED', 'UPDATED'].forEach((label, i) => name(11 + i, label));
	[50, 52, -13, -11, 1, 1].forEach((degrees, i) => real(15 + i, 'LIMIT', degrees * 3600));
	int(21, 'GS_COUNT', 9);
	for (let node = 0; node < 9; node++) [north, west, 0, 0].forEach((shift, i) => view.setFloat32((22 + node) * 16 + 4 * i, shift, true));
	return view.buffer;
}

describe('NTv2 grid for DHDN', () => {
	const log = vi.spyOn(console, 'log');
	beforeAll(() => registerDhdnGrid('test', grid(-3.6, 7.2), 0.1));
	afterAll(() => log.mockRestore());

	it('moves positions inside the grid by its shift, westwards positive', () => {
		// On the central meridian of strip 4 the longitude is 12° by definition.
		const [longitude, latitude] = transformBetween('EPSG:31468', 'EPSG:4258')(4_500_000, 5_653_000);
		expect(longitude).toBeCloseTo(12 - 7.2 / 3600, 9);
		const [east, north] = transformBetween('EPSG:4258', 'EPSG:31468')(longitude, latitude);
		expect(east).toBeCloseTo(4_500_000, 3);
		expect(north).toBeCloseTo(5_653_000, 3);
	});

	it('leaves positions outside to the seven parameters', () => {
		const [east, north] = transformBetween('EPSG:31467', 'EPSG:3857')(3_565_000, 5_934_000);
		expect(east).toBeCloseTo(1110883.3082, 3);
		expect(north).toBeCloseTo(7082295.0135, 3);
	});

	it('states its accuracy, keeps ranges and says nothing on standard output', () => {
		expect(crsByCode('EPSG:31468')).toMatchObject({ accuracyMetres: 0.1, grid: true });
		expect(crsByCode('EPSG:25833')).toMatchObject({ accuracyMetres: 0, grid: false });
		expect(plausibleRange('EPSG:31468').minEast).toBeLessThan(4_200_000);
		expect(log).not.toHaveBeenCalled();
	});
});
