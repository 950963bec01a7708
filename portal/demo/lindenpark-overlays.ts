import type { PlanGeometry, Position } from '../../importers/xplan/model.ts';
import { data, link, value, values } from './attributes.ts';
import { line, point, surface } from './geometry.ts';
import type { LindenparkGeometry } from './lindenpark-areas.ts';
import type { Draft } from './lindenpark-areas-objects.ts';
import { height, type PlanBuilder } from './plan-builder.ts';

const rectangle = (u1: number, v1: number, u2: number, v2: number): string => `${u1},${v1} ${u2},${v1} ${u2},${v2} ${u1},${v2}`;

interface Site {
	outline: string;
	/** Side that is a Baulinie instead of a Baugrenze, given as a line; the Baugrenze then runs along the rest. */
	baulinie?: string;
	rest?: string;
	/** Direction of the ridge. */
	first?: string;
}

/** Überbaubare Grundstücksflächen. */
function sites(draft: Draft): Record<string, Site> {
	const late = draft === 'entwurf';
	return {
		'WA 1 Süd': { outline: rectangle(6, late ? 24 : 27, 98, late ? 38 : 39), first: '20,31 84,31' },
		'WA 1 Mitte': { outline: rectangle(6, 64, 90, 78), first: '20,71 76,71' },
		'WA 1 Nord': { outline: rectangle(6, 92, 94, 104), first: '20,98 80,98' },
		'WA 2': { outline: '124,66 138,66 138,120 160,142 160,156 124,120' },
		'WA 3': { outline: '252,66 266,66 266,120 230,156 230,142 252,120' },
		'WA 4 Süd': { outline: late ? rectangle(6, 180, 96, 192) : rectangle(6, 184, 88, 196), first: '20,186 84,186' },
		'WA 4 Ost': { outline: rectangle(146, 178, 184, 190), first: '150,184 180,184' },
		'WA 4 Nord': { outline: rectangle(6, late ? 206 : 204, 104, 219), first: '20,212 90,212' },
		'WA 5': { outline: late ? rectangle(198, 176, 252, 190) : rectangle(200, 180, 240, 192), first: '205,183 240,183' },
		'WA 6 Süd': { outline: rectangle(287, 28, 300, 74), first: '293,34 293,68' },
		'WA 6 Nord': { outline: rectangle(287, 84, 300, 150), first: '293,92 293,140' },
		'MU 1': { outline: rectangle(128, 19, 187, 36), baulinie: '128,19 187,19', rest: '187,19 187,36 128,36 128,19' },
		'MU 2': {
			outline: '203,19 262,19 262,36 219,36 219,58 203,58',
			baulinie: '203,58 203,19 262,19',
			rest: '262,19 262,36 219,36 219,58 203,58'
		},
		Kita: { outline: rectangle(16, 124, 92, 150) }
	};
}

function addSites(plan: PlanBuilder, g: LindenparkGeometry, draft: Draft): void {
	for (const [name, site] of Object.entries(sites(draft))) {
		const outline = g.path(site.outline);
		plan.object(
			'BP_UeberbaubareGrundstuecksFlaeche',
			`Baufenster ${name}`,
			{ texte: ['TF 3.1'] },
			surface(g.edges.polygon(outline)),
			false,
			link('baugrenze', plan.id(`Baugrenze ${name}`)),
			...(site.baulinie ? [link('baulinie', plan.id(`Baulinie ${name}`))] : [])
		);
		const border = site.rest ? g.path(site.rest) : [...outline, outline[0]!];
		plan.object('BP_BauGrenze', `Baugrenze ${name}`, { texte: ['TF 3.1'] }, line(g.edges.curve(border)));
		if (site.baulinie)
			plan.object('BP_BauLinie', `Baulinie ${name}`, { texte: ['TF 3.1'] }, line(g.edges.curve(g.path(site.baulinie))));
		if (site.first) {
			const position = line(g.edges.curve(g.path(site.first)));
			plan.object('BP_GebaeudeStellung', `Firstrichtung ${name}`, {}, position, undefined, value('typ', 1000));
		}
	}
}

