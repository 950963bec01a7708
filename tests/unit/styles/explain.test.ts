import { describe, expect, it } from 'vitest';
import { explain, titleFor } from '../../../styles/index.ts';
import type { StyledObject } from '../../../styles/types.ts';
import { CLASSES } from './classes.ts';
import { type Values, object } from './support.ts';

const texts = (item: StyledObject): string[] => explain(item).sentences.map(({ text }) => text);
const area = (values: Values) => object('BP_BaugebietsTeilFlaeche', values);
const lawOf = (item: StyledObject, start: string): string | undefined =>
	explain(item).sentences.find(({ text }) => text.startsWith(start))?.law;

describe('explain: kinds of building use', () => {
	it.each([
		['1000', 'Kleinsiedlungsgebiet (WS)', '§ 2 BauNVO'],
		['1100', 'Reines Wohngebiet (WR)', '§ 3 BauNVO'],
		['1200', 'Allgemeines Wohngebiet (WA)', '§ 4 BauNVO'],
		['1300', 'Besonderes Wohngebiet (WB)', '§ 4a BauNVO'],
		['1400', 'Dorfgebiet (MD)', '§ 5 BauNVO'],
		['1450', 'Dörfliches Wohngebiet (MDW)', '§ 5a BauNVO'],
		['1500', 'Mischgebiet (MI)', '§ 6 BauNVO'],
		['1550', 'Urbanes Gebiet (MU)', '§ 6a BauNVO'],
		['1600', 'Kerngebiet (MK)', '§ 7 BauNVO'],
		['1700', 'Gewerbegebiet (GE)', '§ 8 BauNVO'],
		['1800', 'Industriegebiet (GI)', '§ 9 BauNVO'],
		['2000', 'Sondergebiet, das der Erholung dient (SO)', '§ 10 BauNVO'],
		['2100', 'Sonstiges Sondergebiet (SO)', '§ 11 BauNVO']
	])('%s is %s, %s', (code, title, law) => {
		const { title: shown, sentences } = explain(area({ besondereArtDerBaulNutzung: code }));
		expect(shown).toBe(title);
		expect(sentences[0]?.law).toBe(law);
		expect(sentences[0]?.text).toContain(`(${law}): dient `);
	});

	it('explains the example of a Wohngebiet word by word', () => {
		const home = area({
			besondereArtDerBaulNutzung: '1200',
			GRZ: '0.4',
			GFZ: '0.8',
			Z: '2',
			bauweise: '1000',
			bebauungsArt: '4000',
			rechtscharakter: '1000'
		});
		expect(texts(home)).toEqual([
			'Allgemeines Wohngebiet (§ 4 BauNVO): dient vorwiegend dem Wohnen.',
			'Zulässig sind insbesondere Wohngebäude, Läden, Gaststätten und nicht störende Handwerksbetriebe, die das Gebiet versorgen, sowie Anlagen für kirchliche, kulturelle, soziale, gesundheitliche und sportliche Zwecke.',
			'Ausnahmsweise können unter anderem zugelassen werden: Beherbergungsbetriebe, sonstige nicht störende Gewerbebetriebe, Verwaltungen, Gartenbaubetriebe und Tankstellen.',
			'Maßgebend ist die Fassung der Baunutzungsverordnung, auf der der Plan beruht.',
			'Grundflächenzahl 0,4: höchstens 40 % des Grundstücks dürfen überbaut werden.',
			'Garagen, Stellplätze mit Zufahrten und Nebenanlagen dürfen diesen Wert in der Regel um bis zu 50 % überschreiten, zusammen höchstens bis 0,6 (seit der Baunutzungsverordnung 1990); der Plan kann anderes bestimmen.',
			'Geschossflächenzahl 0,8: Die Flächen aller Vollgeschosse zusammen betragen höchstens das 0,8-Fache der Grundstücksfläche.',
			'Zahl der Vollgeschosse II: höchstens zwei Vollgeschosse.',
			'Offene Bauweise: Die Gebäude stehen mit seitlichem Grenzabstand als Einzelhäuser, Doppelhäuser oder Hausgruppen und sind höchstens 50 m lang.',
			'Zulässig sind nur Einzel- und Doppelhäuser.',
			'Festsetzung: Sie ist rechtsverbindlich, sobald der Bebauungsplan in Kraft ist.'
		]);
		expect(lawOf(home, 'Grundflächenzahl')).toBe('§ 19 BauNVO');
		expect(lawOf(home, 'Zahl der Vollgeschosse')).toBe('§ 20 Abs. 1 BauNVO');
		expect(lawOf(home, 'Offene Bauweise')).toBe('§ 22 Abs. 2 BauNVO');
	});

	it('keeps a Flächennutzungsplan from sounding binding', () => {
		const shown = texts(object('FP_BebauungsFlaeche', { allgArtDerBaulNutzung: '1000', GFZ: '0.6', rechtscharakter: '1000' }));
		expect(shown[0]).toBe('Wohnbaufläche (§ 1 Abs. 1 BauNVO): ist für den Wohnungsbau vorgesehen.');
		expect(shown).toContain(
			'Im Flächennutzungsplan ist dies nur das allgemeine Maß; verbindlich wird ein Maß erst durch einen Bebauungsplan.'
		);
		expect(shown).toContain('Darstellung: Sie bindet Behörden bei der weiteren Planung, begründet aber noch kein Baurecht.');
		expect(texts(object('FP_BebauungsFlaeche', { besondereArtDerBaulNutzung: '1700' })).join(' ')).not.toContain('Zulässig sind');
	});

	it('names the special use and deviations', () => {
		const shown = texts(area({ besondereArtDerBaulNutzung: '2100', sondernutzung: '23000=Klinikgebiet', abweichungBauNVO: '2000' }));
		expect(shown).toContain('Besondere Nutzung: Klinikgebiet.');
		expect(shown).toContain('Der Plan schließt eine sonst zulässige Nutzung aus.');
	});
});

