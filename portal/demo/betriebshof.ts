import { CENTRES } from './land.ts';
import type { DemoProcedure } from './procedures.ts';

const TITLE = 'Vorhabenbezogener Bebauungsplan Nr. 17 „Straßenbahnbetriebshofserweiterung und Großbatteriespeicherkraftwerk an der Gewerbegebietszufahrtsstraße Musterlinden-Nordwest“';

/** An early participation that comes before there is a plan: about the area, with a title of German compound words. */
export function betriebshof(day: (offset: number) => string, common: Pick<DemoProcedure, 'contact' | 'places'>): DemoProcedure {
	const sketch = {
		title: TITLE,
		subtitle: 'Ziele und Zwecke der Planung',
		author: 'Stadt Musterlinden',
		date: day(-20),
		chapters: [
			{
				heading: 'Worum es geht',
				paragraphs: ['Die Verkehrsbetriebe brauchen mehr Abstellgleise. Daneben soll ein Speicher stehen, der Strom vom Mittag für den Abend aufhebt. Eine Planzeichnung gibt es noch nicht.']
			},
			{ heading: 'Was geprüft wird', paragraphs: ['Zwei Lagen der Zufahrt, Lärmschutzwand oder begrünter Wall, und wie das Regenwasser auf dem Gelände bleibt.'] }
		]
	};
	return {
		key: 'betriebshof',
		tenant: 'musterlinden',
		kindKey: 'bebauungsplan-12',
		title: TITLE,
		number: '17',
		municipality: 'Musterlinden',
		area: area(),
		summary:
			'Der Betriebshof der Straßenbahn soll nach Nordwesten wachsen, daneben ein Batteriespeicher entstehen. Es gibt noch keinen Plan: Sagen Sie der Stadt jetzt, was ihr an diesem Ort wichtig sein soll, und zeigen Sie die Stellen auf der Karte.',
		topics: ['Verkehr', 'Energie', 'Gewerbe'],
		...common,
		environment: [{ kind: 'mensch', text: 'Erste Schätzung des Lärms von Abstellgleisen' }],
		documents: [{ key: 'ziele', category: 'begruendung', title: 'Ziele und Zwecke der Planung', fileName: 'Betriebshof_Ziele.pdf', paper: sketch }],
		steps: [
			{ key: 'aufstellungsbeschluss', start: day(-60), publish: true, notice: day(-60), noticeIn: 'Musterlindener Stadtblatt Nr. 1' },
			{
				key: 'fruehzeitig-oeffentlichkeit',
				start: day(-5),
				end: day(50),
				documents: ['ziele'],
				note: 'Die Stadt erläutert die Ziele bei einem Rundgang; Treffpunkt ist das Tor des Betriebshofs.',
				publish: true,
				notice: day(-12),
				noticeIn: 'Musterlindener Stadtblatt Nr. 3'
			},
			{ key: 'fruehzeitig-toeb', start: day(-5), end: day(50), documents: ['ziele'], publish: true }
		]
	};
}

/** Fields west of the railway, EPSG:25833. */
function area(): [number, number][] {
	const [east, north] = CENTRES.musterlinden as [number, number];
	return [[-1240, 560], [-880, 520], [-850, 800], [-1190, 870], [-1240, 560]].map(([x, y]) => [east + x!, north + y!]);
}