function addTrees(plan: PlanBuilder, g: LindenparkGeometry, draft: Draft): void {
	const tree = (id: string, spot: string, measure: number, text: string, kind: string, crown: number): void => {
		plan.object(
			'BP_AnpflanzungBindungErhaltung',
			id,
			{ texte: [text] },
			point(g.path(spot)[0]!),
			undefined,
			...values({ massnahme: measure, gegenstand: 1000, kronendurchmesser: crown, pflanzenArt: kind, anzahl: 1 })
		);
	};
	const lindens = [14, 42, 70, 150, 178, 216, 244, 300];
	lindens.forEach((u, i) => tree(`Linde ${i + 1}`, `${u},12.5`, 1000, 'TF 9.2', 'Winter-Linde (Tilia cordata)', 11));
	const planted: [number, number][] = [
		[112, 40],
		[112, 66],
		[112, 100],
		[180, 168],
		[212, 168],
		[278, 96],
		[278, 60],
		[278, 34]
	];
	const count = draft === 'entwurf' ? planted.length : 4;
	planted
		.slice(0, count)
		.forEach(([u, v], i) => tree(`Straßenbaum ${i + 1}`, `${u},${v}`, 2000, 'TF 9.1', 'Feld-Ahorn (Acer campestre)', 6));
	const area = (id: string, outline: string, what: number, name: string): void => {
		plan.object(
			'BP_AnpflanzungBindungErhaltung',
			id,
			{},
			surface(g.edges.polygon(g.path(outline))),
			false,
			...values({ massnahme: 2000, gegenstand: what, pflanztiefe: 1, pflanzenArt: name, mindesthoehe: 1.5 })
		);
	};
	area('Pflanzung West', rectangle(4, 229, 186, 246), 2050, 'heimische Bäume und Sträucher nach Pflanzliste');
	area('Pflanzung Ost', rectangle(198, 229, 308, 246), 2050, 'heimische Bäume und Sträucher nach Pflanzliste');
	const hedge = line(g.edges.curve(g.path('0,172 104,172')));
	plan.object('BP_AnpflanzungBindungErhaltung', 'Hecke Kita', {}, hedge, undefined, ...values({ massnahme: 2000, gegenstand: 2100 }));
}

function addLines(plan: PlanBuilder, g: LindenparkGeometry, draft: Draft): void {
	const along = (spec: string): PlanGeometry => line(g.edges.curve(g.path(spec)));
	const edge = 'BP_StrassenbegrenzungsLinie';
	plan.object(edge, 'Straßenbegrenzung Lindenallee', {}, along('0,16 104,16'));
	plan.object(
		edge,
		'Straßenbegrenzung außen',
		{},
		along('104,16 110,22 110,110 110,120 west 160,170 190,170 194,170 230,170 east 280,120 280,22 286,16')
	);
	plan.object(
		edge,
		'Straßenbegrenzung innen',
		{},
		along('126,16 120,22 120,62 120,120 160,160 165,160 225,160 230,160 270,120 270,62 270,22 264,16')
	);
	plan.object('BP_NutzungsartenGrenze', 'Abgrenzung WA 6', {}, along('280,80 312,80'), undefined, value('typ', 2000));
	plan.object('BP_NutzungsartenGrenze', 'Abgrenzung MU/WA West', {}, along('120,62 165,62'), undefined, value('typ', 1000));
	plan.object('BP_NutzungsartenGrenze', 'Abgrenzung MU/WA Ost', {}, along('225,62 270,62'), undefined, value('typ', 1000));
	if (draft === 'vorentwurf') return;
	const closed = { texte: ['TF 5.1'] };
	plan.object('BP_BereichOhneEinAusfahrtLinie', 'Keine Zufahrt MU 1', closed, along('126,16 189,16'), undefined, value('typ', 3000));
	plan.object('BP_BereichOhneEinAusfahrtLinie', 'Keine Zufahrt MU 2', closed, along('201,16 264,16'), undefined, value('typ', 3000));
	const entry = point(g.path('120,44')[0]!);
	plan.object('BP_EinfahrtPunkt', 'Einfahrt Tiefgarage', {}, entry, undefined, ...values({ nordwinkel: 81, typ: 3000 }));
	plan.object('BP_EinfahrtsbereichLinie', 'Einfahrt Kita', {}, along('110,111 110,119'), undefined, value('typ', 3000));
	plan.object('BP_AbstandsMass', 'Vorgartentiefe', {}, along('50,16 50,24'), undefined, ...values({ typ: 1000, wert: 8 }));
	plan.object('BP_AbstandsMass', 'Straßenbreite', {}, along('110,75 120,75'), undefined, ...values({ typ: 1000, wert: 10 }));
}

