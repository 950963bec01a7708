import { betriebshof } from './betriebshof.ts';
import { dayAfter, demoDates } from './dates.ts';
import { CENTRES } from './land.ts';
import type { Paper } from './pdf.ts';
import { paperOf } from './procedure-papers.ts';
import type { DemoPlan } from './plans.ts';

/** A file of a procedure, shown by the steps that name it. */
export interface DemoDocument {
	key: string;
	category: 'planzeichnung' | 'begruendung' | 'umweltbericht' | 'gutachten' | 'stellungnahme' | 'zusammenfassende-erklaerung' | 'abwaegung';
	title: string;
	fileName: string;
	paper: Paper;
}

export interface DemoStep {
	key: string;
	/** Left out: code of the reason. */
	skip?: string;
	/** Renewed: made by an iteration of § 4a (3) BauGB. */
	renewed?: { compare: DemoPlan['key']; changesOnly: boolean };
	/** First (or only) day; the end is computed where it is left out and the rule knows one. */
	start?: string;
	end?: string;
	rule?: string;
	extensionReason?: string;
	version?: DemoPlan['key'];
	note?: string;
	documents?: string[];
	/** Whether it is public; a step with a date that is not is a plan of the authority. */
	publish: boolean;
	/** Day of the notice, where there is one: publication follows on that day. */
	notice?: string;
	/** Where the notice appears. */
	noticeIn?: string;
}

export interface DemoProcedure {
	key: string;
	tenant: string;
	kindKey: string;
	title: string;
	number: string;
	municipality: string;
	plan?: DemoPlan['key'];
	/** EPSG:25833, east, north, where there is no plan. */
	area?: [number, number][];
	summary: string;
	easyLanguage?: string;
	topics: string[];
	contact: Record<string, string>;
	places: { name: string; address: string; openingHours: string; means: 'paper' | 'terminal' }[];
	environment: { kind: string; text: string }[];
	documents: DemoDocument[];
	steps: DemoStep[];
}

const TOWN_HALL = {
	name: 'Rathaus Musterlinden, Stadtplanungsamt',
	address: 'Markt 1, Zimmer 214, 01990 Musterlinden (Aufzug vorhanden)',
	openingHours: 'Montag, Donnerstag und Freitag 9–12 Uhr, Dienstag 9–18 Uhr',
	means: 'paper' as const
};
const LIBRARY = { name: 'Stadtbibliothek', address: 'Bahnhofstraße 3, 01990 Musterlinden', openingHours: 'Dienstag bis Samstag 10–18 Uhr', means: 'terminal' as const };
const PLANNER = { person: 'Max Musterplaner', phone: '03599 111-42', email: 'stadtplanung@musterlinden.example' };
const HALL = { name: 'Gemeindehaus', address: 'Dorfstraße 12, Besprechungsraum', openingHours: 'Montag 9–12 Uhr, Donnerstag 14–18 Uhr', means: 'paper' as const };

