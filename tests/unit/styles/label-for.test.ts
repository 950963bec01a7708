import { describe, expect, it } from 'vitest';
import { labelFor, labelLinesFor, rotationFor } from '../../../styles/index.ts';
import { german, roman } from '../../../styles/numbers.ts';
import { CLASSES } from './classes.ts';
import { object } from './support.ts';

describe('labelFor', () => {
	it('writes a compact Nutzungsschablone for a Baugebiet', () => {
		const area = object('BP_BaugebietsTeilFlaeche', {
			besondereArtDerBaulNutzung: '1200',
			Z: '2',
			GRZ: '0.4',
			GFZ: '0.8',
			bauweise: '1000',
			bebauungsArt: '4000',
			dachgestaltung: { dachform: '3100', DNmin: '30', DNmax: '45' },
			hoehenangabe: { bezugspunkt: '2000', h: '9.5' }
		});
		expect(labelLinesFor(area)).toEqual(['WA II', 'GRZ 0,4 · GFZ 0,8', 'o · ED · SD 30–45° · FH 9,5 m']);
		expect(labelFor(area)).toBe('WA II\nGRZ 0,4 · GFZ 0,8\no · ED · SD 30–45° · FH 9,5 m');
	});

	it('writes ranges, mandatory storeys, attic storeys, floor areas', () => {
		const label = (values: Record<string, string>) =>
			labelFor(object('BP_BaugebietsTeilFlaeche', { besondereArtDerBaulNutzung: '1700', ...values }));
		expect(label({ Zmin: '2', Zmax: '4' })).toBe('GE II–IV');
		expect(label({ Zzwingend: '3' })).toBe('GE (III)');
		expect(label({ Z: '2', Z_Dach: '1' })).toBe('GE II+D');
		expect(label({ GRZmin: '0.2', GRZmax: '0.6', BMZ: '10' })).toBe('GE\nGRZ 0,2–0,6 · BMZ 10');
		expect(label({ GR: '1250.5' })).toBe('GE\nGR 1.250,5 m²');
		expect(label({ gliederung1: '2' })).toBe('GE 2');
		expect(label({ gliederung1: 'GE 3' })).toBe('GE 3');
	});

	it('names the special use, flat and nested', () => {
		expect(labelFor(object('BP_BaugebietsTeilFlaeche', { besondereArtDerBaulNutzung: '2100', sondernutzung: '23000' }))).toBe('SO Klinik');
		expect(labelFor(object('BP_BaugebietsTeilFlaeche', { sondernutzung: { allgemein: '2400' } }, { version: '6.0' }))).toBe('SO Golf');
		expect(labelFor(object('FP_BebauungsFlaeche', { allgArtDerBaulNutzung: '1000' }))).toBe('W');
	});

	it('writes heights, distances, rights and ancillary uses', () => {
		const height = object('BP_HoehenMass', { hoehenangabe: { hoehenbezug: '1000', h: '112.35' } }, { geometry: 'point' });
		expect(labelFor(height)).toBe('112,35 m');
		expect(labelFor(object('BP_HoehenMass', { hoehenangabe: { bezugspunkt: '1000', hMin: '4', hMax: '6,5' } }))).toBe('TH 4–6,5 m');
		expect(labelFor(object('BP_AbstandsMass', { wert: '3.0' }, { geometry: 'line' }))).toBe('3 m');
		expect(labelFor(object('BP_Wegerecht', { typ: ['1000', '4000'] }))).toBe('GL');
		expect(labelFor(object('BP_Wegerecht', { typ: '5000' }))).toBe('GFL');
		expect(labelFor(object('BP_NebenanlagenFlaeche', { zweckbestimmung: ['1000', '2000'] }))).toBe('St, Ga');
		expect(labelFor(object('BP_GemeinschaftsanlagenFlaeche', { zweckbestimmung: '1000' }))).toBe('GSt');
	});

	it('takes the words of the plan first and labels of codes, never bare codes', () => {
		expect(labelFor(object('XP_PTO', { schriftinhalt: ' Am  Park ' }, { geometry: 'point' }))).toBe('Am Park');
		expect(labelFor(object('BP_GruenFlaeche', { zweckbestimmung: '1600=Spielplatz' }))).toBe('Spielplatz');
		expect(labelFor(object('BP_GruenFlaeche', { zweckbestimmung: '1600' }))).toBeUndefined();
		expect(labelFor(object('BP_GruenFlaeche', { aufschrift: 'Bürgerpark', zweckbestimmung: '1000=Parkanlage' }))).toBe('Bürgerpark');
		expect(labelFor(object('BP_GruenFlaeche', { zweckbestimmung: { allgemein: '1600=Spielplatz', aufschrift: 'Spiel' } }))).toBe('Spiel');
		expect(labelFor(object('SO_Denkmalschutzrecht', { name: 'Alte Mühle' }))).toBe('Alte Mühle');
	});

	it('takes a measure of 0 as not set, as files with placeholders mean it', () => {
		expect(
			labelFor(object('BP_BaugebietsTeilFlaeche', { besondereArtDerBaulNutzung: '1200', Z: '0', GRZ: '0.3', GFZ: '0', GF: '0' }))
		).toBe('WA\nGRZ 0,3');
	});

	it('writes no "Sonstiges", and nothing the sign says already', () => {
		expect(labelFor(object('BP_GruenFlaeche', { zweckbestimmung: '9999=Sonstiges' }))).toBeUndefined();
		expect(labelFor(object('BP_GruenFlaeche', { zweckbestimmung: ['9999=Sonstiges', '1600=Spielplatz'] }))).toBe('Spielplatz');
		expect(labelFor(object('BP_NebenanlagenFlaeche', { zweckbestimmung: '9999=Sonstiges' }))).toBeUndefined();
		expect(labelFor(object('SO_Denkmalschutzrecht', { artDerFestlegung: '1000=Ensemble' }))).toBeUndefined();
	});

	it('cuts long texts at a word', () => {
		const label = labelFor(
			object('BP_Plan', { name: 'Vorhabenbezogener Bebauungsplan Nummer 17 für das Gelände der ehemaligen Ziegelei' })
		);
		expect(label).toBe('Vorhabenbezogener Bebauungsplan Nummer 17 für das Gelände …');
	});

	it('never fails and never returns an empty text', () => {
		for (const name of CLASSES) {
			expect(labelFor(object(name))).toBeUndefined();
			const label = labelFor(
				object(name, { GRZ: 'viel', Z: '', wert: 'x', hoehenangabe: {}, zweckbestimmung: {}, dachgestaltung: {}, typ: '1' })
			);
			expect(label === undefined || label.length > 0).toBe(true);
		}
	});
});

describe('numbers', () => {
	it('writes Roman storeys', () => {
		expect([1, 2, 3, 4, 5, 6, 9, 10, 14].map(roman)).toEqual(['I', 'II', 'III', 'IV', 'V', 'VI', 'IX', 'X', 'XIV']);
		expect(roman(2.5)).toBe('2,5');
	});
	it('writes German numbers', () => {
		expect([0.4, 1.25, 10, 1234567.5, -0.5].map((n) => german(n))).toEqual(['0,4', '1,25', '10', '1.234.567,5', '−0,5']);
	});
});

describe('rotationFor', () => {
	it('reads drehwinkel', () => {
		expect(rotationFor(object('XP_PTO', { drehwinkel: '45.5' }))).toBe(45.5);
		expect(rotationFor(object('XP_PTO', { drehwinkel: '0' }))).toBeUndefined();
		expect(rotationFor(object('XP_PTO'))).toBeUndefined();
	});
});
