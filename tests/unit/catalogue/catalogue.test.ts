import { describe, expect, it } from 'vitest';
import { catalogueOf, enumerationLabel, loadCatalogue } from '../../../importers/xplan/catalogue/catalogue.ts';
import { XPLAN_VERSIONS } from '../../../importers/xplan/model.ts';
import type { Property } from '../../../importers/xplan/catalogue/catalogue.ts';

const names = (properties: Property[]) => properties.map(({ name }) => name);

describe('the catalogue', () => {
	it('must be loaded before it is asked synchronously, and is loaded once', async () => {
		expect(() => catalogueOf('5.0')).toThrow(/loadCatalogue\('5\.0'\)/);
		const catalogue = await loadCatalogue('5.0');
		expect(await loadCatalogue('5.0')).toBe(catalogue);
		expect(catalogueOf('5.0')).toBe(catalogue);
	});

	it.each(XPLAN_VERSIONS)('%s: every class, parent, type and target exists', async (version) => {
		const catalogue = await loadCatalogue(version);
		expect(catalogue.namespace).toBe(`http://www.xplanung.de/xplangml/${version.replace('.', '/')}`);
		expect(catalogue.classNames.length).toBeGreaterThan(200);
		for (const name of catalogue.classNames) {
			for (const parent of catalogue.parents(name)) expect(catalogue.classOf(parent), `${name} → ${parent}`).toBeDefined();
			const properties = catalogue.properties(name);
			expect(new Set(names(properties)).size, `${name} has a property twice`).toBe(properties.length);
			for (const { name: property, kind, type, target, min, max, enumeration } of properties) {
				const where = `${name}.${property}`;
				expect(min, where).toBeLessThanOrEqual(max);
				if (target) expect(catalogue.classOf(target), `${where} → ${target}`).toBeDefined();
				if (kind === 'dataType') expect(catalogue.classOf(target ?? '')?.kind, where).toBe('dataType');
				if (kind === 'reference') expect(catalogue.classOf(target ?? '')?.kind, where).not.toBe('dataType');
				if (kind === 'enumeration') expect(catalogue.codes(enumeration ?? '')?.length, where).toBeGreaterThan(0);
				if (kind === 'simple') expect(type, where).toMatch(/^xs:/);
			}
		}
	});

	it('tells parents, kinds and inheritance in schema order', async () => {
		const catalogue = await loadCatalogue('6.0');
		expect(catalogue.parents('BP_BaugebietsTeilFlaeche')).toEqual([
			'BP_Flaechenschlussobjekt',
			'BP_Flaechenobjekt',
			'BP_Objekt',
			'XP_Objekt'
		]);
		expect(catalogue.isA('BP_BaugebietsTeilFlaeche', 'BP_Objekt')).toBe(true);
		expect(catalogue.isA('BP_BaugebietsTeilFlaeche', 'FP_Objekt')).toBe(false);
		expect(catalogue.isPlanClass('SO_Plan')).toBe(true);
		expect(catalogue.isPlanClass('XP_VerbundenerPlan')).toBe(false);
		expect(catalogue.isBereichClass('BP_Bereich')).toBe(true);
		expect(catalogue.isBereichClass('BP_EingriffsBereich')).toBe(false);
		expect(catalogue.classOf('BP_Objekt')).toEqual({ name: 'BP_Objekt', abstract: true, kind: 'object', parent: 'XP_Objekt' });
		expect(catalogue.classOf('XP_PPO')?.kind).toBe('presentation');
		expect(catalogue.classOf('XP_TextAbschnitt')?.kind).toBe('text');
		expect(catalogue.classOf('XP_Hoehenangabe')?.kind).toBe('dataType');
		const order = names(catalogue.properties('BP_GruenFlaeche'));
		const wanted = ['uuid', 'gehoertZuBereich', 'rechtscharakter', 'position', 'flaechenschluss', 'GRZ', 'zweckbestimmung'];
		expect(order.filter((name) => wanted.includes(name))).toEqual(wanted);
	});

	it('knows nothing of unknown classes', async () => {
		const catalogue = await loadCatalogue('6.0');
		for (const name of ['BP_GibtEsNicht', 'constructor', '__proto__', 'gml:Polygon', '']) {
			expect(catalogue.classOf(name)).toBeUndefined();
			expect(catalogue.parents(name)).toEqual([]);
			expect(catalogue.properties(name)).toEqual([]);
			expect(catalogue.geometryKind(name)).toBe('none');
			expect(catalogue.codes(name)).toBeUndefined();
		}
	});

	it('tells kind, cardinality, target, unit and code list of properties', async () => {
		const catalogue = await loadCatalogue('6.0');
		const property = (name: string) => catalogue.property('BP_BaugebietsTeilFlaeche', name);
		expect(property('gehoertZuBereich')).toEqual({
			name: 'gehoertZuBereich',
			min: 1,
			max: 1,
			kind: 'reference',
			type: 'gml:ReferenceType',
			definedIn: 'XP_Objekt',
			target: 'XP_Bereich',
			reverse: 'planinhalt'
		});
		expect(property('position')).toMatchObject({ kind: 'geometry', min: 1, definedIn: 'BP_Flaechenobjekt' });
		expect(property('GF')).toMatchObject({ kind: 'measure', unit: 'm2', min: 0 });
		expect(property('hoehenangabe')).toMatchObject({ kind: 'dataType', target: 'XP_Hoehenangabe', max: Number.POSITIVE_INFINITY });
		expect(property('besondereArtDerBaulNutzung')).toMatchObject({ kind: 'enumeration', enumeration: 'XP_BesondereArtDerBaulNutzung' });
		expect(property('abweichendeBauweise')).toMatchObject({ kind: 'code', codeList: 'BP_AbweichendeBauweise' });
		expect(property('ebene')).toMatchObject({ kind: 'simple', type: 'xs:int', default: '0' });
		expect((await loadCatalogue('5.1')).property('BP_Plan', 'sonstPlanArt')).toMatchObject({ codeListInferred: true });
		expect((await loadCatalogue('5.3')).property('BP_Objekt', 'gehoertZuBereich')).toMatchObject({ min: 0 });
		expect((await loadCatalogue('4.1')).property('RP_Bereich', 'rasterAenderung')).toMatchObject({ kind: 'reference', inline: true });
	});

	it.each([
		['BP_BaugebietsTeilFlaeche', 'Flächenschluss'],
		['BP_UeberbaubareGrundstuecksFlaeche', 'Überlagerung'],
		['BP_SchutzPflegeEntwicklungsFlaeche', 'Fläche'],
		['BP_BauGrenze', 'Linie'],
		['BP_EinfahrtPunkt', 'Punkt'],
		['BP_AnpflanzungBindungErhaltung', 'any'],
		['XP_Nutzungsschablone', 'Punkt'],
		['XP_LPO', 'Linie'],
		['BP_Plan', 'Fläche'],
		['BP_Bereich', 'Fläche'],
		['XP_TextAbschnitt', 'none']
	])('geometry of %s: %s', async (name, kind) => {
		expect((await loadCatalogue('6.0')).geometryKind(name)).toBe(kind);
	});

	it('labels codes per version', async () => {
		await Promise.all(XPLAN_VERSIONS.map(loadCatalogue));
		expect(enumerationLabel('5.4', 'BP_Rechtsstand', '2000')).toEqual({ label: 'Entwurf' });
		expect(enumerationLabel('6.0', 'BP_Rechtsstand', '2000')).toEqual({ label: 'Im Verfahren' });
		expect(enumerationLabel('6.0', 'BP_Rechtsstand', '2250')).toEqual({ label: 'Entwurfsbeschluss' });
		expect(enumerationLabel('5.4', 'BP_Rechtsstand', '2250')).toBeUndefined();
		expect(enumerationLabel('5.4', 'BP_Rechtscharakter', '3000')).toEqual({ label: 'Hinweis' });
		expect(enumerationLabel('6.0', 'BP_Rechtscharakter', '3000')).toBeUndefined();
		expect(enumerationLabel('6.0', 'XP_Rechtscharakter', '3000')?.label).toMatch(/Flächennutzungsplan/);
		expect(enumerationLabel('4.1', 'RP_Rechtsstand', '5000')).toEqual({ label: 'Untergegangen' });
		expect(enumerationLabel('5.0', 'RP_Rechtsstand', '5000')).toEqual({ label: 'Allgemeine Planungsabsicht' });
		for (const version of XPLAN_VERSIONS) {
			expect(enumerationLabel(version, 'XP_BesondereArtDerBaulNutzung', '1200')).toEqual({
				label: 'Allgemeines Wohngebiet',
				abbreviation: 'WA'
			});
		}
		expect(enumerationLabel('4.0', 'BP_BauweiseType', '1000')).toEqual({ label: 'Offene Bauweise', abbreviation: 'o' });
	});

	it('6.1 is 6.0 with the known names, and not certain', async () => {
		const [known, guessed] = await Promise.all([loadCatalogue('6.0'), loadCatalogue('6.1')]);
		expect([known.certain, guessed.certain]).toEqual([true, false]);
		const added = guessed.classNames.filter((name) => !known.classOf(name));
		expect(added.length).toBe(7);
		expect(guessed.classNames.length).toBe(known.classNames.length + 7);
		expect(guessed.property('SO_Festpunkt', 'vertikaleLage')?.min).toBe(0);
		expect(known.property('SO_Gebiet', 'vertikaleLage')).toBeUndefined();
		expect(guessed.enumerationLabel('XP_AnpflanzungBindungErhaltungsGegenstand', '1300')).toEqual({ label: 'Obstbäume' });
		expect(known.enumerationLabel('XP_AnpflanzungBindungErhaltungsGegenstand', '1300')).toBeUndefined();
	});
});
