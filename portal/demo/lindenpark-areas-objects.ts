import type { Attribute } from '../../importers/xplan/model.ts';
import { data, link, value, values } from './attributes.ts';
import { surface } from './geometry.ts';
import type { AreaName, LindenparkGeometry } from './lindenpark-areas.ts';
import { height, type PlanBuilder } from './plan-builder.ts';

export type Draft = 'vorentwurf' | 'entwurf';

interface Housing {
	art: 1200 | 1550;
	GRZ: number;
	GFZ?: number;
	Z?: number;
	bauweise: number;
	bebauungsArt?: number;
	dach: { dachform: number; DNmin?: number; DNmax?: number };
	ok: number;
	/** (u, v) of the label. */
	label: [number, number];
}

const FLAT = { dachform: 1000 };
const SADDLE = { DNmin: 30, DNmax: 45, dachform: 3100 };

/** Art und Maß of the nine building areas; the earlier draft was less dense in places. */
const HOUSING: Record<Draft, Partial<Record<AreaName, Housing>>> = {
	entwurf: {
		'WA 1': { art: 1200, GRZ: 0.35, Z: 2, bauweise: 1000, bebauungsArt: 4000, dach: SADDLE, ok: 121.5, label: [52, 54] },
		'WA 2': { art: 1200, GRZ: 0.4, GFZ: 1.2, Z: 3, bauweise: 1000, dach: FLAT, ok: 123, label: [152, 100] },
		'WA 3': { art: 1200, GRZ: 0.4, GFZ: 1.2, Z: 3, bauweise: 1000, dach: FLAT, ok: 123, label: [238, 100] },
		'WA 4': { art: 1200, GRZ: 0.35, Z: 2, bauweise: 1000, bebauungsArt: 3000, dach: SADDLE, ok: 121.5, label: [80, 215] },
		'WA 5': { art: 1200, GRZ: 0.4, Z: 3, bauweise: 1000, bebauungsArt: 3000, dach: FLAT, ok: 122.5, label: [262, 214] },
		'WA 6': { art: 1200, GRZ: 0.4, Z: 2, bauweise: 1000, bebauungsArt: 1000, dach: SADDLE, ok: 121.5, label: [305, 60] },
		'MU 1': { art: 1550, GRZ: 0.6, GFZ: 2.4, Z: 4, bauweise: 2000, dach: FLAT, ok: 127, label: [150, 47] },
		'MU 2': { art: 1550, GRZ: 0.6, GFZ: 2.0, Z: 4, bauweise: 2000, dach: FLAT, ok: 127, label: [216, 47] }
	},
	vorentwurf: {
		'WA 1': { art: 1200, GRZ: 0.3, Z: 2, bauweise: 1000, bebauungsArt: 1000, dach: SADDLE, ok: 121.5, label: [52, 54] },
		'WA 2': { art: 1200, GRZ: 0.4, GFZ: 0.8, Z: 2, bauweise: 1000, dach: FLAT, ok: 120, label: [152, 100] },
		'WA 3': { art: 1200, GRZ: 0.4, GFZ: 0.8, Z: 2, bauweise: 1000, dach: FLAT, ok: 120, label: [238, 100] },
		'WA 4': { art: 1200, GRZ: 0.35, Z: 2, bauweise: 1000, bebauungsArt: 4000, dach: SADDLE, ok: 121.5, label: [80, 215] },
		'WA 5': { art: 1200, GRZ: 0.35, Z: 2, bauweise: 1000, bebauungsArt: 4000, dach: SADDLE, ok: 121.5, label: [262, 214] },
		'WA 6': { art: 1200, GRZ: 0.4, Z: 2, bauweise: 1000, bebauungsArt: 1000, dach: SADDLE, ok: 121.5, label: [305, 60] },
		'MU 1': { art: 1550, GRZ: 0.6, GFZ: 1.8, Z: 3, bauweise: 2000, dach: FLAT, ok: 124, label: [150, 47] },
		'MU 2': { art: 1550, GRZ: 0.6, GFZ: 1.8, Z: 3, bauweise: 2000, dach: FLAT, ok: 124, label: [216, 47] }
	}
};

const ROMAN = ['', 'I', 'II', 'III', 'IV', 'V'];

/** Building areas with their labels. */
export function addHousing(plan: PlanBuilder, g: LindenparkGeometry, draft: Draft): void {
	for (const [name, h] of Object.entries(HOUSING[draft]) as [AreaName, Housing][]) {
		const mixed = h.art === 1550;
		plan.object(
			'BP_BaugebietsTeilFlaeche',
			name,
			{
				gliederung1: name.split(' ')[1]!,
				hoehen: [height({ h: h.ok }, 3000)],
				begruendung: ['BG 2'],
				texte: [...(mixed ? ['TF 1.2', 'TF 5.1', 'TF 8.1'] : ['TF 1.1', 'TF 10.1']), 'TF 2.1', 'TF 2.2', 'TF 4.1', 'TF 9.1', 'TF 9.3']
			},
			surface(g.areas.get(name)!),
			true,
			data('dachgestaltung', 'BP_Dachgestaltung', ...values(h.dach)),
			...values({
				MaxZahlWohnungen: name === 'WA 1' || name === 'WA 6' ? 2 : undefined,
				GFZ: h.GFZ,
				GRZ: h.GRZ,
				Z: h.Z,
				wohnnutzungEGStrasse: mixed && draft === 'entwurf' ? 2000 : undefined,
				allgArtDerBaulNutzung: mixed ? 2000 : 1000,
				besondereArtDerBaulNutzung: h.art,
				bauweise: h.bauweise,
				bebauungsArt: h.bebauungsArt
			})
		);
		const bauweise = h.bauweise === 2000 ? 'g' : 'o';
		const gfz = h.GFZ === undefined ? '' : `  GFZ ${h.GFZ.toLocaleString('de-DE')}`;
		const [at] = g.path(h.label.join(','));
		plan.present(
			name,
			at!,
			'besondereArtDerBaulNutzung',
			`${name}\nGRZ ${h.GRZ.toLocaleString('de-DE')}${gfz}\n${ROMAN[h.Z!]}  ${bauweise}`,
			9
		);
	}
}

