import type { Position } from '../../importers/xplan/model.ts';
import { dayAfter, demoDates } from './dates.ts';
import { polygonCoordinates } from './geometry.ts';
import { lindenparkGeometry, type AreaName } from './lindenpark-areas.ts';
import { lindenparkId } from './lindenpark.ts';
import type { DemoPlan } from './plans.ts';

export interface DemoParticipation {
	/** Plan version that is on display. */
	plan: DemoPlan['key'];
	/** Procedure and step that it belongs to (procedures.ts). */
	procedure: string;
	step: string;
	tenant: string;
	/** First and last day, `YYYY-MM-DD`, both included. */
	start: string;
	end: string;
}

/** Place of a statement: an object of the plan, a geometry drawn on the map (EPSG:25833), or both. */
export interface DemoPlace {
	objectId?: string;
	geometry:
		| { type: 'Point'; coordinates: Position }
		| { type: 'LineString'; coordinates: Position[] }
		| { type: 'Polygon'; coordinates: Position[][] };
}

export interface DemoStatement {
	plan: DemoPlan['key'];
	/** Undefined for an anonymous statement. */
	author?: { name: string; street?: string; postcode?: string; city?: string; email?: string };
	/** ISO time of receipt in UTC, within the participation. */
	receivedAt: string;
	text: string;
	places: DemoPlace[];
}

/** Participations relative to `today`: one over, one running, one to come. */
export function demoParticipations(today: Date): DemoParticipation[] {
	const dates = demoDates(today);
	return [
		{ plan: 'lindenpark-vorentwurf', procedure: 'lindenpark', step: 'fruehzeitig-oeffentlichkeit', tenant: 'musterlinden', ...dates.early },
		{ plan: 'lindenpark-entwurf', procedure: 'lindenpark', step: 'erneut-oeffentlichkeit', tenant: 'musterlinden', ...dates.running },
		{ plan: 'musterlinden-ergaenzung', procedure: 'kirchsteig', step: 'veroeffentlichung', tenant: 'musterlinden', ...dates.coming }
	];
}

