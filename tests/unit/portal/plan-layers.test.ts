import { beforeAll, describe, expect, it } from 'vitest';
import { loadCatalogue, type Catalogue } from '../../../importers/xplan/catalogue/catalogue.ts';
import type { Attribute, Feature } from '../../../importers/xplan/model.ts';
import { fileNameOf } from '../../../portal/lib/server/exports/file-name.ts';
import { kindsFor } from '../../../portal/lib/server/exports/plan-kinds.ts';
import { columnsOf, geoJsonOf, Names } from '../../../portal/lib/server/exports/plan-layers.ts';

let catalogue: Catalogue;
beforeAll(async () => {
	catalogue = await loadCatalogue('6.0');
});
const feature = (attributes: Attribute[]): Feature => ({ class: 'BP_BaugebietsTeilFlaeche', gmlId: 'a', line: 1, attributes });

describe('columns of an object', () => {
	it('are flat, typed and labelled', () => {
		const columns = columnsOf(
			feature([
				{ name: 'gehoertZuBereich', href: '#b' },
				{ name: 'flaechenschluss', value: 'true' },
				{ name: 'GRZ', value: '0.4' },
				{ name: 'Fmin', value: '500', uom: 'm2' },
				{ name: 'besondereArtDerBaulNutzung', value: '1200' },
				{ name: 'dachgestaltung', type: 'BP_Dachgestaltung', attributes: [{ name: 'dachform', value: '3100' }] },
				{ name: 'dachgestaltung', type: 'BP_Dachgestaltung', attributes: [{ name: 'dachform', value: '1000' }] },
				{ name: 'zugunstenVon', value: '' }
			]),
			catalogue
		);
		expect(columns).toEqual({
			gml_id: 'a',
			klasse: 'Baugebiet (Teilfläche)',
			gehoertZuBereich: 'b',
			flaechenschluss: true,
			GRZ: 0.4,
			Fmin: 500,
			besondereArtDerBaulNutzung: '1200',
			besondereArtDerBaulNutzung_text: 'Allgemeines Wohngebiet',
			dachgestaltung_dachform: '3100; 1000',
			dachgestaltung_dachform_text: 'Satteldach; Flachdach'
		});
	});

	it('hold no number that is none', () => {
		for (const value of ['NaN', 'INF', 'viel']) expect(columnsOf(feature([{ name: 'GRZ', value }]), catalogue)).not.toHaveProperty('GRZ');
	});
});

describe('names of columns', () => {
	it('differ whatever the case, within their length', () => {
		const names = new Names(10, ['fid']);
		expect(['besondereArtDerBaulNutzung', 'besondereArtDerBaulNutzung_text', 'BESONDEREArt', 'fid', 'GRZ'].map((each) => names.of(each))).toEqual([
			'besondereA',
			'besonder_2',
			'BESONDER_3',
			'fid_2',
			'GRZ'
		]);
		expect(names.of('GRZ')).toBe('GRZ');
	});
});

describe('geometry', () => {
	const arc: Attribute = {
		name: 'position',
		crs: 'EPSG:25833',
		geometry: { type: 'Curve', curves: [[{ type: 'arc', points: [[400000, 5600000], [400010, 5600010], [400020, 5600000]] }]] }
	};

	it('has chords instead of arcs, less than a millimetre off', () => {
		const { type, coordinates } = geoJsonOf(arc)! as { type: string; coordinates: [number, number][] };
		expect(type).toBe('LineString');
		expect(coordinates.length).toBeGreaterThan(50);
		const middles = coordinates.slice(1).map(([x, y], i) => Math.hypot((x + coordinates[i]![0]) / 2 - 400010, (y + coordinates[i]![1]) / 2 - 5600000));
		for (const middle of middles) expect(10 - middle).toBeLessThan(0.001);
	});

	it('is longitude and latitude where asked for, and nothing without a place', () => {
		const [[longitude, latitude]] = (geoJsonOf(arc, 'EPSG:4326') as { coordinates: [number, number][] }).coordinates as [[number, number]];
		expect(longitude).toBeCloseTo(13.5887, 3);
		expect(latitude).toBeCloseTo(50.5434, 3);
		expect(geoJsonOf({ ...arc, crs: undefined }, 'EPSG:4326')).toBeNull();
		expect(geoJsonOf({ ...arc, geometry: { type: 'Point', positions: [[NaN, 1]] } })).toBeNull();
	});
});

describe('files', () => {
	it('have names that every system takes', () => {
		expect(fileNameOf('Bebauungsplan Nr. 12 „Lindenpark“ (Größe/Übersicht)')).toBe('bebauungsplan-nr-12-lindenpark-groesse-uebersicht');
		expect(fileNameOf('…')).toBe('plan');
	});

	it('are offered in newer versions only', () => {
		expect(kindsFor('4.1')).toContain('xplangml-5.4');
		expect(kindsFor('5.2').filter((each) => each.startsWith('xplangml-'))).toEqual(['xplangml-6.0']);
		expect(kindsFor('6.0').filter((each) => each.startsWith('xplangml-'))).toEqual([]);
	});
});