const purpose = (name: string, type: string, allgemein: number, textlicheErgaenzung?: string): Attribute =>
	data(name, type, ...values({ allgemein, textlicheErgaenzung }));

/** All other areas that together with the building areas cover the perimeter. */
export function addOtherAreas(plan: PlanBuilder, g: LindenparkGeometry): void {
	const at = (name: AreaName): ReturnType<typeof surface> => surface(g.areas.get(name)!);
	const road = (name: AreaName, art: number, special: boolean, lines: string[], note?: string): void => {
		plan.object(
			'SO_Strassenverkehr',
			name,
			{ begruendung: ['BG 1'] },
			at(name),
			true,
			purpose('artDerFestlegung', 'SO_KomplexeZweckbestStrassenverkehr', art, note),
			...values({ einteilung: 1400, name, nutzungsform: 2000, hatDarstellungMitBesondZweckbest: special }),
			...lines.map((l) => link('begrenzungslinie', plan.id(l)))
		);
	};
	road('Lindenallee', 1200, false, ['Straßenbegrenzung Lindenallee']);
	road('Planstraße A', 14000, true, ['Straßenbegrenzung außen', 'Straßenbegrenzung innen'], 'Mischfläche ohne Gehwege');
	road('Quartiersplatz', 14001, true, []);
	road('Fuß- und Radweg', 14003, true, []);
	plan.object(
		'BP_GemeinbedarfsFlaeche',
		'Kita',
		{ hoehen: [height({ h: 121 }, 3000)], begruendung: ['BG 3'], texte: ['TF 9.3'], aufschrift: 'Kindertagesstätte' },
		at('Kita'),
		true,
		...values({ GRZ: 0.4, Z: 2 }),
		purpose('zweckbestimmung', 'BP_KomplexeZweckbestGemeinbedarf', 16000, 'Kindertagesstätte, 100 Plätze'),
		...values({ bauweise: 1000, traeger: 4000, zugunstenVon: 'Stadt Musterlinden' })
	);
	const green = (name: AreaName, art: number, note?: string): void => {
		if (!g.areas.has(name)) return;
		plan.object(
			'BP_GruenFlaeche',
			name,
			{ begruendung: ['BG 5'] },
			at(name),
			true,
			purpose('zweckbestimmung', 'BP_KomplexeZweckbestGruen', art, note),
			value('nutzungsform', 2000)
		);
	};
	green('Park', 1000, 'Lindenpark');
	green('Spielplatz', 1600, 'Spielplatz für Kinder bis 12 Jahre');
	green('Grün West', 24004);
	green('Grün Ost', 24004);
	green('Ufer', 24003, 'Gewässerrandstreifen');
	plan.object(
		'BP_VerEntsorgung',
		'Trafo',
		{},
		at('Trafo'),
		true,
		purpose('zweckbestimmung', 'BP_KomplexeZweckbestVerEntsorgung', 10001),
		value('zugunstenVon', 'Stadtwerke Musterlinden')
	);
	plan.object(
		'BP_VerEntsorgung',
		'Rückhaltebecken',
		{ texte: ['TF 6.1'] },
		at('Rückhaltebecken'),
		true,
		purpose('zweckbestimmung', 'BP_KomplexeZweckbestVerEntsorgung', 20000)
	);
	const water = (name: AreaName, art: number, label: string): void => {
		const type = purpose('artDerFestlegung', 'SO_KomplexeFestlegungGewaesser', art);
		plan.object('SO_Gewaesser', name, { rechtscharakter: 2000 }, at(name), true, type, value('name', label));
	};
	water('Teich', 3000, 'Gärtnerteich');
	water('Lindenbach', 20001, 'Lindenbach');
	const [kita, play, trafo] = g.path('12,160 177,73 102,86.5') as [[number, number], [number, number], [number, number]];
	plan.present('Kita', kita, 'zweckbestimmung');
	plan.present('Kita', g.path('55,165')[0]!, 'aufschrift', 'Kindertagesstätte', 9);
	if (g.areas.has('Spielplatz')) plan.present('Spielplatz', play, 'zweckbestimmung');
	plan.present('Trafo', trafo, 'zweckbestimmung');
	plan.present('Park', g.path('195,98')[0]!, 'zweckbestimmung', 'Lindenpark', 9);
}
