import type { Paper } from './pdf.ts';

/** Begründung of the Entwurf, in the chapters that planners know. */
export function lindenparkReasons(date: string): Paper {
	return {
		title: 'Bebauungsplan Nr. 12 „Lindenpark“',
		subtitle: 'Begründung mit Umweltbericht (Entwurf)',
		author: 'Stadt Musterlinden',
		date,
		chapters: [
			{
				heading: 'Anlass und Ziel der Planung',
				paragraphs: [
					'Mit der Aufgabe der Stadtgärtnerei an der Lindenallee ist in der Weststadt eine gut 8,5 Hektar große Fläche frei geworden. ' +
						'Sie liegt zehn ' +
						'Gehminuten vom Markt entfernt, ist von der Lindenallee und dem Gärtnereiweg aus erschlossen und im Flächennutzungsplan als ' +
						'Wohnbaufläche dargestellt. Der Stadtrat hat deshalb beschlossen, hier ein gemischtes Quartier zu entwickeln, bevor ' +
						'Flächen am Stadtrand ' +
						'in Anspruch genommen werden.',
					'Die Stadt rechnet in den nächsten zehn Jahren mit einem Bedarf von etwa 320 Wohnungen. Rund 190 davon können im Lindenpark ' +
						'entstehen, ein ' +
						'Viertel als geförderte Mietwohnungen. Dazu kommen Läden des täglichen Bedarfs, Praxen und eine Kindertagesstätte.'
				]
			},
			{
				heading: 'Das Plangebiet',
				paragraphs: [
					'Das Gebiet wird im Süden von der Lindenallee, im Westen vom Gärtnereiweg, im Norden vom Grünzug am Nordring und im Osten ' +
						'vom Lindenbach ' +
						'begrenzt. Es fällt von 112,9 m im Süden auf 110,6 m über NHN am Bach. Erhalten sind die Villa der Gärtnerei von etwa 1904, ein ' +
						'Kulturdenkmal, der Gärtnerteich und die Lindenreihe an der Allee.',
					'Am früheren Heizhaus im Osten besteht der Verdacht auf Bodenbelastungen durch Heizöl. Der Bereich ist gekennzeichnet; vor ' +
						'Erdarbeiten ' +
						'ist die untere Bodenschutzbehörde zu beteiligen.'
				]
			},
			{
				heading: 'Städtebauliches Konzept',
				paragraphs: [
					'Eine ringförmige Planstraße A erschließt das Quartier von der Lindenallee aus. Sie wird als Mischfläche ausgebaut; ihre ' +
						'Bögen halten die ' +
						'Geschwindigkeit niedrig. In der Mitte liegt der öffentliche Park mit dem Teich. Ein Quartiersplatz verbindet ihn mit der Allee.',
					'Die Bebauung ist an der Lindenallee geschlossen und viergeschossig, damit sie den Lärm abschirmt. Um den Park stehen ' +
						'dreigeschossige Häuser, ' +
						'nach Westen, Norden und Osten folgen zweigeschossige Einzel-, Doppel- und Reihenhäuser.'
				],
				table: [
					['Nutzung', 'Fläche', 'Anteil'],
					['Allgemeine Wohngebiete WA 1 bis WA 6', '40.143 m²', '47 %'],
					['Urbane Gebiete MU 1 und MU 2', '6.333 m²', '7 %'],
					['Gemeinbedarf (Kindertagesstätte)', '7.406 m²', '9 %'],
					['Verkehrsflächen', '10.537 m²', '12 %'],
					['Grünflächen', '17.024 m²', '20 %'],
					['Wasserflächen', '3.260 m²', '4 %'],
					['Ver- und Entsorgung', '450 m²', '1 %'],
					['Geltungsbereich', '85.153 m²', '100 %']
				]
			},
			{
				heading: 'Begründung der Festsetzungen',
				paragraphs: [
					'Art der Nutzung: In den allgemeinen Wohngebieten sind Gartenbaubetriebe und Tankstellen ausgeschlossen, weil sie viel ' +
						'Fläche brauchen und ' +
						'Verkehr in das Quartier ziehen. In den urbanen Gebieten sichern gewerbliche Erdgeschosse die Versorgung und beleben den Platz.',
					'Maß der Nutzung: Die Grundflächenzahlen bleiben in den Wohngebieten bis auf Ausnahmen unter dem Orientierungswert des § 17 ' +
						'BauNVO. Die ' +
						'Oberkanten sind so gewählt, dass die Linden der Allee die Dächer überragen.',
					'Lärm: Für die Lindenallee wurden 7.400 Kraftfahrzeuge am Werktag angesetzt. An den straßenseitigen Fassaden ergibt sich der ' +
						'Lärmpegelbereich IV. Ein Wall scheidet im Ortsbild aus; festgesetzt sind deshalb Schalldämmung und Grundrissausrichtung.',
					'Verkehr: Die beiden Anbindungen der Planstraße A sind leistungsfähig. Zusätzliche Zufahrten vor den urbanen Gebieten ' +
						'würden den Radverkehr auf der ' +
						'Allee gefährden und sind ausgeschlossen. Die Tiefgarage wird von der Planstraße aus angefahren.'
				]
			},
			{
				heading: 'Umweltbericht',
				paragraphs: [
					'Schutzgut Boden: Die Fläche war zu etwa einem Drittel mit Gewächshäusern und Wegen versiegelt. Künftig können bis zu 53 ' +
						'Prozent versiegelt ' +
						'werden. Dachbegrünung, Versickerung und die Feuchtwiese am Lindenbach mindern und gleichen den Eingriff aus.',
					'Schutzgut Tiere und Pflanzen: In der Villa brüten Mauersegler, in den Linden leben Fledermäuse. Die Linden bleiben stehen, ' +
						'Ersatzquartiere ' +
						'werden vor dem Abbruch der Gewächshäuser angebracht.',
					'Schutzgut Wasser und Klima: Der Uferstreifen des Lindenbachs bleibt frei und dient der Rückhaltung. Die Kaltluft aus dem ' +
						'Norden kann über den ' +
						'Grünzug und den Park bis zur Allee fließen.'
				]
			},
			{
				heading: 'Verfahren und Kosten',
				paragraphs: [
					'Der Plan wird im Regelverfahren nach §§ 3 und 4 BauGB aufgestellt. Aus der frühzeitigen Beteiligung wurden die Hinweise zu ' +
						'Spielflächen, ' +
						'Zufahrten und Uferstreifen übernommen; der Spielplatz am Quartiersplatz ist hinzugekommen.',
					'Die Erschließung kostet nach Schätzung 3,1 Millionen Euro. Ein städtebaulicher Vertrag verpflichtet die Eigentümerin, sie zu tragen.'
				]
			}
		]
	};
}