function addRestrictions(plan: PlanBuilder, g: LindenparkGeometry, draft: Draft): void {
	const area = (spec: string): PlanGeometry => surface(g.edges.polygon(g.path(spec)));
	const spot = (spec: string): PlanGeometry => point(g.path(spec)[0] as Position);
	plan.object('BP_HoehenMass', 'Höhe Lindenallee', { hoehen: [height({ h: 112.3 })] }, spot('115,8'));
	plan.object('BP_HoehenMass', 'Höhe Planstraße', { hoehen: [height({ h: 111.8 })] }, spot('195,165'));
	plan.object(
		'BP_NebenanlagenFlaeche',
		'Stellplätze WA 4',
		{},
		area(rectangle(112, 196, 142, 206)),
		false,
		data('zweckbestimmung', 'BP_KomplexeZweckbestNebenanlagen', ...values({ allgemein: 1000 }))
	);
	plan.object(
		'SO_Denkmalschutzrecht',
		'Gärtnervilla',
		{ rechtscharakter: 2000, aufschrift: 'D' },
		area('236,38 249,38 249,43 252,43 252,48 249,48 249,54 236,54'),
		false,
		...values({ artDerFestlegung: 1100, name: 'Villa der Stadtgärtnerei (um 1904)', nummer: 'D-0412' })
	);
	plan.present('Gärtnervilla', g.path('243,46')[0]!, 'artDerFestlegung');
	plan.object(
		'SO_Wasserrecht',
		'Überschwemmungsgebiet',
		{ rechtscharakter: 2000 },
		area('306,16 328,16 330,133 328,250 306,250'),
		false,
		...values({ artDerFestlegung: 20000, name: 'Überschwemmungsgebiet Lindenbach (HQ 100)' })
	);
	plan.object(
		'BP_Wegerecht',
		'Leitungsrecht Trafo',
		{ texte: ['TF 7.2'] },
		area('105,84 110,84 110,89 105,89'),
		false,
		...values({ typ: 4000, zugunstenVon: 'Stadtwerke Musterlinden' })
	);
	if (draft === 'vorentwurf') return;
	plan.object(
		'BP_Wegerecht',
		'Geh- und Radfahrrecht',
		{ texte: ['TF 7.2'] },
		line(g.edges.curve(g.path('280,78 312,78'))),
		undefined,
		...values({ typ: 1000 }),
		...values({ typ: 2500, zugunstenVon: 'Allgemeinheit', breite: 3, istSchmal: true })
	);
	plan.object(
		'BP_NebenanlagenFlaeche',
		'Tiefgarage MU 1',
		{ ebene: -1 },
		area(rectangle(130, 21, 185, 56)),
		false,
		data('zweckbestimmung', 'BP_KomplexeZweckbestNebenanlagen', ...values({ allgemein: 3200 }))
	);
	plan.object(
		'BP_GemeinschaftsanlagenFlaeche',
		'Gemeinschaftsstellplätze WA 5',
		{ texte: ['TF 4.1'] },
		area(rectangle(200, 204, 242, 214)),
		false,
		data('zweckbestimmung', 'BP_KomplexeZweckbestGemeinschaftsanlagen', ...values({ allgemein: 1000 })),
		link('eigentuemer', plan.id('WA 5'))
	);
	plan.object(
		'BP_SchutzPflegeEntwicklungsFlaeche',
		'M 1',
		{ texte: ['TF 7.1'], begruendung: ['BG 5'] },
		surface(g.areas.get('Ufer')!),
		false,
		value('ziel', 4000),
		data(
			'massnahme',
			'XP_SPEMassnahmenDaten',
			...values({ klassifizMassnahme: 1300, massnahmeText: 'Feuchtwiese mit Ufergehölzen', massnahmeKuerzel: 'M 1' })
		),
		value('istAusgleich', true)
	);
	const noise = { texte: ['TF 8.1'], begruendung: ['BG 4'] };
	plan.object(
		'BP_Immissionsschutz',
		'Lärmpegelbereich MU 1',
		noise,
		area(rectangle(127, 17, 188, 37)),
		false,
		...values({ laermpegelbereich: 1300, typ: 2000, technVorkehrung: 10000 })
	);
	plan.object(
		'BP_Immissionsschutz',
		'Lärmpegelbereich MU 2',
		noise,
		area(rectangle(202, 17, 263, 37)),
		false,
		...values({ laermpegelbereich: 1300, typ: 2000, technVorkehrung: 10000 })
	);
	plan.object(
		'BP_KennzeichnungsFlaeche',
		'Altlastverdacht',
		{ rechtscharakter: 7000, texte: ['H 1'] },
		area('288,120 310,120 310,165 288,165'),
		false,
		...values({ zweckbestimmung: 4000, istVerdachtsflaeche: true, nummer: 'AVF 07' })
	);
	plan.object(
		'BP_RegelungVergnuegungsstaetten',
		'Vergnügungsstätten MU 1',
		{ texte: ['TF 1.2'] },
		surface(g.areas.get('MU 1')!),
		false,
		value('zulaessigkeit', 2000)
	);
	plan.object(
		'BP_TechnischeMassnahmenFlaeche',
		'Solaranlagen WA 5',
		{ texte: ['TF 9.3'] },
		surface(g.areas.get('WA 5')!),
		false,
		...values({ zweckbestimmung: 2000, technischeMassnahme: 'Photovoltaik auf mindestens der Hälfte der Dachfläche' })
	);
	plan.object(
		'BP_NichtUeberbaubareGrundstuecksflaeche',
		'Vorgarten WA 1',
		{ texte: ['TF 10.1'] },
		area('0,16 104,16 104,21 0,21'),
		false
	);
	plan.object(
		'BP_FestsetzungNachLandesrecht',
		'Einfriedungen WA 6',
		{ texte: ['TF 10.1'] },
		area('286,16 312,16 312,26 286,26'),
		false,
		value('kurzbeschreibung', 'Einfriedungen nur als Hecke oder offener Zaun')
	);
	plan.object('BP_TextAbschnittFlaeche', 'Versickerung WA 4', { texte: ['TF 6.1'] }, surface(g.areas.get('WA 4')!), false);
}

/** Everything that lies over the areas: where one may build, trees, rights, restrictions and signs. */
export function addOverlays(plan: PlanBuilder, g: LindenparkGeometry, draft: Draft): void {
	addSites(plan, g, draft);
	addTrees(plan, g, draft);
	addLines(plan, g, draft);
	addRestrictions(plan, g, draft);
}
