import { beforeAll, describe, expect, it } from 'vitest';
import { catalogueOf, loadCatalogue } from '../../../importers/xplan/catalogue/catalogue.ts';
import { describeAttributes } from '../../../importers/xplan/catalogue/describe.ts';
import { formatDate, formatDuration, formatNumber } from '../../../importers/xplan/catalogue/values.ts';
import type { Attribute } from '../../../importers/xplan/model.ts';

beforeAll(async () => {
	await Promise.all([loadCatalogue('5.4'), loadCatalogue('6.0')]);
});

const one = (version: '5.4' | '6.0', className: string, attribute: Attribute) =>
	describeAttributes(version, className, [attribute])[0];

describe('attributes for people', () => {
	it('keep their order and repetition, and leave the geometry out', () => {
		const described = describeAttributes('6.0', 'BP_BaugebietsTeilFlaeche', [
			{ name: 'refTextInhalt', href: '#T2' },
			{ name: 'refTextInhalt', href: '#T1' },
			{ name: 'position', geometry: { type: 'Point', positions: [[1, 2]] } },
			{ name: 'GRZ', value: ' 0.4 ' }
		]);
		expect(described).toEqual([
			{ name: 'refTextInhalt', label: 'Textlicher Planinhalt', href: '#T2', type: 'XP_TextAbschnitt', typeLabel: 'Textabschnitt' },
			{ name: 'refTextInhalt', label: 'Textlicher Planinhalt', href: '#T1', type: 'XP_TextAbschnitt', typeLabel: 'Textabschnitt' },
			{ name: 'GRZ', label: 'Grundflächenzahl (GRZ)', value: '0.4', display: '0,4' }
		]);
	});

	it('resolve codes by version, with the abbreviation', () => {
		expect(one('6.0', 'BP_BaugebietsTeilFlaeche', { name: 'besondereArtDerBaulNutzung', value: '1200' })).toMatchObject({
			label: 'Besondere Art der baulichen Nutzung',
			display: 'Allgemeines Wohngebiet (WA)',
			code: '1200',
			abbreviation: 'WA'
		});
		expect(one('5.4', 'BP_Plan', { name: 'rechtsstand', value: '2000' }).display).toBe('Entwurf');
		expect(one('6.0', 'BP_Plan', { name: 'rechtsstand', value: '2000' }).display).toBe('Im Verfahren');
		expect(one('5.4', 'BP_GruenFlaeche', { name: 'rechtscharakter', value: '3000' }).display).toBe('Hinweis');
		expect(one('6.0', 'BP_GruenFlaeche', { name: 'rechtscharakter', value: '3000' }).display).toMatch(/Flächennutzungsplan/);
	});

	it('show unknown codes, values of external lists, unknown properties and classes as they are', () => {
		expect(one('6.0', 'BP_Plan', { name: 'rechtsstand', value: '77' })).toMatchObject({ display: '77', code: '77' });
		expect(one('6.0', 'BP_Plan', { name: 'sonstPlanArt', value: 'Örtlich' })).toMatchObject({ display: 'Örtlich', code: 'Örtlich' });
		expect(one('6.0', 'BP_Plan', { name: 'neuesMerkmal', value: 'true' })).toEqual({
			name: 'neuesMerkmal',
			label: 'Neues Merkmal',
			value: 'true',
			display: 'true'
		});
		expect(one('6.0', 'BP_Unbekannt', { name: 'GRZ', value: '0.4' })).toMatchObject({ display: '0.4' });
	});

	it.each([
		['BP_BaugebietsTeilFlaeche', { name: 'flaechenschluss', value: 'true' }, 'Ja'],
		['BP_BaugebietsTeilFlaeche', { name: 'flaechenschluss', value: '0' }, 'Nein'],
		['BP_Plan', { name: 'inkrafttretensDatum', value: '2026-02-01' }, '01.02.2026'],
		['BP_Plan', { name: 'erstellungsMassstab', value: '1000' }, '1:1000'],
		['BP_Plan', { name: 'name', value: '1.5' }, '1.5'],
		['BP_BaugebietsTeilFlaeche', { name: 'GF', value: '12500.50', uom: 'm2' }, '12.500,50 m²'],
		['BP_BaugebietsTeilFlaeche', { name: 'GF', value: '300' }, '300 m²'],
		['BP_Dachgestaltung', { name: 'DNmin', value: '35', uom: 'urn:adv:uom:grad' }, '35°'],
		['BP_Immissionsschutz', { name: 'massgeblAussenLaermpegelTag', value: '65', uom: 'db' }, '65 dB(A)'],
		['XP_WirksamkeitBedingung', { name: 'datumRelativ', value: 'P1Y6M' }, '1 Jahr, 6 Monate']
	])('%s %o: %s', (className, attribute, display) => {
		expect(one('6.0', className, attribute).display).toBe(display);
	});

	it('show data types as children, also of the actual subclass', () => {
		const described = one('6.0', 'BP_BaugebietsTeilFlaeche', {
			name: 'hoehenangabe',
			type: 'XP_Hoehenangabe',
			attributes: [
				{ name: 'hoehenbezug', value: '1000' },
				{ name: 'bezugspunkt', value: '1000' },
				{ name: 'hMax', value: '8.50', uom: 'm' }
			]
		});
		expect(described).toMatchObject({ label: 'Höhenangabe', type: 'XP_Hoehenangabe', typeLabel: 'Höhenangabe' });
		expect(described.value).toBeUndefined();
		expect(described.children?.map(({ label, display }) => `${label}: ${display}`)).toEqual([
			expect.stringMatching(/^Höhenbezug: .*NHN/),
			'Bezugspunkt: Traufhöhe (TH)',
			'Höhe, höchstens: 8,50 m'
		]);
		const generic = one('5.4', 'BP_Plan', {
			name: 'hatGenerAttribut',
			type: 'XP_DatumAttribut',
			attributes: [{ name: 'wert', value: '2020-12-24' }]
		});
		expect(generic.children?.[0].display).toBe('24.12.2020');
	});

	it('take a catalogue as well as a version', () => {
		const attributes = [{ name: 'rechtsstand', value: '4000' }];
		expect(describeAttributes(catalogueOf('5.4'), 'BP_Plan', attributes)).toEqual(describeAttributes('5.4', 'BP_Plan', attributes));
		expect(() => describeAttributes('5.1', 'BP_Plan', attributes)).toThrow(/not loaded/);
	});

	it('leave what is no date, number or duration', () => {
		expect(['2026-02-01Z', '2026-02-01T08:30:00', '1.2.2026', '2026-02'].map(formatDate)).toEqual([
			'01.02.2026',
			'01.02.2026, 08:30 Uhr',
			'1.2.2026',
			'2026-02'
		]);
		const long = '1'.repeat(1_000_000);
		expect(formatNumber(long)).toBe(long);
		expect(['-3', '1234', '12345', '1.0E-4', '.5', 'II', '1,5', '', '+2.50'].map(formatNumber)).toEqual([
			'−3',
			'1234',
			'12.345',
			'0,0001',
			'0,5',
			'II',
			'1,5',
			'',
			'2,50'
		]);
		expect(['P1D', 'PT2H', 'P', 'bald'].map(formatDuration)).toEqual(['1 Tag', '2 Stunden', 'P', 'bald']);
	});
});
