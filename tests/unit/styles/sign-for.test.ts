import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { drawOrder, findSign, signFor, signOf } from '../../../styles/index.ts';
import type { GeometryKind } from '../../../styles/types.ts';
import { CLASSES } from './classes.ts';
import { object } from './support.ts';

const KINDS: GeometryKind[] = ['point', 'line', 'area'];
const VERSIONS = ['4.0', '4.1', '5.0', '5.4', '6.0', '6.1'];
const manifest = new URL('../../../../shared/xplanung/manifest.json', import.meta.url);

describe('signFor is total', () => {
	it('gives every class a sign that exists, for every version and kind of geometry', () => {
		expect(CLASSES.length).toBeGreaterThan(200);
		for (const name of CLASSES)
			for (const version of VERSIONS)
				for (const geometry of KINDS) {
					const id = signFor(object(name, {}, { version, geometry }));
					expect(findSign(id), `${name} ${version} ${geometry} → ${id}`).toBeDefined();
				}
	});

	it('gives a sign to a class nobody knows', () => {
		expect(signFor(object('BP_Neu', {}, { geometry: 'line' }))).toBe('bp-linie');
		expect(signFor(object('QX_Neu', {}, { geometry: 'point' }))).toBe('xp-punkt');
		expect(signFor(object('', {}))).toBe('xp-flaeche');
		expect(signOf('from-a-newer-catalogue').id).toBe('xp-flaeche');
	});

	it('never fails on unknown or empty codes', () => {
		for (const code of ['', ' ', '123456', 'constructor', '__proto__', 'ü'])
			for (const name of CLASSES)
				for (const geometry of KINDS) {
					const values = {
						zweckbestimmung: code,
						artDerFestlegung: code,
						besondereArtDerBaulNutzung: code,
						allgArtDerBaulNutzung: code,
						gebietsArt: code,
						gegenstand: code,
						massnahme: code,
						typ: code,
						rechtscharakter: code
					};
					const id = signFor(object(name, values, { geometry }));
					expect(findSign(id), `${name} "${code}" → ${id}`).toBeDefined();
				}
	});

	it.skipIf(!existsSync(manifest))('knows every class of the shared plans (skipped without ../shared)', () => {
		const files = JSON.parse(readFileSync(manifest, 'utf8')) as { classes?: Record<string, number> }[];
		const names = new Set(files.flatMap((file) => Object.keys(file.classes ?? {})).filter((name) => /^(BP|FP|RP|LP|SO|XP)_/.test(name)));
		expect(names.size).toBeGreaterThan(100);
		for (const name of names) expect(findSign(signFor(object(name)))).toBeDefined();
	});
});

