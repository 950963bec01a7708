/** Textual provisions of the Bebauungsplan Nr. 12 „Lindenpark“. Own wording; `early` is that of the first draft. */
export interface Provision {
	id: string;
	schluessel: string;
	grundlage: string;
	text: string;
	early?: string;
	/** Code of XP_Rechtscharakter, 1000 where nothing is said. */
	rechtscharakter?: number;
}

const BAUGB = (number: string): string => `§ 9 Abs. 1 Nr. ${number} BauGB`;

export const PROVISIONS: Provision[] = [
	{
		id: 'TF 1.1',
		schluessel: '1.1',
		grundlage: `${BAUGB('1')} i. V. m. § 4 BauNVO`,
		text:
			'In den allgemeinen Wohngebieten WA 1 bis WA 6 sind die nach § 4 Abs. 3 Nr. 4 und 5 BauNVO ausnahmsweise zulässigen Gartenbaubetriebe ' +
			'und Tankstellen nicht Bestandteil des Bebauungsplans.',
		early: 'In den allgemeinen Wohngebieten sind Gartenbaubetriebe und Tankstellen nicht Bestandteil des Bebauungsplans.'
	},
	{
		id: 'TF 1.2',
		schluessel: '1.2',
		grundlage: `${BAUGB('1')} i. V. m. § 6a BauNVO`,
		text:
			'In den urbanen Gebieten MU 1 und MU 2 sind im Erdgeschoss an der Straßenseite der Lindenallee und am Quartiersplatz Wohnungen ' +
			'nicht zulässig. Vergnügungsstätten sind nicht zulässig.',
		early: 'In den urbanen Gebieten sind Vergnügungsstätten nicht zulässig.'
	},
	{
		id: 'TF 2.1',
		schluessel: '2.1',
		grundlage: `${BAUGB('1')} i. V. m. § 19 Abs. 4 BauNVO`,
		text:
			'Die festgesetzte Grundflächenzahl darf durch Stellplätze mit ihren Zufahrten, Nebenanlagen und bauliche Anlagen unter der ' +
			'Geländeoberfläche in den allgemeinen Wohngebieten bis 0,6 und in den urbanen Gebieten bis 0,9 überschritten werden.',
		early: 'Die Grundflächenzahl darf durch Stellplätze und Nebenanlagen um bis zu 50 vom Hundert überschritten werden.'
	},
	{
		id: 'TF 2.2',
		schluessel: '2.2',
		grundlage: `${BAUGB('1')} i. V. m. § 18 Abs. 1 BauNVO`,
		text:
			'Die höchste Oberkante baulicher Anlagen ist in Metern über NHN (DHHN2016) festgesetzt. Aufzugsüberfahrten und Anlagen zur ' +
			'Nutzung der ' +
			'Sonnenenergie dürfen sie um bis zu 1,20 m überschreiten, wenn sie mindestens ebenso weit von der Außenwand zurücktreten.'
	},
	{
		id: 'TF 3.1',
		schluessel: '3.1',
		grundlage: `${BAUGB('2')} i. V. m. § 23 BauNVO`,
		text:
			'Baugrenzen dürfen durch Balkone, Erker und Eingangsüberdachungen auf höchstens einem Drittel der Länge der Außenwand um bis ' +
			'zu 1,50 m ' +
			'überschritten werden. An Baulinien ist ein Zurücktreten einzelner Bauteile um bis zu 0,50 m zulässig.',
		early: 'Baugrenzen dürfen durch Balkone um bis zu 1,50 m überschritten werden.'
	},
	{
		id: 'TF 4.1',
		schluessel: '4.1',
		grundlage: BAUGB('4'),
		text:
			'Stellplätze und Garagen sind nur innerhalb der überbaubaren Grundstücksflächen und in den dafür festgesetzten Flächen zulässig. ' +
			'Für Fahrräder ist je Wohnung ein überdachter Abstellplatz auf dem Grundstück herzustellen.',
		early: 'Stellplätze und Garagen sind nur in den dafür festgesetzten Flächen zulässig.'
	},
	{
		id: 'TF 5.1',
		schluessel: '5.1',
		grundlage: BAUGB('11'),
		text: 'Entlang der Lindenallee sind vor den urbanen Gebieten Ein- und Ausfahrten für Kraftfahrzeuge nicht zulässig.'
	},
	{
		id: 'TF 6.1',
		schluessel: '6.1',
		grundlage: BAUGB('14 und 20'),
		text:
			'Niederschlagswasser von Dach- und Hofflächen ist auf den Grundstücken über die belebte Bodenzone zu versickern; nur der ' +
			'Überlauf darf ' +
			'gedrosselt mit höchstens 5 l/(s·ha) in das Rückhaltebecken geleitet werden.',
		early: 'Niederschlagswasser ist auf den Grundstücken zu versickern.'
	},
	{
		id: 'TF 7.1',
		schluessel: '7.1',
		grundlage: BAUGB('20'),
		text:
			'Auf der Maßnahmenfläche M 1 am Lindenbach ist eine artenreiche Feuchtwiese mit Ufergehölzen zu entwickeln. Die Fläche ist höchstens ' +
			'zweimal im Jahr, frühestens ab dem 15. Juni, zu mähen; Dünger und Pflanzenschutzmittel sind nicht zulässig.'
	},
	{
		id: 'TF 7.2',
		schluessel: '7.2',
		grundlage: BAUGB('21'),
		text:
			'Die mit Geh- und Radfahrrecht belasteten Flächen sind zugunsten der Allgemeinheit, die mit Leitungsrecht belasteten Flächen ' +
			'zugunsten ' +
			'der Versorgungsträger von Bebauung und tief wurzelnden Gehölzen freizuhalten.'
	},
	{
		id: 'TF 8.1',
		schluessel: '8.1',
		grundlage: BAUGB('24'),
		text:
			'Im Lärmpegelbereich IV sind die Außenbauteile schutzbedürftiger Räume so auszuführen, dass ihr gesamtes bewertetes ' +
			'Bau-Schalldämm-Maß ' +
			'mindestens 40 dB erreicht. Schlafräume und Kinderzimmer sind zur lärmabgewandten Seite zu orientieren oder mit schallgedämmten ' +
			'Lüftungen auszustatten. Ausnahmen sind zulässig, wenn im Einzelfall geringere Außenlärmpegel nachgewiesen werden.'
	},
	{
		id: 'TF 9.1',
		schluessel: '9.1',
		grundlage: BAUGB('25 a'),
		text:
			'Je angefangene 400 m² Grundstücksfläche ist ein standortgerechter, heimischer Laubbaum mit einem Stammumfang von mindestens 16 cm zu ' +
			'pflanzen und dauerhaft zu erhalten. Abgängige Bäume sind in der folgenden Pflanzperiode zu ersetzen.',
		early: 'Je angefangene 500 m² Grundstücksfläche ist ein heimischer Laubbaum zu pflanzen und zu erhalten.'
	},
	{
		id: 'TF 9.2',
		schluessel: '9.2',
		grundlage: BAUGB('25 b'),
		text:
			'Die zum Erhalt festgesetzten Linden der Lindenallee sind während der Bauzeit gegen Beschädigungen zu schützen. Im Kronentraufbereich ' +
			'sind Abgrabungen und Aufschüttungen nicht zulässig.',
		early: 'Die Linden der Lindenallee sind zu erhalten.'
	},
	{
		id: 'TF 9.3',
		schluessel: '9.3',
		grundlage: BAUGB('25 a'),
		text:
			'Flachdächer und Dächer mit einer Neigung bis 10° sind auf mindestens 70 vom Hundert der Fläche mit einer durchwurzelbaren ' +
			'Schicht von ' +
			'wenigstens 10 cm zu begrünen. Die Begrünung darf mit Anlagen zur Nutzung der Sonnenenergie verbunden werden.'
	},
	{
		id: 'TF 10.1',
		schluessel: '10.1',
		grundlage: '§ 9 Abs. 4 BauGB i. V. m. § 89 SächsBO',
		text:
			'In den allgemeinen Wohngebieten sind Einfriedungen zur Straße nur als Hecken oder offene Zäune bis 1,20 m Höhe zulässig. ' +
			'Schottergärten sind nicht zulässig.',
		early: 'Einfriedungen zur Straße sind nur bis 1,20 m Höhe zulässig.'
	},
	{
		id: 'H 1',
		schluessel: 'H 1',
		grundlage: '§ 9 Abs. 5 Nr. 3 BauGB',
		text:
			'Im gekennzeichneten Bereich des früheren Heizhauses der Gärtnerei können Böden mit Mineralölkohlenwasserstoffen belastet sein. ' +
			'Vor Erdarbeiten ist die untere Bodenschutzbehörde zu beteiligen.',
		rechtscharakter: 6000
	}
];