describe('explain: measures', () => {
	const measures = (values: Values): string[] => texts(object('BP_UeberbaubareGrundstuecksFlaeche', values)).slice(1);

	it('writes ranges and exceptions', () => {
		expect(measures({ GRZmin: '0.2', GRZmax: '0.9', GRZ_Ausn: '1' })).toEqual([
			'Grundflächenzahl 0,2 bis 0,9: mindestens 20 % und höchstens 90 % des Grundstücks sind zu überbauen.',
			'Ausnahmsweise kann eine Grundflächenzahl bis 1 zugelassen werden.'
		]);
		expect(measures({ GR: '250' })).toEqual(['Grundfläche: höchstens 250 m² dürfen überbaut werden.']);
		expect(measures({ GF: '1200' })).toEqual(['Geschossfläche: Alle Vollgeschosse zusammen haben höchstens 1.200 m².']);
		expect(measures({ BMZ: '10' })).toEqual([
			'Baumassenzahl 10: Je Quadratmeter Grundstück sind höchstens 10 Kubikmeter Baumasse zulässig.'
		]);
	});

	it('caps what garages may add at 0.8 and is silent from there on', () => {
		expect(measures({ GRZ: '0.6' })[1]).toContain('höchstens bis 0,8 ');
		expect(measures({ GRZ: '0.8' })).toEqual(['Grundflächenzahl 0,8: höchstens 80 % des Grundstücks dürfen überbaut werden.']);
	});

	it('writes storeys', () => {
		expect(measures({ Z: '1' })).toEqual(['Zahl der Vollgeschosse I: höchstens ein Vollgeschoss.']);
		expect(measures({ Zzwingend: '3' })).toEqual([
			'Zahl der Vollgeschosse III, zwingend: Es müssen genau drei Vollgeschosse gebaut werden.'
		]);
		expect(measures({ Zmin: '2', Zmax: '4' })).toEqual([
			'Zahl der Vollgeschosse II bis IV: mindestens zwei und höchstens vier Vollgeschosse.'
		]);
		expect(measures({ Z: '2', Z_Staffel: '1' })[1]).toBe('Zusätzlich ist ein zurückgesetztes Geschoss (Staffelgeschoss) zulässig.');
		expect(measures({ MaxZahlWohnungen: '2' })).toEqual(['In jedem Wohngebäude sind höchstens zwei Wohnungen zulässig.']);
	});

	it('writes heights with their reference, and roofs', () => {
		expect(measures({ hoehenangabe: { bezugspunkt: '2000', hoehenbezug: '2000', h: '9.5' } })).toEqual([
			'Firsthöhe: höchstens 9,5 m über der Geländeoberkante.'
		]);
		expect(measures({ hoehenangabe: { bezugspunkt: '1000', hMin: '4', hMax: '6' } })).toEqual([
			'Traufhöhe: mindestens 4 m und höchstens 6 m.'
		]);
		expect(measures({ hoehenangabe: { bezugspunkt: '6000', hZwingend: '12', hoehenbezug: '1000' } })).toEqual([
			'Gebäudehöhe: genau 12 m über Normalhöhennull (NHN).'
		]);
		expect(texts(object('BP_HoehenMass', { hoehenangabe: { h: '112.35', hoehenbezug: '1100' } }))[1]).toBe(
			'Höhe: 112,35 m über Normalnull (NN).'
		);
		expect(measures({ dachgestaltung: [{ dachform: '3100', DNmin: '30', DNmax: '45' }, { dachform: '3200' }] })).toEqual([
			'Zulässige Dachformen: Satteldach oder Walmdach.',
			'Dachneigung: 30° bis 45°.'
		]);
		expect(measures({ dachform: '1000', DN: '5' })).toEqual(['Zulässige Dachform: Flachdach.', 'Dachneigung: höchstens 5°.']);
	});

	it('takes a measure of 0 as not set', () => {
		expect(measures({ GRZ: '0', GFZ: '0', GF: '0', Z: '0', BMZ: '0', MaxZahlWohnungen: '0' })).toEqual([]);
	});

	it('is silent where a value cannot be read', () => {
		expect(measures({ GRZ: 'siehe Text', Z: '', hoehenangabe: {} })).toEqual([]);
	});
});