/** Statements that have arrived: on the running draft in the last ten days, on the early one back then. */
export function demoStatements(today: Date): DemoStatement[] {
	const dates = demoDates(today);
	const g = lindenparkGeometry(true);
	const at = (spec: string, objectId?: string): DemoPlace => place({ type: 'Point', coordinates: g.path(spec)[0]! }, objectId);
	const way = (spec: string, objectId?: string): DemoPlace => place({ type: 'LineString', coordinates: g.path(spec) }, objectId);
	const field = (spec: string, objectId?: string): DemoPlace => {
		const ring = g.path(spec);
		return place({ type: 'Polygon', coordinates: [[...ring, ring[0]!]] }, objectId);
	};
	const whole = (name: AreaName): DemoPlace => place({ type: 'Polygon', coordinates: polygonCoordinates(g.areas.get(name)!) }, name);
	const late = (day: number, time: string): string => `${dayAfter(new Date(`${dates.running.start}T00:00:00Z`), day)}T${time}:00.000Z`;
	const early = (day: number, time: string): string => `${dayAfter(new Date(`${dates.early.start}T00:00:00Z`), day)}T${time}:00.000Z`;
	const person = (name: string, street: string, email?: string): DemoStatement['author'] => ({
		name,
		street,
		postcode: '01990',
		city: 'Musterlinden',
		...(email ? { email } : {})
	});
	const plan = 'lindenpark-entwurf' as const;
	return [
		{
			plan,
			receivedAt: late(0, '07:42'),
			author: person('Hannelore Beispielhaft', 'Lindenallee 34', 'h.beispielhaft@post.example'),
			text:
				'Vier Geschosse direkt an der Allee sind mir zu hoch. Die Häuser gegenüber haben drei. Bitte begrenzen Sie das MU 1 auf drei ' +
				'Vollgeschosse und ein Staffelgeschoss.',
			places: [whole('MU 1')]
		},
		{
			plan,
			receivedAt: late(0, '18:15'),
			author: person('Familie Probst-Muster', 'Gärtnereiweg 9'),
			text:
				'Wir freuen uns über die Kita. Die Zufahrt liegt aber genau in der Kurve der Planstraße. Morgens bringen dort viele Eltern ' +
				'ihre Kinder; bitte verlegen Sie sie an den Gärtnereiweg.',
			places: [at('110,115', 'Einfahrt Kita'), at('2,140', 'Kita')]
		},
		{
			plan,
			receivedAt: late(1, '09:03'),
			text: 'Unter dem großen Baum an dieser Stelle wohnen Fledermäuse, wir sehen sie jeden Sommerabend. Bitte prüfen.',
			places: [at('150,12.5', 'Linde 4')]
		},
		{
			plan,
			receivedAt: late(1, '20:51'),
			author: person('Kurt Mustergärtner', 'Rosenweg 12', 'kurt@mustergarten.example'),
			text:
				'Der Teich war für uns Kinder der Gärtnerei immer etwas Besonderes. Gut, dass er bleibt. Kann der Weg um ihn herum so breit ' +
				'werden, dass auch ein Rollstuhl durchpasst?',
			places: [whole('Teich')]
		},
		{
			plan,
			receivedAt: late(2, '11:27'),
			author: person('Radverein Speiche e. V., Sabine Kettenblatt', 'Bahnhofstraße 21', 'vorstand@speiche.example'),
			text:
				'Der Fuß- und Radweg sollte 4,50 m statt 4 m breit und von der Planstraße bis zum Nordring beleuchtet sein. Er wird die ' +
				'kürzeste Verbindung zur Grundschule.',
			places: [way('192,168 192,250', 'Fuß- und Radweg')]
		},
		{
			plan,
			receivedAt: late(3, '16:40'),
			author: person('Dr. Ottilie Normalfall', 'Ulmenstraße 38'),
			text:
				'Die 35 Tiefgaragenplätze reichen nicht für die Läden. Unsere Straße ist schon jetzt jeden Abend zugeparkt. Wo stehen die ' +
				'Kundinnen und Kunden?',
			places: [at('160,40', 'Tiefgarage MU 1'), way('126,4 262,4')]
		},
		{
			plan,
			receivedAt: late(4, '08:12'),
			author: person('Naturfreunde Auwinkel e. V.', 'Am Lindenbach 3', 'info@naturfreunde-auwinkel.example'),
			text:
				'Wir begrüßen die Maßnahme M 1. Die Feuchtwiese darf aber nicht als Hundewiese enden: Bitte den Weg auf die Ostseite des ' +
				'Uferstreifens legen und im Süden eine Sperre vorsehen.',
			places: [whole('Ufer'), field('313,20 326,20 326,60 313,60')]
		},
		{
			plan,
			receivedAt: late(5, '13:55'),
			author: person('Bernd Vorlage', 'Asternweg 4'),
			text:
				'Von unserem Garten sehen wir künftig auf die Rückseiten der Reihenhäuser im WA 4. Können die Baugrenzen 3 m nach Süden ' +
				'rücken? Dann bliebe Platz für eine Hecke.',
			places: [way('6,219 104,219', 'Baugrenze WA 4 Nord')]
		},
		{
			plan,
			receivedAt: late(6, '19:30'),
			text: 'Bitte auch öffentliche Toiletten am Quartiersplatz und eine Trinkwasserstelle einplanen. Beim Spielplatz fehlt Schatten.',
			places: [at('195,40', 'Quartiersplatz'), at('176,74', 'Spielplatz')]
		},
		{
			plan,
			receivedAt: late(7, '10:05'),
			author: person('Stadtwerke Musterlinden, Netzplanung', 'Werkstraße 8', 'netz@stadtwerke-musterlinden.example'),
			text:
				'Für die Ladepunkte in MU 1 und MU 2 wird ein zweiter Trafostandort gebraucht. Wir schlagen die eingezeichnete Fläche von 6 ' +
				'm mal 5 m am Quartiersplatz vor.',
			places: [field('203,56 209,56 209,61 203,61'), whole('Trafo')]
		},
		{
			plan,
			receivedAt: late(8, '21:18'),
			author: person('Yusuf und Lena Exempel', 'Dahlienweg 17'),
			text:
				'Wir suchen seit Jahren einen Bauplatz und würden gern mit drei anderen Familien im WA 6 bauen. Sind auch Hausgruppen ' +
				'möglich? Festgesetzt sind nur Einzelhäuser.',
			places: [whole('WA 6')]
		},
		{
			plan,
			receivedAt: late(9, '06:33'),
			author: person('Gudrun Altenmuster', 'Lindenallee 41'),
			text:
				'Mein Vater hat im Heizhaus gearbeitet. Der Öltank lag nicht dort, wo die Altlast eingezeichnet ist, sondern weiter ' +
				'nördlich. Ich habe die Stelle markiert und kann ein Foto von 1978 zeigen.',
			places: [at('296,172'), at('300,140', 'Altlastverdacht')]
		},
		{
			plan: 'lindenpark-vorentwurf',
			receivedAt: early(6, '17:20'),
			author: person('Elternrat der Grundschule am Nordtor', 'Schulstraße 5'),
			text: 'Im ganzen Quartier ist kein Spielplatz vorgesehen. Der Park liegt doch mittendrin.',
			places: [field('166,63 188,63 188,83 166,83')]
		},
		{
			plan: 'lindenpark-vorentwurf',
			receivedAt: early(19, '12:02'),
			author: person('Naturfreunde Auwinkel e. V.', 'Am Lindenbach 3', 'info@naturfreunde-auwinkel.example'),
			text: 'Der Uferstreifen am Lindenbach sollte als Ausgleichsfläche gesichert und nicht nur als Grünfläche festgesetzt werden.',
			places: [at('320,120')]
		}
	];
}

/** `object` is the name of an object of the Entwurf. */
function place(geometry: DemoPlace['geometry'], object?: string): DemoPlace {
	return object ? { objectId: lindenparkId(object), geometry } : { geometry };
}
