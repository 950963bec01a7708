import { beforeAll, describe, expect, it } from 'vitest';
import { loadCatalogue } from '../../../importers/xplan/catalogue/catalogue.ts';
import type { Catalogue } from '../../../importers/xplan/catalogue/catalogue.ts';
import { labelOfClass, labelOfProperty, unitLabel } from '../../../importers/xplan/catalogue/labels.ts';
import { humanize, splitName, withUmlauts } from '../../../importers/xplan/catalogue/words.ts';
import { XPLAN_VERSIONS } from '../../../importers/xplan/model.ts';

let catalogues: Catalogue[];
beforeAll(async () => {
	catalogues = await Promise.all(XPLAN_VERSIONS.map(loadCatalogue));
});

/** Words in which these letters stand for themselves. */
const RIGHT = /que[lr]|neue|steuer|feuer|dauer|mauer|auen|abenteuer|erneuer|bauer|treuen|genauer|koexist|kongruenz|business|sexuell/gi;
/** ß in words with a long vowel or diphthong; Trasse, Wasser, Fluss, Schloss and Ausschluss are right. */
const WRONG_SS = /(?<!ng)strass|massnahm|massstab|masspfeil|fuss|gross|aussen(?!d)|ausserhalb|schliess|fliess/i;

function asciiLeftovers(label: string): string[] {
	const words = label.replace(RIGHT, '');
	return [/[aou]e(?!n\b)/i, WRONG_SS].filter((pattern) => pattern.test(words)).map((pattern) => `${label} (${pattern.source})`);
}

describe('labels', () => {
	it('the search for leftovers finds them', () => {
		const wrong = ['Flaeche', 'Strassen', 'Gruenland', 'Ueberbaubar', 'Massnahme', 'Oeffentlich', 'Fussweg', 'Ausserhalb'];
		for (const label of wrong) expect(asciiLeftovers(label), label).not.toEqual([]);
		for (const label of ['Quelle', 'Neue Wohnung', 'Leitungstrasse', 'Wasserfluss', 'Mauer']) expect(asciiLeftovers(label)).toEqual([]);
	});

	it('all classes of all versions have one that reads as German', () => {
		const names = new Set(catalogues.flatMap((catalogue) => catalogue.classNames));
		expect(names.size).toBeGreaterThan(340);
		expect([...names].flatMap((name) => asciiLeftovers(labelOfClass(name)))).toEqual([]);
		for (const name of names) expect(labelOfClass(name), name).toMatch(/^[A-ZÄÖÜ][^_]+$/);
		// No word runs into the next.
		expect([...names].filter((name) => /[a-zäöüß][A-ZÄÖÜ]/.test(labelOfClass(name).replace('XPlanGML', '')))).toEqual([]);
	});

	it('all properties of all versions have one that reads as German', () => {
		const names = new Set(
			catalogues.flatMap((catalogue) => catalogue.classNames.flatMap((name) => catalogue.properties(name).map((property) => property.name)))
		);
		expect(names.size).toBeGreaterThan(560);
		expect([...names].flatMap((name) => asciiLeftovers(labelOfProperty(name)))).toEqual([]);
		for (const name of names) expect(labelOfProperty(name), name).toMatch(/^[A-ZÄÖÜ][^_]*$/);
		const joined = /[a-zäöüß][A-ZÄÖÜ]/;
		expect([...names].filter((name) => joined.test(labelOfProperty(name).replace(/BauNVO|BauGB|XPlanGML/, '')))).toEqual([]);
	});

	it('all codes of all versions have one that reads as German', () => {
		const found = catalogues.flatMap((catalogue) =>
			Object.keys(catalogue.schema.simpleTypes).flatMap((type) =>
				(catalogue.codes(type) ?? []).map((code) => catalogue.enumerationLabel(type, code)?.label ?? '')
			)
		);
		const labels = [...new Set(found)].filter((label) => !label.includes('/'));
		expect(labels.length).toBeGreaterThan(1000);
		expect(labels.flatMap(asciiLeftovers)).toEqual([]);
	});

	it.each([
		['BP_BaugebietsTeilFlaeche', 'Baugebiet (Teilfläche)'],
		['BP_GruenFlaeche', 'Grünfläche'],
		['BP_StrassenVerkehrsFlaeche', 'Straßenverkehrsfläche'],
		['BP_UeberbaubareGrundstuecksFlaeche', 'Überbaubare Grundstücksfläche'],
		['RP_SozialeInfrastruktur', 'Soziale Infrastruktur'],
		['FP_Plan', 'Flächennutzungsplan'],
		['BP_NochNieGehoerteFlaeche', 'Noch Nie Gehörte Fläche']
	])('%s: %s', (name, label) => {
		expect(labelOfClass(name)).toBe(label);
	});

	it.each([
		['GRZ', 'Grundflächenzahl (GRZ)'],
		['Z', 'Zahl der Vollgeschosse (Z)'],
		['besondereArtDerBaulNutzung', 'Besondere Art der baulichen Nutzung'],
		['gehoertZuBereich', 'Gehört zum Bereich'],
		['weitereZweckbestimmung3', 'Weitere Zweckbestimmung (3)'],
		['gliederung1', 'Gliederung 1'],
		['eigentuemer', 'Eigentümer'],
		['constructor', 'Constructor']
	])('%s: %s', (name, label) => {
		expect(labelOfProperty(name)).toBe(label);
	});

	it.each([
		['m', 'm'],
		['m2', 'm²'],
		['urn:adv:uom:m2', 'm²'],
		['grad', '°'],
		['deg', '°'],
		['db', 'dB(A)'],
		['km/h', 'km/h'],
		['Stück', 'Stück']
	])('unit %s: %s', (uom, label) => {
		expect(unitLabel(uom)).toBe(label);
	});

	it('words: umlauts where they belong, splitting at capitals', () => {
		expect(['Flaeche', 'Quelle', 'Mauer', 'Maeuse', 'Strasse', 'Leitungstrasse', 'Biomasse', 'Massnahme'].map(withUmlauts)).toEqual([
			'Fläche',
			'Quelle',
			'Mauer',
			'Mäuse',
			'Straße',
			'Leitungstrasse',
			'Biomasse',
			'Maßnahme'
		]);
		expect(splitName('GRZmin')).toEqual(['GRZ', 'min']);
		expect(splitName('VerEntsorgung2000')).toEqual(['Ver', 'Entsorgung', '2000']);
		expect(humanize('GebietGemeinschaftlicherBedeutung')).toBe('Gebiet gemeinschaftlicher Bedeutung');
	});
});
