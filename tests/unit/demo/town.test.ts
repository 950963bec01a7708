import { describe, expect, it } from 'vitest';
import type { Position } from '../../../importers/xplan/model.ts';
import { curveArea } from '../../../portal/demo/geometry.ts';
import { demoAddresses, demoBaseMap, demoTenants } from '../../../portal/demo/index.ts';
import { convexOverlap, distanceToRing, Grid } from '../../../portal/demo/obstacles.ts';
import { buildTown } from '../../../portal/demo/town.ts';

const town = buildTown();
const map = demoBaseMap();

const RESERVED = ['api', 'tiles', 'ogc', 'open311', 'health', 'login', 'assets'];

function contrast(a: string, b: string): number {
	const luminance = (hex: string): number => {
		const channel = (i: number): number => {
			const c = parseInt(hex.slice(i, i + 2), 16) / 255;
			return c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4;
		};
		return 0.2126 * channel(1) + 0.7152 * channel(3) + 0.0722 * channel(5);
	};
	const [x, y] = [luminance(a), luminance(b)];
	return (Math.max(x, y) + 0.05) / (Math.min(x, y) + 0.05);
}

describe('tenants', () => {
	it('are a Land and three tenants with well-formed keys, usable slugs and readable colours', () => {
		const tenants = demoTenants();
		expect(tenants.map((t) => t.kind).filter((k) => k === 'Land')).toHaveLength(1);
		expect(tenants).toHaveLength(4);
		for (const t of tenants) {
			expect(t.ags).toMatch(/^14\d{6}$/);
			expect(t.slug).toMatch(/^[a-z][a-z0-9-]+$/);
			expect(RESERVED).not.toContain(t.slug);
			expect(t.contact.email).toMatch(/\.example$/);
			expect(contrast(t.colours.primary, t.colours.onPrimary)).toBeGreaterThan(4.5);
			expect(contrast(t.colours.accent, t.colours.onAccent)).toBeGreaterThan(4.5);
		}
	});

	it('share the Land among them without gap or overlap', () => {
		const area = (ring: Position[]): number => curveArea([{ type: 'line', points: ring }]);
		const [land, ...rest] = demoTenants().map((t) => area(t.area.coordinates[0]![0]!));
		expect(rest.reduce((sum, a) => sum + a, 0)).toBeCloseTo(land!, 0);
		expect(land! / 1e6).toBeGreaterThan(100);
	});
});

describe('town', () => {
	it('has a town and two large villages', () => {
		const houses = (municipality: string): number =>
			town.lots.filter((l) => l.street.municipality === municipality && l.buildings.length > 0).length;
		expect(houses('musterlinden')).toBeGreaterThan(1500);
		expect(houses('auenfelde')).toBeGreaterThan(500);
		expect(houses('heidewinkel')).toBeGreaterThan(400);
	});

	it('has no building on a street', () => {
		const pieces = new Grid<{ a: Position; b: Position; half: number }>();
		for (const s of town.streets) {
			for (let i = 1; i < s.line.length; i++) {
				const piece = { a: s.line[i - 1]!, b: s.line[i]!, half: s.width / 2 };
				pieces.add([piece.a, piece.b], piece, piece.half);
			}
		}
		const onStreet = town.lots
			.flatMap((l) => l.buildings)
			.filter((ring) => [...pieces.near(ring)].some((p) => distanceToRing(ring, p.a, p.b) < p.half - 0.3));
		expect(onStreet).toEqual([]);
	});

	it('has no two main buildings on the same ground', () => {
		const grid = new Grid<Position[]>();
		let overlaps = 0;
		for (const ring of town.lots.flatMap((l) => l.buildings.slice(0, 1))) {
			for (const other of grid.near(ring)) if (convexOverlap(ring, other, 0.3)) overlaps++;
			grid.add(ring, ring);
		}
		expect(overlaps).toBe(0);
	});

	it('has one address per house', () => {
		const addresses = demoAddresses();
		expect(new Set(addresses.map((a) => `${a.place} ${a.street} ${a.number}`)).size).toBe(addresses.length);
		expect(addresses.length).toBe(town.lots.filter((l) => l.buildings.length > 0).length);
	});
});

describe('base map', () => {
	it('has every layer, and closed rings only', () => {
		expect(new Set(map.map((f) => f.layer))).toEqual(
			new Set(['water', 'landcover', 'street', 'building', 'parcel', 'railway', 'boundary', 'place'])
		);
		for (const f of map) {
			if (f.geometry.type !== 'Polygon') continue;
			for (const ring of f.geometry.coordinates) {
				expect(ring.length).toBeGreaterThan(3);
				expect(ring[0]).toEqual(ring.at(-1));
			}
		}
	});

	it('is the same at every call', () => {
		expect(JSON.stringify(buildTown().lots.slice(-50))).toBe(JSON.stringify(town.lots.slice(-50)));
	});
});
