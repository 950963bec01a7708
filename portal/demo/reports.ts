import type { Answers } from '../lib/server/reports/types.ts';
import { demoAddresses, type DemoAddress } from './base-map.ts';
import { createRandom, type Random } from './random.ts';
import type { SceneName } from './report-photos.ts';

export interface DemoReport {
	/** Stable within one load. */
	key: string;
	tenant: string;
	reporter: string;
	category: string;
	/** East and north in EPSG:25833, beside the house. */
	x: number;
	y: number;
	address: string;
	body: string;
	answers: Answers;
	author: { name?: string; email?: string };
	confirmed: boolean;
	photos: SceneName[];
	receivedAt: Date;
	/** What followed, in order. */
	steps: { state: string; at: Date; answer: string }[];
	textReleased: boolean;
	photosReleased: boolean;
}

interface Story {
	category: string;
	body: string;
	answers?: Answers;
	scene?: SceneName;
	/** Public answer when it was done. */
	done: string;
}

const MUSTERLINDEN: Story[] = [
	{ category: 'SCHLAGLOCH', body: 'Direkt vor der Einfahrt ist der Asphalt aufgebrochen. Nach Regen sieht man das Loch nicht.', answers: { tiefe: '8', wo: ['fahrbahn'] }, scene: 'pothole', done: 'Die Stelle wurde mit Kaltasphalt verfüllt.' },
	{ category: 'SCHLAGLOCH', body: 'Gehwegplatten stehen hoch. Mit Rollator kommt man kaum vorbei.', answers: { wo: ['gehweg'] }, scene: 'pothole', done: 'Die Platten wurden neu verlegt.' },
	{ category: 'LATERNE', body: 'Die Laterne ist seit Tagen dunkel, der Schulweg liegt im Schatten.', answers: { nummer: '0417', art: 'ganz-dunkel' }, scene: 'lamp', done: 'Das Leuchtmittel wurde getauscht.' },
	{ category: 'LATERNE', body: 'Flackert ab etwa 22 Uhr, stört beim Schlafen.', answers: { art: 'flackert' }, scene: 'lamp', done: 'Das Vorschaltgerät wurde ersetzt.' },
	{ category: 'AMPEL', body: 'Fußgänger bekommen erst nach sehr langer Zeit Grün.', answers: { gefahr: 'nein', richtung: 'Richtung Markt' }, done: 'Die Schaltzeiten wurden angepasst.' },
	{ category: 'SCHILD', body: 'Das Schild „Spielstraße“ ist verdreht und aus der Fahrtrichtung nicht zu sehen.', scene: 'sign', done: 'Das Schild ist wieder ausgerichtet.' },
	{ category: 'BAUM', body: 'Ein großer Ast hängt gebrochen in der Krone über dem Gehweg.', answers: { gefahr: 'nein' }, scene: 'tree', done: 'Der Ast wurde entfernt, der Baum ist standsicher.' },
	{ category: 'SPIELPLATZ', body: 'An der Schaukel fehlt ein Sicherungssplint.', answers: { geraet: 'schaukel' }, scene: 'bench', done: 'Die Schaukel wurde repariert und geprüft.' },
	{ category: 'BANK', body: 'Zwei Latten der Sitzbank sind durchgebrochen.', scene: 'bench', done: 'Die Latten wurden ersetzt.' },
	{ category: 'BANK', body: 'Der Papierkorb ist seit einer Woche übervoll, Krähen verteilen alles.', scene: 'trash', done: 'Der Papierkorb wird jetzt zweimal wöchentlich geleert.' },
	{ category: 'GRAFFITI', body: 'Die Unterführung ist frisch besprüht.', scene: 'graffiti', done: 'Die Wand wurde gereinigt.' },
	{ category: 'WASSER', body: 'Der Gully ist verstopft, bei Regen steht die Kreuzung unter Wasser.', scene: 'water', done: 'Der Ablauf wurde gespült.' },
	{ category: 'IDEE', body: 'Ein Trinkbrunnen am Markt wäre im Sommer für alle gut.', done: 'Der Brunnen ist im Haushalt für das nächste Jahr vorgesehen.' },
	{ category: 'FAHRZEUG', body: 'Steht seit Monaten ohne Kennzeichen auf dem Parkstreifen.', answers: { beschreibung: 'Grüner Kombi, platte Reifen' }, done: 'Das Fahrzeug wurde abgeschleppt.' },
	{ category: 'RAD-BELAG', body: 'Wurzeln heben den Radweg auf zehn Metern an.', scene: 'pothole', done: 'Der Belag wurde auf der ganzen Länge erneuert.' },
	{ category: 'RAD-HINDERNIS', body: 'Scherben quer über den Radweg.', answers: { art: ['scherben'] }, scene: 'trash', done: 'Der Bauhof hat gekehrt.' },
	{ category: 'RAD-SCHILD', body: 'Der Wegweiser zum Bahnhof zeigt in die falsche Richtung.', scene: 'sign', done: 'Der Wegweiser wurde gedreht.' }
];
const AUENFELDE: Story[] = [
	{ category: 'WEG', body: 'Der Feldweg ist ausgefahren, Kinderwagen bleiben stecken.', scene: 'pothole', done: 'Der Weg wurde geschottert.' },
	{ category: 'LICHT', body: 'An der Bushaltestelle ist es abends stockdunkel.', scene: 'lamp', done: 'Die Leuchte wurde ersetzt.' },
	{ category: 'GRABEN', body: 'Der Durchlass ist mit Laub zugesetzt.', scene: 'water', done: 'Der Durchlass wurde freigelegt.' },
	{ category: 'HAUSMUELL', body: 'Mehrere Säcke und eine Matratze am Waldrand.', answers: { menge: 'ein-anhaenger' }, scene: 'trash', done: 'Der Müll wurde abgeholt.' },
	{ category: 'BAUSCHUTT', body: 'Ein Haufen Ziegel und Putz liegt am Weg zum Teich.', scene: 'trash', done: 'Der Bauschutt wurde entsorgt.' },
	{ category: 'REIFEN', body: 'Alte Reifen im Graben.', answers: { anzahl: '7' }, scene: 'trash', done: 'Die Reifen wurden abgeholt.' },
	{ category: 'GEFAHR', body: 'Ein halb voller Kanister ohne Aufschrift, es riecht nach Lack.', answers: { gefahr: 'nein' }, scene: 'trash', done: 'Der Kanister wurde fachgerecht entsorgt.' }
];