describe('explain: other classes', () => {
	it.each<[string, Values, string, string]>([
		['BP_UeberbaubareGrundstuecksFlaeche', {}, 'Überbaubare Grundstücksfläche: Hauptgebäude dürfen nur innerhalb', '§ 23 BauNVO'],
		['BP_BauGrenze', {}, 'Baugrenze: Gebäude und Gebäudeteile dürfen diese Linie nicht überschreiten.', '§ 23 Abs. 3 BauNVO'],
		['BP_BauLinie', {}, 'Baulinie: Auf dieser Linie muss gebaut werden.', '§ 23 Abs. 2 BauNVO'],
		['BP_StrassenVerkehrsFlaeche', {}, 'Straßenverkehrsfläche: ', '§ 9 Abs. 1 Nr. 11 BauGB'],
		['BP_VerkehrsflaecheBesondererZweckbestimmung', {}, 'Verkehrsfläche besonderer Zweckbestimmung: ', '§ 9 Abs. 1 Nr. 11 BauGB'],
		['BP_GruenFlaeche', {}, 'Grünfläche: ', '§ 9 Abs. 1 Nr. 15 BauGB'],
		['BP_GemeinbedarfsFlaeche', {}, 'Fläche für den Gemeinbedarf: ', '§ 9 Abs. 1 Nr. 5 BauGB'],
		['BP_VerEntsorgung', { zweckbestimmung: '1000' }, 'Versorgungsfläche: ', '§ 9 Abs. 1 Nr. 12 BauGB'],
		['BP_VerEntsorgung', { zweckbestimmung: '2200' }, 'Fläche für die Entsorgung: ', '§ 9 Abs. 1 Nr. 14 BauGB'],
		['BP_GewaesserFlaeche', {}, 'Wasserfläche: ', '§ 9 Abs. 1 Nr. 16 BauGB'],
		['BP_LandwirtschaftsFlaeche', {}, 'Fläche für die Landwirtschaft.', '§ 9 Abs. 1 Nr. 18 Buchstabe a BauGB'],
		['BP_WaldFlaeche', {}, 'Wald: ', '§ 9 Abs. 1 Nr. 18 Buchstabe b BauGB'],
		['BP_SchutzPflegeEntwicklungsFlaeche', {}, 'Fläche oder Maßnahme zum Schutz', '§ 9 Abs. 1 Nr. 20 BauGB'],
		['BP_Wegerecht', { typ: '5000' }, 'Fläche, die mit einem Geh-, Fahr- und Leitungsrecht zu belasten ist.', '§ 9 Abs. 1 Nr. 21 BauGB'],
		[
			'BP_Wegerecht',
			{ typ: ['1000', '4000'], breite: '3' },
			'Fläche, die mit einem Geh- und Leitungsrecht zu belasten ist (Breite 3 m).',
			'§ 9 Abs. 1 Nr. 21 BauGB'
		],
		['BP_Wegerecht', { typ: '4000' }, 'Fläche, die mit einem Leitungsrecht zu belasten ist.', '§ 9 Abs. 1 Nr. 21 BauGB'],
		['BP_GemeinschaftsanlagenFlaeche', {}, 'Gemeinschaftsanlage: ', '§ 9 Abs. 1 Nr. 22 BauGB'],
		['BP_Immissionsschutz', {}, 'Immissionsschutz: ', '§ 9 Abs. 1 Nr. 24 BauGB'],
		[
			'BP_AnpflanzungBindungErhaltung',
			{ massnahme: '2000', gegenstand: '1000' },
			'Anpflanzen (Bäume): Hier muss gepflanzt werden.',
			'§ 9 Abs. 1 Nr. 25 Buchstabe a BauGB'
		],
		[
			'BP_AnpflanzungBindungErhaltung',
			{ massnahme: '1000', gegenstand: '2100' },
			'Erhaltung (Hecke): Der Bestand ist zu erhalten.',
			'§ 9 Abs. 1 Nr. 25 Buchstabe b BauGB'
		],
		['BP_NebenanlagenFlaeche', {}, 'Fläche für Nebenanlagen, Stellplätze oder Garagen: ', '§ 9 Abs. 1 Nr. 4 BauGB'],
		[
			'BP_KennzeichnungsFlaeche',
			{ zweckbestimmung: '4000' },
			'Kennzeichnung: Der Boden ist erheblich mit umweltgefährdenden Stoffen belastet.',
			'§ 9 Abs. 5 Nr. 3 BauGB'
		],
		['FP_Kennzeichnung', { zweckbestimmung: '6000' }, 'Kennzeichnung: Unter der Fläche geht der Bergbau um.', '§ 5 Abs. 3 Nr. 2 BauGB'],
		['BP_Plan', {}, 'Räumlicher Geltungsbereich: Der Plan gilt nur innerhalb dieser Grenze.', '§ 9 Abs. 7 BauGB'],
		['FP_Gruen', {}, 'Grünfläche: ', '§ 5 Abs. 2 Nr. 5 BauGB'],
		['FP_Strassenverkehr', {}, 'Fläche für den überörtlichen Verkehr', '§ 5 Abs. 2 Nr. 3 BauGB'],
		['FP_WaldFlaeche', {}, 'Wald: ', '§ 5 Abs. 2 Nr. 9 Buchstabe b BauGB'],
		['BP_ErhaltungsBereichFlaeche', {}, 'Erhaltungsbereich: ', '§ 172 BauGB']
	])('%s %j', (name, values, start, law) => {
		const first = explain(object(name, values)).sentences[0];
		expect(first?.text.startsWith(start), first?.text).toBe(true);
		expect(first?.law).toBe(law);
	});

	it('explains lines of supply by their own number', () => {
		expect(explain(object('BP_VerEntsorgung', {}, { geometry: 'line' })).sentences[0]?.law).toBe('§ 9 Abs. 1 Nr. 13 BauGB');
	});

	it('explains the SO_ classes of a 6.0 Bebauungsplan as what they are there', () => {
		const road = object(
			'SO_Strassenverkehr',
			{ rechtscharakter: '1000', hatDarstellungMitBesondZweckbest: 'true', artDerFestlegung: { allgemein: '14004=Radweg' } },
			{ version: '6.0' }
		);
		expect(titleFor(road)).toBe('Verkehrsfläche: Radweg, Rad- und Gehweg');
		expect(texts(road)).toEqual([
			'Verkehrsfläche besonderer Zweckbestimmung: Sie dient nur bestimmten Arten des Verkehrs, zum Beispiel dem Gehen, Radfahren oder Parken.',
			'Zweckbestimmung: Radweg.',
			'Festsetzung: Sie ist rechtsverbindlich, sobald der Bebauungsplan in Kraft ist.'
		]);
		expect(explain(object('SO_Gewaesser', { rechtscharakter: '3000' }, { version: '6.0' })).sentences[0]?.law).toBe(
			'§ 5 Abs. 2 Nr. 7 BauGB'
		);
	});

	it('calls what other laws lay down a kind, not a purpose, and leaves out "Sonstiges"', () => {
		expect(texts(object('SO_Bodenschutzrecht', { artDerFestlegung: '2000=Altlast' }))).toContain('Art: Altlast.');
		expect(texts(object('BP_GruenFlaeche', { zweckbestimmung: '9999=Sonstiges' })).join()).not.toContain('Sonstiges');
	});

	it('names the purpose, the beneficiary and the use', () => {
		const shown = texts(
			object('BP_GruenFlaeche', { zweckbestimmung: ['1600=Spielplatz', '1000=Parkanlage'], zugunstenVon: 'Gemeinde', nutzungsform: '2000' })
		);
		expect(shown.slice(1)).toEqual(['Zweckbestimmung: Spielplatz, Parkanlage.', 'Die Nutzung ist öffentlich.', 'Begünstigt: Gemeinde.']);
	});
});

