import type { Paper } from './pdf.ts';

export const auenfeldePaper = (date: string): Paper => ({
	title: 'Flächennutzungsplan der Gemeinde Auenfelde',
	subtitle: 'Begründung',
	author: 'Gemeinde Auenfelde',
	date,
	chapters: [
		{
			heading: 'Aufgabe des Plans',
			paragraphs: [
				'Der Flächennutzungsplan stellt für das ganze Gemeindegebiet von 50,2 Quadratkilometern dar, wie sich die Nutzung des Bodens ' +
					'nach den ' +
					'voraussehbaren Bedürfnissen der Gemeinde entwickeln soll (§ 5 BauGB). Er bindet die Verwaltung, begründet aber noch kein Baurecht.'
			]
		},
		{
			heading: 'Bevölkerung und Wohnen',
			paragraphs: [
				'Auenfelde hat mit Storchenau und Lerchenfeld rund 2.600 Einwohnerinnen und Einwohner. Die Zahl ist seit zehn Jahren stabil. ' +
					'Der Bedarf an ' +
					'Wohnungen entsteht aus kleineren Haushalten und wird auf 90 Wohnungen in 15 Jahren geschätzt.',
				'Zwei Drittel davon passen auf freie Grundstücke im Ort. Für den Rest sind zwei Wohnbauflächen am Feldrain und nördlich des ' +
					'Mohnwegs dargestellt.'
			]
		},
		{
			heading: 'Gewerbe und Energie',
			paragraphs: [
				'Der Gewerbepark an der Ostchaussee ist zu vier Fünfteln belegt. Er kann nach Osten erweitert werden, ohne dass Verkehr ' +
					'durch den Ort fährt.',
				'Die Sonderbaufläche für Photovoltaik bei Lerchenfeld liegt auf mageren Böden abseits der Blickachsen zur Dorfkirche.'
			]
		},
		{
			heading: 'Landschaft und Hochwasser',
			paragraphs: [
				'Die Elbwiesen und die Alte Elbe sind Lebensraum für Wiesenbrüter und zugleich Raum für das Hochwasser. Sie bleiben ' +
					'Grünland. Am Rand der Aue soll sich ' +
					'auf geeigneten Flächen Auwald entwickeln; diese Flächen stehen als Ausgleich für Eingriffe an anderer Stelle bereit.'
			]
		}
	]
});