const REPORTER_OF = (category: string): string =>
	category.startsWith('RAD-') ? 'radwege' : ['HAUSMUELL', 'BAUSCHUTT', 'REIFEN', 'GEFAHR'].includes(category) ? 'wildmuell' : 'maengelmelder';
const NAMES = ['Erika Mustermann', 'Paul Probe', 'Berta Beispiel', 'Otto Normal', 'Frieda Exempel'];
const DAY = 24 * 3_600_000;
/** How a report went on: state and days after the one before. */
const WAYS: { states: [string, number, string?][]; weight: number }[] = [
	{ states: [], weight: 10 },
	{ states: [['in-pruefung', 2]], weight: 8 },
	{ states: [['in-arbeit', 3, 'Der Bauhof ist beauftragt.']], weight: 8 },
	{ states: [['in-pruefung', 1], ['geplant', 4, 'Die Reparatur ist für den nächsten Monat eingeplant.']], weight: 6 },
	{ states: [['in-arbeit', 2], ['erledigt', 6]], weight: 20 },
	{ states: [['in-pruefung', 1], ['in-arbeit', 4], ['erledigt', 9]], weight: 10 },
	{ states: [['nicht-zustaendig', 3, 'Das ist ein Privatgrundstück. Wir haben die Eigentümerin angeschrieben.']], weight: 4 },
	{ states: [['abgelehnt', 5, 'Die Stelle liegt innerhalb der zulässigen Werte. Wir behalten sie im Blick.']], weight: 3 },
	{ states: [['duplikat', 1, 'Dazu gibt es schon eine Meldung, die wir bearbeiten.']], weight: 2 }
];

/** About sixty reports of the last year, in every state. @param today the day of the load */
export function demoReports(today: Date): DemoReport[] {
	const random = createRandom('reports');
	const addresses = demoAddresses();
	const of = (tenant: string) => addresses.filter((address) => address.tenant === tenant);
	const make = (tenant: string, stories: Story[], count: number) => {
		const houses = of(tenant);
		return Array.from({ length: count }, (_, index) => oneReport(random, today, tenant, stories[index % stories.length]!, random.pick(houses), `${tenant} ${index}`, index));
	};
	return [...make('musterlinden', MUSTERLINDEN, 44), ...make('auenfelde', AUENFELDE, 17)].sort((a, b) => a.receivedAt.getTime() - b.receivedAt.getTime());
}

function oneReport(random: Random, today: Date, tenant: string, story: Story, house: DemoAddress, key: string, index: number): DemoReport {
	// Some of the last week, the rest over the year.
	const daysAgo = index % 5 === 0 ? random.between(0.2, 7) : random.between(7, 360);
	const receivedAt = new Date(Math.round((today.getTime() - daysAgo * DAY) / 60_000) * 60_000);
	const way = pickWay(random);
	const steps: DemoReport['steps'] = [];
	let at = receivedAt.getTime();
	for (const [state, days, answer = ''] of way) {
		at += days * DAY * random.between(0.5, 1.5);
		if (at > today.getTime()) break;
		steps.push({ state, at: new Date(at), answer: state === 'erledigt' ? story.done : answer });
	}
	const written = random.chance(0.55) || tenant === 'auenfelde' || story.category === 'IDEE';
	const name = random.pick(NAMES);
	const author = written ? { name, email: `${name.toLowerCase().replace(' ', '.')}@post.example` } : {};
	const textReleased = steps.length > 0 || random.chance(0.3);
	return {
		key,
		tenant,
		reporter: REPORTER_OF(story.category),
		category: story.category,
		x: house.x + random.between(-14, 14),
		y: house.y + random.between(-14, 14),
		address: `${house.street} ${house.number}, ${house.postcode} ${house.place}`,
		body: story.body,
		answers: story.answers ?? {},
		author,
		confirmed: written && (steps.length > 0 || random.chance(0.7)),
		photos: story.scene && (random.chance(0.7) || story.category === 'GRAFFITI' || story.category === 'HAUSMUELL') ? [story.scene] : [],
		receivedAt,
		steps,
		textReleased,
		photosReleased: textReleased && random.chance(0.85)
	};
}

function pickWay(random: Random): [string, number, string?][] {
	let left = random.between(0, WAYS.reduce((sum, way) => sum + way.weight, 0));
	for (const way of WAYS) if ((left -= way.weight) <= 0) return way.states;
	return [];
}