describe('explain: legal character', () => {
	const last = (name: string, code: string, version: string) => texts(object(name, { rechtscharakter: code }, { version })).at(-1) ?? '';
	it.each([
		['BP_GruenFlaeche', '3000', '5.4', 'Hinweis: '],
		['BP_GruenFlaeche', '3000', '6.0', 'Darstellung: '],
		['BP_GruenFlaeche', '6000', '6.0', 'Hinweis: '],
		['BP_GruenFlaeche', '5000', '5.4', 'Kennzeichnung: '],
		['BP_GruenFlaeche', '7000', '6.0', 'Kennzeichnung: '],
		['BP_GruenFlaeche', '4000', '5.4', 'Vermerk: '],
		['BP_GruenFlaeche', '8000', '6.0', 'Vermerk: '],
		['BP_GruenFlaeche', '2000', '5.0', 'Nachrichtliche Übernahme: '],
		['FP_Gruen', '1000', '5.4', 'Darstellung: '],
		['SO_Gewaesser', '1500', '5.4', 'Darstellung: '],
		['RP_Gewaesser', '1000', '5.4', 'Ziel der Raumordnung: '],
		['RP_Gewaesser', '4000', '6.0', 'Ziel der Raumordnung: '],
		['BP_GruenFlaeche', '9998', '6.0', 'Ob der Inhalt rechtsverbindlich ist']
	])('%s %s in %s: %s', (name, code, version, start) => {
		expect(last(name, code, version)).toMatch(new RegExp(`^${start}`));
	});
});

describe('explain is total', () => {
	it('gives every class a German title and at least one whole sentence', () => {
		for (const name of [...CLASSES, 'BP_Unbekannt', 'constructor'])
			for (const version of ['4.0', '5.4', '6.0'])
				for (const geometry of ['point', 'line', 'area'] as const) {
					const { title, sentences } = explain(object(name, {}, { version, geometry }));
					expect(title, name).not.toMatch(/_|undefined/);
					expect(sentences.length, name).toBeGreaterThan(0);
					for (const { text, law } of sentences) {
						expect(text, name).toMatch(/^[A-ZÄÖÜ].*[.]$/s);
						expect(text, name).not.toMatch(/undefined|NaN|\[object| {2}/);
						if (law !== undefined) expect(law, name).toMatch(/§|Gesetz|gesetz|BauGB|LuftVG|ROG/);
					}
				}
	});

	it('never repeats a sentence', () => {
		for (const name of CLASSES) {
			const shown = texts(
				object(name, { zweckbestimmung: ['1000=Eins', '1000=Eins'], rechtscharakter: '1000', dachform: ['3100', '3100'] })
			);
			expect(new Set(shown).size, name).toBe(shown.length);
		}
	});
});