/** Reasons (Begründung) that objects refer to. */
export const REASONS: { id: string; schluessel: string; text: string }[] = [
	{
		id: 'BG 1',
		schluessel: '1',
		text:
			'Anlass: Die Stadtgärtnerei an der Lindenallee wurde vor neun Jahren aufgegeben. Die Fläche liegt 600 m vom Markt entfernt, ' +
			'ist erschlossen ' +
			'und soll vor Flächen am Stadtrand entwickelt werden (Innenentwicklung, § 1 Abs. 5 BauGB).'
	},
	{
		id: 'BG 2',
		schluessel: '2',
		text:
			'Art und Maß der baulichen Nutzung: Rund 190 Wohnungen in zwei- bis viergeschossigen Häusern. Die Dichte nimmt von der ' +
			'Lindenallee zum ' +
			'nördlichen Grünzug ab. Die urbanen Gebiete nehmen Läden, Praxen und Büros auf und schirmen das Quartier vom Verkehrslärm ab.'
	},
	{
		id: 'BG 3',
		schluessel: '3',
		text:
			'Gemeinbedarf: Der Bedarfsplan der Stadt weist für die Weststadt 84 fehlende Betreuungsplätze aus. Das Grundstück am Gärtnereiweg ' +
			'erlaubt eine Kindertagesstätte mit 100 Plätzen und großem Garten.'
	},
	{
		id: 'BG 4',
		schluessel: '4',
		text:
			'Immissionsschutz: Auf der Lindenallee verkehren werktags etwa 7.400 Fahrzeuge. Ohne Vorkehrungen würden die Orientierungswerte für ' +
			'urbane Gebiete nachts um bis zu 6 dB(A) überschritten; daher Lärmpegelbereiche und Grundrissregelung.'
	},
	{
		id: 'BG 5',
		schluessel: '5',
		text:
			'Grün und Wasser: Der Teich der Gärtnerei bleibt als Mitte des Parks erhalten. Der Lindenbach erhält einen 16 m breiten ' +
			'Uferstreifen, der ' +
			'zugleich als Ausgleich dient und Hochwasser Raum gibt.'
	}
];