describe('signFor by attributes', () => {
	it.each([
		['1000', 'bp-ws'],
		['1100', 'bp-wr'],
		['1200', 'bp-wa'],
		['1300', 'bp-wb'],
		['1400', 'bp-md'],
		['1450', 'bp-mdw'],
		['1500', 'bp-mi'],
		['1550', 'bp-mu'],
		['1600', 'bp-mk'],
		['1700', 'bp-ge'],
		['1800', 'bp-gi'],
		['2000', 'bp-so-erholung'],
		['2100', 'bp-so'],
		['4000', 'bp-so']
	])('besondereArtDerBaulNutzung %s is %s', (code, id) => {
		expect(signFor(object('BP_BaugebietsTeilFlaeche', { allgArtDerBaulNutzung: '1000', besondereArtDerBaulNutzung: code }))).toBe(id);
	});

	it('falls back to the Baufläche, then to the special use, then to the neutral sign', () => {
		expect(signFor(object('FP_BebauungsFlaeche', { allgArtDerBaulNutzung: '2000' }))).toBe('fp-m');
		expect(signFor(object('BP_BaugebietsTeilFlaeche', { allgArtDerBaulNutzung: '3000', besondereArtDerBaulNutzung: '9999' }))).toBe('bp-g');
		expect(signFor(object('BP_BaugebietsTeilFlaeche', { sondernutzung: { allgemein: '2400' } }, { version: '6.0' }))).toBe('bp-so');
		expect(signFor(object('BP_BaugebietsTeilFlaeche'))).toBe('bp-bauflaeche');
	});

	it('reads a purpose flat (5.x), nested (6.0) and split (4.x)', () => {
		expect(signFor(object('BP_GruenFlaeche', { zweckbestimmung: '1600' }))).toBe('bp-gruen-spielplatz');
		expect(signFor(object('BP_GruenFlaeche', { zweckbestimmung: { allgemein: '1600' } }, { version: '6.0' }))).toBe('bp-gruen-spielplatz');
		expect(signFor(object('BP_GruenFlaeche', { zweckbestimmung: { BP_KomplexeZweckbestGruen: { allgemein: '2600' } } }))).toBe(
			'bp-gruen-friedhof'
		);
		expect(
			signFor(object('BP_GemeinbedarfsFlaeche', { zweckbestimmung: '2400', besondereZweckbestimmung: '24000' }, { version: '4.1' }))
		).toBe('bp-gemeinbedarf-feuerwehr');
	});

	it('takes the parent of a five-digit purpose', () => {
		expect(signFor(object('FP_Gruen', { zweckbestimmung: '10002' }))).toBe('fp-gruen-park');
		expect(signFor(object('BP_VerEntsorgung', { zweckbestimmung: '16003' }))).toBe('bp-versorgung-wasser');
		expect(signFor(object('BP_VerEntsorgung', { zweckbestimmung: '10003' }))).toBe('bp-versorgung-erneuerbar');
		expect(signFor(object('BP_VerEntsorgung', { zweckbestimmung: '16001' }, { geometry: 'line' }))).toBe('bp-leitung-unterirdisch');
	});

	it('follows the classes that moved to SO_ in 6.0', () => {
		const six = { version: '6.0' };
		expect(signFor(object('SO_Strassenverkehr', { hatDarstellungMitBesondZweckbest: 'false', rechtscharakter: '1000' }, six))).toBe(
			'bp-strasse'
		);
		expect(
			signFor(object('SO_Strassenverkehr', { hatDarstellungMitBesondZweckbest: 'true', artDerFestlegung: { allgemein: '16000' } }, six))
		).toBe('bp-verkehr-parken');
		expect(signFor(object('SO_Strassenverkehr', { artDerFestlegung: { allgemein: '1000' }, rechtscharakter: '3000' }, six))).toBe(
			'fp-autobahn'
		);
		expect(signFor(object('SO_Gewaesser', { rechtscharakter: '3000' }, six))).toBe('fp-gewaesser');
		expect(signFor(object('SO_Gewaesser', { artDerFestlegung: { allgemein: '2000' } }, six))).toBe('bp-gewaesser');
		expect(signFor(object('SO_Gewaesser', { artDerFestlegung: '2000' }, { version: '5.3' }))).toBe('bp-hafen');
		expect(signFor(object('SO_Wasserwirtschaft', { artDerFestlegung: '1100' }, six))).toBe('bp-ueberschwemmung');
		expect(signFor(object('SO_Gebiet', { gebietsArt: '17000' }, six))).toBe('bp-erhaltungsbereich');
		expect(signFor(object('BP_GebaeudeStellung', { typ: '1000' }, { ...six, geometry: 'line' }))).toBe('bp-firstrichtung');
	});

	it('does not take a hint (3000 up to 5.4) for a Flächennutzungsplan (3000 from 6.0)', () => {
		expect(signFor(object('SO_Gewaesser', { rechtscharakter: '3000' }, { version: '5.4' }))).toBe('bp-gewaesser');
		expect(signFor(object('SO_Gewaesser', { rechtscharakter: '1500' }, { version: '5.4' }))).toBe('fp-gewaesser');
	});

	it('tells planting from keeping, trees from shrubs', () => {
		const plant = (values: Record<string, string>, geometry: GeometryKind = 'point') =>
			signFor(object('BP_AnpflanzungBindungErhaltung', values, { geometry }));
		expect(plant({ massnahme: '2000', gegenstand: '1000' })).toBe('bp-pflanzen-baum');
		expect(plant({ massnahme: '1000', gegenstand: '1000' })).toBe('bp-erhalten-baum');
		expect(plant({ massnahme: '1000', gegenstand: '2100' }, 'line')).toBe('bp-erhalten-strauch');
		expect(plant({ massnahme: '3000', gegenstand: '2050' }, 'area')).toBe('bp-pflanzen-erhalten');
		expect(plant({ gegenstand: '6000' }, 'area')).toBe('bp-begruenung');
	});

	it('tells kinds of Kennzeichnung and heritage', () => {
		expect(signFor(object('BP_KennzeichnungsFlaeche', { zweckbestimmung: '4000' }))).toBe('bp-kennzeichnung-altlast');
		expect(signFor(object('SO_Denkmalschutzrecht', { artDerFestlegung: '1100' }, { geometry: 'point' }))).toBe('bp-denkmal-einzel');
		expect(signFor(object('SO_Denkmalschutzrecht', { artDerFestlegung: '1600' }))).toBe('bp-bodendenkmal');
	});
});

describe('drawOrder', () => {
	it('puts areas below overlays, lines, points, texts and the scope', () => {
		const orders = [
			object('BP_BaugebietsTeilFlaeche'),
			object('BP_UeberbaubareGrundstuecksFlaeche'),
			object('BP_SchutzPflegeEntwicklungsFlaeche'),
			object('BP_BauGrenze', {}, { geometry: 'line' }),
			object('BP_HoehenMass', {}, { geometry: 'point' }),
			object('XP_PTO', { schriftinhalt: 'WA' }, { geometry: 'point' }),
			object('BP_Plan')
		].map(drawOrder);
		expect(orders).toEqual([...orders].sort((a, b) => a - b));
		expect(new Set(orders).size).toBe(orders.length);
	});

	it('respects the vertical level, within bounds', () => {
		expect(drawOrder(object('BP_GruenFlaeche', { ebene: '-1' }))).toBeLessThan(drawOrder(object('BP_GruenFlaeche')));
		expect(drawOrder(object('BP_Plan', { ebene: '99999' }))).toBeLessThan(10_000);
		expect(drawOrder(object('BP_GruenFlaeche', { ebene: '-99999' }))).toBeGreaterThanOrEqual(0);
	});
});