/** Procedures around `today`: one in every state. Dates that a law decides are computed when they are loaded. */
export function demoProcedures(today: Date): DemoProcedure[] {
	const day = (offset: number) => dayAfter(today, offset);
	const dates = demoDates(today);
	const before = (date: string, days = 7) => dayAfter(new Date(`${date}T00:00:00Z`), -days);
	return [
		{
			key: 'lindenpark',
			tenant: 'musterlinden',
			kindKey: 'bebauungsplan',
			title: 'Bebauungsplan Nr. 12 „Lindenpark“',
			number: '12',
			municipality: 'Musterlinden',
			plan: 'lindenpark-entwurf',
			summary:
				'Auf der Fläche der früheren Stadtgärtnerei soll ein Quartier entstehen: Wohnungen, Läden, eine Kindertagesstätte und ein Park zwischen Lindenallee und Lindenbach.\n\n' +
				'Der Entwurf lag schon einmal aus. Danach wurde er geändert: Der Park ist größer geworden, die Häuser an der Allee sind niedriger, am Lindenbach bleibt mehr Platz für Hochwasser. Sagen Sie der Stadt, was sie zu den Änderungen bedenken soll.',
			easyLanguage:
				'Die Stadt plant neue Häuser.\nDie Häuser sollen auf dem Gelände der alten Gärtnerei stehen.\nEs soll auch einen Park geben.\nSie können sagen, was Sie darüber denken.\nDas ist kostenlos. Sie brauchen keinen Ausweis.',
			topics: ['Wohnen', 'Grün und Parks', 'Verkehr', 'Kinder'],
			contact: PLANNER,
			places: [TOWN_HALL, LIBRARY],
			environment: [
				{ kind: 'tiere-pflanzen', text: 'Artenschutzgutachten zu Fledermäusen und Brutvögeln, Baumkataster' },
				{ kind: 'boden', text: 'Bodenuntersuchung der früheren Gärtnerei' },
				{ kind: 'wasser', text: 'Stellungnahme der unteren Wasserbehörde zum Lindenbach' },
				{ kind: 'luft-klima', text: 'Aussagen zur Frischluft im Umweltbericht' },
				{ kind: 'mensch', text: 'Schallgutachten zum Verkehr auf der Lindenallee' }
			],
			documents: paperOf('lindenpark', day),
			steps: [
				{ key: 'aufstellungsbeschluss', start: dates.initiative, publish: true, notice: dates.initiative, noticeIn: 'Musterlindener Stadtblatt Nr. 4' },
				{
					key: 'fruehzeitig-oeffentlichkeit',
					...span(dates.early),
					version: 'lindenpark-vorentwurf',
					documents: ['vorentwurf'],
					note: 'Die Stadt erläutert die Planung in einer Bürgerversammlung im Saal der Grundschule.',
					publish: true,
					notice: before(dates.early.start),
					noticeIn: 'Musterlindener Stadtblatt Nr. 9'
				},
				{ key: 'eroerterung', start: dayAfter(new Date(`${dates.early.start}T00:00:00Z`), 12), note: 'Bürgerversammlung um 18 Uhr im Saal der Grundschule, Schulweg 2.', publish: true },
				{ key: 'fruehzeitig-toeb', ...span(dates.early), version: 'lindenpark-vorentwurf', documents: ['vorentwurf'], publish: true },
				{
					key: 'veroeffentlichung',
					start: day(-150),
					version: 'lindenpark-vorentwurf',
					documents: ['begruendung-1', 'umweltbericht-1', 'artenschutz', 'wasserbehoerde'],
					publish: true,
					notice: day(-158),
					noticeIn: 'Musterlindener Stadtblatt Nr. 12'
				},
				{ key: 'toeb', start: day(-150), version: 'lindenpark-vorentwurf', documents: ['begruendung-1', 'umweltbericht-1', 'artenschutz'], publish: true },
				{
					key: 'erneut-oeffentlichkeit',
					renewed: { compare: 'lindenpark-vorentwurf', changesOnly: true },
					rule: 'publication',
					start: dates.running.start,
					end: dates.running.end,
					extensionReason: 'Die Unterlagen sind umfangreich; die Stadt gibt allen einige Tage mehr Zeit.',
					version: 'lindenpark-entwurf',
					documents: ['begruendung-2', 'umweltbericht-2', 'artenschutz', 'wasserbehoerde', 'schall'],
					publish: true,
					notice: before(dates.running.start),
					noticeIn: 'Musterlindener Stadtblatt Nr. 3'
				},
				{
					key: 'erneut-toeb',
					renewed: { compare: 'lindenpark-vorentwurf', changesOnly: true },
					rule: 'toeb',
					start: dates.running.start,
					version: 'lindenpark-entwurf',
					documents: ['begruendung-2', 'umweltbericht-2', 'artenschutz', 'schall'],
					publish: true
				},
				{ key: 'abwaegung', start: day(70), publish: false },
				{ key: 'beschluss', start: day(110), publish: false }
			]
		},
		betriebshof(day, { contact: PLANNER, places: [TOWN_HALL] }),
		{
			key: 'kirchsteig',
			tenant: 'musterlinden',
			kindKey: 'satzung-34',
			title: 'Ergänzungssatzung „Am Kirchsteig“ Oberlinden',
			number: 'ES 3',
			municipality: 'Oberlinden',
			plan: 'musterlinden-ergaenzung',
			summary: 'Vier Grundstücke am östlichen Ortsrand von Oberlinden sollen bebaut werden können. Eine Hecke bildet den neuen Rand zur Feldflur.',
			topics: ['Wohnen', 'Ortsrand'],
			contact: PLANNER,
			places: [TOWN_HALL],
			environment: [],
			documents: paperOf('kirchsteig', day),
			steps: [
				{ key: 'aufstellungsbeschluss', start: dates.early.end, publish: true, notice: dates.early.end, noticeIn: 'Musterlindener Stadtblatt Nr. 10' },
				{
					key: 'veroeffentlichung',
					start: dates.coming.start,
					end: dates.coming.end,
					extensionReason: 'In der Frist liegen Ferien; die Stadt gibt allen einige Tage mehr Zeit.',
					version: 'musterlinden-ergaenzung',
					documents: ['begruendung'],
					publish: true,
					notice: day(-1),
					noticeIn: 'Musterlindener Stadtblatt Nr. 4'
				},
				{ key: 'toeb', start: dates.coming.start, version: 'musterlinden-ergaenzung', documents: ['begruendung'], publish: true }
			]
		},
		{
			key: 'auenfelde',
			tenant: 'auenfelde',
			kindKey: 'flaechennutzungsplan',
			title: 'Flächennutzungsplan der Gemeinde Auenfelde',
			number: '',
			municipality: 'Auenfelde',
			plan: 'auenfelde-fnp',
			summary: 'Der Flächennutzungsplan zeigt für das ganze Gemeindegebiet, wo gewohnt, gearbeitet und Landwirtschaft betrieben werden soll und was frei bleibt. Er ist wirksam.',
			topics: ['Gemeindegebiet', 'Landwirtschaft', 'Hochwasser'],
			contact: { person: 'Paula Planwerk', email: 'planung@auenfelde.example', phone: '03598 22-10' },
			places: [HALL],
			environment: [
				{ kind: 'wasser', text: 'Gutachten zum Hochwasser der Elbaue' },
				{ kind: 'landschaft', text: 'Landschaftsplan der Gemeinde' }
			],
			documents: paperOf('auenfelde', day),
			steps: [
				{ key: 'aufstellungsbeschluss', start: day(-3000), publish: true, notice: day(-3000), noticeIn: 'Amtsblatt Nr. 2' },
				{ key: 'fruehzeitig-oeffentlichkeit', start: day(-2800), end: day(-2770), documents: ['begruendung'], publish: true, notice: day(-2808), noticeIn: 'Amtsblatt Nr. 6' },
				{ key: 'eroerterung', start: day(-2790), publish: true },
				{ key: 'fruehzeitig-toeb', start: day(-2800), end: day(-2770), documents: ['begruendung'], publish: true },
				{ key: 'veroeffentlichung', start: day(-2300), version: 'auenfelde-fnp', documents: ['begruendung', 'umweltbericht', 'hochwasser'], publish: true, notice: day(-2308), noticeIn: 'Amtsblatt Nr. 3' },
				{ key: 'toeb', start: day(-2300), version: 'auenfelde-fnp', documents: ['begruendung', 'umweltbericht', 'hochwasser'], publish: true },
				{ key: 'abwaegung', start: day(-2100), documents: ['abwaegung'], publish: true },
				{ key: 'beschluss', start: day(-1800), publish: true },
				{ key: 'genehmigung', start: day(-1600), publish: true },
				{
					key: 'inkraft',
					start: day(-1500),
					version: 'auenfelde-fnp',
					documents: ['begruendung', 'umweltbericht', 'erklaerung'],
					publish: true,
					notice: day(-1500),
					noticeIn: 'Amtsblatt Nr. 1'
				}
			]
		},
		{
			key: 'auenfelde-aenderung',
			tenant: 'auenfelde',
			kindKey: 'flaechennutzungsplan-aenderung',
			title: '1. Änderung des Flächennutzungsplans „Solarpark Elbwiesen“',
			number: '1',
			municipality: 'Auenfelde',
			area: solarPark(),
			summary: 'Auf 14 Hektar Grünland neben der Bahn soll eine Photovoltaikanlage möglich werden. Die Gemeinde hat die Änderung beschlossen; jetzt prüft die höhere Verwaltungsbehörde die Genehmigung.',
			topics: ['Energie', 'Landschaft'],
			contact: { person: 'Paula Planwerk', email: 'planung@auenfelde.example', phone: '03598 22-10' },
			places: [HALL],
			environment: [{ kind: 'tiere-pflanzen', text: 'Kartierung der Wiesenbrüter' }, { kind: 'landschaft', text: 'Ansichten aus vier Richtungen' }],
			documents: paperOf('solarpark', day),
			steps: [
				{ key: 'aufstellungsbeschluss', start: day(-420), publish: true, notice: day(-420), noticeIn: 'Amtsblatt Nr. 5' },
				{ key: 'fruehzeitig-oeffentlichkeit', start: day(-330), end: day(-300), documents: ['zeichnung'], publish: true, notice: day(-338), noticeIn: 'Amtsblatt Nr. 8' },
				{ key: 'fruehzeitig-toeb', start: day(-330), end: day(-300), documents: ['zeichnung'], publish: true },
				{ key: 'veroeffentlichung', start: day(-180), documents: ['zeichnung', 'begruendung', 'umweltbericht'], publish: true, notice: day(-188), noticeIn: 'Amtsblatt Nr. 1' },
				{ key: 'toeb', start: day(-180), documents: ['zeichnung', 'begruendung', 'umweltbericht'], publish: true },
				{ key: 'abwaegung', start: day(-60), publish: true },
				{ key: 'beschluss', start: day(-25), publish: true }
			]
		},
		{
			key: 'tannenring',
			tenant: 'heidewinkel',
			kindKey: 'geltender-plan',
			title: 'Bebauungsplan Nr. 2 „Tannenring Ost“',
			number: '2',
			municipality: 'Kiefernheide',
			plan: 'kiefernheide',
			summary: 'Ein Wohngebiet mit Einfamilienhäusern am östlichen Tannenring. Der Plan gilt seit vielen Jahren.',
			topics: ['Wohnen'],
			contact: { email: 'bauamt@heidewinkel.example', phone: '03597 5-30' },
			places: [HALL],
			environment: [],
			documents: paperOf('tannenring', day),
			steps: [
				{ key: 'beschluss', start: day(-2950), publish: true },
				{ key: 'inkraft', start: day(-2900), version: 'kiefernheide', documents: ['begruendung'], publish: true }
			]
		},
		{
			key: 'tannenring-aenderung',
			tenant: 'heidewinkel',
			kindKey: 'bebauungsplan-13-aenderung',
			title: '1. Änderung des Bebauungsplans Nr. 2 „Tannenring Ost“',
			number: '2.1',
			municipality: 'Kiefernheide',
			plan: 'kiefernheide',
			summary: 'Carports sollen auch vor den Häusern stehen dürfen. Die Stellungnahmen sind da und werden ausgewertet.',
			topics: ['Wohnen', 'Parken'],
			contact: { email: 'bauamt@heidewinkel.example', phone: '03597 5-30' },
			places: [HALL],
			environment: [],
			documents: paperOf('tannenring', day),
			steps: [
				{ key: 'fruehzeitig-oeffentlichkeit', skip: 'vereinfacht', publish: false },
				{ key: 'fruehzeitig-toeb', skip: 'vereinfacht', publish: false },
				{ key: 'veroeffentlichung', start: day(-90), version: 'kiefernheide', documents: ['begruendung'], publish: true, notice: day(-97), noticeIn: 'Amtsblatt Nr. 2' },
				{ key: 'toeb', start: day(-90), version: 'kiefernheide', documents: ['begruendung'], publish: true }
			]
		},
		{
			key: 'dorfanger',
			tenant: 'heidewinkel',
			kindKey: 'bebauungsplan-aufhebung',
			title: 'Aufhebung des Bebauungsplans Nr. 1 „Dorfanger“',
			number: '1',
			municipality: 'Kiefernheide',
			plan: 'dorfanger',
			summary: 'Der Plan von 1994 passt nicht mehr zum Dorf. Er soll aufgehoben werden; danach gilt rund um den Anger, was sich in die Umgebung einfügt.',
			topics: ['Ortskern'],
			contact: { email: 'bauamt@heidewinkel.example', phone: '03597 5-30' },
			places: [HALL],
			environment: [{ kind: 'kultur', text: 'Stellungnahme der Denkmalbehörde zum Anger' }],
			documents: paperOf('dorfanger', day),
			steps: [
				{ key: 'aufstellungsbeschluss', start: day(-200), publish: true, notice: day(-200), noticeIn: 'Amtsblatt Nr. 12' },
				{ key: 'fruehzeitig-oeffentlichkeit', skip: 'unwesentlich', publish: false },
				{ key: 'veroeffentlichung', start: day(-40), version: 'dorfanger', documents: ['begruendung', 'umweltbericht'], publish: true, notice: day(-47), noticeIn: 'Amtsblatt Nr. 3' },
				{ key: 'toeb', start: day(-40), version: 'dorfanger', documents: ['begruendung', 'umweltbericht'], publish: true }
			]
		},
		{
			key: 'baumschutz',
			tenant: 'musterlinden',
			kindKey: 'satzung',
			title: 'Satzung zum Schutz der Bäume',
			number: '',
			municipality: 'Musterlinden',
			summary: 'Große Bäume im ganzen Stadtgebiet sollten besser geschützt werden. Der Stadtrat führt das Vorhaben nicht weiter, weil das Land ein eigenes Gesetz vorbereitet.',
			topics: ['Grün und Parks'],
			contact: PLANNER,
			places: [],
			environment: [],
			documents: paperOf('baumschutz', day),
			steps: [
				{ key: 'beteiligung', start: day(-300), end: day(-270), documents: ['begruendung'], publish: true, notice: day(-305), noticeIn: 'Musterlindener Stadtblatt Nr. 8' },
				{ key: 'eingestellt', start: day(-120), publish: true }
			]
		}
	];
}

function span({ start, end }: { start: string; end: string }): { start: string; end: string } {
	return { start, end };
}

/** Meadows beside the railway of Auenfelde, EPSG:25833. */
function solarPark(): [number, number][] {
	const [east, north] = CENTRES.auenfelde as [number, number];
	return [[900, -620], [1310, -560], [1360, -250], [930, -300], [900, -620]].map(([x, y]) => [east + x!, north + y!]);
}