export function lindenparkEarlyReasons(date: string): Paper {
	const { chapters, ...rest } = lindenparkReasons(date);
	const [first, second] = [chapters[0]!, chapters[1]!];
	return { ...rest, subtitle: 'Kurzbegründung zum Vorentwurf', chapters: [first, second] };
}

export function lindenparkPlants(date: string): Paper {
	return {
		title: 'Bebauungsplan Nr. 12 „Lindenpark“',
		subtitle: 'Pflanzliste',
		author: 'Stadt Musterlinden',
		date,
		chapters: [
			{
				heading: 'Bäume',
				paragraphs: ['Mindestens zu pflanzen: Hochstamm, dreimal verpflanzt, Stammumfang 16 bis 18 cm.'],
				table: [
					['Deutscher Name', 'Botanischer Name'],
					['Feld-Ahorn', 'Acer campestre'],
					['Hainbuche', 'Carpinus betulus'],
					['Trauben-Eiche', 'Quercus petraea'],
					['Vogel-Kirsche', 'Prunus avium'],
					['Winter-Linde', 'Tilia cordata']
				]
			},
			{
				heading: 'Sträucher',
				paragraphs: ['Zu pflanzen: verpflanzter Strauch, 60 bis 100 cm hoch, ein Stück je 1,5 m².'],
				table: [
					['Deutscher Name', 'Botanischer Name'],
					['Hasel', 'Corylus avellana'],
					['Kornelkirsche', 'Cornus mas'],
					['Pfaffenhütchen', 'Euonymus europaeus'],
					['Schlehe', 'Prunus spinosa'],
					['Wolliger Schneeball', 'Viburnum lantana']
				]
			}
		]
	};
}
